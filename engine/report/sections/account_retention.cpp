// Section 13: how long accounts stay, and why they leave.

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "report/sections/account_rows.hpp"
#include "report/sections/account_sentences.hpp"
#include "report/sections/sections.hpp"

namespace kamsim::sections {

namespace {

double time_of(const ReportSource& source, int time)
{
    return static_cast<double>(time) / source.outcome().periods_per_year;
}

ReportTable survival_table(const std::string& title)
{
    return {"survival",
            title,
            {number_column("year", "Years from the first day", 2), text_column("design", "Design"),
             share_column("mean", "Have never left, mean", 1), share_column("low", "5 % quantile", 1),
             share_column("high", "95 % quantile", 1)},
            {},
            {}};
}

ReportTable at_risk_table()
{
    return {"at_risk",
            "Customers that are still there",
            {text_column("design", "Design"), number_column("year", "Years from the first day", 0),
             number_column("count", "Customers, mean", 1)},
            {},
            {}};
}

std::vector<std::pair<std::string, std::string>> survival_roles()
{
    return {{"x", "year"}, {"y", "mean"}, {"series", "design"}, {"low", "low"}, {"high", "high"}};
}

// ---- all customers, from the result

/// Shares of futures are bins of counts; they stay within what there are.
double share_of(double count, double customers)
{
    return std::clamp(count / customers, 0.0, 1.0);
}

Staying staying_of(const ReportSource& source, int design, int customers)
{
    const auto& found = measure_at(source, design, Measure::customers_of_first_day, source.outcome().periods - 1);
    return {share_of(found.moments.mean, customers), share_of(found.q05, customers), share_of(found.q95, customers),
            time_of_year(source, last_year(source)), customers};
}

void add_survival(const ReportSource& source, int design, double customers, ReportTable& curve, ReportTable& at_risk)
{
    const auto& outcome = source.outcome();
    curve.rows.push_back({0.0, source.design(design), 1.0, 1.0, 1.0});
    at_risk.rows.push_back({source.design(design), 0.0, customers});
    for (int period = 0; period < outcome.periods; ++period) {
        const auto& found = measure_at(source, design, Measure::customers_of_first_day, period);
        curve.rows.push_back({time_of(source, period + 1), source.design(design),
                              cell(share_of(found.moments.mean, customers)), cell(share_of(found.q05, customers)),
                              cell(share_of(found.q95, customers))});
        if ((period + 1) % outcome.periods_per_year == 0) {
            at_risk.rows.push_back({source.design(design), time_of(source, period + 1), cell(found.moments.mean)});
        }
    }
}

/// The designs that keep most and fewest, where there are several.
std::vector<Sentence> best_and_worst(const ReportSource& source, const std::function<Staying(int)>& staying)
{
    int most = 0;
    int least = 0;
    for (int design = 1; design < source.outcome().alternatives; ++design) {
        most = staying(design).share > staying(most).share ? design : most;
        least = staying(design).share < staying(least).share ? design : least;
    }
    std::vector<Sentence> sentences{staying_sentence(source.style, source.design(most), staying(most))};
    const bool differs = source.style.percent(staying(most).share) != source.style.percent(staying(least).share);
    if (differs) {
        sentences.push_back(say_of_all(
            "retention.fewest",
            fmt::format("Fewest stay under {}: {}.", source.design(least), source.style.percent(staying(least).share)),
            {{"share", staying(least).share}}));
    }
    return sentences;
}

Figure survival_figure(const ReportSource& source)
{
    const int customers = static_cast<int>(customers_today(source).size());
    auto curve = survival_table("Customers of the first day that have never left");
    auto at_risk = at_risk_table();
    for (int design = 0; customers > 0 && design < source.outcome().alternatives; ++design) {
        add_survival(source, design, customers, curve, at_risk);
    }
    FigureVariant variant;
    if (customers > 0) {
        variant.takeaway = best_and_worst(source, [&](int design) { return staying_of(source, design, customers); });
    } else {
        variant.takeaway.push_back(staying_sentence(source.style, "", {}));
    }
    variant.tables = {std::move(curve), std::move(at_risk)};
    variant.notes.push_back(note_on_futures(source));
    variant.notes.push_back(say("retention.note_survival",
                                "Every future is followed to the horizon, so that nothing is censored and plain shares "
                                "do. Who left and came back counts as gone."));
    return {"13.1",
            "How many customers stay",
            "A falling line for each design with a band of futures: the share of the customers of the first day that "
            "have never left; below it how many that are.",
            {DrawingKind::survival, survival_roles(), {}},
            "",
            {std::move(variant)},
            OnSlide::yes};
}

// ---- the important ones, from the study

Block important_figure(const ReportSource& source)
{
    const auto& paths = source.studies.paths;
    if (!paths) {
        return without_study("13.2", "how many important customers stay");
    }
    auto curve = survival_table("Important customers that have never left");
    auto at_risk = at_risk_table();
    FigureVariant variant;
    const int size = paths->cohort_size[static_cast<std::size_t>(Cohort::important)];
    const auto spread = [&](int design, int time) {
        return paths->survival[paths->survival_index(design, Cohort::important, time)];
    };
    for (int design = 0; size > 0 && design < paths->alternatives; ++design) {
        for (int time = 0; time < paths->times; ++time) {
            const auto& found = spread(design, time);
            curve.rows.push_back(
                {time_of(source, time), source.design(design), cell(found.mean), cell(found.q05), cell(found.q95)});
            if (time % source.outcome().periods_per_year == 0) {
                at_risk.rows.push_back({source.design(design), time_of(source, time), cell(found.mean * size)});
            }
        }
    }
    variant.takeaway = best_and_worst(source, [&](int design) {
        const auto& end = spread(design, paths->times - 1);
        return Staying{end.mean, end.q05, end.q95, time_of_year(source, last_year(source)), size};
    });
    variant.notes.push_back(
        say_of_all("retention.note_important",
                   fmt::format("Important are here the {} that {} today, the same under every design.",
                               counted(source.style, size, "customer"),
                               paths->important_are_key ? "are key accounts"
                                                        : "stand in tier A (nobody is named as a key account)"),
                   {{"customers", size}}));
    variant.tables = {std::move(curve), std::move(at_risk)};
    variant.notes.push_back(note_on_study(source));
    return Figure{
        "13.2",
        "How many important customers stay",
        "A falling line for each design with a band of futures: the share of the important customers of the first "
        "day that have never left; below it how many that are.",
        {DrawingKind::survival, survival_roles(), {}},
        "",
        {std::move(variant)},
        OnSlide::no};
}

// ---- reasons

double losses_for(const ReportSource& source, int design, LossReason reason)
{
    double sum = 0.0;
    for (int account = 0; account < source.outcome().accounts; ++account) {
        sum += source.outcome().account_losses[source.outcome().loss_index(design, account, reason)];
    }
    return sum;
}

LossCauses causes_of(const ReportSource& source, int design)
{
    LossCauses causes;
    double most = -1.0;
    for (int reason = 0; reason < loss_reason_count; ++reason) {
        const double losses = losses_for(source, design, static_cast<LossReason>(reason));
        causes.losses += losses;
        if (losses > most) {
            most = losses;
            causes.main = name(static_cast<LossReason>(reason));
        }
    }
    causes.share = causes.losses > 0.0 ? most / causes.losses : 0.0;
    return causes;
}

Figure reasons_figure(const ReportSource& source)
{
    ReportTable table{"reasons",
                      "Losses by reason",
                      {text_column("reason", "Reason"), text_column("design", "Design"),
                       number_column("losses", "Losses a future, mean", 1), share_column("share", "Share of all")},
                      {},
                      {}};
    for (int reason = 0; reason < loss_reason_count; ++reason) {
        for (int design = 0; design < source.outcome().alternatives; ++design) {
            const double losses = losses_for(source, design, static_cast<LossReason>(reason));
            const double all = causes_of(source, design).losses;
            table.rows.push_back({reason_words(name(static_cast<LossReason>(reason))), source.design(design),
                                  cell(losses), cell(all > 0.0 ? losses / all : std::nan(""))});
        }
    }
    FigureVariant variant;
    variant.takeaway.push_back(
        loss_sentence(source.style, source.design(source.best()), causes_of(source, source.best())));
    variant.tables.push_back(std::move(table));
    variant.notes.push_back(say("retention.note_reasons",
                                "The reason of a loss is what pushed most towards leaving at that renewal; poaching "
                                "happens between renewals, and \"chance\" is where nothing pushed. An account that "
                                "comes back can be lost again. Means over the horizon and over futures."));
    return {"13.3",
            "Why customers leave",
            "Bars for each reason, one for each design: the mean number of losses over the horizon.",
            {DrawingKind::bars, {{"label", "reason"}, {"value", "losses"}, {"series", "design"}}, {}},
            "",
            {std::move(variant)},
            OnSlide::no};
}

// ---- by account

double losses_of(const ReportSource& source, int design, int account)
{
    double sum = 0.0;
    for (int reason = 0; reason < loss_reason_count; ++reason) {
        sum += source.outcome()
                   .account_losses[source.outcome().loss_index(design, account, static_cast<LossReason>(reason))];
    }
    return sum;
}

std::string main_reason(const ReportSource& source, int design, int account)
{
    int main = -1;
    double most = 0.0;
    for (int reason = 0; reason < loss_reason_count; ++reason) {
        const double losses =
            source.outcome()
                .account_losses[source.outcome().loss_index(design, account, static_cast<LossReason>(reason))];
        main = losses > most ? reason : main;
        most = std::max(most, losses);
    }
    return main < 0 ? "none" : reason_words(name(static_cast<LossReason>(main)));
}

FigureVariant losses_by_account(const ReportSource& source, int design)
{
    const auto customers = customers_today(source);
    const auto revenue = account_means(source, design, AccountMeasure::revenue, 0);
    const auto shown = largest_of(customers, revenue);
    ReportTable table{
        "accounts",
        "Losses of the largest customers",
        {text_column("account", "Customer"), money_column("revenue", "Revenue today", scale_of(source, revenue)),
         number_column("losses", "Losses to the horizon, mean", 2), text_column("reason", "Main reason"),
         share_column("there", "Customer at the horizon"), share_column("baseline", "under the baseline")},
        {},
        {}};
    int likeliest = -1;
    double lowest = 2.0;
    for (const int account : shown) {
        const double there = account_mean(source, design, AccountMeasure::alive, account, last_year(source));
        table.rows.push_back(
            {text_cell(account_name(source, account)), cell(revenue[static_cast<std::size_t>(account)]),
             cell(losses_of(source, design, account)), text_cell(main_reason(source, design, account)), cell(there),
             cell(account_mean(source, source.baseline(), AccountMeasure::alive, account, last_year(source)))});
        table.accounts.push_back(account);
        likeliest = there < lowest ? account : likeliest;
        lowest = std::min(lowest, there);
    }
    FigureVariant variant;
    variant.takeaway.push_back(
        likeliest < 0
            ? staying_sentence(source.style, source.design(design), {})
            : say_of_all(
                "retention.likeliest_gone",
                fmt::format("Of these customers, {} is the least likely to be one at the horizon under {}: it is in "
                            "{} of futures.",
                            account_name(source, likeliest), source.design(design), source.style.percent(lowest)),
                {{"chance", lowest}}));
    variant.tables.push_back(std::move(table));
    variant.notes.push_back(say("retention.note_accounts",
                                "Customer at the horizon: share of futures, those in which it was lost and won back "
                                "included."));
    note_cut(variant, source, shown.size(), customers.size(), "those with the largest revenue on the first day");
    return variant;
}

Figure accounts_figure(const ReportSource& source)
{
    return {"13.4",
            "Losses by customer",
            "A row for each of the largest customers: how often it is lost over the horizon, why, and how likely it is "
            "a customer at its end.",
            {},
            "design",
            for_each_design(source, [&](int design) { return losses_by_account(source, design); }),
            OnSlide::no};
}

} // namespace

Section account_retention(const ReportSource& source)
{
    return {13,
            "retention",
            "Account retention",
            "How long do accounts stay, and why do they leave?",
            {survival_figure(source), important_figure(source), reasons_figure(source), accounts_figure(source)}};
}

} // namespace kamsim::sections
