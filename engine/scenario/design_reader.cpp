#include "scenario/design_reader.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "kamsim/scenario/nearest_name.hpp"
#include "scenario/settings_reader.hpp"

namespace kamsim {

namespace {

/// A number for all seven, or a table of some of them; the others stay as they are.
void take_levers(const TomlTable& section, std::array<double, lever_count>& levers)
{
    const toml::node* node = section.node("levers");
    if (node == nullptr) {
        return;
    }
    if (!node->is_table()) {
        if (const auto all = section.number("levers")) {
            levers.fill(*all);
        }
        return;
    }
    const std::optional<TomlTable> table = section.table("levers");
    for (std::size_t i = 0; i < lever_names.size(); ++i) {
        levers[i] = table->number(lever_names[i]).value_or(levers[i]);
    }
    table->reject_unknown_keys();
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
    const TomlTable table(*node.as_table(), path, scenario_section("plan"), reading.diagnostics);
    const std::optional<double> year = table.number("year");
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

/// A step takes effect in one period of the horizon, each in another one.
void check_step(const toml::node& node, const std::string& path, const PlannedStructure& step,
                const Alternative& alternative, const Experiment& experiment, Reading& reading)
{
    const int period = rounded_periods(step.year, experiment.periods_per_year);
    if (period >= experiment.periods) {
        const double horizon = static_cast<double>(experiment.periods) / experiment.periods_per_year;
        reading.diagnostics.add(position_of(node),
                                fmt::format("a step of \"{}\" is in year {}, and the horizon ends after {} years; it "
                                            "would never be taken. Leave it out, or set simulation.years above {}",
                                            path, step.year, horizon, step.year));
    }
    if (alternative.plan.empty()) {
        return;
    }
    const double before = alternative.plan.back().year;
    if (step.year <= before) {
        reading.diagnostics.add(
            position_of(node), fmt::format("the steps of \"{}\" must be in order of their years, and {} comes after {}",
                                           path, step.year, before));
    } else if (period == rounded_periods(before, experiment.periods_per_year)) {
        reading.diagnostics.add(position_of(node),
                                fmt::format("two steps of \"{}\", in years {} and {}, fall into the same period; leave "
                                            "one out, or take shorter periods",
                                            path, before, step.year));
    }
}

/// Index of the account that an entry of "attention_weights" names.
std::optional<std::size_t> named_account(const TomlTable& table, const std::string& path, const Experiment& experiment,
                                         const std::set<std::size_t>& before)
{
    const std::optional<std::string> id = table.text("account");
    if (!id) {
        if (table.node("account") == nullptr) {
            table.error("account",
                        fmt::format("\"{}\" is missing; give the id of an account", table.path_of("account")));
        }
        return std::nullopt;
    }
    const std::vector<Account>& accounts = experiment.accounts;
    const auto found =
        std::find_if(accounts.begin(), accounts.end(), [&](const Account& account) { return account.id == *id; });
    if (found == accounts.end()) {
        std::vector<std::string> ids;
        for (const Account& account : accounts) {
            ids.push_back(account.id);
        }
        if (!accounts.empty()) { // else they are what is wrong
            table.error("account",
                        fmt::format("there is no account \"{}\" in the portfolio{}", *id, did_you_mean(*id, ids)));
        }
        return std::nullopt;
    }
    const auto index = static_cast<std::size_t>(found - accounts.begin());
    if (before.contains(index)) {
        table.error("account", fmt::format("\"{}\" stands twice in \"{}\"; give it one entry", *id, path));
    }
    return index;
}

} // namespace

void take_attention_weights(const TomlTable& section, Alternative& design, const Experiment& experiment,
                            Reading& reading)
{
    const toml::array* entries = section.array("attention_weights");
    if (entries == nullptr) {
        return;
    }
    const std::string path = section.path_of("attention_weights");
    design.account_attention.assign(entries->empty() ? 0 : experiment.accounts.size(), {});
    std::set<std::size_t> seen;
    for (const toml::node& node : *entries) {
        if (!node.is_table()) {
            reading.diagnostics.add(position_of(node),
                                    fmt::format("an entry of \"{}\" is a table: {{ account = \"...\", "
                                                "hours = 1.5, money = 0.5 }}, not {}",
                                                path, type_in_words(node)));
            continue;
        }
        const TomlTable table(*node.as_table(), path, scenario_section("attention_weights"), reading.diagnostics);
        const std::optional<std::size_t> account = named_account(table, path, experiment, seen);
        const double hours = table.number("hours").value_or(1.0);
        const double money = table.number("money").value_or(1.0);
        table.reject_unknown_keys();
        if (account) {
            seen.insert(*account);
            design.account_attention[*account] = {.hours_weight = hours, .money_weight = money};
        }
    }
}

void take_design(const TomlTable& section, Alternative& design)
{
    const auto key_accounts = section.whole_number("key_accounts");
    design.key_accounts = static_cast<int>(key_accounts.value_or(design.key_accounts));
    take_levers(section, design.levers);
    if (const auto budget = section.number("investment_budget")) {
        design.investment_budget = budget;
    }
    if (const auto budget = section.number("rescue_budget")) {
        design.rescue_budget = budget;
    }
    design.selection = section.choice("selection", selection_policy_names).value_or(design.selection);
    design.attention = section.choice("attention", attention_policy_names).value_or(design.attention);
    design.assignment = section.choice("assignment", assignment_policy_names).value_or(design.assignment);
    design.hiring = section.choice("hiring", hiring_policy_names).value_or(design.hiring);
    design.rescue = section.choice("rescue", rescue_policy_names).value_or(design.rescue);
    design.contact_focus = section.choice("contact_focus", contact_focus_names).value_or(design.contact_focus);
    design.tender_lead = section.number("tender_lead").value_or(design.tender_lead);
}

void take_structure(const TomlTable& section, Alternative& alternative, const Experiment& experiment, Reading& reading)
{
    const std::vector<std::string> structures = structure_names(experiment);
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
    if (const std::optional<std::size_t> structure = section.chosen("structure", structures)) {
        alternative.plan = {{0.0, static_cast<int>(*structure)}};
    }
    if (const toml::array* steps = section.array("plan")) {
        const std::string path = section.path_of("plan");
        for (const toml::node& node : *steps) {
            if (const std::optional<PlannedStructure> step = read_step(node, path, structures, reading)) {
                check_step(node, path, *step, alternative, experiment, reading);
                alternative.plan.push_back(*step);
            }
        }
    }
}

} // namespace kamsim
