#include "scenario/overrides.hpp"

#include <algorithm>
#include <optional>
#include <span>

#include <fmt/format.h>

#include "kamsim/model/catalogue.hpp"
#include "kamsim/scenario/nearest_name.hpp"
#include "kamsim/scenario/policy_names.hpp"
#include "kamsim/scenario/scenario_keys.hpp"
#include "scenario/extension.hpp"
#include "scenario/toml_reader.hpp"

namespace kamsim {

namespace {

using Path = std::vector<std::string>;

/// One `path=value`; the table owns the value's node, which knows where it comes from.
struct Override {
    std::string path;
    toml::table parsed;
    SourcePosition position;

    [[nodiscard]] toml::node& value() { return *parsed.get("value"); }
    [[nodiscard]] toml::key key(std::string_view name)
    {
        return toml::key(name, toml::source_region(value().source()));
    }
};

bool is_word(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9')
               || std::string_view("_-./ ").find(letter) != std::string_view::npos;
    });
}

std::optional<toml::table> parse_value(const std::string& text, const std::string& source)
{
    try {
        return toml::parse(fmt::format("value = {}", text), source);
    } catch (const toml::parse_error&) {
        if (!is_word(text)) {
            return std::nullopt;
        }
        return toml::parse(fmt::format("value = \"{}\"", text), source);
    }
}

std::optional<Override> parse_override(const std::string& text, Diagnostics& diagnostics)
{
    const std::string source = fmt::format("{} {}", override_option, text);
    const SourcePosition position{source, 0, 0};
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
        diagnostics.add(position, "is no path=value; write for example retention.save=0.7");
        return std::nullopt;
    }
    std::optional<toml::table> parsed = parse_value(text.substr(equals + 1), source);
    if (!parsed || parsed->size() != 1) {
        diagnostics.add(position, "the value cannot be read; write it as in the scenario, a text in quotes");
        return std::nullopt;
    }
    return Override{text.substr(0, equals), std::move(*parsed), position};
}

Path split(std::string_view path)
{
    Path parts;
    std::size_t start = 0;
    for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.', start)) {
        parts.emplace_back(path.substr(start, dot - start));
        start = dot + 1;
    }
    parts.emplace_back(path.substr(start));
    return parts;
}

std::vector<std::string> known_paths(std::string_view path)
{
    std::vector<std::string> known;
    if (path.find('.') == std::string_view::npos) {
        for (const std::string_view section : {"simulation", ""}) {
            for (const KeyDeclaration& key : scenario_section(section).keys) {
                known.push_back(key.name);
            }
        }
    } else {
        const std::string rest(path.substr(path.find('.')));
        for (const KeyDeclaration& key : scenario_section("").keys) {
            known.push_back(key.name + rest);
        }
    }
    for (const ModelEntry& entry : model_catalogue()) {
        known.push_back(entry.path);
    }
    return known;
}

/// The place in the document that a path means.
std::optional<Path> place_of(const Override& wanted, Diagnostics& diagnostics)
{
    Path parts = split(wanted.path);
    if (scenario_section("").find(parts.front()) != nullptr) {
        if (parts.front() == "parameters" && parts.size() > 2) {
            return Path{"parameters", wanted.path.substr(parts.front().size() + 1)};
        }
        return parts;
    }
    if (parts.size() == 1 && scenario_section("simulation").find(parts.front()) != nullptr) {
        return Path{"simulation", parts.front()};
    }
    if (find_model_entry(wanted.path) != nullptr) {
        return Path{"parameters", wanted.path};
    }
    diagnostics.add(wanted.position, fmt::format("unknown path \"{}\"{}", wanted.path,
                                                 did_you_mean(wanted.path, known_paths(wanted.path))));
    return std::nullopt;
}

/// Levers given as one number become a table of seven, so that one of them can be set.
void spread_levers(toml::table& parent)
{
    const toml::node* levers = parent.get("levers");
    if (levers == nullptr || !levers->is_number()) {
        return;
    }
    const double value = levers->value<double>().value_or(0.0);
    toml::table spread;
    for (const std::string_view lever : lever_names) {
        spread.insert(lever, value);
    }
    parent.insert_or_assign("levers", std::move(spread));
}

