#include "kamsim/report/precision_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "kamsim/decision/money_text.hpp"
#include "report/text_layout.hpp"

namespace kamsim {

namespace {

std::string count_text(double count)
{
    return grouped(count, 0);
}

const std::string& name_of(const Experiment& experiment, int alternative)
{
    return experiment.alternatives[static_cast<std::size_t>(alternative)].name;
}

std::string quantity_text(const PrecisionItem& item)
{
    switch (item.quantity) {
    case PreciseQuantity::difference: return "difference";
    case PreciseQuantity::value: return "value";
    case PreciseQuantity::measure: return measure_catalogue()[static_cast<std::size_t>(item.measure)].name;
    }
    return "";
}

/// Three significant digits, money with its unit.
std::string amount_text(const PrecisionItem& item, double amount)
{
    const bool is_money = item.quantity != PreciseQuantity::measure;
    if (std::isnan(amount)) {
        return "n/a";
    }
    return is_money ? money_text(amount) : fmt::format("{:.3g}", amount);
}

std::string standing(bool holds, Colour colour)
{
    return holds ? emphasised("holds", Emphasis::good, colour) : emphasised("not reached", Emphasis::bad, colour);
}

std::string item_rows(const Experiment& experiment, const PrecisionReport& report, Colour colour)
{
    std::string text;
    std::size_t quantity_width = 8;
    std::size_t name_width = 6;
    for (const auto& item : report.items) {
        quantity_width = std::max(quantity_width, display_width(quantity_text(item)));
        name_width = std::max(name_width, display_width(name_of(experiment, item.alternative)));
    }
    quantity_width = std::min<std::size_t>(quantity_width, 24);
    name_width = std::min<std::size_t>(name_width, 16);
    if (!report.items.empty()) {
        text = fmt::format("  {} {} {:>9} {:>10} {:>10}\n", left_aligned("mean of", quantity_width),
                           left_aligned("design", name_width), "is", "within", "asked for");
    }
    for (const auto& item : report.items) {
        text += fmt::format("  {} {} {:>9} {:>10} {:>10}  {}\n",
                            left_aligned(clipped(quantity_text(item), quantity_width), quantity_width),
                            left_aligned(clipped(name_of(experiment, item.alternative), name_width), name_width),
                            amount_text(item, item.mean), amount_text(item, item.half_width()),
                            amount_text(item, item.target), standing(item.holds, colour));
    }
    return text;
}

std::string selection_sentence(const Experiment& experiment, const SelectionPrecision& selection)
{
    const auto bound = selection.excess > 0.0 ? fmt::format("no more than {} less than", money_text(selection.excess))
                                              : std::string("no less than");
    return fmt::format("Selection, {:.4g} % sure: {} is worth {} any other design; asked for was less than {}: {}.",
                       100.0 * selection.target.probability, name_of(experiment, selection.leader), bound,
                       money_text(selection.target.indifference), selection.holds ? "holds" : "not reached");
}

std::string outcome_sentence(const PrecisionReport& report)
{
    if (report.holds) {
        return "All that was asked for holds.";
    }
    if (!std::isfinite(report.replications_needed)) {
        return "Not all was reached, and no number of futures would do: a spread is not known, or nothing is allowed "
               "between two designs that are worth the same.";
    }
    // Two digits: spreads are estimates.
    const double digits = std::pow(10.0, std::floor(std::log10(report.replications_needed)) - 1.0);
    return fmt::format("Not all was reached. It would take about {} futures: raise precision.most_replications, or ask "
                       "for less.",
                       count_text(std::ceil(report.replications_needed / digits) * digits));
}

} // namespace

std::string precision_request(std::span<const std::int64_t> looks)
{
    if (looks.size() == 1) {
        return wrapped(
            fmt::format("Precision is judged once, at {} futures.", count_text(static_cast<double>(looks.front()))),
            terminal_width);
    }
    return wrapped(
        fmt::format("Goes on until the precision asked for holds: looks at {}, {}, ... and at most {} futures.",
                    count_text(static_cast<double>(looks[0])), count_text(static_cast<double>(looks[1])),
                    count_text(static_cast<double>(looks.back()))),
        terminal_width);
}

std::string precision_table(const Experiment& experiment, const PrecisionReport& report, Colour colour)
{
    auto text = wrapped(fmt::format("Precision at look {} of {}, {} futures; half-widths by {}, {:.4g} % together:",
                                    report.look, report.looks, count_text(static_cast<double>(report.replications)),
                                    name(IntervalKind::student_t_at_every_look), 100.0 * report.contract.confidence),
                        terminal_width);
    text += item_rows(experiment, report, colour);
    if (report.selection) {
        text += wrapped(selection_sentence(experiment, *report.selection), terminal_width);
    }
    return text + wrapped(outcome_sentence(report), terminal_width);
}

} // namespace kamsim
