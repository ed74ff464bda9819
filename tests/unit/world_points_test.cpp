// Points that fill the space of uncertain inputs: scrambled Sobol and Latin hypercube.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <stdexcept>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/random/draws.hpp"
#include "kamsim/random/latin_hypercube.hpp"
#include "kamsim/random/scrambled_sobol.hpp"
#include "kamsim/statistics/moments.hpp"
#include "support/stochastic_check.hpp"

namespace kamsim {
namespace {

TEST(ScrambledSobol, EveryStratumOfEveryDimensionIsHitOnce)
{
    constexpr std::uint32_t points = 1U << 7;
    for (const std::uint64_t seed : {0ULL, 1ULL, 0xFEDCBA9876543210ULL}) {
        const ScrambledSobol sobol(seed, 300);
        // The first 128 points, and the 128 from 384 on: every aligned block is a net.
        for (const std::uint32_t first : {0U, 3U * points}) {
            for (int dimension = 0; dimension < sobol.dimensions(); ++dimension) {
                std::set<int> strata;
                for (std::uint32_t index = first; index < first + points; ++index) {
                    strata.insert(static_cast<int>(sobol.coordinate(index, dimension) * points));
                }
                ASSERT_EQ(strata.size(), points) << "dimension " << dimension << " from " << first;
            }
        }
    }
}

TEST(ScrambledSobol, ElementaryIntervalsOfTheFirstTwoDimensionsAreHitOnce)
{
    constexpr std::uint32_t points = 64;
    const ScrambledSobol sobol(5, 2);
    for (int halvings = 0; halvings <= 6; ++halvings) {
        const int columns = 1 << halvings;
        const int rows = static_cast<int>(points) / columns;
        std::set<std::pair<int, int>> cells;
        for (std::uint32_t index = 0; index < points; ++index) {
            cells.emplace(static_cast<int>(sobol.coordinate(index, 0) * columns),
                          static_cast<int>(sobol.coordinate(index, 1) * rows));
        }
        EXPECT_EQ(cells.size(), points) << columns << " columns";
    }
}

TEST(ScrambledSobol, ACoordinateIsAFunctionOfSeedIndexAndDimension)
{
    const ScrambledSobol narrow(9, 3);
    const ScrambledSobol wide(9, 60);
    const ScrambledSobol other(10, 3);
    int equal = 0;
    for (std::uint32_t index = 0; index < 100; ++index) {
        for (int dimension = 0; dimension < 3; ++dimension) {
            EXPECT_EQ(narrow.coordinate(index, dimension), wide.coordinate(index, dimension));
            equal += narrow.coordinate(index, dimension) == other.coordinate(index, dimension) ? 1 : 0;
        }
    }
    EXPECT_EQ(equal, 0);
}

TEST(ScrambledSobol, ThePointWithIndexZeroIsUniform)
{
    Moments moments;
    for (std::uint64_t seed = 0; seed < 40'000; ++seed) {
        moments.add(ScrambledSobol(seed, 1).coordinate(0, 0));
    }
    EXPECT_WITHIN_STANDARD_ERRORS(mean_estimate(moments), 0.5, check_limit, 0.0015);
    EXPECT_CAUGHT(mean_estimate(moments), 0.5 * 1.02, check_limit, 0.0015);
}

TEST(ScrambledSobol, TooManyDimensionsAreRefused)
{
    EXPECT_NO_THROW(ScrambledSobol(1, ScrambledSobol::most_dimensions));
    EXPECT_THROW(ScrambledSobol(1, ScrambledSobol::most_dimensions + 1), std::invalid_argument);
    EXPECT_THROW(ScrambledSobol(1, -1), std::invalid_argument);
}

/// A smooth function of four numbers with mean 1.
double smooth(const std::vector<double>& x)
{
    double product = 1.0;
    for (const double coordinate : x) {
        product *= 1.0 + (coordinate - 0.5) * 0.5;
    }
    return product;
}

template <class Coordinate>
Moments means_of_smooth(std::uint32_t points, const Coordinate& coordinate)
{
    Moments means;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        double sum = 0.0;
        for (std::uint32_t index = 0; index < points; ++index) {
            std::vector<double> x;
            for (int dimension = 0; dimension < 4; ++dimension) {
                x.push_back(coordinate(seed, index, dimension));
            }
            sum += smooth(x);
        }
        means.add(sum / points);
    }
    return means;
}

TEST(ScrambledSobol, MeansOfSmoothFunctionsAreUnbiasedAndFarMorePreciseThanRandomOnes)
{
    const auto sobol = [](std::uint64_t seed, std::uint32_t index, int dimension) {
        return ScrambledSobol(seed, 4).coordinate(index, dimension);
    };
    const auto random = [](std::uint64_t seed, std::uint32_t index, int dimension) {
        return draw(seed, index, static_cast<std::uint64_t>(dimension), once, Purpose::world_shared);
    };
    const Moments of_64 = means_of_smooth(64, sobol);
    const Moments of_random = means_of_smooth(64, random);
    EXPECT_WITHIN_STANDARD_ERRORS(mean_estimate(of_64), 1.0, check_limit, 0.001);
    EXPECT_LT(of_64.variance(), of_random.variance() / 100.0);
    // Four times as many points lower a random mean's variance by 4, a scrambled one's by nearly 4^3.
    EXPECT_LT(means_of_smooth(256, sobol).variance(), of_64.variance() / 16.0);
}

TEST(LatinHypercube, EveryStratumIsHitOnceInARandomOrder)
{
    constexpr std::int64_t points = 1000;
    const auto first = latin_hypercube_column(3, points, 0);
    const auto second = latin_hypercube_column(3, points, 1);
    for (const auto& column : {first, second}) {
        std::set<int> strata;
        for (const double place : column) {
            strata.insert(static_cast<int>(place * points));
        }
        EXPECT_EQ(strata.size(), static_cast<std::size_t>(points));
    }
    EXPECT_EQ(first, latin_hypercube_column(3, points, 0));
    EXPECT_NE(first, latin_hypercube_column(4, points, 0));
    // Independent columns: four standard errors of a correlation of 1000 are 0.127.
    EXPECT_LT(std::fabs(correlation_estimate(first, second).value), 0.127);
    EXPECT_GT(correlation_estimate(first, first).value, 0.999);
}

TEST(LatinHypercube, OnePointIsEnoughAndNoneIsRefused)
{
    EXPECT_EQ(latin_hypercube_column(1, 1, 0).size(), 1U);
    EXPECT_THROW(static_cast<void>(latin_hypercube_column(1, 0, 0)), std::invalid_argument);
}

} // namespace
} // namespace kamsim
