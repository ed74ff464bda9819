#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kamsim/model/parameter.hpp"

namespace kamsim {

/// Whose habits numbers, amounts of money and dates follow. The text is English in all of them.
enum class Locale : std::uint8_t { en, it, de };

[[nodiscard]] std::string_view name(Locale locale);

/// Unit of a column or of a sentence about money: thousands of the currency, or millions where amounts are large.
struct MoneyScale {
    double thousands = 1.0; ///< what one unit is worth
    int decimals = 0;
    std::string unit; ///< "kEUR", "EUR M", "Mio. EUR"
};

/// Numbers in the words of a report. Money is given in thousands of the currency. What is not a number is "n/a".
class NumberStyle {
public:
    /// @param currency of the experiment, thousands of something: "kEUR"
    explicit NumberStyle(Locale locale = Locale::en, std::string currency = "kEUR");

    [[nodiscard]] Locale locale() const { return locale_; }
    [[nodiscard]] const std::string& currency() const { return currency_; }
    [[nodiscard]] char decimal_sign() const;
    [[nodiscard]] char group_sign() const;

    /// "1,234.5"; no "-0".
    [[nodiscard]] std::string number(double number, int decimals) const;
    [[nodiscard]] std::string count(double count) const { return number(count, 0); }
    /// Three significant digits, for values of any size: "0.0252", "1.5", "12,300".
    [[nodiscard]] std::string plain(double number) const;
    /// "47 %"; what is neither none nor all is never told as 0 or 100 %.
    [[nodiscard]] std::string percent(double share, int decimals = 0) const;
    /// "65 % to 66 %"
    [[nodiscard]] std::string percent_range(double low, double high) const;
    /// "EUR 26.1 M", "26,1 Mio. EUR"; "EUR 850 k"
    [[nodiscard]] std::string money(double thousands) const;
    /// The same with a sign also where it is positive: "EUR +3.0 M".
    [[nodiscard]] std::string money_change(double thousands) const;
    /// Both in the unit of the larger one: "EUR 24.5 to 27.6 M".
    [[nodiscard]] std::string money_range(double low, double high) const;
    /// "5.5 years"
    [[nodiscard]] std::string years(double years) const;
    /// A number of a parameter or measure with its unit: money, shares in per cent, others with their word.
    [[nodiscard]] std::string with_unit(double value, Unit unit) const;
    /// "22 November 2026", "22/11/2026", "22.11.2026"
    [[nodiscard]] std::string date(int year, int month, int day) const;

    /// Of a table or figure whose largest amount is this.
    [[nodiscard]] MoneyScale money_scale(double largest_thousands) const;

private:
    [[nodiscard]] std::string amount(const std::string& digits, bool millions) const;

    Locale locale_;
    std::string currency_; ///< "kEUR"
    std::string base_;     ///< "EUR"
};

} // namespace kamsim
