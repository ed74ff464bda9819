#include "kamsim/report/account_table.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "kamsim/decision/comparison.hpp"
#include "kamsim/decision/money_text.hpp"
#include "kamsim/report/terminal.hpp"
#include "report/account_rows_shown.hpp"
#include "report/text_layout.hpp"

namespace kamsim {

namespace {

constexpr std::size_t label_width = 25;
constexpr std::size_t segment_width = 14;
constexpr std::size_t amount_width = 11;
constexpr std::size_t precision_width = 9;
constexpr std::size_t share_width = 9;
constexpr std::size_t kept_width = 6;

MoneyUnit unit_of(const Experiment& experiment, const std::vector<ShownRow>& rows)
{
    double largest = 0.0;
    for (const auto& row : rows) {
        largest = std::fmax(largest, std::fabs(row.part.mean));
    }
    return money_unit(experiment.currency, largest);
}

/// Shares of a difference may be negative and large.
std::string share_text(double share)
{
    return std::isnan(share) ? "-" : grouped(100.0 * share, 1) + " %";
}

std::string precision_text(const DifferencePart& part, const MoneyUnit& unit)
{
    const double half_width = 0.5 * (part.interval.high - part.interval.low);
    return std::isnan(half_width) ? "-" : unit.text(half_width);
}

/// Segments and kept shares are shown of accounts only.
std::string row_text(const ShownRow& row, DifferenceGrouping grouping, const MoneyUnit& unit)
{
    const bool by_account = grouping == DifferenceGrouping::account;
    const std::size_t label = by_account ? label_width : label_width + segment_width;
    auto text = left_aligned(clipped(row.label, label - 1), label);
    if (by_account) {
        text += left_aligned(clipped(row.segment, segment_width - 1), segment_width);
    }
    text += right_aligned(unit.text(row.part.mean), amount_width)
            + right_aligned(precision_text(row.part, unit), precision_width)
            + right_aligned(share_text(row.part.share), share_width);
    if (row.kept) {
        text += right_aligned(percent_text(row.kept->alternative_only), kept_width)
                + right_aligned(percent_text(row.kept->against_only), kept_width);
    }
    return text + "\n";
}

std::string heading_text(DifferenceGrouping grouping, const MoneyUnit& unit)
{
    const bool by_account = grouping == DifferenceGrouping::account;
    auto text = left_aligned(name(grouping), by_account ? label_width : label_width + segment_width)
                + (by_account ? left_aligned("segment", segment_width) : "") + right_aligned(unit.name, amount_width)
                + right_aligned("± mean", precision_width) + right_aligned("share", share_width);
    if (by_account) {
        text += right_aligned("kept", kept_width) + right_aligned("lost", kept_width);
    }
    return text + "\n";
}

std::string explanation(const Outcome& outcome, const AccountDifferences& differences)
{
    auto text = fmt::format("Mean differences of net present values over {} futures, {} less {}, ± half of their {} "
                            "intervals ({}; total: {}).",
                            grouped(static_cast<double>(outcome.replications), 0), differences.alternative,
                            differences.against, percent_text(comparison_level),
                            name(differences.unshared.interval.kind), name(differences.total.interval.kind));
    switch (differences.grouping) {
    case DifferenceGrouping::account:
        text += fmt::format(" kept: share of futures in which the account is a customer at the horizon under {} and "
                            "not under {}; lost: the other way round.",
                            differences.alternative, differences.against);
        break;
    case DifferenceGrouping::segment: break;
    case DifferenceGrouping::manager:
        text += fmt::format(" An account counts for the manager who held it last under {}, future by future.",
                            differences.alternative);
        break;
    }
    return wrapped(text
                       + " no account's: replacements of managers, stranded and transition cost, the residual, and "
                         "what the programme costs while no account is key.",
                   terminal_width);
}

} // namespace

std::string account_table(const Experiment& experiment, const Outcome& outcome, const AccountDifferences& differences,
                          std::size_t top)
{
    const auto rows = shown_rows(experiment, differences, top);
    const auto unit = unit_of(experiment, rows);
    auto text =
        wrapped(concentration_sentence(differences), terminal_width) + "\n" + heading_text(differences.grouping, unit);
    for (const auto& row : rows) {
        text += row_text(row, differences.grouping, unit);
    }
    return text + "\n" + explanation(outcome, differences);
}

} // namespace kamsim
