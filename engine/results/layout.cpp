#include "results/layout.hpp"

#include <cmath>
#include <limits>
#include <string_view>

namespace kamsim {

namespace {

constexpr auto float64 = hdf5::Element::float64;
constexpr auto missing = std::numeric_limits<double>::quiet_NaN();

using Names = std::vector<std::string>;
const Names by_replication{"alternative", "replication"};
const Names by_line{"alternative", "line"};
const Names by_period{"alternative", "measure", "period"};
const Names by_point{"alternative", "year", "point"};

template <class Element, class Function>
std::vector<double> collect(const std::vector<Element>& elements, Function function)
{
    std::vector<double> values;
    values.reserve(elements.size());
    for (const auto& element : elements) {
        values.push_back(function(element));
    }
    return values;
}

double mean(const Moments& moments)
{
    return moments.count > 0.0 ? moments.mean : missing;
}

double deviation(const Moments& moments)
{
    return std::sqrt(moments.variance());
}

template <double MeasureSummary::*Quantile>
std::vector<double> quantile(const Outcome& outcome)
{
    return collect(outcome.measures, [](const MeasureSummary& summary) {
        return summary.moments.count > 0.0 ? summary.*Quantile : missing;
    });
}

void append_replication_variables(std::vector<OutcomeVariable>& all)
{
    all.push_back({{"value", float64, by_replication, "money", "net present value of the portfolio under the design"},
                   [](const Outcome& outcome) { return outcome.value; }});
    all.push_back(
        {{"programme_spending", float64, by_replication, "money", "discounted spending on the programme, not negative"},
         [](const Outcome& outcome) { return outcome.programme_spending; }});
    all.push_back(
        {{"payback_years", float64, by_replication, "years",
          "time after which the discounted cumulative difference to the baseline stays above 0; infinity: never"},
         [](const Outcome& outcome) { return outcome.payback_years; }});
    all.push_back({{"programme_survives", hdf5::Element::int8, by_replication, "1", "programme at the horizon"},
                   [](const Outcome& outcome) { return outcome.programme_survives; }});
}

void append_ledger_variables(std::vector<OutcomeVariable>& all)
{
    all.push_back({{"ledger_mean", float64, by_line, "money", "mean of the ledger line over replications"},
                   [](const Outcome& outcome) { return collect(outcome.ledger, mean); }});
    all.push_back({{"ledger_sd", float64, by_line, "money", "standard deviation of the ledger line over replications"},
                   [](const Outcome& outcome) { return collect(outcome.ledger, deviation); }});
    all.push_back({{"ledger_difference_mean", float64, by_line, "money",
                    "mean of the paired difference of the ledger line to the baseline"},
                   [](const Outcome& outcome) { return collect(outcome.ledger_difference, mean); }});
    all.push_back({{"ledger_difference_sd", float64, by_line, "money",
                    "standard deviation of the paired difference of the ledger line to the baseline"},
                   [](const Outcome& outcome) { return collect(outcome.ledger_difference, deviation); }});
    all.push_back({{"residual_mean",
                    float64,
                    {"alternative"},
                    "money",
                    "mean net present value beyond the horizon, also where the value leaves it out"},
                   [](const Outcome& outcome) { return outcome.residual_mean; }});
}

void append_measure_variables(std::vector<OutcomeVariable>& all)
{
    constexpr auto unit = "see measure_unit";
    all.push_back({{"measure_count", float64, by_period, "count", "replications in which the measure is defined"},
                   [](const Outcome& outcome) {
                       return collect(outcome.measures,
                                      [](const MeasureSummary& summary) { return summary.moments.count; });
                   }});
    all.push_back({{"measure_mean", float64, by_period, unit, "mean of the measure over replications"},
                   [](const Outcome& outcome) {
                       return collect(outcome.measures,
                                      [](const MeasureSummary& summary) { return mean(summary.moments); });
                   }});
    all.push_back({{"measure_sd", float64, by_period, unit, "standard deviation of the measure over replications"},
                   [](const Outcome& outcome) {
                       return collect(outcome.measures,
                                      [](const MeasureSummary& summary) { return deviation(summary.moments); });
                   }});
    all.push_back(
        {{"measure_q05", float64, by_period, unit, "5 % quantile of the measure"}, quantile<&MeasureSummary::q05>});
    all.push_back(
        {{"measure_q25", float64, by_period, unit, "25 % quantile of the measure"}, quantile<&MeasureSummary::q25>});
    all.push_back({{"measure_q50", float64, by_period, unit, "median of the measure"}, quantile<&MeasureSummary::q50>});
    all.push_back(
        {{"measure_q75", float64, by_period, unit, "75 % quantile of the measure"}, quantile<&MeasureSummary::q75>});
    all.push_back(
        {{"measure_q95", float64, by_period, unit, "95 % quantile of the measure"}, quantile<&MeasureSummary::q95>});
    all.push_back(
        {{"measure_quantile_error", float64, by_period, unit, "largest error of the five quantiles, from their bins"},
         quantile<&MeasureSummary::quantile_error>});
}

void append_account_variables(std::vector<OutcomeVariable>& all)
{
    all.push_back({{"account_mean",
                    float64,
                    {"alternative", "account_measure", "account", "year"},
                    "see account_measure_unit",
                    "mean of the account measure over replications"},
                   [](const Outcome& outcome) { return outcome.account_means; }});
    all.push_back({{"account_value_mean",
                    float64,
                    {"alternative", "account"},
                    "money",
                    "mean net present value of the account, programme cost shared out"},
                   [](const Outcome& outcome) { return collect(outcome.account_value, mean); }});
    all.push_back({{"account_value_sd",
                    float64,
                    {"alternative", "account"},
                    "money",
                    "standard deviation of the net present value of the account over replications"},
                   [](const Outcome& outcome) { return collect(outcome.account_value, deviation); }});
    all.push_back({{"account_losses",
                    float64,
                    {"alternative", "account", "reason"},
                    "count",
                    "losses of the account for the reason, per replication"},
                   [](const Outcome& outcome) { return outcome.account_losses; }});
    all.push_back({{"manager_mean",
                    float64,
                    {"alternative", "manager_measure", "manager", "year"},
                    "see manager_measure_unit",
                    "mean of the manager measure over replications"},
                   [](const Outcome& outcome) { return outcome.manager_means; }});
    all.push_back({{"pareto_curve", float64, by_point, "1", "share of revenue of the largest accounts up to the point"},
                   [](const Outcome& outcome) { return outcome.pareto_curve; }});
    all.push_back(
        {{"whale_curve", float64, by_point, "1",
          "cumulative profit of the most profitable accounts up to the point, over the sum of absolute profits"},
         [](const Outcome& outcome) { return outcome.whale_curve; }});
}

} // namespace

const VariableDeclaration& ledger_declaration()
{
    static const VariableDeclaration declaration{
        "ledger",
        float64,
        {"alternative", "replication", "line"},
        "money",
        "net present ledger line of the replication; the lines sum to the value"};
    return declaration;
}

const std::vector<OutcomeVariable>& outcome_variables()
{
    static const auto variables = [] {
        std::vector<OutcomeVariable> all;
        append_replication_variables(all);
        append_ledger_variables(all);
        append_measure_variables(all);
        append_account_variables(all);
        return all;
    }();
    return variables;
}

void add_declared(hdf5::File& file, const VariableDeclaration& declaration, const std::string& currency,
                  const std::vector<hsize_t>& chunk)
{
    const std::string name = declaration.name;
    file.add_variable(name, {declaration.element, declaration.dimensions, chunk});
    file.add_attribute(name, "long_name", declaration.meaning);
    const bool is_money = std::string_view(declaration.unit) == "money";
    file.add_attribute(name, "units", is_money ? std::string_view(currency) : std::string_view(declaration.unit));
}

} // namespace kamsim
