#include "decision/share_of_wins.hpp"

#include <algorithm>
#include <limits>

namespace kamsim {

std::vector<double> shares_of_wins(const std::vector<std::span<const double>>& values)
{
    std::vector<double> shares(values.size());
    const std::size_t trials = values.empty() ? 0 : values.front().size();
    for (std::size_t trial = 0; trial < trials; ++trial) {
        double highest = -std::numeric_limits<double>::infinity();
        int winners = 0;
        for (const auto& competitor : values) {
            winners = competitor[trial] > highest ? 1 : winners + (competitor[trial] == highest ? 1 : 0);
            highest = std::max(highest, competitor[trial]);
        }
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (values[i][trial] == highest) {
                shares[i] += 1.0 / winners;
            }
        }
    }
    for (double& share : shares) {
        share /= static_cast<double>(trials);
    }
    return shares;
}

} // namespace kamsim
