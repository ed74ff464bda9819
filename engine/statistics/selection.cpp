#include "kamsim/statistics/selection.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <string>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <boost/math/tools/toms748_solve.hpp>

#include "kamsim/statistics/paired.hpp"

namespace kamsim {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

void require_selection(int designs, double confidence, std::int64_t first_stage)
{
    if (designs < 2 || first_stage < 2) {
        throw std::invalid_argument("selection: " + std::to_string(designs) + " designs with "
                                    + std::to_string(first_stage) + " observations each; it takes two of both");
    }
    if (!(confidence > 1.0 / designs && confidence < 1.0)) {
        throw std::invalid_argument("selection: confidence " + std::to_string(confidence)
                                    + " is not above that of a guess and below 1; 0.95 is usual");
    }
}

/// Chance that one variable with this law, lifted by `lead`, exceeds `others` independent ones.
template <class Distribution>
double chance_of_first(const Distribution& distribution, double lead, int others)
{
    const auto integrand = [&](double z) {
        return std::pow(boost::math::cdf(distribution, z + lead), others) * boost::math::pdf(distribution, z);
    };
    constexpr unsigned depth = 15;
    constexpr double tolerance = 1e-12;
    return boost::math::quadrature::gauss_kronrod<double, 61>::integrate(integrand, -infinity, infinity, depth,
                                                                         tolerance);
}

std::size_t checked_units(std::span<const std::vector<double>> values, std::size_t rows)
{
    const bool fits = values.size() == rows && !values.empty()
                      && std::all_of(values.begin(), values.end(),
                                     [&](const auto& row) { return row.size() == values.front().size(); });
    if (!fits) {
        throw std::invalid_argument("selection: the observations are not equally many of each of "
                                    + std::to_string(rows) + " designs");
    }
    return values.front().size();
}

} // namespace

double correct_selection_probability(std::span<const double> leads)
{
    const boost::math::normal normal;
    const auto integrand = [&](double z) {
        return std::accumulate(
            leads.begin(), leads.end(), boost::math::pdf(normal, z),
            [&](double product, double lead) { return product * boost::math::cdf(normal, z + lead); });
    };
    constexpr unsigned depth = 15;
    constexpr double tolerance = 1e-13;
    return boost::math::quadrature::gauss_kronrod<double, 61>::integrate(integrand, -infinity, infinity, depth,
                                                                         tolerance);
}

double two_stage_constant(int designs, double confidence, std::int64_t first_stage)
{
    require_selection(designs, confidence, first_stage);
    const boost::math::students_t distribution(static_cast<double>(first_stage - 1));
    const auto excess = [&](double h) { return chance_of_first(distribution, h, designs - 1) - confidence; };
    double high = 1.0;
    while (excess(high) < 0.0) {
        high *= 2.0;
    }
    std::uintmax_t steps = 100;
    const auto [below, above] =
        boost::math::tools::toms748_solve(excess, 0.0, high, boost::math::tools::eps_tolerance<double>(40), steps);
    return 0.5 * (below + above);
}

SequentialConstants sequential_constants(int designs, double confidence, std::int64_t first_stage)
{
    require_selection(designs, confidence, first_stage);
    const double freedom = static_cast<double>(first_stage - 1);
    const double error = 2.0 * (1.0 - confidence) / (designs - 1);
    const double eta = 0.5 * std::expm1(-2.0 / freedom * std::log(error));
    return {eta, 2.0 * eta * freedom};
}

SequentialSelection::SequentialSelection(std::span<const std::vector<double>> first_stage, double indifference,
                                         double confidence)
    : designs_(static_cast<int>(first_stage.size())), indifference_(indifference)
{
    const auto units = static_cast<std::int64_t>(checked_units(first_stage, first_stage.size()));
    constants_ = sequential_constants(designs_, confidence, units);
    if (!(indifference > 0.0 && std::isfinite(indifference))) {
        throw std::invalid_argument("selection: an indifference of " + std::to_string(indifference)
                                    + "; give the least lead that matters, above 0");
    }
    for (const auto& row : first_stage) {
        for (const auto& other : first_stage) {
            variances_.push_back(paired_moments(row, other).variance());
        }
    }
    sums_.resize(first_stage.size());
    survivors_.resize(first_stage.size());
    std::iota(survivors_.begin(), survivors_.end(), 0);
    add(first_stage);
}

void SequentialSelection::add(std::span<const std::vector<double>> values)
{
    units_ += static_cast<std::int64_t>(checked_units(values, survivors_.size()));
    for (std::size_t k = 0; k < survivors_.size(); ++k) {
        double& sum = sums_[static_cast<std::size_t>(survivors_[k])];
        sum = std::accumulate(values[k].begin(), values[k].end(), sum);
    }
    eliminate();
}

double SequentialSelection::variance(int first, int second) const
{
    return variances_[static_cast<std::size_t>(first * designs_ + second)];
}

bool SequentialSelection::falls_behind(int design, int rival) const
{
    const double lead = sums_[static_cast<std::size_t>(rival)] - sums_[static_cast<std::size_t>(design)];
    const double reach =
        0.5 * (constants_.h2 * variance(design, rival) / indifference_ - indifference_ * static_cast<double>(units_));
    if (reach > 0.0) {
        return lead > reach;
    }
    return lead > 0.0 || (lead == 0.0 && rival < design); // the first among equals stays
}

void SequentialSelection::eliminate()
{
    const int first = leader();
    std::vector<int> kept;
    for (const int design : survivors_) {
        const bool is_out = std::any_of(survivors_.begin(), survivors_.end(),
                                        [&](int rival) { return rival != design && falls_behind(design, rival); });
        if (is_out) {
            const double lead = sums_[static_cast<std::size_t>(first)] - sums_[static_cast<std::size_t>(design)];
            eliminations_.push_back({design, first, units_, lead / static_cast<double>(units_)});
        } else {
            kept.push_back(design);
        }
    }
    survivors_ = std::move(kept);
}

int SequentialSelection::leader() const
{
    return *std::max_element(survivors_.begin(), survivors_.end(), [&](int left, int right) {
        return sums_[static_cast<std::size_t>(left)] < sums_[static_cast<std::size_t>(right)];
    });
}

std::int64_t SequentialSelection::most_units() const
{
    double most = static_cast<double>(units_);
    for (const int design : survivors_) {
        for (const int rival : survivors_) {
            if (design != rival) {
                const double end = constants_.h2 * variance(design, rival) / (indifference_ * indifference_);
                most = std::max(most, std::ceil(end));
            }
        }
    }
    return static_cast<std::int64_t>(most);
}

} // namespace kamsim
