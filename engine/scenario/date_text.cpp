#include "scenario/date_text.hpp"

#include <array>
#include <charconv>

namespace kamsim {

namespace {

struct DateParts {
    std::array<int, 3> numbers{};
    char separator = '-';
    bool starts_with_year = false;
};

/// Takes a number of at most four digits off the front; 0 digits for none.
std::size_t take_number(std::string_view& text, int& number)
{
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    if (digits == 0 || digits > 4) {
        return 0;
    }
    static_cast<void>(std::from_chars(text.data(), text.data() + digits, number));
    text.remove_prefix(digits);
    return digits;
}

bool is_time(std::string_view text)
{
    return text.empty()
           || ((text.front() == ' ' || text.front() == 'T')
               && text.find_first_not_of("0123456789:.TZ+- APMapm") == std::string_view::npos);
}

std::optional<DateParts> split_date(std::string_view text)
{
    while (text.starts_with(' ')) {
        text.remove_prefix(1);
    }
    DateParts parts;
    std::array<std::size_t, 3> digits{};
    for (std::size_t i = 0; i < 3; ++i) {
        digits[i] = take_number(text, parts.numbers[i]);
        if (digits[i] == 0) {
            return std::nullopt;
        }
        if (i == 2) {
            break;
        }
        if (text.empty() || std::string_view("-/.").find(text.front()) == std::string_view::npos
            || (i == 1 && text.front() != parts.separator)) {
            return std::nullopt;
        }
        parts.separator = text.front();
        text.remove_prefix(1);
    }
    parts.starts_with_year = digits[0] == 4;
    const std::size_t year = parts.starts_with_year ? 0 : 2;
    const std::size_t day = parts.starts_with_year ? 2 : 0;
    if (!is_time(text) || (digits[year] != 4 && digits[year] != 2) || digits[1] > 2 || digits[day] > 2) {
        return std::nullopt;
    }
    if (digits[year] == 2) {
        parts.numbers[year] += 2000;
    }
    return parts;
}

std::optional<std::chrono::sys_days> day_of(int year, int month, int day)
{
    const std::chrono::year_month_day date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day)));
    return date.ok() ? std::optional<std::chrono::sys_days>(date) : std::nullopt;
}

} // namespace

bool is_like_a_date(std::string_view text)
{
    return split_date(text).has_value();
}

OrderEvidence date_order_evidence(std::string_view text)
{
    const std::optional<DateParts> parts = split_date(text);
    if (!parts || parts->starts_with_year || parts->separator == '.') {
        return OrderEvidence::none;
    }
    if (parts->numbers[0] > 12) {
        return OrderEvidence::day_first;
    }
    return parts->numbers[1] > 12 ? OrderEvidence::month_first : OrderEvidence::undecided;
}

std::optional<std::chrono::sys_days> read_date(std::string_view text, DateOrder order)
{
    const std::optional<DateParts> parts = split_date(text);
    if (!parts) {
        return std::nullopt;
    }
    const auto& [first, second, third] = parts->numbers;
    if (parts->starts_with_year) {
        return day_of(first, second, third);
    }
    if (parts->separator == '.' || order == DateOrder::day_first) {
        return day_of(third, second, first);
    }
    return order == DateOrder::month_first ? day_of(third, first, second) : std::nullopt;
}

double years_between(std::chrono::sys_days from, std::chrono::sys_days to)
{
    return static_cast<double>((to - from).count()) / days_per_year;
}

} // namespace kamsim
