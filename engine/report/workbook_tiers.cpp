// ABC tiers of the customers of the first day by cut-offs that the reader sets, as the model ranks them.

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "report/workbook_sheets.hpp"

namespace kamsim::workbook {

namespace {

constexpr lxw_row_t cut_a_row = 3;
constexpr lxw_row_t cut_b_row = 4;
constexpr lxw_row_t total_row = 5;
constexpr lxw_row_t summary_row = 7;
constexpr lxw_row_t heading_row = 12;
constexpr lxw_row_t first_row = 13;
constexpr lxw_col_t value_column = 2; ///< of the cut-offs and the total, and of revenue
constexpr lxw_col_t before_column = 3;
constexpr lxw_col_t share_column = 4;
constexpr lxw_col_t tier_column = 5;
constexpr double cut_a = 0.80;
constexpr double cut_b = 0.95;
constexpr std::array<const char*, 3> tiers{"A", "B", "C"};

std::vector<const Account*> customers_by_revenue(const std::vector<Account>& accounts)
{
    std::vector<const Account*> customers;
    for (const auto& account : accounts) {
        if (account.status == AccountStatus::customer) {
            customers.push_back(&account);
        }
    }
    std::stable_sort(customers.begin(), customers.end(),
                     [](const Account* left, const Account* right) { return left->revenue > right->revenue; });
    return customers;
}

struct TierSum {
    double customers = 0.0;
    double revenue = 0.0;
};
using TierSums = std::array<TierSum, tiers.size()>;

/// One row for each customer, with what the formulas give.
TierSums write_customers(const std::vector<const Account*>& customers, double total, Sheet& sheet)
{
    TierSums sums{};
    const auto total_cell = fixed_cell(total_row, value_column);
    double before = 0.0;
    for (std::size_t i = 0; i < customers.size(); ++i) {
        const auto row = static_cast<lxw_row_t>(first_row + i);
        const double revenue = customers[i]->revenue;
        sheet.text(row, 0, customers[i]->id);
        sheet.text(row, 1, customers[i]->name);
        sheet.number(row, value_column, revenue, Look::money);
        sheet.formula(row, before_column,
                      i == 0 ? "=0" : fmt::format("={}+{}", cell(row - 1, before_column), cell(row - 1, value_column)),
                      before, Look::money);
        const double share = total == 0.0 ? 0.0 : (before + revenue) / total;
        sheet.formula(
            row, share_column,
            fmt::format("=IF({0}=0,0,({1}+{2})/{0})", total_cell, cell(row, before_column), cell(row, value_column)),
            share, Look::share);
        const std::size_t tier = before < cut_a * total ? 0 : before < cut_b * total ? 1 : 2;
        sheet.formula(row, tier_column,
                      fmt::format("=IF({0}<{1}*{3},\"A\",IF({0}<{2}*{3},\"B\",\"C\"))", cell(row, before_column),
                                  fixed_cell(cut_a_row, value_column), fixed_cell(cut_b_row, value_column), total_cell),
                      tiers[tier]);
        sums[tier].customers += 1.0;
        sums[tier].revenue += revenue;
        before += revenue;
    }
    return sums;
}

void write_summary(const TierSums& sums, lxw_row_t last_row, double total, Sheet& sheet)
{
    const auto tier_cells = fixed_range(first_row, tier_column, last_row, tier_column);
    const auto revenue_cells = fixed_range(first_row, value_column, last_row, value_column);
    const std::array<const char*, 4> headings{"Tier", "Customers", "Revenue", "Share of revenue"};
    for (std::size_t i = 0; i < headings.size(); ++i) {
        sheet.text(summary_row, static_cast<lxw_col_t>(i), headings[i],
                   i == 0 ? Look::column_heading : Look::number_heading);
    }
    for (std::size_t tier = 0; tier < tiers.size(); ++tier) {
        const auto row = static_cast<lxw_row_t>(summary_row + 1 + tier);
        sheet.text(row, 0, tiers[tier]);
        sheet.formula(row, 1, fmt::format("=COUNTIF({},{})", tier_cells, fixed_cell(row, 0)), sums[tier].customers,
                      Look::whole);
        sheet.formula(row, 2, fmt::format("=SUMIF({},{},{})", tier_cells, fixed_cell(row, 0), revenue_cells),
                      sums[tier].revenue, Look::money);
        sheet.formula(row, 3, fmt::format("=IF({0}=0,0,{1}/{0})", fixed_cell(total_row, value_column), cell(row, 2)),
                      total == 0.0 ? 0.0 : sums[tier].revenue / total, Look::share);
    }
}

void write_cut_off(lxw_row_t row, const char* label, double cut, Sheet& sheet)
{
    std::string message = "A cut-off is a share between 0 and 100 %.";
    lxw_data_validation validation{};
    validation.validate = LXW_VALIDATION_TYPE_DECIMAL;
    validation.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    validation.maximum_number = 1.0;
    validation.error_message = message.data();
    sheet.text(row, 0, label);
    sheet.number(row, value_column, cut, Look::input_share);
    require(worksheet_data_validation_cell(sheet.raw(), row, value_column, &validation));
}

} // namespace

void write_tiers(const std::vector<Account>& accounts, const std::string& currency, Sheet sheet)
{
    worksheet_gridlines(sheet.raw(), LXW_HIDE_ALL_GRIDLINES);
    worksheet_fit_to_pages(sheet.raw(), 1, 0);
    sheet.text(0, 0, tiers_sheet.name, Look::title);
    sheet.paragraph(1, tier_column,
                    fmt::format("Change the yellow cells. Customers of the first day, the largest first: in tier A are "
                                "those before whom less than the first share of all revenue is reached, in B those "
                                "before whom less than the second is. Revenue in {} a year.",
                                currency),
                    Look::explanation, 96);
    const auto customers = customers_by_revenue(accounts);
    double total = 0.0;
    for (const auto* customer : customers) {
        total += customer->revenue;
    }
    const auto last_row = static_cast<lxw_row_t>(first_row + std::max<std::size_t>(customers.size(), 1) - 1);
    write_cut_off(cut_a_row, "Tier A ends at", cut_a, sheet);
    write_cut_off(cut_b_row, "Tier B ends at", cut_b, sheet);
    sheet.text(total_row, 0, "Revenue of all");
    sheet.formula(total_row, value_column, "=SUM(" + fixed_range(first_row, value_column, last_row, value_column) + ")",
                  total, Look::money);
    const std::array<const char*, 6> headings{"Customer",         "Name", "Revenue", "Revenue before",
                                              "Cumulative share", "Tier"};
    for (std::size_t i = 0; i < headings.size(); ++i) {
        sheet.text(heading_row, static_cast<lxw_col_t>(i), headings[i],
                   i < value_column ? Look::column_heading : Look::number_heading);
    }
    write_summary(write_customers(customers, total, sheet), last_row, total, sheet);
    sheet.width(0, 0, 14.0);
    sheet.width(1, 1, 28.0);
    sheet.width(value_column, tier_column, 16.0);
    worksheet_freeze_panes(sheet.raw(), first_row, 0);
}

} // namespace kamsim::workbook
