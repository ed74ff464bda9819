#include "scenario/column_map.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "scenario/nearest_name.hpp"

namespace kamsim {

namespace {

/// A constant as a field of a file would have it, so that both are read by the same rules.
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
    return std::nullopt;
}

} // namespace

ColumnMap::ColumnMap(const CsvTable& csv, std::vector<std::string> known, const TomlTable& section,
                     Diagnostics& diagnostics)
    : csv_(&csv), known_(std::move(known)), sources_(known_.size())
{
    for (std::size_t i = 0; i < known_.size(); ++i) {
        sources_[i].csv_column = csv.column(known_[i]);
    }
    map_columns(section);
    take_constants(section, diagnostics);
}

void ColumnMap::map_columns(const TomlTable& section)
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
        sources_[i].csv_column = csv_->column(*theirs);
        if (!sources_[i].csv_column) {
            columns->error(known_[i], fmt::format("{} has no column \"{}\"{}", csv_->file(), *theirs,
                                                  did_you_mean(*theirs, csv_->header())));
        }
    }
    columns->reject_unknown_keys();
}

void ColumnMap::take_constants(const TomlTable& section, Diagnostics& diagnostics)
{
    const std::optional<TomlTable> constants = section.table("constants");
    if (!constants) {
        return;
    }
    for (std::size_t i = 0; i < known_.size(); ++i) {
        const toml::node* node = constants->node(known_[i]);
        if (node == nullptr) {
            continue;
        }
        sources_[i].constant = text_of(*node);
        sources_[i].position = position_of(*node);
        if (!sources_[i].constant) {
            diagnostics.add(position_of(*node), fmt::format("\"{}\" takes a number, a text, or true or false",
                                                            constants->path_of(known_[i])));
        }
    }
    constants->reject_unknown_keys();
}

const ColumnMap::Source& ColumnMap::source_of(std::string_view column) const
{
    const auto found = std::find(known_.begin(), known_.end(), column);
    return sources_[static_cast<std::size_t>(found - known_.begin())];
}

std::optional<Cell> ColumnMap::cell(std::size_t row, std::string_view column) const
{
    const Source& source = source_of(column);
    if (source.constant) {
        return Cell{*source.constant, column, source.position};
    }
    return source.csv_column ? csv_->cell(row, *source.csv_column) : std::nullopt;
}

bool ColumnMap::is_given(std::string_view column) const
{
    return is_constant(column) || source_of(column).csv_column.has_value();
}

bool ColumnMap::is_constant(std::string_view column) const
{
    return source_of(column).constant.has_value();
}

std::string_view ColumnMap::name_in_file(std::string_view column) const
{
    const Source& source = source_of(column);
    return source.csv_column ? std::string_view(csv_->header()[*source.csv_column]) : column;
}

std::vector<std::string> ColumnMap::ignored() const
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < csv_->header().size(); ++i) {
        const bool is_used = std::any_of(sources_.begin(), sources_.end(), [&](const Source& source) {
            return source.csv_column == i && !source.constant;
        });
        if (!is_used && !csv_->header()[i].empty()) {
            names.push_back(csv_->header()[i]);
        }
    }
    return names;
}

} // namespace kamsim
