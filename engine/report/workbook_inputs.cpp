// Sheets with cells to change: what follows from them is formulas, with the values that they give.

#include <algorithm>
#include <array>
#include <numeric>

#include <fmt/format.h>

#include "report/workbook_sheets.hpp"

namespace kamsim::workbook {

namespace {

constexpr lxw_col_t last_column = 15;
constexpr int characters = 130;

void write_head(Sheet& sheet, const SheetDeclaration& declaration, const std::string& explanation)
{
    worksheet_gridlines(sheet.raw(), LXW_HIDE_ALL_GRIDLINES);
    worksheet_set_landscape(sheet.raw());
    worksheet_fit_to_pages(sheet.raw(), 1, 0);
    sheet.text(0, 0, declaration.name, Look::title);
    sheet.paragraph(1, last_column, explanation, Look::explanation, characters);
}

void allow_numbers(Sheet& sheet, lxw_row_t row, lxw_col_t column, double least, double greatest, const char* advice)
{
    std::string message = advice;
    lxw_data_validation validation{};
    validation.validate = LXW_VALIDATION_TYPE_DECIMAL;
    validation.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    validation.minimum_number = least;
    validation.maximum_number = greatest;
    validation.error_message = message.data();
    require(worksheet_data_validation_cell(sheet.raw(), row, column, &validation));
}

enum class Better : std::uint8_t { higher, lower };

/// A criterion of the score: one of eq. 14 that is known on the first day, with its weight there.
struct Criterion {
    const char* heading;
    double weight;
    Better better;
    Look look;
    double (*value)(const Account&);
};

constexpr std::array<Criterion, 6> criteria{{
    {"Revenue", 0.15, Better::higher, Look::money, [](const Account& account) { return account.revenue; }},
    {"Room (wallet less revenue)", 0.20, Better::higher, Look::money,
     [](const Account& account) { return account.wallet - account.revenue; }},
    {"Cells", 0.10, Better::lower, Look::whole, [](const Account& account) { return account.cells; }},
    {"Relationship", 0.15, Better::higher, Look::decimal, [](const Account& account) { return account.relationship; }},
    {"Fit", 0.15, Better::higher, Look::decimal, [](const Account& account) { return account.fit; }},
    {"Logo", 0.05, Better::higher, Look::decimal, [](const Account& account) { return account.logo; }},
}};
constexpr lxw_row_t weight_row = 3;
constexpr lxw_row_t better_row = 4;
constexpr lxw_row_t lowest_row = 5;
constexpr lxw_row_t highest_row = 6;
constexpr lxw_row_t heading_row = 8;
constexpr lxw_row_t first_row = 9;
constexpr lxw_col_t score_column = 2;
constexpr lxw_col_t rank_column = 3;
constexpr lxw_col_t first_raw = 4;
constexpr lxw_col_t first_scaled = first_raw + criteria.size();
constexpr lxw_col_t last_raw = first_scaled - 1;
constexpr lxw_col_t last_scaled = first_scaled + criteria.size() - 1;

struct Scores {
    std::vector<std::array<double, criteria.size()>> scaled; ///< [account][criterion]
    std::array<double, criteria.size()> lowest{};
    std::array<double, criteria.size()> highest{};
    std::vector<double> scores;
};

/// What the formulas of the sheet give, operation by operation.
Scores scores_of(const std::vector<Account>& accounts)
{
    Scores result;
    result.scaled.resize(accounts.size());
    double weights = 0.0;
    for (std::size_t c = 0; c < criteria.size(); ++c) {
        weights += criteria[c].weight;
        const auto by_value = [&](const Account& left, const Account& right) {
            return criteria[c].value(left) < criteria[c].value(right);
        };
        const auto ends = std::minmax_element(accounts.begin(), accounts.end(), by_value);
        const double low = result.lowest[c] = criteria[c].value(*ends.first);
        const double high = result.highest[c] = criteria[c].value(*ends.second);
        for (std::size_t a = 0; a < accounts.size(); ++a) {
            const double above = high == low ? 0.5 : (criteria[c].value(accounts[a]) - low) / (high - low);
            result.scaled[a][c] = criteria[c].better == Better::lower ? 1.0 - above : above;
        }
    }
    for (const auto& scaled : result.scaled) {
        double sum = 0.0;
        for (std::size_t c = 0; c < criteria.size(); ++c) {
            sum += criteria[c].weight * scaled[c];
        }
        result.scores.push_back(sum / weights);
    }
    return result;
}

void write_criterion(std::size_t c, const Scores& scores, lxw_row_t last_row, Sheet& sheet)
{
    const auto raw = static_cast<lxw_col_t>(first_raw + c);
    const auto scaled = static_cast<lxw_col_t>(first_scaled + c);
    sheet.text(heading_row, raw, criteria[c].heading, Look::number_heading);
    sheet.text(heading_row, scaled, std::string(criteria[c].heading) + ", scaled", Look::number_heading);
    sheet.number(weight_row, raw, criteria[c].weight, Look::input_number);
    allow_numbers(sheet, weight_row, raw, 0.0, 1e6, "A weight is 0 or more.");
    sheet.text(better_row, raw, criteria[c].better == Better::lower ? "lower" : "higher", Look::input_text);
    std::array<std::string, 2> words{"higher", "lower"};
    std::array<char*, 3> choices{words[0].data(), words[1].data(), nullptr};
    lxw_data_validation validation{};
    validation.validate = LXW_VALIDATION_TYPE_LIST;
    validation.value_list = choices.data();
    require(worksheet_data_validation_cell(sheet.raw(), better_row, raw, &validation));
    const auto data = fixed_range(first_row, raw, last_row, raw);
    sheet.formula(lowest_row, raw, "=MIN(" + data + ")", scores.lowest[c], criteria[c].look);
    sheet.formula(highest_row, raw, "=MAX(" + data + ")", scores.highest[c], criteria[c].look);
}

/// A cell of a row that stays the row when the formula is copied down, in the column that it stands in.
std::string in_fixed_row(lxw_row_t row, lxw_col_t column)
{
    const auto name = cell(row, column);
    const auto digit = name.find_first_of("0123456789");
    return name.substr(0, digit) + "$" + name.substr(digit);
}

void write_account(const Account& account, std::size_t a, const Scores& scores, lxw_row_t last_row, Sheet& sheet)
{
    const auto row = static_cast<lxw_row_t>(first_row + a);
    sheet.text(row, 0, account.id);
    sheet.text(row, 1, account.name);
    for (std::size_t c = 0; c < criteria.size(); ++c) {
        const auto raw = static_cast<lxw_col_t>(first_raw + c);
        const auto low = in_fixed_row(lowest_row, raw);
        const auto high = in_fixed_row(highest_row, raw);
        const auto above = fmt::format("IF({1}={0},0.5,({2}-{0})/({1}-{0}))", low, high, cell(row, raw));
        sheet.number(row, raw, criteria[c].value(account), criteria[c].look);
        sheet.formula(row, static_cast<lxw_col_t>(first_scaled + c),
                      fmt::format("=IF({0}=\"lower\",1-{1},{1})", in_fixed_row(better_row, raw), above),
                      scores.scaled[a][c], Look::number);
    }
    const auto weights = fixed_range(weight_row, first_raw, weight_row, last_raw);
    sheet.formula(row, score_column,
                  fmt::format("=IF(SUM({0})=0,0,SUMPRODUCT({0},{1}:{2})/SUM({0}))", weights, cell(row, first_scaled),
                              cell(row, last_scaled)),
                  scores.scores[a], Look::number);
    const auto above = std::count_if(scores.scores.begin(), scores.scores.end(),
                                     [&](double other) { return other > scores.scores[a]; });
    sheet.formula(row, rank_column,
                  fmt::format("=RANK({},{})", cell(row, score_column),
                              fixed_range(first_row, score_column, last_row, score_column)),
                  static_cast<double>(above + 1), Look::whole);
}

} // namespace

void write_scoring(const std::vector<Account>& accounts, const std::string& currency, Sheet sheet)
{
    write_head(sheet, scoring_sheet,
               fmt::format("Change the yellow cells: weights, and whether higher or lower is better. Each criterion is "
                           "scaled from 0 at the lowest account to 1 at the highest; the score is their weighted mean. "
                           "The weights are those of the selection by eight factors (model, eq. 14) for the six that "
                           "are known on the first day. Revenue and room in {} a year.",
                           currency));
    const auto last_row = static_cast<lxw_row_t>(first_row + accounts.size() - 1);
    const auto scores = scores_of(accounts);
    sheet.text(weight_row, 0, "Weight");
    sheet.text(better_row, 0, "Better when");
    sheet.text(lowest_row, 0, "Lowest");
    sheet.text(highest_row, 0, "Highest");
    const std::array<const char*, first_raw> headings{"Account", "Name", "Score", "Rank"};
    for (std::size_t i = 0; i < headings.size(); ++i) {
        sheet.text(heading_row, static_cast<lxw_col_t>(i), headings[i],
                   i < score_column ? Look::column_heading : Look::number_heading);
    }
    for (std::size_t c = 0; c < criteria.size(); ++c) {
        write_criterion(c, scores, last_row, sheet);
    }
    for (std::size_t a = 0; a < accounts.size(); ++a) {
        write_account(accounts[a], a, scores, last_row, sheet);
    }
    require(worksheet_set_row(sheet.raw(), heading_row, 62.0, nullptr));
    sheet.width(0, 0, 14.0);
    sheet.width(1, 1, 28.0);
    sheet.width(score_column, last_scaled, 12.0);
    worksheet_freeze_panes(sheet.raw(), first_row, 2);
}

} // namespace kamsim::workbook
