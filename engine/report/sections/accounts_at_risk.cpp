// Section 10: which accounts need rescue first.

#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "report/sections/account_rows.hpp"
#include "report/sections/account_sentences.hpp"
#include "report/sections/sections.hpp"

namespace kamsim::sections {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// What one unit a year until the horizon is worth today, discounted as the engine does (docs/model.md, eq. 4).
double annuity(const Experiment& experiment)
{
    const double within = experiment.booking == Booking::start    ? 0.0
                          : experiment.booking == Booking::middle ? 0.5
                                                                  : 1.0;
    double sum = 0.0;
    for (int period = 0; period < experiment.periods; ++period) {
        sum += std::pow(1.0 + experiment.discount_rate, -(period + within) / experiment.periods_per_year);
    }
    return sum / experiment.periods_per_year;
}

/// What the account brings until the horizon, should it stay as it is: margin after cost to serve, discounted, kEUR.
double value_at_stake(const Account& account, double annuity)
{
    return account.revenue * (account.gross_margin - account.cost_to_serve) * annuity;
}

double threshold_of(const ReportSource& source)
{
    return source.experiment().parameters.retention.endangerment_threshold;
}

/// The customers of the first day in the order of what is to be lost: value at stake times the chance of leaving.
struct Queue {
    std::vector<int> order;       ///< all customers
    std::vector<double> at_stake; ///< [account]
    std::vector<double> chance;   ///< [account] of leaving at a yearly renewal, as seen on the first day
    std::vector<double> expected; ///< [account] the product

    Queue(const ReportSource& source, int design)
        : at_stake(source.experiment().accounts.size()),
          chance(account_means(source, design, AccountMeasure::endangerment, 0)), expected(at_stake.size(), undefined)
    {
        const double worth = annuity(source.experiment());
        const auto customers = customers_today(source);
        for (const int account : customers) {
            const auto k = static_cast<std::size_t>(account);
            at_stake[k] = value_at_stake(source.experiment().accounts[k], worth);
            expected[k] = at_stake[k] * chance[k];
        }
        order = largest_of(customers, expected, customers.size());
    }

