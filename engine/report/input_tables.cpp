// What went in, and where it came from: designs, account_inputs, parameters, provenance.

#include <limits>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "kamsim/model/account_columns.hpp"
#include "kamsim/model/catalogue.hpp"
#include "kamsim/results/resolved_parameters.hpp"
#include "kamsim/scenario/policy_names.hpp"
#include "report/table_columns.hpp"

namespace kamsim::tables {

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

struct DesignRow {
    const Experiment& experiment;
    const Alternative& design;

    /// "0: early_stage, 2: matrix"
    [[nodiscard]] std::string plan() const
    {
        std::string text;
        for (const auto& step : design.plan) {
            text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", step.year,
                                experiment.structures[static_cast<std::size_t>(step.structure)].name);
        }
        return text;
    }
};

void design_rows(const TableSource& source, const std::function<void(const DesignRow&)>& row)
{
    const auto& experiment = source.stored.scenario.experiment;
    for (const auto& design : experiment.alternatives) {
        row({experiment, design});
    }
}

ResultTable designs_table()
{
    using Row = DesignRow;
    const auto policy = [](const char* name, const char* meaning, const auto& names, auto member) {
        return text<Row>(name, meaning, [words = &names, member](const Row& row) {
            return std::string(name_in(*words, row.design.*member));
        });
    };
    std::vector<Column<Row>> columns{
        text<Row>("alternative", "name of the programme design", [](const Row& row) { return row.design.name; }),
        text<Row>("plan", "year and structure of each step; missing where today's structure stays",
                  [](const Row& row) { return row.plan(); }),
        whole<Row>("key_accounts", Unit::accounts, "number of key accounts wanted",
                   [](const Row& row) { return row.design.key_accounts; }),
        policy("selection", "who becomes a key account", selection_policy_names, &Alternative::selection),
        policy("attention", "how attention is shared", attention_policy_names, &Alternative::attention),
        policy("assignment", "who gets which manager", assignment_policy_names, &Alternative::assignment),
        policy("hiring", "who becomes a manager", hiring_policy_names, &Alternative::hiring),
        policy("rescue", "which endangered accounts are rescued", rescue_policy_names, &Alternative::rescue),
        policy("contact_focus", "whom contacts go to", contact_focus_names, &Alternative::contact_focus),
        number<Row>("investment_budget", Unit::money_per_year, "missing: the structure's share of revenue",
                    [](const Row& row) { return row.design.investment_budget.value_or(missing); }),
        number<Row>("rescue_budget", Unit::money_per_year, "likewise",
                    [](const Row& row) { return row.design.rescue_budget.value_or(missing); }),
        number<Row>("tender_lead", Unit::dimensionless, "quarters of early work before a tender",
                    [](const Row& row) { return row.design.tender_lead; })};
    for (std::size_t lever = 0; lever < lever_names.size(); ++lever) {
        const std::string name(lever_names[lever]);
        columns.push_back(number<Row>("lever_" + name, Unit::dimensionless,
                                      fmt::format("how well the step {} is done, from 0 to 1", name),
                                      [lever](const Row& row) { return row.design.levers.at(lever); }));
    }
    return table<Row>("designs", "What each alternative does, as it was simulated.", std::move(columns), design_rows);
}

Unit unit_of(ColumnUnit unit)
{
    switch (unit) {
    case ColumnUnit::count: return Unit::cells;
    case ColumnUnit::money: return Unit::money_per_year;
    case ColumnUnit::share: return Unit::share;
    case ColumnUnit::rating: return Unit::dimensionless;
    case ColumnUnit::years: return Unit::years;
    }
    return Unit::dimensionless;
}

void input_rows(const TableSource& source, const std::function<void(const Account&)>& row)
{
    for (const auto& account : source.stored.scenario.experiment.accounts) {
        row(account);
    }
}

ResultTable account_inputs_table()
{
    std::vector<Column<Account>> columns{
        text<Account>("account", "id of the account", [](const Account& row) { return row.id; }),
        text<Account>("name", "name of the account", [](const Account& row) { return row.name; }),
        text<Account>("segment", "accounts of a segment share its market",
                      [](const Account& row) { return row.segment; }),
        text<Account>("status", "customer or prospect",
                      [](const Account& row) { return std::string(name_in(account_status_names, row.status)); })};
    for (const auto& column : number_columns) {
        columns.push_back(number<Account>(std::string(column.name), unit_of(column.unit), std::string(column.meaning),
                                          [member = column.member](const Account& row) { return row.*member; }));
    }
    for (const auto& column : flag_columns) {
        columns.push_back(truth<Account>(std::string(column.name), std::string(column.meaning),
                                         [member = column.member](const Account& row) { return row.*member; }));
    }
    return table<Account>("account_inputs",
                          "The accounts on the first day as they were simulated: units, scales and defaults applied.",
                          std::move(columns), input_rows);
}

/// A parameter with the value that was simulated; the other columns are the catalogue's.
struct ParameterTableRow {
    std::string path;
    double value;
    double default_value; ///< NaN where the catalogue has none
    double low;
    double high;
    std::string unit;
    std::string grade;
    std::string meaning;
    std::string source;
};

