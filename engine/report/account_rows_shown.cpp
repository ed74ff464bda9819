#include "report/account_rows_shown.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace kamsim {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

ShownRow shown(const Experiment& experiment, DifferenceGrouping grouping, const DifferenceRow& row)
{
    ShownRow result{ShownKind::part, row.label, "", "", 1, row.part, row.kept};
    if (grouping == DifferenceGrouping::account) {
        const auto& account = experiment.accounts.at(static_cast<std::size_t>(row.number));
        result.id = account.id;
        result.segment = account.segment;
        result.label = account.name.empty() ? account.id : account.name;
    } else if (grouping == DifferenceGrouping::manager) {
        result.id = std::to_string(row.number + 1);
    }
    return result;
}

/// Several rows together. How their sum spreads is not known from their own spreads.
ShownRow together(const std::vector<const DifferenceRow*>& rows)
{
    ShownRow result{ShownKind::others, "", "", "", static_cast<int>(rows.size()), {}, std::nullopt};
    result.part.standard_error = undefined;
    result.part.interval = rows.front()->part.interval;
    result.part.interval.low = result.part.interval.high = undefined;
    for (const auto* row : rows) {
        result.part.mean += row->part.mean;
        result.part.share += row->part.share;
    }
    return result;
}

} // namespace

std::vector<ShownRow> shown_rows(const Experiment& experiment, const AccountDifferences& differences, std::size_t top)
{
    std::vector<const DifferenceRow*> order;
    for (const auto& row : differences.rows) {
        order.push_back(&row);
    }
    std::stable_sort(order.begin(), order.end(), [](const DifferenceRow* left, const DifferenceRow* right) {
        return std::fabs(left->part.mean) > std::fabs(right->part.mean);
    });
    std::vector<ShownRow> rows;
    const std::size_t count = std::min(top, order.size());
    for (std::size_t k = 0; k < count; ++k) {
        rows.push_back(shown(experiment, differences.grouping, *order[k]));
    }
    if (count < order.size()) {
        rows.push_back(together({order.begin() + static_cast<std::ptrdiff_t>(count), order.end()}));
        rows.back().label = fmt::format("other {}s ({})", name(differences.grouping), order.size() - count);
    }
    rows.push_back({ShownKind::unshared, "no account's", "", "", 1, differences.unshared, std::nullopt});
    rows.push_back({ShownKind::total, "total", "", "", 1, differences.total, std::nullopt});
    return rows;
}

std::string kind_text(const ShownRow& row, DifferenceGrouping grouping)
{
    switch (row.kind) {
    case ShownKind::part: return std::string(name(grouping));
    case ShownKind::others: return fmt::format("other {}s", name(grouping));
    case ShownKind::unshared: return "unshared";
    case ShownKind::total: return "total";
    }
    return "";
}

} // namespace kamsim
