#include "kamsim/report/terminal.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <string>

#include <fmt/format.h>

#include "kamsim/decision/money_text.hpp"
#include "report/text_layout.hpp"

namespace kamsim {

namespace {

constexpr std::size_t name_width = 17;

double half_width(const Interval& interval)
{
    return 0.5 * (interval.high - interval.low);
}

/// "1 design", "1,200 designs"
std::string counted(std::ptrdiff_t count, std::string_view thing)
{
    return fmt::format("{} {}{}", grouped(static_cast<double>(count), 0), thing, count == 1 ? "" : "s");
}

std::string name_cell(const Comparison& comparison, std::size_t alternative, Colour colour)
{
    const bool is_best = comparison.verdict.best == static_cast<int>(alternative);
    const auto name = (is_best ? "* " : "  ") + comparison.alternatives[alternative].name;
    const auto cell = left_aligned(clipped(name, name_width - 1), name_width);
    return is_best ? emphasised(cell, Emphasis::strong, colour) : cell;
}

MoneyUnit unit_of(const Comparison& comparison)
{
    double largest = 0.0;
    for (const auto& alternative : comparison.alternatives) {
        for (const double amount : {alternative.value.quantiles.q05, alternative.value.quantiles.q95,
                                    alternative.value.mean, alternative.difference.mean}) {
            largest = std::max(largest, std::fabs(amount));
        }
    }
    return money_unit(comparison.currency, largest);
}

std::string value_block(const Comparison& comparison, const MoneyUnit& unit, Colour colour)
{
    const auto& baseline = comparison.alternatives[static_cast<std::size_t>(comparison.baseline)].name;
    std::string text = fmt::format("Net present value over {:.4g} years, {}\n", comparison.years, unit.name);
    text += left_aligned("  design", name_width) + right_aligned("value", 10) + right_aligned("± mean", 8)
            + right_aligned("5-95 % of futures", 20) + right_aligned("to " + clipped(baseline, 6), 10)
            + right_aligned("± mean", 8) + right_aligned("best", 7) + "\n";
    for (std::size_t i = 0; i < comparison.alternatives.size(); ++i) {
        const auto& row = comparison.alternatives[i];
        const auto futures = fmt::format("{} to {}", unit.text(row.value.quantiles.q05),
                                         right_aligned(unit.text(row.value.quantiles.q95), 7));
        text += name_cell(comparison, i, colour) + right_aligned(unit.text(row.value.mean), 10)
                + right_aligned(unit.text(half_width(row.value.interval)), 8) + right_aligned(futures, 20)
                + right_aligned(unit.text(row.difference.mean), 10)
                + right_aligned(unit.text(half_width(row.difference.interval)), 8)
                + right_aligned(percent_text(row.share_of_futures_best), 7) + "\n";
    }
    return text;
}

std::string share_cell(double share, std::size_t width)
{
    return right_aligned(std::isnan(share) ? "-" : percent_text(share), width);
}

/// Retention may exceed 100 %, so that 99.7 % is plainly 100 %.
std::string retention_cell(const AlternativeResult& row, Measure measure, std::size_t width)
{
    const double retention = row.measures[static_cast<std::size_t>(measure)];
    return right_aligned(std::isnan(retention) ? "-" : grouped(100.0 * retention, 0) + " %", width);
}

/// Where next to nothing is spent, the return is next to infinite.
std::string return_cell(const AlternativeResult& row, std::size_t width)
{
    constexpr double largest = 999.5;
    if (!row.programme_return) {
        return right_aligned("-", width);
    }
    const double gain = *row.programme_return;
    if (std::fabs(gain) >= largest) {
        return right_aligned(gain > 0.0 ? "> 999" : "< -999", width);
    }
    return right_aligned(grouped(gain, std::fabs(gain) < 99.995 ? 2 : 0), width);
}

std::string programme_block(const Comparison& comparison, const MoneyUnit& unit, Colour colour)
{
    std::string text = "Decision and programme\n";
    text += left_aligned("", name_width) + right_aligned("confidence", 11) + right_aligned("expected", 9)
            + right_aligned("payback", 8) + right_aligned("never", 7) + right_aligned("key revenue", 12)
            + right_aligned("programme", 16) + "\n";
    text += left_aligned("  design", name_width) + right_aligned("best mean", 11) + right_aligned("loss", 9)
            + right_aligned("years", 8) + right_aligned("paid", 7) + right_aligned("gross", 6) + right_aligned("net", 6)
            + right_aligned("survives", 9) + right_aligned("return", 7) + "\n";
    for (std::size_t i = 0; i < comparison.alternatives.size(); ++i) {
        const auto& row = comparison.alternatives[i];
        const bool is_baseline = comparison.baseline == static_cast<int>(i);
        const auto payback =
            row.payback_years ? grouped(*row.payback_years, 1) : std::string(is_baseline ? "-" : "never");
        text += name_cell(comparison, i, colour) + share_cell(row.confidence_best, 11)
                + right_aligned(unit.text(row.expected_loss), 9) + right_aligned(payback, 8)
                + (is_baseline ? right_aligned("-", 7) : share_cell(row.share_never_paid_back, 7))
                + retention_cell(row, Measure::key_gross_revenue_retention, 6)
                + retention_cell(row, Measure::key_net_revenue_retention, 6) + share_cell(row.programme_survival, 9)
                + return_cell(row, 7) + "\n";
    }
    return text;
}

std::string legend(const Comparison& comparison)
{
    const auto& baseline = comparison.alternatives[static_cast<std::size_t>(comparison.baseline)].name;
    const auto futures = grouped(static_cast<double>(comparison.replications), 0);
    const auto sample = comparison.worlds > 1
                            ? fmt::format("{} worlds of {} futures", grouped(static_cast<double>(comparison.worlds), 0),
                                          comparison.futures_per_world)
                            : futures + " futures";
    return wrapped(
        fmt::format("* highest mean. ± mean: half of the {} interval of the mean ({}); differences to {} are "
                    "paired, future by future. 5-95 %: sample quantiles of futures (type 7). best: share of "
                    "futures in which the design is worth most, ties split. confidence, expected loss: from a "
                    "normal distribution of the means with their paired covariance, {}. payback: "
                    "median. key revenue: gross and net retention of the key accounts' revenue in the last "
                    "year. return: mean difference to {} for each unit of discounted programme cost.",
                    percent_text(comparison_level), name(comparison.alternatives.front().value.interval.kind), baseline,
                    sample, baseline),
        terminal_width);
}

std::string knowledge_legend(const Comparison& comparison)
{
    return wrapped(
        fmt::format("Between worlds: spread of the true means, what is not known and could be learned. Within: spread "
                    "of futures in a world, what nobody can know beforehand. share: part of the variance that "
                    "lies between worlds (analysis of variance). best in: worlds in which the design has the highest "
                    "mean of {} futures, ties split. {} worlds, the same for all designs.",
                    comparison.futures_per_world, grouped(static_cast<double>(comparison.worlds), 0)),
        terminal_width);
}

/// Spread between worlds and within them, and the share of the first.
std::string knowledge_cells(const Knowledge& knowledge, const MoneyUnit& unit)
{
    const auto money = [&](double amount) { return std::isnan(amount) ? std::string("-") : unit.text(amount); };
    return right_aligned(money(knowledge.sd_between), 9) + right_aligned(money(knowledge.sd_within), 8)
           + share_cell(knowledge.share_between, 8);
}

} // namespace

std::string run_header(const Experiment& experiment)
{
    const auto customers =
        std::count_if(experiment.accounts.begin(), experiment.accounts.end(),
                      [](const Account& account) { return account.status == AccountStatus::customer; });
    const auto prospects = static_cast<std::ptrdiff_t>(experiment.accounts.size()) - customers;
    const double years = static_cast<double>(experiment.periods) / experiment.periods_per_year;
    const auto& uncertainty = experiment.uncertainty;
    const auto futures = uncertainty.inputs.empty() ? experiment.replications : uncertainty.futures_per_world;
    std::string sample = counted(futures, "future");
    if (!uncertainty.inputs.empty()) {
        sample = fmt::format("{} of {}, drawn from {}", counted(experiment.replications / futures, "world"), sample,
                             counted(std::ssize(uncertainty.inputs), "uncertain input"));
    }
    const auto facts = fmt::format("{} and {}, revenue {} {} a year; {} over {:.4g} years in {} periods; {}, seed {}.",
                                   counted(customers, "customer"), counted(prospects, "prospect"),
                                   grouped(first_year_revenue(experiment), 0), experiment.currency,
                                   counted(std::ssize(experiment.alternatives), "design"), years, experiment.periods,
                                   sample, experiment.seed);
    return (experiment.title.empty() ? "" : wrapped(experiment.title, terminal_width)) + wrapped(facts, terminal_width);
}

std::string comparison_table(const Comparison& comparison, Colour colour)
{
    const auto unit = unit_of(comparison);
    return value_block(comparison, unit, colour) + "\n" + programme_block(comparison, unit, colour) + "\n"
           + legend(comparison);
}

std::string knowledge_table(const Comparison& comparison, Colour colour)
{
    if (comparison.worlds < 2) {
        return "";
    }
    const auto unit = unit_of(comparison);
    const auto& baseline = comparison.alternatives[static_cast<std::size_t>(comparison.baseline)].name;
    std::string text = fmt::format("What is not known and what cannot be known, {}\n", unit.name);
    text += left_aligned("", name_width) + right_aligned("spread of value", 25)
            + right_aligned("of difference to " + clipped(baseline, 6), 25) + right_aligned("best in", 9) + "\n";
    const auto heads = right_aligned("between", 9) + right_aligned("within", 8) + right_aligned("share", 8);
    text += left_aligned("  design", name_width) + heads + heads + right_aligned("worlds", 9) + "\n";
    for (std::size_t i = 0; i < comparison.alternatives.size(); ++i) {
        const auto& row = comparison.alternatives[i];
        text += name_cell(comparison, i, colour) + knowledge_cells(row.value_knowledge, unit)
                + knowledge_cells(row.difference_knowledge, unit) + share_cell(row.share_of_worlds_best, 9) + "\n";
    }
    return text + "\n" + knowledge_legend(comparison);
}

std::string verdict_paragraph(const Comparison& comparison, Colour colour)
{
    const auto text = wrapped(comparison.verdict.sentence, terminal_width);
    return colour == Colour::plain
               ? text
               : emphasised(std::string_view(text).substr(0, text.size() - 1), Emphasis::strong, colour) + "\n";
}

} // namespace kamsim
