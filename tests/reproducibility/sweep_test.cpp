// Sweeps: a point of one is the run with its settings, whoever simulates it, and a file gives back what was put in.

#include <cmath>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/decision/sweep.hpp"
#include "kamsim/results/sweep_file.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "kamsim/statistics/intervals.hpp"
#include "unit/scenario_files.hpp"

namespace kamsim {
namespace {

using ::testing::HasSubstr;

constexpr const char* uncertain = "[uncertainty]\nfutures_per_world = 16\nworlds = 12\n[uncertainty.inputs]\n"
                                  "\"retention.save\" = { distribution = \"uniform\", low = 0.2, high = 1.4 }\n";

class Sweeps : public testing::ScenarioFiles {
protected:
    void scenario(std::string_view more) const
    {
        write("scenario.toml", complete("[simulation]\nyears = 3\nseed = 11\n" + std::string(more)));
    }
    [[nodiscard]] SweepDesign design(std::string_view text) const
    {
        write("design.toml", "scenario = \"scenario.toml\"\n" + std::string(text));
        return read_sweep_design(path("design.toml"));
    }
};

constexpr const char* two_factors =
    "[[factor]]\npath = \"defaults.key_accounts\"\nvalues = [1, 2]\n"
    "[[factor]]\npath = \"alternatives.*.attention\"\nvalues = [\"equal\", \"growth\"]\n";

SweepTable table_of(const Sweep& sweep, const StudyOptions& options = {}, const SweepTable* base = nullptr)
{
    SweepTableBuilder builder(sweep, base);
    for (std::int64_t shard = 0; shard < sweep.shards(); ++shard) {
        StudyValues values;
        static_cast<void>(study_parts(
            sweep.certain(), sweep.plan(), sweep.shard(shard), [&](StudyValues&& part) { values.append(part); },
            options));
        builder.take(values);
    }
    return builder.finish();
}

/// NaN equals NaN.
bool equal(const std::vector<double>& one, const std::vector<double>& other)
{
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); });
}

void expect_equal(const SweepTable& one, const SweepTable& other)
{
    for (const auto array : {&SweepTable::coordinates,
                             &SweepTable::value,
                             &SweepTable::value_low,
                             &SweepTable::value_high,
                             &SweepTable::deviation,
                             &SweepTable::quantiles,
                             &SweepTable::difference,
                             &SweepTable::difference_low,
                             &SweepTable::difference_high,
                             &SweepTable::chance_of_loss,
                             &SweepTable::chance_of_loss_low,
                             &SweepTable::chance_of_loss_high,
                             &SweepTable::shortfall,
                             &SweepTable::share_best,
                             &SweepTable::ledger,
                             &SweepTable::best,
                             &SweepTable::lead,
                             &SweepTable::lead_low,
                             &SweepTable::lead_high,
                             &SweepTable::world_value,
                             &SweepTable::measure_means}) {
        EXPECT_TRUE(equal(one.*array, other.*array));
    }
    EXPECT_EQ(one.failures, other.failures);
    EXPECT_EQ(one.alternatives, other.alternatives);
    EXPECT_EQ(one.measures, other.measures);
    EXPECT_EQ(one.worlds, other.worlds);
}

/// Every value of a point against the run with its settings.
void expect_runs(const Sweep& sweep)
{
    for (std::int64_t point = 0; point < std::ssize(sweep.design().coordinates); ++point) {
        Experiment experiment =
            sweep.space().scenario_at(sweep.design().coordinates[static_cast<std::size_t>(point)]).experiment;
        experiment.seed = sweep.seed_at(point);
        const Outcome outcome = simulate(experiment);
        StudyValues values;
        const std::int64_t first = point * sweep.units_per_point();
        static_cast<void>(study_parts(sweep.certain(), sweep.plan(), {first, first + sweep.units_per_point()},
                                      [&](StudyValues&& part) { values.append(part); }));
        const std::int64_t futures = sweep.futures_per_unit();
        for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
            for (std::int64_t replication = 0; replication < outcome.replications; ++replication) {
                ASSERT_EQ(
                    values.value[values.value_index(first + replication / futures, alternative, replication % futures)],
                    outcome.value[outcome.value_index(alternative, replication)]);
            }
        }
    }
}

