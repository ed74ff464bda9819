// Section 9 of docs/model.md: with all but leaving off and contracts of one period, the value of an account is a
// geometric sum (eq. 76), for every length of period, booking and start of risk.

#include <ostream>
#include <string>

#include <gtest/gtest.h>

#include "kamsim/model/closed_forms.hpp"
#include "support/still_experiment.hpp"

namespace kamsim {
namespace {

struct ChurnCase {
    const char* name;
    int periods_per_year;
    Booking booking;
    bool first_period_at_risk;
};

void PrintTo(const ChurnCase& how, std::ostream* stream)
{
    *stream << how.name;
}

class ChurnAloneValue : public testing::TestWithParam<ChurnCase> {};

constexpr int accounts = 200;
constexpr double yearly_log_odds = -2.2;

/// Value of one account, from many that differ in nothing but luck.
Estimate simulated_value(const ChurnAlone& churn)
{
    Experiment experiment = still_experiment(accounts, 400 + 1600 / churn.periods_per_year);
    experiment.periods_per_year = churn.periods_per_year;
    experiment.periods = churn.periods;
    experiment.discount_rate = churn.discount_rate;
    experiment.booking = churn.booking;
    experiment.first_period_at_risk = churn.first_period_at_risk;
    experiment.parameters.retention.leaving_base = churn.yearly_log_odds;
    for (Account& account : experiment.accounts) {
        account.contract_term = 1.0 / churn.periods_per_year;
        account.next_renewal = account.contract_term;
    }
    const Outcome outcome = run(experiment);
    return scaled(mean_estimate(outcome.ledger.at(outcome.ledger_index(0, LedgerLine::retained))), 1.0 / accounts);
}

TEST_P(ChurnAloneValue, IsAGeometricSum)
{
    const ChurnCase& how = GetParam();
    ChurnAlone churn{.yearly_margin = 100.0,
                     .yearly_log_odds = yearly_log_odds,
                     .periods_per_year = how.periods_per_year,
                     .periods = 6 * how.periods_per_year,
                     .discount_rate = 0.1,
                     .booking = how.booking,
                     .first_period_at_risk = how.first_period_at_risk};
    const double expected = value_with_churn_alone(churn);
    expect_agreement(
        [&](double fault) {
            ChurnAlone faulty = churn;
            faulty.yearly_log_odds *= fault;
            return simulated_value(faulty);
        },
        expected, 0.0024 * expected);
}

INSTANTIATE_TEST_SUITE_P(Section9, ChurnAloneValue,
                         testing::Values(ChurnCase{"years", 1, Booking::middle, true},
                                         ChurnCase{"quarters", 4, Booking::middle, true},
                                         ChurnCase{"months", 12, Booking::middle, true},
                                         ChurnCase{"booked_at_start", 4, Booking::start, true},
                                         ChurnCase{"booked_at_end", 4, Booking::end, true},
                                         ChurnCase{"first_year_safe", 1, Booking::middle, false},
                                         ChurnCase{"first_quarter_safe_booked_at_end", 4, Booking::end, false}),
                         [](const testing::TestParamInfo<ChurnCase>& how) { return std::string(how.param.name); });

TEST(ChurnAlone, IsAnExactCashFlowTableWhereNobodyLeavesOrAllDo)
{
    Experiment experiment = still_experiment(3, 8);
    experiment.periods_per_year = 1;
    experiment.periods = 5;
    experiment.booking = Booking::end;
    constexpr double annuity = 3.7907867694084505; // of five years at 10 %
    expect_exact(
        [&](double fault) {
            experiment.discount_rate = 0.1 * fault;
            return line_of(run(experiment), LedgerLine::retained);
        },
        300.0 * annuity, 1e-9);

    experiment.discount_rate = 0.1;
    experiment.parameters.retention.leaving_base = 1000.0;
    EXPECT_EQ(line_of(run(experiment), LedgerLine::retained), 0.0);
    experiment.first_period_at_risk = false;
    EXPECT_NEAR(line_of(run(experiment), LedgerLine::retained), 300.0 / 1.1, 1e-9);
}

} // namespace
} // namespace kamsim
