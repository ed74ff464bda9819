#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include "scenario/diagnostics.hpp"

namespace kamsim {

/// What stands in the place of file and line for a value that came from the command line.
inline constexpr std::string_view override_option = "--set";

/// Overrides of alternatives wait until these stand in the document.
enum class OverrideStage : std::uint8_t { document, alternatives };

/// Puts `path=value` pairs into the document as if the scenario said so; later ones win. What they set is checked with
/// the rest of the document, and messages then name the pair.
///
/// A path is a key of the scenario ("simulation.years", "alternatives.matrix.key_accounts", "structures.matrix.setup"),
/// a key of [simulation] alone ("years"), or a path of the catalogue ("retention.save"). A value is written as in the
/// scenario; a single word needs no quotes.
///
/// The parameters must be flat already (flatten_parameters()).
void apply_overrides(toml::table& document, const std::vector<std::string>& overrides, OverrideStage stage,
                     Diagnostics& diagnostics);

} // namespace kamsim
