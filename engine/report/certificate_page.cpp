#include "report/certificate_page.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "kamsim/decision/money_text.hpp"
#include "kamsim/model/catalogue.hpp"

namespace kamsim {

namespace {

const AlternativeResult& recommended(const Certificate& certificate)
{
    return certificate.comparison.alternatives[static_cast<std::size_t>(certificate.recommended)];
}

const AlternativeDetails& details_of(const Certificate& certificate)
{
    return certificate.comparison.details->alternatives[static_cast<std::size_t>(certificate.recommended)];
}

std::string count_text(std::int64_t count)
{
    return grouped(static_cast<double>(count), 0);
}

std::string subtitle_of(const Certificate& certificate)
{
    const auto& comparison = certificate.comparison;
    return fmt::format("{} designs over {:.3g} years, net present value in {}; {} futures, the same luck for all",
                       comparison.alternatives.size(), comparison.years, comparison.currency,
                       count_text(comparison.replications));
}

std::string uncertain_inputs(const Certificate& certificate)
{
    const auto own = certificate.information.own_inputs.size();
    return fmt::format("the scenario names {} uncertain inputs{}", certificate.shared_inputs + own,
                       own == 0 ? "" : fmt::format(", {} of them drawn for each account apart", own));
}

PageSection sureness(const Certificate& certificate)
{
    const auto best = static_cast<std::size_t>(certificate.recommended);
    const auto& design = recommended(certificate);
    PageSection section{"How sure, in three senses", {}, {}, {}};
    section.bullets.push_back(
        fmt::format("Luck, which nobody can know: best in {} of futures (95 % {} to {}, {}).",
                    percent_text(design.share_of_futures_best), percent_text(certificate.share_interval.low),
                    percent_text(certificate.share_interval.high), name(certificate.share_interval.kind)));
    section.bullets.push_back(
        fmt::format("Precision, which more futures raise: {} sure that its mean is the highest{}.",
                    percent_text(design.confidence_best),
                    certificate.comparison.worlds > 1 ? " over the worlds of the run" : " as everything is given"));
    section.bullets.push_back(
        fmt::format("Knowledge, which better data raise: best in {} of {} worlds, by means of {} futures; {}.",
                    percent_text(certificate.shares_of_worlds_best[best]), count_text(certificate.worlds),
                    certificate.futures_per_world,
                    certificate.basis == KnowledgeBasis::scenario
                        ? uncertain_inputs(certificate)
                        : fmt::format("the scenario names nothing uncertain, so the ranges of the evidence stand in, "
                                      "for those {} of {} inputs that move the lead most",
                                      certificate.shared_inputs, certificate.candidates)));
    return section;
}

PageSection losses(const Certificate& certificate)
{
    const auto& design = recommended(certificate);
    const auto& details = details_of(certificate);
    const auto& loss = certificate.information.losses.alternatives[static_cast<std::size_t>(certificate.recommended)];
    PageSection section{"If it is wrong", {}, {}, {}};
    section.bullets.push_back(
        fmt::format("Expected loss for not knowing the world: {} (95 % {}, {}).", money_text(loss.mean),
                    money_range_text(loss.interval.low, loss.interval.high), name(loss.interval.kind)));
    section.bullets.push_back(
        fmt::format("Expected loss for simulating too few futures: {}.", money_text(design.expected_loss)));
    if (details.below_baseline) {
        section.bullets.push_back(fmt::format(
            "Chance to end below {}: {} of futures (95 % {} to {}, {}).",
            certificate.comparison.alternatives[static_cast<std::size_t>(certificate.comparison.baseline)].name,
            percent_text(details.below_baseline->share), percent_text(details.below_baseline->interval.low),
            percent_text(details.below_baseline->interval.high), name(details.below_baseline->interval.kind)));
    }
    section.bullets.push_back(
        fmt::format("Worst twentieth of futures: worth {} on average (95 % {}, {}).",
                    money_text(details.value.conditional_value_at_risk),
                    money_range_text(details.value.conditional_interval.low, details.value.conditional_interval.high),
                    name(details.value.conditional_interval.kind)));
    return section;
}

PageSection flips(const Certificate& certificate)
{
    PageSection section{"What would change the answer", {}, {}, {}};
    std::string steadfast;
    for (const auto& assumption : certificate.assumptions) {
        section.bullets.insert(section.bullets.end(), assumption.crossings.begin(), assumption.crossings.end());
        if (assumption.crossings.empty()) {
            steadfast += (steadfast.empty() ? "" : ", ") + assumption.input;
        }
    }
    if (!steadfast.empty()) {
        section.bullets.push_back("Alone, nowhere between their 5 and 95 % quantiles: " + steadfast + ".");
    }
    const auto leader = certificate.break_evens.leader;
    if (!certificate.assumptions.empty() && leader != certificate.recommended) {
        section.paragraphs.push_back(fmt::format(
            "With everything at its given value {} leads, not {}: what is uncertain moves the means.",
            certificate.comparison.alternatives[static_cast<std::size_t>(leader)].name, recommended(certificate).name));
    }
    return section;
}

PageSection knowledge(const Certificate& certificate)
{
    const auto& perfect = certificate.information.losses.perfect_information;
    double largest = std::max(perfect.interval.high, perfect.mean);
    for (const auto& assumption : certificate.assumptions) {
        largest = std::max(largest, assumption.worth.interval.high);
    }
    const auto unit = money_unit(certificate.comparison.currency, largest);
    PageSection section{"What the decision rests on, and what better data would be worth, " + unit.name, {}, {}, {}};
    section.table.header = {"input", "evidence", "given", "worth", "95 %"};
    section.table.text_columns = 2;
    section.table.rows.push_back(
        {"everything uncertain", "", "", unit.text(perfect.mean),
         fmt::format("{} to {}", unit.text(perfect.interval.low), unit.text(perfect.interval.high))});
    for (const auto& assumption : certificate.assumptions) {
        section.table.rows.push_back({assumption.input,
                                      assumption.grade ? std::string(name(*assumption.grade)) : "the scenario's",
                                      std::isnan(assumption.given) ? "-" : fmt::format("{:.4g}", assumption.given),
                                      unit.text(assumption.worth.mean),
                                      fmt::format("{} to {}", unit.text(assumption.worth.interval.low),
                                                  unit.text(assumption.worth.interval.high))});
    }
    section.paragraphs.push_back(fmt::format(
        "The most that knowing it exactly before the decision is worth, once, over the horizon. Intervals: {}; of "
        "everything, {}.",
        name(IntervalKind::posterior_over_worlds), name(perfect.interval.kind)));
    return section;
}

PageSection proof(const Certificate& certificate, const CertificateOrigin& origin)
{
    const auto& comparison = certificate.comparison;
    PageSection section{"Proof", {}, {}, {}};
    std::string sizes =
        fmt::format("{} futures, seed {}; {} worlds of {} futures; {} futures at each value tried",
                    count_text(comparison.replications), comparison.seed, count_text(certificate.worlds),
                    certificate.futures_per_world, count_text(certificate.break_evens.futures));
    section.bullets.push_back(sizes + "; kamsim " + origin.program + ".");
    for (const auto& input : origin.inputs) {
        section.bullets.push_back(fmt::format("{} (XXH3 {})", input.path, input.hash));
    }
    for (const auto& command : origin.commands) {
        section.bullets.push_back(command);
    }
    return section;
}

PageSection rules()
{
    return {
        "Rules",
        {"Recommended is the design with the highest mean. Settled: the simultaneous 95 % interval of its lead over "
         "every other design excludes 0. The expected loss over worlds is corrected for the luck that is left in "
         "means of few futures. An input changes the answer where another design's mean takes over, all others as "
         "given and on the same luck."},
        {},
        {}};
}

} // namespace

CertificatePage certificate_page(const Certificate& certificate, const CertificateOrigin& origin)
{
    CertificatePage page;
    page.title = "Decision certificate: " + certificate.comparison.title;
    page.subtitle = subtitle_of(certificate);
    page.recommendation = recommendation_text(certificate);
    page.sections = {PageSection{"", {certificate.comparison.verdict.sentence}, {}, {}},
                     sureness(certificate),
                     losses(certificate),
                     flips(certificate),
                     knowledge(certificate),
                     proof(certificate, origin),
                     rules()};
    return page;
}

} // namespace kamsim
