#include "kamsim/report/mechanism_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kamsim/decision/comparison.hpp"
#include "kamsim/decision/money_text.hpp"
#include "report/csv_text.hpp"
#include "report/text_layout.hpp"
#include "scenario/diagnostics.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json; // NaN and infinity are written as null

constexpr std::size_t title_width = 26;
constexpr std::size_t money_width = 12;
constexpr std::size_t line_width = 7;

const MechanismGroupDeclaration& declaration_of(const MechanismShare& share)
{
    return mechanism_groups[static_cast<std::size_t>(share.group)];
}

/// Lines of the ledger that stand together in a table that must not be wide.
struct Column {
    const char* heading;
    std::vector<LedgerLine> lines;

    [[nodiscard]] double sum(const std::array<double, ledger_line_count>& amounts) const
    {
        double total = 0.0;
        for (const LedgerLine line : lines) {
            total += amounts[static_cast<std::size_t>(line)];
        }
        return total;
    }
};

const std::vector<Column>& columns()
{
    static const std::vector<Column> all{
        {"kept", {LedgerLine::retained}},
        {"won", {LedgerLine::expansion, LedgerLine::acquisition, LedgerLine::commission}},
        {"prices", {LedgerLine::concession}},
        {"serve", {LedgerLine::cost_to_serve, LedgerLine::stranded}},
        {"people", {LedgerLine::people}},
        {"money", {LedgerLine::investment, LedgerLine::rescue}},
        {"fixed", {LedgerLine::fixed, LedgerLine::transition}},
        {"later", {LedgerLine::residual}},
    };
    return all;
}

constexpr auto column_words =
    "Kept: retained. Won: expansion, acquisition, commission. Prices: concession. Serve: cost to serve, stranded. "
    "Money: investment, rescue. Fixed: fixed, transition. ";

bool is_used(const MechanismBridge& bridge, const Column& column)
{
    return std::any_of(bridge.groups.begin(), bridge.groups.end(),
                       [&](const MechanismShare& share) { return column.sum(share.lines) != 0.0; });
}

double largest_of(const MechanismBridge& bridge)
{
    double largest = std::fabs(bridge.total.mean);
    for (const MechanismShare& share : bridge.groups) {
        largest = std::max({largest, std::fabs(share.share.mean), std::fabs(share.first_in), std::fabs(share.last_in)});
    }
    return largest;
}

std::string half_width(const Interval& interval, const MoneyUnit& unit)
{
    return "± " + unit.text(0.5 * (interval.high - interval.low));
}

std::string share_row(std::string_view title, const BridgeStep& step, const MoneyUnit& unit)
{
    return left_aligned(clipped(title, title_width - 1), title_width) + right_aligned(unit.text(step.mean), money_width)
           + right_aligned(half_width(step.interval, unit), money_width);
}

std::string shares(const MechanismBridge& bridge, const MoneyUnit& unit, Colour colour)
{
    std::string text = left_aligned("", title_width) + right_aligned("share", money_width)
                       + right_aligned("", money_width) + right_aligned("first", money_width)
                       + right_aligned("last", money_width) + "\n";
    for (const MechanismShare& share : bridge.groups) {
        if (share.differs) {
            text += share_row(declaration_of(share).title, share.share, unit)
                    + right_aligned(unit.text(share.first_in), money_width)
                    + right_aligned(unit.text(share.last_in), money_width) + "\n";
        }
    }
    return text + emphasised(share_row("difference", bridge.total, unit), Emphasis::strong, colour) + "\n";
}

std::string line_row(std::string_view title, std::size_t width, const std::array<double, ledger_line_count>& amounts,
                     const std::vector<Column>& shown_columns, double total, const MoneyUnit& unit)
{
    std::string text = left_aligned(clipped(title, width - 1), width);
    for (const Column& column : shown_columns) {
        text += right_aligned(unit.text(column.sum(amounts)), line_width);
    }
    return text + right_aligned(unit.text(total), line_width);
}

std::string lines(const MechanismBridge& bridge, const MoneyUnit& unit, Colour colour)
{
    std::vector<Column> shown_columns;
    std::copy_if(columns().begin(), columns().end(), std::back_inserter(shown_columns),
                 [&](const Column& column) { return is_used(bridge, column); });
    const std::size_t width = std::min(title_width, terminal_width - line_width * (shown_columns.size() + 1));
    std::string text = left_aligned("by ledger line", width);
    for (const Column& column : shown_columns) {
        text += right_aligned(column.heading, line_width);
    }
    text += right_aligned("all", line_width) + "\n";
    for (const MechanismShare& share : bridge.groups) {
        if (share.differs) {
            text +=
                line_row(declaration_of(share).title, width, share.lines, shown_columns, share.share.mean, unit) + "\n";
        }
    }
    const auto row = line_row("difference", width, bridge.lines, shown_columns, bridge.total.mean, unit);
    return text + emphasised(row, Emphasis::strong, colour) + "\n";
}

