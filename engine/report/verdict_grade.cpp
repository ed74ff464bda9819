#include "report/verdict_grade.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace kamsim {

namespace {

bool has_equal(const Verdict& verdict)
{
    return std::any_of(verdict.leads.begin(), verdict.leads.end(),
                       [](const Lead& lead) { return lead.standing == Lead::Standing::identical; });
}

const AlternativeResult& best_of(const Comparison& comparison)
{
    return comparison.alternatives.at(static_cast<std::size_t>(comparison.verdict.best));
}

} // namespace

double share_for_grade(const Comparison& comparison)
{
    return comparison.worlds > 1 ? best_of(comparison).share_of_worlds_best : best_of(comparison).share_of_futures_best;
}

std::optional<VerdictGrade> grade_of(const Comparison& comparison)
{
    const auto& verdict = comparison.verdict;
    if (verdict.leads.empty() || comparison.replications < 2) {
        return std::nullopt;
    }
    if (verdict.distinguishable) {
        return share_for_grade(comparison) >= strong_share ? VerdictGrade::strong : VerdictGrade::moderate;
    }
    const bool is_likely = best_of(comparison).confidence_best >= weak_confidence;
    return is_likely && !has_equal(verdict) ? VerdictGrade::weak : VerdictGrade::no_difference;
}

std::string_view name(VerdictGrade grade)
{
    switch (grade) {
    case VerdictGrade::strong: return "strong";
    case VerdictGrade::moderate: return "moderate";
    case VerdictGrade::weak: return "weak";
    case VerdictGrade::no_difference: return "no difference";
    }
    return "";
}

std::string grade_rule(const Comparison& comparison, const NumberStyle& style)
{
    return fmt::format(
        "Rule of the grade. Strong: the lead over every other design is settled (simultaneous {0} "
        "interval of its mean without 0) and the design is the best in two thirds of {1} or more. "
        "Moderate: settled, but the best in fewer. Weak: not settled, but the mean is the highest with a "
        "confidence of {2} or more. No difference: anything less, or another design that is worth the "
        "same in every future.",
        style.percent(comparison_level), comparison.worlds > 1 ? "worlds" : "futures", style.percent(weak_confidence));
}

} // namespace kamsim
