#include "kamsim/statistics/quantiles.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <string>

namespace kamsim {

namespace {

/// Reorders `values`.
double quantile_in_place(std::vector<double>& values, double probability)
{
    if (!(probability >= 0.0 && probability <= 1.0)) {
        throw std::invalid_argument("sample_quantile: probability " + std::to_string(probability)
                                    + " is not between 0 and 1");
    }
    if (values.empty()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    const double position = probability * static_cast<double>(values.size() - 1);
    const double rank = std::floor(position);
    const auto at_rank = values.begin() + static_cast<std::ptrdiff_t>(rank);
    std::nth_element(values.begin(), at_rank, values.end());
    const double lower = *at_rank;
    const double part = position - rank;
    if (part == 0.0) {
        return lower;
    }
    const double upper = *std::min_element(at_rank + 1, values.end());
    return lower == upper ? lower : lower + part * (upper - lower);
}

} // namespace

double sample_quantile(std::span<const double> values, double probability)
{
    std::vector<double> copy(values.begin(), values.end());
    return quantile_in_place(copy, probability);
}

std::vector<double> sample_quantiles(std::span<const double> values, std::span<const double> probabilities)
{
    std::vector<double> copy(values.begin(), values.end());
    std::vector<double> quantiles;
    quantiles.reserve(probabilities.size());
    for (const double probability : probabilities) {
        quantiles.push_back(quantile_in_place(copy, probability));
    }
    return quantiles;
}

} // namespace kamsim
