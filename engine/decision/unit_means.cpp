#include "decision/unit_means.hpp"

#include <numeric>

#include "kamsim/decision/knowledge.hpp"
#include "kamsim/model/ledger_lines.hpp"

namespace kamsim {

std::vector<std::vector<double>> unit_means(const ReplicationRecords& records, int alternatives,
                                            std::int64_t futures_per_unit)
{
    std::vector<std::vector<double>> rows;
    auto line = records.ledger.begin();
    for (int alternative = 0; alternative < alternatives; ++alternative) {
        std::vector<double> values;
        for (std::int64_t k = 0; k < records.replications; ++k, line += ledger_line_count) {
            values.push_back(std::accumulate(line, line + ledger_line_count, 0.0));
        }
        rows.push_back(futures_per_unit == 1 ? std::move(values) : world_means(values, futures_per_unit));
    }
    return rows;
}

} // namespace kamsim
