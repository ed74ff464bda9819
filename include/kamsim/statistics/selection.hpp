#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace kamsim {

// Which of several means is the largest, with a guarantee in an indifference zone: where the largest mean leads by at
// least the indifference, it is chosen with at least the confidence asked for.

/// Chance that equal numbers of independent normal observations of each design put the best one first (Bechhofer 1954).
/// @param leads of the best mean over each other one, in standard errors of one mean: lead * sqrt(n) / sd
[[nodiscard]] double correct_selection_probability(std::span<const double> leads);

/// h1 of the two-stage procedure for independent observations with unknown variances: with the variance S² of a first
/// stage, (h1 S / indifference)² observations of a design are enough (Dudewicz and Dalal 1975).
/// @param confidence between 1 / designs and 1
/// @throws std::invalid_argument where there are fewer than two designs or observations, or the confidence does not fit
[[nodiscard]] double two_stage_constant(int designs, double confidence, std::int64_t first_stage);

/// Constants of the fully sequential procedure KN with c = 1 (Kim and Nelson 2001), for observations that may depend on
/// one another across designs, as under common luck.
struct SequentialConstants {
    double eta = 0.0;
    double h2 = 0.0;
};

/// @param confidence between 1 / designs and 1
/// @throws std::invalid_argument where there are fewer than two designs or observations, or the confidence does not fit
[[nodiscard]] SequentialConstants sequential_constants(int designs, double confidence, std::int64_t first_stage);

/// A design that was given up.
struct Elimination {
    int design = 0;
    int leader = 0;          ///< the design with the largest mean at the time
    std::int64_t units = 0;  ///< observations of each
    double difference = 0.0; ///< mean of the leader less that of the design
};

/// The procedure KN, looked at after any batches. Its error is that of a Brownian motion which leaves a triangle on the
/// wrong side; looking at fewer times can only lower that chance (Jennison, Johnstone and Turnbull 1982), so the
/// guarantee stands whatever the batches are.
class SequentialSelection {
public:
    /// @param first_stage [design], observations of each; observation k of all designs is one unit (one replication,
    ///   or the mean of one world)
    /// @param indifference least lead that matters, in the unit of the observations
    /// @throws std::invalid_argument where there are fewer than two designs or units, where the rows differ in size, or
    ///   where indifference or confidence do not fit
    SequentialSelection(std::span<const std::vector<double>> first_stage, double indifference, double confidence);

    /// Takes more units of the surviving designs and gives up those that fall behind.
    /// @param values [survivor], in the order of survivors()
    /// @throws std::invalid_argument where the rows are not one for each survivor, or differ in size
    void add(std::span<const std::vector<double>> values);

    /// Ascending; one when the procedure has come to its end.
    [[nodiscard]] const std::vector<int>& survivors() const { return survivors_; }
    [[nodiscard]] bool is_over() const { return survivors_.size() == 1; }
    /// The surviving design with the largest mean.
    [[nodiscard]] int leader() const;
    /// In the order in which they happened.
    [[nodiscard]] const std::vector<Elimination>& eliminations() const { return eliminations_; }
    [[nodiscard]] std::int64_t units() const { return units_; }
    /// Units after which at most one of the designs that are left survives, whatever they bring.
    [[nodiscard]] std::int64_t most_units() const;
    /// Variance of the difference of two designs in the first stage.
    [[nodiscard]] double variance(int first, int second) const;

private:
    void eliminate();
    [[nodiscard]] bool falls_behind(int design, int rival) const;

    int designs_;
    double indifference_;
    SequentialConstants constants_;
    std::vector<double> variances_; ///< [design][design]
    std::vector<double> sums_;      ///< [design]
    std::vector<int> survivors_;
    std::vector<Elimination> eliminations_;
    std::int64_t units_ = 0;
};

} // namespace kamsim
