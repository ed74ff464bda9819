#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

namespace kamsim {

/// The file's bytes.
/// @throws std::runtime_error with the reason, without the path
[[nodiscard]] std::string read_file(const std::filesystem::path& path);

/// XXH3 of 128 bits in its canonical, hexadecimal form (the same as `xxhsum -H2`).
[[nodiscard]] std::string content_hash(std::string_view bytes);

} // namespace kamsim
