#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "support/lane_probe.hpp"

namespace kamsim {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Every pair of some numbers, signed zeros and infinities among them; a multiple of 8 pairs.
struct Pairs {
    std::vector<double> first;
    std::vector<double> second;
};

Pairs all_pairs()
{
    const std::vector<double> numbers{0.0,  -0.0,   1.0,      -1.0,     0.5,    std::nextafter(0.5, 1.0),
                                      0.3,  -2.5,   1e300,    -1e300,   1e-300, std::nextafter(1.0, 2.0),
                                      3.75, 1e-310, infinity, -infinity};
    Pairs pairs;
    for (const double a : numbers) {
        for (const double b : numbers) {
            pairs.first.push_back(a);
            pairs.second.push_back(b);
        }
    }
    return pairs;
}

std::uint64_t bits(double number)
{
    return __builtin_bit_cast(std::uint64_t, number);
}

/// Same bits, or both not a number.
void expect_same(double found, double expected, double a, double b)
{
    if (std::isnan(expected)) {
        EXPECT_TRUE(std::isnan(found)) << a << ", " << b;
    } else {
        EXPECT_EQ(bits(found), bits(expected)) << a << ", " << b;
    }
}

void expect_operation(LaneProbe::OfTwo LaneProbe::*operation, double (*expected)(double, double))
{
    const Pairs pairs = all_pairs();
    ASSERT_EQ(pairs.first.size() % 8, 0U);
    std::vector<double> results(pairs.first.size());
    for (const InstructionSet set : supported_instruction_sets()) {
        SCOPED_TRACE(name(set));
        const LaneProbe probe = lane_probe(set);
        (probe.*operation)(pairs.first.data(), pairs.second.data(), results.data(), results.size());
        for (std::size_t k = 0; k < results.size(); ++k) {
            expect_same(results[k], expected(pairs.first[k], pairs.second[k]), pairs.first[k], pairs.second[k]);
        }
    }
}

void expect_operation(LaneProbe::OfOne LaneProbe::*operation, double (*expected)(double))
{
    const Pairs pairs = all_pairs();
    std::vector<double> results(pairs.first.size());
    for (const InstructionSet set : supported_instruction_sets()) {
        SCOPED_TRACE(name(set));
        const LaneProbe probe = lane_probe(set);
        (probe.*operation)(pairs.second.data(), results.data(), results.size());
        for (std::size_t k = 0; k < results.size(); ++k) {
            expect_same(results[k], expected(pairs.second[k]), pairs.second[k], 0.0);
        }
    }
}

TEST(Lane, HasTheWidthOfTheInstructionSet)
{
    for (const InstructionSet set : supported_instruction_sets()) {
        const int width = lane_probe(set).lane_width;
#ifdef __OPTIMIZE__
        const int expected = set == InstructionSet::x86_64_v2 ? 2 : set == InstructionSet::x86_64_v3 ? 4 : 8;
#else
        const int expected = 2; // a Debug build has the lowest instruction set for all
#endif
        EXPECT_EQ(width, expected) << name(set);
    }
}

TEST(Lane, ComputesLikeOneDouble)
{
    expect_operation(&LaneProbe::sum, [](double a, double b) { return a + b; });
    expect_operation(&LaneProbe::difference, [](double a, double b) { return a - b; });
    expect_operation(&LaneProbe::product, [](double a, double b) { return a * b; });
    expect_operation(&LaneProbe::quotient, [](double a, double b) { return a / b; });
    expect_operation(&LaneProbe::negative, [](double a) { return -a; });
    expect_operation(&LaneProbe::square_root, [](double a) { return std::sqrt(a); });
}

TEST(Lane, TakesTheSecondOfEqualsAsMinimumAndMaximum)
{
    // Which of -0 and 0 is taken is part of "same bits".
    expect_operation(&LaneProbe::min, [](double a, double b) { return a < b ? a : b; });
    expect_operation(&LaneProbe::max, [](double a, double b) { return a > b ? a : b; });
    expect_operation(&LaneProbe::positive_part, [](double a) { return a > 0.0 ? a : 0.0; });
    expect_operation(&LaneProbe::unit_clamp, [](double a) { return a > 0.0 ? (a < 1.0 ? a : 1.0) : 0.0; });
}

TEST(Lane, ComparesLikeOneDouble)
{
    expect_operation(&LaneProbe::less, [](double a, double b) { return a < b ? 1.0 : 0.0; });
    expect_operation(&LaneProbe::less_or_equal, [](double a, double b) { return a <= b ? 1.0 : 0.0; });
    expect_operation(&LaneProbe::equal, [](double a, double b) { return a == b ? 1.0 : 0.0; });
    expect_operation(&LaneProbe::greater, [](double a, double b) { return a > b ? 1.0 : 0.0; });
    expect_operation(&LaneProbe::greater_or_equal, [](double a, double b) { return a >= b ? 1.0 : 0.0; });
    expect_operation(&LaneProbe::is_set, [](double a) { return a > 0.5 ? 1.0 : 0.0; });
}

TEST(Lane, CombinesTruthValues)
{
    expect_operation(&LaneProbe::less_and_positive, [](double a, double b) { return a < b && a > 0.0 ? 1.0 : 0.0; });
    expect_operation(&LaneProbe::less_or_positive, [](double a, double b) { return a < b || a > 0.0 ? 1.0 : 0.0; });
    expect_operation(&LaneProbe::not_less, [](double a, double b) { return a < b ? 0.0 : 1.0; });
    expect_operation(&LaneProbe::larger_by_select, [](double a, double b) { return a < b ? b : a; });
}

TEST(Lane, SelectsWhatIsNotANumberOnlyWhereAsked)
{
    // Mechanisms divide first and select afterwards: the rejected side may be anything.
    const double undefined = std::numeric_limits<double>::quiet_NaN();
    for (const InstructionSet set : supported_instruction_sets()) {
        SCOPED_TRACE(name(set));
        const std::vector<double> a{2.0, undefined, 3.0, 1.0, 5.0, undefined, 0.0, 7.0};
        const std::vector<double> b{1.0, 1.0, undefined, 2.0, 5.0, undefined, 1.0, 7.0};
        std::vector<double> results(8);
        lane_probe(set).larger_by_select(a.data(), b.data(), results.data(), 8);
        // Comparisons with what is not a number are false, so the first stays.
        EXPECT_EQ(results[0], 2.0);
        EXPECT_TRUE(std::isnan(results[1]));
        EXPECT_EQ(results[2], 3.0);
        EXPECT_EQ(results[3], 2.0);
        EXPECT_TRUE(std::isnan(results[5]));
        EXPECT_EQ(results[6], 1.0);
    }
}

TEST(Lane, KnowsItsReplicationsInOrder)
{
    const std::vector<double> numbers{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    for (const InstructionSet set : supported_instruction_sets()) {
        SCOPED_TRACE(name(set));
        const LaneProbe probe = lane_probe(set);
        std::vector<double> results(numbers.size());
        probe.lane_order(numbers.data(), numbers.data(), results.data(), numbers.size());
        for (std::size_t k = 0; k < numbers.size(); ++k) {
            EXPECT_EQ(results[k],
                      numbers[k] + 100.0 * static_cast<double>(k % static_cast<std::size_t>(probe.lane_width)));
        }
    }
}

TEST(Lane, FindsOneAmongAll)
{
    for (const InstructionSet set : supported_instruction_sets()) {
        SCOPED_TRACE(name(set));
        const LaneProbe probe = lane_probe(set);
        const auto width = static_cast<std::size_t>(probe.lane_width);
        const std::vector<double> a(8, 1.0);
        std::vector<double> results(8);
        for (std::size_t smaller = 0; smaller < 8; ++smaller) {
            std::vector<double> b(8, 1.0);
            b[smaller] = 2.0;
            probe.any_less(a.data(), b.data(), results.data(), 8);
            for (std::size_t k = 0; k < 8; ++k) {
                EXPECT_EQ(results[k], k / width == smaller / width ? 1.0 : 0.0) << smaller;
            }
        }
        probe.any_less(a.data(), a.data(), results.data(), 8);
        EXPECT_EQ(results, std::vector<double>(8, 0.0));
    }
}

} // namespace
} // namespace kamsim
