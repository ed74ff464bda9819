#include "report/csv_text.hpp"

#include <cmath>

#include <csv.h>
#include <fmt/format.h>

namespace kamsim {

std::string csv_text_cell(std::string_view text)
{
    constexpr std::string_view begins_a_formula = "=+-@\t\r\n";
    const bool is_formula = !text.empty() && begins_a_formula.find(text.front()) != std::string_view::npos;
    const auto harmless = (is_formula ? "'" : "") + std::string(text);
    std::string cell(csv_write(nullptr, 0, harmless.data(), harmless.size()), '\0');
    csv_write(cell.data(), cell.size(), harmless.data(), harmless.size());
    return cell;
}

std::string csv_number_cell(double number)
{
    return std::isnan(number) ? std::string() : fmt::format("{}", number);
}

} // namespace kamsim
