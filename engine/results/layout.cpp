#include "results/layout.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "results/outcome_fields.hpp"

namespace kamsim {

namespace {

using namespace outcome_fields;

constexpr auto float64 = hdf5::Element::float64;

using Names = std::vector<std::string>;
const Names by_alternative{"alternative"};
const Names by_replication{"alternative", "replication"};
const Names by_line{"alternative", "line"};
const Names by_period{"alternative", "measure", "period"};
const Names by_quantile{"alternative", "measure", "quantile", "period"};
const Names by_account{"alternative", "account"};
const Names by_world{"alternative", "world", "line"};
const Names by_input{"world", "input"};
const Names by_point{"alternative", "year", "point"};
const Names by_pair{"pair"};
const Names by_line_of_pair{"pair", "line"};
const Names by_measure_of_pair{"pair", "measure", "year"};
const Names by_account_of_pair{"pair", "account"};
const Names by_segment_of_pair{"pair", "segment"};
const Names by_holder_of_pair{"pair", "side", "holder"};

/// Calls `visit` with every place of [alternative][measure][quantile][period] in order, the index of its summary and
/// its quantile.
template <class Visit>
void for_each_quantile(const Outcome& outcome, Visit visit)
{
    const auto periods = static_cast<std::size_t>(outcome.periods);
    std::size_t place = 0;
    for (std::size_t first = 0; first < outcome.measures.size(); first += periods) {
        for (const auto& quantile : measure_quantiles) {
            for (std::size_t period = 0; period < periods; ++period) {
                visit(place++, first + period, quantile.member);
            }
        }
    }
}
std::vector<double> quantile_values(const Outcome& outcome)
{
    std::vector<double> values(outcome.measures.size() * measure_quantiles.size());
    for_each_quantile(outcome, [&](std::size_t place, std::size_t index, double MeasureSummary::*member) {
        const auto& summary = outcome.measures[index];
        values[place] = summary.moments.count > 0.0 ? summary.*member : missing;
    });
    return values;
}

void restore_quantiles(Outcome& outcome, std::span<const double> values)
{
    outcome.measures.resize(values.size() / measure_quantiles.size());
    for_each_quantile(outcome, [&](std::size_t place, std::size_t index, double MeasureSummary::*member) {
        outcome.measures[index].*member = values[place];
    });
}

/// A variable that an outcome holds as it is.
template <std::vector<double> Outcome::*member>
OutcomeVariable kept(const VariableDeclaration& declaration)
{
    return {declaration, [](const Outcome& outcome) { return outcome.*member; },
            [](Outcome& outcome, std::span<const double> values) {
                (outcome.*member).assign(values.begin(), values.end());
            }};
}

/// A variable that follows from others: written for readers, not read back.
template <auto array, class Field>
OutcomeVariable derived(const VariableDeclaration& declaration)
{
    return {declaration, [](const Outcome& outcome) {
                std::vector<double> values;
                values.reserve((outcome.*array).size());
                for (const auto& element : outcome.*array) {
                    values.push_back(Field::get(element));
                }
                return values;
            }};
}

/// A field of every element of an array.
template <auto array, class Field>
OutcomeVariable of_each(const VariableDeclaration& declaration)
{
    auto variable = derived<array, Field>(declaration);
    variable.restore = [](Outcome& outcome, std::span<const double> values) {
        auto& elements = outcome.*array;
        elements.resize(values.size());
        for (std::size_t k = 0; k < values.size(); ++k) {
            Field::set(elements[k], values[k], outcome);
        }
    };
    return variable;
}

std::vector<OutcomeVariable> replication_variables()
{
    return {kept<&Outcome::value>(
                {"value", float64, by_replication, "money", "net present value of the portfolio under the design"}),
            kept<&Outcome::programme_spending>({"programme_spending", float64, by_replication, "money",
                                                "discounted spending on the programme, not negative"}),
            kept<&Outcome::payback_years>({"payback_years", float64, by_replication, "years",
                                           "time after which the discounted cumulative difference to the baseline "
                                           "stays above 0; infinity: never"}),
            kept<&Outcome::programme_survives>(
                {"programme_survives", hdf5::Element::int8, by_replication, "1", "programme at the horizon"})};
}

std::vector<OutcomeVariable> ledger_variables()
{
    return {of_each<&Outcome::ledger, Mean>(
                {"ledger_mean", float64, by_line, "money", "mean of the ledger line over replications"}),
            derived<&Outcome::ledger, Deviation>(
                {"ledger_sd", float64, by_line, "money", "standard deviation of the ledger line over replications"}),
            of_each<&Outcome::ledger, SquaredDeviations>(
                {"ledger_squared_deviations", float64, by_line, "money^2",
                 "sum over replications of squared deviations of the ledger line from its mean"}),
            kept<&Outcome::residual_mean>(
                {"residual_mean", float64, by_alternative, "money",
                 "mean net present value beyond the horizon, also where the value leaves it out"})};
}

std::vector<OutcomeVariable> measure_variables()
{
    constexpr auto unit = "see measure_unit";
    constexpr auto measures = &Outcome::measures;
    return {of_each<measures, Count>(
                {"measure_count", float64, by_period, "count", "replications in which the measure is defined"}),
            of_each<measures, CountedMean>(
                {"measure_mean", float64, by_period, unit, "mean of the measure over replications"}),
            derived<measures, Deviation>(
                {"measure_sd", float64, by_period, unit, "standard deviation of the measure over replications"}),
            of_each<measures, SquaredDeviations>(
                {"measure_squared_deviations", float64, by_period, "square of measure_unit",
                 "sum over replications of squared deviations of the measure from its mean"}),
            {{"measure_quantile", float64, by_quantile, unit, "quantile of the measure over replications"},
             quantile_values,
             restore_quantiles},
            of_each<measures, QuantileError>({"measure_quantile_error", float64, by_period, unit,
                                              "largest error of the five quantiles, from their bins"})};
}

std::vector<OutcomeVariable> account_variables()
{
    return {
        kept<&Outcome::account_means>({"account_mean",
                                       float64,
                                       {"alternative", "account_measure", "account", "year"},
                                       "see account_measure_unit",
                                       "mean of the account measure over replications"}),
        of_each<&Outcome::account_value, Mean>({"account_value_mean", float64, by_account, "money",
                                                "mean net present value of the account, programme cost shared out"}),
        derived<&Outcome::account_value, Deviation>(
            {"account_value_sd", float64, by_account, "money",
             "standard deviation of the net present value of the account over replications"}),
        of_each<&Outcome::account_value, SquaredDeviations>(
            {"account_value_squared_deviations", float64, by_account, "money^2",
             "sum over replications of squared deviations of the net present value of the account from its mean"}),
        kept<&Outcome::account_losses>({"account_losses",
                                        float64,
                                        {"alternative", "account", "reason"},
                                        "count",
                                        "losses of the account for the reason, per replication"}),
        kept<&Outcome::manager_means>({"manager_mean",
                                       float64,
                                       {"alternative", "manager_measure", "manager", "year"},
                                       "see manager_measure_unit",
                                       "mean of the manager measure over replications"}),
        kept<&Outcome::pareto_curve>(
            {"pareto_curve", float64, by_point, "1", "share of revenue of the largest accounts up to the point"}),
        kept<&Outcome::whale_curve>({"whale_curve", float64, by_point, "money",
                                     "cumulative profit of the year of the most profitable accounts up to the "
                                     "point"})};
}

std::vector<OutcomeVariable> world_variables()
{
    constexpr auto unit = "see measure_unit";
    constexpr auto measures = &Outcome::measures;
    std::vector<OutcomeVariable> variables{
        kept<&Outcome::world_inputs>(
            {"world_input", float64, by_input, "see input_unit", "what was drawn for the input in the world"}),
        kept<&Outcome::world_ledger>(
            {"world_ledger", float64, by_world, "money", "mean of the ledger line over the futures of the world"}),
        of_each<measures, WorldCount>(
            {"measure_worlds", float64, by_period, "count", "worlds in which the measure is defined"}),
        of_each<measures, CountedWorldMean>(
            {"measure_world_mean", float64, by_period, unit, "mean over worlds of the means of their futures"}),
        of_each<measures, WorldSquaredDeviations>(
            {"measure_world_squared_deviations", float64, by_period, "square of measure_unit",
             "sum over worlds of squared deviations of their means from the mean of them"}),
        derived<measures, BetweenDeviation>(
            {"measure_between_sd", float64, by_period, unit,
             "standard deviation of the measure between worlds, without what the luck of their futures adds"})};
    for (OutcomeVariable& variable : variables) {
        variable.needs_worlds = true;
    }
    return variables;
}

/// What variables of one array of differences are called, and what they say.
struct DifferenceTexts {
    const char* mean;
    const char* mean_meaning;
    const char* deviation;
    const char* squared_deviations;
    const char* world_mean;
    const char* world_squared_deviations;
};

template <auto array>
std::vector<OutcomeVariable> variables_of_differences(const Names& dimensions, const DifferenceTexts& texts)
{
    std::vector<OutcomeVariable> variables{
        of_each<array, Mean>({texts.mean, float64, dimensions, "money", texts.mean_meaning}),
        derived<array, Deviation>(
            {texts.deviation, float64, dimensions, "money", "standard deviation of this difference over replications"}),
        of_each<array, SquaredDeviations>({texts.squared_deviations, float64, dimensions, "money^2",
                                           "sum over replications of squared deviations of this difference from its "
                                           "mean"}),
        of_each<array, WorldMean>({texts.world_mean, float64, dimensions, "money",
                                   "mean over worlds of the means of this difference over their futures"}),
        of_each<array, WorldSquaredDeviations>({texts.world_squared_deviations, float64, dimensions, "money^2",
                                                "sum over worlds of squared deviations of these means from the mean "
                                                "of them"})};
    variables[3].needs_worlds = true;
    variables[4].needs_worlds = true;
    return variables;
}

std::vector<OutcomeVariable> ledger_difference_variables()
{
    constexpr auto differences = &Outcome::ledger_difference;
    return {of_each<differences, Mean>({"ledger_difference_mean", float64, by_line_of_pair, "money",
                                        "mean of the paired difference of the ledger line"}),
            derived<differences, Deviation>({"ledger_difference_sd", float64, by_line_of_pair, "money",
                                             "standard deviation of this difference over replications"}),
            of_each<differences, SquaredDeviations>({"ledger_difference_squared_deviations", float64, by_line_of_pair,
                                                     "money^2",
                                                     "sum over replications of squared deviations of this difference "
                                                     "from its mean"})};
}

std::vector<OutcomeVariable> measure_difference_variables()
{
    constexpr auto unit = "see measure_unit";
    constexpr auto squared_unit = "square of measure_unit";
    constexpr auto differences = &Outcome::measure_difference;
    std::vector<OutcomeVariable> variables{
        of_each<differences, Count>({"measure_difference_count", float64, by_measure_of_pair, "count",
                                     "replications in which both designs have the measure at the end of the year"}),
        of_each<differences, CountedMean>({"measure_difference_mean", float64, by_measure_of_pair, unit,
                                           "mean of the paired difference of the measure over those replications"}),
        derived<differences, Deviation>({"measure_difference_sd", float64, by_measure_of_pair, unit,
                                         "standard deviation of this difference over those replications"}),
        of_each<differences, SquaredDeviations>({"measure_difference_squared_deviations", float64, by_measure_of_pair,
                                                 squared_unit,
                                                 "sum over those replications of squared deviations of this "
                                                 "difference from its mean"}),
        of_each<differences, WorldCount>(
            {"measure_difference_worlds", float64, by_measure_of_pair, "count", "worlds that have such a replication"}),
        of_each<differences, CountedWorldMean>({"measure_difference_world_mean", float64, by_measure_of_pair, unit,
                                                "mean over worlds of the means of this difference over their "
                                                "futures"}),
        of_each<differences, WorldSquaredDeviations>({"measure_difference_world_squared_deviations", float64,
                                                      by_measure_of_pair, squared_unit,
                                                      "sum over worlds of squared deviations of these means from the "
                                                      "mean of them"})};
    for (std::size_t k = 4; k < variables.size(); ++k) {
        variables[k].needs_worlds = true;
    }
    return variables;
}

std::vector<OutcomeVariable> pair_variables()
{
    std::vector<OutcomeVariable> all;
    const auto take = [&](const std::vector<OutcomeVariable>& variables) {
        all.insert(all.end(), variables.begin(), variables.end());
    };
    take(ledger_difference_variables());
    take(measure_difference_variables());
    take(variables_of_differences<&Outcome::account_difference>(
        by_account_of_pair,
        {"account_difference_mean", "mean of the paired difference of the account's net present value",
         "account_difference_sd", "account_difference_squared_deviations", "account_difference_world_mean",
         "account_difference_world_squared_deviations"}));
    take(variables_of_differences<&Outcome::segment_difference>(
        by_segment_of_pair, {"segment_difference_mean", "mean of the paired difference of the segment's accounts",
                             "segment_difference_sd", "segment_difference_squared_deviations",
                             "segment_difference_world_mean", "segment_difference_world_squared_deviations"}));
    take(variables_of_differences<&Outcome::holder_difference>(
        by_holder_of_pair,
        {"holder_difference_mean", "mean of the paired difference of the accounts that the manager held last there",
         "holder_difference_sd", "holder_difference_squared_deviations", "holder_difference_world_mean",
         "holder_difference_world_squared_deviations"}));
    take(variables_of_differences<&Outcome::unshared_difference>(
        by_pair, {"unshared_difference_mean", "mean of the paired difference of what no account shares",
                  "unshared_difference_sd", "unshared_difference_squared_deviations", "unshared_difference_world_mean",
                  "unshared_difference_world_squared_deviations"}));
    all.push_back(kept<&Outcome::account_kept_only>({"account_kept_only",
                                                     hdf5::Element::int32,
                                                     {"pair", "side", "account"},
                                                     "count",
                                                     "replications in which the account is a customer at the horizon "
                                                     "there and not under the other design"}));
    return all;
}

/// Variables that say more of the places along a dimension than its own variable.
struct AuxiliaryCoordinates {
    std::string_view dimension;
    std::string_view names;
};

constexpr std::array<AuxiliaryCoordinates, 8> all_auxiliary_coordinates{
    {{"measure", "measure_unit measure_cadence"},
     {"period", "period_end"},
     {"account", "account_name account_segment account_status"},
     {"account_measure", "account_measure_unit"},
     {"year", "year_end"},
     {"manager_measure", "manager_measure_unit"},
     {"input", "input_unit"},
     {"pair", "pair_alternative pair_against"}}};

/// What the CF attribute `coordinates` of a variable lists.
std::string auxiliary_coordinates(const std::vector<std::string>& dimensions)
{
    std::vector<std::string_view> names;
    for (const auto& dimension : dimensions) {
        for (const auto& coordinates : all_auxiliary_coordinates) {
            if (coordinates.dimension == dimension) {
                names.push_back(coordinates.names);
            }
        }
    }
    return fmt::format("{}", fmt::join(names, " "));
}

} // namespace

bool is_left_out(const OutcomeVariable& variable, const Outcome& outcome)
{
    const auto& dimensions = variable.declaration.dimensions;
    const auto needs = [&](std::string_view dimension) {
        return std::find(dimensions.begin(), dimensions.end(), dimension) != dimensions.end();
    };
    return (outcome.managers == 0 && needs("manager")) || (outcome.pairs == 0 && needs("pair"))
           || (outcome.worlds == 1 && variable.needs_worlds) || (outcome.world_inputs.empty() && needs("input"));
}

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

const VariableDeclaration& account_input_declaration()
{
    static const VariableDeclaration declaration{"account_input",
                                                 float64,
                                                 {"account", "account_column"},
                                                 "see account_column_meaning",
                                                 "the account on the first day, as resolved; 1 and 0 for flags"};
    return declaration;
}

const std::vector<OutcomeVariable>& outcome_variables()
{
    static const auto variables = [] {
        std::vector<OutcomeVariable> all;
        for (auto& part : {replication_variables(), ledger_variables(), measure_variables(), account_variables(),
                           pair_variables(), world_variables()}) {
            all.insert(all.end(), part.begin(), part.end());
        }
        return all;
    }();
    return variables;
}

const VariableDeclaration& declaration_of(std::string_view name)
{
    const auto& all = outcome_variables();
    return std::find_if(all.begin(), all.end(),
                        [name](const OutcomeVariable& variable) { return variable.declaration.name == name; })
        ->declaration;
}

void add_declared(hdf5::File& file, const VariableDeclaration& declaration, const std::string& currency,
                  const std::vector<hsize_t>& chunk, unsigned deflate_level)
{
    const std::string name = declaration.name;
    file.add_variable(name, {declaration.element, declaration.dimensions, chunk, deflate_level});
    file.add_attribute(name, "long_name", declaration.meaning);
    constexpr std::string_view money = "money";
    const std::string_view unit = declaration.unit;
    file.add_attribute(name, "units",
                       unit.starts_with(money) ? currency + std::string(unit.substr(money.size())) : std::string(unit));
    if (const auto coordinates = auxiliary_coordinates(declaration.dimensions); !coordinates.empty()) {
        file.add_attribute(name, "coordinates", coordinates);
    }
}

} // namespace kamsim
