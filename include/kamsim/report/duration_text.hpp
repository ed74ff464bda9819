#pragma once

#include <string>

namespace kamsim {

/// Seconds, rounded up, as "48 s", "12 min 5 s" or "3 h 20 min".
[[nodiscard]] std::string duration_text(double seconds);

} // namespace kamsim
