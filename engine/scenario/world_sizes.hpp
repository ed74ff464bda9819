#pragma once

#include <cstdint>
#include <optional>

#include "kamsim/model/experiment.hpp"
#include "scenario/reading.hpp"

namespace kamsim {

/// Sets the replications: worlds times futures of a world. What is given decides, and what is not follows; the command
/// line wins over the file.
/// @param section [uncertainty], of which the futures of a world are read
/// @param worlds that it gives
void settle_world_sizes(const TomlTable& document, const TomlTable& section, std::optional<std::int64_t> worlds,
                        Experiment& experiment, Reading& reading);

} // namespace kamsim
