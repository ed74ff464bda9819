#include "kamsim/first_day.hpp"

#include <cstdio>

#include <fmt/format.h>

#include "kamsim/command.hpp"

namespace kamsim::program {

std::chrono::year_month_day first_day_of(const CommandLine& line)
{
    const std::optional<std::string> text = line.text("first-day");
    if (!text) {
        return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    }
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    int read = 0;
    const bool is_date = std::sscanf(text->c_str(), "%4d-%2u-%2u%n", &year, &month, &day, &read) == 3;
    const std::chrono::year_month_day date(std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day});
    if (!is_date || static_cast<std::size_t>(read) != text->size() || !date.ok()) {
        throw UsageError(fmt::format("--first-day \"{}\": give a date such as 2026-01-01", *text));
    }
    return date;
}

} // namespace kamsim::program
