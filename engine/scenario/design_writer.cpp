#include "kamsim/scenario/design_writer.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "kamsim/scenario/policy_names.hpp"
#include "kamsim/scenario/scenario_keys.hpp"

namespace kamsim {

namespace {

std::string in_quotes(std::string_view text)
{
    std::string text_in_quotes = "\"";
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') {
            text_in_quotes += '\\';
        }
        text_in_quotes += static_cast<unsigned char>(letter) < 0x20 ? ' ' : letter;
    }
    return text_in_quotes + '"';
}

std::string key_text(std::string_view key)
{
    const bool is_bare = !key.empty() && std::all_of(key.begin(), key.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9')
               || letter == '_' || letter == '-';
    });
    return is_bare ? std::string(key) : in_quotes(key);
}

/// A value as the command line takes it, as TOML has it: a word needs quotes there.
std::string value_text(const std::string& value)
{
    try {
        static_cast<void>(toml::parse(fmt::format("value = {}", value)));
        return value;
    } catch (const toml::parse_error&) {
        return in_quotes(value);
    }
}

std::pair<std::string, std::string> path_and_value(const std::string& setting)
{
    const auto equals = setting.find('=');
    return {setting.substr(0, equals), value_text(setting.substr(equals + 1))};
}

std::string dotted(std::string_view path)
{
    std::string text;
    for (std::size_t first = 0; first <= path.size();) {
        const auto end = std::min(path.find('.', first), path.size());
        text += (text.empty() ? "" : ".") + key_text(path.substr(first, end - first));
        first = end + 1;
    }
    return text;
}

/// A path of --set as a dotted key of the file.
std::string key_of(const std::string& path)
{
    const std::string first = path.substr(0, path.find('.'));
    const bool is_word = first == path;
    if (scenario_section("").find(first) != nullptr) {
        const bool is_nested = first == "parameters" && !is_word;
        return is_nested ? "parameters." + in_quotes(path.substr(first.size() + 1)) : dotted(path);
    }
    if (is_word && scenario_section("simulation").find(path) != nullptr) {
        return "simulation." + path;
    }
    return "parameters." + in_quotes(path);
}

/// The alternative that a path is of, and the key within it.
std::optional<std::pair<std::string, std::string>> key_of_alternative(const std::string& path,
                                                                      const Experiment& experiment)
{
    for (const Alternative& alternative : experiment.alternatives) {
        const std::string prefix = fmt::format("alternatives.{}.", alternative.name);
        if (path.starts_with(prefix)) {
            return std::pair{alternative.name, dotted(path.substr(prefix.size()))};
        }
    }
    return std::nullopt;
}

std::string structure_text(const Alternative& alternative, const Experiment& experiment)
{
    const auto name = [&](int structure) {
        return in_quotes(experiment.structures[static_cast<std::size_t>(structure)].name);
    };
    if (alternative.plan.size() == 1 && alternative.plan.front().year == 0.0) {
        return fmt::format("structure = {}\n", name(alternative.plan.front().structure));
    }
    if (alternative.plan.empty()) {
        return fmt::format("structure = {}\n", name(experiment.today.structure));
    }
    std::string steps;
    for (const PlannedStructure& step : alternative.plan) {
        steps += fmt::format("{}{{ year = {}, structure = {} }}", steps.empty() ? "" : ", ", step.year,
                             name(step.structure));
    }
    return fmt::format("plan = [{}]\n", steps);
}

/// Every number and policy of an alternative, so that nothing depends on the defaults of the file.
std::string alternative_text(const Alternative& alternative, const Experiment& experiment)
{
    std::string text = fmt::format("\n[[alternatives]]\nname = {}\n{}key_accounts = {}\n", in_quotes(alternative.name),
                                   structure_text(alternative, experiment), alternative.key_accounts);
    std::string levers;
    for (std::size_t k = 0; k < lever_names.size(); ++k) {
        levers += fmt::format("{}{} = {}", levers.empty() ? "" : ", ", lever_names[k], alternative.levers[k]);
    }
    text += fmt::format("levers = {{ {} }}\n", levers);
    if (alternative.investment_budget) {
        text += fmt::format("investment_budget = {}\n", *alternative.investment_budget);
    }
    if (alternative.rescue_budget) {
        text += fmt::format("rescue_budget = {}\n", *alternative.rescue_budget);
    }
    text += fmt::format("selection = \"{}\"\n", name_in(selection_policy_names, alternative.selection));
    text += fmt::format("attention = \"{}\"\n", name_in(attention_policy_names, alternative.attention));
    text += fmt::format("assignment = \"{}\"\n", name_in(assignment_policy_names, alternative.assignment));
    text += fmt::format("hiring = \"{}\"\n", name_in(hiring_policy_names, alternative.hiring));
    text += fmt::format("rescue = \"{}\"\n", name_in(rescue_policy_names, alternative.rescue));
    text += fmt::format("contact_focus = \"{}\"\n", name_in(contact_focus_names, alternative.contact_focus));
    return text + fmt::format("tender_lead = {}\n", alternative.tender_lead);
}

bool says(const Scenario& base, std::string_view key)
{
    const auto has_key = [&](const std::string& text) { return toml::parse(text).contains(key); };
    return has_key(base.text) || std::any_of(base.bases.begin(), base.bases.end(), [&](const ScenarioText& one) {
               return has_key(one.text);
           });
}

/// Settings that hold for the whole scenario; of a path the last one.
std::map<std::string, std::string> shared_settings(const AddedDesign& added, const Experiment& experiment)
{
    std::map<std::string, std::string> settings;
    for (const auto* list : {&added.overrides, &added.settings}) {
        for (const std::string& setting : *list) {
            const auto [path, value] = path_and_value(setting);
            if (!key_of_alternative(path, experiment)) {
                settings[key_of(path)] = value;
            }
        }
    }
    return settings;
}

/// What the overrides change in alternatives of the scenario.
std::string changed_alternatives(const AddedDesign& added, const Experiment& experiment)
{
    std::map<std::string, std::map<std::string, std::string>> changes;
    for (const std::string& setting : added.overrides) {
        const auto [path, value] = path_and_value(setting);
        if (const auto found = key_of_alternative(path, experiment)) {
            changes[found->first][found->second] = value;
        }
    }
    std::string text;
    for (const auto& [name, keys] : changes) {
        text += fmt::format("\n[[alternatives]]\nname = {}\n", in_quotes(name));
        for (const auto& [key, value] : keys) {
            text += fmt::format("{} = {}\n", key, value);
        }
    }
    return text;
}

} // namespace

std::string scenario_with(const AddedDesign& added, const Scenario& base)
{
    const Experiment& experiment = base.experiment;
    std::string text = fmt::format("# {}\nextends = {}\n", added.comment, in_quotes(added.base));
    if (says(base, "only_alternatives")) {
        std::string names;
        for (const Alternative& alternative : experiment.alternatives) {
            names += in_quotes(alternative.name) + ", ";
        }
        text += fmt::format("only_alternatives = [{}{}]\n", names, in_quotes(added.best.name));
    }
    for (const auto& [key, value] : shared_settings(added, experiment)) {
        text += fmt::format("{} = {}\n", key, value);
    }
    if (!says(base, "alternatives") && !says(base, "cross")) { // a list that is begun replaces the built-in ones
        for (const Alternative& alternative : experiment.alternatives) {
            text += alternative_text(alternative, experiment);
        }
    } else {
        text += changed_alternatives(added, experiment);
    }
    return text + alternative_text(added.best, experiment);
}

} // namespace kamsim
