// Section 6: how much of the revenue hangs on few customers.

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <fmt/format.h>

#include "report/sections/account_rows.hpp"
#include "report/sections/account_sentences.hpp"
#include "report/sections/sections.hpp"

namespace kamsim::sections {

namespace {

constexpr double rule_share = 0.80;

std::string tier_name(TierState tier)
{
    switch (tier) {
    case TierState::a: return "A";
    case TierState::b: return "B";
    case TierState::c: return "C";
    case TierState::no_customer: break;
    }
    return "no customer";
}

/// The customers of the first day.
struct FirstDay {
    std::vector<int> order;      ///< customers, the largest first
    std::vector<double> revenue; ///< [account]
    std::vector<TierState> tiers;
    double total = 0.0;

    explicit FirstDay(const ReportSource& source)
        : revenue(account_means(source, source.baseline(), AccountMeasure::revenue, 0))
    {
        std::vector<bool> customer;
        for (int account = 0; account < source.outcome().accounts; ++account) {
            customer.push_back(is_customer_today(source, account));
        }
        tiers = abc_tiers(revenue, customer);
        order = largest_of(customers_today(source), revenue, revenue.size());
        total = std::accumulate(order.begin(), order.end(), 0.0, [&](double sum, int account) {
            return sum + revenue[static_cast<std::size_t>(account)];
        });
    }

    [[nodiscard]] double of(int account) const { return revenue[static_cast<std::size_t>(account)]; }

    [[nodiscard]] double largest_share() const
    {
        return total > 0.0 ? of(order.front()) / total : std::numeric_limits<double>::quiet_NaN();
    }

