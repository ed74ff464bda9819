#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "kamsim/report/report_source.hpp"
#include "report/sections/knowledge_words.hpp"
#include "report/sections/sections.hpp"

namespace kamsim {

namespace {

/// Every pair that the result keeps: the best design against the baseline first, then the best against the others, then
/// the others against the baseline, then the rest.
std::vector<std::pair<int, int>> pairs_of(const TableSource& tables)
{
    const auto& comparison = tables.comparison;
    const int best = comparison.verdict.best;
    std::vector<std::pair<int, int>> pairs;
    for (const auto& pair : alternative_pairs(tables.stored.outcome.alternatives, tables.stored.outcome.baseline)) {
        const bool turned = pair.against == best || (pair.alternative == comparison.baseline && pair.against != best);
        pairs.emplace_back(turned ? std::pair(pair.against, pair.alternative)
                                  : std::pair(pair.alternative, pair.against));
    }
    const auto rank = [&](const std::pair<int, int>& pair) {
        const bool of_best = pair.first == best;
        const bool to_baseline = pair.second == comparison.baseline;
        return of_best && to_baseline ? 0 : of_best ? 1 : to_baseline ? 2 : 3;
    };
    std::stable_sort(pairs.begin(), pairs.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    return pairs;
}

/// A certificate holds them already.
ComparisonDetails details_of(const TableSource& tables, const ReportStudies& studies)
{
    const auto& certificate = studies.answer.certificate;
    return certificate && certificate->comparison.details
               ? *certificate->comparison.details
               : compare_in_detail(tables.stored.scenario.experiment, tables.stored.outcome);
}

std::vector<Choice> choices_of(const ReportSource& source)
{
    Choice design{"design", "Design", {}, static_cast<std::size_t>(source.best())};
    for (const auto& alternative : source.comparison().alternatives) {
        design.options.push_back(alternative.name);
    }
    Choice pair{"pair", "Compare", {}, 0};
    for (const auto& [one, other] : source.pairs) {
        pair.options.push_back(fmt::format("{} against {}", source.design(one), source.design(other)));
    }
    std::vector<Choice> choices{std::move(design)};
    if (!pair.options.empty()) {
        choices.push_back(std::move(pair));
    }
    Choice account{"account", "Account", {}, 0};
    for (const int index : sections::mapped_accounts(source.experiment())) {
        account.options.push_back(
            sections::account_name(source.experiment().accounts[static_cast<std::size_t>(index)]));
    }
    if (!account.options.empty()) {
        choices.push_back(std::move(account));
    }
    return choices;
}

std::vector<ReportAccount> accounts_of(const Experiment& experiment)
{
    std::vector<ReportAccount> accounts;
    for (const auto& account : experiment.accounts) {
        accounts.push_back(
            {account.id, account.name.empty() ? account.id : account.name, account.segment, account.key_now});
    }
    return accounts;
}

std::string subtitle_of(const ReportSource& source)
{
    const auto& comparison = source.comparison();
    const auto designs = comparison.alternatives.size();
    return fmt::format("{} {} over {}, {} accounts, {} simulated futures", designs, designs == 1 ? "design" : "designs",
                       source.style.years(comparison.years), source.experiment().accounts.size(),
                       source.style.count(static_cast<double>(comparison.replications)));
}

} // namespace

Report write_report(const TableSource& tables, const ReportStudies& studies, const ReportOrigin& origin,
                    const ReportOptions& options)
{
    constexpr std::array all{sections::executive_summary,
                             sections::structures_compared,
                             sections::value_over_time,
                             sections::bridge_of_value,
                             sections::differences_by_account,
                             sections::pareto_analysis,
                             sections::revenue_tiers,
                             sections::scoring_matrix,
                             sections::account_dashboard,
                             sections::accounts_at_risk,
                             sections::decision_process,
                             sections::profit_matrix,
                             sections::account_retention,
                             sections::implementation_timeline,
                             sections::division_map,
                             sections::team_responsibilities,
                             sections::programme_charter,
                             sections::sensitivity_and_break_even,
                             sections::win_map,
                             sections::value_of_knowledge,
                             sections::assumptions,
                             sections::method_and_limits,
                             sections::validation_and_provenance};
    const auto& experiment = tables.stored.scenario.experiment;
    const ReportSource source{
        tables,          studies, origin, NumberStyle(options.locale, experiment.currency), details_of(tables, studies),
        pairs_of(tables)};
    Report report;
    report.title = experiment.title;
    report.subtitle = subtitle_of(source);
    report.date = options.date;
    report.style = source.style;
    for (const auto& alternative : tables.comparison.alternatives) {
        report.designs.push_back(alternative.name);
    }
    report.baseline = source.baseline();
    report.accounts = accounts_of(experiment);
    report.choices = choices_of(source);
    for (const auto& section : all) {
        report.sections.push_back(section(source));
    }
    report.origin = fmt::format("kamsim {} ({}), seed {}, {} futures; simulated", tables.stored.program_version,
                                tables.stored.program_revision, experiment.seed,
                                source.style.count(static_cast<double>(source.comparison().replications)));
    return report;
}

} // namespace kamsim
