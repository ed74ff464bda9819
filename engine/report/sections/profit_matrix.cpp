// Section 12: which accounts earn money, and which cost it.

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include <fmt/format.h>

#include "report/sections/account_rows.hpp"
#include "report/sections/account_sentences.hpp"
#include "report/sections/sections.hpp"

namespace kamsim::sections {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// A share over the horizon, and the least and the greatest of the years.
struct OverYears {
    double mean = undefined;
    double low = undefined;
    double high = undefined;
};

/// What an account brings and costs under a design, in the mean over futures.
struct AccountProfit {
    double revenue = 0.0;   ///< a year, kEUR
    double margin = 0.0;    ///< gross margin a year after concessions, before cost to serve, kEUR
    double cost = 0.0;      ///< to serve, a year, kEUR
    double programme = 0.0; ///< share of the programme's cost, a year, kEUR
    OverYears margin_share; ///< of revenue
    OverYears cost_share;   ///< of revenue

    [[nodiscard]] double profit() const { return margin - cost - programme; }
};

void widen(OverYears& range, double value)
{
    range.low = std::fmin(range.low, value);
    range.high = std::fmax(range.high, value);
}

AccountProfit profit_of(const ReportSource& source, int design, int account)
{
    AccountProfit found;
    const double length = static_cast<double>(source.outcome().periods) / source.outcome().periods_per_year;
    const auto mean = [&](AccountMeasure measure, int year) {
        return account_mean(source, design, measure, account, year);
    };
    for (int year = 1; year <= last_year(source); ++year) {
        const double part_of_year = time_of_year(source, year) - (year > 1 ? time_of_year(source, year - 1) : 0.0);
        // What is recorded is the rate at both ends of the year.
        const double revenue =
            0.5 * (mean(AccountMeasure::revenue, year - 1) + mean(AccountMeasure::revenue, year)) * part_of_year;
        const double margin = mean(AccountMeasure::margin, year);
        const double cost = mean(AccountMeasure::cost_to_serve, year);
        found.revenue += revenue / length;
        found.margin += margin / length;
        found.cost += cost / length;
        found.programme += mean(AccountMeasure::programme_cost, year) / length;
        if (revenue > 0.0) {
            widen(found.margin_share, margin / revenue);
            widen(found.cost_share, cost / revenue);
        }
    }
    found.margin_share.mean = found.revenue > 0.0 ? found.margin / found.revenue : undefined;
    found.cost_share.mean = found.revenue > 0.0 ? found.cost / found.revenue : undefined;
    return found;
}

std::vector<AccountProfit> profits_of(const ReportSource& source, int design)
{
    std::vector<AccountProfit> profits;
    for (int account = 0; account < source.outcome().accounts; ++account) {
        profits.push_back(profit_of(source, design, account));
    }
    return profits;
}

/// Where the matrix is cut: what the whole portfolio has of both under the baseline, so that quadrants are the same
/// under all designs.
struct Cuts {
    double margin = undefined;
    double cost = undefined;

