#include "scenario/alternatives_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "kamsim/model/catalogue.hpp"
#include "scenario/nearest_name.hpp"
#include "scenario/settings_reader.hpp"

namespace kamsim {

namespace {

constexpr std::int64_t most_key_accounts = 1'000'000;
constexpr NumberRange plan_year_range{0.0, 100.0, "between 0 and 100 years from the first day"};

/// A lever, or a number for all seven, or a table of some of them; the others stay as they are.
void take_levers(TomlTable& section, std::array<double, lever_count>& levers, Reading& reading)
{
    const toml::node* node = section.node("levers");
    if (node == nullptr) {
        return;
    }
    if (!node->is_table()) {
        if (const auto all = read_number(*node, section.path_of("levers"), unit_interval, reading.diagnostics)) {
            levers.fill(*all);
        }
        return;
    }
    TomlTable table(*node->as_table(), section.path_of("levers"), reading.diagnostics);
    for (std::size_t i = 0; i < lever_names.size(); ++i) {
        levers[i] = table.number(lever_names[i], unit_interval).value_or(levers[i]);
    }
    table.reject_unknown_keys();
}

/// Keys that [defaults] and an alternative share.
void take_design(TomlTable& section, Alternative& design, Reading& reading)
{
    const auto key_accounts = section.whole_number("key_accounts", 0, most_key_accounts);
    design.key_accounts = static_cast<int>(key_accounts.value_or(design.key_accounts));
    take_levers(section, design.levers, reading);
    if (const auto budget = section.number("investment_budget", non_negative_number)) {
        design.investment_budget = budget;
    }
    if (const auto budget = section.number("rescue_budget", non_negative_number)) {
        design.rescue_budget = budget;
    }
    design.selection = section.choice("selection", selection_policy_names).value_or(design.selection);
    design.attention = section.choice("attention", attention_policy_names).value_or(design.attention);
    design.assignment = section.choice("assignment", assignment_policy_names).value_or(design.assignment);
    design.hiring = section.choice("hiring", hiring_policy_names).value_or(design.hiring);
    design.rescue = section.choice("rescue", rescue_policy_names).value_or(design.rescue);
    design.contact_focus = section.choice("contact_focus", contact_focus_names).value_or(design.contact_focus);
    design.tender_lead = section.number("tender_lead", non_negative_number).value_or(design.tender_lead);
}

std::optional<PlannedStructure> read_step(const toml::node& node, const std::string& path,
                                          const std::vector<std::string>& structures, Reading& reading)
{
    if (!node.is_table()) {
        reading.diagnostics.add(position_of(node), fmt::format("a step of \"{}\" is a table: {{ year = 2, structure = "
                                                               "\"matrix\" }}, not {}",
                                                               path, type_in_words(node)));
        return std::nullopt;
    }
    TomlTable table(*node.as_table(), path, reading.diagnostics);
    const std::optional<double> year = table.number("year", plan_year_range);
    const std::optional<std::size_t> structure = table.chosen("structure", structures);
    for (const std::string_view key : {"year", "structure"}) {
        if (table.node(key) == nullptr) {
            table.error(key, fmt::format("the step lacks \"{}\"", table.path_of(key)));
        }
    }
    table.reject_unknown_keys();
    if (!year || !structure) {
        return std::nullopt;
    }
    return PlannedStructure{*year, static_cast<int>(*structure)};
}

void take_plan(const toml::array& steps, const std::string& path, Alternative& alternative,
               const std::vector<std::string>& structures, Reading& reading)
{
    for (const toml::node& node : steps) {
        const std::optional<PlannedStructure> step = read_step(node, path, structures, reading);
        if (!step) {
            continue;
        }
        if (!alternative.plan.empty() && step->year <= alternative.plan.back().year) {
            reading.diagnostics.add(position_of(node),
                                    fmt::format("the steps of \"{}\" must be in order of their years, "
                                                "and {} comes after {}",
                                                path, step->year, alternative.plan.back().year));
        }
        alternative.plan.push_back(*step);
    }
}

void take_structure(TomlTable& section, Alternative& alternative, const Experiment& experiment, Reading& reading)
{
    const std::vector<std::string> structures = structure_names(experiment);
    const std::optional<std::size_t> structure = section.chosen("structure", structures);
    const toml::array* steps = section.array("plan");
    const bool has_structure = section.node("structure") != nullptr;
    const bool has_plan = section.node("plan") != nullptr;
    if (has_structure == has_plan) {
        section.error(
            has_plan ? "plan" : "structure",
            fmt::format("alternative \"{}\" {}; write structure = {} for one that stands from the first day, or "
                        "plan = [{{ year = 0, structure = \"...\" }}, ...]",
                        alternative.name, has_plan ? "has both a structure and a plan" : "has no structure",
                        quoted_list(structures)));
        return;
    }
    if (structure) {
        alternative.plan = {{0.0, static_cast<int>(*structure)}};
    } else if (steps != nullptr) {
        take_plan(*steps, section.path_of("plan"), alternative, structures, reading);
    }
}

void check_key_accounts(const TomlTable& section, const Alternative& alternative, const Experiment& experiment)
{
    const std::size_t accounts = experiment.accounts.size();
    if (accounts > 0 && static_cast<std::size_t>(alternative.key_accounts) > accounts) {
        section.error(
            "key_accounts",
            fmt::format("alternative \"{}\" has {} key accounts and the portfolio {} accounts; set key_accounts, "
                        "here or in [defaults], to a number that suits the portfolio",
                        alternative.name, alternative.key_accounts, accounts));
    }
}

void read_alternative(const toml::node& node, const Alternative& defaults, Experiment& experiment, Reading& reading)
{
    if (!node.is_table()) {
        reading.diagnostics.add(position_of(node), "an alternative is a table; start it with [[alternatives]]");
        return;
    }
    Alternative alternative = defaults;
    alternative.name = TomlTable(*node.as_table(), "alternatives", reading.diagnostics).text("name").value_or("");
    TomlTable section(*node.as_table(), fmt::format("alternatives.{}", alternative.name), reading.diagnostics);
    if (alternative.name.empty()) {
        section.error("name", "the alternative needs a name, for example name = \"matrix\"");
    }
    for (const Alternative& other : experiment.alternatives) {
        if (!alternative.name.empty() && other.name == alternative.name) {
            section.error("name",
                          fmt::format("there are two alternatives \"{}\"; names must differ", alternative.name));
        }
    }
    static_cast<void>(section.node("name"));
    take_structure(section, alternative, experiment, reading);
    take_design(section, alternative, reading);
    check_key_accounts(section, alternative, experiment);
    section.reject_unknown_keys();
    experiment.alternatives.push_back(std::move(alternative));
}

void take_baseline(TomlTable& document, Experiment& experiment)
{
    std::vector<std::string> names;
    for (const Alternative& alternative : experiment.alternatives) {
        names.push_back(alternative.name);
    }
    const auto none = std::find(names.begin(), names.end(), "none");
    const std::ptrdiff_t otherwise = none == names.end() ? 0 : none - names.begin();
    experiment.baseline =
        static_cast<int>(document.chosen("baseline", names).value_or(static_cast<std::size_t>(otherwise)));
}

} // namespace

void take_default_alternatives(toml::table& document)
{
    if (document.contains("alternatives")) {
        return;
    }
    toml::array alternatives;
    for (int i = 0; i < built_in_structure_count; ++i) {
        const std::string_view structure = name(static_cast<BuiltInStructure>(i));
        alternatives.push_back(toml::table{{"name", structure}, {"structure", structure}});
    }
    document.insert("alternatives", std::move(alternatives));
}

void read_alternatives(TomlTable& document, Experiment& experiment, Reading& reading)
{
    Alternative defaults;
    if (std::optional<TomlTable> section = document.table("defaults")) {
        take_design(*section, defaults, reading);
        section->reject_unknown_keys();
    }
    const toml::array* alternatives = document.array("alternatives");
    if (alternatives == nullptr) {
        return;
    }
    for (const toml::node& node : *alternatives) {
        read_alternative(node, defaults, experiment, reading);
    }
    if (experiment.alternatives.empty()) {
        document.error("alternatives",
                       "the list of alternatives is empty; leave it out for the four built-in structures");
        return;
    }
    take_baseline(document, experiment);
}

} // namespace kamsim