TEST_F(Sweeps, APointIsTheRunWithItsSettings)
{
    scenario("");
    const Sweep sweep(design("futures = 2048\n" + std::string(two_factors)));
    EXPECT_EQ(sweep.units_per_point(), 2);
    expect_runs(sweep);
}

TEST_F(Sweeps, APointWithLuckOfItsOwnIsTheRunWithItsSeed)
{
    scenario("");
    const Sweep sweep(design("futures = 40\nluck = \"own\"\n" + std::string(two_factors)));
    EXPECT_NE(sweep.seed_at(0), sweep.seed_at(1));
    expect_runs(sweep);
}

TEST_F(Sweeps, APointWithWorldsIsTheRunWithItsSettings)
{
    scenario(uncertain);
    const Sweep sweep(design(two_factors));
    EXPECT_EQ(sweep.units_per_point(), 12);
    expect_runs(sweep);
    const SweepTable table = table_of(sweep);
    EXPECT_EQ(table.worlds, 12);
    double sum = 0.0;
    for (std::int64_t world = 0; world < table.worlds; ++world) {
        sum += table.world_value[table.world_index(3, world, 2)];
    }
    EXPECT_NEAR(sum / 12.0, table.value[table.row(3, 2)], 1e-9 * std::abs(sum));
}

TEST_F(Sweeps, ThreadsBatchesAndShardsChangeNothing)
{
    scenario(uncertain);
    const std::string text = "measures = [\"revenue\", \"key_logo_retention\"]\n" + std::string(two_factors);
    const SweepTable expected = table_of(Sweep(design(text)));
    for (const char* shards : {"points_per_shard = 1\n", "points_per_shard = 3\n"}) {
        for (const int threads : {1, 2, 3}) {
            StudyOptions options;
            options.threads = threads;
            options.points_per_batch = threads;
            expect_equal(table_of(Sweep(design(shards + text)), options), expected);
        }
    }
}

TEST_F(Sweeps, FiguresOfAPointFollowFromItsFutures)
{
    scenario("");
    const Sweep sweep(design("futures = 64\n" + std::string(two_factors)));
    const SweepTable table = table_of(sweep);
    const Outcome outcome = simulate(sweep.space().scenario_at(sweep.design().coordinates[3]).experiment);
    const auto value = [&](int alternative, std::int64_t future) {
        return outcome.value[outcome.value_index(alternative, future)];
    };
    double sum = 0.0;
    double squares = 0.0;
    int losses = 0;
    for (std::int64_t future = 0; future < 64; ++future) {
        const double difference = value(2, future) - value(0, future);
        sum += difference;
        squares += difference * difference;
        losses += difference < 0.0 ? 1 : 0;
    }
    const double mean = sum / 64.0;
    const double error = std::sqrt((squares / 64.0 - mean * mean) / 63.0);
    constexpr double t = 1.9983405425; // 97.5 % quantile of Student's t with 63 degrees of freedom
    const auto row = table.row(3, 2);
    EXPECT_NEAR(table.difference[row], mean, 1e-9 * std::abs(mean));
    EXPECT_NEAR(table.difference_low[row], mean - t * error, 1e-6 * error);
    EXPECT_NEAR(table.difference_high[row], mean + t * error, 1e-6 * error);
    EXPECT_DOUBLE_EQ(table.chance_of_loss[row], losses / 64.0);
    const Interval wilson = wilson_interval(losses, 64.0, 0.95);
    EXPECT_DOUBLE_EQ(table.chance_of_loss_low[row], wilson.low);
    EXPECT_DOUBLE_EQ(table.chance_of_loss_high[row], wilson.high);
    double ledger = 0.0;
    for (std::size_t line = 0; line < ledger_line_count; ++line) {
        ledger += table.ledger[row * ledger_line_count + line];
    }
    EXPECT_NEAR(ledger, table.value[row], 1e-9 * std::abs(ledger));
    double shares = 0.0;
    for (std::size_t k = 0; k < table.alternatives.size(); ++k) {
        shares += table.share_best[table.row(3, k)];
        EXPECT_LE(table.value[table.row(3, k)], table.value[table.row(3, static_cast<std::size_t>(table.best[3]))]);
    }
    EXPECT_NEAR(shares, 1.0, 1e-12);
}

