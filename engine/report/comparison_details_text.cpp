#include "kamsim/report/comparison_details_text.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

#include "kamsim/decision/money_text.hpp"
#include "report/csv_text.hpp"
#include "report/text_layout.hpp"

namespace kamsim {

namespace {

constexpr std::size_t name_width = 17;
constexpr std::size_t pair_width = 28;

const ComparisonDetails& details_of(const Comparison& comparison)
{
    if (!comparison.details) {
        throw std::invalid_argument("the comparison has no details; compare with a question");
    }
    return *comparison.details;
}

std::string name_cell(const Comparison& comparison, std::size_t alternative, Colour colour)
{
    const bool is_best = comparison.verdict.best == static_cast<int>(alternative);
    const auto name = (is_best ? "* " : "  ") + comparison.alternatives[alternative].name;
    const auto cell = left_aligned(clipped(name, name_width - 1), name_width);
    return is_best ? emphasised(cell, Emphasis::strong, colour) : cell;
}

std::string share_cell(double share, std::size_t width)
{
    return right_aligned(std::isnan(share) ? "-" : percent_text(share), width);
}

/// A bound that the sample cannot give is no number.
std::string amount(double number, const MoneyUnit& unit)
{
    return std::isfinite(number) ? unit.text(number) : "-";
}

MoneyUnit unit_of(const Comparison& comparison)
{
    double largest = 0.0;
    for (const auto& row : details_of(comparison).alternatives) {
        largest = std::max({largest, std::fabs(row.value.value_at_risk), row.regret.q95});
    }
    for (const auto& pair : details_of(comparison).pairs) {
        largest = std::max(largest, std::fabs(pair.mean));
    }
    return money_unit(comparison.currency, largest);
}

std::string certainty_block(const Comparison& comparison, const MoneyUnit& unit, Colour colour)
{
    const bool has_worlds = comparison.worlds > 1;
    auto text = std::string("How sure, in three senses\n") + left_aligned("", name_width) + right_aligned("luck:", 12)
                + right_aligned("sample:", 15) + right_aligned("knowledge:", 15) + right_aligned("regret,", 10)
                + right_aligned(unit.name, 11) + "\n" + left_aligned("  design", name_width)
                + right_aligned("best in", 12) + right_aligned("best mean", 15) + right_aligned("best in", 15)
                + right_aligned("mean", 10) + right_aligned("95 %", 11) + "\n";
    for (std::size_t i = 0; i < comparison.alternatives.size(); ++i) {
        const auto& row = comparison.alternatives[i];
        const auto& regret = details_of(comparison).alternatives[i].regret;
        text += name_cell(comparison, i, colour) + share_cell(row.share_of_futures_best, 12)
                + share_cell(row.confidence_best, 15)
                + (has_worlds ? share_cell(row.share_of_worlds_best, 15) : right_aligned("-", 15))
                + right_aligned(unit.text(regret.mean), 10) + right_aligned(unit.text(regret.q95), 11) + "\n";
    }
    const auto worlds = has_worlds ? std::string("worlds, sets of parameters, in which its mean is the highest, which "
                                                 "better data could tell apart")
                                   : std::string("nothing is uncertain in this scenario, so that there is no such "
                                                 "doubt to weigh");
    return text
           + wrapped(fmt::format("luck: share of futures in which the design is worth most; nobody can know it "
                                 "beforehand. sample: confidence that its mean is the highest; more futures raise "
                                 "it. knowledge: {}. regret: lost against the design that turns out best in the same "
                                 "future, a matter of luck.",
                                 worlds),
                     terminal_width);
}

/// What a choice costs that is made without knowing the world; empty where there is one world.
std::string losses_block(const Comparison& comparison, const MoneyUnit& unit)
{
    const auto& losses = details_of(comparison).losses;
    if (!losses) {
        return "";
    }
    auto text = fmt::format("\nExpected opportunity loss, {}\n", unit.name) + left_aligned("  design", name_width)
                + right_aligned("mean", 12) + right_aligned("95 % interval", 20) + right_aligned("as counted", 15)
                + "\n";
    for (std::size_t i = 0; i < losses->alternatives.size(); ++i) {
        const auto& loss = losses->alternatives[i];
        text += name_cell(comparison, i, Colour::plain) + right_aligned(unit.text(loss.mean), 12)
                + right_aligned(
                    fmt::format("{} to {}", amount(loss.interval.low, unit), amount(loss.interval.high, unit)), 20)
                + right_aligned(unit.text(loss.uncorrected), 15) + "\n";
    }
    return text
           + wrapped(fmt::format("Mean over {} worlds of what the best design of each is worth more; the smallest is "
                                 "what perfect knowledge would be worth. As counted: with the luck that is left in "
                                 "means of {} futures{}. Intervals: {}.",
                                 comparison.worlds, comparison.futures_per_world,
                                 losses->is_corrected ? ", which the mean is corrected for" : "",
                                 name(losses->perfect_information.interval.kind)),
                     terminal_width);
}

std::string dominance_cell(const DominanceTest& test)
{
    switch (test.standing) {
    case DominanceStanding::dominates: return "yes";
    case DominanceStanding::dominated: return "reverse";
    case DominanceStanding::no_dominance: return "none";
    case DominanceStanding::not_decided: return "open";
    }
    return "";
}

std::string half_width(const Interval& interval, const MoneyUnit& unit)
{
    return amount(0.5 * (interval.high - interval.low), unit);
}

std::string pairs_block(const Comparison& comparison, const MoneyUnit& unit)
{
    const auto& details = details_of(comparison);
    if (details.pairs.empty()) {
        return "";
    }
    auto text = fmt::format("\nEvery pair, {}\n", unit.name) + left_aligned("  first - second", pair_width)
                + right_aligned("difference", 11) + right_aligned("± alone", 9) + right_aligned("± all", 8)
                + right_aligned("dominance", 11) + right_aligned("if cautious", 13) + "\n";
    for (const auto& pair : details.pairs) {
        const auto label =
            fmt::format("  {} - {}", comparison.alternatives[static_cast<std::size_t>(pair.alternative)].name,
                        comparison.alternatives[static_cast<std::size_t>(pair.against)].name);
        text += left_aligned(clipped(label, pair_width - 1), pair_width) + right_aligned(unit.text(pair.mean), 11)
                + right_aligned(half_width(pair.interval, unit), 9)
                + right_aligned(half_width(pair.simultaneous, unit), 8)
                + right_aligned(dominance_cell(pair.first_order), 11)
                + right_aligned(dominance_cell(pair.second_order), 13) + "\n";
    }
    return text
           + wrapped(fmt::format("± alone: half of the {0} interval of one difference ({1}). ± all: of all of them "
                                 "together ({2}). dominance: yes where the futures contradict that the second "
                                 "design is at least as good at every chance of loss or gain, and do not contradict "
                                 "it of the first; reverse: the other way round; none: both contradicted, the "
                                 "distributions cross; open: neither. if cautious: the same for everybody who shuns "
                                 "risk (second order). Two tests of {3} each, paired.",
                                 percent_text(comparison_level), name(details.pairs.front().interval.kind),
                                 name(details.pairs.front().simultaneous.kind), percent_text(dominance_test_level)),
                     terminal_width);
}

std::string interval_text(const Interval& interval, const MoneyUnit& unit)
{
    return fmt::format("{} to {}", amount(interval.low, unit), amount(interval.high, unit));
}

std::string optional_share(const std::optional<SampleShare>& share, std::size_t width)
{
    return share ? share_cell(share->share, width) : right_aligned("-", width);
}

std::string risk_block(const Comparison& comparison, const MoneyUnit& unit, Colour colour)
{
    const auto& details = details_of(comparison);
    const auto tail = percent_text(details.question.tail);
    const auto& baseline = comparison.alternatives[static_cast<std::size_t>(comparison.baseline)].name;
    auto text = fmt::format("\nRisk: the worst {} of futures, net present value, {}\n", tail, unit.name)
                + left_aligned("  design", name_width) + right_aligned("at risk", 9) + right_aligned("interval", 18)
                + right_aligned("mean below", 12) + right_aligned("± mean", 8) + right_aligned("loss", 6)
                + (details.question.target ? right_aligned("miss", 5) : "     ") + right_aligned("ruin", 5) + "\n";
    for (std::size_t i = 0; i < details.alternatives.size(); ++i) {
        const auto& row = details.alternatives[i];
        text += name_cell(comparison, i, colour) + right_aligned(unit.text(row.value.value_at_risk), 9)
                + right_aligned(interval_text(row.value.value_at_risk_interval, unit), 18)
                + right_aligned(unit.text(row.value.conditional_value_at_risk), 12)
                + right_aligned(half_width(row.value.conditional_interval, unit), 8)
                + optional_share(row.below_baseline, 6)
                + (details.question.target ? optional_share(row.below_target, 5) : "     ")
                + share_cell(row.share_ruined, 5) + "\n";
    }
    const auto& first = details.alternatives.front().value;
    const auto target = details.question.target ? fmt::format(" miss: share with less than the target of {}.",
                                                              money_text(*details.question.target))
                                                : std::string();
    return text
           + wrapped(fmt::format("at risk: value that {} of futures stay below (value at risk, a value and not a "
                                 "loss; {} interval: {}). mean below: mean of those futures (conditional value at "
                                 "risk; {}). loss: share of futures worth less than {} in the same future.{} ruin: "
                                 "share whose cash was below 0 at some time.",
                                 tail, percent_text(comparison_level), name(first.value_at_risk_interval.kind),
                                 name(first.conditional_interval.kind), baseline, target),
                     terminal_width);
}

/// As many years as the width allows, the last one always.
std::vector<std::size_t> shown_years(std::size_t years)
{
    constexpr std::size_t most = 7;
    std::vector<std::size_t> shown;
    const std::size_t stride = (years + most - 1) / most;
    for (std::size_t year = years; year >= stride; year -= stride) {
        shown.insert(shown.begin(), year);
    }
    return shown;
}

std::string payback_block(const Comparison& comparison, Colour colour)
{
    const auto& rows = details_of(comparison).alternatives;
    const auto with_payback =
        std::find_if(rows.begin(), rows.end(), [](const AlternativeDetails& row) { return row.payback.has_value(); });
    if (with_payback == rows.end()) {
        return "";
    }
    const auto years = shown_years(with_payback->payback->share_by_year.size());
    auto text = std::string("\nPaid back, share of futures\n") + left_aligned("  design", name_width);
    for (const std::size_t year : years) {
        text += right_aligned(fmt::format("year {}", year), 8 - (year >= 10 ? 0 : 1));
    }
    text += right_aligned("never", 7) + "\n";
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!rows[i].payback) {
            continue;
        }
        text += name_cell(comparison, i, colour);
        for (const std::size_t year : years) {
            text += share_cell(rows[i].payback->share_by_year[year - 1], 8 - (year >= 10 ? 0 : 1));
        }
        text += share_cell(rows[i].payback->share_never, 7) + "\n";
    }
    return text
           + wrapped("By the end of the year, for good: from then on the discounted cumulative difference to the "
                     "baseline stays above 0 to the horizon. never: not within the horizon, a value like the others.",
                     terminal_width);
}

