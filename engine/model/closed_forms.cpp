#include "kamsim/model/closed_forms.hpp"

#include <cmath>
#include <stdexcept>
#include <string>

#include "kamsim/random/draws.hpp"

namespace kamsim {
namespace {

void require(bool fits, const std::string& what)
{
    if (!fits) {
        throw std::invalid_argument(what);
    }
}

/// Minus the logarithm of the yearly chance of staying: log(1 + e^x).
double yearly_hazard(double log_odds)
{
    return log_odds > 0.0 ? log_odds + std::log1p(std::exp(-log_odds)) : std::log1p(std::exp(log_odds));
}

double booking_time(const ChurnAlone& churn, int period)
{
    const double within = churn.booking == Booking::start ? 0.0 : churn.booking == Booking::middle ? 0.5 : 1.0;
    return (period + within) / churn.periods_per_year;
}

} // namespace

double chance_within(double yearly_rate, double years)
{
    return -std::expm1(-yearly_rate * years);
}

double reverted(double value, double level, double rate, double noise, double years, double normal)
{
    const Spread spread = reversion_spread(value, level, rate, noise, years);
    return spread.mean + spread.standard_deviation * normal;
}

Spread reversion_spread(double start, double level, double rate, double noise, double years)
{
    require(rate >= 0.0 && noise >= 0.0 && years >= 0.0, "a reversion needs rate, noise and years of 0 or more");
    if (rate == 0.0) {
        return {start, noise * std::sqrt(years)};
    }
    const double variance = noise * noise * -std::expm1(-2.0 * rate * years) / (2.0 * rate);
    return {level + (start - level) * std::exp(-rate * years), std::sqrt(variance)};
}

Spread wallet_spread(double wallet, double growth, double volatility, double years)
{
    require(volatility >= 0.0 && years >= 0.0, "a wallet needs volatility and years of 0 or more");
    const double mean = wallet * std::exp(growth * years);
    return {mean, mean * std::sqrt(std::expm1(volatility * volatility * years))};
}

double wallet_quantile(double wallet, double growth, double volatility, double years, double probability)
{
    require(probability >= 0x1p-33 && probability <= 1.0 - 0x1p-33,
            "a quantile needs a probability between 2^-33 and 1 - 2^-33");
    const double drift = (growth - 0.5 * volatility * volatility) * years;
    return wallet * std::exp(drift + volatility * std::sqrt(years) * normal_of(probability));
}

double lognormal_covariance(double mean_1, double mean_2, double log_covariance)
{
    return mean_1 * mean_2 * std::expm1(log_covariance);
}

double leaving_chance(double yearly_log_odds, double term_years)
{
    require(term_years > 0.0, "a contract needs a term above 0 years");
    return -std::expm1(-std::sqrt(term_years) * yearly_hazard(yearly_log_odds));
}

double value_with_churn_alone(const ChurnAlone& churn)
{
    require(churn.periods_per_year > 0, "a year needs at least one period");
    require(churn.discount_rate > -1.0, "a discount rate must be above -1");
    const double dt = 1.0 / churn.periods_per_year;
    const double staying = 1.0 - leaving_chance(churn.yearly_log_odds, dt);
    double present = churn.first_period_at_risk ? staying : 1.0;
    double value = 0.0;
    for (int period = 0; period < churn.periods; ++period) {
        value += churn.yearly_margin * dt * present * std::pow(1.0 + churn.discount_rate, -booking_time(churn, period));
        present *= staying;
    }
    return value;
}

double lifetime_value(double yearly_margin, double retention, double discount_rate, LifetimeTiming timing)
{
    const double loss = 1.0 + discount_rate - retention;
    require(retention >= 0.0 && loss > 0.0, "a lifetime value needs a retention from 0 to below 1 + discount rate");
    switch (timing) {
    case LifetimeTiming::before_risk: return yearly_margin / loss;
    case LifetimeTiming::first_one_certain: return yearly_margin * (1.0 + discount_rate) / loss;
    case LifetimeTiming::after_risk: break;
    }
    return yearly_margin * retention / loss;
}

double shifted_beta_geometric_survival(double alpha, double beta, int renewals)
{
    require(alpha > 0.0 && beta > 0.0, "alpha and beta must be above 0");
    double survival = 1.0;
    for (int renewal = 0; renewal < renewals; ++renewal) {
        survival *= (beta + renewal) / (alpha + beta + renewal);
    }
    return survival;
}

double shifted_beta_geometric_residual_lifetime(double alpha, double beta, int renewals, double discount_rate)
{
    require(alpha > 0.0 && beta > 0.0, "alpha and beta must be above 0");
    require(discount_rate > 0.0, "a discounted lifetime needs a discount rate above 0");
    double sum = 0.0;
    double term = 1.0;
    for (int renewal = renewals; term > 1e-17 * sum; ++renewal) {
        term *= (beta + renewal) / (alpha + beta + renewal);
        sum += term;
        term /= 1.0 + discount_rate;
    }
    return sum;
}

double normal_expectation(const std::function<double(double)>& f)
{
    // The weight beyond 9 standard deviations is below 1e-18; 32 steps for each standard deviation leave the error of
    // the rule far below rounding for functions that are smooth over a tenth of a standard deviation.
    constexpr int steps = 32;
    constexpr double root_of_two_pi = 2.5066282746310002;
    double sum = 0.0;
    for (int k = -9 * steps; k <= 9 * steps; ++k) {
        const double z = static_cast<double>(k) / steps;
        sum += std::exp(-0.5 * z * z) * f(z);
    }
    return sum / (steps * root_of_two_pi);
}

double retained_with_frailty(double yearly_log_odds, double frailty_sd, double term_years, int renewals)
{
    return normal_expectation([&](double z) {
        return std::exp(-renewals * std::sqrt(term_years) * yearly_hazard(yearly_log_odds + frailty_sd * z));
    });
}

double unpoached_with_frailty(double yearly_rate, double frailty_sd, double years)
{
    return normal_expectation([&](double z) { return std::exp(-yearly_rate * years * std::exp(frailty_sd * z)); });
}

double joint_survival(const CommonShock& shock, int accounts)
{
    return normal_expectation([&](double z) {
        const double log_odds = shock.yearly_log_odds - shock.market_weight * shock.market_sd * z;
        return std::exp(-accounts * std::sqrt(shock.term_years) * yearly_hazard(log_odds));
    });
}

Spread survivors(const CommonShock& shock, int accounts)
{
    const double one = joint_survival(shock, 1);
    const double both = joint_survival(shock, 2);
    const double variance = accounts * (one + (accounts - 1) * both - accounts * one * one);
    return {accounts * one, std::sqrt(variance)};
}

} // namespace kamsim
