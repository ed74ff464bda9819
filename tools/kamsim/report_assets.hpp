#pragma once

#include "kamsim/report/html_page.hpp"

namespace kamsim::program {

/// Style and script of the page, from tools/report/, as they were when the program was built.
[[nodiscard]] PageAssets report_assets();

} // namespace kamsim::program
