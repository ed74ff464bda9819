#include "kamsim/decision/verdict.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <vector>

#include <fmt/format.h>

#include "kamsim/decision/money_text.hpp"

namespace kamsim {

namespace {

const AlternativeResult& result(const Comparison& comparison, int alternative)
{
    return comparison.alternatives[static_cast<std::size_t>(alternative)];
}

std::string years_text(double years)
{
    return years == 1.0 ? "1 year" : fmt::format("{:.4g} years", years);
}

/// "(95 % interval of the mean 24.5 to 27.6 M; 5-95 % of futures -9.0 to 71.0 M)"
std::string precision_text(const FutureSummary& summary)
{
    const auto futures = money_range_text(summary.quantiles.q05, summary.quantiles.q95);
    if (std::isnan(summary.standard_error)) {
        return "(one future: no interval)";
    }
    return fmt::format("({} interval of the mean {}; 5-95 % of futures {})", percent_text(comparison_level),
                       money_range_text(summary.interval.low, summary.interval.high), futures);
}

std::string baseline_text(const Experiment& experiment, const Comparison& comparison)
{
    const auto& name = result(comparison, comparison.baseline).name;
    if (!is_without_programme(experiment, comparison.baseline)) {
        return name;
    }
    return name == "none" ? "no programme" : name + " (no programme)";
}

std::string alone_text(const Comparison& comparison)
{
    const auto& only = result(comparison, comparison.verdict.best);
    return fmt::format("{} is worth {} over {} {}; there is no other design to compare it with.", only.name,
                       money_text(only.value.mean), years_text(comparison.years), precision_text(only.value));
}

std::string gain_text(const Experiment& experiment, const Comparison& comparison)
{
    const auto& best = result(comparison, comparison.verdict.best);
    return fmt::format("{} is worth {} more than {} over {} {}.", best.name, money_text(best.difference.mean),
                       baseline_text(experiment, comparison), years_text(comparison.years),
                       precision_text(best.difference));
}

/// Where nothing beats the baseline.
std::string no_gain_text(const Experiment& experiment, const Comparison& comparison)
{
    const auto& next_lead = comparison.verdict.leads.front();
    const auto& next = result(comparison, next_lead.rival);
    const auto baseline = baseline_text(experiment, comparison);
    std::string opening = fmt::format("No design is worth more than {}, the baseline", baseline);
    if (is_without_programme(experiment, comparison.baseline)) {
        opening = comparison.verdict.distinguishable ? "No programme pays" : "No programme is shown to pay";
    }
    if (next_lead.standing == Lead::Standing::identical) {
        return fmt::format("{}: the next best, {}, is worth the same as {} over {} in every future.", opening,
                           next.name, baseline, years_text(comparison.years));
    }
    return fmt::format("{}: the next best, {}, loses {} against {} over {} {}.", opening, next.name,
                       money_text(-next.difference.mean), baseline, years_text(comparison.years),
                       precision_text(next.difference));
}

std::string joined(const std::vector<std::string>& parts)
{
    std::string text = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i) {
        text += (i + 1 == parts.size() ? " and " : ", ") + parts[i];
    }
    return text;
}

std::vector<Lead> leads_with(const Verdict& verdict, Lead::Standing standing)
{
    std::vector<Lead> leads;
    std::copy_if(verdict.leads.begin(), verdict.leads.end(), std::back_inserter(leads),
                 [standing](const Lead& lead) { return lead.standing == standing; });
    return leads;
}

/// "2.0 M ± 2.2 M"
std::string lead_text(const Lead& lead)
{
    return fmt::format("{} ± {}", money_text(lead.mean), money_text(lead.interval.high - lead.mean));
}

std::string share_text(const Comparison& comparison)
{
    const auto& best = result(comparison, comparison.verdict.best);
    // The sentence before is about the best design, unless that is the baseline.
    const bool is_subject = comparison.verdict.best != comparison.baseline;
    return fmt::format("{} is the best of {} designs in {} of futures", is_subject ? "It" : best.name,
                       comparison.alternatives.size(), percent_text(best.share_of_futures_best));
}

std::string settled_text(const Comparison& comparison)
{
    const auto& next = comparison.verdict.leads.front();
    const auto& rival = result(comparison, next.rival);
    return fmt::format("{}, {} in {}, and its lead in the mean is settled ({} over {}).", share_text(comparison),
                       rival.name, percent_text(rival.share_of_futures_best), lead_text(next), rival.name);
}

std::string open_text(const Comparison& comparison, const std::vector<Lead>& open)
{
    const bool has_worlds = comparison.worlds > 1;
    std::vector<std::string> shares;
    std::vector<std::string> differences;
    Settlement needed;
    for (const auto& lead : open) {
        const auto& rival = result(comparison, lead.rival);
        shares.push_back(fmt::format("{} in {}", rival.name, percent_text(rival.share_of_futures_best)));
        differences.push_back(lead_text(lead));
        const auto settled = settlement(lead.mean, lead.interval.high - lead.mean,
                                        has_worlds ? comparison.worlds : comparison.replications);
        needed = settled.replications > needed.replications ? settled : needed;
    }
    return fmt::format("{}, {}: the {} are not distinguishable at this precision (difference{} {}). More {}: "
                       "--{} {} would settle a difference of {}.",
                       share_text(comparison), joined(shares),
                       open.size() == 1 ? "two" : std::to_string(open.size() + 1), open.size() == 1 ? "" : "s",
                       joined(differences), has_worlds ? "worlds" : "replications",
                       has_worlds ? "worlds" : "replications", needed.replications, money_text(needed.difference));
}

std::string identical_text(const Comparison& comparison, const std::vector<Lead>& identical)
{
    std::vector<std::string> names;
    names.reserve(identical.size());
    for (const auto& lead : identical) {
        names.push_back(result(comparison, lead.rival).name);
    }
    return fmt::format("{} {} worth the same as {} in every future.", joined(names), names.size() == 1 ? "is" : "are",
                       result(comparison, comparison.verdict.best).name);
}

/// The largest of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten that is not above `number`.
double rounded_down(double number)
{
    static constexpr std::array steps{8.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.5, 1.0};
    const double power = std::pow(10.0, std::floor(std::log10(number)));
    const auto step =
        std::find_if(steps.begin(), steps.end(), [&](double candidate) { return candidate * power <= number; });
    return (step == steps.end() ? 1.0 : *step) * power;
}

/// The next number with two digits.
std::int64_t rounded_up(double number)
{
    const double power = std::pow(10.0, std::max(0.0, std::floor(std::log10(number)) - 1.0));
    return static_cast<std::int64_t>(std::ceil(number / power) * power);
}

} // namespace

