#include <algorithm>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <string_view>

#include "kamsim/model/account_columns.hpp"
#include "kamsim/model/account_measures.hpp"
#include "kamsim/model/catalogue.hpp"
#include "kamsim/model/ledger_lines.hpp"
#include "kamsim/model/measures.hpp"
#include "kamsim/model/segments.hpp"
#include "kamsim/scenario/policy_names.hpp"
#include "kamsim/simulation/alternative_pairs.hpp"
#include "results/layout.hpp"

namespace kamsim {

namespace {

struct Description {
    std::string_view meaning;
    std::string_view unit;
};

void describe(hdf5::File& file, const std::string& variable, const Description& description)
{
    file.add_attribute(variable, "long_name", description.meaning);
    if (!description.unit.empty()) {
        file.add_attribute(variable, "units", description.unit);
    }
}

/// The same texts for readers that know no texts of variable length.
void add_character_mirror(hdf5::File& file, const std::string& name, const std::string& dimension,
                          const std::vector<std::string>& texts, std::string_view meaning)
{
    const auto mirror = name + "_char";
    file.add_characters(mirror, dimension, name + "_length", texts);
    describe(file, mirror, {meaning, ""});
}

void add_labels(hdf5::File& file, const std::string& dimension, const std::vector<std::string>& labels,
                std::string_view meaning)
{
    file.add_dimension(dimension, labels);
    describe(file, dimension, {meaning, ""});
    add_character_mirror(file, dimension, dimension, labels, meaning);
}

void add_numbers(hdf5::File& file, const std::string& dimension, std::int64_t count, std::string_view meaning,
                 std::int64_t first = 0)
{
    std::vector<std::int32_t> numbers(static_cast<std::size_t>(count));
    std::iota(numbers.begin(), numbers.end(), static_cast<std::int32_t>(first));
    file.add_dimension(dimension, numbers);
    describe(file, dimension, {meaning, "1"});
}

void add_texts(hdf5::File& file, const std::string& name, const std::string& dimension,
               const std::vector<std::string>& texts, std::string_view meaning)
{
    file.add_text(name, dimension, texts);
    describe(file, name, {meaning, ""});
    add_character_mirror(file, name, dimension, texts, meaning);
}

void add_times(hdf5::File& file, const std::string& name, const std::string& dimension,
               const std::vector<double>& years, std::string_view meaning)
{
    file.add_variable(name, {hdf5::Element::float64, {dimension}, {}});
    file.write(name, years);
    describe(file, name, {meaning, "years"});
}

template <class Element, class Function>
std::vector<std::string> texts(const Element& elements, Function function)
{
    std::vector<std::string> result;
    std::transform(elements.begin(), elements.end(), std::back_inserter(result), function);
    return result;
}

const auto name_of = [](const auto& entry) { return std::string(entry.name); };
const auto meaning_of = [](const auto& entry) { return std::string(entry.meaning); };

std::vector<std::string> reason_names()
{
    std::vector<std::string> names;
    names.reserve(loss_reason_count);
    for (int reason = 0; reason < loss_reason_count; ++reason) {
        names.emplace_back(name(static_cast<LossReason>(reason)));
    }
    return names;
}

/// Something of every column of numbers, then of every flag.
template <class Function>
std::vector<std::string> of_account_columns(Function function)
{
    auto all = texts(number_columns, function);
    const auto flags = texts(flag_columns, function);
    all.insert(all.end(), flags.begin(), flags.end());
    return all;
}

void add_fixed(hdf5::File& file, std::string_view name)
{
    const auto& dimensions = fixed_dimensions();
    const auto found = std::find_if(dimensions.begin(), dimensions.end(),
                                    [name](const FixedDimension& dimension) { return dimension.name == name; });
    add_labels(file, found->name, found->labels, found->meaning);
}

void write_lines(hdf5::File& file)
{
    add_fixed(file, "line");
    add_texts(file, "line_meaning", "line", texts(ledger_lines, meaning_of), "what the line of the ledger holds");
}

void write_measures(hdf5::File& file, const std::string& currency)
{
    const auto& measures = measure_catalogue();
    add_fixed(file, "measure");
    add_texts(file, "measure_unit", "measure",
              texts(measures, [&](const auto& entry) { return unit_text(entry.unit, currency); }),
              "unit of the measure");
    add_texts(file, "measure_cadence", "measure",
              texts(measures, [](const auto& entry) { return entry.cadence == Cadence::year ? "year" : "period"; }),
              "taken every period, or in the last period of each year");
    add_texts(file, "measure_meaning", "measure", texts(measures, meaning_of), "what the measure says");
}

void write_periods(hdf5::File& file, const Experiment& experiment)
{
    add_numbers(file, "period", experiment.periods, "number of the period");
    std::vector<double> ends;
    ends.reserve(static_cast<std::size_t>(experiment.periods));
    for (int period = 0; period < experiment.periods; ++period) {
        ends.push_back(static_cast<double>(period + 1) / experiment.periods_per_year);
    }
    add_times(file, "period_end", "period", ends, "end of the period, from the first day");
}

void write_account_input(hdf5::File& file, const Experiment& experiment)
{
    add_fixed(file, "account_column");
    add_texts(file, "account_column_meaning", "account_column", of_account_columns(meaning_of),
              "what the column of the portfolio says");
    std::vector<double> values;
    values.reserve(experiment.accounts.size() * (number_columns.size() + flag_columns.size()));
    for (const auto& account : experiment.accounts) {
        for (const auto& column : number_columns) {
            values.push_back(account.*column.member);
        }
        for (const auto& column : flag_columns) {
            values.push_back(account.*column.member ? 1.0 : 0.0);
        }
    }
    add_declared(file, account_input_declaration(), experiment.currency);
    file.write(account_input_declaration().name, values);
}

void write_segments(hdf5::File& file, const std::vector<Account>& accounts)
{
    const auto segments = segments_of(accounts);
    add_labels(file, "segment", segments.names, "name of the segment");
    const std::vector<double> indices(segments.of_account.begin(), segments.of_account.end());
    file.add_variable("account_segment_index", {hdf5::Element::int32, {"account"}, {}});
    file.write("account_segment_index", indices);
    describe(file, "account_segment_index", {"place of the account's segment in segment, from 0 on", "1"});
}

void write_accounts(hdf5::File& file, const Experiment& experiment)
{
    const auto& accounts = experiment.accounts;
    add_labels(file, "account", texts(accounts, [](const Account& account) { return account.id; }),
               "id of the account");
    add_texts(file, "account_name", "account", texts(accounts, [](const Account& account) { return account.name; }),
              "name of the account, by default its id");
    add_texts(file, "account_segment", "account",
              texts(accounts, [](const Account& account) { return account.segment; }), "segment of the account");
    add_texts(file, "account_status", "account",
              texts(accounts,
                    [](const Account& account) { return std::string(name_in(account_status_names, account.status)); }),
              "what the account is on the first day");
    write_segments(file, accounts);
    write_account_input(file, experiment);
    add_fixed(file, "account_measure");
    add_texts(file, "account_measure_unit", "account_measure",
              texts(account_measure_catalogue(),
                    [&](const auto& entry) { return unit_text(entry.unit, experiment.currency); }),
              "unit of the account measure");
    add_texts(file, "account_measure_meaning", "account_measure", texts(account_measure_catalogue(), meaning_of),
              "what the account measure says");
    add_fixed(file, "reason");
}

void write_points(hdf5::File& file)
{
    std::vector<double> shares;
    for (int point = 1; point <= curve_points; ++point) {
        shares.push_back(static_cast<double>(point) / curve_points);
    }
    file.add_dimension("point", shares);
    describe(file, "point", {"share of the accounts, the best first", "1"});
}

void write_quantiles(hdf5::File& file)
{
    std::vector<double> probabilities;
    std::transform(measure_quantiles.begin(), measure_quantiles.end(), std::back_inserter(probabilities),
                   [](const MeasureQuantile& quantile) { return quantile.probability; });
    file.add_dimension("quantile", probabilities);
    describe(file, "quantile", {"share of the replications that the quantile is not below", "1"});
}

/// Pairs of alternatives and what their differences are told by; nothing where there is one alternative only.
void write_pairs(hdf5::File& file, const Experiment& experiment)
{
    const auto pairs = alternative_pairs(static_cast<int>(experiment.alternatives.size()), experiment.baseline);
    if (pairs.empty()) {
        return;
    }
    const auto name = [&](int alternative) {
        return experiment.alternatives[static_cast<std::size_t>(alternative)].name;
    };
    add_labels(
        file, "pair",
        texts(pairs, [&](const AlternativePair& pair) { return name(pair.alternative) + " - " + name(pair.against); }),
        "two designs, the value of the first less that of the second");
    add_texts(file, "pair_alternative", "pair",
              texts(pairs, [&](const AlternativePair& pair) { return name(pair.alternative); }),
              "the first design of the pair");
    add_texts(file, "pair_against", "pair",
              texts(pairs, [&](const AlternativePair& pair) { return name(pair.against); }),
              "the second design of the pair");
    add_fixed(file, "side");
}

/// Nothing where nothing is uncertain.
void write_worlds(hdf5::File& file, const Experiment& experiment)
{
    const Uncertainty& uncertainty = experiment.uncertainty;
    if (uncertainty.inputs.empty()) {
        return;
    }
    add_numbers(file, "world", experiment.replications / uncertainty.futures_per_world,
                "number of the world, one draw of all that is uncertain");
    const auto shared = shared_inputs(uncertainty);
    if (shared.empty()) {
        return;
    }
    add_labels(file, "input", texts(shared, [&](std::size_t input) { return uncertainty.inputs[input].name; }),
               "uncertain input that a world has one draw of");
    add_texts(file, "input_unit", "input",
              texts(shared,
                    [&](std::size_t input) {
                        return unit_text(unit_of_draw(uncertainty.inputs[input]), experiment.currency);
                    }),
              "unit of what is drawn");
}

} // namespace

const std::vector<FixedDimension>& fixed_dimensions()
{
    static const std::vector<FixedDimension> dimensions{
        {"line", texts(ledger_lines, name_of), "line of the ledger"},
        {"measure", texts(measure_catalogue(), name_of), "measure of the portfolio"},
        {"account_column", of_account_columns(name_of), "column of the portfolio"},
        {"account_measure", texts(account_measure_catalogue(), name_of), "measure of an account"},
        {"reason", reason_names(), "why an account left"},
        {"side", {"alternative", "against"}, "design of a pair"},
        {"manager_measure", texts(manager_measure_catalogue(), name_of), "measure of a manager"},
    };
    return dimensions;
}

void write_experiment_coordinates(hdf5::File& file, const Experiment& experiment, ReplicationRange replications)
{
    add_labels(file, "alternative",
               texts(experiment.alternatives, [](const Alternative& alternative) { return alternative.name; }),
               "programme design");
    if (replications.count > 0) {
        add_numbers(file, "replication", replications.count, "number of the replication, one future for all designs",
                    replications.first);
    }
    write_lines(file);
    write_measures(file, experiment.currency);
    write_periods(file, experiment);
    write_accounts(file, experiment);
    write_points(file);
    write_quantiles(file);
    write_pairs(file, experiment);
    write_worlds(file, experiment);
}

void write_outcome_coordinates(hdf5::File& file, const Outcome& outcome, const std::string& currency)
{
    add_numbers(file, "year", outcome.years, "year, 0 is the first day");
    std::vector<double> ends;
    ends.reserve(static_cast<std::size_t>(outcome.years));
    for (int year = 0; year < outcome.years; ++year) {
        ends.push_back(std::min<double>(year, static_cast<double>(outcome.periods) / outcome.periods_per_year));
    }
    add_times(file, "year_end", "year", ends, "when the year is recorded, from the first day");
    if (outcome.pairs > 0) {
        std::vector<std::int32_t> holders(static_cast<std::size_t>(outcome.holders()));
        std::iota(holders.begin(), holders.end(), -1);
        file.add_dimension("holder", holders);
        describe(file, "holder", {"number of the manager who held an account last, -1: it never had one", "1"});
    }
    if (outcome.managers == 0) {
        return;
    }
    add_numbers(file, "manager", outcome.managers, "number of the manager");
    add_fixed(file, "manager_measure");
    add_texts(file, "manager_measure_unit", "manager_measure",
              texts(manager_measure_catalogue(), [&](const auto& entry) { return unit_text(entry.unit, currency); }),
              "unit of the manager measure");
    add_texts(file, "manager_measure_meaning", "manager_measure", texts(manager_measure_catalogue(), meaning_of),
              "what the manager measure says");
}

} // namespace kamsim
