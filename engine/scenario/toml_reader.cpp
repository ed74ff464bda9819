#include "scenario/toml_reader.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include <fmt/format.h>

#include "kamsim/scenario/nearest_name.hpp"
#include "kamsim/scenario/read_scenario.hpp"
#include "scenario/overrides.hpp"
#include "scenario/utf8.hpp"

namespace kamsim {

namespace {

/// Of a section of which no key is near to what was written.
constexpr std::size_t most_listed_keys = 16;

std::string wrong_type(std::string_view path, std::string_view wanted, const toml::node& node)
{
    return fmt::format("\"{}\" takes {}, not {}", path, wanted, type_in_words(node));
}

} // namespace

toml::table parse_document(const std::string& text, const std::string& name)
{
    Diagnostics diagnostics;
    try {
        if (const std::size_t line = first_line_that_is_not_utf8(text); line > 0) {
            diagnostics.add({name, line, 0}, "is not UTF-8; save the file as UTF-8");
        } else {
            return toml::parse(text, name);
        }
    } catch (const toml::parse_error& failure) {
        diagnostics.add(position_of(failure.source()), std::string(failure.description()));
    }
    throw ScenarioError(diagnostics.errors());
}

SourcePosition position_of(const toml::source_region& region)
{
    SourcePosition position;
    position.file = region.path ? *region.path : std::string();
    if (!position.file.starts_with(override_option)) {
        position.line = region.begin.line;
        position.column = region.begin.column;
    }
    return position;
}

SourcePosition position_of(const toml::node& node)
{
    return position_of(node.source());
}

std::string_view type_in_words(const toml::node& node)
{
    switch (node.type()) {
    case toml::node_type::table: return "a table";
    case toml::node_type::array: return "an array";
    case toml::node_type::string: return "a text";
    case toml::node_type::integer: return "a whole number";
    case toml::node_type::floating_point: return "a number";
    case toml::node_type::boolean: return "true or false";
    case toml::node_type::date:
    case toml::node_type::time:
    case toml::node_type::date_time: return "a date or time";
    case toml::node_type::none: break;
    }
    return "nothing";
}

TomlTable::TomlTable(const toml::table& table, std::string path, const SectionDeclaration& section,
                     Diagnostics& diagnostics)
    : table_(&table), path_(std::move(path)), section_(&section), diagnostics_(&diagnostics)
{}

const KeyDeclaration& TomlTable::declared(std::string_view key) const
{
    const KeyDeclaration* found = section_->find(key);
    if (found == nullptr) {
        throw std::logic_error(fmt::format("key \"{}\" of section \"{}\" is not declared", key, section_->path));
    }
    return *found;
}

std::optional<double> TomlTable::number(std::string_view key) const
{
    const toml::node* found = node(key);
    return found == nullptr ? std::nullopt : number_of(*found, path_of(key), declared(key).range);
}

std::optional<double> TomlTable::number_of(const toml::node& node, std::string_view path,
                                           const NumberRange& range) const
{
    if (!node.is_number()) {
        diagnostics_->add(position_of(node), wrong_type(path, "a number", node));
        return std::nullopt;
    }
    const double number = node.value<double>().value_or(0.0);
    if (!range.contains(number)) {
        diagnostics_->add(position_of(node), fmt::format("\"{}\" is {}; it must be {}", path, number,
                                                         std::isfinite(number) ? range.words : any_number.words));
        return std::nullopt;
    }
    return number;
}

std::vector<std::pair<std::string, double>> TomlTable::named_numbers(std::string_view key) const
{
    const toml::node* found = node(key);
    if (found == nullptr) {
        return {};
    }
    if (!found->is_table()) {
        error(key, wrong_type(path_of(key), "a table of numbers", *found));
        return {};
    }
    std::vector<std::pair<std::string, double>> numbers;
    for (const auto& [name, value] : *found->as_table()) {
        const std::string path = fmt::format("{}.{}", path_of(key), name.str());
        if (const std::optional<double> number = number_of(value, path, declared(key).range)) {
            numbers.emplace_back(std::string(name.str()), *number);
        }
    }
    return numbers;
}

std::optional<std::int64_t> TomlTable::whole_number(std::string_view key) const
{
    const toml::node* found = node(key);
    if (found == nullptr) {
        return std::nullopt;
    }
    const std::optional<std::int64_t> number = found->value_exact<std::int64_t>();
    if (!number) {
        error(key, wrong_type(path_of(key), "a whole number", *found));
        return std::nullopt;
    }
    const NumberRange& range = declared(key).range;
    if (!range.contains(static_cast<double>(*number))) {
        const bool has_bound = range.greatest < static_cast<double>(std::numeric_limits<std::int64_t>::max());
        error(key, fmt::format("\"{}\" is {}; it must be {}", path_of(key), *number,
                               has_bound ? fmt::format("a whole number from {} to {}", range.least,
                                                       static_cast<std::int64_t>(range.greatest))
                                         : std::string(range.words)));
        return std::nullopt;
    }
    return number;
}

std::optional<bool> TomlTable::truth(std::string_view key) const
{
    const toml::node* found = node(key);
    if (found != nullptr && !found->is_boolean()) {
        error(key, wrong_type(path_of(key), "true or false", *found));
        return std::nullopt;
    }
    return found == nullptr ? std::nullopt : found->value_exact<bool>();
}

std::optional<std::string> TomlTable::text(std::string_view key) const
{
    const toml::node* found = node(key);
    if (found != nullptr && !found->is_string()) {
        error(key, wrong_type(path_of(key), "a text in quotes", *found));
        return std::nullopt;
    }
    return found == nullptr ? std::nullopt : found->value_exact<std::string>();
}

std::optional<std::vector<PlacedText>> TomlTable::texts(std::string_view key) const
{
    const toml::array* list = array(key);
    if (list == nullptr) {
        return std::nullopt;
    }
    std::vector<PlacedText> texts;
    for (const toml::node& element : *list) {
        const std::optional<std::string> text = element.value_exact<std::string>();
        if (!text) {
            diagnostics_->add(position_of(element),
                              wrong_type(path_of(key), "texts in quotes between [ and ]", element));
            continue;
        }
        texts.push_back({*text, position_of(element)});
    }
    return texts;
}

std::optional<TomlTable> TomlTable::table(std::string_view key) const
{
    const toml::node* found = node(key);
    if (found == nullptr) {
        return std::nullopt;
    }
    if (!found->is_table()) {
        error(key, wrong_type(path_of(key), "a table", *found));
        return std::nullopt;
    }
    return TomlTable(*found->as_table(), path_of(key), scenario_section(declared(key).section), *diagnostics_);
}

std::vector<std::pair<std::string, TomlTable>> TomlTable::named_tables(std::string_view key) const
{
    const toml::node* found = node(key);
    if (found == nullptr) {
        return {};
    }
    if (!found->is_table()) {
        error(key, wrong_type(path_of(key), "a table", *found));
        return {};
    }
    std::vector<std::pair<std::string, TomlTable>> tables;
    for (const auto& [name, value] : *found->as_table()) {
        const std::string path = fmt::format("{}.{}", path_of(key), name.str());
        if (value.is_table()) {
            tables.emplace_back(
                std::string(name.str()),
                TomlTable(*value.as_table(), path, scenario_section(declared(key).section), *diagnostics_));
        } else {
            diagnostics_->add(position_of(value), wrong_type(path, "a table", value));
        }
    }
    return tables;
}

const toml::array* TomlTable::array(std::string_view key) const
{
    const toml::node* found = node(key);
    if (found != nullptr && !found->is_array()) {
        error(key, wrong_type(path_of(key), "an array", *found));
    }
    return found == nullptr ? nullptr : found->as_array();
}

const toml::node* TomlTable::node(std::string_view key) const
{
    static_cast<void>(declared(key));
    return table_->get(key);
}

std::optional<std::size_t> TomlTable::chosen(std::string_view key, const std::vector<std::string>& words) const
{
    const std::optional<std::string> word = text(key);
    if (!word) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == *word) {
            return i;
        }
    }
    const std::string suggestion = did_you_mean(*word, words);
    error(key, fmt::format("\"{}\" is no value of \"{}\"{}", *word, path_of(key),
                           suggestion.empty() ? fmt::format("; it takes {}", quoted_list(words)) : suggestion));
    return std::nullopt;
}

void TomlTable::reject_unknown_keys() const
{
    std::vector<std::string> known_paths;
    for (const KeyDeclaration& key : section_->keys) {
        known_paths.push_back(path_of(key.name));
    }
    for (const auto& [key, value] : *table_) {
        if (section_->find(key.str()) == nullptr) {
            const std::string path = path_of(key.str());
            std::string help = did_you_mean(path, known_paths);
            if (help.empty() && known_paths.size() <= most_listed_keys) {
                help = "; there is " + quoted_list(known_paths);
            }
            diagnostics_->add(position_of(key.source()), fmt::format("unknown key \"{}\"{}", path, help));
        }
    }
}

std::string TomlTable::path_of(std::string_view key) const
{
    return path_.empty() ? std::string(key) : fmt::format("{}.{}", path_, key);
}

SourcePosition TomlTable::position() const
{
    return position_of(*table_);
}

SourcePosition TomlTable::position(std::string_view key) const
{
    const toml::node* found = table_->get(key);
    return found == nullptr ? position() : position_of(*found);
}

void TomlTable::error(std::string_view key, std::string_view message) const
{
    diagnostics_->add(position(key), message);
}

} // namespace kamsim
