#include "scenario/mapped_csv.hpp"

#include <algorithm>
#include <filesystem>
#include <sstream>

#include <fmt/format.h>

#include "kamsim/scenario/nearest_name.hpp"

namespace kamsim {

namespace {

/// A value as a field of a file would have it, so that both are read by the same rules.
std::optional<std::string> text_of(const toml::node& node)
{
    if (node.is_string()) {
        return node.value_exact<std::string>();
    }
    if (node.is_boolean()) {
        return node.value_or(false) ? "true" : "false";
    }
    if (node.is_number()) {
        return fmt::format("{}", node.value_or(0.0)); // shortest text that reads back as the same number
    }
    if (const toml::value<toml::date>* date = node.as_date()) {
        std::ostringstream text;
        text << **date;
        return text.str();
    }
    return std::nullopt;
}

} // namespace

void MappedCsv::find_our_names()
{
    sources_.resize(known_.size());
    for (std::size_t i = 0; i < known_.size(); ++i) {
        sources_[i].csv_column = csv_.column(known_[i]);
    }
}

void MappedCsv::map_columns(const TomlTable& section)
{
    const std::optional<TomlTable> columns = section.table("columns");
    if (!columns) {
        return;
    }
    for (std::size_t i = 0; i < known_.size(); ++i) {
        const std::optional<std::string> theirs = columns->text(known_[i]);
        if (!theirs) {
            continue;
        }
        sources_[i].csv_column = csv_.column(*theirs);
        sources_[i].is_mapped = true;
        if (!sources_[i].csv_column && !csv_.header().empty()) {
            columns->error(known_[i], fmt::format("{} has no column \"{}\"{}", csv_.file(), *theirs,
                                                  did_you_mean(*theirs, csv_.header())));
        }
    }
    columns->reject_unknown_keys();
}

void MappedCsv::take_values(const TomlTable& section, Diagnostics& diagnostics)
{
    take_values(section, "constants", &Source::constant, diagnostics);
    take_values(section, "defaults", &Source::default_value, diagnostics);
}

void MappedCsv::take_values(const TomlTable& section, std::string_view key, std::optional<Value> Source::*member,
                            Diagnostics& diagnostics)
{
    const std::optional<TomlTable> values = section.table(key);
    if (!values) {
        return;
    }
    for (std::size_t i = 0; i < known_.size(); ++i) {
        const toml::node* node = values->node(known_[i]);
        if (node == nullptr) {
            continue;
        }
        if (const std::optional<std::string> text = text_of(*node)) {
            sources_[i].*member = Value{*text, position_of(*node)};
        } else {
            diagnostics.add(position_of(*node),
                            fmt::format("\"{}\" takes a number, a text, or true or false", values->path_of(known_[i])));
        }
    }
    values->reject_unknown_keys();
}

const MappedCsv::Source& MappedCsv::source_of(std::string_view column) const
{
    const auto found = std::find(known_.begin(), known_.end(), column);
    return sources_[static_cast<std::size_t>(found - known_.begin())];
}

std::optional<Cell> MappedCsv::cell(std::size_t row, std::string_view column) const
{
    std::optional<Cell> found = name_cell(row, column);
    return found && !is_constant(column) && csv_.is_missing(found->text) ? std::nullopt : found;
}

std::optional<Cell> MappedCsv::name_cell(std::size_t row, std::string_view column) const
{
    const Source& source = source_of(column);
    if (source.constant) {
        return Cell{source.constant->text, column, source.constant->position};
    }
    return source.csv_column ? csv_.cell(row, *source.csv_column) : std::nullopt;
}

std::string MappedCsv::text(std::size_t row, std::string_view column) const
{
    const std::optional<Cell> found = name_cell(row, column);
    return found ? std::string(found->text) : std::string();
}

std::optional<Cell> MappedCsv::default_cell(std::string_view column) const
{
    const std::optional<Value>& value = source_of(column).default_value;
    return value ? std::optional<Cell>(Cell{value->text, column, value->position}) : std::nullopt;
}

bool MappedCsv::is_given(std::string_view column) const
{
    return is_constant(column) || source_of(column).csv_column.has_value();
}

bool MappedCsv::is_constant(std::string_view column) const
{
    return source_of(column).constant.has_value();
}

std::string_view MappedCsv::name_in_file(std::string_view column) const
{
    const Source& source = source_of(column);
    return source.csv_column ? std::string_view(csv_.header()[*source.csv_column]) : column;
}

std::vector<std::size_t> MappedCsv::file_columns(std::span<const std::string_view> ours) const
{
    std::vector<std::size_t> found;
    for (const std::string_view column : ours) {
        const Source& source = source_of(column);
        if (source.csv_column && !source.constant) {
            found.push_back(*source.csv_column);
        }
    }
    return found;
}

std::vector<std::string> MappedCsv::ignored() const
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < csv_.header().size(); ++i) {
        const bool is_used = std::any_of(sources_.begin(), sources_.end(), [&](const Source& source) {
            return source.csv_column == i && !source.constant;
        });
        if (!is_used && !csv_.header()[i].empty()) {
            names.push_back(csv_.header()[i]);
        }
    }
    return names;
}

void MappedCsv::report_at(std::size_t row, std::string_view column, std::string_view message,
                          Diagnostics& diagnostics) const
{
    const std::optional<Cell> found = name_cell(row, column);
    report(found ? *found : Cell{"", name_in_file(column), position(row)}, message, diagnostics);
}

bool has_columns(const MappedCsv& columns, std::span<const std::string_view> required, std::string_view section,
                 Diagnostics& diagnostics)
{
    if (columns.csv().header().empty()) {
        return false; // an error already
    }
    bool complete = true;
    for (const std::string_view column : required) {
        if (!columns.is_given(column)) {
            diagnostics.add({columns.csv().file(), columns.csv().header_line(), 0},
                            fmt::format("there is no column \"{}\"{}; name the column that holds it under "
                                        "[{}.columns], for example {} = \"...\"",
                                        column, did_you_mean(column, columns.csv().header()), section, column));
            complete = false;
        }
    }
    return complete;
}

std::string ignored_columns_sentence(const MappedCsv& columns)
{
    std::string list;
    for (const std::string& name : columns.ignored()) {
        const std::string_view near = nearest_name(name, columns.known());
        list += fmt::format("{}{}{}", list.empty() ? "" : ", ", name,
                            near.empty() ? std::string() : fmt::format(" (near to \"{}\")", near));
    }
    return list.empty() ? list
                        : fmt::format("ignored columns of {}: {}",
                                      std::filesystem::path(columns.csv().file()).filename().string(), list);
}

} // namespace kamsim
