#pragma once

#include <span>
#include <vector>

#include "kamsim/simulation/outcome.hpp"

namespace kamsim {

/// What each alternative is worth in each replication: [alternative][replication].
[[nodiscard]] inline std::vector<std::span<const double>> values_of_alternatives(const Outcome& outcome)
{
    std::vector<std::span<const double>> values;
    for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
        values.push_back(
            std::span(outcome.value)
                .subspan(outcome.value_index(alternative, 0), static_cast<std::size_t>(outcome.replications)));
    }
    return values;
}

} // namespace kamsim
