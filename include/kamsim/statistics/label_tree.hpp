#pragma once

#include <vector>

#include <Eigen/Core>

#include "kamsim/statistics/box_search.hpp"

namespace kamsim {

/// A leaf of a tree: where it is, and the label that is most frequent there.
struct LabelRule {
    Box box;
    int label = 0;
};

/// Deepest tree: three questions.
inline constexpr int deepest_tree = 3;

/// A classification tree as one rule for each leaf (Breiman, Friedman, Olshen, Stone 1984): splits by Gini's impurity,
/// leaves of at least a twentieth of the points. Its depth is the least one whose error in tenfold cross-validation is
/// within one standard error of the best; leaves side by side with one label are one.
/// @param points [point][input]
/// @param labels [point], from 0 on
/// @throws std::invalid_argument where the sizes differ or there is no point
[[nodiscard]] std::vector<LabelRule> grow_tree(const Eigen::MatrixXd& points, const std::vector<int>& labels);

/// Label that the rules give a point. Values below a split go to one side, others to the other, so one rule fits.
[[nodiscard]] int label_of(const std::vector<LabelRule>& rules, const Eigen::RowVectorXd& point);

} // namespace kamsim
