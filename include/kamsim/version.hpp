#pragma once

#include <string_view>

namespace kamsim {

/// The version of kamsim, "major.minor.patch".
[[nodiscard]] std::string_view version();

/// The git revision that this library was built from, 12 hexadecimal digits, followed by "-dirty" where files had been
/// changed; "unknown" where it was built outside a git checkout.
[[nodiscard]] std::string_view revision();

} // namespace kamsim
