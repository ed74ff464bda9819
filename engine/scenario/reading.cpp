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

std::optional<CsvTable> read_csv_file(const TomlTable& table, std::string_view key, Reading& reading)
{
    const std::optional<std::string> name = table.text(key);
    if (!name) {
        return std::nullopt;
    }
    const std::filesystem::path path = located(*name, table.position(key), reading);
    try {
        const std::string bytes = read_file(path);
        reading.inputs.push_back({*name, content_hash(bytes)});
        return CsvTable(bytes, path.string(), reading.diagnostics);
    } catch (const std::runtime_error& failure) {
        table.error(key, fmt::format("cannot read \"{}\" (looked for {}): {}", *name, path.string(), failure.what()));
        return std::nullopt;
    }
}

} // namespace kamsim
