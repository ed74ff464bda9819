#include "kamsim/decision/best_split.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <stdexcept>

namespace kamsim {

namespace {

void require_fitting(std::span<const SaturatingReturn> returns, double budget)
{
    const bool fits = std::all_of(returns.begin(), returns.end(), [](const SaturatingReturn& one) {
        return one.duration > 0.0 && one.rate > 0.0 && std::isfinite(one.at) && std::isfinite(one.marginal);
    });
    if (!fits || !(budget >= 0.0)) {
        throw std::invalid_argument("the best split of a budget: durations and rates must be above 0, marginal values "
                                    "finite, and the budget 0 or more");
    }
}

/// Logarithm of the marginal value of the first unit.
double log_first(const SaturatingReturn& one)
{
    return std::log(one.marginal) + one.rate * one.at;
}

} // namespace

std::vector<double> best_split(std::span<const SaturatingReturn> returns, double budget)
{
    require_fitting(returns, budget);
    std::vector<std::size_t> order(returns.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::erase_if(order, [&](std::size_t k) { return !(returns[k].marginal > 0.0); });
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return log_first(returns[a]) > log_first(returns[b]); });
    // Those with the highest first units share; one more takes part as long as its first unit beats the common value.
    double weighted = 0.0;
    double slack = 0.0;
    double log_common = 0.0;
    std::size_t sharing = 0;
    for (; sharing < order.size(); ++sharing) {
        const SaturatingReturn& one = returns[order[sharing]];
        if (sharing > 0 && log_first(one) <= log_common) {
            break;
        }
        weighted += one.duration / one.rate * log_first(one);
        slack += one.duration / one.rate;
        log_common = (weighted - budget) / slack;
    }
    std::vector<double> split(returns.size(), 0.0);
    for (std::size_t k = 0; k < sharing; ++k) {
        const SaturatingReturn& one = returns[order[k]];
        split[order[k]] = std::max(0.0, (log_first(one) - log_common) / one.rate);
    }
    return split;
}

} // namespace kamsim
