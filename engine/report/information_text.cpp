#include "kamsim/report/information_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "kamsim/decision/money_text.hpp"
#include "kamsim/report/terminal.hpp"
#include "report/csv_text.hpp"
#include "report/text_layout.hpp"

namespace kamsim {

namespace {

constexpr std::size_t name_width = 36;
constexpr std::size_t value_width = 12;
constexpr std::size_t interval_width = 20;

std::string row_text(std::string_view label, double mean, const Interval& interval, std::string_view last,
                     const MoneyUnit& unit)
{
    return left_aligned(clipped(label, name_width - 1), name_width) + right_aligned(unit.text(mean), value_width)
           + right_aligned(fmt::format("{} to {}", unit.text(interval.low), unit.text(interval.high)), interval_width)
           + (last.empty() ? "" : right_aligned(last, value_width)) + "\n";
}

std::string heading(std::string_view label, std::string_view value, std::string_view last)
{
    return left_aligned(label, name_width) + right_aligned(value, value_width)
           + right_aligned("95 % interval", interval_width) + (last.empty() ? "" : right_aligned(last, value_width))
           + "\n";
}

const std::string& name_of(const Experiment& experiment, int alternative)
{
    return experiment.alternatives[static_cast<std::size_t>(alternative)].name;
}

MoneyUnit unit_of_losses(const Experiment& experiment, const OpportunityLosses& losses)
{
    double largest = 0.0;
    for (const auto& loss : losses.alternatives) {
        largest = std::max(largest, loss.interval.high);
    }
    return money_unit(experiment.currency, largest);
}

std::string losses_text(const Experiment& experiment, const InformationAnswer& answer)
{
    const auto& losses = answer.information.losses;
    const auto unit = unit_of_losses(experiment, losses);
    auto text = fmt::format("What choosing without knowing the world costs, {}, net present\n", unit.name)
                + heading("  design", "mean loss", "as counted");
    for (std::size_t k = 0; k < losses.alternatives.size(); ++k) {
        const auto& loss = losses.alternatives[k];
        text += row_text("  " + name_of(experiment, static_cast<int>(k)), loss.mean, loss.interval,
                         unit.text(loss.uncorrected), unit);
    }
    return text
           + wrapped(fmt::format("Mean over {} worlds of what the best design of each is worth more. As counted: from "
                                 "means of {} futures as they are, whose luck passes for knowledge{}. Intervals: {}.",
                                 grouped(static_cast<double>(answer.worlds), 0), answer.futures_per_world,
                                 losses.is_corrected ? "; the mean loss is corrected for it"
                                                     : ", which worlds of one future do not let us correct",
                                 name(losses.perfect_information.interval.kind)),
                     terminal_width);
}

std::string rows_text(const std::vector<InformationRow>& rows, const MoneyUnit& unit)
{
    std::string text;
    for (const auto& row : rows) {
        text += row_text("  " + row.group.name, row.value.mean, row.value.interval, percent_text(row.value.explained),
                         unit);
    }
    return text;
}

std::string inputs_text(const InformationAnswer& answer, const MoneyUnit& unit)
{
    const auto& information = answer.information;
    const auto& perfect = information.losses.perfect_information;
    auto text = fmt::format("What knowing it before the decision would be worth at most, {}\n", unit.name)
                + heading("  what is known", "worth", "explains")
                + row_text("  everything uncertain", perfect.mean, perfect.interval, "", unit)
                + rows_text(information.inputs, unit);
    if (!information.groups.empty()) {
        text += "  together:\n" + rows_text(information.groups, unit);
    }
    text += wrapped("Per decision, over the horizon. Of inputs by regression of the designs' leads on them, which "
                    "averages out luck and all else; explains: the largest part of a lead's variance between worlds. "
                    "Intervals: "
                        + std::string(name(IntervalKind::posterior_over_worlds))
                        + "; of everything: " + std::string(name(perfect.interval.kind)) + ".",
                    terminal_width);
    if (!information.own_inputs.empty()) {
        std::string names;
        for (const auto& own : information.own_inputs) {
            names += (names.empty() ? "" : ", ") + own;
        }
        text += wrapped("Drawn for each account apart, so that there is no one value to learn: " + names + ".",
                        terminal_width);
    }
    return text;
}

std::string nested_text(const InformationAnswer& answer, const MoneyUnit& unit)
{
    if (answer.nested.empty()) {
        return "";
    }
    auto text = "\nThe same by nested simulation, " + unit.name + "\n" + heading("  what is known", "worth", "");
    for (const auto& row : answer.nested) {
        text += row_text("  " + row.group.name, row.value.mean, row.value.interval, "", unit);
    }
    const NestedPlan plan;
    return text
           + wrapped(fmt::format("At most {} values of it, each in {} worlds of everything else with {} futures, whose "
                                 "luck is taken out as above. Intervals: {}.",
                                 plan.outer, plan.inner, plan.futures, name(answer.nested.front().value.interval.kind)),
                     terminal_width);
}

std::string score_text(const Experiment& experiment, const InformationAnswer& answer)
{
    if (answer.score.empty()) {
        return "";
    }
    double largest = 0.0;
    for (const auto& gain : answer.score) {
        largest = std::max({largest, std::fabs(gain.interval.low), std::fabs(gain.interval.high)});
    }
    const auto unit = money_unit(experiment.currency, largest);
    auto text = fmt::format("\nWhat a better health score is worth, {}, net present\n", unit.name)
                + heading("  design, noise left", "gain", "a year");
    for (const auto& gain : answer.score) {
        text += row_text(fmt::format("  {}, {}", name_of(experiment, gain.alternative), percent_text(gain.noise)),
                         gain.mean, gain.interval, unit.text(gain.yearly), unit);
    }
    return text
           + wrapped(fmt::format("Noise: standard deviation of the endangerment score (retention.observation_sd), as "
                                 "a part of today's. Paired with today's noise in the same worlds on the same luck. A "
                                 "year: even amount of the same present value. Intervals: {}.",
                                 name(answer.score.front().interval.kind)),
                     terminal_width);
}

std::string pilot_text(const Experiment& experiment, const InformationAnswer& answer, const MoneyUnit& unit)
{
    if (!answer.pilot) {
        return "";
    }
    const auto& pilot = *answer.pilot;
    const auto& plan = answer.pilot_plan;
    const auto share = [](double chance) { return fmt::format("{:.1f} %", 100.0 * chance); };
    auto text = fmt::format("\nWhat a trial of {} would be worth, {}\n",
                            clipped(name_of(experiment, plan.alternative), 40), unit.name)
                + heading("  key accounts", "its data", "less cost");
    for (const auto& size : pilot.sizes) {
        text += row_text(fmt::format("  {}", size.accounts), size.value.mean, size.value.interval, unit.text(size.net),
                         unit);
    }
    text += row_text("  without end", pilot.limit.mean, pilot.limit.interval, "", unit);
    const auto best = std::max_element(pilot.sizes.begin(), pilot.sizes.end(),
                                       [](const auto& first, const auto& second) { return first.net < second.net; });
    return text
           + wrapped(fmt::format("Key accounts served so for {} periods; the number lost of them is binomial with the "
                                 "world's chance, {} on average ({} to {} in nine of ten worlds). Cost: {} for each "
                                 "account. {} Intervals: {}.",
                                 plan.periods, share(pilot.mean_chance), share(pilot.low_chance),
                                 share(pilot.high_chance), money_text(plan.cost_of_account),
                                 best->net > 0.0 ? fmt::format("Of these sizes {} is worth most.", best->accounts)
                                                 : std::string("None of these sizes is worth its cost."),
                                 name(pilot.limit.interval.kind)),
                     terminal_width);
}

std::string csv_row(std::string_view what, const std::string& label, const std::string& at, double value,
                    const Interval& interval)
{
    return fmt::format("{},{},{},{},{},{},{}\n", what, csv_text_cell(label), at, csv_number_cell(value),
                       csv_number_cell(interval.low), csv_number_cell(interval.high),
                       csv_text_cell(name(interval.kind)));
}

} // namespace

std::string information_text(const Experiment& experiment, const InformationAnswer& answer)
{
    const auto unit = money_unit(experiment.currency, answer.information.losses.perfect_information.interval.high);
    return losses_text(experiment, answer) + "\n" + inputs_text(answer, unit) + nested_text(answer, unit)
           + score_text(experiment, answer) + pilot_text(experiment, answer, unit);
}

std::string information_csv(const Experiment& experiment, const InformationAnswer& answer)
{
    std::string text = "what,name,at,value,low,high,interval_kind\n";
    const auto& information = answer.information;
    for (std::size_t k = 0; k < information.losses.alternatives.size(); ++k) {
        const auto& loss = information.losses.alternatives[k];
        text += csv_row("expected_loss", name_of(experiment, static_cast<int>(k)), "", loss.mean, loss.interval);
    }
    const auto& perfect = information.losses.perfect_information;
    text += csv_row("perfect_information", "", "", perfect.mean, perfect.interval);
    for (const auto* rows : {&information.inputs, &information.groups}) {
        for (const auto& row : *rows) {
            text += csv_row(rows == &information.inputs ? "input" : "group", row.group.name, "", row.value.mean,
                            row.value.interval);
        }
    }
    for (const auto& row : answer.nested) {
        text += csv_row("nested", row.group.name, "", row.value.mean, row.value.interval);
    }
    for (const auto& gain : answer.score) {
        text += csv_row("better_score", name_of(experiment, gain.alternative), fmt::format("{}", gain.noise), gain.mean,
                        gain.interval);
    }
    if (answer.pilot) {
        for (const auto& size : answer.pilot->sizes) {
            text += csv_row("pilot", name_of(experiment, answer.pilot_plan.alternative),
                            fmt::format("{}", size.accounts), size.value.mean, size.value.interval);
        }
    }
    return text;
}

} // namespace kamsim