std::optional<std::size_t> built_in_of(const std::string& structure)
{
    for (int candidate = 0; candidate < built_in_structure_count; ++candidate) {
        if (name(static_cast<BuiltInStructure>(candidate)) == structure) {
            return static_cast<std::size_t>(candidate);
        }
    }
    return std::nullopt;
}

void parameter_table_rows(const TableSource& source, const std::function<void(const ParameterTableRow&)>& row)
{
    const auto& experiment = source.stored.scenario.experiment;
    for (const auto& entry : model_catalogue()) {
        row({entry.path, entry.value_in(experiment.parameters), entry.default_value, entry.low, entry.high,
             unit_text(entry.unit, experiment.currency), std::string(name(entry.grade)), entry.meaning, entry.source});
    }
    for (const auto& structure : experiment.structures) {
        const auto built_in = built_in_of(structure.name);
        for (const auto& entry : structure_catalogue()) {
            const auto catalogued = [&](const BuiltInValues& values) {
                return built_in ? values.at(*built_in) : missing;
            };
            row({fmt::format("structures.{}.{}", structure.name, entry.name), structure.parameters.*entry.member,
                 catalogued(entry.defaults), catalogued(entry.low), catalogued(entry.high),
                 unit_text(entry.unit, experiment.currency), std::string(name(entry.grade)), entry.meaning,
                 entry.source});
        }
    }
}

ResultTable parameters_table()
{
    using Row = ParameterTableRow;
    return table<Row>(
        "parameters", "Every parameter of the model and of the structures, as it was simulated.",
        {text<Row>("path", "as in a scenario", [](const Row& row) { return row.path; }),
         number<Row>("value", Unit::dimensionless, "what was simulated", [](const Row& row) { return row.value; }),
         text<Row>("unit", "unit of the numbers of this row", [](const Row& row) { return row.unit; }),
         truth<Row>("is_default", "the value is the catalogue's default",
                    [](const Row& row) { return row.value == row.default_value; }),
         number<Row>("default", Unit::dimensionless, "missing for structures of the scenario's own",
                     [](const Row& row) { return row.default_value; }),
         number<Row>("low", Unit::dimensionless, "lower end of what the evidence supports; likewise",
                     [](const Row& row) { return row.low; }),
         number<Row>("high", Unit::dimensionless, "upper end of it; likewise", [](const Row& row) { return row.high; }),
         text<Row>("grade", "how well the default is supported", [](const Row& row) { return row.grade; }),
         text<Row>("meaning", "what it says", [](const Row& row) { return row.meaning; }),
         text<Row>("source", "rows of docs/evidence.md, or a judgement", [](const Row& row) { return row.source; })},
        parameter_table_rows);
}

struct Fact {
    std::string item;
    std::string value;
};

using FactSink = std::function<void(const Fact&)>;

void visit_settings(const TableSource& source, const FactSink& row)
{
    const auto& stored = source.stored;
    const auto& experiment = stored.scenario.experiment;
    const auto& outcome = stored.outcome;
    row({"title", experiment.title});
    row({"verdict", stored.verdict});
    row({"program_version", stored.program_version});
    row({"program_revision", stored.program_revision});
    row({"seed", fmt::format("{:#018x}", experiment.seed)});
    row({"currency", experiment.currency});
    row({"baseline", source.comparison.alternatives[static_cast<std::size_t>(experiment.baseline)].name});
    row({"discount_rate", fmt::format("{}", experiment.discount_rate)});
    row({"periods", fmt::format("{}", outcome.periods)});
    row({"periods_per_year", fmt::format("{}", outcome.periods_per_year)});
    row({"replications", fmt::format("{}", outcome.replications)});
    row({"worlds", fmt::format("{}", outcome.worlds)});
    row({"futures_per_world", fmt::format("{}", outcome.futures_per_world)});
    row({"accounts", fmt::format("{}", outcome.accounts)});
}

void provenance_rows(const TableSource& source, const FactSink& row)
{
    visit_settings(source, row);
    const auto& scenario = source.stored.scenario;
    for (const auto& check : source.stored.checks) {
        row({"check", check});
    }
    for (const auto& assumption : scenario.assumptions) {
        row({"assumption", assumption});
    }
    for (const auto& input : scenario.inputs) {
        row({"input", fmt::format("{} (XXH3 {})", input.path, input.hash)});
    }
    for (const auto& override_text : scenario.overrides) {
        row({"override", override_text});
    }
    row({"scenario", scenario.text});
    for (const auto& base : scenario.bases) {
        row({"scenario_base", fmt::format("# {}\n{}", base.path, base.text)});
    }
    row({"resolved_parameters", resolved_parameters_json(scenario.experiment)});
}

ResultTable provenance_table()
{
    return table<Fact>(
        "provenance",
        "Where the result comes from. An item may stand several times, as check, assumption, input and override do; "
        "resolved_parameters is the JSON object of the result file.",
        {text<Fact>("item", "what is said", [](const Fact& row) { return row.item; }),
         text<Fact>("value", "numbers in full precision, texts as they were",
                    [](const Fact& row) { return row.value; })},
        provenance_rows);
}

} // namespace

std::vector<ResultTable> input_tables()
{
    return {designs_table(), account_inputs_table(), parameters_table(), provenance_table()};
}

} // namespace kamsim::tables