std::string flags_block(const Comparison& comparison, Colour colour)
{
    const auto& rows = details_of(comparison).alternatives;
    auto text = std::string("\nConcentration at the horizon, share of futures\n") + left_aligned("", name_width)
                + right_aligned("one customer brings more than", 39) + right_aligned("key accounts", 19) + "\n"
                + left_aligned("  design", name_width) + right_aligned("10 %", 13) + right_aligned("20 %", 13)
                + right_aligned("70 %", 13) + right_aligned("above 75 %", 19) + "\n";
    for (std::size_t i = 0; i < rows.size(); ++i) {
        text += name_cell(comparison, i, colour);
        for (std::size_t flag = 0; flag < concentration_flags.size(); ++flag) {
            text += share_cell(rows[i].share_flagged[flag], flag + 1 < concentration_flags.size() ? 13 : 19);
        }
        text += "\n";
    }
    return text + wrapped("Of the revenue of all customers.", terminal_width);
}

} // namespace

std::string comparison_details_text(const Comparison& comparison, Colour colour)
{
    const auto unit = unit_of(comparison);
    return certainty_block(comparison, unit, colour) + losses_block(comparison, unit) + pairs_block(comparison, unit)
           + risk_block(comparison, unit, colour) + payback_block(comparison, colour) + flags_block(comparison, colour);
}

