#include "scenario/reading.hpp"

#include <fmt/format.h>

#include "scenario/input_files.hpp"

namespace kamsim {

std::optional<CsvTable> read_csv_file(TomlTable& table, std::string_view key, Reading& reading)
{
    const std::optional<std::string> name = table.text(key);
    if (!name) {
        return std::nullopt;
    }
    const std::filesystem::path path = (reading.folder / *name).lexically_normal();
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
