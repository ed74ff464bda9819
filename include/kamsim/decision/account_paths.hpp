#pragma once

#include <cstdint>

namespace kamsim {

/// What becomes of single accounts, future by future: what means and sums of a result do not hold.
struct AccountPaths {
    std::int64_t futures = 0; ///< the first ones of the result's
};

} // namespace kamsim
