// Section 7: ABC tiers and the ways between them.

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "report/sections/account_rows.hpp"
#include "report/sections/account_sentences.hpp"
#include "report/sections/sections.hpp"

namespace kamsim::sections {

namespace {

constexpr std::array tier_measures{AccountMeasure::tier_a, AccountMeasure::tier_b, AccountMeasure::tier_c};
constexpr std::array count_measures{Measure::abc_a_accounts, Measure::abc_b_accounts, Measure::abc_c_accounts};
constexpr std::array tier_names{"A", "B", "C", "no customer"};

/// Chance of an account to be in a tier, the last one being none.
std::array<double, tier_state_count> chances(const ReportSource& source, int design, int account, int year)
{
    std::array<double, tier_state_count> result{};
    result.back() = 1.0;
    for (std::size_t tier = 0; tier < tier_measures.size(); ++tier) {
        result[tier] = account_mean(source, design, tier_measures[tier], account, year);
        result.back() -= result[tier];
    }
    result.back() = std::max(0.0, result.back());
    // What is left of rounding is nobody.
    result.back() = result.back() < 1e-9 ? 0.0 : result.back();
    return result;
}

using Flows = std::array<std::array<double, tier_state_count>, tier_state_count>;

/// Mean accounts a future from one tier on the first day to another at the horizon. Where an account stands on the
/// first day is certain unless its revenue is not, and then the result alone tells the flows.
std::optional<Flows> flows_of(const ReportSource& source, int design)
{
    Flows flows{};
    bool is_certain = true;
    for (int account = 0; account < source.outcome().accounts; ++account) {
        const auto from = chances(source, design, account, 0);
        const auto to = chances(source, design, account, last_year(source));
        for (std::size_t i = 0; i < from.size(); ++i) {
            is_certain = is_certain && (from[i] < 1e-9 || from[i] > 1.0 - 1e-9);
            for (std::size_t j = 0; j < to.size(); ++j) {
                flows[i][j] += from[i] * to[j];
            }
        }
    }
    if (is_certain) {
        return flows;
    }
    const auto& paths = source.studies.paths;
    if (!paths) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < flows.size(); ++i) {
        for (std::size_t j = 0; j < flows.size(); ++j) {
            flows[i][j] =
                paths->tier_flows[paths->flow_index(design, static_cast<TierState>(i), static_cast<TierState>(j))];
        }
    }
    return flows;
}

TierFate fate_of(const Flows& flows)
{
    TierFate fate;
    for (std::size_t j = 0; j < flows.size(); ++j) {
        fate.accounts += flows[0][j];
        fate.climbed += j > 0 ? flows[j][0] : 0.0;
    }
    fate.stay = flows[0][0];
    fate.fall = flows[0][1] + flows[0][2];
    fate.lost = flows[0][3];
    return fate;
}

void add_first_day(const ReportSource& source, int design, ReportTable& table)
{
    std::array<double, tier_state_count> counts{};
    for (int account = 0; account < source.outcome().accounts; ++account) {
        const auto chance = chances(source, design, account, 0);
        for (std::size_t tier = 0; tier < counts.size(); ++tier) {
            counts[tier] += chance[tier];
        }
    }
    for (std::size_t tier = 0; tier < count_measures.size(); ++tier) {
        table.rows.push_back({0.0, tier_names[tier], cell(counts[tier]), {}, {}});
    }
}

FigureVariant tiers_by_year(const ReportSource& source, int design)
{
    ReportTable table{"tiers",
                      "Customers by tier and year",
                      {number_column("year", "Years from the first day", 0), text_column("tier", "Tier"),
                       number_column("customers", "Customers, mean", 1), number_column("low", "5 % quantile", 0),
                       number_column("high", "95 % quantile", 0)},
                      {},
                      {}};
    add_first_day(source, design, table);
    const auto& per_year = source.outcome().periods_per_year;
    double first = 0.0;
    double last = 0.0;
    for (int year = 1; year <= last_year(source); ++year) {
        if (period_of_year(source, year) + 1 != year * per_year) {
            break; // tiers are drawn up at the end of whole years
        }
        for (std::size_t tier = 0; tier < count_measures.size(); ++tier) {
            const auto& found = measure_in(source, design, count_measures[tier], year);
            table.rows.push_back({static_cast<double>(year), tier_names[tier], cell(found.moments.mean),
                                  cell(found.q05), cell(found.q95)});
            last = tier == 0 ? found.moments.mean : last;
        }
    }
    first = std::get<double>(table.rows.front()[2]);
    last = table.rows.size() > count_measures.size() ? last : first;
    FigureVariant variant;
    const auto told = [&](double count) { return source.style.number(count, 1); };
    variant.takeaway.push_back(
        say_of_all("tiers.count",
                   fmt::format("Under {} the number of customers that bring the first 80 % of the revenue {}.",
                               source.design(design), development_text(told(first), told(last), {first, last})),
                   {{"first", first}, {"last", last}}));
    variant.tables.push_back(std::move(table));
    variant.notes.push_back(say("tiers.note_years",
                                "Tiers are drawn up anew at the end of every year from the revenue of its last period: "
                                "A up to 80 % of it from the largest on, B to 95 %, C the rest. Means, and quantiles "
                                "over futures (luck)."));
    return variant;
}

Figure years_figure(const ReportSource& source)
{
    return {"7.1",
            "Customers in tiers A, B and C by year",
            "Bars for the first day and the end of each year, stacked by tier: the mean number of customers in it.",
            {DrawingKind::stack, {{"x", "year"}, {"value", "customers"}, {"part", "tier"}}, {}},
            "design",
            for_each_design(source, [&](int design) { return tiers_by_year(source, design); }),
            OnSlide::no};
}

FigureVariant ways_between_tiers(const ReportSource& source, int design)
{
    ReportTable table{"flows",
                      "Accounts by tier on the first day and at the horizon",
                      {text_column("from", "First day"), text_column("to", "Horizon"),
                       number_column("accounts", "Accounts, mean", 1),
                       share_column("share", "Of those that were there")},
                      {},
                      {}};
    FigureVariant variant;
    const auto flows = flows_of(source, design);
    if (!flows) {
        variant.takeaway.push_back(say("tiers.uncertain_first_day",
                                       "Who is in which tier on the first day is uncertain here; the ways between "
                                       "tiers need accounts followed through single futures, which a report without "
                                       "--quick does."));
        variant.tables.push_back(std::move(table));
        return variant;
    }
    for (std::size_t i = 0; i < flows->size(); ++i) {
        const auto& from = (*flows)[i];
        const double all = from[0] + from[1] + from[2] + from[3];
        for (std::size_t j = 0; j < flows->size(); ++j) {
            if (from[j] > 0.0) {
                table.rows.push_back(
                    {i == 3 ? "prospect" : tier_names[i], tier_names[j], cell(from[j]), cell(from[j] / all)});
            }
        }
    }
    variant.takeaway.push_back(tier_fate_sentence(source.style, source.design(design), fate_of(*flows)));
    variant.tables.push_back(std::move(table));
    variant.notes.push_back(say("tiers.note_flows",
                                "Mean accounts a future; within a flow they differ from future to "
                                "future. Accounts that were lost and won back count where they end."));
    return variant;
}

Figure ways_figure(const ReportSource& source)
{
    return {"7.2",
            "From tier to tier, first day to horizon",
            "Flows from the tiers of the first day on the left to those of the horizon on the right, as wide as the "
            "mean number of accounts in them.",
            {DrawingKind::sankey,
             {{"from", "from"}, {"to", "to"}, {"value", "accounts"}},
             {{"left", TableCell(std::string("First day"))}, {"right", TableCell(std::string("Horizon"))}}},
            "design",
            for_each_design(source, [&](int design) { return ways_between_tiers(source, design); }),
            OnSlide::yes};
}

/// Of those in tier A or B, who is most likely to end lower.
Sentence likeliest_fall(const ReportSource& source, int design, const std::vector<int>& shown)
{
    int worst = -1;
    double chance = 0.0;
    for (const int account : shown) {
        const double here = chances(source, design, account, 0)[0];
        const double kept = chances(source, design, account, last_year(source))[0];
        if (here > 0.5 && 1.0 - kept > chance) {
            worst = account;
            chance = 1.0 - kept;
        }
    }
    if (worst < 0) {
        return say_of_all("tiers.nobody_falls",
                          fmt::format("Under {} every account of tier A is there at the horizon in every future.",
                                      source.design(design)));
    }
    return say_of_all(
        "tiers.likeliest_fall",
        fmt::format("Of tier A, {} is the least likely to be there at the horizon under {}: it is not in {} of "
                    "futures.",
                    account_name(source, worst), source.design(design), source.style.percent(chance)),
        {{"chance", chance}});
}

FigureVariant ends_of_accounts(const ReportSource& source, int design)
{
    constexpr std::size_t most_rows = 30; // of four cells each
    const auto revenue = account_means(source, design, AccountMeasure::revenue, 0);
    const auto customers = customers_today(source);
    const auto shown = largest_of(customers, revenue, most_rows);
    ReportTable table{"chances",
                      "Chances of the largest customers",
                      {text_column("account", "Customer"), text_column("tier", "Tier at the horizon"),
                       share_column("chance", "Chance"), truth_column("now", "Stands there today")},
                      {},
                      {}};
    for (const int account : shown) {
        const auto now = chances(source, design, account, 0);
        const auto end = chances(source, design, account, last_year(source));
        for (std::size_t tier = 0; tier < end.size(); ++tier) {
            table.rows.push_back(
                {text_cell(account_name(source, account)), tier_names[tier], cell(end[tier]), now[tier] > 0.5});
            table.accounts.push_back(account);
        }
    }
    FigureVariant variant;
    variant.takeaway.push_back(likeliest_fall(source, design, shown));
    variant.tables.push_back(std::move(table));
    variant.notes.push_back(say("tiers.note_chances", "Chances are shares of all futures. A frame marks where the "
                                                      "customer stands on the first day."));
    note_cut(variant, source, shown.size(), customers.size(), "those with the largest revenue on the first day");
    return variant;
}

Figure ends_figure(const ReportSource& source)
{
    return {"7.3",
            "Where the largest customers end",
            "A row for each of the largest customers, a column for each tier at the horizon and for no customer any "
            "more; the darker, the likelier.",
            {DrawingKind::heatmap,
             {{"x", "tier"}, {"y", "account"}, {"value", "chance"}, {"text", "chance"}, {"outline", "now"}},
             {{"scale", TableCell(std::string("sequential"))}, {"low", 0.0}, {"high", 1.0}}},
            "design",
            for_each_design(source, [&](int design) { return ends_of_accounts(source, design); }),
            OnSlide::no};
}

FigureVariant yearly_moves(const ReportSource& source, int design)
{
    ReportTable table{"moves",
                      "Moves within a year",
                      {number_column("year", "Year", 0), text_column("from", "From"), number_column("a", "To A", 1),
                       number_column("b", "To B", 1), number_column("c", "To C", 1),
                       number_column("none", "To no customer", 1)},
                      {},
                      {}};
    FigureVariant variant;
    const auto& paths = source.studies.paths;
    double up = 0.0;
    double down = 0.0;
    for (int year = 1; year < paths->years; ++year) {
        for (int from = 0; from < tier_state_count; ++from) {
            std::vector<TableCell> row{static_cast<std::int64_t>(year),
                                       std::string(tier_names[static_cast<std::size_t>(from)])};
            for (int to = 0; to < tier_state_count; ++to) {
                const double moves = paths->tier_moves[paths->move_index(design, year, static_cast<TierState>(from),
                                                                         static_cast<TierState>(to))];
                up += to < from && from < 3 ? moves : 0.0;
                down += to > from && to < 3 ? moves : 0.0;
                row.push_back(cell(moves));
            }
            table.rows.push_back(std::move(row));
        }
    }
    const double years = paths->years - 1;
    variant.takeaway.push_back(say_of_all(
        "tiers.moves",
        fmt::format("In a year under {}, {} customers climb to a higher tier and {} fall to a lower one in "
                    "the mean.",
                    source.design(design), source.style.number(up / years, 1), source.style.number(down / years, 1)),
        {{"up", up / years}, {"down", down / years}}));
    variant.tables.push_back(std::move(table));
    variant.notes.push_back(note_on_study(source));
    return variant;
}

Block moves_figure(const ReportSource& source)
{
    if (!source.studies.paths) {
        return without_study("7.4", "moves between tiers year by year");
    }
    return Figure{
        "7.4",
        "Moves between tiers year by year",
        "A row for each year and tier at its beginning: the mean number of accounts that end the year in each tier.",
        {},
        "design",
        for_each_design(source, [&](int design) { return yearly_moves(source, design); }),
        OnSlide::no};
}

} // namespace

Section revenue_tiers(const ReportSource& source)
{
    return {7,
            "tiers",
            "ABC tiers",
            "Which customers are in which tier, and how do they move?",
            {years_figure(source), ways_figure(source), ends_figure(source), moves_figure(source)}};
}

} // namespace kamsim::sections
