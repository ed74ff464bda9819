#include "kamsim/statistics/label_tree.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <string>

#include "kamsim/random/draws.hpp"

namespace kamsim {

namespace {

constexpr double least_leaf = 0.05;
constexpr int folds = 10;
/// Key of the folds: they belong to the tree, not to the luck of an experiment.
constexpr std::array<std::uint32_t, 2> fold_key{0x666F6C64, 0x733A3A3A};

using Rows = std::vector<Eigen::Index>;

std::size_t at(Eigen::Index index)
{
    return static_cast<std::size_t>(index);
}

/// Points with labels, and what may be a leaf.
struct Sample {
    const Eigen::MatrixXd& points;
    const std::vector<int>& labels;
    int label_count = 0;
    std::size_t least = 1; ///< points of a leaf
};

std::vector<double> counts_of(const Sample& sample, const Rows& rows)
{
    std::vector<double> counts(static_cast<std::size_t>(sample.label_count), 0.0);
    for (const auto row : rows) {
        counts[static_cast<std::size_t>(sample.labels[at(row)])] += 1.0;
    }
    return counts;
}

int most_frequent(const std::vector<double>& counts)
{
    return static_cast<int>(std::max_element(counts.begin(), counts.end()) - counts.begin());
}

/// Number of points times Gini's impurity.
double impurity(const std::vector<double>& counts, double points)
{
    const double squares = std::inner_product(counts.begin(), counts.end(), counts.begin(), 0.0);
    return points > 0.0 ? points - squares / points : 0.0;
}

struct Split {
    Eigen::Index input = -1;
    double below = 0.0; ///< largest value on the lower side
    double from = 0.0;  ///< smallest value on the upper side
    double impurity = std::numeric_limits<double>::infinity();
};

void try_input(const Sample& sample, Rows rows, Eigen::Index input, Split& best)
{
    std::stable_sort(rows.begin(), rows.end(), [&](Eigen::Index first, Eigen::Index second) {
        return sample.points(first, input) < sample.points(second, input);
    });
    std::vector<double> lower(static_cast<std::size_t>(sample.label_count), 0.0);
    std::vector<double> upper = counts_of(sample, rows);
    for (std::size_t taken = 1; taken < rows.size(); ++taken) {
        const auto label = static_cast<std::size_t>(sample.labels[at(rows[taken - 1])]);
        lower[label] += 1.0;
        upper[label] -= 1.0;
        const double below = sample.points(rows[taken - 1], input);
        const double from = sample.points(rows[taken], input);
        if (taken < sample.least || rows.size() - taken < sample.least || !(below < from)) {
            continue;
        }
        const double sum =
            impurity(lower, static_cast<double>(taken)) + impurity(upper, static_cast<double>(rows.size() - taken));
        if (sum < best.impurity) {
            best = {input, below, from, sum};
        }
    }
}

Box limited(Box box, const BoxLimit& limit)
{
    const auto same = std::find_if(box.limits.begin(), box.limits.end(), [&](const BoxLimit& other) {
        return other.input == limit.input && other.side == limit.side;
    });
    if (same != box.limits.end()) {
        box.limits.erase(same); // what is asked further down is narrower
    }
    box.limits.push_back(limit);
    return box;
}

std::vector<LabelRule> grow(const Sample& sample, const Rows& rows, const Box& box, int depth)
{
    const auto counts = counts_of(sample, rows);
    const std::vector<LabelRule> leaf{{box, most_frequent(counts)}};
    Split split{-1, 0.0, 0.0, impurity(counts, static_cast<double>(rows.size()))};
    for (Eigen::Index input = 0; depth > 0 && input < sample.points.cols(); ++input) {
        try_input(sample, rows, input, split);
    }
    if (split.input < 0) {
        return leaf;
    }
    const double threshold = 0.5 * (split.below + split.from);
    Rows lower;
    Rows upper;
    for (const auto row : rows) {
        (sample.points(row, split.input) < threshold ? lower : upper).push_back(row);
    }
    // A limit holds its own value, so the lower side ends just below the threshold.
    const double under = std::nextafter(threshold, -std::numeric_limits<double>::infinity());
    auto rules = grow(sample, lower, limited(box, {split.input, BoxLimit::Side::most, under}), depth - 1);
    const auto others = grow(sample, upper, limited(box, {split.input, BoxLimit::Side::least, threshold}), depth - 1);
    if (rules.size() == 1 && others.size() == 1 && rules.front().label == others.front().label) {
        return leaf;
    }
    rules.insert(rules.end(), others.begin(), others.end());
    return rules;
}

std::vector<LabelRule> grow_to(const Eigen::MatrixXd& points, const std::vector<int>& labels, int depth)
{
    Rows rows(labels.size());
    std::iota(rows.begin(), rows.end(), Eigen::Index{0});
    const int label_count = *std::max_element(labels.begin(), labels.end()) + 1;
    const auto least =
        std::max<std::size_t>(2, static_cast<std::size_t>(least_leaf * static_cast<double>(labels.size())));
    return grow({points, labels, label_count, least}, rows, {}, depth);
}

int fold_of(Eigen::Index row)
{
    const auto word = philox4x32_10({static_cast<std::uint32_t>(row), 0, 0, 0}, fold_key)[0];
    return static_cast<int>(word % folds);
}

/// Points of all folds that a tree of this depth, grown without their fold, calls wrongly.
double cross_validated_errors(const Eigen::MatrixXd& points, const std::vector<int>& labels, int depth)
{
    double errors = 0.0;
    for (int fold = 0; fold < folds; ++fold) {
        Rows kept;
        std::vector<int> kept_labels;
        for (Eigen::Index row = 0; row < points.rows(); ++row) {
            if (fold_of(row) != fold) {
                kept.push_back(row);
                kept_labels.push_back(labels[at(row)]);
            }
        }
        if (kept.empty()) {
            continue;
        }
        const auto rules = grow_to(points(kept, Eigen::all), kept_labels, depth);
        for (Eigen::Index row = 0; row < points.rows(); ++row) {
            errors += fold_of(row) == fold && label_of(rules, points.row(row)) != labels[at(row)] ? 1.0 : 0.0;
        }
    }
    return errors;
}

} // namespace

std::vector<LabelRule> grow_tree(const Eigen::MatrixXd& points, const std::vector<int>& labels)
{
    if (labels.empty() || points.rows() != std::ssize(labels)) {
        throw std::invalid_argument("grow_tree: " + std::to_string(points.rows()) + " points and "
                                    + std::to_string(labels.size()) + " labels; it takes one for each, and some");
    }
    std::array<double, deepest_tree + 1> errors{};
    for (int depth = 0; depth <= deepest_tree; ++depth) {
        errors[static_cast<std::size_t>(depth)] = cross_validated_errors(points, labels, depth);
    }
    const auto count = static_cast<double>(labels.size());
    const double best = *std::min_element(errors.begin(), errors.end());
    const double bound = best + std::sqrt(best * (1.0 - best / count));
    const auto depth = std::find_if(errors.begin(), errors.end(), [&](double error) { return error <= bound; });
    return grow_to(points, labels, static_cast<int>(depth - errors.begin()));
}

int label_of(const std::vector<LabelRule>& rules, const Eigen::RowVectorXd& point)
{
    const auto rule = std::find_if(rules.begin(), rules.end(), [&](const auto& one) { return one.box.holds(point); });
    return rule == rules.end() ? -1 : rule->label;
}

} // namespace kamsim
