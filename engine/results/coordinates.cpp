#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <string_view>

#include "kamsim/model/catalogue.hpp"
#include "kamsim/model/ledger_lines.hpp"
#include "kamsim/model/measures.hpp"
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

void add_labels(hdf5::File& file, const std::string& dimension, const std::vector<std::string>& labels,
                std::string_view meaning)
{
    file.add_dimension(dimension, labels);
    describe(file, dimension, {meaning, ""});
}

void add_numbers(hdf5::File& file, const std::string& dimension, std::int64_t count, std::string_view meaning)
{
    std::vector<std::int32_t> numbers(static_cast<std::size_t>(count));
    std::iota(numbers.begin(), numbers.end(), 0);
    file.add_dimension(dimension, numbers);
    describe(file, dimension, {meaning, "1"});
}

void add_texts(hdf5::File& file, const std::string& name, const std::string& dimension,
               const std::vector<std::string>& texts, std::string_view meaning)
{
    file.add_text(name, dimension, texts);
    describe(file, name, {meaning, ""});
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

/// Texts of an enumeration whose values are 0 ... count - 1.
template <class Enumeration, class Function>
std::vector<std::string> enumerated(int count, Function function)
{
    std::vector<std::string> result;
    result.reserve(static_cast<std::size_t>(count));
    for (int value = 0; value < count; ++value) {
        result.emplace_back(function(static_cast<Enumeration>(value)));
    }
    return result;
}

void write_lines(hdf5::File& file)
{
    add_labels(file, "line", texts(ledger_lines, [](const auto& line) { return line.name; }), "line of the ledger");
    add_texts(file, "line_meaning", "line", texts(ledger_lines, [](const auto& line) { return line.meaning; }),
              "what the line of the ledger holds");
}

void write_measures(hdf5::File& file, const std::string& currency)
{
    const auto& measures = measure_catalogue();
    add_labels(file, "measure", texts(measures, [](const auto& entry) { return entry.name; }),
               "measure of the portfolio");
    add_texts(file, "measure_unit", "measure",
              texts(measures, [&](const auto& entry) { return unit_text(entry.unit, currency); }),
              "unit of the measure");
    add_texts(file, "measure_cadence", "measure",
              texts(measures, [](const auto& entry) { return entry.cadence == Cadence::year ? "year" : "period"; }),
              "taken every period, or in the last period of each year");
    add_texts(file, "measure_meaning", "measure", texts(measures, [](const auto& entry) { return entry.meaning; }),
              "what the measure says");
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

void write_accounts(hdf5::File& file, const Experiment& experiment)
{
    const auto& accounts = experiment.accounts;
    add_labels(file, "account", texts(accounts, [](const Account& account) { return account.id; }),
               "id of the account");
    add_texts(file, "account_name", "account", texts(accounts, [](const Account& account) { return account.name; }),
              "name of the account, empty where none is given");
    add_texts(file, "account_segment", "account",
              texts(accounts, [](const Account& account) { return account.segment; }), "segment of the account");
    const auto unit_of = [&](AccountMeasure measure) { return unit_text(unit(measure), experiment.currency); };
    const auto name_of = [](AccountMeasure measure) { return name(measure); };
    add_labels(file, "account_measure", enumerated<AccountMeasure>(account_measure_count, name_of),
               "measure of an account");
    add_texts(file, "account_measure_unit", "account_measure",
              enumerated<AccountMeasure>(account_measure_count, unit_of), "unit of the account measure");
    add_labels(file, "reason",
               enumerated<LossReason>(loss_reason_count, [](LossReason reason) { return name(reason); }),
               "why an account left");
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

} // namespace

std::string unit_text(Unit unit, const std::string& currency)
{
    switch (unit) {
    case Unit::money: return currency;
    case Unit::money_per_year: return currency + "/year";
    default: return std::string(name(unit));
    }
}

Unit unit(AccountMeasure measure)
{
    switch (measure) {
    case AccountMeasure::revenue: return Unit::money_per_year;
    case AccountMeasure::margin:
    case AccountMeasure::cost_to_serve:
    case AccountMeasure::programme_cost: return Unit::money;
    case AccountMeasure::cells_live: return Unit::cells;
    case AccountMeasure::endangerment: return Unit::probability;
    default: return Unit::share;
    }
}

Unit unit(ManagerMeasure measure)
{
    switch (measure) {
    case ManagerMeasure::accounts: return Unit::accounts;
    case ManagerMeasure::exits: return Unit::count;
    case ManagerMeasure::proficiency: return Unit::share;
    }
    return Unit::dimensionless;
}

void write_experiment_coordinates(hdf5::File& file, const Experiment& experiment)
{
    add_labels(file, "alternative",
               texts(experiment.alternatives, [](const Alternative& alternative) { return alternative.name; }),
               "programme design");
    add_numbers(file, "replication", experiment.replications, "number of the replication, one future for all designs");
    write_lines(file);
    write_measures(file, experiment.currency);
    write_periods(file, experiment);
    write_accounts(file, experiment);
    write_points(file);
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
    if (outcome.managers == 0) {
        return;
    }
    add_numbers(file, "manager", outcome.managers, "number of the manager");
    add_labels(file, "manager_measure",
               enumerated<ManagerMeasure>(manager_measure_count, [](ManagerMeasure measure) { return name(measure); }),
               "measure of a manager");
    add_texts(file, "manager_measure_unit", "manager_measure",
              enumerated<ManagerMeasure>(manager_measure_count,
                                         [&](ManagerMeasure measure) { return unit_text(unit(measure), currency); }),
              "unit of the manager measure");
}

} // namespace kamsim
