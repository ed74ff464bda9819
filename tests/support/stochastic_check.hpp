#pragma once

#include <functional>
#include <source_location>
#include <span>

#include <gtest/gtest.h>

#include "kamsim/statistics/moments.hpp"

namespace kamsim {

// A check of simulated numbers fails by rule: where the estimate is more than `check_limit` standard errors from the
// expected value, or where its standard error is above a stated ceiling, since an imprecise estimate agrees with
// everything. Four standard errors leave one false alarm in 15 800 checks (6.3e-5, two-sided); with fixed seeds a check
// that passes once passes always. That a check could fail is shown each time: the same estimate with a fault of 1 %
// must fail it.

inline constexpr double check_limit = 4.0;
inline constexpr double seeded_fault = 1.01;

/// A number from a sample.
struct Estimate {
    double value = 0.0;
    double standard_error = 0.0;
};

[[nodiscard]] Estimate mean_estimate(const Moments& moments);
[[nodiscard]] Estimate mean_estimate(std::span<const double> sample);

/// @param kurtosis of the distribution (3 for a normal one): it sets the standard error of a variance
[[nodiscard]] Estimate variance_estimate(const Moments& moments, double kurtosis);
/// The same with the sample's own kurtosis.
[[nodiscard]] Estimate variance_estimate(std::span<const double> sample);

/// Of two normal variables.
[[nodiscard]] Estimate correlation_estimate(std::span<const double> first, std::span<const double> second);

[[nodiscard]] Estimate share_estimate(double share, double trials);

[[nodiscard]] Estimate scaled(const Estimate& estimate, double factor);

/// True where the estimate is precise enough and within `limit` standard errors of what is expected.
[[nodiscard]] testing::AssertionResult within_standard_errors(const Estimate& estimate, double expected, double limit,
                                                              double ceiling);

/// True where the estimate is precise enough and nevertheless not within `limit` standard errors.
[[nodiscard]] testing::AssertionResult caught(const Estimate& estimate, double expected, double limit, double ceiling);

#define EXPECT_WITHIN_STANDARD_ERRORS(estimate, expected, limit, ceiling)                                              \
    EXPECT_TRUE(::kamsim::within_standard_errors(estimate, expected, limit, ceiling))
#define EXPECT_CAUGHT(estimate, expected, limit, ceiling)                                                              \
    EXPECT_TRUE(::kamsim::caught(estimate, expected, limit, ceiling))

/// The estimate agrees with the expected value at a precision of `ceiling`, and with the mechanism's parameter 1 % off
/// it no longer does.
/// @param estimate called with 1 and with `seeded_fault`: the factor on the parameter under test
void expect_agreement(const std::function<Estimate(double fault)>& estimate, double expected, double ceiling,
                      const std::source_location& where = std::source_location::current());

/// The same from estimates made before, where one simulation serves several checks.
void expect_agreement(const Estimate& estimate, const Estimate& faulty, double expected, double ceiling,
                      const std::source_location& where = std::source_location::current());

/// The same for a number that does not depend on luck: equal within `tolerance`, and with the fault off by ten times
/// that.
void expect_exact(const std::function<double(double fault)>& value, double expected, double tolerance,
                  const std::source_location& where = std::source_location::current());

} // namespace kamsim
