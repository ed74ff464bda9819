#pragma once

#include <exception>

namespace kamsim::program {

/// Says on the standard error what went wrong.
/// @return the exit code
[[nodiscard]] int tell_failure(const std::exception_ptr& failure);

} // namespace kamsim::program
