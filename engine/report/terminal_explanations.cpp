#include <algorithm>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "kamsim/decision/money_text.hpp"
#include "kamsim/report/terminal.hpp"
#include "report/text_layout.hpp"

namespace kamsim {

namespace {

constexpr std::size_t label_width = 18;
constexpr std::size_t amount_width = 12;
constexpr std::size_t margin_width = 12;
constexpr std::size_t side_width = 17; ///< of the bars, on either side of the axis

double largest_line(const Bridge& bridge)
{
    double largest = 0.0;
    for (const auto& line : bridge.lines) {
        largest = std::max(largest, std::fabs(line.mean));
    }
    return largest;
}

std::string bar(double amount, double largest, Colour colour)
{
    const auto length =
        largest > 0.0 ? static_cast<std::size_t>(std::lround(side_width * std::fabs(amount) / largest)) : 0;
    const std::string marks(length, '#');
    const std::string empty(side_width, ' ');
    if (amount < 0.0) {
        return std::string(side_width - length, ' ') + emphasised(marks, Emphasis::bad, colour) + "|";
    }
    return empty + "|" + (length > 0 ? emphasised(marks, Emphasis::good, colour) : "");
}

std::string step_row(std::string_view label, const BridgeStep& step, const MoneyUnit& unit)
{
    return left_aligned(clipped(label, label_width), label_width) + right_aligned(unit.text(step.mean), amount_width)
           + right_aligned("± " + unit.text(0.5 * (step.interval.high - step.interval.low)), margin_width);
}

std::string value_row(std::string_view label, double value, const MoneyUnit& unit)
{
    return left_aligned(clipped(label, label_width), label_width) + right_aligned(unit.text(value), amount_width)
           + "\n";
}

/// What is printed of an amount.
double printed(double amount, const MoneyUnit& unit)
{
    const double step = unit.thousands * std::pow(10.0, -unit.decimals);
    return step * std::round(amount / step);
}

/// Rounded lines need not add up to the rounded difference; what is missing has a row of its own.
std::string rounding_row(const Bridge& bridge, const MoneyUnit& unit)
{
    double missing = printed(bridge.total.mean, unit);
    for (const auto& line : bridge.lines) {
        missing -= printed(line.mean, unit);
    }
    const double half_a_step = 0.5 * unit.thousands * std::pow(10.0, -unit.decimals);
    return std::fabs(missing) < half_a_step ? "" : value_row("  rounding", missing, unit);
}

std::string support_cell(const PersonToWin& first)
{
    return fmt::format("{:+.2f} to {:+.2f}", first.support, first.support + first.support_change);
}

std::string renewal_cell(const StakeholderAdvice& advice)
{
    if (!advice.yearly_renewal || !advice.yearly_renewal_if_won) {
        return "-";
    }
    return fmt::format("{:.1f} to {:.1f} %", 100.0 * *advice.yearly_renewal, 100.0 * *advice.yearly_renewal_if_won);
}

std::string person_cell(const StakeholderAdvice& advice)
{
    if (!advice.first.person) {
        return "nobody left to win";
    }
    const auto person =
        advice.first_role.empty() ? advice.first_name : fmt::format("{}, {}", advice.first_name, advice.first_role);
    return (advice.holds_for_all_scales ? "" : "~ ") + person;
}

} // namespace

std::string bridge_table(const Bridge& bridge, std::string_view currency, Colour colour)
{
    const double largest = largest_line(bridge);
    const auto unit =
        money_unit(currency, std::max({largest, std::fabs(bridge.from_value), std::fabs(bridge.to_value)}));
    std::string text =
        wrapped(fmt::format("From {} to {}: net present value by ledger line, {}", bridge.from, bridge.to, unit.name),
                terminal_width);
    text += value_row(bridge.from, bridge.from_value, unit);
    for (const auto& declaration : ledger_lines) {
        const auto& line = bridge.line(declaration.line);
        if (line.mean != 0.0 || line.standard_error > 0.0) {
            text += step_row(fmt::format("  {}", declaration.name), line, unit) + "  " + bar(line.mean, largest, colour)
                    + "\n";
        }
    }
    text += rounding_row(bridge, unit);
    text += value_row(bridge.to, bridge.to_value, unit);
    text += emphasised(step_row("difference", bridge.total, unit), Emphasis::strong, colour) + "\n";
    return text
           + wrapped(fmt::format("± half of the {} interval of each mean ({}), paired, each line alone.",
                                 percent_text(comparison_level), name(bridge.total.interval.kind)),
                     terminal_width);
}

std::string bulleted_list(std::string_view heading, std::span<const std::string> items)
{
    std::string text = items.empty() ? "" : std::string(heading) + ":\n";
    for (const auto& item : items) {
        text += "-" + wrapped(item, terminal_width, "  ").substr(1);
    }
    return text;
}

std::string stakeholder_table(std::span<const StakeholderAdvice> advice, Colour colour)
{
    if (advice.empty()) {
        return "";
    }
    std::string text = "Whom to win first\n" + left_aligned("account", 18) + left_aligned("person", 22)
                       + right_aligned("support", 15) + right_aligned("relation", 9)
                       + right_aligned("renewal a year", 16) + "\n";
    bool depends_on_weights = false;
    for (const auto& row : advice) {
        depends_on_weights = depends_on_weights || !row.holds_for_all_scales;
        const auto person = left_aligned(clipped(person_cell(row), 21), 22);
        text += left_aligned(clipped(row.account_name, 17), 18) + emphasised(person, Emphasis::strong, colour)
                + right_aligned(support_cell(row.first), 15)
                + right_aligned(fmt::format("{:+.3f}", row.first.relationship_change), 9)
                + right_aligned(renewal_cell(row), 16) + "\n";
    }
    text +=
        wrapped("Support: power-weighted attitude, -1 to 1, now and with the person won. Relation: change of the "
                "relationship. Renewal: chance that a contract lives through a year, on the first day and without a "
                "programme.",
                terminal_width);
    if (depends_on_weights) {
        text += wrapped("~ another person comes first if lines of influence weigh 0 to 4 times what was given.",
                        terminal_width);
    }
    return text;
}

} // namespace kamsim