Settlement settlement(double lead, double half_width, std::int64_t replications)
{
    const double difference = rounded_down(std::clamp(lead, 0.1 * half_width, 0.5 * half_width));
    const double ratio = half_width / difference;
    return {difference, rounded_up(static_cast<double>(replications) * ratio * ratio)};
}

std::string verdict_sentence(const Experiment& experiment, const Comparison& comparison)
{
    const auto& verdict = comparison.verdict;
    if (verdict.leads.empty()) {
        return alone_text(comparison);
    }
    std::vector<std::string> sentences;
    sentences.push_back(verdict.best == comparison.baseline ? no_gain_text(experiment, comparison)
                                                            : gain_text(experiment, comparison));
    if (comparison.replications < 2) {
        return sentences.front() + " One future cannot tell designs apart; give --replications 1000 or more.";
    }
    if (verdict.distinguishable) {
        sentences.push_back(settled_text(comparison));
    }
    if (const auto open = leads_with(verdict, Lead::Standing::open); !open.empty()) {
        sentences.push_back(open_text(comparison, open));
    }
    if (const auto identical = leads_with(verdict, Lead::Standing::identical); !identical.empty()) {
        sentences.push_back(identical_text(comparison, identical));
    }
    std::string text = sentences.front();
    for (std::size_t i = 1; i < sentences.size(); ++i) {
        text += " " + sentences[i];
    }
    return text;
}

} // namespace kamsim
