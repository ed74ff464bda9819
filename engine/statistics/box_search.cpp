#include "kamsim/statistics/box_search.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <string>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/hypergeometric.hpp>

#include "kamsim/random/draws.hpp"

namespace kamsim {

namespace {

constexpr double peeled_part = 0.05;
constexpr double least_part = 0.05;
constexpr double largest_quasi_p = 0.05;
constexpr std::uint32_t halves = 20;
/// Key of the choice of halves: it belongs to the search, not to the luck of an experiment.
constexpr std::array<std::uint32_t, 2> half_key{0x68616C76, 0x65733A3A};

using Rows = std::vector<Eigen::Index>;

void require_sizes(const Eigen::MatrixXd& points, const std::vector<bool>& is_hit)
{
    if (points.rows() != std::ssize(is_hit)) {
        throw std::invalid_argument("box search: " + std::to_string(points.rows()) + " points and "
                                    + std::to_string(is_hit.size()) + " labels; it takes one for each");
    }
}

double hits_among(const Rows& rows, const std::vector<bool>& is_hit)
{
    return static_cast<double>(std::count_if(rows.begin(), rows.end(),
                                             [&](Eigen::Index row) { return is_hit[static_cast<std::size_t>(row)]; }));
}

bool holds(const BoxLimit& limit, double value)
{
    return limit.side == BoxLimit::Side::least ? value >= limit.value : value <= limit.value;
}

/// Sets the limit in place of one of the same input and side.
Box with_limit(Box box, const BoxLimit& limit)
{
    const auto same = std::find_if(box.limits.begin(), box.limits.end(), [&](const BoxLimit& other) {
        return other.input == limit.input && other.side == limit.side;
    });
    if (same == box.limits.end()) {
        box.limits.push_back(limit);
    } else {
        *same = limit;
    }
    return box;
}

Box without_limit(Box box, std::size_t limit)
{
    box.limits.erase(box.limits.begin() + static_cast<std::ptrdiff_t>(limit));
    return box;
}

/// Limit that peels the outer part of the rows on one side of an input, and the rows that stay.
struct Peel {
    BoxLimit limit;
    Rows kept;
    double density = -1.0;
};

/// The limit, or the next value inwards where it is the outermost one: points of a grid share it, and leave together.
double beyond_ties(const std::vector<double>& values, double limit, BoxLimit::Side side)
{
    const bool is_least = side == BoxLimit::Side::least;
    const double outermost =
        is_least ? *std::min_element(values.begin(), values.end()) : *std::max_element(values.begin(), values.end());
    if (limit != outermost) {
        return limit;
    }
    double next = outermost;
    for (const double value : values) {
        const bool is_inner = is_least ? value > outermost : value < outermost;
        const bool is_nearer = next == outermost || (is_least ? value < next : value > next);
        next = is_inner && is_nearer ? value : next;
    }
    return next;
}

Peel peel(const Eigen::MatrixXd& points, const Rows& rows, Eigen::Index input, BoxLimit::Side side,
          const std::vector<bool>& is_hit)
{
    std::vector<double> values;
    for (const auto row : rows) {
        values.push_back(points(row, input));
    }
    const auto cut = std::max<std::size_t>(1, static_cast<std::size_t>(peeled_part * static_cast<double>(rows.size())));
    const auto place = side == BoxLimit::Side::least ? cut : rows.size() - 1 - cut;
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(place), values.end());
    Peel result{{input, side, beyond_ties(values, values[place], side)}, {}, -1.0};
    for (const auto row : rows) {
        if (holds(result.limit, points(row, input))) {
            result.kept.push_back(row);
        }
    }
    if (!result.kept.empty() && result.kept.size() < rows.size()) {
        result.density = hits_among(result.kept, is_hit) / static_cast<double>(result.kept.size());
    }
    return result;
}

/// The peel that leaves the densest box; equals: the one that leaves most.
Peel best_peel(const Eigen::MatrixXd& points, const Rows& rows, const std::vector<bool>& is_hit)
{
    Peel best;
    for (Eigen::Index input = 0; input < points.cols(); ++input) {
        for (const auto side : {BoxLimit::Side::least, BoxLimit::Side::most}) {
            auto tried = peel(points, rows, input, side, is_hit);
            if (tried.density > best.density
                || (tried.density == best.density && tried.kept.size() > best.kept.size())) {
                best = std::move(tried);
            }
        }
    }
    return best;
}

/// Coverage of points of interest less coverage of others (Youden's index).
double separation(const Box& box, const Eigen::MatrixXd& points, const std::vector<bool>& is_hit)
{
    const auto quality = quality_of(box, points, is_hit);
    const auto all = static_cast<double>(points.rows());
    const double others = all * (1.0 - quality.base_density);
    const double other_coverage = static_cast<double>(quality.inside - quality.hits) / others;
    return quality.coverage - other_coverage;
}

/// Drops the limits that are wide enough to be chance, the least certain first.
Box without_chance_limits(Box box, const Eigen::MatrixXd& points, const std::vector<bool>& is_hit)
{
    while (!box.limits.empty()) {
        std::size_t worst = 0;
        double largest = -1.0;
        for (std::size_t limit = 0; limit < box.limits.size(); ++limit) {
            const double p = quasi_p_value(box, limit, points, is_hit);
            if (p > largest) {
                largest = p;
                worst = limit;
            }
        }
        if (largest <= largest_quasi_p) {
            break;
        }
        box = without_limit(box, worst);
    }
    return box;
}

/// Takes limits away as long as that does not make the box tell points apart less well.
Box pasted(Box box, const Eigen::MatrixXd& points, const std::vector<bool>& is_hit)
{
    for (std::size_t limit = 0; limit < box.limits.size();) {
        const Box wider = without_limit(box, limit);
        if (separation(wider, points, is_hit) >= separation(box, points, is_hit)) {
            box = wider;
            limit = 0;
        } else {
            ++limit;
        }
    }
    return box;
}

} // namespace

