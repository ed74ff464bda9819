#include "kamsim/statistics/sobol_indices.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "kamsim/statistics/moments.hpp"
#include "statistics/linearised_ratio.hpp"

namespace kamsim {

namespace {

constexpr std::size_t point_a = 0;
constexpr std::size_t point_b = 1;
constexpr std::size_t first_mixed = 2;

double squared(double value)
{
    return value * value;
}

/// Means over the rows of one scrambling; the two numerators for each group.
struct RowMeans {
    double variance = 0.0;
    std::vector<double> first;
    std::vector<double> total;
};

RowMeans row_means(const SobolRows& rows, double centre)
{
    RowMeans means{0.0, std::vector<double>(rows.groups()), std::vector<double>(rows.groups())};
    const auto count = static_cast<double>(rows.count());
    for (std::size_t row = 0; row < rows.count(); ++row) {
        const double a = rows.mean(row, point_a);
        const double b = rows.mean(row, point_b);
        means.variance +=
            (squared(a - centre) - rows.noise(row, point_a) + squared(b - centre) - rows.noise(row, point_b))
            / (2.0 * count);
        for (std::size_t group = 0; group < rows.groups(); ++group) {
            const double step = rows.mean(row, first_mixed + group) - a;
            means.first[group] += (b - centre) * step / count;
            means.total[group] += (squared(step) - rows.noise(row, first_mixed + group)) / (2.0 * count);
        }
    }
    return means;
}

void require_fit(std::span<const SobolRows> scramblings)
{
    std::size_t rows = 0;
    for (const SobolRows& scrambling : scramblings) {
        rows += scrambling.count();
        if (scrambling.count() != scramblings.front().count() || scrambling.groups() != scramblings.front().groups()
            || scrambling.futures() != scramblings.front().futures()) {
            throw std::invalid_argument("Sobol indices: the scramblings are not of the same number of rows, groups and "
                                        "futures; take as many of each");
        }
    }
    if (rows < 2) {
        throw std::invalid_argument("Sobol indices need two rows at least");
    }
}

SensitivityIndex index_of(std::span<const double> numerators, std::span<const double> variances, double level)
{
    const LinearisedRatio ratio = linearised_ratio(numerators, variances, level);
    SensitivityIndex index{ratio.value, ratio.standard_error, ratio.interval};
    index.interval.kind = IntervalKind::student_t_over_scramblings;
    return index;
}

} // namespace

SobolRows::SobolRows(std::size_t groups, std::size_t futures) : groups_(groups), futures_(futures)
{
    if (groups == 0 || futures == 0) {
        throw std::invalid_argument("Sobol rows need one group of inputs and one future at least");
    }
}

void SobolRows::add(std::span<const double> outputs)
{
    if (outputs.size() != points() * futures_) {
        throw std::invalid_argument("a Sobol row of " + std::to_string(points()) + " points and "
                                    + std::to_string(futures_) + " futures has not " + std::to_string(outputs.size())
                                    + " outputs");
    }
    for (std::size_t point = 0; point < points(); ++point) {
        Moments level;
        Moments step;
        for (std::size_t future = 0; future < futures_; ++future) {
            const double value = outputs[point * futures_ + future];
            level.add(value);
            step.add(value - outputs[future]);
        }
        const Moments& noisy = point < first_mixed ? level : step;
        means_.push_back(level.mean);
        noises_.push_back(futures_ > 1 ? noisy.variance() / static_cast<double>(futures_) : 0.0);
    }
}

SobolIndices sobol_indices(std::span<const SobolRows> scramblings, double level)
{
    require_fit(scramblings);
    Moments outputs;
    Moments noise;
    for (const SobolRows& rows : scramblings) {
        for (std::size_t row = 0; row < rows.count(); ++row) {
            for (const std::size_t point : {point_a, point_b}) {
                outputs.add(rows.mean(row, point));
                noise.add(rows.noise(row, point));
            }
        }
    }
    std::vector<RowMeans> means;
    std::vector<double> variances;
    Moments variance;
    for (const SobolRows& rows : scramblings) {
        means.push_back(row_means(rows, outputs.mean));
        variances.push_back(means.back().variance);
        variance.add(variances.back());
    }
    SobolIndices indices;
    indices.mean = outputs.mean;
    indices.variance = variance.mean;
    indices.luck_variance = noise.mean * static_cast<double>(scramblings.front().futures());
    for (std::size_t group = 0; group < scramblings.front().groups(); ++group) {
        std::vector<double> first;
        std::vector<double> total;
        for (const RowMeans& of_scrambling : means) {
            first.push_back(of_scrambling.first[group]);
            total.push_back(of_scrambling.total[group]);
        }
        indices.groups.push_back({index_of(first, variances, level), index_of(total, variances, level)});
    }
    return indices;
}

} // namespace kamsim
