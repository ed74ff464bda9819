#include "kamsim/report/duration_text.hpp"

#include <cmath>
#include <cstdint>

#include <fmt/format.h>

namespace kamsim {

std::string duration_text(double seconds)
{
    const auto whole = static_cast<std::int64_t>(std::ceil(seconds));
    if (whole < 60) {
        return fmt::format("{} s", whole);
    }
    return whole < 3600 ? fmt::format("{} min {} s", whole / 60, whole % 60)
                        : fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

} // namespace kamsim
