#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "report/change_report_parts.hpp"

namespace kamsim::change_report {

namespace {

constexpr std::size_t most_inputs = 200;
constexpr std::size_t most_accounts = 40;

std::string_view pairing_words(ResultPairing pairing)
{
    switch (pairing) {
    case ResultPairing::futures: return "paired future by future: the two results met the same luck";
    case ResultPairing::worlds: return "paired world by world: the two results met the same luck";
    case ResultPairing::independent: return "as of two independent samples (Welch): the two results met different luck";
    case ResultPairing::shared_luck:
        return "as of two independent samples (Welch), though part of the luck is the same: wider than need be. Equal "
               "numbers of futures would pair them";
    }
    return "";
}

double largest_value(const Source& source)
{
    double largest = 0.0;
    for (const auto* result : {&source.before, &source.now}) {
        for (const auto& one : result->comparison.alternatives) {
            largest = std::max(largest, std::fabs(one.value.mean));
        }
    }
    return largest;
}

void add_rows(const char* when, const TableSource& result, bool differences, ReportTable& table)
{
    const auto& comparison = result.comparison;
    for (int k = 0; k < std::ssize(comparison.alternatives); ++k) {
        if (differences && k == comparison.baseline) {
            continue;
        }
        const auto& one = comparison.alternatives[static_cast<std::size_t>(k)];
        const auto& summary = differences ? one.difference : one.value;
        table.rows.push_back({one.name, std::string(when), cell(summary.mean), cell(summary.interval.low),
                              cell(summary.interval.high), std::string(name(summary.interval.kind))});
    }
}

/// Values before and now, a row each, designs together.
ReportTable both_results(const Source& source, bool differences, const MoneyScale& scale)
{
    ReportTable table{"results",
                      differences ? "Differences to the baseline before and now" : "Values before and now",
                      {text_column("design", "Design"), text_column("when", "Result"),
                       money_column("mean", differences ? "Difference" : "Value", scale),
                       money_column("low", "Low", scale), money_column("high", "High", scale),
                       text_column("kind", "Interval")},
                      {},
                      {}};
    add_rows("before", source.before, differences, table);
    add_rows("now", source.now, differences, table);
    const auto place = [&source](const std::vector<TableCell>& row) {
        const auto& all = source.now.comparison.alternatives;
        const auto& design = std::get<std::string>(row.front());
        return std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == design; }) - all.begin();
    };
    std::stable_sort(table.rows.begin(), table.rows.end(),
                     [&](const auto& a, const auto& b) { return place(a) < place(b); });
    return table;
}

Sentence sentence_of(const Source& source, const std::string& design, const MeanChange& change, const char* what)
{
    const auto moved = source.style.money_change(change.mean);
    const std::vector<SentenceValue> values{
        {"change", cell(change.mean)}, {"low", cell(change.interval.low)}, {"high", cell(change.interval.high)}};
    if (change.is_identical) {
        return {"change.identical", fmt::format("{}: {} is exactly what it was.", design, what), values};
    }
    if (std::isnan(change.interval.low)) {
        return {"change.without_interval",
                fmt::format("{}: {} changed by {}; one future tells nothing of the error.", design, what, moved),
                values};
    }
    const auto range = source.style.money_range(change.interval.low, change.interval.high);
    if (!change.exceeds_error()) {
        return {"change.within_error",
                fmt::format("{}: no change of {} is shown ({}, 95 % interval {}).", design, what, moved, range),
                values};
    }
    return {"change.exceeds_error", fmt::format("{}: {} changed by {} (95 % interval {}).", design, what, moved, range),
            values};
}

