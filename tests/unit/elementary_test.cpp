// The errors that engine/lanes/elementary.inc.hpp states, held against long double over 10^6 points and more each, and
// the same bits in lanes of every instruction set.

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "lanes/scalar_math.hpp"
#include "support/lane_probe.hpp"

namespace kamsim {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Points between `low` and `high`: an even grid, each point moved within its cell by chance.
std::vector<double> points(double low, double high, std::size_t count, std::uint64_t seed)
{
    std::mt19937_64 generator(seed);
    std::vector<double> result(count);
    for (std::size_t k = 0; k < count; ++k) {
        const double place = static_cast<double>(k) + static_cast<double>(generator() >> 11U) * 0x1p-53;
        result[k] = low + (high - low) * place / static_cast<double>(count);
    }
    return result;
}

/// Arguments of exp, logistic and softplus: the whole range, and where the model lives.
std::vector<double> exponents()
{
    std::vector<double> result = points(-700.0, 700.0, 500'000, 1);
    const auto near = points(-12.0, 12.0, 500'000, 2);
    const auto tiny = points(-1e-6, 1e-6, 1'000, 3);
    result.insert(result.end(), near.begin(), near.end());
    result.insert(result.end(), tiny.begin(), tiny.end());
    return result;
}

/// Arguments of log over the normal numbers, evenly in the exponent, and around 1, where digits cancel.
std::vector<double> positive_numbers()
{
    std::vector<double> result = points(0.5, 2.0, 500'000, 4);
    const auto near_one = points(1.0 - 1e-4, 1.0 + 1e-4, 100'000, 5);
    result.insert(result.end(), near_one.begin(), near_one.end());
    std::mt19937_64 generator(6);
    for (int k = 0; k < 500'000; ++k) {
        const std::uint64_t bits = generator();
        const std::uint64_t exponent = 1 + bits % 2046; // neither subnormal nor infinite
        result.push_back(__builtin_bit_cast(double, (exponent << 52U) | (bits >> 12U)));
    }
    result.push_back(std::numeric_limits<double>::min());
    result.push_back(std::numeric_limits<double>::max());
    return result;
}

double relative_error(double value, long double exact)
{
    return static_cast<double>(std::fabs((static_cast<long double>(value) - exact) / exact));
}

/// Distance in units in the last place of the exact result.
double last_places(double value, long double exact)
{
    const double magnitude = std::fabs(static_cast<double>(exact));
    const long double place = static_cast<long double>(std::nextafter(magnitude, infinity)) - magnitude;
    return static_cast<double>(std::fabs(static_cast<long double>(value) - exact) / place);
}

TEST(Exp, StaysWithinItsStatedError)
{
    for (const double x : exponents()) {
        ASSERT_LT(relative_error(scalar::exp(x), std::exp(static_cast<long double>(x))), 4e-16) << x;
    }
}

TEST(Exp, IsExactWhereTheModelNeedsItToBe)
{
    EXPECT_EQ(scalar::exp(0.0), 1.0);
    EXPECT_EQ(scalar::exp(-0.0), 1.0);
}

TEST(Exp, ClampsItsArgument)
{
    EXPECT_EQ(scalar::exp(709.0), scalar::exp(708.0));
    EXPECT_EQ(scalar::exp(infinity), scalar::exp(708.0));
    EXPECT_EQ(scalar::exp(-709.0), scalar::exp(-708.0));
    EXPECT_EQ(scalar::exp(-infinity), scalar::exp(-708.0));
    EXPECT_TRUE(std::isnormal(scalar::exp(708.0)));
    EXPECT_TRUE(std::isnormal(scalar::exp(-708.0)));
}

TEST(Log, StaysWithinItsStatedError)
{
    for (const double x : positive_numbers()) {
        if (x != 1.0) {
            ASSERT_LT(last_places(scalar::log(x), std::log(static_cast<long double>(x))), 2.0) << x;
        }
    }
}

TEST(Log, OfOneIsZero)
{
    EXPECT_EQ(scalar::log(1.0), 0.0);
    EXPECT_GT(scalar::log(std::nextafter(1.0, 2.0)), 0.0);
    EXPECT_LT(scalar::log(std::nextafter(1.0, 0.0)), 0.0);
}

TEST(Logistic, StaysWithinItsStatedError)
{
    for (const double x : exponents()) {
        const long double exact = 1.0L / (1.0L + std::exp(-static_cast<long double>(x)));
        ASSERT_LT(relative_error(scalar::logistic(x), exact), 1e-15) << x;
    }
}

TEST(Logistic, StaysBetweenZeroAndOne)
{
    EXPECT_EQ(scalar::logistic(0.0), 0.5);
    EXPECT_EQ(scalar::logistic(1e6), 1.0);
    EXPECT_GT(scalar::logistic(-1e6), 0.0);
    EXPECT_LT(scalar::logistic(-1e6), 1e-300);
}

TEST(Softplus, StaysWithinItsStatedError)
{
    for (const double x : exponents()) {
        const long double wide = x;
        const long double exact = x > 0.0 ? wide + std::log1p(std::exp(-wide)) : std::log1p(std::exp(wide));
        const double allowed = 4e-16 * std::max(1.0, static_cast<double>(exact));
        ASSERT_LT(static_cast<double>(std::fabs(static_cast<long double>(scalar::softplus(x)) - exact)), allowed) << x;
    }
}

TEST(Softplus, IsNoHazardAtAllFarBelowZero)
{
    EXPECT_EQ(scalar::softplus(-40.0), 0.0);
    EXPECT_EQ(scalar::softplus(-1e6), 0.0);
    EXPECT_EQ(scalar::softplus(0.0), scalar::log(2.0));
}

TEST(Power, AgreesWithLongDouble)
{
    for (const double rate : points(0.0, 0.5, 100, 7)) {
        for (const double years : points(-30.0, 0.0, 100, 8)) {
            const long double exact = std::pow(1.0L + rate, static_cast<long double>(years));
            // 30 years times the logarithm's error of one place, and exp's own
            ASSERT_LT(relative_error(scalar::power(1.0 + rate, years), exact), 1e-14) << rate << ' ' << years;
        }
    }
    EXPECT_EQ(scalar::power(1.0, -7.0), 1.0);
    EXPECT_EQ(scalar::power(1.1, 0.0), 1.0);
}

void expect_same_bits(LaneProbe::OfOne LaneProbe::*function, double (*expected)(double), std::vector<double> arguments)
{
    arguments.resize((arguments.size() + 7) / 8 * 8, arguments.front());
    std::vector<double> results(arguments.size());
    for (const InstructionSet set : supported_instruction_sets()) {
        SCOPED_TRACE(name(set));
        const LaneProbe probe = lane_probe(set);
        (probe.*function)(arguments.data(), results.data(), arguments.size());
        for (std::size_t k = 0; k < arguments.size(); ++k) {
            ASSERT_EQ(__builtin_bit_cast(std::uint64_t, results[k]),
                      __builtin_bit_cast(std::uint64_t, expected(arguments[k])))
                << arguments[k];
        }
    }
}

std::vector<double> exponents_and_special_points()
{
    std::vector<double> arguments = exponents();
    arguments.insert(arguments.end(), {0.0, -0.0, 708.0, -708.0, 709.0, -709.0, 1e6, -1e6, infinity, -infinity});
    return arguments;
}

TEST(Lanes, ExpIsTheSameOnEveryInstructionSet)
{
    expect_same_bits(
        &LaneProbe::exp, [](double x) { return scalar::exp(x); }, exponents_and_special_points());
}

TEST(Lanes, LogIsTheSameOnEveryInstructionSet)
{
    expect_same_bits(
        &LaneProbe::log, [](double x) { return scalar::log(x); }, positive_numbers());
}

TEST(Lanes, LogisticIsTheSameOnEveryInstructionSet)
{
    expect_same_bits(
        &LaneProbe::logistic, [](double x) { return scalar::logistic(x); }, exponents_and_special_points());
}

TEST(Lanes, SoftplusIsTheSameOnEveryInstructionSet)
{
    expect_same_bits(
        &LaneProbe::softplus, [](double x) { return scalar::softplus(x); }, exponents_and_special_points());
}

} // namespace
} // namespace kamsim
