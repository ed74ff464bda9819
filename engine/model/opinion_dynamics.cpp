#include "model/opinion_dynamics.hpp"

#include <stdexcept>

#include <Eigen/LU>

namespace kamsim {

namespace {

/// I - diag(s)·W
Eigen::MatrixXd resistance(const Eigen::MatrixXd& influence, const Eigen::VectorXd& susceptibility, Eigen::Index size)
{
    if (influence.rows() != size || influence.cols() != size || susceptibility.size() != size) {
        throw std::invalid_argument("opinion dynamics: influence, susceptibility and opinions are of different sizes; "
                                    "give one row, column and entry for each person");
    }
    return Eigen::MatrixXd::Identity(size, size) - susceptibility.asDiagonal() * influence;
}

Eigen::VectorXd solve(const Eigen::MatrixXd& matrix, const Eigen::VectorXd& right_side)
{
    const Eigen::FullPivLU<Eigen::MatrixXd> decomposition(matrix);
    if (!decomposition.isInvertible()) {
        throw std::invalid_argument("opinion dynamics: opinions never settle, because a group of people listens to "
                                    "itself alone and holds to nothing; lower a susceptibility below 1");
    }
    return decomposition.solve(right_side);
}

} // namespace

Eigen::VectorXd opinion_equilibrium(const Eigen::MatrixXd& influence, const Eigen::VectorXd& susceptibility,
                                    const Eigen::VectorXd& initial, const Eigen::VectorXd& contact)
{
    const Eigen::MatrixXd matrix = resistance(influence, susceptibility, initial.size());
    if (contact.size() != initial.size()) {
        throw std::invalid_argument("opinion dynamics: contact and opinions are of different sizes; "
                                    "give one entry for each person");
    }
    return solve(matrix, initial - susceptibility.cwiseProduct(initial) + contact);
}

Eigen::VectorXd contact_leverage(const Eigen::MatrixXd& influence, const Eigen::VectorXd& susceptibility,
                                 const Eigen::VectorXd& weights)
{
    return solve(resistance(influence, susceptibility, weights.size()).transpose(), weights);
}

} // namespace kamsim