Figure figure_of_results(const Source& source, bool differences, const MoneyScale& scale)
{
    Figure figure{differences ? "2.3" : "2.1",
                  differences ? "Differences to the baseline before and now" : "Values before and now",
                  differences ? "Dots with intervals: what each design is worth more than its baseline in both results."
                              : "Dots with intervals: what each design is worth in both results.",
                  {},
                  "",
                  {},
                  OnSlide::yes};
    figure.drawing.kind = DrawingKind::intervals;
    figure.drawing.roles = {
        {"label", "design"}, {"value", "mean"}, {"low", "low"}, {"high", "high"}, {"series", "when"}};
    if (differences) {
        figure.drawing.settings = {{"reference", 0.0}};
    }
    FigureVariant variant;
    for (const auto& one : source.change.designs) {
        if (!differences) {
            variant.takeaway.push_back(sentence_of(source, one.name, one.value, "its value"));
        } else if (one.difference) {
            variant.takeaway.push_back(
                sentence_of(source, one.name, *one.difference, "its difference to the baseline"));
        }
    }
    if (variant.takeaway.empty()) {
        variant.takeaway.push_back({"change.no_design_in_both",
                                    "No design can be compared: none is in both results with the same baseline.",
                                    {}});
    }
    variant.tables = {both_results(source, differences, scale)};
    variant.notes = {
        {"change.precision",
         "Intervals are 95 % intervals of the means (precision, not luck). Whether a mean changed is told by the "
         "interval of the change, not by whether these overlap.",
         {}}};
    figure.variants = {std::move(variant)};
    return figure;
}

Figure figure_of_changes(const Source& source, bool differences, const MoneyScale& scale)
{
    Figure figure{differences ? "2.4" : "2.2",
                  differences ? "By how much the differences changed" : "By how much the values changed",
                  "Dots with intervals: the change of each design's mean from the earlier result to this one.",
                  {},
                  "",
                  {}};
    figure.drawing.kind = DrawingKind::intervals;
    figure.drawing.roles = {{"label", "design"}, {"value", "change"}, {"low", "low"}, {"high", "high"}};
    figure.drawing.settings = {{"reference", 0.0}};
    ReportTable table{"changes",
                      figure.title,
                      {text_column("design", "Design"), money_column("change", "Change", scale),
                       money_column("low", "Low", scale), money_column("high", "High", scale),
                       truth_column("exceeds", "More than its error"), text_column("kind", "Interval")},
                      {},
                      {}};
    std::int64_t exceeding = 0;
    bool all_identical = true;
    for (const auto& one : source.change.designs) {
        if (differences && !one.difference) {
            continue;
        }
        const auto& change = differences ? *one.difference : one.value;
        exceeding += change.exceeds_error() ? 1 : 0;
        all_identical = all_identical && change.is_identical;
        table.rows.push_back({one.name, cell(change.mean), cell(change.interval.low), cell(change.interval.high),
                              change.exceeds_error(), std::string(name(change.interval.kind))});
    }
    const auto rows = std::ssize(table.rows);
    FigureVariant variant;
    variant.takeaway = {
        {all_identical       ? "changes.identical"
         : exceeding == 0    ? "changes.none"
         : exceeding == rows ? "changes.all"
                             : "changes.some",
         all_identical       ? std::string("Nothing changed.")
         : exceeding == 0    ? std::string("No change is shown to be more than its error.")
         : exceeding == rows ? std::string("Every change is more than its error.")
                             : fmt::format("{} of {} changes are more than their error.", exceeding, rows),
         {{"exceeding", TableCell(exceeding)}, {"designs", TableCell(static_cast<std::int64_t>(rows))}}}};
    variant.tables = {std::move(table)};
    variant.notes = {{"changes.pairing",
                      fmt::format("95 % intervals of the changes, of all designs together (precision), {}.",
                                  pairing_words(source.change.pairing)),
                      {}}};
    figure.variants = {std::move(variant)};
    return figure;
}

double largest_change(const Source& source)
{
    double largest = 0.0;
    for (const auto& one : source.change.designs) {
        for (const double amount : {one.value.mean, one.value.interval.low, one.value.interval.high}) {
            largest = std::isfinite(amount) ? std::max(largest, std::fabs(amount)) : largest;
        }
    }
    return largest;
}

