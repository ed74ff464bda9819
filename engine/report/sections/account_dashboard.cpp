// Section 9: how the key accounts fare.

#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "report/sections/account_rows.hpp"
#include "report/sections/account_sentences.hpp"
#include "report/sections/sections.hpp"

namespace kamsim::sections {

namespace {

/// A measure of the dashboard, in the unit in which it is shown.
struct Indicator {
    Measure measure;
    std::string label;
    double scale = 1.0; ///< what is shown is the measure over this
    int decimals = 0;
};

std::vector<Indicator> indicators(const ReportSource& source)
{
    const auto money = source.style.money_scale(first_year_revenue(source.experiment()));
    return {{Measure::key_share, "Key accounts' share of revenue, %", 0.01, 0},
            {Measure::key_net_revenue_retention, "Net revenue retention of key accounts, %", 0.01, 0},
            {Measure::key_satisfaction, "Satisfaction of key accounts", 1.0, 2},
            {Measure::accounts_at_risk, "Customers at risk", 1.0, 0},
            {Measure::revenue_at_risk, "Revenue at risk, " + money.unit, money.thousands, money.decimals}};
}

// ---- overview

using Telling = std::function<std::string(double)>;

/// @param told_range how quantiles are told
Card card_of(const ReportSource& source, const std::string& label, Measure measure, const Telling& told,
             const Telling& told_range)
{
    const auto& found = measure_at(source, source.best(), measure, last_period(source.outcome(), measure));
    const double mean = found.moments.mean;
    if (std::isnan(mean) || found.moments.count == 0.0) {
        return {label, "–", say_of_all("dashboard.card_none", "not defined in any future")};
    }
    return {label, told(mean),
            say_of_all("dashboard.card",
                       fmt::format("mean; nine in ten futures: {} to {}", told_range(found.q05), told_range(found.q95)),
                       {{"mean", mean}, {"q05", found.q05}, {"q95", found.q95}})};
}

CardBlock overview(const ReportSource& source)
{
    const auto& style = source.style;
    const Telling decimal = [&](double value) { return style.number(value, 1); };
    const Telling whole = [&](double value) { return style.count(value); };
    const Telling percent = [&](double value) { return style.percent(value); };
    const Telling money = [&](double value) { return style.money(value); };
    const Telling rating = [&](double value) { return style.number(value, 2); };
    return {
        {card_of(source, "Key accounts", Measure::key_accounts, decimal, whole),
         card_of(source, "Their share of revenue", Measure::key_share, percent, percent),
         card_of(source, "Gross revenue retention, last year", Measure::key_gross_revenue_retention, percent, percent),
         card_of(source, "Their satisfaction (0 to 1)", Measure::key_satisfaction, rating, rating),
         card_of(source, "Customers at risk", Measure::accounts_at_risk, decimal, whole),
         card_of(source, "Revenue at risk a year", Measure::revenue_at_risk, money, money)}};
}

TextBlock introduction(const ReportSource& source)
{
    return {"",
            TextStyle::paragraph,
            {say("dashboard.what",
                 fmt::format("The key accounts under {} at the horizon, after {}. A customer is at risk where its "
                             "chance of leaving at a yearly renewal, as it is seen, is above {}.",
                             source.design(source.best()), source.style.years(time_of_year(source, last_year(source))),
                             source.style.percent(source.experiment().parameters.retention.endangerment_threshold)))}};
}

// ---- change over time

void add_indicator(const ReportSource& source, int design, const Indicator& indicator, ReportTable& table)
{
    for (int year = 1; year <= last_year(source); ++year) {
        const auto& found = measure_in(source, design, indicator.measure, year);
        if (found.moments.count == 0.0 || std::isnan(found.moments.mean)) {
            continue;
        }
        const auto shown = [&](double value) { return cell(value / indicator.scale); };
        table.rows.push_back({indicator.label, time_of_year(source, year), shown(found.moments.mean), shown(found.q05),
                              shown(found.q25), shown(found.q50), shown(found.q75), shown(found.q95)});
    }
}

Sentence change_sentence(const ReportSource& source, int design)
{
    const auto& outcome = source.outcome();
    const double before = measure_in(source, design, Measure::key_satisfaction, 1).moments.mean;
    const double after = last_mean(outcome, design, Measure::key_satisfaction);
    const double risk_before = measure_in(source, design, Measure::revenue_at_risk, 1).moments.mean;
    const double risk_after = last_mean(outcome, design, Measure::revenue_at_risk);
    const auto risk = fmt::format(
        "the revenue at risk {}",
        development_text(source.style.money(risk_before), source.style.money(risk_after), {risk_before, risk_after}));
    if (std::isnan(before) && std::isnan(after)) {
        return say_of_all("dashboard.no_key_accounts",
                          fmt::format("{} has no key accounts; {}.", source.design(design), risk),
                          {{"risk_before", risk_before}, {"risk_after", risk_after}});
    }
    return say_of_all(
        "dashboard.change",
        fmt::format("From the end of year 1 to the horizon under {}, the satisfaction of key accounts {}, "
                    "and {}.",
                    source.design(design),
                    development_text(source.style.number(before, 2), source.style.number(after, 2), {before, after}),
                    risk),
        {{"before", before}, {"after", after}, {"risk_before", risk_before}, {"risk_after", risk_after}});
}

FigureVariant change_of(const ReportSource& source, int design)
{
    ReportTable table{"indicators",
                      "Indicators at the end of each year",
                      {text_column("indicator", "Indicator"), year_column(source), number_column("mean", "Mean", 2),
                       number_column("q05", "5 % quantile", 2), number_column("q25", "25 % quantile", 2),
                       number_column("q50", "Median", 2), number_column("q75", "75 % quantile", 2),
                       number_column("q95", "95 % quantile", 2)},
                      {},
                      {}};
    for (const auto& indicator : indicators(source)) {
        add_indicator(source, design, indicator, table);
    }
    FigureVariant variant;
    variant.takeaway.push_back(change_sentence(source, design));
    variant.tables.push_back(std::move(table));
    variant.notes.push_back(say("dashboard.note_fan",
                                "The middle line is the median; bands hold half and nine tenths of "
                                "the futures (luck), each indicator on a scale of its own."));
    return variant;
}

Figure change_figure(const ReportSource& source)
{
    return {"9.1",
            "Key accounts over the years",
            "A panel for each indicator: its median and two bands of futures at the end of each year.",
            {DrawingKind::fan,
             {{"x", "year"},
              {"q05", "q05"},
              {"q25", "q25"},
              {"q50", "q50"},
              {"q75", "q75"},
              {"q95", "q95"},
              {"mean", "mean"},
              {"series", "indicator"}},
             {{"own_scale", true}}},
            "design",
            for_each_design(source, [&](int design) { return change_of(source, design); }),
            OnSlide::yes};
}

// ---- revenue by service tier

constexpr std::array<const char*, 3> service_names{"basic", "standard", "premium"};
constexpr std::array service_accounts{AccountMeasure::service_basic, AccountMeasure::service_standard,
                                      AccountMeasure::service_premium};
constexpr std::array service_revenue{Measure::revenue_basic, Measure::revenue_standard, Measure::revenue_premium};

/// On the first day, from the accounts.
double first_day_revenue_in(const ReportSource& source, int design, AccountMeasure service)
{
    double sum = 0.0;
    for (const int account : customers_today(source)) {
        sum += account_mean(source, design, service, account, 0)
               * account_mean(source, design, AccountMeasure::revenue, account, 0);
    }
    return sum;
}

FigureVariant services_of(const ReportSource& source, int design)
{
    std::vector<std::array<double, 3>> revenue;
    std::vector<double> amounts;
    for (int year = 0; year <= last_year(source); ++year) {
        auto& of_year = revenue.emplace_back();
        for (std::size_t tier = 0; tier < service_names.size(); ++tier) {
            of_year[tier] = year == 0 ? first_day_revenue_in(source, design, service_accounts[tier])
                                      : measure_in(source, design, service_revenue[tier], year).moments.mean;
            amounts.push_back(of_year[tier]);
        }
    }
    ReportTable table{"services",
                      "Revenue by service tier",
                      {year_column(source), text_column("service", "Service"),
                       money_column("revenue", "Revenue a year, mean", scale_of(source, amounts)),
                       share_column("share", "Share")},
                      {},
                      {}};
    for (int year = 0; year <= last_year(source); ++year) {
        const auto& of_year = revenue[static_cast<std::size_t>(year)];
        const double total = of_year[0] + of_year[1] + of_year[2];
        for (std::size_t tier = 0; tier < service_names.size(); ++tier) {
            table.rows.push_back({year == 0 ? 0.0 : time_of_year(source, year), service_names[tier],
                                  cell(of_year[tier]), cell(total > 0.0 ? of_year[tier] / total : std::nan(""))});
        }
    }
    const auto premium = [](const std::array<double, 3>& of_year) {
        return of_year[2] / (of_year[0] + of_year[1] + of_year[2]);
    };
    const double before = premium(revenue.front());
    const double after = premium(revenue.back());
    FigureVariant variant;
    variant.takeaway.push_back(say_of_all(
        "dashboard.services",
        fmt::format("Under {} the share of the revenue that comes from customers with premium service {}.",
                    source.design(design),
                    development_text(source.style.percent(before), source.style.percent(after), {before, after})),
        {{"before", before}, {"after", after}}));
    variant.tables.push_back(std::move(table));
    variant.notes.push_back(say("dashboard.note_services",
                                "Basic: less than a third of what could be offered is served; standard: less than two "
                                "thirds; premium: more. Means over futures at the end of each year."));
    return variant;
}

Figure services_figure(const ReportSource& source)
{
    return {"9.2",
            "Revenue by service tier",
            "Bars for the first day and the end of each year: mean revenue, stacked by the service tier of the "
            "customers.",
            {DrawingKind::stack, {{"x", "year"}, {"value", "revenue"}, {"part", "service"}}, {}},
            "design",
            for_each_design(source, [&](int design) { return services_of(source, design); }),
            OnSlide::no};
}

// ---- onboarding and satisfaction

ReportTable lines_of(const ReportSource& source, Measure measure, const std::string& label, int decimals)
{
    ReportTable table{"lines",
                      label,
                      {number_column("year", "Years from the first day", 2), text_column("design", "Design"),
                       number_column("mean", label + ", mean", decimals),
                       number_column("low", "5 % quantile", decimals),
                       number_column("high", "95 % quantile", decimals)},
                      {},
                      {}};
    const auto& outcome = source.outcome();
    for (int design = 0; design < outcome.alternatives; ++design) {
        for (int period = 0; period < outcome.periods; ++period) {
            const auto& found = measure_at(source, design, measure, period);
            if (found.moments.count > 0.0 && !std::isnan(found.moments.mean)) {
                table.rows.push_back({static_cast<double>(period + 1) / outcome.periods_per_year, source.design(design),
                                      cell(found.moments.mean), cell(found.q05), cell(found.q95)});
            }
        }
    }
    return table;
}

/// Largest and least mean over designs at the horizon.
Sentence range_of_designs(const ReportSource& source, const std::string& id, const std::string& what, Measure measure,
                          int decimals)
{
    int most = -1;
    int least = -1;
    const auto mean = [&](int design) { return last_mean(source.outcome(), design, measure); };
    for (int design = 0; design < source.outcome().alternatives; ++design) {
        if (!std::isnan(mean(design))) {
            most = most < 0 || mean(design) > mean(most) ? design : most;
            least = least < 0 || mean(design) < mean(least) ? design : least;
        }
    }
    if (most < 0) {
        return say_of_all(id + "_none", fmt::format("At the horizon {} is not defined under any design.", what));
    }
    const auto told = [&](int design) { return source.style.number(mean(design), decimals); };
    if (told(most) == told(least)) {
        return say_of_all(id + "_equal", fmt::format("At the horizon {} is {} in the mean.", what, told(most)),
                          {{"mean", mean(most)}});
    }
    return say_of_all(id,
                      fmt::format("At the horizon {} is highest under {} ({} in the mean) and lowest under {} ({}).",
                                  what, source.design(most), told(most), source.design(least), told(least)),
                      {{"highest", mean(most)}, {"lowest", mean(least)}});
}

Figure lines_figure(const ReportSource& source, const std::string& number, const std::string& title, Measure measure,
                    const std::string& what, int decimals)
{
    FigureVariant variant;
    variant.takeaway.push_back(range_of_designs(source, "dashboard.range", what, measure, decimals));
    variant.tables.push_back(lines_of(source, measure, title, decimals));
    variant.notes.push_back(note_on_futures(source));
    return {number,
            title,
            fmt::format("A line for each design with a band of futures: {}, period by period.", what),
            {DrawingKind::lines,
             {{"x", "year"}, {"y", "mean"}, {"series", "design"}, {"low", "low"}, {"high", "high"}},
             {}},
            "",
            {std::move(variant)},
            OnSlide::no};
}

// ---- table of key accounts

std::string endangerment_word(double chance, double threshold)
{
    return std::isnan(chance)         ? "no customer"
           : chance > threshold       ? "endangered"
           : chance > 0.5 * threshold ? "watch"
                                      : "calm";
}

std::string service_word(const ReportSource& source, int account)
{
    const auto& given = given_account(source, account);
    const double part = given.live_cells / given.cells;
    return given.status == AccountStatus::prospect ? "none"
                                                   : service_names[part < 1.0 / 3.0   ? 0
                                                                   : part < 2.0 / 3.0 ? 1
                                                                                      : 2];
}

std::vector<TableCell> key_account_row(const ReportSource& source, int design, int account)
{
    const int year = std::min(1, last_year(source));
    const auto mean = [&](AccountMeasure measure, int at_year) {
        return account_mean(source, design, measure, account, at_year);
    };
    const double chance = mean(AccountMeasure::endangerment, year);
    return {text_cell(account_name(source, account)),
            cell(mean(AccountMeasure::key, year)),
            cell(mean(AccountMeasure::revenue, 0)),
            cell(mean(AccountMeasure::revenue, last_year(source))),
            text_cell(service_word(source, account)),
            cell(mean(AccountMeasure::cells_live, year) / given_account(source, account).cells),
            cell(mean(AccountMeasure::relationship, year)),
            cell(mean(AccountMeasure::satisfaction, year)),
            cell(chance),
            text_cell(endangerment_word(chance, source.experiment().parameters.retention.endangerment_threshold)),
            cell(mean(AccountMeasure::alive, last_year(source)))};
}

FigureVariant key_accounts_of(const ReportSource& source, int design)
{
    const int year = std::min(1, last_year(source));
    const auto key = account_means(source, design, AccountMeasure::key, year);
    std::vector<int> ever;
    for (int account = 0; account < source.outcome().accounts; ++account) {
        if (key[static_cast<std::size_t>(account)] > 0.0) {
            ever.push_back(account);
        }
    }
    const auto shown = largest_of(ever, key);
    const auto scale = scale_of(source, account_means(source, design, AccountMeasure::revenue, last_year(source)));
    ReportTable table{"key_accounts",
                      "Key accounts in year 1",
                      {text_column("account", "Account"), share_column("key", "Key at the end of year 1"),
                       money_column("revenue", "Revenue today", scale),
                       money_column("later", "Revenue at the horizon, mean", scale),
                       text_column("service", "Service today"), share_column("cells", "Cells served"),
                       number_column("relationship", "Relationship", 2),
                       number_column("satisfaction", "Satisfaction", 2), share_column("chance", "Chance of leaving", 1),
                       text_column("endangerment", "Endangerment"), share_column("stays", "Customer at the horizon")},
                      {},
                      {}};
    int endangered = 0;
    for (const int account : shown) {
        table.rows.push_back(key_account_row(source, design, account));
        table.accounts.push_back(account);
        endangered += std::get<std::string>(table.rows.back()[9]) == "endangered" ? 1 : 0;
    }
    FigureVariant variant;
    variant.takeaway.push_back(key_accounts_sentence(source.style, source.design(design), static_cast<int>(ever.size()),
                                                     static_cast<int>(shown.size()), endangered));
    variant.tables.push_back(std::move(table));
    variant.notes.push_back(say("dashboard.note_key",
                                "Means over futures, at the end of year 1 unless the heading says otherwise; those of "
                                "relationship, satisfaction and the chance of leaving over the futures in which it is "
                                "a customer. Endangered: the mean chance of leaving at a yearly renewal, as seen, is "
                                "above the threshold; watch: above half of it."));
    note_cut(variant, source, shown.size(), ever.size(), "those most often key");
    return variant;
}

Figure key_accounts_figure(const ReportSource& source)
{
    return {
        "9.5",
        "The key accounts",
        "A row for each account that is key at the end of year 1, most often first: revenue, service, relationship, "
        "satisfaction and how endangered it is.",
        {},
        "design",
        for_each_design(source, [&](int design) { return key_accounts_of(source, design); }),
        OnSlide::no};
}

} // namespace

Section account_dashboard(const ReportSource& source)
{
    return {9,
            "dashboard",
            "Key account dashboard",
            "How do the key accounts fare?",
            {introduction(source), overview(source), change_figure(source), services_figure(source),
             lines_figure(source, "9.3", "Cells in onboarding", Measure::cells_onboarding,
                          "the number of cells won that are not yet served", 1),
             lines_figure(source, "9.4", "Satisfaction of key accounts", Measure::key_satisfaction,
                          "the satisfaction of key accounts", 2),
             key_accounts_figure(source)}};
}

} // namespace kamsim::sections
