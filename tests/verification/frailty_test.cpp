// Accounts differ by a frailty that nothing observed explains: the survivors of several renewals are those with luck
// and those with a good constitution (eq. 42, 46, 47). The closed form is an integral over the frailty.

#include <cmath>

#include <gtest/gtest.h>

#include "kamsim/model/closed_forms.hpp"
#include "support/still_experiment.hpp"

namespace kamsim {
namespace {

constexpr int accounts = 200;
constexpr double frailty = 0.9;

Experiment frail_experiment(double term, int periods_per_year, int years, std::int64_t replications)
{
    Experiment experiment = still_experiment(accounts, replications);
    experiment.periods_per_year = periods_per_year;
    experiment.periods = years * periods_per_year;
    experiment.parameters.retention.frailty_sd = frailty;
    for (Account& account : experiment.accounts) {
        account.contract_term = term;
        account.next_renewal = term;
    }
    return experiment;
}

Estimate share_left(const Experiment& experiment)
{
    return scaled(estimate_of(run(experiment), Measure::customers, experiment.periods - 1), 1.0 / accounts);
}

struct Contract {
    double term;
    int periods_per_year;
    int renewals;
};

class FrailRetention : public testing::TestWithParam<Contract> {};

TEST_P(FrailRetention, IsAnIntegralOverTheFrailty)
{
    const Contract& contract = GetParam();
    const int years = static_cast<int>(std::ceil(contract.term * contract.renewals));
    expect_agreement(
        [&](double fault) {
            Experiment experiment = frail_experiment(contract.term, contract.periods_per_year, years, 1'000);
            experiment.parameters.retention.leaving_base = -3.0 * fault;
            return share_left(experiment);
        },
        retained_with_frailty(-3.0, frailty, contract.term, contract.renewals), 0.0012);
}

INSTANTIATE_TEST_SUITE_P(Contracts, FrailRetention,
                         testing::Values(Contract{1.0, 1, 8}, Contract{1.0, 4, 4}, Contract{2.0, 1, 4},
                                         Contract{0.25, 4, 16}));

TEST(FrailRetentionAlone, DependsOnTheSpreadOfFrailty)
{
    // Without leaving in the mean, only the spread decides; a wide one shows a fault in it.
    expect_agreement(
        [](double fault) {
            Experiment experiment = frail_experiment(1.0, 1, 3, 6'000);
            experiment.parameters.retention.leaving_base = -4.0;
            experiment.parameters.retention.frailty_sd = 3.0 * fault;
            return share_left(experiment);
        },
        retained_with_frailty(-4.0, 3.0, 1.0, 3), 0.0005);
}

class FrailPoaching : public testing::TestWithParam<int> {}; // periods a year

TEST_P(FrailPoaching, IsAnIntegralOverTheFrailtyForAnyLengthOfPeriod)
{
    // Between renewals the hazard is rate * 2 * competition * exp(-3 (r - .4) + frailty).
    constexpr int years = 1;
    constexpr double spread = 0.3;
    expect_agreement(
        [&](double fault) {
            Experiment experiment = frail_experiment(50.0, GetParam(), years, 3'000);
            experiment.parameters.retention.frailty_sd = spread;
            experiment.parameters.retention.poaching_rate = 0.9 * fault;
            experiment.parameters.retention.poaching_relationship = 3.0;
            for (Account& account : experiment.accounts) {
                account.competition = 0.8;
                account.relationship = 0.5;
            }
            return share_left(experiment);
        },
        unpoached_with_frailty(0.9 * 1.6 * std::exp(-0.3), spread, years), 0.0008);
}

INSTANTIATE_TEST_SUITE_P(PeriodsPerYear, FrailPoaching, testing::Values(1, 4));

TEST(LongContracts, LoseLessAYear)
{
    // 1 - (1 - sigma)^sqrt(term): a term of four years loses at its renewal what two yearly ones would.
    expect_agreement(
        [](double fault) {
            Experiment experiment = frail_experiment(4.0, 1, 4, 2'500);
            experiment.parameters.retention.frailty_sd = 0.0;
            experiment.parameters.retention.leaving_base = -1.5 * fault;
            return share_left(experiment);
        },
        std::pow(1.0 - leaving_chance(-1.5, 1.0), 2), 0.0008);
}

} // namespace
} // namespace kamsim
