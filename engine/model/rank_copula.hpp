#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include <Eigen/Core>

#include "kamsim/model/uncertainty.hpp"

namespace kamsim {

/// The Gaussian copula that gives uncertain inputs their rank correlations (docs/model.md, eq. 81, 82).
///
/// It holds the inputs that are correlated with any other, those that accounts share first: then one triangular factor
/// serves both, the shared inputs from the shared normals alone, and an account's own inputs from all.
class RankCopula {
public:
    /// @throws std::invalid_argument naming the pairs, where no numbers can be correlated so
    explicit RankCopula(const Uncertainty& uncertainty);

    /// Indices in Uncertainty::inputs.
    [[nodiscard]] const std::vector<std::size_t>& inputs() const { return inputs_; }
    [[nodiscard]] std::size_t shared_count() const { return shared_count_; }
    /// Place of an input among the correlated ones; empty where it is correlated with none.
    [[nodiscard]] std::optional<std::size_t> place_of(std::size_t input) const;
    /// Lower triangular, unit diagonal of its product with its transpose.
    [[nodiscard]] const Eigen::MatrixXd& factor() const { return factor_; }

private:
    std::vector<std::size_t> inputs_;
    std::size_t shared_count_ = 0;
    Eigen::MatrixXd factor_;
};

/// Pearson correlation of two normal variables whose rank correlation is `rank` (eq. 81).
[[nodiscard]] double normal_correlation(double rank);

} // namespace kamsim
