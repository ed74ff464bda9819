// The account ledger of differences, against sums over the single futures as the kernel shows them, pair by pair and
// part by part. The futures are the same ones, so the tolerances cover rounding only.

#include <cmath>
#include <cstdint>
#include <functional>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/model/segments.hpp"
#include "kamsim/simulation/alternative_pairs.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "support/experiments.hpp"
#include "support/horizon_frames.hpp"

namespace kamsim {
namespace {

/// One part of the difference of two alternatives in one replication.
using Difference = std::function<double(const FutureAtHorizon& alternative, const FutureAtHorizon& against)>;

class BruteForce {
public:
    explicit BruteForce(const Experiment& experiment)
        : experiment_(experiment), futures_(futures_at_horizon(experiment))
    {}

    /// In two passes over the plain differences.
    [[nodiscard]] Moments moments(const AlternativePair& pair, const Difference& difference) const
    {
        return of_sample(differences(pair, difference));
    }

    [[nodiscard]] Moments between_worlds(const AlternativePair& pair, const Difference& difference) const
    {
        const auto all = differences(pair, difference);
        const auto futures = static_cast<std::size_t>(experiment_.uncertainty.futures_per_world);
        std::vector<double> means;
        for (std::size_t first = 0; first < all.size(); first += futures) {
            double sum = 0.0;
            for (std::size_t k = first; k < first + futures; ++k) {
                sum += all[k];
            }
            means.push_back(sum / static_cast<double>(futures));
        }
        return of_sample(means);
    }

    /// Replications in which the account is a customer at the horizon in the first and not in the second.
    [[nodiscard]] int kept_only(int first, int second, std::size_t account) const
    {
        int count = 0;
        for (std::size_t k = 0; k < of(first).size(); ++k) {
            count += of(first)[k].accounts[account].is_customer && !of(second)[k].accounts[account].is_customer ? 1 : 0;
        }
        return count;
    }

private:
    [[nodiscard]] const std::vector<FutureAtHorizon>& of(int alternative) const
    {
        return futures_[static_cast<std::size_t>(alternative)];
    }

    [[nodiscard]] std::vector<double> differences(const AlternativePair& pair, const Difference& difference) const
    {
        std::vector<double> all;
        for (std::size_t k = 0; k < of(pair.alternative).size(); ++k) {
            all.push_back(difference(of(pair.alternative)[k], of(pair.against)[k]));
        }
        return all;
    }

    static Moments of_sample(const std::vector<double>& values)
    {
        Moments moments{static_cast<double>(values.size()), 0.0, 0.0};
        for (const double value : values) {
            moments.mean += value / moments.count;
        }
        for (const double value : values) {
            moments.sum_squared_deviations += (value - moments.mean) * (value - moments.mean);
        }
        return moments;
    }

    const Experiment& experiment_;
    std::vector<std::vector<FutureAtHorizon>> futures_;
};

void expect_near(const Moments& found, const Moments& expected)
{
    EXPECT_EQ(found.count, expected.count);
    // Of the size of the values, since a mean may be next to 0.
    const double scale = std::abs(expected.mean) + std::sqrt(expected.sum_squared_deviations) + 1.0;
    EXPECT_NEAR(found.mean, expected.mean, 1e-10 * scale);
    EXPECT_NEAR(found.sum_squared_deviations, expected.sum_squared_deviations, 1e-10 * scale * scale);
}

double sum_where(const FutureAtHorizon& alternative, const FutureAtHorizon& against,
                 const std::function<bool(std::size_t)>& counts)
{
    double sum = 0.0;
    for (std::size_t account = 0; account < alternative.accounts.size(); ++account) {
        sum += counts(account) ? alternative.accounts[account].value - against.accounts[account].value : 0.0;
    }
    return sum;
}

/// All parts of all pairs of an experiment.
class PartByPart {
public:
    explicit PartByPart(const Experiment& experiment)
        : outcome_(simulate(experiment)), brute_(experiment), segments_(segments_of(experiment.accounts))
    {}

    void expect_same()
    {
        const auto pairs = alternative_pairs(outcome_.alternatives, outcome_.baseline);
        ASSERT_EQ(pairs.size(), static_cast<std::size_t>(outcome_.pairs));
        for (std::size_t k = 0; k < pairs.size(); ++k) {
            SCOPED_TRACE("pair " + std::to_string(k));
            pair_ = pairs[k];
            expect_accounts(static_cast<int>(k));
            expect_segments(static_cast<int>(k));
            expect_holders(static_cast<int>(k), PairSide::alternative);
            expect_holders(static_cast<int>(k), PairSide::against);
            expect_part(outcome_.unshared_difference.at(k), [](const auto& alternative, const auto& against) {
                return alternative.value - against.value
                       - sum_where(alternative, against, [](std::size_t) { return true; });
            });
        }
    }

private:
    void expect_part(const DifferenceSummary& found, const Difference& difference) const
    {
        expect_near(found.moments, brute_.moments(pair_, difference));
        if (outcome_.worlds > 1) {
            expect_near(found.between, brute_.between_worlds(pair_, difference));
        } else {
            EXPECT_EQ(found.between.count, 0.0);
        }
    }

