#include "kamsim/report/scenario_summary.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kamsim/decision/money_text.hpp"
#include "kamsim/scenario/outline.hpp"
#include "kamsim/scenario/policy_names.hpp"
#include "report/text_layout.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t name_width = 22;

std::string period_words(int periods_per_year)
{
    switch (periods_per_year) {
    case 1: return "years";
    case 4: return "quarters";
    case 12: return "months";
    default: return fmt::format("periods of 1/{} year", periods_per_year);
    }
}

std::size_t prospects_of(const Experiment& experiment)
{
    return static_cast<std::size_t>(
        std::count_if(experiment.accounts.begin(), experiment.accounts.end(),
                      [](const Account& account) { return account.status == AccountStatus::prospect; }));
}

std::string worlds_words(const Experiment& experiment)
{
    const Uncertainty& uncertainty = experiment.uncertainty;
    if (uncertainty.inputs.empty()) {
        return "";
    }
    const std::int64_t worlds = experiment.replications / uncertainty.futures_per_world;
    return fmt::format(", {} in each of {} worlds ({} uncertain input{})", uncertainty.futures_per_world,
                       grouped(static_cast<double>(worlds), 0), uncertainty.inputs.size(),
                       uncertainty.inputs.size() == 1 ? "" : "s");
}

/// A label and what it stands for, wrapped beside it.
std::string fact(std::string_view label, std::string_view words)
{
    constexpr std::size_t label_width = 12;
    const std::string indent(label_width, ' ');
    return left_aligned(label, label_width) + wrapped(words, terminal_width, indent).substr(label_width);
}

std::string today_words(const Experiment& experiment)
{
    const Structure& structure = experiment.structures[static_cast<std::size_t>(experiment.today.structure)];
    return structure.is_programme
               ? fmt::format("structure {}, {:.4g} years old", structure.name, experiment.today.programme_age)
               : std::string("no programme stands");
}

std::string portfolio_lines(const Experiment& experiment)
{
    const std::size_t prospects = prospects_of(experiment);
    const std::size_t customers = experiment.accounts.size() - prospects;
    const double years = static_cast<double>(experiment.periods) / experiment.periods_per_year;
    std::string text;
    text += fact("Accounts", fmt::format("{} customer{}, {} prospect{}, revenue {} {} a year", customers,
                                         customers == 1 ? "" : "s", prospects, prospects == 1 ? "" : "s",
                                         grouped(first_year_revenue(experiment), 0), experiment.currency));
    text +=
        fact("Horizon", fmt::format("{:.4g} years in {} {}, discounted by {:.4g} % a year", years, experiment.periods,
                                    period_words(experiment.periods_per_year), 100.0 * experiment.discount_rate));
    text += fact("Money", fmt::format("booked at the {} of a period{}", name_in(booking_names, experiment.booking),
                                      experiment.include_residual ? ", the value beyond the horizon counts" : ""));
    text += fact("Futures",
                 fmt::format("{} of each design{}, seed {}", grouped(static_cast<double>(experiment.replications), 0),
                             worlds_words(experiment), experiment.seed));
    text += fact("Today", today_words(experiment));
    return text;
}

std::string policies_line(const Alternative& design)
{
    const std::string_view weights = design.account_attention.empty() ? "" : " with weights of accounts' own";
    return fmt::format("selection {}, attention {}{}, assignment {}, hiring {}, rescue {}, contact {}",
                       name_in(selection_policy_names, design.selection),
                       name_in(attention_policy_names, design.attention), weights,
                       name_in(assignment_policy_names, design.assignment), name_in(hiring_policy_names, design.hiring),
                       name_in(rescue_policy_names, design.rescue), name_in(contact_focus_names, design.contact_focus));
}

std::string levers_line(const Alternative& design)
{
    std::string text = "levers";
    for (std::size_t i = 0; i < lever_names.size(); ++i) {
        text += fmt::format("{} {} {:.4g}", i == 0 ? "" : ",", lever_names[i], design.levers[i]);
    }
    return text;
}

std::string step_line(const DesignStep& step, const std::string& name)
{
    std::string line = left_aligned(clipped(name, name_width - 1), name_width);
    line += left_aligned(fmt::format("{:.4g}", step.year), 6) + left_aligned(clipped(step.structure, 13), 14);
    if (!step.is_programme) {
        return line + "no programme\n";
    }
    return line + right_aligned(fmt::format("{}", step.key_accounts), 4)
           + right_aligned(fmt::format("{}", step.managers), 5)
           + right_aligned(fmt::format("{}/{}", grouped(step.hours_given, 0), grouped(step.hours_wanted, 0)), 12)
           + right_aligned(grouped(step.setup, 0), 8) + right_aligned(grouped(step.spending(), 0), 9) + "\n";
}

