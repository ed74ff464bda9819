#include "kamsim/decision/knowledge.hpp"

#include <cmath>

#include "decision/share_of_wins.hpp"
#include "kamsim/statistics/paired.hpp"
#include "kamsim/statistics/variance_components.hpp"

namespace kamsim {

Knowledge knowledge_of(std::span<const double> values, std::int64_t futures_per_world)
{
    const auto components =
        variance_components(sample_moments(values), sample_moments(world_means(values, futures_per_world)));
    return {std::sqrt(components.between), std::sqrt(components.within), components.share_between()};
}

std::vector<double> world_means(std::span<const double> values, std::int64_t futures_per_world)
{
    const auto futures = static_cast<std::size_t>(futures_per_world);
    std::vector<double> means;
    means.reserve(values.size() / futures);
    for (std::size_t first = 0; first + futures <= values.size(); first += futures) {
        double sum = 0.0;
        for (const double value : values.subspan(first, futures)) {
            sum += value;
        }
        means.push_back(sum / static_cast<double>(futures));
    }
    return means;
}

std::vector<double> shares_of_worlds_best(const Outcome& outcome)
{
    std::vector<std::vector<double>> means;
    for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
        const auto values =
            std::span(outcome.value)
                .subspan(outcome.value_index(alternative, 0), static_cast<std::size_t>(outcome.replications));
        means.push_back(world_means(values, outcome.futures_per_world));
    }
    return shares_of_wins({means.begin(), means.end()});
}

} // namespace kamsim
