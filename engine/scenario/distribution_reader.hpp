#pragma once

#include <optional>

#include "kamsim/statistics/distributions.hpp"
#include "scenario/toml_reader.hpp"

namespace kamsim {

/// The distribution that a table describes by `distribution` and the numbers of its family.
/// @return empty, with an error, where it does not fit
[[nodiscard]] std::optional<Distribution> read_distribution(const TomlTable& table, Diagnostics& diagnostics);

} // namespace kamsim
