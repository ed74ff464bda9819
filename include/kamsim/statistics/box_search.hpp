#pragma once

#include <cstdint>
#include <vector>

#include <Eigen/Core>

namespace kamsim {

/// One side of a box: an input is not below or not above a value.
struct BoxLimit {
    Eigen::Index input = 0;
    enum class Side : std::uint8_t { least, most } side = Side::least;
    double value = 0.0;
};

/// Limits that hold together; none: everything.
struct Box {
    std::vector<BoxLimit> limits; ///< at most one for an input and a side

    [[nodiscard]] bool holds(const Eigen::RowVectorXd& point) const;
};

/// How well a box tells the points of interest from others.
struct BoxQuality {
    std::int64_t inside = 0;   ///< points in the box
    std::int64_t hits = 0;     ///< points of interest in it
    double coverage = 0.0;     ///< part of all points of interest that lies in the box; NaN where there is none
    double density = 0.0;      ///< part of the points in the box that is of interest; NaN where there is none
    double base_density = 0.0; ///< part of all points that is of interest
    /// Chance of at least as many hits among as many points taken anywhere (hypergeometric).
    double chance = 1.0;
};

/// @param points [point][input]
/// @param is_hit [point]: whether the point is of interest
/// @throws std::invalid_argument where the sizes differ
[[nodiscard]] BoxQuality quality_of(const Box& box, const Eigen::MatrixXd& points, const std::vector<bool>& is_hit);

/// A box in which points of interest are dense, by the patient rule induction method (Friedman and Fisher 1999): peels
/// away a twentieth of the points at a time (of a grid, those with the outermost value), always that which leaves the
/// densest box, down to a twentieth of all points. Of the boxes on this way it takes the one with the largest coverage
/// of points of interest less coverage of others, pastes back what does not lower that, and drops limits that may be
/// chance: those without which the box would hold as many hits with a probability above 5 % (quasi-p-value, Bryant and
/// Lempert 2010).
/// @throws std::invalid_argument where the sizes differ
[[nodiscard]] Box find_box(const Eigen::MatrixXd& points, const std::vector<bool>& is_hit);

/// Chance of at least as many hits as the box has were its density that of the box without this limit.
[[nodiscard]] double quasi_p_value(const Box& box, std::size_t limit, const Eigen::MatrixXd& points,
                                   const std::vector<bool>& is_hit);

/// For each limit, in how many of the searches on random halves of the points its input is limited on its side.
/// @return [limit], shares
[[nodiscard]] std::vector<double> reproducibility(const Box& box, const Eigen::MatrixXd& points,
                                                  const std::vector<bool>& is_hit);

} // namespace kamsim