    [[nodiscard]] Endangered summary(const ReportSource& source) const
    {
        Endangered found;
        found.customers = static_cast<int>(order.size());
        found.threshold = threshold_of(source);
        for (const int account : order) {
            const auto k = static_cast<std::size_t>(account);
            found.flagged += chance[k] > found.threshold ? 1 : 0;
            found.expected += std::isnan(expected[k]) ? 0.0 : expected[k];
        }
        if (!order.empty()) {
            const auto first = static_cast<std::size_t>(order.front());
            found.first = account_name(source, order.front());
            found.chance = chance[first];
            found.at_stake = at_stake[first];
        }
        return found;
    }
};

std::vector<TableCell> queue_row(const ReportSource& source, int design, const Queue& queue, int account)
{
    const auto k = static_cast<std::size_t>(account);
    const auto& given = given_account(source, account);
    const int year = std::min(1, last_year(source));
    const auto& paths = source.studies.paths;
    const double chance = queue.chance[k];
    return {text_cell(account_name(source, account)),
            cell(queue.expected[k]),
            cell(queue.at_stake[k]),
            cell(chance),
            text_cell(chance > threshold_of(source)         ? "endangered"
                      : chance > 0.5 * threshold_of(source) ? "watch"
                                                            : "calm"),
            cell(account_mean(source, design, AccountMeasure::endangerment, account, year)),
            cell(account_mean(source, design, AccountMeasure::endangerment, account, last_year(source))),
            cell(given.next_renewal),
            paths ? cell(paths->flagged[paths->account_year_index(design, account, year)]) : TableCell(),
            paths ? cell(paths->years_flagged[paths->account_year_index(design, account, year)]) : TableCell(),
            given.key_now};
}

FigureVariant queue_of(const ReportSource& source, int design)
{
    const Queue queue(source, design);
    const auto scale = scale_of(source, queue.at_stake);
    const auto expected_scale = scale_of(source, queue.expected);
    ReportTable table{
        "queue",
        "Customers by what is to be lost",
        {text_column("account", "Customer"), money_column("expected", "Value at stake × chance", expected_scale),
         money_column("at_stake", "Value at stake", scale), share_column("chance", "Chance of leaving, first day", 1),
         text_column("state", "Endangerment"), share_column("year_1", "Chance, year 1", 1),
         share_column("horizon", "Chance, horizon", 1), number_column("renewal", "Next renewal", 1, "years"),
         share_column("flagged", "Futures flagged, year 1"), number_column("queue", "Time in queue then", 2, "years"),
         truth_column("key", "Key today")},
        {},
        {}};
    const auto shown = std::min(queue.order.size(), most_rows_of_accounts);
    for (std::size_t row = 0; row < shown; ++row) {
        table.rows.push_back(queue_row(source, design, queue, queue.order[row]));
        table.accounts.push_back(queue.order[row]);
    }
    FigureVariant variant;
    variant.takeaway.push_back(endangered_sentence(source.style, queue.summary(source)));
    variant.tables.push_back(std::move(table));
    variant.notes.push_back(say("at_risk.note_value",
                                "Value at stake: margin after cost to serve on today's revenue until the horizon, "
                                "discounted, should the customer stay and nothing change. Chance of leaving: at a "
                                "yearly renewal, as the supplier sees it; mean over futures in which it is a "
                                "customer. Time in queue: mean time since it was flagged, over the futures in which "
                                "it is flagged at the end of year 1."));
    if (!source.studies.paths) {
        variant.notes.push_back(note_on_study(source));
    }
    note_cut(variant, source, shown, queue.order.size(), "those with most to lose");
    return variant;
}

Figure queue_figure(const ReportSource& source)
{
    return {"10.1",
            "Whom to rescue first",
            "A bar for each customer, the longest first: the value at stake times the chance of leaving.",
            {DrawingKind::bars, {{"label", "account"}, {"value", "expected"}}, {{"horizontal", true}}},
            "design",
            for_each_design(source, [&](int design) { return queue_of(source, design); }),
            OnSlide::yes};
}

Sentence revenue_at_risk_sentence(const ReportSource& source)
{
    int least = 0;
    const auto mean = [&](int design) { return last_mean(source.outcome(), design, Measure::revenue_at_risk); };
    for (int design = 1; design < source.outcome().alternatives; ++design) {
        least = mean(design) < mean(least) ? design : least;
    }
    const auto& found = measure_at(source, least, Measure::revenue_at_risk, source.outcome().periods - 1);
    const double before = measure_at(source, least, Measure::revenue_at_risk, 0).moments.mean;
    return say_of_all("at_risk.revenue",
                      fmt::format("{} {} from the first period to the horizon; there it is {} in nine of ten futures.",
                                  source.outcome().alternatives > 1 ? fmt::format(
                                      "Least revenue is at risk at the horizon under {}: it", source.design(least))
                                                                    : "The revenue at risk",
                                  development_text(source.style.money(before), source.style.money(mean(least)),
                                                   {before, mean(least)}),
                                  source.style.money_range(found.q05, found.q95)),
                      {{"before", before}, {"mean", mean(least)}, {"q05", found.q05}, {"q95", found.q95}});
}

Figure revenue_figure(const ReportSource& source)
{
    const auto& outcome = source.outcome();
    std::vector<double> amounts;
    for (int design = 0; design < outcome.alternatives; ++design) {
        for (int period = 0; period < outcome.periods; ++period) {
            amounts.push_back(measure_at(source, design, Measure::revenue_at_risk, period).q95);
        }
    }
    const auto scale = scale_of(source, amounts);
    ReportTable table{"revenue",
                      "Revenue at risk by design and period",
                      {number_column("year", "Years from the first day", 2), text_column("design", "Design"),
                       money_column("mean", "Revenue at risk a year, mean", scale),
                       money_column("low", "5 % quantile", scale), money_column("high", "95 % quantile", scale),
                       number_column("accounts", "Customers at risk, mean", 1),
                       number_column("queue", "Mean periods in queue", 1)},
                      {},
                      {}};
    for (int design = 0; design < outcome.alternatives; ++design) {
        for (int period = 0; period < outcome.periods; ++period) {
            const auto& found = measure_at(source, design, Measure::revenue_at_risk, period);
            table.rows.push_back(
                {static_cast<double>(period + 1) / outcome.periods_per_year, source.design(design),
                 cell(found.moments.mean), cell(found.q05), cell(found.q95),
                 cell(measure_at(source, design, Measure::accounts_at_risk, period).moments.mean),
                 cell(measure_at(source, design, Measure::at_risk_queue_periods, period).moments.mean)});
        }
    }
    FigureVariant variant;
    variant.takeaway.push_back(revenue_at_risk_sentence(source));
    variant.tables.push_back(std::move(table));
    variant.notes.push_back(note_on_futures(source));
    variant.notes.push_back(say("at_risk.note_periods",
                                "Time in queue: periods since a customer was flagged, this one included, mean over the "
                                "flagged ones."));
    return {"10.2",
            "Revenue at risk over time",
            "A line for each design with a band of futures: the yearly revenue of all flagged customers, period by "
            "period.",
            {DrawingKind::lines,
             {{"x", "year"}, {"y", "mean"}, {"series", "design"}, {"low", "low"}, {"high", "high"}},
             {{"zero", true}}},
            "",
            {std::move(variant)},
            OnSlide::no};
}

/// Over all periods and futures, as ratios of means.
struct FlagCounts {
    double leavers = 0.0;
    double flagged_leavers = 0.0;
    double flagged = 0.0;

