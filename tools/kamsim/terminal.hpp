#pragma once

#include <cstdint>

#include "kamsim/report/terminal.hpp"

namespace kamsim::program {

enum class Stream : std::uint8_t { output, error };

/// Whether a person reads the stream, rather than a file or another program.
[[nodiscard]] bool is_terminal(Stream stream);

/// Coloured on a terminal, unless the environment says NO_COLOR (no-color.org) or that the terminal is dumb.
[[nodiscard]] Colour output_colour();

} // namespace kamsim::program
