#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include "scenario/reading.hpp"

namespace kamsim {

/// Lays a scenario over the one that it extends, and that one over its own base. Every value remembers the file in
/// which it stands. Paths and texts of the bases are added to what was read.
///
/// @param text of `file`
/// @throws ScenarioError where a file cannot be read or parsed, or where the chain of bases comes back to a file
[[nodiscard]] toml::table read_with_bases(const std::filesystem::path& file, const std::string& text, Reading& reading);

/// Some keys say the same in different words (a structure or a plan, a period or periods a year): the one that comes
/// later takes the other's place.
void erase_what_it_replaces(toml::table& table, std::string_view key);

} // namespace kamsim
