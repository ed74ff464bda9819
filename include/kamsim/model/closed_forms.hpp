#pragma once

#include <functional>

#include "kamsim/model/experiment.hpp"

namespace kamsim {

// What parts of the model give without simulation, where all else is switched off. Nothing here shares code with the
// engine (the elementary functions are the C library's), so that agreement says something about both.

/// Mean and standard deviation of a quantity at one time.
struct Spread {
    double mean = 0.0;
    double standard_deviation = 0.0;
};

/// Chance that something which happens at a yearly rate happens within `years` (docs/model.md, eq. 1).
[[nodiscard]] double chance_within(double yearly_rate, double years);

/// One exact step of a quantity that is pulled towards a level (eq. 2, 3).
/// @param noise standard deviation per square root of a year
/// @param normal the standard normal draw of the step
[[nodiscard]] double reverted(double value, double level, double rate, double noise, double years, double normal);

/// The same after `years`, over all draws; any number of steps gives the same. Infinitely many years are allowed where
/// the rate is positive and give the stationary law.
/// @throws std::invalid_argument where rate, noise or years are negative
[[nodiscard]] Spread reversion_spread(double start, double level, double rate, double noise, double years);

/// A wallet after `years` (eq. 35): lognormal, in the unit of `wallet`.
/// @throws std::invalid_argument where volatility or years are negative
[[nodiscard]] Spread wallet_spread(double wallet, double growth, double volatility, double years);

/// Value that the wallet of eq. 35 stays below with this probability.
/// @param probability between 2^-33 and 1 - 2^-33, as normal_of has it
/// @throws std::invalid_argument where it is not
[[nodiscard]] double wallet_quantile(double wallet, double growth, double volatility, double years, double probability);

/// Covariance of two lognormal quantities from their means and the covariance of their logarithms: of two wallets of
/// one segment after t years rho * volatility_1 * volatility_2 * t, of one wallet at two times volatility^2 * the
/// earlier.
[[nodiscard]] double lognormal_covariance(double mean_1, double mean_2, double log_covariance);

/// Chance of leaving at a renewal (eq. 46): one minus the yearly chance of staying to the power of the root of the
/// term.
/// @param term_years above 0
[[nodiscard]] double leaving_chance(double yearly_log_odds, double term_years);

/// The case in which leaving at renewals is all that happens, and contracts last one period.
struct ChurnAlone {
    double yearly_margin = 0.0; ///< kEUR: revenue times gross margin less cost to serve
    double yearly_log_odds = 0.0;
    int periods_per_year = 4;
    int periods = 28;
    double discount_rate = 0.1;
    Booking booking = Booking::middle;
    bool first_period_at_risk = true;
};

/// Net present value of one account where only leaving is on (eq. 76), kEUR.
[[nodiscard]] double value_with_churn_alone(const ChurnAlone& churn);

/// When a customer's yearly margin comes, in published formulas of lifetime value.
enum class LifetimeTiming {
    after_risk,        ///< at the end of each year, if still there: m r/(1+i-r)
    before_risk,       ///< at the end of each year, decided on only then: m/(1+i-r)
    first_one_certain, ///< at the start of each year, the first one without risk: m (1+i)/(1+i-r)
};

/// Value of a customer over an endless horizon with constant margin and retention (Gupta and Lehmann 2003).
/// @param retention yearly chance of staying, in [0, 1)
/// @throws std::invalid_argument where the sum does not converge
[[nodiscard]] double lifetime_value(double yearly_margin, double retention, double discount_rate,
                                    LifetimeTiming timing = LifetimeTiming::after_risk);

/// Share of a cohort that is left after `renewals` where each customer's chance of leaving at a renewal is constant and
/// differs between customers as Beta(alpha, beta) (Fader and Hardie 2007, eq. 5-6).
[[nodiscard]] double shifted_beta_geometric_survival(double alpha, double beta, int renewals);

/// Expected number of further renewals of such a customer who has stayed through `renewals`, discounted; the next one,
/// still to be decided, is not (Fader and Hardie 2010, eq. 6).
/// @throws std::invalid_argument where the discount rate is not positive
[[nodiscard]] double shifted_beta_geometric_residual_lifetime(double alpha, double beta, int renewals,
                                                              double discount_rate);

/// Expectation of f over a standard normal variable. The trapezoidal rule converges faster than any power of its step
/// for a smooth function under the normal density; for those of this model the error is below 1e-13.
[[nodiscard]] double normal_expectation(const std::function<double(double)>& f);

/// Share of accounts left after `renewals`, where accounts differ by a normal frailty in the log-odds (eq. 42, 46).
[[nodiscard]] double retained_with_frailty(double yearly_log_odds, double frailty_sd, double term_years, int renewals);

/// Share of accounts not yet poached after `years` between renewals, where the log rate has the same frailty (eq. 47).
[[nodiscard]] double unpoached_with_frailty(double yearly_rate, double frailty_sd, double years);

/// Accounts of one segment that renew together and differ in nothing but luck.
struct CommonShock {
    double yearly_log_odds = 0.0;
    double market_weight = 0.0; ///< retention.market
    double market_sd = 0.0;     ///< of the segment's market at the time of the renewal
    double term_years = 1.0;
};

/// Chance that all of so many accounts stay: they are independent given the market.
[[nodiscard]] double joint_survival(const CommonShock& shock, int accounts);

/// Number that stays of so many accounts.
[[nodiscard]] Spread survivors(const CommonShock& shock, int accounts);

} // namespace kamsim
