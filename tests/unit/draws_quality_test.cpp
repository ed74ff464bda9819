// Is the luck uniform and independent? Each purpose's stream of 2^20 draws passes through 39 checks, each failing a
// perfect generator with probability 5.7e-7 (five standard errors, two-sided): over all 18 streams and the pairs of
// purposes once in about 2,000 choices of the seed. The seed is fixed, so the outcome is too. At this size a fault of 1
// % in the mean, in one bit, in the width or between neighbours is nine standard errors or more: the same checks must
// find each of them in streams that are spoilt on purpose.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <boost/math/distributions/chi_squared.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/random/draws.hpp"
#include "support/purposes.hpp"

namespace kamsim {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::StartsWith;

constexpr double limit = 5.0;            ///< standard errors
constexpr double false_alarm = 5.733e-7; ///< of one check
constexpr std::size_t replications = 256;
constexpr std::size_t entities = 64;
constexpr std::size_t periods = 64;
constexpr std::size_t stream_size = replications * entities * periods;

/// Uniforms [period][entity][replication].
std::vector<double> stream(Purpose purpose, std::uint64_t seed = 20'240'229)
{
    std::vector<double> drawn;
    drawn.reserve(stream_size);
    for (std::uint32_t period = 0; period < periods; ++period) {
        for (std::uint64_t entity = 0; entity < entities; ++entity) {
            for (std::uint32_t replication = 0; replication < replications; ++replication) {
                drawn.push_back(draw(seed, replication, entity, period, purpose));
            }
        }
    }
    return drawn;
}

/// Standard errors between the mean of `values` and `expected`, where one value has standard deviation `deviation`.
double standard_errors(const std::vector<double>& drawn, const std::function<double(double)>& value, double expected,
                       double deviation)
{
    double sum = 0.0;
    for (const double uniform : drawn) {
        sum += value(uniform) - expected;
    }
    return sum / (deviation * std::sqrt(static_cast<double>(drawn.size())));
}

/// Standard errors of the product moment of two streams, the second `lag` places later.
double correlation(const std::vector<double>& a, const std::vector<double>& b, std::size_t lag)
{
    double sum = 0.0;
    for (std::size_t k = 0; k + lag < a.size(); ++k) {
        sum += (a[k] - 0.5) * (b[k + lag] - 0.5);
    }
    // The product of two uniforms about their mean has standard deviation 1/12.
    return sum * 12.0 / std::sqrt(static_cast<double>(a.size() - lag));
}

/// Chance that a perfect generator spreads at least as unevenly over equal bins.
double chi_square_chance(const std::vector<double>& drawn)
{
    constexpr std::size_t bins = 64;
    std::array<double, bins> counts{};
    for (const double uniform : drawn) {
        const double place = std::min(std::max(uniform, 0.0) * bins, bins - 1.0);
        counts.at(static_cast<std::size_t>(place)) += 1.0;
    }
    const double expected = static_cast<double>(drawn.size()) / bins;
    double statistic = 0.0;
    for (const double count : counts) {
        statistic += (count - expected) * (count - expected) / expected;
    }
    return boost::math::cdf(boost::math::complement(boost::math::chi_squared(bins - 1.0), statistic));
}

std::uint64_t word_of(double uniform)
{
    return static_cast<std::uint64_t>(uniform * 0x1p32);
}

bool has_bit(double uniform, unsigned bit)
{
    return ((word_of(uniform) >> bit) & 1U) != 0;
}

/// Standard errors between how often each bit of the word is set and one half.
std::array<double, 32> bit_errors(const std::vector<double>& drawn)
{
    std::array<std::uint64_t, 32> set{};
    for (const double uniform : drawn) {
        const std::uint64_t word = word_of(uniform);
        for (std::size_t bit = 0; bit < set.size(); ++bit) {
            set[bit] += (word >> bit) & 1U;
        }
    }
    const auto count = static_cast<double>(drawn.size());
    std::array<double, 32> errors{};
    for (std::size_t bit = 0; bit < set.size(); ++bit) {
        errors[bit] = (static_cast<double>(set[bit]) - 0.5 * count) / (0.5 * std::sqrt(count));
    }
    return errors;
}

/// Names of the checks that a stream fails.
std::vector<std::string> faults_of(const std::vector<double>& drawn)
{
    std::vector<std::string> faults;
    const auto check = [&faults](const std::string& check_name, double errors) {
        if (!(std::fabs(errors) < limit)) {
            faults.push_back(check_name + ": " + std::to_string(errors) + " standard errors");
        }
    };
    check("mean", standard_errors(
                      drawn, [](double u) { return u; }, 0.5, std::sqrt(1.0 / 12.0)));
    const auto squared = [](double u) { return (u - 0.5) * (u - 0.5); };
    check("width", standard_errors(drawn, squared, 1.0 / 12.0, std::sqrt(1.0 / 180.0)));
    const auto bits = bit_errors(drawn);
    for (std::size_t bit = 0; bit < bits.size(); ++bit) {
        check("bit " + std::to_string(bit), bits[bit]);
    }
    check("next replication", correlation(drawn, drawn, 1));
    check("next but one replication", correlation(drawn, drawn, 2));
    check("next entity", correlation(drawn, drawn, replications));
    check("next period", correlation(drawn, drawn, replications * entities));
    if (chi_square_chance(drawn) < false_alarm) {
        faults.emplace_back("bins");
    }
    return faults;
}

TEST(DrawsQuality, EveryPurposeIsUniformAndIndependent)
{
    for (const NamedPurpose& purpose : all_purposes) {
        EXPECT_THAT(faults_of(stream(purpose.purpose)), IsEmpty()) << purpose.name;
    }
}

TEST(DrawsQuality, PurposesAreIndependentOfEachOther)
{
    std::vector<std::vector<double>> streams;
    for (const NamedPurpose& purpose : all_purposes) {
        streams.push_back(stream(purpose.purpose));
    }
    for (std::size_t a = 0; a < streams.size(); ++a) {
        for (std::size_t b = a + 1; b < streams.size(); ++b) {
            EXPECT_LT(std::fabs(correlation(streams[a], streams[b], 0)), limit)
                << all_purposes.at(a).name << " and " << all_purposes.at(b).name;
        }
    }
}

TEST(DrawsQuality, SeedsAreIndependentOfEachOther)
{
    const auto drawn = stream(Purpose::renewal, 1);
    const std::uint64_t high = std::uint64_t{1} << 32U;
    for (const std::uint64_t seed : {std::uint64_t{0}, std::uint64_t{2}, high, high + 1}) {
        EXPECT_LT(std::fabs(correlation(drawn, stream(Purpose::renewal, seed), 0)), limit) << seed;
    }
}

/// Every hundredth draw, on average, is replaced.
std::vector<double> spoilt(const std::function<double(const std::vector<double>&, std::size_t)>& replacement)
{
    std::vector<double> drawn = stream(Purpose::renewal);
    const std::vector<double> sound = drawn;
    std::mt19937_64 generator(5);
    for (std::size_t k = 0; k < drawn.size(); ++k) {
        if (generator() % 100 == 0) {
            drawn[k] = replacement(sound, k);
        }
    }
    return drawn;
}

TEST(DrawsQuality, ABitThatIsSetOnePercentTooOftenIsFound)
{
    for (unsigned bit = 0; bit < 32; ++bit) {
        const double weight = std::ldexp(1.0, static_cast<int>(bit) - 32);
        const auto biased = spoilt([bit, weight](const std::vector<double>& sound, std::size_t k) {
            return has_bit(sound[k], bit) ? sound[k] : sound[k] + weight;
        });
        EXPECT_THAT(faults_of(biased), Contains(StartsWith("bit " + std::to_string(bit) + ":")));
    }
}

TEST(DrawsQuality, AStretchOfOnePercentIsFound)
{
    std::vector<double> about_the_middle = stream(Purpose::renewal);
    std::vector<double> upward = about_the_middle;
    for (std::size_t k = 0; k < upward.size(); ++k) {
        about_the_middle[k] = 0.5 + 1.01 * (about_the_middle[k] - 0.5);
        upward[k] *= 1.01;
    }
    EXPECT_THAT(faults_of(about_the_middle), Contains(StartsWith("width")));
    EXPECT_THAT(faults_of(upward), Contains(StartsWith("mean")));
}

TEST(DrawsQuality, AnUnevenSpreadOfOnePercentIsFound)
{
    // The lower half of each quarter is favoured: mean, width and neighbours hardly notice.
    const auto uneven = spoilt([](const std::vector<double>& sound, std::size_t k) {
        const double place = sound[k] * 4.0;
        return (std::floor(place) + 0.5 * (place - std::floor(place))) / 4.0;
    });
    EXPECT_THAT(faults_of(uneven), Contains("bins"));
}

TEST(DrawsQuality, ANeighbourThatRepeatsInOnePercentIsFound)
{
    struct Repeat {
        const char* check;
        std::size_t lag;
    };
    for (const Repeat repeat : {Repeat{"next replication", 1}, Repeat{"next but one replication", 2},
                                Repeat{"next entity", replications}, Repeat{"next period", replications * entities}}) {
        const auto dependent = spoilt([repeat](const std::vector<double>& sound, std::size_t k) {
            return k >= repeat.lag ? sound[k - repeat.lag] : sound[k];
        });
        EXPECT_THAT(faults_of(dependent), Contains(StartsWith(repeat.check)));
    }
}

} // namespace
} // namespace kamsim
