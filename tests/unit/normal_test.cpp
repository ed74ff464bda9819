#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <boost/math/distributions/normal.hpp>
#include <gtest/gtest.h>

#include "kamsim/random/draws.hpp"
#include "support/lane_probe.hpp"

namespace kamsim {
namespace {

constexpr std::uint32_t last_word = 0xFFFFFFFF;

double normal_of_word(std::uint32_t word)
{
    return normal_of(uniform_of(word));
}

/// By Boost, in 64 bits of mantissa; in the upper half from the complement, which keeps the digits of the tail.
long double reference(double uniform)
{
    const boost::math::normal_distribution<long double> normal;
    const long double u = uniform;
    return u < 0.5L ? boost::math::quantile(normal, u)
                    : boost::math::quantile(boost::math::complement(normal, 1.0L - u));
}

double error_at(double uniform)
{
    return static_cast<double>(std::fabs(static_cast<long double>(normal_of(uniform)) - reference(uniform)));
}

/// Words on which the approximation changes: uniform 0.075 and 0.925, where |q| = 0.425.
constexpr std::uint32_t lower_joint = 322'122'547; // 0.075 * 2^32
constexpr std::uint32_t upper_joint = last_word - lower_joint;

// The documentation promises 1e-9; the approximation keeps 1e-14, and so must the code.
constexpr double promised = 1e-14;

TEST(Normal, IsTheInverseOfTheDistribution)
{
    for (std::uint64_t word = 0; word <= last_word; word += 65'521) {
        ASSERT_LT(error_at(uniform_of(static_cast<std::uint32_t>(word))), promised) << "word " << word;
    }
}

TEST(Normal, IsTheInverseOfTheDistributionInTheTails)
{
    for (std::uint32_t k = 0; k < 2'000; ++k) {
        ASSERT_LT(error_at(uniform_of(k)), promised) << "word " << k;
        ASSERT_LT(error_at(uniform_of(last_word - k)), promised) << "word " << last_word - k;
    }
    for (double exponent = 11.0; exponent < 32.0; exponent += 0.01) {
        const auto word = static_cast<std::uint32_t>(std::exp2(exponent));
        ASSERT_LT(error_at(uniform_of(word)), promised) << "word " << word;
        ASSERT_LT(error_at(uniform_of(last_word - word)), promised) << "word " << last_word - word;
    }
    EXPECT_NEAR(normal_of(0x1p-33), -6.33796, 1e-5); // of the outermost words
    EXPECT_NEAR(normal_of(1.0 - 0x1p-33), 6.33796, 1e-5);
}

TEST(Normal, IsTheInverseOfTheDistributionAtTheJoints)
{
    for (std::uint32_t k = 0; k < 2'000; ++k) {
        ASSERT_LT(error_at(uniform_of(lower_joint - 1'000 + k)), promised);
        ASSERT_LT(error_at(uniform_of(upper_joint - 1'000 + k)), promised);
    }
}

TEST(Normal, IsStrictlyMonotoneAtTheJoints)
{
    for (const std::uint32_t joint : {lower_joint, upper_joint}) {
        double before = normal_of_word(joint - 500'001);
        for (std::uint32_t word = joint - 500'000; word < joint + 500'000; ++word) {
            const double now = normal_of_word(word);
            ASSERT_LT(before, now) << "word " << word;
            before = now;
        }
    }
}

TEST(Normal, IsStrictlyMonotoneInTheTailsAndTheMiddle)
{
    for (const std::uint32_t first : {0U, 0x80000000U - 100'000U, last_word - 200'001U}) {
        double before = normal_of_word(first);
        for (std::uint32_t word = first + 1; word <= first + 200'000; ++word) {
            const double now = normal_of_word(word);
            ASSERT_LT(before, now) << "word " << word;
            before = now;
        }
    }
}

TEST(Normal, IsStrictlyMonotoneOverAllWordsInStrides)
{
    double before = normal_of_word(0);
    for (std::uint64_t word = 1'021; word <= last_word; word += 1'021) {
        const double now = normal_of_word(static_cast<std::uint32_t>(word));
        ASSERT_LT(before, now) << "word " << word;
        before = now;
    }
}

TEST(Normal, IsSymmetricToTheLastBit)
{
    for (std::uint64_t word = 0; word < last_word / 2; word += 4'093) {
        const auto lower = static_cast<std::uint32_t>(word);
        ASSERT_EQ(normal_of_word(lower), -normal_of_word(last_word - lower)) << "word " << word;
    }
    EXPECT_EQ(normal_of(0.5), 0.0);
}

TEST(Normal, IsTheSameInLanesOfEveryInstructionSet)
{
    for (const InstructionSet set : supported_instruction_sets()) {
        SCOPED_TRACE(name(set));
        const LaneProbe probe = lane_probe(set);
        std::vector<double> uniforms(1U << 20U);
        std::vector<double> normals(uniforms.size());
        for (std::uint32_t k = 0; k < uniforms.size(); ++k) {
            uniforms[k] = uniform_of(k * 4'093U);
        }
        for (std::uint32_t k = 0; k < 1'024; ++k) {
            uniforms[k] = uniform_of(k);
            uniforms[k + 1'024] = uniform_of(last_word - k);
            uniforms[k + 2'048] = uniform_of(lower_joint - 512 + k);
            uniforms[k + 3'072] = uniform_of(upper_joint - 512 + k);
        }
        probe.normal_of(uniforms.data(), normals.data(), uniforms.size());
        for (std::size_t k = 0; k < uniforms.size(); ++k) {
            ASSERT_EQ(normals[k], normal_of(uniforms[k])) << "uniform " << uniforms[k];
        }
    }
}

/// First word whose normal is not above the one before it, among `count` words from `first` on; -1 where there is none.
std::int64_t first_descent(const LaneProbe& probe, std::uint64_t first, std::size_t count)
{
    std::vector<double> uniforms(count);
    std::vector<double> normals(count);
    for (std::size_t k = 0; k < count; ++k) {
        uniforms[k] = uniform_of(static_cast<std::uint32_t>(first + k));
    }
    probe.normal_of(uniforms.data(), normals.data(), count);
    // The last word of the stretch before belongs to this one's comparison.
    double before = first == 0 ? -HUGE_VAL : normal_of_word(static_cast<std::uint32_t>(first - 1));
    for (std::size_t k = 0; k < count; ++k) {
        if (!(normals[k] > before)) {
            return static_cast<std::int64_t>(first + k);
        }
        before = normals[k];
    }
    return -1;
}

TEST(NormalSlow, IsStrictlyMonotoneOverAllWords)
{
    constexpr std::int64_t stretch = 1 << 16;
    constexpr std::int64_t stretches = (std::int64_t{1} << 32) / stretch;
    const LaneProbe probe = lane_probe(best_instruction_set());
    std::int64_t descent = -1;
#pragma omp parallel for schedule(dynamic, 64) reduction(max : descent)
    for (std::int64_t k = 0; k < stretches; ++k) {
        descent = std::max(descent, first_descent(probe, static_cast<std::uint64_t>(k * stretch), stretch));
    }
    EXPECT_EQ(descent, -1) << "a word whose normal is not above the one before it";
}

} // namespace
} // namespace kamsim
