// The sequential selection of the best: its constants against published ones, and the chance of choosing the best
// against the guarantee.

#include <array>
#include <cmath>
#include <functional>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/random/draws.hpp"
#include "kamsim/statistics/selection.hpp"

namespace kamsim {
namespace {

constexpr std::array<std::uint32_t, 2> test_key{0x73656C65, 0x63740001};

/// Standard normals, a function of trial, unit and number.
double standard_normal(std::uint32_t trial, std::uint32_t unit, std::uint32_t number)
{
    return normal_of(uniform_of(philox4x32_10({trial, unit, number, 0}, test_key)[0]));
}

TEST(SequentialConstants, AreThePublishedOnes) // RS-07
{
    struct Row {
        int designs;
        std::int64_t first_stage;
        double confidence;
        double eta;
        double h2;
    };
    for (const Row& row :
         {Row{2, 10, 0.95, 0.3340502686, 6.0129048348}, Row{2, 20, 0.90, 0.0923055393562, 3.50761049554},
          Row{5, 10, 0.95, 0.634967265154, 11.4294107728}, Row{5, 50, 0.90, 0.0650322929054, 6.37316470473},
          Row{10, 20, 0.95, 0.302933803649, 11.5114845387}, Row{100, 10, 0.95, 1.81561691995, 32.6811045591},
          Row{100, 50, 0.90, 0.144100876289, 14.1218858763}}) {
        const auto constants = sequential_constants(row.designs, row.confidence, row.first_stage);
        EXPECT_NEAR(constants.eta / row.eta, 1.0, 1e-10) << row.designs << " " << row.first_stage;
        EXPECT_NEAR(constants.h2 / row.h2, 1.0, 1e-10) << row.designs << " " << row.first_stage;
    }
}

TEST(CorrectSelection, HasThePublishedChance) // RS-03
{
    const std::vector<double> slippage_10(9, std::sqrt(5.0));
    EXPECT_NEAR(correct_selection_probability(slippage_10), 0.742489187472, 1e-10);
    const std::vector<double> slippage_5(4, 0.5 * std::sqrt(20.0));
    EXPECT_NEAR(correct_selection_probability(slippage_5), 0.838786319065, 1e-10);
    std::vector<double> monotone;
    std::vector<double> ten_designs;
    for (int i = 1; i < 10; ++i) {
        monotone.push_back(0.5 * i * std::sqrt(10.0));
        ten_designs.push_back(i * std::sqrt(100.0) / 6.0);
    }
    EXPECT_NEAR(correct_selection_probability(monotone), 0.862799622929, 1e-10);
    EXPECT_NEAR(correct_selection_probability(ten_designs), 0.876754686003, 1e-10);
}

TEST(TwoStageConstant, IsThePublishedOne) // RS-05
{
    EXPECT_NEAR(two_stage_constant(2, 0.90, 20), 1.89574707746, 1e-6);
    EXPECT_NEAR(two_stage_constant(5, 0.90, 40), 2.66890274528, 1e-6);
    EXPECT_NEAR(two_stage_constant(3, 0.95, 20), 2.87162046599, 1e-6);
    EXPECT_NEAR(two_stage_constant(10, 0.95, 40), 3.53861306989, 1e-6);
}

TEST(SequentialSelection, RefusesWhatDoesNotFit)
{
    const std::vector<std::vector<double>> two{{1.0, 2.0, 3.0}, {2.0, 1.0, 2.0}};
    EXPECT_THROW(SequentialSelection(two, 0.0, 0.95), std::invalid_argument);
    EXPECT_THROW(SequentialSelection(two, 1.0, 0.5), std::invalid_argument);
    EXPECT_THROW(SequentialSelection(std::vector<std::vector<double>>{{1.0, 2.0}}, 1.0, 0.95), std::invalid_argument);
    EXPECT_THROW(SequentialSelection(std::vector<std::vector<double>>{{1.0}, {2.0}}, 1.0, 0.95), std::invalid_argument);
    EXPECT_THROW(SequentialSelection(std::vector<std::vector<double>>{{1.0, 2.0}, {2.0}}, 1.0, 0.95),
                 std::invalid_argument);
}

TEST(SequentialSelection, KeepsTheFirstOfDesignsThatAreTheSame)
{
    const std::vector<std::vector<double>> copies(3, {4.0, 7.0, 5.0, 8.0});
    const SequentialSelection selection(copies, 1.0, 0.95);
    EXPECT_TRUE(selection.is_over());
    EXPECT_EQ(selection.leader(), 0);
    ASSERT_EQ(selection.eliminations().size(), 2u);
    EXPECT_EQ(selection.eliminations().front().difference, 0.0);
}

TEST(SequentialSelection, EndsAtItsBound)
{
    // Two designs whose difference alternates and so stays within any reach that is left.
    std::vector<std::vector<double>> values(2);
    for (int k = 0; k < 20; ++k) {
        values[0].push_back(k % 2 == 0 ? 3.0 : -3.0);
        values[1].push_back(0.0);
    }
    SequentialSelection selection(values, 1.0, 0.95);
    const auto most = selection.most_units();
    EXPECT_NEAR(static_cast<double>(most), sequential_constants(2, 0.95, 20).h2 * 9.0 * 20.0 / 19.0, 1.0);
    const std::vector<std::vector<double>> more{{0.0}, {0.0}};
    while (selection.units() < most) {
        EXPECT_FALSE(selection.is_over());
        selection.add(more);
    }
    EXPECT_TRUE(selection.is_over());
}

/// Observation of a design in a unit of a trial.
using Observe = std::function<double(std::uint32_t trial, std::uint32_t unit, int design)>;

struct Trials {
    double share_correct = 0.0;
    double mean_units = 0.0; ///< of all designs together
};

/// Runs the procedure again and again, design 0 being the best, looked at every `batch` units.
Trials selected(const Observe& observe, int designs, int first_stage, int batch, int trials)
{
    Trials result;
    for (int trial = 0; trial < trials; ++trial) {
        std::uint32_t unit = 0;
        const auto take = [&](const std::vector<int>& of, int units) {
            std::vector<std::vector<double>> rows(of.size());
            for (int k = 0; k < units; ++k, ++unit) {
                for (std::size_t i = 0; i < of.size(); ++i) {
                    rows[i].push_back(observe(static_cast<std::uint32_t>(trial), unit, of[i]));
                }
            }
            result.mean_units += static_cast<double>(of.size()) * units;
            return rows;
        };
        std::vector<int> all;
        for (int design = 0; design < designs; ++design) {
            all.push_back(design);
        }
        SequentialSelection selection(take(all, first_stage), 1.0, 0.95);
        while (!selection.is_over()) {
            selection.add(take(selection.survivors(), batch));
        }
        result.share_correct += selection.leader() == 0 ? 1.0 : 0.0;
    }
    result.share_correct /= trials;
    result.mean_units /= trials;
    return result;
}

constexpr double observation_sd = 5.0;

double slippage(int design)
{
    return design == 0 ? 1.0 : 0.0;
}

double monotone(int design)
{
    return -1.0 * design;
}

/// Normal observations; `common` is the share of the variance that all designs have in common.
Observe normal_observations(const std::function<double(int)>& mean, double common)
{
    return [=](std::uint32_t trial, std::uint32_t unit, int design) {
        const double own = standard_normal(trial, unit, static_cast<std::uint32_t>(design) + 1);
        const double shared = common > 0.0 ? standard_normal(trial, unit, 0) : 0.0;
        return mean(design) + observation_sd * (std::sqrt(1.0 - common) * own + std::sqrt(common) * shared);
    };
}

/// Exponential ones, skewed, with the same mean and standard deviation.
Observe skewed_observations(const std::function<double(int)>& mean)
{
    return [=](std::uint32_t trial, std::uint32_t unit, int design) {
        const auto word = philox4x32_10({trial, unit, static_cast<std::uint32_t>(design), 1}, test_key)[0];
        return mean(design) + observation_sd * (-std::log(uniform_of(word)) - 1.0);
    };
}

/// The chance of a correct choice is at least the guarantee. False alarm where the true chance is the guarantee itself:
/// 0.1 % (3 standard errors); the procedure is above it, so in fact far rarer.
void expect_guaranteed(const Trials& trials, int count, const char* what)
{
    const double standard_error = std::sqrt(0.95 * 0.05 / count);
    EXPECT_GE(trials.share_correct, 0.95 - 3.0 * standard_error) << what;
    ::testing::Test::RecordProperty(
        what, fmt::format("{:.4f} correct, {:.0f} observations", trials.share_correct, trials.mean_units));
}

TEST(SequentialSelection, ChoosesTheBestAsOftenAsItSays)
{
    constexpr int count = 200;
    expect_guaranteed(selected(normal_observations(slippage, 0.0), 3, 20, 8, count), count, "slippage");
    expect_guaranteed(selected(normal_observations(monotone, 0.0), 3, 20, 8, count), count, "monotone");
    const auto independent = selected(normal_observations(slippage, 0.0), 3, 20, 8, count);
    const auto common = selected(normal_observations(slippage, 0.8), 3, 20, 8, count);
    expect_guaranteed(common, count, "slippage, common luck");
    // A fifth of the variance of differences is left, and the first stage is the floor.
    EXPECT_LT(common.mean_units, 0.5 * independent.mean_units);
}

TEST(SlowSequentialSelection, ChoosesTheBestAsOftenAsItSays)
{
    constexpr int count = 4000;
    for (const int designs : {2, 5}) {
        for (const int batch : {1, 16}) {
            for (const double common : {0.0, 0.8}) {
                const auto words = fmt::format("{} designs, every {}, common {}", designs, batch, common);
                expect_guaranteed(selected(normal_observations(slippage, common), designs, 20, batch, count), count,
                                  ("slippage, " + words).c_str());
                expect_guaranteed(selected(normal_observations(monotone, common), designs, 20, batch, count), count,
                                  ("monotone, " + words).c_str());
            }
        }
        expect_guaranteed(selected(skewed_observations(slippage), designs, 20, 1, count), count, "skewed");
    }
}

} // namespace
} // namespace kamsim
