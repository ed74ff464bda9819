#include "scenario/cross_reader.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "kamsim/scenario/limits.hpp"
#include "scenario/design_reader.hpp"

namespace kamsim {

namespace {

/// One value of [cross]: how it is read, and what the names of its alternatives say of it.
struct CrossedValue {
    TomlTable table;
    std::string words;
};

struct CrossedKey {
    std::string name;
    std::vector<CrossedValue> values;
};

std::string words_for(const std::string& key, const toml::node& value)
{
    if (value.is_string()) {
        return value.value_or(std::string());
    }
    if (key == "key_accounts") {
        const auto count = value.value_or(std::int64_t{0});
        return fmt::format("{} key account{}", count, count == 1 ? "" : "s");
    }
    std::string words = key;
    std::replace(words.begin(), words.end(), '_', ' ');
    if (value.is_table()) {
        for (const auto& [lever, number] : *value.as_table()) {
            words += fmt::format(" {} {}", lever.str(), number.value_or(0.0));
        }
        return words;
    }
    return fmt::format("{} {}", words, value.value_or(0.0));
}

std::optional<CrossedKey> read_key(const TomlTable& section, const std::string& name, const Experiment& experiment,
                                   Reading& reading)
{
    const toml::array* list = section.array(name);
    if (list == nullptr) {
        return std::nullopt;
    }
    if (list->empty()) {
        section.error(name,
                      fmt::format("\"{}\" is an empty list; give values, or leave it out", section.path_of(name)));
    }
    CrossedKey crossed{name, {}};
    for (const toml::node& element : *list) {
        const toml::table& table = *element.as_table();
        crossed.values.push_back({TomlTable(table, "cross", scenario_section("alternatives"), reading.diagnostics),
                                  words_for(name, *table.get(name))});
        const TomlTable& value = crossed.values.back().table;
        const std::size_t errors = reading.diagnostics.size();
        Alternative checked;
        take_design(value, checked);
        if (name == "structure") {
            take_structure(value, checked, experiment, reading);
        }
        const std::size_t accounts = experiment.accounts.size();
        const bool is_read = reading.diagnostics.size() == errors;
        if (is_read && name == "key_accounts" && accounts > 0
            && static_cast<std::size_t>(checked.key_accounts) > accounts) {
            value.error(name, fmt::format("\"cross.key_accounts\" is {} and the portfolio has {} accounts; give a "
                                          "number that suits the portfolio",
                                          checked.key_accounts, accounts));
        }
    }
    return crossed;
}

/// The same word under two keys would not say which one is meant.
void tell_apart(std::vector<CrossedKey>& keys)
{
    std::map<std::string, int> uses;
    for (const CrossedKey& key : keys) {
        for (const CrossedValue& value : key.values) {
            ++uses[value.words];
        }
    }
    for (CrossedKey& key : keys) {
        for (CrossedValue& value : key.values) {
            if (key.name != "structure" && uses[value.words] > 1) {
                std::string name = key.name;
                std::replace(name.begin(), name.end(), '_', ' ');
                value.words = fmt::format("{} {}", name, value.words);
            }
        }
    }
}

std::vector<CrossedKey> read_keys(const TomlTable& section, const Experiment& experiment, Reading& reading)
{
    std::vector<CrossedKey> keys;
    for (const KeyDeclaration& declared : scenario_section("cross").keys) {
        if (std::optional<CrossedKey> key = read_key(section, declared.name, experiment, reading)) {
            keys.push_back(std::move(*key));
        }
    }
    if (section.node("structure") == nullptr) {
        section.error("structure", "[cross] lacks \"structure\"; every alternative has one, for example structure = "
                                   "[\"matrix\"]");
    }
    section.reject_unknown_keys();
    tell_apart(keys);
    return keys;
}

bool is_too_many(const std::vector<CrossedKey>& keys, const TomlTable& document)
{
    double combinations = 1.0;
    for (const CrossedKey& key : keys) {
        combinations *= static_cast<double>(key.values.size());
    }
    if (combinations <= static_cast<double>(most_alternatives)) {
        return false;
    }
    document.error("cross",
                   fmt::format("[cross] makes {} alternatives, and a scenario takes {}; cross fewer values, or "
                               "part the question into several scenarios",
                               combinations, most_alternatives));
    return true;
}

void add_combinations(const std::vector<CrossedKey>& keys, std::size_t next, const Alternative& so_far,
                      Experiment& experiment, Reading& reading)
{
    if (next == keys.size()) {
        experiment.alternatives.push_back(so_far);
        return;
    }
    for (const CrossedValue& value : keys[next].values) {
        Alternative alternative = so_far;
        alternative.name += (alternative.name.empty() ? "" : ", ") + value.words;
        take_design(value.table, alternative);
        if (keys[next].name == "structure") {
            take_structure(value.table, alternative, experiment, reading);
        }
        add_combinations(keys, next + 1, alternative, experiment, reading);
    }
}

} // namespace

void spread_cross(toml::table& document)
{
    toml::table* section = document["cross"].as_table();
    if (section == nullptr) {
        return;
    }
    for (auto&& [key, node] : *section) {
        toml::array* list = node.as_array();
        const std::size_t count = list == nullptr ? 0 : list->size();
        for (std::size_t i = 0; i < count; ++i) {
            toml::table spread;
            spread.insert(key, std::move(*list->get(i)));
            list->replace(list->cbegin() + static_cast<std::ptrdiff_t>(i), std::move(spread));
        }
    }
}

void read_cross(const TomlTable& document, const Alternative& defaults, Experiment& experiment, Reading& reading)
{
    const std::optional<TomlTable> section = document.table("cross");
    if (!section) {
        return;
    }
    const std::size_t errors = reading.diagnostics.size();
    const std::vector<CrossedKey> keys = read_keys(*section, experiment, reading);
    if (!is_too_many(keys, document) && reading.diagnostics.size() == errors) {
        add_combinations(keys, 0, defaults, experiment, reading);
    }
}

} // namespace kamsim
