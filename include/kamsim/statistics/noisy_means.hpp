#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <Eigen/Core>

namespace kamsim {

/// Paired quantities whose means differ from group to group and are known from a few values of each group only, for
/// example what designs are worth in worlds, from a few futures of each world.
struct NoisyMeans {
    Eigen::MatrixXd means; ///< [group][quantity]
    /// Of each group: covariance of its means around its true ones, quantity by quantity in one row, estimated from
    /// the group's own values. Without rows where a group has one value, which shows no spread.
    Eigen::MatrixXd noise; ///< [group][quantity * quantities + quantity]
};

/// Differences of the quantities to the first one, in groups.
/// @param values [quantity][value], group after group
/// @return one quantity less than there are values for
/// @throws std::invalid_argument where there is no quantity, or where values are not of one size and whole groups
[[nodiscard]] NoisyMeans noisy_differences(std::span<const std::span<const double>> values, std::int64_t group_size);

/// The groups' means moved towards their centre until their covariance is that of the true means: what is observed
/// less the mean noise, and nothing where the noise is larger. Exact in distribution where true means and noise are
/// normal; in any case the means of the quantities stay, and with little noise everything does. It does not depend on
/// the units of the quantities, nor on which one the others are differences to.
/// (Linear rescaling of Louis 1984, in the canonical variates of several quantities.)
/// @param groups indices of the groups that count, each as often as it stands here; empty: all once
/// @return [group][quantity], in the order of `groups`; the means as they are where the noise is unknown
[[nodiscard]] Eigen::MatrixXd without_noise(const NoisyMeans& noisy, std::span<const std::uint32_t> groups = {});

} // namespace kamsim
