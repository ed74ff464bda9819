#pragma once

#include <string>
#include <string_view>

namespace kamsim {

/// A number with thousands separators, for example "-1,234.5"; "n/a" for NaN.
[[nodiscard]] std::string grouped(double number, int decimals);

/// Money in thousands of the currency as "26.1 M" or "850 k".
[[nodiscard]] std::string money_text(double thousands);

/// Two amounts in the unit of the larger one: "24.5 to 27.6 M".
[[nodiscard]] std::string money_range_text(double low, double high);

/// A share in whole per cent, "47 %"; what is neither none nor all is never printed as 0 or 100 %.
[[nodiscard]] std::string percent_text(double share);

/// Unit of a table of money: thousands, or millions where they are large enough.
struct MoneyUnit {
    double thousands = 1.0; ///< what one unit is worth
    int decimals = 0;
    std::string name; ///< "kEUR", "MEUR"

    [[nodiscard]] std::string text(double amount) const { return grouped(amount / thousands, decimals); }
};

/// @param currency of the experiment, thousands of something, for example "kEUR"
/// @param largest amount of the table, kEUR
[[nodiscard]] MoneyUnit money_unit(std::string_view currency, double largest);

} // namespace kamsim
