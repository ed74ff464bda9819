#include "kamsim/statistics/paired.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <limits>
#include <stdexcept>
#include <string>

namespace kamsim {

namespace {

void require_pairs(std::span<const double> first, std::span<const double> second)
{
    if (first.size() != second.size()) {
        throw std::invalid_argument("paired samples have " + std::to_string(first.size()) + " and "
                                    + std::to_string(second.size()) + " values; pairs need as many of each");
    }
}

template <class Value>
Moments blocked_moments(std::size_t size, Value value)
{
    Moments all;
    for (std::size_t begin = 0; begin < size; begin += moment_block) {
        Moments block;
        const auto end = std::min(size, begin + moment_block);
        for (auto i = begin; i < end; ++i) {
            block.add(value(i));
        }
        all.merge(block);
    }
    return all;
}

} // namespace

Moments sample_moments(std::span<const double> values)
{
    return blocked_moments(values.size(), [values](std::size_t i) { return values[i]; });
}

Moments paired_moments(std::span<const double> values, std::span<const double> reference)
{
    require_pairs(values, reference);
    return blocked_moments(values.size(), [values, reference](std::size_t i) { return values[i] - reference[i]; });
}

std::vector<double> paired_differences(std::span<const double> values, std::span<const double> reference)
{
    require_pairs(values, reference);
    std::vector<double> differences(values.size());
    std::transform(values.begin(), values.end(), reference.begin(), differences.begin(), std::minus<>());
    return differences;
}

double paired_covariance(std::span<const double> first, std::span<const double> second)
{
    require_pairs(first, second);
    if (first.size() < 2) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    const double first_mean = sample_moments(first).mean;
    const double second_mean = sample_moments(second).mean;
    double products = 0.0;
    for (std::size_t begin = 0; begin < first.size(); begin += moment_block) {
        double block = 0.0;
        const auto end = std::min(first.size(), begin + moment_block);
        for (auto i = begin; i < end; ++i) {
            block += (first[i] - first_mean) * (second[i] - second_mean);
        }
        products += block;
    }
    return products / static_cast<double>(first.size() - 1);
}

} // namespace kamsim