/// The word "evidence" becomes a table that says so, so that another key can be set beside it.
void spread_uncertainty(toml::table& parent)
{
    if (const toml::value<std::string>* word = parent["uncertainty"].as_string()) {
        toml::table spread;
        spread.insert("from", *word);
        parent.insert_or_assign("uncertainty", std::move(spread));
    }
}

/// Number of leading parts of a path that the table holds under one key, which then stands in quotes; 1 where it does
/// not.
std::size_t parts_of_key(const toml::table& parent, std::span<const std::string> path)
{
    for (std::size_t parts = path.size(); parts > 1; --parts) {
        if (parent.contains(fmt::format("{}", fmt::join(path.first(parts), ".")))) {
            return parts;
        }
    }
    return 1;
}

void insert(toml::table& parent, std::span<const std::string> path, Override& wanted, Diagnostics& diagnostics)
{
    const std::size_t parts = parts_of_key(parent, path);
    const std::string key = fmt::format("{}", fmt::join(path.first(parts), "."));
    if (path.size() == parts) {
        erase_what_it_replaces(parent, key);
        parent.insert_or_assign(wanted.key(key), std::move(wanted.value()));
        return;
    }
    if (key == "levers") {
        spread_levers(parent);
    }
    if (key == "uncertainty") {
        spread_uncertainty(parent);
    }
    toml::node* next = parent.get(key);
    if (next == nullptr) {
        next = &parent.insert(wanted.key(key), toml::table{}).first->second;
    }
    if (!next->is_table()) {
        diagnostics.add(wanted.position,
                        fmt::format("\"{}\" is {}; it has no keys of its own", key, type_in_words(*next)));
        return;
    }
    insert(*next->as_table(), path.subspan(parts), wanted, diagnostics);
}

/// An alternative is found by its name, which may hold dots.
void insert_in_alternative(toml::table& document, Override& wanted, Diagnostics& diagnostics)
{
    const std::string_view rest = std::string_view(wanted.path).substr(std::string_view("alternatives").size());
    std::vector<std::string> names;
    const toml::array* alternatives = document["alternatives"].as_array();
    const std::size_t count = alternatives == nullptr ? 0 : alternatives->size();
    for (std::size_t i = 0; i < count; ++i) {
        toml::table* alternative = document["alternatives"][i].as_table();
        if (alternative == nullptr) {
            continue;
        }
        names.push_back((*alternative)["name"].value_or(std::string()));
        const std::string prefix = fmt::format(".{}.", names.back());
        if (rest.starts_with(prefix) && rest.size() > prefix.size()) {
            insert(*alternative, split(rest.substr(prefix.size())), wanted, diagnostics);
            return;
        }
    }
    const std::string name = rest.empty() ? std::string() : split(rest.substr(1)).front();
    diagnostics.add(wanted.position, fmt::format("no alternative \"{}\"{}; write alternatives.<name>.<key>=value", name,
                                                 did_you_mean(name, names)));
}

void apply(toml::table& document, Override& wanted, OverrideStage stage, Diagnostics& diagnostics)
{
    const bool is_of_alternative = split(wanted.path).front() == "alternatives";
    if (is_of_alternative != (stage == OverrideStage::alternatives)) {
        return;
    }
    if (is_of_alternative) {
        insert_in_alternative(document, wanted, diagnostics);
    } else if (const std::optional<Path> place = place_of(wanted, diagnostics)) {
        insert(document, *place, wanted, diagnostics);
    }
}

} // namespace

void apply_overrides(toml::table& document, const std::vector<std::string>& overrides, OverrideStage stage,
                     Diagnostics& diagnostics)
{
    for (const std::string& text : overrides) {
        Diagnostics unreadable;
        std::optional<Override> wanted = parse_override(text, unreadable);
        if (wanted) {
            apply(document, *wanted, stage, diagnostics);
        } else if (stage == OverrideStage::document) {
            diagnostics.add(unreadable);
        }
    }
}

} // namespace kamsim
