#pragma once

#include <limits>
#include <string_view>

#include "kamsim/model/parameter.hpp"

namespace kamsim {

/// Which numbers a key of a scenario or a column of a file takes.
struct NumberRange {
    double least = 0.0;
    double greatest = 0.0;
    std::string_view words; ///< completes "must be ..."

    [[nodiscard]] bool contains(double number) const { return number >= least && number <= greatest; }
};

inline constexpr double largest_number = std::numeric_limits<double>::max();
inline constexpr double smallest_positive_number = std::numeric_limits<double>::min();

inline constexpr NumberRange any_number{-largest_number, largest_number, "a finite number"};
inline constexpr NumberRange non_negative_number{0.0, largest_number, "0 or more"};
inline constexpr NumberRange positive_number{smallest_positive_number, largest_number, "above 0"};
inline constexpr NumberRange unit_interval{0.0, 1.0, "between 0 and 1"};
inline constexpr NumberRange discount_range{0.0, 10.0, "between 0 and 10, a share and no percentage"};

[[nodiscard]] constexpr NumberRange range_of(Domain domain)
{
    switch (domain) {
    case Domain::non_negative: return non_negative_number;
    case Domain::positive: return positive_number;
    case Domain::unit_interval: return unit_interval;
    case Domain::any: break;
    }
    return any_number;
}

} // namespace kamsim