    FlagCounts(const ReportSource& source, int design)
    {
        for (int period = 0; period < source.outcome().periods; ++period) {
            leavers += measure_at(source, design, Measure::leavers, period).moments.mean;
            flagged_leavers += measure_at(source, design, Measure::flagged_leavers, period).moments.mean;
            flagged += measure_at(source, design, Measure::flagged_before, period).moments.mean;
        }
    }

    [[nodiscard]] Warning warning() const
    {
        return {leavers > 0.0 ? flagged_leavers / leavers : undefined,
                flagged > 0.0 ? flagged_leavers / flagged : undefined};
    }
};

Figure warning_figure(const ReportSource& source)
{
    ReportTable table{"warning",
                      "How well the flag warns",
                      {text_column("design", "Design"), number_column("leavers", "Leave", 1),
                       number_column("flagged_leavers", "of them flagged before", 1), share_column("recall", "Recall"),
                       number_column("flagged", "Flagged periods of customers", 0),
                       share_column("precision", "Precision", 1)},
                      {},
                      {}};
    for (int design = 0; design < source.outcome().alternatives; ++design) {
        const FlagCounts counts(source, design);
        const auto warning = counts.warning();
        table.rows.push_back({source.design(design), cell(counts.leavers), cell(counts.flagged_leavers),
                              cell(warning.recall), cell(counts.flagged), cell(warning.precision)});
    }
    FigureVariant variant;
    variant.takeaway.push_back(
        warning_sentence(source.style, source.design(source.best()), FlagCounts(source, source.best()).warning()));
    variant.tables.push_back(std::move(table));
    variant.notes.push_back(say("at_risk.note_warning",
                                "Sums over the horizon, means over futures. Recall: share of the leavers that were "
                                "flagged in the period before they left. Precision: share of the flagged that leave "
                                "in the next period; most contracts do not end then, so that it is low for a good "
                                "flag, too."));
    return {"10.3",
            "How well the flag warns",
            "A row for each design: how many customers leave, how many of them were flagged the period before, and how "
            "many of the flagged leave.",
            {},
            "",
            {std::move(variant)},
            OnSlide::no};
}

} // namespace

Section accounts_at_risk(const ReportSource& source)
{
    return {10,
            "at-risk",
            "Endangered accounts",
            "Which accounts need rescue first?",
            {queue_figure(source), revenue_figure(source), warning_figure(source)}};
}

} // namespace kamsim::sections
