#include "kamsim/report/change_report.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "report/change_report_parts.hpp"

namespace kamsim {

namespace change_report {

namespace {

const std::string& best_of(const TableSource& source)
{
    return source.comparison.alternatives[static_cast<std::size_t>(source.comparison.verdict.best)].name;
}

bool is_in(const std::vector<std::string>& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string listed(const std::vector<std::string>& names)
{
    std::string text;
    for (std::size_t k = 0; k < names.size(); ++k) {
        text += k == 0 ? "" : k + 1 == names.size() ? " and " : ", ";
        text += names[k];
    }
    return text;
}

/// What the verdict has become.
Sentence verdict_of(const Source& source)
{
    const auto& was = best_of(source.before);
    const auto& is = best_of(source.now);
    const bool sure_before = source.before.comparison.verdict.distinguishable;
    const bool sure_now = source.now.comparison.verdict.distinguishable;
    const std::vector<SentenceValue> values{{"best_before", TableCell(was)},
                                            {"best_now", TableCell(is)},
                                            {"distinguishable_before", TableCell(sure_before)},
                                            {"distinguishable_now", TableCell(sure_now)}};
    if (was == is) {
        if (sure_before == sure_now) {
            return {sure_now ? "verdict.same" : "verdict.same_open",
                    fmt::format("The best design is {}, as before{}.", is,
                                sure_now ? "" : "; neither result can tell it from the next best"),
                    values};
        }
        return {sure_now ? "verdict.settled" : "verdict.unsettled",
                fmt::format("The best design is {}, as before; that is {}.", is,
                            sure_now ? "settled now, and was not" : "no longer settled, as it was"),
                values};
    }
    if (is_in(source.change.gone, was)) {
        return {"verdict.best_gone",
                fmt::format("The best design was {}, which is not there any more; now it is {}.", was, is), values};
    }
    if (is_in(source.change.appeared, is)) {
        return {"verdict.best_is_new", fmt::format("The best design was {}; now it is {}, which is new.", was, is),
                values};
    }
    if (sure_before && sure_now) {
        return {"verdict.reversal",
                fmt::format("The answer is another one: the best design was {}, and now it is {}.", was, is), values};
    }
    return {"verdict.reversal_open",
            fmt::format(
                "Another design is ahead: {} was, and now {} is; but {} could tell the best design from the next best.",
                was, is, sure_before || sure_now ? "only one of the two results" : "neither result"),
            values};
}

std::string interval_text(const Source& source, const MeanChange& change)
{
    return fmt::format("95 % interval {}", source.style.money_range(change.interval.low, change.interval.high));
}

/// Whether the one design has come past the other by more than errors.
Sentence lead_of(const Source& source, const MeanChange& lead)
{
    const bool known = !std::isnan(lead.interval.low);
    const auto* id = !known                 ? "lead.without_interval"
                     : lead.exceeds_error() ? "lead.exceeds_error"
                                            : "lead.within_error";
    return {id,
            fmt::format("{} against {} changed by {}{}.", best_of(source.now), best_of(source.before),
                        source.style.money_change(lead.mean),
                        !known ? "; one future tells nothing of its error"
                        : lead.exceeds_error()
                            ? fmt::format(" ({}): more than the error", interval_text(source, lead))
                            : fmt::format(" ({}): not more than the error", interval_text(source, lead))),
            {{"change", cell(lead.mean)}, {"low", cell(lead.interval.low)}, {"high", cell(lead.interval.high)}}};
}

/// What of the values has changed by more than its error.
Sentence values_of(const Source& source)
{
    const auto& designs = source.change.designs;
    if (designs.empty()) {
        return {"values.no_design_in_both", "No design is in both results, so no value can be compared.", {}};
    }
    if (std::all_of(designs.begin(), designs.end(), [](const auto& one) { return one.value.is_identical; })) {
        return {"values.identical", "Every design has exactly the value that it had, future by future.", {}};
    }
    if (std::all_of(designs.begin(), designs.end(),
                    [](const auto& one) { return std::isnan(one.value.interval.low); })) {
        return {
            "values.without_interval", "Values differ; whether by more than luck cannot be told from one future.", {}};
    }
    std::vector<std::string> parts;
    std::vector<SentenceValue> values;
    for (const auto& one : designs) {
        if (one.value.exceeds_error()) {
            parts.push_back(fmt::format("{} by {}", one.name, source.style.money_change(one.value.mean)));
            values.push_back({"change", cell(one.value.mean)});
        }
    }
    if (parts.empty()) {
        return {"values.within_error", "No value is shown to have changed by more than its error.", {}};
    }
    const auto rest = designs.size() - parts.size();
    return {"values.exceed_error",
            fmt::format("Changed by more than the error: {}{}.", listed(parts),
                        rest == 0   ? ""
                        : rest == 1 ? "; the other one not"
                                    : fmt::format("; the other {} not", rest)),
            std::move(values)};
}

Sentence counts_of_inputs(std::size_t inputs, std::size_t accounts)
{
    const auto word = [](std::size_t count, const char* one, const char* many) {
        return fmt::format("{} {}", count, count == 1 ? one : many);
    };
    if (inputs + accounts == 0) {
        return {"inputs.none", "Nothing that was assumed differs.", {}};
    }
    std::string text;
    if (inputs > 0) {
        text = word(inputs, "setting or parameter", "settings and parameters");
    }
    if (accounts > 0) {
        text += (text.empty() ? "" : " and ") + word(accounts, "account", "accounts");
    }
    return {"inputs.some",
            fmt::format("{} {} (section 3).", text, inputs + accounts == 1 ? "differs" : "differ"),
            {{"inputs", TableCell(static_cast<std::int64_t>(inputs))},
             {"accounts", TableCell(static_cast<std::int64_t>(accounts))}}};
}

std::vector<Sentence> alerts_of(const Source& source)
{
    const auto& was = source.before.stored.scenario.experiment;
    const auto& is = source.now.stored.scenario.experiment;
    std::vector<Sentence> alerts;
    if (was.currency != is.currency) {
        alerts.push_back(
            {"alert.currency",
             fmt::format("The earlier result is in {}, this one in {}: amounts are compared as they stand.",
                         was.currency, is.currency),
             {}});
    }
    if (source.before.comparison.years != source.now.comparison.years) {
        alerts.push_back({"alert.horizon",
                          fmt::format("The earlier result looks {} ahead, this one {}: values are of different times.",
                                      source.style.years(source.before.comparison.years),
                                      source.style.years(source.now.comparison.years)),
                          {{"years_before", cell(source.before.comparison.years)},
                           {"years_now", cell(source.now.comparison.years)}}});
    }
    if (!source.change.appeared.empty()) {
        alerts.push_back({"alert.new_designs", fmt::format("New: {}.", listed(source.change.appeared)), {}});
    }
    if (!source.change.gone.empty()) {
        alerts.push_back(
            {"alert.gone_designs", fmt::format("Not there any more: {}.", listed(source.change.gone)), {}});
    }
    return alerts;
}

} // namespace

Section summary(const Source& source)
{
    Section section{1, "summary", "Summary", "Does the answer still hold?", {}};
    TextBlock answer{"", TextStyle::paragraph, {verdict_of(source)}};
    if (source.change.lead) {
        answer.sentences.push_back(lead_of(source, *source.change.lead));
    }
    answer.sentences.push_back(values_of(source));
    const auto& was = source.before.stored.scenario.experiment;
    const auto& is = source.now.stored.scenario.experiment;
    answer.sentences.push_back(
        counts_of_inputs(changed_inputs(was, is, source.style).size(), changed_accounts(was, is, source.style).size()));
    section.blocks.emplace_back(std::move(answer));
    if (auto alerts = alerts_of(source); !alerts.empty()) {
        section.blocks.emplace_back(TextBlock{"", TextStyle::alerts, std::move(alerts)});
    }
    section.blocks.emplace_back(
        TextBlock{"The answer now", TextStyle::paragraph, {{"verdict.now", source.now.stored.verdict, {}}}});
    section.blocks.emplace_back(
        TextBlock{"The answer before", TextStyle::paragraph, {{"verdict.before", source.before.stored.verdict, {}}}});
    return section;
}

} // namespace change_report

Report write_change_report(const TableSource& now, const TableSource& before, const ReportOrigin& origin,
                           const std::string& file_before, const ReportOptions& options)
{
    using namespace change_report;
    const auto& experiment = now.stored.scenario.experiment;
    const Source source{now,
                        before,
                        origin,
                        file_before,
                        NumberStyle(options.locale, experiment.currency),
                        change_between(before.stored.outcome, before.comparison, now.stored.outcome, now.comparison)};
    Report report;
    report.kind = "change";
    report.title = experiment.title;
    report.subtitle = fmt::format("What changed from {} to {}", file_before, origin.file);
    report.date = options.date;
    report.style = source.style;
    for (const auto& alternative : now.comparison.alternatives) {
        report.designs.push_back(alternative.name);
    }
    report.designs.insert(report.designs.end(), source.change.gone.begin(), source.change.gone.end());
    report.baseline = now.comparison.baseline;
    report.sections = {summary(source), values(source), inputs(source), provenance(source)};
    report.origin = fmt::format("kamsim {} ({}), seed {}, {} futures; simulated", now.stored.program_version,
                                now.stored.program_revision, experiment.seed,
                                source.style.count(static_cast<double>(now.comparison.replications)));
    return report;
}

} // namespace kamsim