Figure figure_of_inputs(const Source& source)
{
    const auto changes =
        changed_inputs(source.before.stored.scenario.experiment, source.now.stored.scenario.experiment, source.style);
    ReportTable table{"inputs",
                      "Settings and parameters that differ",
                      {text_column("what", "What"), text_column("before", "Before"), text_column("now", "Now"),
                       text_column("meaning", "Meaning")},
                      {},
                      {}};
    const auto text = [](const std::string& words) { return words.empty() ? TableCell() : TableCell(words); };
    for (std::size_t k = 0; k < std::min(most_inputs, changes.size()); ++k) {
        table.rows.push_back(
            {changes[k].what, text(changes[k].before), text(changes[k].now), text(changes[k].meaning)});
    }
    FigureVariant variant;
    variant.takeaway = {{changes.empty()                ? "inputs.same_parameters"
                         : changes.size() > most_inputs ? "inputs.more_parameters"
                                                        : "inputs.parameters",
                         changes.empty() ? std::string("Settings, designs and parameters are the same.")
                         : changes.size() > most_inputs
                             ? fmt::format("{} differ; the first {} are shown.", changes.size(), most_inputs)
                         : changes.size() == 1 ? std::string("One differs.")
                                               : fmt::format("{} differ.", changes.size()),
                         {{"inputs", TableCell(static_cast<std::int64_t>(changes.size()))}}}};
    variant.tables = {std::move(table)};
    variant.notes = {
        {"inputs.resolved",
         "As the scenario was resolved, defaults included; by the paths of the catalogue. A dash: it is not there.",
         {}}};
    Figure figure{"3.1", "Settings, designs and parameters", "A table: a row for each that differs.", {}, "", {}};
    figure.variants = {std::move(variant)};
    return figure;
}

/// One row for all that are not shown.
std::vector<TableCell> rest_of(const std::vector<AccountChange>& changes, std::size_t shown)
{
    double before = 0.0;
    double now = 0.0;
    for (std::size_t k = shown; k < changes.size(); ++k) {
        before += std::isnan(changes[k].revenue_before) ? 0.0 : changes[k].revenue_before;
        now += std::isnan(changes[k].revenue_now) ? 0.0 : changes[k].revenue_now;
    }
    return {fmt::format("{} more", changes.size() - shown), cell(before), cell(now), TableCell()};
}

Figure figure_of_accounts(const Source& source)
{
    const auto changes =
        changed_accounts(source.before.stored.scenario.experiment, source.now.stored.scenario.experiment, source.style);
    double largest = 0.0;
    std::array<std::int64_t, 3> counts{};
    for (const auto& one : changes) {
        ++counts.at(static_cast<std::size_t>(one.kind));
        for (const double revenue : {one.revenue_before, one.revenue_now}) {
            largest = std::isnan(revenue) ? largest : std::max(largest, revenue);
        }
    }
    const auto scale = source.style.money_scale(largest);
    ReportTable table{"accounts",
                      "Accounts that differ",
                      {text_column("account", "Account"), money_column("before", "Revenue a year before", scale),
                       money_column("now", "Revenue a year now", scale), text_column("what", "What differs")},
                      {},
                      {}};
    for (std::size_t k = 0; k < std::min(most_accounts, changes.size()); ++k) {
        const auto& one = changes[k];
        table.rows.push_back(
            {one.name.empty() ? one.id : one.name, cell(one.revenue_before), cell(one.revenue_now), one.what});
    }
    if (changes.size() > most_accounts) {
        table.rows.push_back(rest_of(changes, most_accounts));
    }
    FigureVariant variant;
    variant.takeaway = {
        {changes.empty() ? "accounts.same" : "accounts.differ",
         changes.empty() ? std::string("The accounts are the same.")
                         : fmt::format("{} changed, {} new, {} gone; the largest change of revenue first.", counts[0],
                                       counts[1], counts[2]),
         {{"changed", TableCell(counts[0])}, {"new", TableCell(counts[1])}, {"gone", TableCell(counts[2])}}}};
    variant.tables = {std::move(table)};
    Figure figure{"3.2", "Accounts", "A table: a row for each account that differs.", {}, "", {}};
    figure.variants = {std::move(variant)};
    return figure;
}

