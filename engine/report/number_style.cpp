#include "kamsim/report/number_style.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "kamsim/model/catalogue.hpp"

namespace kamsim {

namespace {

constexpr double million = 1000.0; ///< in thousands

/// Amounts that print as a thousand thousands are millions.
bool is_in_millions(double thousands)
{
    return std::fabs(thousands) >= million - 0.5;
}

int decimals_of(double amount, double unit)
{
    const double size = std::fabs(amount) / unit;
    if (unit == million) {
        return size < 1000.0 ? 1 : 0;
    }
    return size < 9.95 && size != 0.0 ? 1 : 0;
}

} // namespace

std::string_view name(Locale locale)
{
    switch (locale) {
    case Locale::en: return "en";
    case Locale::it: return "it";
    case Locale::de: return "de";
    }
    return "";
}

NumberStyle::NumberStyle(Locale locale, std::string currency)
    : locale_(locale), currency_(std::move(currency)),
      base_(currency_.starts_with('k') ? currency_.substr(1) : "thousand " + currency_)
{}

char NumberStyle::decimal_sign() const
{
    return locale_ == Locale::en ? '.' : ',';
}

char NumberStyle::group_sign() const
{
    return locale_ == Locale::en ? ',' : '.';
}

std::string NumberStyle::number(double number, int decimals) const
{
    if (std::isnan(number)) {
        return "n/a";
    }
    if (std::isinf(number)) {
        return number > 0.0 ? "infinite" : "-infinite";
    }
    std::string digits = fmt::format("{:.{}f}", std::fabs(number), decimals);
    const bool is_zero = digits.find_first_of("123456789") == std::string::npos;
    const auto point = std::min(digits.find('.'), digits.size());
    if (point < digits.size()) {
        digits[point] = decimal_sign();
    }
    for (auto position = static_cast<std::ptrdiff_t>(point) - 3; position > 0; position -= 3) {
        digits.insert(static_cast<std::size_t>(position), 1, group_sign());
    }
    return number < 0.0 && !is_zero ? "-" + digits : digits;
}

std::string NumberStyle::plain(double value) const
{
    if (!std::isfinite(value) || value == 0.0) {
        return number(value, 0);
    }
    constexpr int digits = 3;
    const int magnitude = static_cast<int>(std::floor(std::log10(std::fabs(value))));
    const int decimals = std::clamp(digits - 1 - magnitude, 0, 9);
    std::string text = number(value, decimals);
    if (decimals > 0) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == decimal_sign()) {
            text.pop_back();
        }
    }
    return text;
}

std::string NumberStyle::percent(double share, int decimals) const
{
    const double step = std::pow(10.0, -2 - decimals);
    if (share > 0.0 && share < step / 2.0) {
        return "< " + number(100.0 * step, decimals) + " %";
    }
    if (share < 1.0 && share > 1.0 - step / 2.0) {
        return "> " + number(100.0 * (1.0 - step), decimals) + " %";
    }
    return number(100.0 * share, decimals) + " %";
}

std::string NumberStyle::percent_range(double low, double high) const
{
    return percent(low) + " to " + percent(high);
}

std::string NumberStyle::amount(const std::string& digits, bool millions) const
{
    switch (locale_) {
    case Locale::en: return fmt::format("{} {} {}", base_, digits, millions ? "M" : "k");
    case Locale::it: return fmt::format("{} {} {}", digits, millions ? "Mln" : "mila", base_);
    case Locale::de: return fmt::format("{} {} {}", digits, millions ? "Mio." : "Tsd.", base_);
    }
    return digits;
}

std::string NumberStyle::money(double thousands) const
{
    if (!std::isfinite(thousands)) {
        return number(thousands, 0);
    }
    const bool millions = is_in_millions(thousands);
    const double unit = millions ? million : 1.0;
    return amount(number(thousands / unit, decimals_of(thousands, unit)), millions);
}

std::string NumberStyle::money_change(double thousands) const
{
    if (!std::isfinite(thousands)) {
        return number(thousands, 0);
    }
    const bool millions = is_in_millions(thousands);
    const double unit = millions ? million : 1.0;
    const auto digits = number(thousands / unit, decimals_of(thousands, unit));
    const bool is_positive = digits.find_first_of("123456789") != std::string::npos && thousands > 0.0;
    return amount(is_positive ? "+" + digits : digits, millions);
}

std::string NumberStyle::money_range(double low, double high) const
{
    if (!std::isfinite(low) || !std::isfinite(high)) {
        return fmt::format("{} to {}", money(low), money(high));
    }
    const double larger = std::fabs(low) > std::fabs(high) ? low : high;
    const bool millions = is_in_millions(larger);
    const double unit = millions ? million : 1.0;
    const int decimals = decimals_of(larger, unit);
    return amount(fmt::format("{} to {}", number(low / unit, decimals), number(high / unit, decimals)), millions);
}

std::string NumberStyle::years(double years) const
{
    const bool is_whole = std::fabs(years - std::round(years)) < 0.05;
    const auto text = number(years, is_whole ? 0 : 1);
    return text + (text == "1" ? " year" : " years");
}

std::string NumberStyle::with_unit(double value, Unit unit) const
{
    switch (unit) {
    case Unit::share:
    case Unit::probability: return percent(value, std::fabs(value) < 0.1 ? 1 : 0);
    case Unit::money: return money(value);
    case Unit::money_per_year: return money(value) + " a year";
    case Unit::years: return years(value);
    case Unit::dimensionless:
    case Unit::factor:
    case Unit::count:
    case Unit::log_odds: return plain(value);
    default: return plain(value) + " " + unit_text(unit, currency_);
    }
}

std::string NumberStyle::date(int year, int month, int day) const
{
    constexpr std::array months{"January", "February", "March",     "April",   "May",      "June",
                                "July",    "August",   "September", "October", "November", "December"};
    switch (locale_) {
    case Locale::en: return fmt::format("{} {} {}", day, months.at(static_cast<std::size_t>(month - 1)), year);
    case Locale::it: return fmt::format("{:02}/{:02}/{}", day, month, year);
    case Locale::de: return fmt::format("{:02}.{:02}.{}", day, month, year);
    }
    return "";
}

MoneyScale NumberStyle::money_scale(double largest_thousands) const
{
    const double size = std::fabs(largest_thousands);
    if (!(size >= 10.0 * million)) {
        return {1.0, size < 100.0 ? 1 : 0, currency_.starts_with('k') ? "k" + base_ : base_};
    }
    const int decimals = size < 1000.0 * million ? 1 : 0;
    switch (locale_) {
    case Locale::it: return {million, decimals, "Mln " + base_};
    case Locale::de: return {million, decimals, "Mio. " + base_};
    default: return {million, decimals, "M" + base_};
    }
}

} // namespace kamsim
