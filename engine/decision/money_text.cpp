#include "kamsim/decision/money_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include <fmt/format.h>

namespace kamsim {

namespace {

constexpr double million = 1000.0; ///< in thousands

int decimals_of(double amount, double unit)
{
    const double size = std::fabs(amount) / unit;
    if (unit == million) {
        return size < 1000.0 ? 1 : 0;
    }
    return size < 9.95 && size != 0.0 ? 1 : 0;
}

/// Amounts that print as a thousand thousands are millions.
bool is_in_millions(double thousands)
{
    return std::fabs(thousands) >= million - 0.5;
}

} // namespace

std::string grouped(double number, int decimals)
{
    if (std::isnan(number)) {
        return "n/a";
    }
    if (std::isinf(number)) {
        return number > 0.0 ? "infinite" : "-infinite";
    }
    std::string digits = fmt::format("{:.{}f}", std::fabs(number), decimals);
    const auto point = std::min(digits.find('.'), digits.size());
    for (auto position = static_cast<std::ptrdiff_t>(point) - 3; position > 0; position -= 3) {
        digits.insert(static_cast<std::size_t>(position), 1, ',');
    }
    const bool is_zero = digits.find_first_of("123456789") == std::string::npos;
    return number < 0.0 && !is_zero ? "-" + digits : digits;
}

std::string money_text(double thousands)
{
    const double unit = is_in_millions(thousands) ? million : 1.0;
    return grouped(thousands / unit, decimals_of(thousands, unit)) + (unit == million ? " M" : " k");
}

std::string money_range_text(double low, double high)
{
    const double larger = std::fabs(low) > std::fabs(high) ? low : high;
    const double unit = is_in_millions(larger) ? million : 1.0;
    const int decimals = decimals_of(larger, unit);
    return fmt::format("{} to {} {}", grouped(low / unit, decimals), grouped(high / unit, decimals),
                       unit == million ? "M" : "k");
}

std::string percent_text(double share)
{
    if (share > 0.0 && share < 0.005) {
        return "< 1 %";
    }
    if (share > 0.995 && share < 1.0) {
        return "> 99 %";
    }
    return grouped(100.0 * share, 0) + " %";
}

MoneyUnit money_unit(std::string_view currency, double largest)
{
    if (std::fabs(largest) < 10.0 * million) {
        return {1.0, std::fabs(largest) < 100.0 ? 1 : 0, std::string(currency)};
    }
    const bool is_thousands = currency.starts_with('k');
    return {million, std::fabs(largest) < 1000.0 * million ? 1 : 0,
            is_thousands ? "M" + std::string(currency.substr(1)) : "thousand " + std::string(currency)};
}

} // namespace kamsim
