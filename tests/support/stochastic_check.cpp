#include "support/stochastic_check.hpp"

#include <cmath>

namespace kamsim {
namespace {

Moments moments_of(std::span<const double> sample)
{
    Moments moments;
    for (const double value : sample) {
        moments.add(value);
    }
    return moments;
}

testing::Message describe(const Estimate& estimate, double expected, double ceiling)
{
    testing::Message text;
    text.operator<<(estimate.value) << " +- " << estimate.standard_error << " (ceiling " << ceiling << "), expected "
                                    << expected << ": " << (estimate.value - expected) / estimate.standard_error
                                    << " standard errors";
    return text;
}

bool precise(const Estimate& estimate, double ceiling)
{
    return estimate.standard_error > 0.0 && estimate.standard_error <= ceiling;
}

bool near(const Estimate& estimate, double expected, double limit)
{
    return std::abs(estimate.value - expected) <= limit * estimate.standard_error;
}

} // namespace

Estimate mean_estimate(const Moments& moments)
{
    return {moments.mean, moments.standard_error()};
}

Estimate mean_estimate(std::span<const double> sample)
{
    return mean_estimate(moments_of(sample));
}

Estimate variance_estimate(const Moments& moments, double kurtosis)
{
    return {moments.variance(), moments.variance() * std::sqrt((kurtosis - 1.0) / moments.count)};
}

Estimate variance_estimate(std::span<const double> sample)
{
    const Moments moments = moments_of(sample);
    double fourth = 0.0;
    for (const double value : sample) {
        fourth += std::pow(value - moments.mean, 4) / moments.count;
    }
    return variance_estimate(moments, fourth / std::pow(moments.sum_squared_deviations / moments.count, 2));
}

Estimate correlation_estimate(std::span<const double> first, std::span<const double> second)
{
    const Moments of_first = moments_of(first);
    const Moments of_second = moments_of(second);
    double product = 0.0;
    for (std::size_t k = 0; k < first.size(); ++k) {
        product += (first[k] - of_first.mean) * (second[k] - of_second.mean);
    }
    const double correlation = product / std::sqrt(of_first.sum_squared_deviations * of_second.sum_squared_deviations);
    return {correlation, (1.0 - correlation * correlation) / std::sqrt(of_first.count)};
}

Estimate share_estimate(double share, double trials)
{
    return {share, std::sqrt(share * (1.0 - share) / trials)};
}

Estimate scaled(const Estimate& estimate, double factor)
{
    return {estimate.value * factor, estimate.standard_error * std::abs(factor)};
}

testing::AssertionResult within_standard_errors(const Estimate& estimate, double expected, double limit, double ceiling)
{
    const bool fits = precise(estimate, ceiling) && near(estimate, expected, limit);
    return (fits ? testing::AssertionSuccess() : testing::AssertionFailure()) << describe(estimate, expected, ceiling);
}

testing::AssertionResult caught(const Estimate& estimate, double expected, double limit, double ceiling)
{
    const bool fits = precise(estimate, ceiling) && !near(estimate, expected, limit);
    return (fits ? testing::AssertionSuccess() : testing::AssertionFailure())
           << "the fault went unnoticed: " << describe(estimate, expected, ceiling);
}

void expect_agreement(const std::function<Estimate(double fault)>& estimate, double expected, double ceiling,
                      const std::source_location& where)
{
    expect_agreement(estimate(1.0), estimate(seeded_fault), expected, ceiling, where);
}

void expect_agreement(const Estimate& estimate, const Estimate& faulty, double expected, double ceiling,
                      const std::source_location& where)
{
    const testing::ScopedTrace trace(where.file_name(), static_cast<int>(where.line()), "checked here");
    EXPECT_WITHIN_STANDARD_ERRORS(estimate, expected, check_limit, ceiling);
    EXPECT_CAUGHT(faulty, expected, check_limit, ceiling);
}

void expect_exact(const std::function<double(double fault)>& value, double expected, double tolerance,
                  const std::source_location& where)
{
    const testing::ScopedTrace trace(where.file_name(), static_cast<int>(where.line()), "checked here");
    EXPECT_NEAR(value(1.0), expected, tolerance);
    EXPECT_GT(std::abs(value(seeded_fault) - expected), 10.0 * tolerance) << "the fault went unnoticed";
}

} // namespace kamsim