bool Box::holds(const Eigen::RowVectorXd& point) const
{
    return std::all_of(limits.begin(), limits.end(),
                       [&](const BoxLimit& limit) { return kamsim::holds(limit, point[limit.input]); });
}

BoxQuality quality_of(const Box& box, const Eigen::MatrixXd& points, const std::vector<bool>& is_hit)
{
    require_sizes(points, is_hit);
    BoxQuality quality;
    const auto all_hits = std::count(is_hit.begin(), is_hit.end(), true);
    for (Eigen::Index row = 0; row < points.rows(); ++row) {
        if (box.holds(points.row(row))) {
            ++quality.inside;
            quality.hits += is_hit[static_cast<std::size_t>(row)] ? 1 : 0;
        }
    }
    quality.coverage = static_cast<double>(quality.hits) / static_cast<double>(all_hits);
    quality.density = static_cast<double>(quality.hits) / static_cast<double>(quality.inside);
    quality.base_density = static_cast<double>(all_hits) / static_cast<double>(points.rows());
    if (quality.hits > 0 && quality.inside < points.rows()) {
        const boost::math::hypergeometric_distribution<double> law(static_cast<unsigned>(all_hits),
                                                                   static_cast<unsigned>(quality.inside),
                                                                   static_cast<unsigned>(points.rows()));
        const auto fewer = static_cast<unsigned>(quality.hits - 1);
        quality.chance = fewer < boost::math::support(law).first ? 1.0 : cdf(complement(law, fewer));
    }
    return quality;
}

Box find_box(const Eigen::MatrixXd& points, const std::vector<bool>& is_hit)
{
    require_sizes(points, is_hit);
    const auto all_hits = std::count(is_hit.begin(), is_hit.end(), true);
    if (all_hits == 0 || all_hits == points.rows()) {
        return {};
    }
    Rows rows(static_cast<std::size_t>(points.rows()));
    std::iota(rows.begin(), rows.end(), Eigen::Index{0});
    const double least = std::max(2.0, least_part * static_cast<double>(rows.size()));
    Box box;
    Box best;
    double best_separation = 0.0;
    while (true) {
        auto next = best_peel(points, rows, is_hit);
        if (next.density < 0.0 || static_cast<double>(next.kept.size()) < least) {
            break;
        }
        box = with_limit(box, next.limit);
        rows = std::move(next.kept);
        const double reached = separation(box, points, is_hit);
        if (reached > best_separation) {
            best_separation = reached;
            best = box;
        }
    }
    return without_chance_limits(pasted(best, points, is_hit), points, is_hit);
}

double quasi_p_value(const Box& box, std::size_t limit, const Eigen::MatrixXd& points, const std::vector<bool>& is_hit)
{
    const auto with = quality_of(box, points, is_hit);
    const auto without = quality_of(without_limit(box, limit), points, is_hit);
    if (with.hits == 0 || without.inside == with.inside) {
        return 1.0;
    }
    const boost::math::binomial_distribution<double> law(static_cast<double>(with.inside), without.density);
    return cdf(complement(law, static_cast<double>(with.hits - 1)));
}

std::vector<double> reproducibility(const Box& box, const Eigen::MatrixXd& points, const std::vector<bool>& is_hit)
{
    std::vector<double> shares(box.limits.size(), 0.0);
    for (std::uint32_t half = 0; half < halves; ++half) {
        Rows rows;
        std::vector<bool> hits;
        for (Eigen::Index row = 0; row < points.rows(); ++row) {
            const auto word = philox4x32_10({static_cast<std::uint32_t>(row), half, 0, 0}, half_key)[0];
            if (uniform_of(word) < 0.5) {
                rows.push_back(row);
                hits.push_back(is_hit[static_cast<std::size_t>(row)]);
            }
        }
        const Box again = find_box(points(rows, Eigen::all), hits);
        for (std::size_t k = 0; k < shares.size(); ++k) {
            shares[k] += std::any_of(again.limits.begin(), again.limits.end(),
                                     [&](const BoxLimit& other) {
                                         return other.input == box.limits[k].input && other.side == box.limits[k].side;
                                     })
                             ? 1.0 / halves
                             : 0.0;
        }
    }
    return shares;
}

} // namespace kamsim
