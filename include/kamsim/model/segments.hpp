#pragma once

#include <string>
#include <vector>

#include "kamsim/model/account.hpp"

namespace kamsim {

/// The segments of a portfolio, numbered in the order in which its accounts name them.
struct Segments {
    std::vector<std::string> names;
    std::vector<int> of_account; ///< [account]
};

[[nodiscard]] Segments segments_of(const std::vector<Account>& accounts);

} // namespace kamsim