std::string order_words(const MechanismBridge& bridge)
{
    switch (bridge.order) {
    case JoiningOrder::first_player_first:
        return " The programme begins before the others come into it: its share is what it is worth with nothing in "
               "it.";
    case JoiningOrder::first_player_last:
        return " The programme ends after the others have left it: its share is what it is worth with nothing in it.";
    case JoiningOrder::any: break;
    }
    return "";
}

std::string rules(const MechanismBridge& bridge)
{
    const auto sample = bridge.worlds > 1
                            ? fmt::format("{} futures in {} worlds", grouped(static_cast<double>(bridge.futures), 0),
                                          grouped(static_cast<double>(bridge.worlds), 0))
                            : fmt::format("{} futures", grouped(static_cast<double>(bridge.futures), 0));
    return wrapped(fmt::format("{} designs between the two, each with some groups from the one and the others from the "
                               "other, on the same luck ({}). Share: mean over all orders of switching the groups over "
                               "(Shapley); the shares add up to the difference. First, last: what a group adds before, "
                               "and after, all others.{} ± half of the {} interval ({}), paired, each share alone.",
                               bridge.hybrids, sample, order_words(bridge), percent_text(comparison_level),
                               name(bridge.total.interval.kind)),
                   terminal_width)
           + wrapped(column_words, terminal_width);
}

Json step_json(const BridgeStep& step)
{
    return {{"mean", step.mean},
            {"standard_error", step.standard_error},
            {"interval", Json::array({step.interval.low, step.interval.high})},
            {"interval_kind", name(step.interval.kind)}};
}

Json lines_json(const std::array<double, ledger_line_count>& amounts)
{
    Json json = Json::object();
    for (const auto& declaration : ledger_lines) {
        json[declaration.name] = amounts[static_cast<std::size_t>(declaration.line)];
    }
    return json;
}

} // namespace

std::string mechanism_table(const MechanismBridge& bridge, std::string_view currency, Colour colour)
{
    const auto unit = money_unit(currency, largest_of(bridge));
    const auto heading = wrapped(fmt::format("From {} to {}: net present value by mechanism, {}", shown(bridge.from),
                                             shown(bridge.to), unit.name),
                                 terminal_width);
    if (std::none_of(bridge.groups.begin(), bridge.groups.end(),
                     [](const MechanismShare& share) { return share.differs; })) {
        return heading + "The two designs are the same in everything that acts.\n";
    }
    return heading + shares(bridge, unit, colour) + "\n" + lines(bridge, unit, colour) + "\n" + rules(bridge);
}

std::string mechanism_csv(const MechanismBridge& bridge, std::string_view currency)
{
    std::string text = "from,to,group,line,mean,standard_error,low,high,interval_kind,first_in,last_in,unit\n";
    const auto begin = csv_text_cell(bridge.from) + "," + csv_text_cell(bridge.to) + ",";
    const auto unit = csv_text_cell(currency);
    const auto step = [](const BridgeStep& one) {
        return fmt::format("{},{},{},{},{}", csv_number_cell(one.mean), csv_number_cell(one.standard_error),
                           csv_number_cell(one.interval.low), csv_number_cell(one.interval.high),
                           csv_text_cell(name(one.interval.kind)));
    };
    for (const MechanismShare& share : bridge.groups) {
        const auto* group = declaration_of(share).name;
        text += fmt::format("{}{},all,{},{},{},{}\n", begin, group, step(share.share), csv_number_cell(share.first_in),
                            csv_number_cell(share.last_in), unit);
        for (const auto& declaration : ledger_lines) {
            text += fmt::format("{}{},{},{},,,,,,,{}\n", begin, group, declaration.name,
                                csv_number_cell(share.lines[static_cast<std::size_t>(declaration.line)]), unit);
        }
    }
    return text + fmt::format("{}all,all,{},,,{}\n", begin, step(bridge.total), unit);
}

std::string mechanism_json(const MechanismBridge& bridge, std::string_view currency)
{
    Json groups = Json::array();
    for (const MechanismShare& share : bridge.groups) {
        const auto& declaration = declaration_of(share);
        groups.push_back({{"group", declaration.name},
                          {"meaning", declaration.meaning},
                          {"differs", share.differs},
                          {"share", step_json(share.share)},
                          {"first_in", share.first_in},
                          {"last_in", share.last_in},
                          {"lines", lines_json(share.lines)}});
    }
    constexpr std::array orders{"any", "programme_first", "programme_last"};
    const Json document{
        {"from", bridge.from},
        {"to", bridge.to},
        {"by", "mechanism"},
        {"from_value", bridge.from_value},
        {"to_value", bridge.to_value},
        {"difference", step_json(bridge.total)},
        {"lines", lines_json(bridge.lines)},
        {"groups", groups},
        {"order", orders[static_cast<std::size_t>(bridge.order)]},
        {"designs", bridge.hybrids},
        {"futures", bridge.futures},
        {"worlds", bridge.worlds},
        {"level", comparison_level},
        {"unit", currency},
    };
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace kamsim
