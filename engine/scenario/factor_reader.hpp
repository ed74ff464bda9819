#pragma once

#include <string_view>
#include <vector>

#include "kamsim/scenario/factors.hpp"
#include "scenario/toml_reader.hpp"

namespace kamsim {

/// Reads an array of tables of section "factor".
/// @param key of the document under which they stand
/// @return those without errors
[[nodiscard]] std::vector<Factor> read_factors(const TomlTable& document, std::string_view key,
                                               Diagnostics& diagnostics);

} // namespace kamsim
