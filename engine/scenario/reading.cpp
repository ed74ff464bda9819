#include "scenario/reading.hpp"

#include <fmt/format.h>

#include "scenario/input_files.hpp"

namespace kamsim {

std::filesystem::path located(const std::string& name, const SourcePosition& position, const Reading& reading)
{
    const bool is_of_file = position.line > 0;
    const std::filesystem::path folder =
        is_of_file ? std::filesystem::path(position.file).parent_path() : reading.folder;
    return (folder / name).lexically_normal();
}

std::optional<CsvTable> read_csv_file(const TomlTable& table, std::string_view key, const CsvDialect& dialect,
                                      Reading& reading)
{
    const std::optional<std::string> name = table.text(key);
    if (!name) {
        return std::nullopt;
    }
    const std::filesystem::path path = located(*name, table.position(key), reading);
    try {
        const std::string bytes = read_file(path);
        reading.inputs.push_back({*name, content_hash(bytes)});
        return CsvTable(bytes, path.string(), dialect, reading.diagnostics);
    } catch (const std::runtime_error& failure) {
        table.error(key, fmt::format("cannot read \"{}\" (looked for {}): {}", *name, path.string(), failure.what()));
        return std::nullopt;
    }
}

std::optional<MappedCsv> read_side_file(const TomlTable& portfolio, std::string_view key,
                                        std::vector<std::string> known, const CsvDialect& dialect, Reading& reading)
{
    const toml::node* node = portfolio.node(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    if (!node->is_table()) {
        std::optional<CsvTable> csv = read_csv_file(portfolio, key, dialect, reading);
        return csv ? std::optional<MappedCsv>(std::in_place, std::move(*csv), std::move(known)) : std::nullopt;
    }
    const TomlTable table = *portfolio.table(key);
    table.reject_unknown_keys();
    if (table.node("file") == nullptr) {
        table.error("file", fmt::format("[{}] lacks \"file\", the name of a CSV file", portfolio.path_of(key)));
    }
    // Without the file its keys are checked all the same, against a table that has no columns.
    std::optional<CsvTable> csv = read_csv_file(table, "file", read_dialect(table, dialect), reading);
    MappedCsv columns(csv ? std::move(*csv) : CsvTable(), std::move(known));
    columns.map_columns(table);
    return columns.csv().header().empty() ? std::nullopt : std::optional<MappedCsv>(std::move(columns));
}

} // namespace kamsim
