#include "report/sections/summary_verdict.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "kamsim/decision/verdict.hpp"
#include "report/sections/answer_words.hpp"
#include "report/verdict_grade.hpp"

namespace kamsim::sections {

namespace {

using namespace answer;

Sentence alone(const ReportSource& source)
{
    const auto& only = result_of(source, source.best());
    return {"verdict.alone",
            fmt::format("{} is worth {} over {} ({}); there is no other design to compare it with.", only.name,
                        source.style.money(only.value.mean), source.style.years(source.comparison().years),
                        precision_words(source.style, only.value)),
            {value_of("value", only.value.mean), value_of("low", only.value.interval.low),
             value_of("high", only.value.interval.high)}};
}

Sentence gain(const ReportSource& source)
{
    const auto& best = result_of(source, source.best());
    return {"verdict.gain",
            fmt::format("{} is worth {} more than {} over {} ({}).", best.name,
                        source.style.money(best.difference.mean), baseline_words(source),
                        source.style.years(source.comparison().years), precision_words(source.style, best.difference)),
            {value_of("design", best.name), value_of("difference", best.difference.mean),
             value_of("low", best.difference.interval.low), value_of("high", best.difference.interval.high),
             value_of("q05", best.difference.quantiles.q05), value_of("q95", best.difference.quantiles.q95)}};
}

/// Where nothing beats the baseline.
Sentence no_gain(const ReportSource& source)
{
    const auto& verdict = source.comparison().verdict;
    const auto& lead = verdict.leads.front();
    const auto& next = result_of(source, lead.rival);
    const auto baseline = baseline_words(source);
    const auto years = source.style.years(source.comparison().years);
    std::string opening = fmt::format("No design is worth more than {}, the baseline", baseline);
    if (is_without_programme(source.experiment(), source.baseline())) {
        opening = verdict.distinguishable ? "No programme pays" : "No programme is shown to pay";
    }
    if (lead.standing == Lead::Standing::identical) {
        return {"verdict.no_gain_identical",
                fmt::format("{}: the next best, {}, is worth the same as {} over {} in every future.", opening,
                            next.name, baseline, years),
                {value_of("next", next.name)}};
    }
    return {"verdict.no_gain",
            fmt::format("{}: the next best, {}, loses {} against {} over {} ({}).", opening, next.name,
                        source.style.money(-next.difference.mean), baseline, years,
                        precision_words(source.style, next.difference)),
            {value_of("next", next.name), value_of("difference", next.difference.mean),
             value_of("low", next.difference.interval.low), value_of("high", next.difference.interval.high)}};
}

std::vector<const Lead*> leads_with(const Verdict& verdict, Lead::Standing standing)
{
    std::vector<const Lead*> leads;
    for (const auto& lead : verdict.leads) {
        if (lead.standing == standing) {
            leads.push_back(&lead);
        }
    }
    return leads;
}

Sentence settled(const ReportSource& source)
{
    const auto& lead = source.comparison().verdict.leads.front();
    return {"verdict.settled",
            fmt::format("The lead of {} in the mean is settled: {} over {}, the next ({}).",
                        source.design(source.best()), source.style.money(lead.mean), source.design(lead.rival),
                        mean_words(source.style, lead.interval)),
            {value_of("lead", lead.mean), value_of("low", lead.interval.low), value_of("high", lead.interval.high),
             value_of("rival", source.design(lead.rival))}};
}

/// What more luck would tell apart, for the hardest of the open leads.
Sentence open(const ReportSource& source, const std::vector<const Lead*>& leads)
{
    const bool has_worlds = source.comparison().worlds > 1;
    std::vector<std::string> rivals;
    std::vector<std::string> sizes;
    Settlement needed;
    for (const auto* lead : leads) {
        rivals.push_back(source.design(lead->rival));
        sizes.push_back(fmt::format("{} (95 % {})", source.style.money(lead->mean),
                                    source.style.money_range(lead->interval.low, lead->interval.high)));
        const auto one = settlement(lead->mean, lead->interval.high - lead->mean,
                                    has_worlds ? source.comparison().worlds : source.comparison().replications);
        needed = one.replications > needed.replications ? one : needed;
    }
    return {"verdict.open",
            fmt::format("It is not told apart from {} at this precision: its lead is {}, {}. {} {} would settle a "
                        "difference of {}.",
                        joined(rivals), joined(sizes), name(leads.front()->interval.kind),
                        source.style.count(static_cast<double>(needed.replications)), has_worlds ? "worlds" : "futures",
                        source.style.money(needed.difference)),
            {value_of("lead", leads.front()->mean), value_of("low", leads.front()->interval.low),
             value_of("high", leads.front()->interval.high),
             value_of("replications", static_cast<double>(needed.replications))}};
}

Sentence identical(const ReportSource& source, const std::vector<const Lead*>& leads)
{
    std::vector<std::string> names;
    for (const auto* lead : leads) {
        names.push_back(source.design(lead->rival));
    }
    return {"verdict.identical",
            fmt::format("{} {} worth the same as {} in every future.", joined(names), names.size() == 1 ? "is" : "are",
                        source.design(source.best())),
            {}};
}

Sentence graded(const ReportSource& source, VerdictGrade grade)
{
    const auto& best = result_of(source, source.best());
    const auto where = source.comparison().worlds > 1 ? "worlds" : "futures";
    switch (grade) {
    case VerdictGrade::strong:
    case VerdictGrade::moderate:
        return {"verdict.grade",
                fmt::format("Grade of the verdict: {} (settled, and the best in {} of {}).", name(grade),
                            source.style.percent(share_for_grade(source.comparison())), where),
                {value_of("grade", std::string(name(grade))), value_of("share", share_for_grade(source.comparison()))}};
    case VerdictGrade::weak:
    case VerdictGrade::no_difference: break;
    }
    return {"verdict.grade",
            fmt::format("Grade of the verdict: {} (not settled; {} sure that its mean is the highest).", name(grade),
                        source.style.percent(best.confidence_best)),
            {value_of("grade", std::string(name(grade))), value_of("confidence", best.confidence_best)}};
}

} // namespace

std::vector<Sentence> verdict_sentences(const ReportSource& source)
{
    const auto& verdict = source.comparison().verdict;
    if (verdict.leads.empty()) {
        return {alone(source)};
    }
    std::vector<Sentence> sentences{source.best() == source.baseline() ? no_gain(source) : gain(source)};
    if (source.comparison().replications < 2) {
        sentences.push_back({"verdict.one_future", "One future cannot tell designs apart; simulate 1000 or more.", {}});
        return sentences;
    }
    if (verdict.distinguishable) {
        sentences.push_back(settled(source));
    }
    if (const auto leads = leads_with(verdict, Lead::Standing::open); !leads.empty()) {
        sentences.push_back(open(source, leads));
    }
    if (const auto leads = leads_with(verdict, Lead::Standing::identical); !leads.empty()) {
        sentences.push_back(identical(source, leads));
    }
    if (const auto grade = grade_of(source.comparison())) {
        sentences.push_back(graded(source, *grade));
    }
    return sentences;
}

} // namespace kamsim::sections