    explicit Cuts(const std::vector<AccountProfit>& profits)
    {
        double revenue = 0.0;
        double margins = 0.0;
        double costs = 0.0;
        for (const auto& one : profits) {
            revenue += one.revenue;
            margins += one.margin;
            costs += one.cost;
        }
        if (revenue > 0.0) {
            margin = margins / revenue;
            cost = costs / revenue;
        }
    }
};

constexpr const char* protect = "protect and grow";
constexpr const char* cheaper = "serve more cheaply";
constexpr const char* routine = "serve by routine";
constexpr const char* reprice = "reprice or let go";

std::string action_of(const AccountProfit& profit, const Cuts& cuts)
{
    const bool is_rich = profit.margin_share.mean >= cuts.margin;
    const bool is_cheap = profit.cost_share.mean <= cuts.cost;
    return is_rich ? (is_cheap ? protect : cheaper) : is_cheap ? routine : reprice;
}

const Moments& value_of(const ReportSource& source, int design, int account)
{
    return source.outcome()
        .account_value[static_cast<std::size_t>(design) * static_cast<std::size_t>(source.outcome().accounts)
                       + static_cast<std::size_t>(account)];
}

std::vector<ReportColumn> matrix_columns(const MoneyScale& scale, const MoneyScale& value_scale)
{
    return {text_column("account", "Account"),
            money_column("revenue", "Revenue a year", scale),
            share_column("margin", "Gross margin, share of revenue", 1),
            share_column("margin_low", "least year", 1),
            share_column("margin_high", "greatest year", 1),
            share_column("cost", "Cost to serve, share of revenue", 1),
            share_column("cost_low", "least year", 1),
            share_column("cost_high", "greatest year", 1),
            money_column("programme", "Programme cost a year", scale),
            money_column("profit", "Profit a year", scale),
            text_column("action", "Action"),
            money_column("value", "Value to the horizon", value_scale),
            money_column("value_low", "its 95 % interval from", value_scale),
            money_column("value_high", "to", value_scale)};
}

ReportTable matrix_table(const ReportSource& source, int design, const std::vector<AccountProfit>& profits,
                         const std::vector<int>& shown, const Cuts& cuts)
{
    std::vector<double> amounts;
    std::vector<double> values;
    for (const int account : shown) {
        amounts.push_back(profits[static_cast<std::size_t>(account)].revenue);
        values.push_back(value_of(source, design, account).mean);
    }
    ReportTable table{"accounts",
                      "Profit of the accounts",
                      matrix_columns(scale_of(source, amounts), scale_of(source, values)),
                      {},
                      {}};
    for (const int account : shown) {
        const auto& one = profits[static_cast<std::size_t>(account)];
        const auto& value = value_of(source, design, account);
        const auto interval = t_interval(value, comparison_level);
        table.rows.push_back({text_cell(account_name(source, account)), cell(one.revenue), cell(one.margin_share.mean),
                              cell(one.margin_share.low), cell(one.margin_share.high), cell(one.cost_share.mean),
                              cell(one.cost_share.low), cell(one.cost_share.high), cell(one.programme),
                              cell(one.profit()), action_of(one, cuts), cell(value.mean), cell(interval.low),
                              cell(interval.high)});
        table.accounts.push_back(account);
    }
    return table;
}

Sentence quadrant_sentence(const ReportSource& source, int design, const std::vector<AccountProfit>& profits,
                           const Cuts& cuts)
{
    ProfitCounts counts;
    for (const auto& one : profits) {
        const bool active = one.revenue > 0.0;
        counts.accounts += active ? 1 : 0;
        counts.losing += active && one.profit() < 0.0 ? 1 : 0;
        counts.dear += active && action_of(one, cuts) == reprice ? 1 : 0;
    }
    return profit_sentence(source.style, source.design(design), counts);
}

/// The accounts with the most revenue, and those that lose most.
std::vector<int> accounts_to_show(const std::vector<AccountProfit>& profits, const std::vector<int>& active)
{
    constexpr std::size_t most_losing = 10;
    std::vector<double> revenue;
    std::vector<double> loss;
    for (const auto& one : profits) {
        revenue.push_back(one.revenue);
        loss.push_back(-one.profit());
    }
    std::vector<int> losing;
    std::copy_if(active.begin(), active.end(), std::back_inserter(losing),
                 [&](int account) { return loss[static_cast<std::size_t>(account)] > 0.0; });
    losing = largest_of(losing, loss, most_losing);
    auto shown = largest_of(active, revenue, most_rows_of_accounts - losing.size());
    for (const int account : losing) {
        if (std::find(shown.begin(), shown.end(), account) == shown.end()) {
            shown.push_back(account);
        }
    }
    return shown;
}

FigureVariant matrix_of(const ReportSource& source, int design, const Cuts& cuts)
{
    const auto profits = profits_of(source, design);
    std::vector<int> active;
    double hidden = 0.0;
    for (int account = 0; account < source.outcome().accounts; ++account) {
        const auto& one = profits[static_cast<std::size_t>(account)];
        if (one.revenue > 0.0) {
            active.push_back(account);
            hidden += one.profit();
        }
    }
    const auto shown = accounts_to_show(profits, active);
    for (const int account : shown) {
        hidden -= profits[static_cast<std::size_t>(account)].profit();
    }
    FigureVariant variant;
    variant.takeaway.push_back(quadrant_sentence(source, design, profits, cuts));
    variant.tables.push_back(matrix_table(source, design, profits, shown, cuts));
    variant.notes.push_back(say("profit.note_matrix",
                                "Yearly means over the horizon and over futures, undiscounted; futures in which an "
                                "account is no customer count as nothing. The revenue of a year is the mean of the "
                                "rates at its two ends; gross margin is after price concessions; profit is after cost "
                                "to serve and the account's part of the programme. Whiskers go from the least to the "
                                "greatest of the years. The matrix is cut at what the whole portfolio has under the "
                                "baseline. Value: net present, after all of these; its interval (Student t) is one of "
                                "the mean (precision)."));
    note_cut(variant, source, shown.size(), active.size(), "those with the largest revenue or the largest loss");
    if (shown.size() < active.size()) {
        variant.notes.push_back(say_of_all(
            "profit.rest", fmt::format("The others have a profit of {} a year together.", source.style.money(hidden)),
            {{"hidden", hidden}}));
    }
    return variant;
}

Figure matrix_figure(const ReportSource& source)
{
    const Cuts cuts(profits_of(source, source.baseline()));
    const auto words = [](const char* text) { return TableCell(std::string(text)); };
    return {"12.1",
            "Margin and cost to serve",
            "A point for each account, as large as its revenue: to the right what it costs to serve, upwards its gross "
            "margin, both as shares of revenue, in four quadrants with the action that suits each; whiskers span the "
            "years.",
            {DrawingKind::bubbles,
             {{"label", "account"},
              {"x", "cost"},
              {"y", "margin"},
              {"size", "revenue"},
              {"series", "action"},
              {"x_low", "cost_low"},
              {"x_high", "cost_high"},
              {"y_low", "margin_low"},
              {"y_high", "margin_high"}},
             {{"x_split", cell(cuts.cost)},
              {"y_split", cell(cuts.margin)},
              {"north_west", words("Protect and grow")},
              {"north_east", words("Serve more cheaply")},
              {"south_west", words("Serve by routine")},
              {"south_east", words("Reprice or let go")}}},
            "design",
            for_each_design(source, [&](int design) { return matrix_of(source, design, cuts); }),
            OnSlide::yes};
}

// ---- whale curve

Whale whale_of(const ReportSource& source, int design, int year)
{
    Whale whale;
    whale.peak = measure_in(source, design, Measure::whale_peak, year).moments.count > 0.0
                     ? measure_in(source, design, Measure::whale_peak, year).moments.mean
                     : undefined;
    whale.total = source.outcome().whale_curve[source.outcome().curve_index(design, year, curve_points - 1)];
    whale.accounts = source.outcome().accounts;
    for (int account = 0; account < source.outcome().accounts; ++account) {
        const auto mean = [&](AccountMeasure measure) { return account_mean(source, design, measure, account, year); };
        whale.losing +=
            mean(AccountMeasure::margin) - mean(AccountMeasure::cost_to_serve) - mean(AccountMeasure::programme_cost)
                    < 0.0
                ? 1.0
                : 0.0;
    }
    return whale;
}

ReportTable whale_table(const ReportSource& source, int year)
{
    const auto& outcome = source.outcome();
    std::vector<double> amounts;
    for (int design = 0; design < outcome.alternatives; ++design) {
        for (int point = 0; point < curve_points; ++point) {
            amounts.push_back(outcome.whale_curve[outcome.curve_index(design, year, point)]);
        }
    }
    ReportTable table{"whale",
                      "Cumulative profit of accounts, best first",
                      {share_column("share", "Accounts, best first"), text_column("design", "Design"),
                       money_column("profit", "Profit of the year, mean", scale_of(source, amounts)),
                       share_column("of_total", "Of the total")},
                      {},
                      {}};
    for (int design = 0; design < outcome.alternatives; ++design) {
        const double total = outcome.whale_curve[outcome.curve_index(design, year, curve_points - 1)];
        table.rows.push_back({0.0, source.design(design), 0.0, 0.0});
        for (int point = 0; point < curve_points; ++point) {
            const double profit = outcome.whale_curve[outcome.curve_index(design, year, point)];
            table.rows.push_back({static_cast<double>(point + 1) / curve_points, source.design(design), cell(profit),
                                  cell(total > 0.0 ? profit / total : undefined)});
        }
    }
    return table;
}

Block whale_figure(const ReportSource& source)
{
    const int year = source.outcome().periods / source.outcome().periods_per_year;
    if (year == 0) {
        return TextBlock{"",
                         TextStyle::paragraph,
                         {say("profit.no_year", "Figure 12.2, the whale curve, needs a horizon of a year or more.")}};
    }
    FigureVariant variant;
    variant.takeaway.push_back(
        whale_sentence(source.style, source.design(source.best()), whale_of(source, source.best(), year)));
    variant.tables.push_back(whale_table(source, year));
    variant.notes.push_back(say("profit.note_whale",
                                fmt::format("Profit in year {} after cost to serve, concessions and each account's "
                                            "part of the programme's cost, added up from the best account on; means "
                                            "over futures, in each of which accounts are ordered anew. Where the line "
                                            "falls again, accounts lose money. Accounts that are neither customers nor "
                                            "cost anything in the year are left out.",
                                            year)));
    return Figure{"12.2",
                  "Whale curve: cumulative profit",
                  "A line for each design: the profit of the last year added up over accounts from the best on.",
                  {DrawingKind::lines, {{"x", "share"}, {"y", "profit"}, {"series", "design"}}, {{"zero", true}}},
                  "",
                  {std::move(variant)},
                  OnSlide::no};
}

} // namespace

Section profit_matrix(const ReportSource& source)
{
    return {12,
            "profit",
            "Profit matrix",
            "Which accounts earn money, and which cost it?",
            {matrix_figure(source), whale_figure(source)}};
}

} // namespace kamsim::sections