std::string design_lines(const Experiment& experiment, Colour colour)
{
    std::string text = emphasised("Designs", Emphasis::strong, colour)
                       + fmt::format(", money in {}; the baseline is {}\n", experiment.currency,
                                     experiment.alternatives[static_cast<std::size_t>(experiment.baseline)].name);
    text += left_aligned("design", name_width) + left_aligned("from", 6) + left_aligned("structure", 14)
            + right_aligned("key", 4) + right_aligned("mgrs", 5) + right_aligned("hours", 12)
            + right_aligned("setup", 8) + right_aligned("a year", 9) + "\n";
    for (const DesignOutline& design : outline_designs(experiment)) {
        for (std::size_t i = 0; i < design.steps.size(); ++i) {
            text += step_line(design.steps[i], i == 0 ? design.name : "");
        }
    }
    return text
           + wrapped("Hours a month: those that the managers and their teams have with key accounts, and those that "
                     "would bring half of the attainable effect.",
                     terminal_width);
}

/// Levers and policies once where all designs share them.
std::string shared_lines(const Experiment& experiment)
{
    std::vector<std::pair<std::string, std::string>> groups; // lines, and the designs that they hold for
    for (const Alternative& design : experiment.alternatives) {
        const std::string lines =
            wrapped(levers_line(design), terminal_width, "  ") + wrapped(policies_line(design), terminal_width, "  ");
        const auto same =
            std::find_if(groups.begin(), groups.end(), [&](const auto& group) { return group.first == lines; });
        if (same == groups.end()) {
            groups.emplace_back(lines, design.name);
        } else {
            same->second += ", " + design.name;
        }
    }
    if (groups.size() == 1) {
        return "All designs\n" + groups.front().first;
    }
    std::string text;
    for (const auto& [lines, names] : groups) {
        text += wrapped(names, terminal_width) + lines;
    }
    return text;
}

Json step_json(const DesignStep& step)
{
    return {{"year", step.year},
            {"structure", step.structure},
            {"key_accounts", step.key_accounts},
            {"managers", step.managers},
            {"hours_given", step.hours_given},
            {"hours_wanted", step.hours_wanted},
            {"setup", step.setup},
            {"people", step.people},
            {"fixed", step.fixed},
            {"investment", step.investment},
            {"rescue", step.rescue}};
}

} // namespace

std::string bytes_text(double bytes)
{
    static constexpr std::array<std::pair<double, const char*>, 3> units{{{1e12, "TB"}, {1e9, "GB"}, {1e6, "MB"}}};
    for (const auto& [size, unit] : units) {
        if (bytes >= size) {
            return fmt::format("{} {}", grouped(bytes / size, bytes < 10.0 * size ? 1 : 0), unit);
        }
    }
    return fmt::format("{} kB", grouped(bytes / 1e3, 0));
}

std::string scenario_summary(const Scenario& scenario, const MemoryEstimate& memory, Colour colour)
{
    const Experiment& experiment = scenario.experiment;
    std::string text;
    if (!experiment.title.empty()) {
        text += emphasised(clipped(experiment.title, terminal_width), Emphasis::strong, colour) + "\n";
    }
    text += portfolio_lines(experiment);
    text += fmt::format("Memory      {} for a run: {} result, {} threads, {} batch\n\n", bytes_text(memory.total()),
                        bytes_text(memory.outcome), bytes_text(memory.threads), bytes_text(memory.batch));
    text += design_lines(experiment, colour) + "\n" + shared_lines(experiment);
    if (!scenario.assumptions.empty()) {
        text += "\nAssumed:\n";
    }
    for (const std::string& assumption : scenario.assumptions) {
        std::string lines = wrapped(assumption, terminal_width, "  ");
        lines.front() = '-';
        text += lines;
    }
    return text;
}

std::string warning_text(const Warning& warning)
{
    std::string text = wrapped(fmt::format("warning {}: {}.", warning.number, warning.text), terminal_width);
    text.pop_back();
    return text;
}

std::string scenario_summary_json(const Scenario& scenario, const std::string& resolved_parameters,
                                  std::span<const Warning> warnings, const MemoryEstimate& memory)
{
    Json designs = Json::array();
    for (const DesignOutline& design : outline_designs(scenario.experiment)) {
        Json steps = Json::array();
        for (const DesignStep& step : design.steps) {
            steps.push_back(step_json(step));
        }
        designs.push_back({{"name", design.name}, {"steps", std::move(steps)}});
    }
    Json doubts = Json::array();
    for (const Warning& warning : warnings) {
        doubts.push_back({{"number", warning.number}, {"text", warning.text}});
    }
    const Json all{{"accounts", scenario.experiment.accounts.size()},
                   {"revenue", first_year_revenue(scenario.experiment)},
                   {"currency", scenario.experiment.currency},
                   {"designs", std::move(designs)},
                   {"memory_bytes", memory.total()},
                   {"warnings", std::move(doubts)},
                   {"assumptions", scenario.assumptions},
                   {"resolved_parameters", Json::parse(resolved_parameters)}};
    return all.dump(2) + "\n";
}

} // namespace kamsim
