#pragma once

#include <string>

#include "kamsim/scenario/precision_contract.hpp"

namespace kamsim {

/// A contract as JSON text, for a plan.
[[nodiscard]] std::string precision_json(const PrecisionContract& contract);

/// Reads it back.
/// @throws Damage where it names what there is not
[[nodiscard]] PrecisionContract precision_of(const std::string& json);

} // namespace kamsim
