#include "scenario/alternatives_reader.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "kamsim/model/catalogue.hpp"
#include "kamsim/scenario/limits.hpp"
#include "kamsim/scenario/nearest_name.hpp"
#include "scenario/cross_reader.hpp"
#include "scenario/design_reader.hpp"

namespace kamsim {

namespace {

void check_key_accounts(const TomlTable& section, const Alternative& alternative, const Experiment& experiment)
{
    const std::size_t accounts = experiment.accounts.size();
    if (accounts > 0 && section.node("key_accounts") != nullptr
        && static_cast<std::size_t>(alternative.key_accounts) > accounts) {
        section.error("key_accounts", fmt::format("alternative \"{}\" has {} key accounts and the portfolio {} "
                                                  "accounts; give a number that suits the portfolio",
                                                  alternative.name, alternative.key_accounts, accounts));
    }
}

/// What the defaults ask for is one mistake, however many alternatives take it over.
void check_default_key_accounts(const TomlTable& document, const Alternative& defaults, const Experiment& experiment)
{
    const std::size_t accounts = experiment.accounts.size();
    const auto uses_default = [&](const Alternative& alternative) {
        return alternative.key_accounts == defaults.key_accounts;
    };
    if (accounts == 0 || static_cast<std::size_t>(defaults.key_accounts) <= accounts
        || std::none_of(experiment.alternatives.begin(), experiment.alternatives.end(), uses_default)) {
        return;
    }
    const std::string message =
        fmt::format("the default number of key accounts is {}, and the portfolio has {} accounts; set key_accounts "
                    "under [defaults] to a number that suits the portfolio",
                    defaults.key_accounts, accounts);
    if (const std::optional<TomlTable> section = document.table("defaults")) {
        section->error("key_accounts", message);
    } else {
        document.error("defaults", message);
    }
}

/// A tiny load would hire the whole town.
void check_managers(const TomlTable& document, const Experiment& experiment)
{
    for (const Alternative& alternative : experiment.alternatives) {
        for (const PlannedStructure& step : alternative.plan) {
            const Structure& structure = experiment.structures[static_cast<std::size_t>(step.structure)];
            const double managers = alternative.key_accounts / structure.parameters.load;
            if (structure.is_programme && managers > static_cast<double>(most_managers)) {
                document.error("alternatives",
                               fmt::format("alternative \"{}\" needs {:.6g} managers for {} key accounts at the load "
                                           "{} of structure \"{}\", and a scenario takes {}; raise the load",
                                           alternative.name, managers, alternative.key_accounts,
                                           structure.parameters.load, structure.name, most_managers));
            }
        }
    }
}

bool is_taken(const std::string& name, const Experiment& experiment)
{
    return std::any_of(experiment.alternatives.begin(), experiment.alternatives.end(),
                       [&](const Alternative& other) { return other.name == name; });
}

void read_alternative(const toml::node& node, const Alternative& defaults, Experiment& experiment, Reading& reading)
{
    if (!node.is_table()) {
        reading.diagnostics.add(position_of(node), "an alternative is a table; start it with [[alternatives]]");
        return;
    }
    const SectionDeclaration& declaration = scenario_section("alternatives");
    Alternative alternative = defaults;
    alternative.name =
        TomlTable(*node.as_table(), "alternatives", declaration, reading.diagnostics).text("name").value_or("");
    const TomlTable section(*node.as_table(), fmt::format("alternatives.{}", alternative.name), declaration,
                            reading.diagnostics);
    if (alternative.name.empty()) {
        section.error("name", "the alternative needs a name, for example name = \"matrix\"");
    } else if (is_taken(alternative.name, experiment)) {
        section.error("name", fmt::format("there are two alternatives \"{}\"; names must differ", alternative.name));
    }
    take_structure(section, alternative, experiment, reading);
    take_design(section, alternative);
    take_attention_weights(section, alternative, experiment, reading);
    check_key_accounts(section, alternative, experiment);
    section.reject_unknown_keys();
    experiment.alternatives.push_back(std::move(alternative));
}

void read_list(const TomlTable& document, const Alternative& defaults, Experiment& experiment, Reading& reading)
{
    const toml::array* alternatives = document.array("alternatives");
    if (alternatives == nullptr) {
        return;
    }
    if (alternatives->empty()) {
        document.error("alternatives",
                       "the list of alternatives is empty; leave it out for the four built-in structures");
    }
    if (alternatives->size() > static_cast<std::size_t>(most_alternatives)) {
        document.error("alternatives", fmt::format("there are {} alternatives, and a scenario takes {}; part them into "
                                                   "several scenarios",
                                                   alternatives->size(), most_alternatives));
        return;
    }
    for (const toml::node& node : *alternatives) {
        read_alternative(node, defaults, experiment, reading);
    }
}

/// [cross] may make a name that the list has.
void check_crossed_names(const TomlTable& document, std::size_t first_crossed, const Experiment& experiment)
{
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < experiment.alternatives.size(); ++i) {
        const std::string& name = experiment.alternatives[i].name;
        if (!names.insert(name).second && i >= first_crossed) {
            document.error("cross", fmt::format("[cross] makes an alternative \"{}\", and there is one already; leave "
                                                "out the value that stands twice, or rename the other alternative",
                                                name));
        }
    }
}

std::vector<std::string> names_of(const Experiment& experiment)
{
    std::vector<std::string> names;
    for (const Alternative& alternative : experiment.alternatives) {
        names.push_back(alternative.name);
    }
    return names;
}

void keep_only(const TomlTable& document, Experiment& experiment, Reading& reading)
{
    const std::optional<std::vector<PlacedText>> kept = document.texts("only_alternatives");
    if (!kept) {
        return;
    }
    if (kept->empty()) {
        document.error("only_alternatives", "the list keeps no alternative; name some, or leave it out to keep all");
    }
    const std::vector<std::string> names = names_of(experiment);
    std::set<std::string_view> wanted;
    for (const PlacedText& one : *kept) {
        wanted.insert(one.text);
        if (std::find(names.begin(), names.end(), one.text) == names.end()) {
            const std::string suggestion = did_you_mean(one.text, names);
            reading.diagnostics.add(one.position,
                                    fmt::format("there is no alternative \"{}\"{}", one.text,
                                                suggestion.empty() ? "; there are " + quoted_list(names) : suggestion));
        }
    }
    std::erase_if(experiment.alternatives,
                  [&](const Alternative& alternative) { return !wanted.contains(alternative.name); });
}

void take_baseline(const TomlTable& document, Experiment& experiment)
{
    const std::vector<std::string> names = names_of(experiment);
    const auto none = std::find(names.begin(), names.end(), "none");
    const std::ptrdiff_t otherwise = none == names.end() ? 0 : none - names.begin();
    experiment.baseline =
        static_cast<int>(document.chosen("baseline", names).value_or(static_cast<std::size_t>(otherwise)));
}

} // namespace

void take_default_alternatives(toml::table& document)
{
    if (document.contains("alternatives") || document.contains("cross")) {
        return;
    }
    toml::array alternatives;
    for (int i = 0; i < built_in_structure_count; ++i) {
        const std::string_view structure = name(static_cast<BuiltInStructure>(i));
        alternatives.push_back(toml::table{{"name", structure}, {"structure", structure}});
    }
    document.insert("alternatives", std::move(alternatives));
}

void read_alternatives(const TomlTable& document, Experiment& experiment, Reading& reading)
{
    Alternative defaults;
    if (const std::optional<TomlTable> section = document.table("defaults")) {
        take_design(*section, defaults);
        take_attention_weights(*section, defaults, experiment, reading);
        section->reject_unknown_keys();
    }
    read_list(document, defaults, experiment, reading);
    const std::size_t listed = experiment.alternatives.size();
    read_cross(document, defaults, experiment, reading);
    check_crossed_names(document, listed, experiment);
    keep_only(document, experiment, reading);
    check_default_key_accounts(document, defaults, experiment);
    check_managers(document, experiment);
    if (!experiment.alternatives.empty()) {
        take_baseline(document, experiment);
    }
}

} // namespace kamsim
