#pragma once

#include <string>

namespace kamsim {

/// The JSON Schema (draft 2020-12) of scenario files, written from the declarations of keys and the catalogue of
/// parameters: editors with a TOML language server complete and check a scenario by it.
///
/// It says what one file may hold. What takes more to know, such as which structures there are or how many accounts, is
/// left to read_scenario(); a scenario that extends another one may leave out what is required.
[[nodiscard]] std::string scenario_json_schema();

} // namespace kamsim
