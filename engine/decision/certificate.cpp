#include "kamsim/decision/certificate.hpp"

#include <algorithm>
#include <span>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "decision/outcome_values.hpp"
#include "decision/share_of_wins.hpp"
#include "kamsim/decision/knowledge.hpp"
#include "kamsim/decision/money_text.hpp"
#include "kamsim/decision/sensitivity.hpp"
#include "kamsim/decision/varied_experiments.hpp"
#include "kamsim/model/catalogue.hpp"
#include "kamsim/simulation/simulate.hpp"

namespace kamsim {

namespace {

constexpr std::int64_t screening_futures = 64;

bool goes_on(const CertificateOptions& options)
{
    return !options.study.goes_on || options.study.goes_on();
}

const std::string& name_of(const Certificate& certificate, int design)
{
    return certificate.comparison.alternatives[static_cast<std::size_t>(design)].name;
}

/// 1 in each future in which the design is best, less where it shares the place.
std::vector<double> wins_of(const Outcome& outcome, int design)
{
    const auto values = values_of_alternatives(outcome);
    std::vector<double> wins;
    for (std::size_t future = 0; future < values.front().size(); ++future) {
        std::vector<std::span<const double>> here;
        for (const auto& own : values) {
            here.push_back(own.subspan(future, 1));
        }
        wins.push_back(shares_of_wins(here)[static_cast<std::size_t>(design)]);
    }
    return wins;
}

} // namespace

Interval interval_of_share(const Outcome& outcome, int design)
{
    const auto wins = wins_of(outcome, design);
    if (outcome.worlds == 1) {
        double sum = 0.0;
        for (const double win : wins) {
            sum += win;
        }
        return wilson_interval(sum, static_cast<double>(wins.size()), comparison_level);
    }
    Moments shares;
    for (const double share : world_means(wins, outcome.futures_per_world)) {
        shares.add(share);
    }
    Interval interval = t_interval(shares, comparison_level);
    interval.low = std::max(0.0, interval.low);
    interval.high = std::min(1.0, interval.high);
    interval.kind = IntervalKind::student_t_over_worlds;
    return interval;
}

namespace {

/// Those inputs with a range of the evidence that move the lead of the best design over the next most.
std::optional<Experiment> screened_evidence(const Experiment& experiment, const CertificateOptions& options,
                                            Certificate& certificate)
{
    const Verdict& verdict = certificate.comparison.verdict;
    const Experiment evidence = with_inputs_of_evidence(experiment);
    certificate.candidates = evidence.uncertainty.inputs.size();
    const std::vector<int> designs{verdict.best, verdict.leads.front().rival};
    auto screened = one_way(with_alternatives(evidence, designs), {0, 1}, screening_futures, options.study);
    if (!screened) {
        return std::nullopt;
    }
    certificate.screened = std::move(screened->inputs);
    std::vector<std::string> names;
    for (std::size_t k = 0; k < std::min(options.evidence_inputs, certificate.screened.size()); ++k) {
        names.push_back(certificate.screened[k].input);
    }
    Experiment chosen = with_inputs(evidence, names);
    chosen.uncertainty.futures_per_world = options.futures_per_world;
    chosen.replications = options.worlds * options.futures_per_world;
    return chosen;
}

std::optional<KnownWorlds> worlds_of_evidence(const Experiment& experiment, Certificate& certificate,
                                              const CertificateOptions& options)
{
    auto chosen = screened_evidence(experiment, options, certificate);
    if (!chosen || !goes_on(options)) {
        return std::nullopt;
    }
    SimulationOptions simulation;
    simulation.threads = options.study.threads;
    simulation.goes_on = options.study.goes_on;
    simulation.progress = options.study.progress;
    try {
        Outcome outcome = simulate(*chosen, simulation);
        return goes_on(options) ? std::optional(KnownWorlds{std::move(*chosen), std::move(outcome)}) : std::nullopt;
    } catch (const SimulationStopped&) {
        return std::nullopt;
    }
}

void add_knowledge(const Experiment& experiment, const Outcome& outcome, Certificate& certificate)
{
    certificate.worlds = outcome.worlds;
    certificate.futures_per_world = outcome.futures_per_world;
    certificate.shared_inputs = shared_inputs(experiment.uncertainty).size();
    certificate.shares_of_worlds_best = shares_of_worlds_best(outcome);
    certificate.information = value_of_information(experiment, outcome, {}, comparison_level);
    // The smallest opportunity loss is that of the highest mean.
    const auto& losses = certificate.information.losses.alternatives;
    const auto least =
        std::min_element(losses.begin(), losses.end(), [](const OpportunityLoss& a, const OpportunityLoss& b) {
            return a.uncorrected < b.uncorrected;
        });
    certificate.best_over_worlds = static_cast<int>(least - losses.begin());
}

void add_evidence(const Experiment& experiment, CarryingAssumption& assumption)
{
    const auto& inputs = experiment.uncertainty.inputs;
    const auto found = std::find_if(inputs.begin(), inputs.end(),
                                    [&](const UncertainInput& input) { return input.name == assumption.input; });
    if (found->target == UncertainTarget::model_parameter) {
        assumption.grade = model_catalogue()[found->entry].grade;
        assumption.source = model_catalogue()[found->entry].source;
    } else if (found->target == UncertainTarget::structure_parameter) {
        assumption.grade = structure_catalogue()[found->entry].grade;
        assumption.source = structure_catalogue()[found->entry].source;
    }
}

std::vector<CarryingAssumption> most_valuable(const Experiment& experiment, const ValueOfInformation& information,
                                              std::size_t count)
{
    auto rows = information.inputs;
    // Where nothing is worth knowing, those come first that move the leads most.
    std::stable_sort(rows.begin(), rows.end(), [](const InformationRow& a, const InformationRow& b) {
        return std::pair(a.value.mean, a.value.explained) > std::pair(b.value.mean, b.value.explained);
    });
    std::vector<CarryingAssumption> assumptions;
    for (std::size_t k = 0; k < std::min(count, rows.size()); ++k) {
        CarryingAssumption assumption;
        assumption.input = rows[k].group.name;
        assumption.worth = rows[k].value;
        add_evidence(experiment, assumption);
        assumptions.push_back(std::move(assumption));
    }
    return assumptions;
}

/// @return false where the search was ended early
bool add_break_evens(const Experiment& experiment, const CertificateOptions& options, Certificate& certificate)
{
    std::vector<std::string> names;
    for (const auto& assumption : certificate.assumptions) {
        names.push_back(assumption.input);
    }
    if (names.empty()) {
        return true;
    }
    const SensitivitySpace space(with_inputs(experiment, names), PolicyInputs::left_as_given);
    BreakEvenOptions search;
    search.futures = options.futures;
    search.threads = options.study.threads;
    search.goes_on = options.study.goes_on;
    search.progress = options.study.progress;
    certificate.break_evens = find_break_evens(space, search);
    for (std::size_t k = 0; k < certificate.break_evens.inputs.size(); ++k) {
        const auto& found = certificate.break_evens.inputs[k];
        const auto assumption =
            std::find_if(certificate.assumptions.begin(), certificate.assumptions.end(),
                         [&](const CarryingAssumption& one) { return one.input == space.input(found.input).name; });
        assumption->given = found.given;
        assumption->searched = k;
        for (const auto& crossing : found.crossings) {
            assumption->crossings.push_back(crossing_sentence(space, certificate.break_evens, found, crossing));
        }
    }
    return certificate.break_evens.is_complete;
}

std::string confidence_sentence(const Certificate& certificate)
{
    const auto& verdict = certificate.comparison.verdict;
    if (verdict.distinguishable) {
        return "More futures would not change it: its lead in the mean is settled.";
    }
    std::string rivals;
    for (const auto& lead : verdict.leads) {
        if (lead.standing != Lead::Standing::settled) {
            rivals += (rivals.empty() ? "" : ", ") + name_of(certificate, lead.rival);
        }
    }
    return fmt::format("At this precision it is not told apart from {}.", rivals);
}

std::string worlds_sentence(const Certificate& certificate)
{
    const auto best = static_cast<std::size_t>(certificate.recommended);
    const auto& loss = certificate.information.losses.alternatives[best];
    const auto share = percent_text(certificate.shares_of_worlds_best[best]);
    auto text = fmt::format("It is the best in {} of the worlds that are thought possible; choosing it without knowing "
                            "the world costs {} on average.",
                            share, money_text(loss.mean));
    if (certificate.best_over_worlds != certificate.recommended) {
        text += fmt::format(" Beware: over these worlds {} has the higher mean. What is given and what is thought "
                            "possible lead to different choices.",
                            name_of(certificate, certificate.best_over_worlds));
    }
    return text;
}

} // namespace

std::optional<Certificate> certify(const Experiment& experiment, const Outcome& outcome,
                                   const CertificateOptions& options)
{
    if (experiment.alternatives.size() < 2) {
        throw std::invalid_argument("a decision takes two designs or more; there is one");
    }
    Certificate certificate;
    certificate.comparison = compare(experiment, outcome, ComparisonQuestion{});
    certificate.recommended = certificate.comparison.verdict.best;
    certificate.share_interval = interval_of_share(outcome, certificate.recommended);
    std::optional<KnownWorlds> worlds;
    if (experiment.uncertainty.inputs.empty()) {
        certificate.basis = KnowledgeBasis::evidence;
        worlds = worlds_of_evidence(experiment, certificate, options);
        if (!worlds) {
            return std::nullopt;
        }
    }
    const Experiment& uncertain = worlds ? worlds->experiment : experiment;
    add_knowledge(uncertain, worlds ? worlds->outcome : outcome, certificate);
    certificate.assumptions = most_valuable(uncertain, certificate.information, options.assumptions);
    if (!add_break_evens(uncertain, options, certificate)) {
        return std::nullopt;
    }
    certificate.evidence = std::move(worlds);
    return certificate;
}

std::string recommendation_text(const Certificate& certificate)
{
    return fmt::format("Recommended: {}. {} {}", name_of(certificate, certificate.recommended),
                       confidence_sentence(certificate), worlds_sentence(certificate));
}

} // namespace kamsim