std::vector<TableCell> row(const char* what, std::string before, std::string now)
{
    const bool differs = before != now;
    return {std::string(what), std::move(before), std::move(now), differs};
}

Figure figure_of_runs(const Source& source)
{
    ReportTable table{"runs",
                      "The two runs",
                      {text_column("what", "What"), text_column("before", "Before"), text_column("now", "Now"),
                       truth_column("differs", "Differs")},
                      {},
                      {}};
    const auto& was = source.before.stored;
    const auto& is = source.now.stored;
    const auto count = [&](std::int64_t number) { return source.style.count(static_cast<double>(number)); };
    table.rows.push_back(row("file", source.file_before, source.origin.file));
    table.rows.push_back(row("kamsim", was.program_version, is.program_version));
    table.rows.push_back(row("revision", was.program_revision, is.program_revision));
    table.rows.push_back(
        row("seed", std::to_string(was.scenario.experiment.seed), std::to_string(is.scenario.experiment.seed)));
    table.rows.push_back(row("futures", count(was.outcome.replications), count(is.outcome.replications)));
    table.rows.push_back(row("worlds", count(was.outcome.worlds), count(is.outcome.worlds)));
    const auto& files_before = was.scenario.inputs;
    const auto& files_now = is.scenario.inputs;
    for (std::size_t k = 0; k < std::max(files_before.size(), files_now.size()); ++k) {
        const auto text = [k](const std::vector<InputFile>& files) {
            return k < files.size() ? fmt::format("{} ({})", files[k].path, files[k].hash) : std::string();
        };
        table.rows.push_back(row(k == 0 ? "scenario" : "file that it names", text(files_before), text(files_now)));
    }
    const bool same_program = was.program_version == is.program_version && was.program_revision == is.program_revision;
    FigureVariant variant;
    variant.takeaway = {{same_program ? "runs.same_program" : "runs.other_program",
                         same_program
                             ? "The same kamsim simulated both."
                             : "Another kamsim simulated each: what the model does may differ too, see its changelog.",
                         {}}};
    variant.tables = {std::move(table)};
    Figure figure{"4.1", "The two runs", "A table: where the two results come from.", {}, "", {}};
    figure.variants = {std::move(variant)};
    return figure;
}

} // namespace

Section values(const Source& source)
{
    const auto value_scale = source.style.money_scale(largest_value(source));
    const auto change_scale = source.style.money_scale(largest_change(source));
    Section section{
        2, "values", "The answer before and now", "Which values changed, and by more than their error?", {}};
    section.blocks.emplace_back(figure_of_results(source, false, value_scale));
    if (!source.change.designs.empty()) {
        section.blocks.emplace_back(figure_of_changes(source, false, change_scale));
    }
    const bool has_differences = std::any_of(source.change.designs.begin(), source.change.designs.end(),
                                             [](const auto& one) { return one.difference.has_value(); });
    if (has_differences) {
        section.blocks.emplace_back(figure_of_results(source, true, change_scale));
        section.blocks.emplace_back(figure_of_changes(source, true, change_scale));
    } else {
        section.blocks.emplace_back(
            TextBlock{"",
                      TextStyle::paragraph,
                      {{"values.no_common_difference",
                        "Differences to the baseline cannot be compared: the results have another "
                        "baseline, or no other design in common.",
                        {}}}});
    }
    return section;
}

Section inputs(const Source& source)
{
    return {3,
            "inputs",
            "What was assumed before and now",
            "What differs between the two scenarios?",
            {figure_of_inputs(source), figure_of_accounts(source)}};
}

Section provenance(const Source& source)
{
    Section section{
        4, "provenance", "Where the two results come from", "By which program, from what?", {figure_of_runs(source)}};
    TextBlock commands{"To make it again", TextStyle::commands, {}};
    for (const auto& command : source.origin.commands) {
        commands.sentences.push_back({"provenance.command", command, {}});
    }
    if (!commands.sentences.empty()) {
        section.blocks.emplace_back(std::move(commands));
    }
    return section;
}

} // namespace kamsim::change_report