    [[nodiscard]] Concentration concentration() const
    {
        Concentration found;
        found.customers = static_cast<int>(order.size());
        found.needed = static_cast<int>(std::count(tiers.begin(), tiers.end(), TierState::a));
        std::vector<double> sorted;
        for (const int account : order) {
            sorted.push_back(of(account));
        }
        // As the engine's curves: the number of customers is rounded half up.
        const auto fifth = (2 * sorted.size() + 5) / 10;
        const double top = std::accumulate(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(fifth), 0.0);
        found.top_fifth = total > 0.0 ? top / total : std::numeric_limits<double>::quiet_NaN();
        found.gini = gini_coefficient(std::move(sorted));
        return found;
    }
};

ReportTable first_day_table(const ReportSource& source, const FirstDay& day)
{
    const auto scale = scale_of(source, day.revenue);
    ReportTable table{"accounts",
                      "Customers by revenue on the first day",
                      {text_column("account", "Customer"), money_column("revenue", "Revenue a year", scale),
                       share_column("share", "Share", 1), share_column("cumulative", "Share with all above", 1),
                       text_column("tier", "Tier"), text_column("segment", "Segment")},
                      {},
                      {}};
    const double total = day.total > 0.0 ? day.total : std::numeric_limits<double>::quiet_NaN();
    double sum = 0.0;
    const auto shown = std::min(day.order.size(), most_rows_of_accounts);
    for (std::size_t rank = 0; rank < shown; ++rank) {
        const int account = day.order[rank];
        sum += day.of(account);
        table.rows.push_back({text_cell(account_name(source, account)), cell(day.of(account)),
                              cell(day.of(account) / total), cell(std::min(1.0, sum / total)),
                              text_cell(tier_name(day.tiers[static_cast<std::size_t>(account)])),
                              text_cell(given_account(source, account).segment)});
        table.accounts.push_back(account);
    }
    return table;
}

/// What the customers that are not shown add up to, apart from the drawing.
void add_rest(FigureVariant& variant, const ReportSource& source, const FirstDay& day)
{
    if (day.order.size() <= most_rows_of_accounts || !(day.total > 0.0)) {
        return;
    }
    const auto hidden = static_cast<double>(day.order.size() - most_rows_of_accounts);
    const double rest =
        std::accumulate(day.order.begin() + static_cast<std::ptrdiff_t>(most_rows_of_accounts), day.order.end(), 0.0,
                        [&](double sum, int account) { return sum + day.of(account); });
    variant.notes.push_back(
        say_of_all("pareto.rest",
                   fmt::format("Shown: the largest {}. The other {} bring {} a year together, {} of the revenue.",
                               source.style.count(static_cast<double>(most_rows_of_accounts)),
                               counted(source.style, hidden, "customer"), source.style.money(rest),
                               source.style.percent(rest / day.total)),
                   {{"hidden", hidden}, {"rest", rest}}));
}

Figure first_day_figure(const ReportSource& source, const FirstDay& day)
{
    Figure figure{"6.1",
                  "Revenue by customer on the first day",
                  "A bar for the yearly revenue of each customer, from the largest on, and a line for the share of the "
                  "revenue that all customers up to there bring, with the rule of 80 %.",
                  {DrawingKind::pareto,
                   {{"label", "account"}, {"value", "revenue"}, {"share", "cumulative"}},
                   {{"rule", rule_share}}},
                  "",
                  {},
                  OnSlide::yes};
    FigureVariant variant;
    variant.takeaway.push_back(concentration_sentence(source.style, day.concentration()));
    if (!day.order.empty()) {
        variant.takeaway.push_back(
            largest_customer_sentence(source.style, account_name(source, day.order.front()), day.largest_share()));
    }
    variant.tables.push_back(first_day_table(source, day));
    variant.notes.push_back(say("pareto.note_tiers", "Tier A holds the largest customers up to 80 % of the revenue, B "
                                                     "those up to 95 %, C the rest. Revenue as given; where it is "
                                                     "uncertain, its mean."));
    add_rest(variant, source, day);
    figure.variants.push_back(std::move(variant));
    return figure;
}

ReportTable ranks_table(const ReportSource& source, int design)
{
    std::vector<double> amounts;
    const auto* paths = source.studies.paths ? &*source.studies.paths : nullptr;
    if (paths != nullptr) {
        amounts.push_back(paths->revenue_of_rank[paths->rank_index(design, 0)].q95);
    } else {
        amounts = account_means(source, design, AccountMeasure::revenue, last_year(source));
    }
    const auto scale = scale_of(source, amounts);
    return {"ranks",
            "Customers by revenue at the horizon",
            {text_column("rank", paths != nullptr ? "Rank among customers" : "Account"),
             money_column("revenue", "Revenue a year, mean", scale),
             share_column("cumulative", "Share with all above", 1), share_column("low", "Share, 5 % quantile", 1),
             share_column("high", "Share, 95 % quantile", 1),
             money_column("revenue_low", "Revenue, 5 % quantile", scale),
             money_column("revenue_high", "Revenue, 95 % quantile", scale)},
            {},
            {}};
}

/// By rank, future by future: who is the largest customer differs between futures.
FigureVariant ranks_of_study(const ReportSource& source, const AccountPaths& paths, int design)
{
    FigureVariant variant;
    const auto& count = paths.accounts_to_80[paths.year_index(design, paths.years - 1)];
    const auto& now = paths.accounts_to_80[paths.year_index(design, 0)];
    variant.takeaway.push_back(later_concentration_sentence(source.style, source.design(design),
                                                            {now.mean, count.mean, count.q05, count.q95,
                                                             time_of_year(source, last_year(source)),
                                                             last_mean(source.outcome(), design, Measure::customers)}));
    auto table = ranks_table(source, design);
    for (int rank = 0; rank < paths.ranks; ++rank) {
        const auto& revenue = paths.revenue_of_rank[paths.rank_index(design, rank)];
        const auto& share = paths.share_of_ranks[paths.rank_index(design, rank)];
        if (!(revenue.mean > 0.0)) {
            break;
        }
        table.rows.push_back({std::to_string(rank + 1), cell(revenue.mean), cell(share.mean), cell(share.q05),
                              cell(share.q95), cell(revenue.q05), cell(revenue.q95)});
    }
    variant.tables.push_back(std::move(table));
    variant.notes.push_back(say("pareto.note_ranks",
                                "A rank is not an account: in each future the customers are ordered anew, and who is "
                                "the largest differs. Accounts lost in a future are not among its customers."));
    variant.notes.push_back(note_on_study(source));
    return variant;
}

/// By account, in the mean: all that a result holds.
FigureVariant means_of_accounts(const ReportSource& source, int design)
{
    const auto revenue = account_means(source, design, AccountMeasure::revenue, last_year(source));
    std::vector<int> all(revenue.size());
    std::iota(all.begin(), all.end(), 0);
    const double total = std::accumulate(revenue.begin(), revenue.end(), 0.0);
    auto table = ranks_table(source, design);
    double sum = 0.0;
    int needed = 0;
    double before = 0.0;
    for (const int account : largest_of(all, revenue, all.size())) {
        const double own = revenue[static_cast<std::size_t>(account)];
        needed += before < rule_share * total ? 1 : 0;
        before += own;
        if (table.rows.size() < most_rows_of_accounts && own > 0.0) {
            sum += own;
            table.rows.push_back({text_cell(account_name(source, account)),
                                  cell(own),
                                  cell(std::min(1.0, sum / total)),
                                  {},
                                  {},
                                  {},
                                  {}});
            table.accounts.push_back(account);
        }
    }
    FigureVariant variant;
    variant.takeaway.push_back(
        total > 0.0 ? say_of_all("pareto.later_means",
                                 fmt::format("After {} under {}, {} with the largest mean revenue bring 80 % of it.",
                                             source.style.years(time_of_year(source, last_year(source))),
                                             source.design(design), counted(source.style, needed, "account")),
                                 {{"needed", needed}})
                    : later_concentration_sentence(source.style, source.design(design),
                                                   {0.0, std::numeric_limits<double>::quiet_NaN(), 0.0, 0.0,
                                                    time_of_year(source, last_year(source)), 0.0}));
    variant.tables.push_back(std::move(table));
    variant.notes.push_back(say("pareto.note_means",
                                "Means over futures: each future is more concentrated than its mean, and has a band "
                                "only where accounts are followed through single futures."));
    variant.notes.push_back(note_on_study(source));
    return variant;
}

Figure later_figure(const ReportSource& source)
{
    return {"6.2",
            "Revenue by customer at the horizon",
            "A bar for the mean revenue of the largest, the second largest customer and so on at the horizon, and a "
            "line with a band for the share of the revenue that all up to there bring.",
            {DrawingKind::pareto,
             {{"label", "rank"}, {"value", "revenue"}, {"share", "cumulative"}, {"low", "low"}, {"high", "high"}},
             {{"rule", rule_share}}},
            "design",
            for_each_design(source,
                            [&](int design) {
                                return source.studies.paths ? ranks_of_study(source, *source.studies.paths, design)
                                                            : means_of_accounts(source, design);
                            }),
            OnSlide::no};
}

/// Which design ends with the largest mean share of one customer, and with which.
Sentence dependence_sentence(const ReportSource& source)
{
    int most = 0;
    int least = 0;
    const auto share = [&](int design) { return last_mean(source.outcome(), design, Measure::largest_share); };
    for (int design = 1; design < source.outcome().alternatives; ++design) {
        most = share(design) > share(most) ? design : most;
        least = share(design) < share(least) ? design : least;
    }
    const auto told = [&](int design) { return source.style.percent(share(design), 1); };
    if (most == least || told(most) == told(least)) {
        return say_of_all("pareto.dependence_equal",
                          fmt::format("At the horizon the largest customer brings {} of the revenue in the mean{}.",
                                      told(most), source.outcome().alternatives > 1 ? ", whatever the design" : ""),
                          {{"share", share(most)}});
    }
    return say_of_all(
        "pareto.dependence",
        fmt::format("At the horizon the largest customer brings between {} (under {}) and {} (under {}) of "
                    "the revenue in the mean.",
                    told(least), source.design(least), told(most), source.design(most)),
        {{"least", share(least)}, {"most", share(most)}});
}

ReportTable spread_of_revenue(const ReportSource& source)
{
    ReportTable table{"designs",
                      "How the revenue is spread at the horizon",
                      {text_column("design", "Design"), number_column("customers", "Customers", 1),
                       share_column("top_fifth", "The largest fifth brings"),
                       share_column("key_share", "Key accounts bring")},
                      {},
                      {}};
    const auto& paths = source.studies.paths;
    if (paths) {
        table.columns.insert(table.columns.end(), {number_column("needed", "Customers that bring 80 %", 1),
                                                   number_column("needed_low", "5 % quantile", 0),
                                                   number_column("needed_high", "95 % quantile", 0),
                                                   number_column("gini", "Gini coefficient", 2)});
    }
    for (int design = 0; design < source.outcome().alternatives; ++design) {
        auto& row = table.rows.emplace_back();
        row.emplace_back(source.design(design));
        for (const auto measure : {Measure::customers, Measure::top_fifth_revenue_share, Measure::key_share}) {
            row.push_back(cell(last_mean(source.outcome(), design, measure)));
        }
        if (paths) {
            const auto index = paths->year_index(design, paths->years - 1);
            const auto& needed = paths->accounts_to_80[index];
            row.insert(row.end(),
                       {cell(needed.mean), cell(needed.q05), cell(needed.q95), cell(paths->gini[index].mean)});
        }
    }
    return table;
}

ReportTable dependence_on_few(const ReportSource& source)
{
    ReportTable table{"dependence",
                      "Chances of depending on few customers at the horizon",
                      {text_column("design", "Design"), share_column("largest", "The largest brings, mean", 1),
                       share_column("above_10", "One above 10 %"), share_column("above_20", "One above 20 %"),
                       share_column("above_70", "One above 70 %"),
                       share_column("key_above_75", "Key accounts above 75 %")},
                      {},
                      {}};
    for (int design = 0; design < source.outcome().alternatives; ++design) {
        auto& row = table.rows.emplace_back();
        row.emplace_back(source.design(design));
        for (const auto measure :
             {Measure::largest_share, Measure::customer_above_10_percent, Measure::customer_above_20_percent,
              Measure::customer_above_70_percent, Measure::key_share_above_75_percent}) {
            row.push_back(cell(last_mean(source.outcome(), design, measure)));
        }
    }
    return table;
}

Figure concentration_figure(const ReportSource& source)
{
    FigureVariant variant;
    variant.takeaway.push_back(dependence_sentence(source));
    variant.tables = {spread_of_revenue(source), dependence_on_few(source)};
    variant.notes.push_back(say("pareto.note_chances",
                                "Means over futures. \"One above 10 %\" is the share of futures in which one customer "
                                "brings more than 10 % of the revenue at the horizon, and so on."));
    variant.notes.push_back(note_on_study(source));
    return {"6.3",
            "Concentration under each design",
            "A row for each design: how the revenue is spread over customers at the horizon, and how often it hangs on "
            "too few of them.",
            {},
            "",
            {std::move(variant)},
            OnSlide::no};
}

// ---- the order of customers

FigureVariant ranks_of_accounts(const ReportSource& source, const AccountPaths& paths, const FirstDay& day, int design)
{
    constexpr std::size_t most_rows = 25;
    ReportTable table{"order",
                      "Ranks of the largest customers at the horizon",
                      {text_column("account", "Customer"), number_column("today", "Rank on the first day", 0),
                       number_column("median", "Rank at the horizon, median", 0),
                       number_column("low", "5 % quantile", 0), number_column("high", "95 % quantile", 0),
                       share_column("there", "Customer at the horizon")},
                      {},
                      {}};
    int held = 0;
    for (std::size_t rank = 0; rank < std::min(most_rows, day.order.size()); ++rank) {
        const int account = day.order[rank];
        const auto& found = paths.rank_at_end[paths.account_index(design, account)];
        table.rows.push_back({text_cell(account_name(source, account)), static_cast<std::int64_t>(rank + 1),
                              cell(found.q50), cell(found.q05), cell(found.q95),
                              cell(account_mean(source, design, AccountMeasure::alive, account, last_year(source)))});
        table.accounts.push_back(account);
        held += found.q50 <= static_cast<double>(std::min(most_rows, day.order.size())) ? 1 : 0;
    }
    FigureVariant variant;
    variant.takeaway.push_back(say_of_all(
        "pareto.order",
        fmt::format("Of the {} largest customers of the first day, {} are still among so many largest at the horizon "
                    "under {} in at least half of the futures in which they stay.",
                    source.style.count(static_cast<double>(table.rows.size())), source.style.count(held),
                    source.design(design)),
        {{"shown", static_cast<double>(table.rows.size())}, {"held", held}}));
    variant.tables.push_back(std::move(table));
    variant.notes.push_back(say("pareto.note_order",
                                "Ranks by revenue among the customers of each future, over the futures in which the "
                                "customer is one at the horizon."));
    variant.notes.push_back(note_on_study(source));
    return variant;
}

Block order_figure(const ReportSource& source, const FirstDay& day)
{
    if (!source.studies.paths) {
        return without_study("6.4", "how the order of customers changes");
    }
    return Figure{
        "6.4",
        "How the order of customers changes",
        "A row for each of the largest customers of the first day, in their order then: its rank by revenue at "
        "the horizon, the median and the range of nine in ten futures.",
        {DrawingKind::intervals, {{"label", "account"}, {"value", "median"}, {"low", "low"}, {"high", "high"}}, {}},
        "design",
        for_each_design(source,
                        [&](int design) { return ranks_of_accounts(source, *source.studies.paths, day, design); }),
        OnSlide::no};
}

} // namespace

Section pareto_analysis(const ReportSource& source)
{
    const FirstDay day(source);
    return {
        6,
        "pareto",
        "Pareto analysis",
        "How much of the revenue hangs on few customers?",
        {first_day_figure(source, day), later_figure(source), concentration_figure(source), order_figure(source, day)}};
}

} // namespace kamsim::sections