    void expect_accounts(int pair) const
    {
        for (int account = 0; account < outcome_.accounts; ++account) {
            const auto row = static_cast<std::size_t>(account);
            SCOPED_TRACE("account " + std::to_string(account));
            expect_part(outcome_.account_difference.at(outcome_.account_difference_index(pair, account)),
                        [row](const auto& alternative, const auto& against) {
                            return alternative.accounts[row].value - against.accounts[row].value;
                        });
            EXPECT_EQ(outcome_.account_kept_only.at(outcome_.kept_index(pair, PairSide::alternative, account)),
                      brute_.kept_only(pair_.alternative, pair_.against, row));
            EXPECT_EQ(outcome_.account_kept_only.at(outcome_.kept_index(pair, PairSide::against, account)),
                      brute_.kept_only(pair_.against, pair_.alternative, row));
        }
    }

    void expect_segments(int pair) const
    {
        for (int segment = 0; segment < outcome_.segments; ++segment) {
            SCOPED_TRACE("segment " + std::to_string(segment));
            expect_part(outcome_.segment_difference.at(outcome_.segment_difference_index(pair, segment)),
                        [&](const auto& alternative, const auto& against) {
                            return sum_where(alternative, against, [&](std::size_t account) {
                                return segments_.of_account[account] == segment;
                            });
                        });
        }
    }

    void expect_holders(int pair, PairSide side) const
    {
        for (int holder = 0; holder < outcome_.holders(); ++holder) {
            SCOPED_TRACE("holder " + std::to_string(holder));
            expect_part(outcome_.holder_difference.at(outcome_.holder_difference_index(pair, side, holder)),
                        [&](const auto& alternative, const auto& against) {
                            const auto& holding = side == PairSide::alternative ? alternative : against;
                            return sum_where(alternative, against, [&](std::size_t account) {
                                return holding.accounts[account].last_manager == holder - 1;
                            });
                        });
        }
    }

    Outcome outcome_;
    BruteForce brute_;
    Segments segments_;
    AlternativePair pair_;
};

TEST(AccountDifferences, AreThoseOfTheSingleFutures)
{
    for (const std::int64_t replications : {1, 5, 300}) {
        SCOPED_TRACE(replications);
        Experiment experiment = small_experiment();
        experiment.replications = replications;
        PartByPart(experiment).expect_same();
    }
}

TEST(AccountDifferences, AreThoseOfTheSingleFuturesInEveryKindOfExperiment)
{
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        SCOPED_TRACE(seed);
        Experiment experiment = random_experiment(seed);
        experiment.replications = 20;
        PartByPart(experiment).expect_same();
    }
}

/// Worlds smaller than a block, of part-filled blocks, and of several super-blocks.
TEST(AccountDifferences, AreThoseOfTheSingleFuturesAndOfWorlds)
{
    for (const std::int64_t futures : {1, 3, 20, 300}) {
        SCOPED_TRACE(futures);
        PartByPart(uncertain_experiment(futures)).expect_same();
    }
}

/// Whoever is kept by more futures is alive in more of them, in whole numbers.
TEST(AccountDifferences, KeptAndLostAccountForTheAccountsAliveAtTheHorizon)
{
    Experiment experiment = small_experiment();
    experiment.replications = 512;
    const Outcome outcome = simulate(experiment);
    const auto alive = [&](int alternative, int account) {
        const auto place = outcome.account_index(alternative, AccountMeasure::alive, account, outcome.years - 1);
        return std::round(outcome.account_means.at(place) * static_cast<double>(outcome.replications));
    };
    const auto pairs = alternative_pairs(outcome.alternatives, outcome.baseline);
    double differing = 0.0;
    for (int pair = 0; pair < outcome.pairs; ++pair) {
        const auto [alternative, against] = pairs.at(static_cast<std::size_t>(pair));
        for (int account = 0; account < outcome.accounts; ++account) {
            const double kept = outcome.account_kept_only.at(outcome.kept_index(pair, PairSide::alternative, account));
            const double lost = outcome.account_kept_only.at(outcome.kept_index(pair, PairSide::against, account));
            EXPECT_EQ(kept - lost, alive(alternative, account) - alive(against, account));
            differing += kept + lost;
        }
    }
    EXPECT_GT(differing, 1000.0);
}

TEST(AccountDifferences, OfAnAlternativeToItsCopyAreExactlyNothing)
{
    Experiment experiment = small_experiment();
    experiment.replications = 300;
    experiment.alternatives.push_back(experiment.alternatives.back());
    experiment.alternatives.back().name = "copy";
    const Outcome outcome = simulate(experiment);
    const int pair = outcome.pairs - 1; // the last two alternatives
    for (int account = 0; account < outcome.accounts; ++account) {
        const auto& difference = outcome.account_difference.at(outcome.account_difference_index(pair, account));
        EXPECT_EQ(difference.moments.mean, 0.0);
        EXPECT_EQ(difference.moments.sum_squared_deviations, 0.0);
        EXPECT_EQ(outcome.account_kept_only.at(outcome.kept_index(pair, PairSide::alternative, account)), 0.0);
    }
    EXPECT_EQ(outcome.unshared_difference.back().moments.mean, 0.0);
    EXPECT_EQ(outcome.unshared_difference.back().moments.sum_squared_deviations, 0.0);
}

} // namespace
} // namespace kamsim
