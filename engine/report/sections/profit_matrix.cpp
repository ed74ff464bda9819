// Section 12: which accounts earn money, and which cost it.

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <fmt/format.h>

#include "kamsim/statistics/quantiles.hpp"
#include "report/sections/account_rows.hpp"
#include "report/sections/account_sentences.hpp"
#include "report/sections/sections.hpp"

namespace kamsim::sections {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// A yearly mean over the horizon, and the least and the greatest of the years.
struct OverYears {
    double mean = undefined;
    double low = undefined;
    double high = undefined;
};

/// What an account brings and costs under a design.
struct AccountProfit {
    OverYears margin;       ///< gross margin of a year after concessions, before cost to serve, kEUR
    OverYears part;         ///< cost to serve over that margin
    double cost = 0.0;      ///< to serve, a year, kEUR
    double programme = 0.0; ///< share of the programme's cost, a year, kEUR

    [[nodiscard]] double profit() const { return margin.mean - cost - programme; }
};

void widen(OverYears& range, double value)
{
    range.low = std::fmin(range.low, value);
    range.high = std::fmax(range.high, value);
}

AccountProfit profit_of(const ReportSource& source, int design, int account)
{
    AccountProfit found;
    double margins = 0.0;
    const double length = static_cast<double>(source.outcome().periods) / source.outcome().periods_per_year;
    for (int year = 1; year <= last_year(source); ++year) {
        const double margin = account_mean(source, design, AccountMeasure::margin, account, year);
        const double cost = account_mean(source, design, AccountMeasure::cost_to_serve, account, year);
        margins += margin;
        found.cost += cost / length;
        found.programme += account_mean(source, design, AccountMeasure::programme_cost, account, year) / length;
        const double part_of_year = time_of_year(source, year) - (year > 1 ? time_of_year(source, year - 1) : 0.0);
        widen(found.margin, margin / part_of_year);
        if (margin > 0.0) {
            widen(found.part, cost / margin);
        }
    }
    found.margin.mean = margins / length;
    found.part.mean = margins > 0.0 ? found.cost * length / margins : undefined;
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

/// Where the matrix is cut: the median margin, and what the whole portfolio pays to serve of its margin. The cuts are
/// those of the baseline, so that quadrants are the same under all designs.
struct Cuts {
    double margin = undefined;
    double part = undefined;

    explicit Cuts(const std::vector<AccountProfit>& profits)
    {
        std::vector<double> margins;
        double sum = 0.0;
        double cost = 0.0;
        for (const auto& one : profits) {
            if (one.margin.mean > 0.0) {
                margins.push_back(one.margin.mean);
                sum += one.margin.mean;
                cost += one.cost;
            }
        }
        if (!margins.empty()) {
            margin = sample_quantile(margins, 0.5);
            part = cost / sum;
        }
    }
};

constexpr const char* protect = "protect and grow";
constexpr const char* cheaper = "serve more cheaply";
constexpr const char* routine = "serve by routine";
constexpr const char* reprice = "reprice or let go";

std::string action_of(const AccountProfit& profit, const Cuts& cuts)
{
    const bool is_large = profit.margin.mean >= cuts.margin;
    const bool is_cheap = profit.part.mean <= cuts.part;
    return is_large ? (is_cheap ? protect : cheaper) : is_cheap ? routine : reprice;
}

const Moments& value_of(const ReportSource& source, int design, int account)
{
    return source.outcome()
        .account_value[static_cast<std::size_t>(design) * static_cast<std::size_t>(source.outcome().accounts)
                       + static_cast<std::size_t>(account)];
}

ReportTable matrix_table(const ReportSource& source, int design, const std::vector<AccountProfit>& profits,
                         const std::vector<int>& shown, const Cuts& cuts)
{
    std::vector<double> amounts;
    std::vector<double> values;
    for (const int account : shown) {
        amounts.push_back(profits[static_cast<std::size_t>(account)].margin.high);
        values.push_back(value_of(source, design, account).mean);
    }
    const auto scale = scale_of(source, amounts);
    const auto value_scale = scale_of(source, values);
    ReportTable table{
        "accounts",
        "Profit of the accounts",
        {text_column("account", "Account"), money_column("margin", "Gross margin a year", scale),
         money_column("margin_low", "least year", scale), money_column("margin_high", "best year", scale),
         share_column("part", "Cost to serve, share of margin"), share_column("part_low", "least year"),
         share_column("part_high", "worst year"), money_column("programme", "Programme cost a year", scale),
         money_column("profit", "Profit a year", scale), text_column("action", "Action"),
         money_column("value", "Value to the horizon", value_scale),
         money_column("value_low", "95 % interval from", value_scale), money_column("value_high", "to", value_scale)},
        {},
        {}};
    for (const int account : shown) {
        const auto& one = profits[static_cast<std::size_t>(account)];
        const auto& value = value_of(source, design, account);
        const auto interval = t_interval(value, comparison_level);
        table.rows.push_back({text_cell(account_name(source, account)), cell(one.margin.mean), cell(one.margin.low),
                              cell(one.margin.high), cell(one.part.mean), cell(one.part.low), cell(one.part.high),
                              cell(one.programme), cell(one.profit()), action_of(one, cuts), cell(value.mean),
                              cell(interval.low), cell(interval.high)});
        table.accounts.push_back(account);
    }
    return table;
}

Sentence quadrant_sentence(const ReportSource& source, int design, const std::vector<AccountProfit>& profits,
                           const Cuts& cuts)
{
    double losing = 0.0;
    double active = 0.0;
    double expensive = 0.0;
    for (const auto& one : profits) {
        active += one.margin.mean > 0.0 ? 1.0 : 0.0;
        losing += one.margin.mean > 0.0 && one.profit() < 0.0 ? 1.0 : 0.0;
        expensive += one.margin.mean > 0.0 && action_of(one, cuts) == reprice ? 1.0 : 0.0;
    }
    if (active == 0.0) {
        return say_of_all("profit.no_margin",
                          fmt::format("Under {} no account brings a margin.", source.design(design)));
    }
    const auto lose =
        losing == 0.0 ? std::string("none costs more than it brings")
                      : fmt::format("{} cost{} more than {} bring{}", source.style.count(losing),
                                    losing == 1.0 ? "s" : "", losing == 1.0 ? "it" : "they", losing == 1.0 ? "s" : "");
    return say_of_all("profit.quadrants",
                      fmt::format("Under {}, of {} {} in the mean of the horizon, after what they cost to serve and "
                                  "their part of the programme. {} bring little and cost much of it to serve.",
                                  source.design(design), counted(source.style, active, "account"), lose,
                                  source.style.count(expensive)),
                      {{"accounts", active}, {"losing", losing}, {"expensive", expensive}});
}

FigureVariant matrix_of(const ReportSource& source, int design, const Cuts& cuts)
{
    const auto profits = profits_of(source, design);
    std::vector<int> active;
    std::vector<double> margins;
    double hidden = 0.0;
    for (int account = 0; account < source.outcome().accounts; ++account) {
        margins.push_back(profits[static_cast<std::size_t>(account)].margin.mean);
        if (margins.back() > 0.0) {
            active.push_back(account);
            hidden += profits[static_cast<std::size_t>(account)].profit();
        }
    }
    const auto shown = largest_of(active, margins);
    for (const int account : shown) {
        hidden -= profits[static_cast<std::size_t>(account)].profit();
    }
    FigureVariant variant;
    variant.takeaway.push_back(quadrant_sentence(source, design, profits, cuts));
    variant.tables.push_back(matrix_table(source, design, profits, shown, cuts));
    variant.notes.push_back(say(
        "profit.note_matrix", "Yearly means over the horizon and over futures, undiscounted; futures in which an "
                              "account is no customer count as nothing. Whiskers go from the least to the greatest "
                              "of the years. Gross margin is after price concessions. The matrix is cut at the median "
                              "margin and at the share of the margin that the whole portfolio costs to serve, both "
                              "under the baseline. Value: net present, after cost to serve and programme; its "
                              "interval (Student t) is one of the mean (precision)."));
    if (shown.size() < active.size()) {
        variant.notes.push_back(say_of_all("profit.rest",
                                           fmt::format("The accounts that are not shown have a profit of {} a year "
                                                       "together.",
                                                       source.style.money(hidden)),
                                           {{"hidden", hidden}}));
    }
    note_cut(variant, source, shown.size(), active.size(), "those with the largest margin");
    return variant;
}

Figure matrix_figure(const ReportSource& source)
{
    const Cuts cuts(profits_of(source, source.baseline()));
    const auto words = [](const char* text) { return TableCell(std::string(text)); };
    return {"12.1",
            "Margin and cost to serve",
            "A point for each account: to the right what part of its margin it costs to serve it, upwards its gross "
            "margin, in four quadrants with the action that suits each; whiskers span the years.",
            {DrawingKind::bubbles,
             {{"label", "account"},
              {"x", "part"},
              {"y", "margin"},
              {"series", "action"},
              {"x_low", "part_low"},
              {"x_high", "part_high"},
              {"y_low", "margin_low"},
              {"y_high", "margin_high"}},
             {{"x_split", cell(cuts.part)},
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

/// The last year that is whole, or else the last one.
int last_whole_year(const ReportSource& source)
{
    const int whole = source.outcome().periods / source.outcome().periods_per_year;
    return whole > 0 ? whole : last_year(source);
}

Whale whale_of(const ReportSource& source, int design)
{
    const int year = last_whole_year(source);
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

Figure whale_figure(const ReportSource& source)
{
    const auto& outcome = source.outcome();
    const int year = last_whole_year(source);
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
    FigureVariant variant;
    variant.takeaway.push_back(
        whale_sentence(source.style, source.design(source.best()), whale_of(source, source.best())));
    variant.tables.push_back(std::move(table));
    variant.notes.push_back(say("profit.note_whale",
                                fmt::format("Profit in year {} after cost to serve, concessions and each account's "
                                            "part of the programme's cost, added up from the best account on; means "
                                            "over futures, in each of which accounts are ordered anew. Where the line "
                                            "falls again, accounts lose money. Accounts that are neither customers nor "
                                            "cost anything in the year are left out.",
                                            year)));
    return {"12.2",
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
