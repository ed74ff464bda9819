#include "scenario/reading.hpp"

#include <fmt/format.h>

#include "scenario/input_files.hpp"

namespace kamsim {

std::optional<CsvTable> read_csv_file(TomlTable& table, std::string_view key, const std::string& name,
                                      const CsvDialect& dialect, Reading& reading)
{
    const std::filesystem::path path = (reading.folder / name).lexically_normal();
    try {
        const std::string bytes = read_file(path);
        reading.inputs.push_back({name, content_hash(bytes)});
        return CsvTable(bytes, path.string(), dialect, reading.diagnostics);
    } catch (const std::runtime_error& failure) {
        table.error(key, fmt::format("cannot read \"{}\" (looked for {}): {}", name, path.string(), failure.what()));
        return std::nullopt;
    }
}

std::optional<MappedCsv> read_side_file(TomlTable& portfolio, std::string_view key, std::vector<std::string> known,
                                        const CsvDialect& dialect, Reading& reading)
{
    const toml::node* node = portfolio.node(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    if (!node->is_table()) {
        const std::optional<std::string> name = portfolio.text(key);
        std::optional<CsvTable> csv =
            name ? read_csv_file(portfolio, key, *name, dialect, reading) : std::optional<CsvTable>();
        return csv ? std::optional<MappedCsv>(std::in_place, std::move(*csv), std::move(known)) : std::nullopt;
    }
    TomlTable table = *portfolio.table(key);
    const std::optional<std::string> name = table.text("file");
    if (!name) {
        table.error("file", fmt::format("[{}] lacks \"file\", the name of a CSV file", portfolio.path_of(key)));
        return std::nullopt;
    }
    const CsvDialect own = read_dialect(table, dialect, reading.diagnostics);
    std::optional<CsvTable> csv = read_csv_file(table, "file", *name, own, reading);
    std::optional<MappedCsv> columns;
    if (csv) {
        columns.emplace(std::move(*csv), std::move(known));
        columns->map_columns(table);
    }
    static_cast<void>(table.node("columns"));
    table.reject_unknown_keys();
    return columns;
}

} // namespace kamsim
