#pragma once

#include <string>

#include "kamsim/results/work_status.hpp"

namespace kamsim {

/// How far work on a file is, in some lines.
/// @param name of the file, as it is shown
[[nodiscard]] std::string status_text(const WorkStatus& status, const std::string& name);

/// The same as a JSON object; what is not known is null.
[[nodiscard]] std::string status_json(const WorkStatus& status);

} // namespace kamsim
