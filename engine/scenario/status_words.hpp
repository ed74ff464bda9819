#pragma once

#include <optional>
#include <string_view>

#include "kamsim/model/account.hpp"

namespace kamsim {

/// "customer", "prospect" and what exports in other languages say for them, capitals ignored.
/// @return empty for any other word
[[nodiscard]] std::optional<AccountStatus> status_of_word(std::string_view word);

} // namespace kamsim
