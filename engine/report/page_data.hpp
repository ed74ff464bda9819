#pragma once

#include <string>

#include "kamsim/report/document.hpp"

namespace kamsim {

/// What the page's script draws from (docs/developer/report.md), as JSON that may stand in a script element.
[[nodiscard]] std::string page_data(const Report& report);

} // namespace kamsim