std::string pairs_csv(const Comparison& comparison)
{
    auto text = fmt::format("alternative,against,difference_{0},standard_error_{0},interval_low_{0},interval_high_{0},"
                            "interval_kind,simultaneous_low_{0},simultaneous_high_{0},simultaneous_kind,"
                            "first_order,first_order_p_dominates,first_order_p_dominated,second_order,"
                            "second_order_p_dominates,second_order_p_dominated\n",
                            comparison.currency);
    for (const auto& pair : details_of(comparison).pairs) {
        const auto named = [&](int alternative) {
            return csv_text_cell(comparison.alternatives[static_cast<std::size_t>(alternative)].name);
        };
        text += named(pair.alternative) + "," + named(pair.against);
        for (const double number : {pair.mean, pair.standard_error, pair.interval.low, pair.interval.high}) {
            text += "," + csv_number_cell(number);
        }
        text += "," + csv_text_cell(name(pair.interval.kind)) + "," + csv_number_cell(pair.simultaneous.low) + ","
                + csv_number_cell(pair.simultaneous.high) + "," + csv_text_cell(name(pair.simultaneous.kind));
        for (const auto* test : {&pair.first_order, &pair.second_order}) {
            text += fmt::format(",{},{},{}", csv_text_cell(name(test->standing)), csv_number_cell(test->p_dominates),
                                csv_number_cell(test->p_dominated));
        }
        text += "\n";
    }
    return text;
}

} // namespace kamsim
