#include "report/sections/manager_figures.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "report/sections/answer_words.hpp"
#include "report/sections/period_figures.hpp"

namespace kamsim::sections {

namespace {

using namespace answer;

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
constexpr int most_managers = 20; ///< rows of a table

double mean_of(const ReportSource& source, int design, Measure measure, int period)
{
    const auto& moments = source.outcome().measures.at(source.outcome().measure_index(design, measure, period)).moments;
    return moments.count > 0.0 ? moments.mean : undefined;
}

/// No hours are wanted where there are no key accounts.
bool has_hours(const ReportSource& source, int design)
{
    const auto& outcome = source.outcome();
    for (int period = 0; period < outcome.periods; ++period) {
        if (mean_of(source, design, Measure::hours_wanted, period) > 0.0) {
            return true;
        }
    }
    return false;
}

Sentence hours_sentence(const ReportSource& source, int design)
{
    const auto& style = source.style;
    const int last = source.outcome().periods - 1;
    const double wanted = mean_of(source, design, Measure::hours_wanted, last);
    const double given = mean_of(source, design, Measure::hours_given, last);
    const double accounts = mean_of(source, design, Measure::accounts_per_manager, last);
    const double managers = mean_of(source, design, Measure::managers, last);
    const auto& name = source.design(design);
    if (!has_hours(source, design) || !(wanted > 0.0) || std::isnan(given)) {
        return {"team.hours_none",
                fmt::format("Under {} no hours are wanted at the horizon: it has no key accounts then.", name),
                {}};
    }
    auto text =
        given < wanted
            ? fmt::format("At the horizon the key accounts of {} get {} of the {} hours a month that they want "
                          "({})",
                          name, style.count(given), style.count(wanted), style.percent(given / wanted))
            : fmt::format("At the horizon the key accounts of {} get {} hours a month, no fewer than the {} that "
                          "they want",
                          name, style.count(given), style.count(wanted));
    if (!std::isnan(accounts)) {
        text += fmt::format("; {} managers look after {} key accounts each", style.number(managers, 1),
                            style.number(accounts, 1));
    }
    return {"team.hours",
            text + ", on average.",
            {value_of("wanted", wanted), value_of("given", given), value_of("managers", managers),
             value_of("accounts_per_manager", accounts)}};
}

FigureVariant hours_variant(const ReportSource& source, int design)
{
    ReportTable table{"hours",
                      "Hours of managers and teams with key accounts",
                      {text_column("hours", "Hours"), number_column("year", "After", 2, "years"),
                       number_column("amount", "Hours a month", 0)},
                      {},
                      {}};
    const auto& outcome = source.outcome();
    const auto add = [&](const char* label, Measure measure) {
        for (const int period : shown_periods(outcome)) {
            const auto& summary = outcome.measures.at(outcome.measure_index(design, measure, period));
            if (summary.moments.count > 0.0) {
                table.rows.push_back({std::string(label), cell(end_of(outcome, period)), cell(summary.moments.mean)});
            }
        }
    };
    if (has_hours(source, design)) {
        add("wanted", Measure::hours_wanted);
        add("given", Measure::hours_given);
    }
    FigureVariant variant;
    variant.option = static_cast<std::size_t>(design);
    variant.takeaway = {hours_sentence(source, design)};
    variant.tables = {std::move(table)};
    variant.notes = {{"team.hours_note",
                      "Means over all futures, those without a standing programme among them. Wanted: the hours at "
                      "which care has half of its effect, for the cells of every "
                      "key account.",
                      {}}};
    return variant;
}

} // namespace

Figure hours_figure(const ReportSource& source)
{
    Figure figure;
    figure.number = "16.2";
    figure.title = "Hours wanted and given";
    figure.description =
        "Two lines over time: the hours a month that key accounts want of managers and teams, and those "
        "that they get.";
    figure.drawing = {DrawingKind::lines, {{"x", "year"}, {"y", "amount"}, {"series", "hours"}}, {{"zero", true}}};
    figure.choice = "design";
    for (int design = 0; design < source.outcome().alternatives; ++design) {
        figure.variants.push_back(hours_variant(source, design));
    }
    return figure;
}

namespace {

Sentence overload_sentence(const ReportSource& source, int design)
{
    const auto& outcome = source.outcome();
    double most = undefined;
    double at = 0.0;
    for (int period = 0; period < outcome.periods; ++period) {
        const double overload = mean_of(source, design, Measure::overload, period);
        if (!std::isnan(overload) && !(overload <= most)) {
            most = overload;
            at = end_of(outcome, period);
        }
    }
    const auto& name = source.design(design);
    if (std::isnan(most)) {
        return {"team.overload_unknown", fmt::format("Under {} no hours are ever given.", name), {}};
    }
    if (most < 0.005) {
        return {"team.overload_none",
                fmt::format("Under {} key accounts get all the hours that they want.", name),
                {value_of("overload", most)}};
    }
    return {
        "team.overload",
        fmt::format("Under {} the team is most overloaded after {}: {} more hours are wanted than given, on average.",
                    name, time_words(source.style, at), source.style.percent(most)),
        {value_of("overload", most), value_of("year", at)}};
}

} // namespace

Figure overload_figure(const ReportSource& source, int told)
{
    const auto& outcome = source.outcome();
    Figure figure;
    figure.number = "16.3";
    figure.title = "Overload";
    figure.description = "For each design with a programme how many more hours are wanted than given, over time, with "
                         "bands for nine of ten futures.";
    figure.drawing = {DrawingKind::lines,
                      {{"x", "year"}, {"y", "overload"}, {"series", "design"}, {"low", "low"}, {"high", "high"}},
                      {{"zero", true}}};
    ReportTable table{"overload",
                      "Hours wanted over hours given, less 1",
                      {text_column("design", "Design"), number_column("year", "After", 2, "years"),
                       share_column("overload", "Overload"), share_column("low", "5 % of futures below"),
                       share_column("high", "95 %"), number_column("managers", "Managers", 1),
                       number_column("accounts", "Key accounts per manager", 1)},
                      {},
                      {}};
    for (int design = 0; design < outcome.alternatives; ++design) {
        for (const int period : shown_periods(outcome)) {
            const auto& summary = outcome.measures.at(outcome.measure_index(design, Measure::overload, period));
            if (summary.moments.count > 0.0) {
                table.rows.push_back({source.design(design), cell(end_of(outcome, period)), cell(summary.moments.mean),
                                      cell(summary.q05), cell(summary.q95),
                                      cell(mean_of(source, design, Measure::managers, period)),
                                      cell(mean_of(source, design, Measure::accounts_per_manager, period))});
            }
        }
    }
    FigureVariant variant;
    variant.takeaway = {overload_sentence(source, told)};
    variant.tables = {std::move(table)};
    variant.notes = {{"team.overload_note",
                      "Mean over the futures in which hours are given; bands are 5-95 % of those futures. The "
                      "model knows no overload of single managers.",
                      {}}};
    figure.variants = {std::move(variant)};
    return figure;
}

namespace {

double of_manager(const ReportSource& source, int design, ManagerMeasure measure, int manager, int year)
{
    const auto& outcome = source.outcome();
    return outcome.manager_means.at(outcome.manager_index(design, measure, manager, year));
}

/// Managers who ever look after an account, or leave, under a design.
std::vector<int> managers_of(const ReportSource& source, int design)
{
    std::vector<int> managers;
    for (int manager = 0; manager < source.outcome().managers; ++manager) {
        for (int year = 0; year < source.outcome().years; ++year) {
            if (of_manager(source, design, ManagerMeasure::accounts, manager, year) > 0.0
                || of_manager(source, design, ManagerMeasure::exits, manager, year) > 0.0) {
                managers.push_back(manager);
                break;
            }
        }
    }
    return managers;
}

double exits_of(const ReportSource& source, int design, int manager)
{
    double sum = 0.0;
    for (int year = 1; year < source.outcome().years; ++year) {
        const double exits = of_manager(source, design, ManagerMeasure::exits, manager, year);
        sum += std::isnan(exits) ? 0.0 : exits;
    }
    return sum;
}

Sentence managers_sentence(const ReportSource& source, int design, const std::vector<int>& managers)
{
    if (managers.empty()) {
        return {"team.managers_none", fmt::format("{} has no managers.", source.design(design)), {}};
    }
    double exits = 0.0;
    for (const int manager : managers) {
        exits += exits_of(source, design, manager);
    }
    return {"team.managers",
            fmt::format("{} has {} {} at most; over the horizon places fall vacant {} times on average.",
                        source.design(design), source.style.count(static_cast<double>(managers.size())),
                        managers.size() == 1 ? "manager" : "managers", source.style.number(exits, 1)),
            {value_of("managers", static_cast<double>(managers.size())), value_of("exits", exits)}};
}

std::string manager_name(const ReportSource& source, int manager)
{
    const auto& standing = source.experiment().today.managers;
    const auto place = static_cast<std::size_t>(manager);
    return place < standing.size() && !standing[place].name.empty()
               ? fmt::format("place {} ({} on the first day)", manager + 1, standing[place].name)
               : fmt::format("place {}", manager + 1);
}

FigureVariant managers_variant(const ReportSource& source, int design)
{
    const int last = source.outcome().years - 1;
    const int middle = std::max(1, last / 2);
    const auto managers = managers_of(source, design);
    ReportTable table{"managers",
                      "Managers' places",
                      {text_column("manager", "Manager"), number_column("accounts_first", "Key accounts, year 1", 1),
                       number_column("accounts_middle", fmt::format("year {}", middle), 1),
                       number_column("accounts_last", fmt::format("year {}", last), 1),
                       share_column("proficiency_first", "Proficiency, year 1"),
                       share_column("proficiency_last", fmt::format("year {}", last)),
                       number_column("exits", "Times vacant", 2)},
                      {},
                      {}};
    for (std::size_t i = 0; i < managers.size() && i < most_managers; ++i) {
        const int manager = managers[i];
        const auto at = [&](ManagerMeasure measure, int year) {
            return cell(of_manager(source, design, measure, manager, std::min(year, last)));
        };
        table.rows.push_back({manager_name(source, manager), at(ManagerMeasure::accounts, 1),
                              at(ManagerMeasure::accounts, middle), at(ManagerMeasure::accounts, last),
                              at(ManagerMeasure::proficiency, 1), at(ManagerMeasure::proficiency, last),
                              cell(exits_of(source, design, manager))});
    }
    FigureVariant variant;
    variant.option = static_cast<std::size_t>(design);
    variant.takeaway = {managers_sentence(source, design, managers)};
    variant.notes = {
        {"team.managers_note",
         "Means over all futures at the end of the year; a place has nothing where its programme no longer "
         "stands. Who leaves is replaced by somebody else in the same place.",
         {}}};
    if (managers.size() > most_managers) {
        variant.notes.push_back({"team.managers_more",
                                 fmt::format("{} more places are in kamsim export.",
                                             source.style.count(static_cast<double>(managers.size() - most_managers))),
                                 {}});
    }
    variant.tables = {std::move(table)};
    return variant;
}

} // namespace

Figure managers_figure(const ReportSource& source)
{
    Figure figure;
    figure.number = "16.4";
    figure.title = "Managers";
    figure.description = "One row for each manager's place: key accounts, proficiency and how often it falls vacant.";
    figure.choice = "design";
    for (int design = 0; design < source.outcome().alternatives; ++design) {
        figure.variants.push_back(managers_variant(source, design));
    }
    return figure;
}

} // namespace kamsim::sections
