#include "support/ledger_table.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "support/parts.hpp"

namespace kamsim {

SimulatedWithLedger simulate_with_ledger(const Experiment& experiment, const SimulationOptions& options)
{
    SimulatedWithLedger result;
    const auto alternatives = experiment.alternatives.size();
    const auto replications = static_cast<std::size_t>(experiment.replications);
    result.ledger.replications = experiment.replications;
    result.ledger.amounts.resize(alternatives * replications * ledger_line_count);
    std::int64_t next = 0;
    result.outcome = simulate_and_see(experiment, options, [&](const SamplePart& part) {
        EXPECT_EQ(part.first_replication, next);
        const std::size_t rows = static_cast<std::size_t>(part.records.replications) * ledger_line_count;
        ASSERT_EQ(part.records.ledger.size(), alternatives * rows);
        for (std::size_t alternative = 0; alternative < alternatives; ++alternative) {
            const std::size_t to =
                (alternative * replications + static_cast<std::size_t>(part.first_replication)) * ledger_line_count;
            std::copy_n(part.records.ledger.begin() + static_cast<std::ptrdiff_t>(alternative * rows), rows,
                        result.ledger.amounts.begin() + static_cast<std::ptrdiff_t>(to));
        }
        next += part.records.replications;
    });
    EXPECT_EQ(next, experiment.replications);
    return result;
}

} // namespace kamsim
