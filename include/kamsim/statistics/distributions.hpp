#pragma once

#include <string_view>
#include <variant>
#include <vector>

namespace kamsim {

// What is not known, as distributions: plain values, and their laws as functions of them.

struct NormalDistribution {
    double mean = 0.0;
    double standard_deviation = 1.0;
};

struct LognormalDistribution {
    double median = 1.0;
    double log_standard_deviation = 1.0; ///< of the natural logarithm
};

struct UniformDistribution {
    double low = 0.0;
    double high = 1.0;
};

struct TriangularDistribution {
    double low = 0.0;
    double mode = 0.5;
    double high = 1.0;
};

/// A beta distribution on [low, high] with mean (low + 4 mode + high) / 6 (Malcolm, Roseboom, Clark, Fazar 1959).
struct PertDistribution {
    double low = 0.0;
    double mode = 0.5;
    double high = 1.0;
};

/// Density proportional to (x - low)^(alpha - 1) (high - x)^(beta - 1).
struct BetaDistribution {
    double alpha = 1.0;
    double beta = 1.0;
    double low = 0.0;
    double high = 1.0;
};

struct DiscreteDistribution {
    std::vector<double> values;  ///< ascending
    std::vector<double> weights; ///< of the values; they need not sum to 1
};

/// The inverse distribution function is linear between the points; the outer pieces go on to the probabilities 0 and 1.
struct QuantileDistribution {
    std::vector<double> probabilities; ///< ascending, within (0, 1) or at its ends
    std::vector<double> values;        ///< not descending
};

using Distribution =
    std::variant<NormalDistribution, LognormalDistribution, UniformDistribution, TriangularDistribution,
                 PertDistribution, BetaDistribution, DiscreteDistribution, QuantileDistribution>;

/// "normal", "lognormal", ...: the word for it in a scenario.
[[nodiscard]] std::string_view distribution_name(const Distribution& distribution);

/// @throws std::invalid_argument naming what does not fit
void require_valid(const Distribution& distribution);

/// Value that is not exceeded with this probability. For the beta family a library's answer: slow, and its last bits
/// may differ from processor to processor.
/// @param probability on (0, 1)
[[nodiscard]] double quantile_of(const Distribution& distribution, double probability);

/// Chance of at most `value`, and of less than it.
[[nodiscard]] double chance_of_at_most(const Distribution& distribution, double value);
[[nodiscard]] double chance_below(const Distribution& distribution, double value);

[[nodiscard]] double mean_of(const Distribution& distribution);
[[nodiscard]] double variance_of(const Distribution& distribution);

/// Chance that a standard normal stays below `value`; absolute error below 1e-14 (Hart 1968, West 2005).
[[nodiscard]] double standard_normal_below(double value);

// Other ways to name a distribution.

/// By the values that are not exceeded with 5 and 95 %.
[[nodiscard]] NormalDistribution normal_from_quantiles(double q05, double q95);
[[nodiscard]] LognormalDistribution lognormal_from_quantiles(double q05, double q95);
[[nodiscard]] LognormalDistribution lognormal_from_mean(double mean, double standard_deviation);
[[nodiscard]] BetaDistribution beta_from_mean(double mean, double standard_deviation, double low, double high);

/// The PERT distribution with this mode whose ends are stretched by one factor from [low, high] until nine tenths of it
/// lie within: what a range that is meant as 5 to 95 % says.
[[nodiscard]] PertDistribution pert_from_range(double low, double mode, double high);

/// A point of a tabulated inverse distribution function, over the standard normal of the probability.
struct QuantileNode {
    double normal = 0.0;
    double value = 0.0;
    double slope = 0.0;
};

/// A distribution cut to [low, high], its shape within kept, made ready for many draws: the beta family is tabulated
/// (within 1e-6 of its width for alpha and beta of 1 or more). Quantiles have the same bits on every processor.
class TruncatedDistribution {
public:
    /// Infinite ends leave it whole on their side.
    /// @throws std::invalid_argument where nothing of it lies within
    TruncatedDistribution(Distribution distribution, double low, double high);

    /// @param probability on (0, 1)
    [[nodiscard]] double quantile(double probability) const;

private:
    Distribution distribution_;
    double low_;
    double high_;
    double chance_below_low_ = 0.0;
    double chance_within_ = 1.0;
    std::vector<QuantileNode> nodes_; ///< of the beta family, on [0, 1]
    double offset_ = 0.0;             ///< of its ends
    double width_ = 0.0;
};

} // namespace kamsim