TEST_F(Sweeps, AFailedPointIsKeptApartAndOthersStandAsTheyWere)
{
    scenario("");
    const std::string measures = "futures = 16\nmeasures = [\"revenue\"]\n";
    const Sweep good(design(measures + "[[factor]]\npath = \"defaults.key_accounts\"\nvalues = [1, 2]\n"));
    Sweep sweep(design(measures + "[[factor]]\npath = \"defaults.key_accounts\"\nvalues = [1, 9, 2]\n"));
    const SweepTable table = table_of(sweep);
    EXPECT_FALSE(table.has_failed(0));
    EXPECT_TRUE(table.has_failed(1));
    EXPECT_THAT(table.failures[1], HasSubstr("the portfolio has 3 accounts"));
    EXPECT_TRUE(std::isnan(table.value[table.row(1, 0)]));
    const SweepTable expected = table_of(good);
    for (std::size_t k = 0; k < 4; ++k) {
        EXPECT_EQ(table.value[table.row(0, k)], expected.value[expected.row(0, k)]);
        EXPECT_EQ(table.value[table.row(2, k)], expected.value[expected.row(1, k)]);
    }
    sweep.take_only({1});
    EXPECT_EQ(sweep.units(), 1);
    expect_equal(table_of(sweep, {}, &table), table);
}

TEST_F(Sweeps, WhatCannotBeVariedFailsByName)
{
    scenario("");
    const auto failure = [&](const std::string& factor) {
        const SweepTable table =
            table_of(Sweep(design("futures = 8\nmeasures = [\"revenue\"]\n[[factor]]\n" + factor)));
        return table.failures[1];
    };
    EXPECT_THAT(failure("path = \"simulation.years\"\nvalues = [3, 2]\n"), HasSubstr("cannot vary the horizon"));
    EXPECT_THAT(failure("path = \"simulation.replications\"\nvalues = [8, 16]\n"), HasSubstr("the number of futures"));
    EXPECT_THAT(failure("path = \"baseline\"\nvalues = [\"none\", \"matrix\"]\n"), HasSubstr("the baseline"));
    EXPECT_THAT(
        failure("name = \"kept\"\npath = \"only_alternatives\"\n"
                "values = [[\"none\", \"early_stage\", \"matrix\", \"centralized\"], [\"none\", \"matrix\"]]\n"),
        HasSubstr("cannot vary the alternatives"));
}

TEST_F(Sweeps, AFileGivesBackWhatWasPutIn)
{
    scenario(uncertain);
    const std::string factors =
        std::string(two_factors) + "[[factor]]\npath = \"simulation.discount_rate\"\nrange = [0.1, 0.3]\nsteps = 2\n";
    for (const std::string method : {"", "method = \"one_at_a_time\"\n", "method = \"sobol\"\npoints = 5\n"}) {
        const Sweep sweep(design(method + "measures = [\"revenue\"]\n" + factors));
        const SweepTable table = table_of(sweep);
        write_sweep(path("sweep.h5"), table,
                    {sweep.description(), sweep.design().text, sweep.design().inputs, sweep.space().base(), {}});
        EXPECT_TRUE(is_sweep_file(path("sweep.h5")));
        EXPECT_EQ(sweep_description(path("sweep.h5")), sweep.description());
        const SweepTable read = read_sweep(path("sweep.h5"));
        expect_equal(read, table);
        ASSERT_EQ(read.factors.size(), 3u);
        EXPECT_EQ(read.factors[0].numbers, table.factors[0].numbers);
        EXPECT_EQ(read.factors[1].levels[1].label, "growth");
        EXPECT_EQ(read.factors[1].levels[1].settings, table.factors[1].levels[1].settings);
        EXPECT_EQ(read.factors[2].high, 0.3);
        EXPECT_EQ(read.method, table.method);
        EXPECT_EQ(read.periods, table.periods);
    }
    EXPECT_FALSE(is_sweep_file(path("scenario.toml")));
    EXPECT_THROW(static_cast<void>(read_sweep(path("scenario.toml"))), UnreadableResult);
}

TEST_F(Sweeps, NumbersOfFuturesThatMakeNoBlocksAreRefused)
{
    scenario("");
    EXPECT_THROW(Sweep(design("futures = 1025\n" + std::string(two_factors))), ScenarioError);
    EXPECT_EQ(Sweep(design("futures = 10000\n" + std::string(two_factors))).futures_per_unit(), 1000);
}

} // namespace
} // namespace kamsim
