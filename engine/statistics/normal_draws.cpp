#include "statistics/normal_draws.hpp"

#include <algorithm>

#include <Eigen/Eigenvalues>

#include "kamsim/random/draws.hpp"

namespace kamsim {

void draw_standard_normals(const std::array<std::uint32_t, 2>& key, std::uint32_t number, Eigen::VectorXd& normals)
{
    constexpr Eigen::Index words_per_block = 4;
    for (Eigen::Index first = 0; first < normals.size(); first += words_per_block) {
        const auto words = philox4x32_10({number, static_cast<std::uint32_t>(first / words_per_block), 0, 0}, key);
        const auto end = std::min<Eigen::Index>(normals.size(), first + words_per_block);
        for (auto i = first; i < end; ++i) {
            normals[i] = normal_of(uniform_of(words[static_cast<std::size_t>(i - first)]));
        }
    }
}

Eigen::MatrixXd square_root_of(const Eigen::MatrixXd& covariance)
{
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> decomposition(covariance);
    const Eigen::VectorXd roots = decomposition.eigenvalues().cwiseMax(0.0).cwiseSqrt();
    return decomposition.eigenvectors() * roots.asDiagonal();
}

} // namespace kamsim
