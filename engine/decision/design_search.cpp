#include "kamsim/decision/design_search.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "decision/design_judgement.hpp"
#include "decision/design_sampler.hpp"
#include "decision/design_trials.hpp"
#include "decision/spending_curve.hpp"
#include "kamsim/scenario/nearest_name.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {

namespace {

/// The alternative that a key of the search names.
int alternative_named(const OptimisationPlan& plan, std::string_view key, const std::string& name,
                      const Experiment& experiment)
{
    std::vector<std::string> known;
    for (const Alternative& alternative : experiment.alternatives) {
        known.push_back(alternative.name);
    }
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end()) {
        const std::string file = plan.inputs.empty() ? std::string() : plan.inputs.front().path + ": ";
        throw ScenarioError({fmt::format("{}\"{}\": the scenario has no alternative \"{}\"{}; there is {}", file, key,
                                         name, did_you_mean(name, known), quoted_list(known))});
    }
    return static_cast<int>(std::distance(known.begin(), found));
}

/// Feasible trials: the best first, or the front.
std::vector<std::size_t> best_trials(const DesignTrials& trials, std::size_t objectives)
{
    std::vector<SearchTrial> all;
    for (std::size_t k = 0; k < trials.trials().size(); ++k) {
        all.push_back({{}, trials.outcome_of(k, std::nullopt)});
    }
    auto order = objectives == 1 ? ranked(all) : front_of(all);
    std::erase_if(order, [&](std::size_t trial) { return !trials.trials()[trial].is_feasible; });
    return order;
}

/// At most so many, evenly from the first to the last.
std::vector<std::size_t> evenly(const std::vector<std::size_t>& all, std::size_t most)
{
    if (all.size() <= most || most < 2) {
        return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), most))};
    }
    std::vector<std::size_t> some;
    for (std::size_t k = 0; k < most; ++k) {
        some.push_back(all[k * (all.size() - 1) / (most - 1)]);
    }
    return some;
}

class Search {
public:
    Search(const OptimisationPlan& plan, const FactorSpace& space, const DesignSearchOptions& options)
        : plan_(plan), space_(space), options_(options), futures_(whole_futures(space.base().experiment, plan.futures)),
          fresh_(whole_futures(space.base().experiment, plan.fresh_futures)),
          sampler_(futures_ + 2 * fresh_, measures_of(plan), study_options()),
          design_(alternative_named(plan, "design", plan.design, space.base().experiment))
    {
        const Experiment& experiment = space.base().experiment;
        found_.baseline = plan.baseline.empty() ? experiment.baseline
                                                : alternative_named(plan, "baseline", plan.baseline, experiment);
        found_.futures = futures_;
        found_.fresh_futures = fresh_;
        found_.futures_per_unit = futures_per_unit(experiment);
    }

    DesignSearch run()
    {
        std::optional<DesignTrials> trials;
        try {
            auto given = sampler_.of_alternatives(space_.base().experiment, {0, futures_});
            given_values_ = given[static_cast<std::size_t>(design_)].values;
            trials.emplace(plan_, space_, sampler_, FutureRange{0, futures_},
                           std::move(given[static_cast<std::size_t>(found_.baseline)]));
            search(*trials);
            if (!found_.was_interrupted) {
                judge(*trials);
            }
        } catch (const SimulationStopped&) {
            found_.was_interrupted = true;
        }
        if (trials) {
            take(*trials);
        }
        return std::move(found_);
    }

private:
    [[nodiscard]] StudyOptions study_options() const
    {
        StudyOptions study;
        study.threads = options_.threads;
        study.goes_on = options_.goes_on;
        return study;
    }

    void take(const DesignTrials& trials)
    {
        found_.trials = trials.trials();
        found_.best = best_trials(trials, plan_.objectives.size());
        found_.failures = trials.failures();
        found_.first_failure = trials.first_failure();
    }

    void search(DesignTrials& trials)
    {
        SearchProblem problem;
        problem.variables = trials.search_variables();
        problem.objectives = plan_.objectives.size();
        problem.evaluate = [&](std::span<const SearchPoint> points) { return trials.outcomes(points, std::nullopt); };
        SearchRequest request;
        request.seed = plan_.seed;
        request.evaluations = plan_.evaluations;
        request.most_enumerated = plan_.evaluations;
        request.goes_on = options_.goes_on;
        request.progress = options_.progress;
        const auto result = search_black_box(problem, request);
        found_.method = result.method;
        found_.was_interrupted = result.was_interrupted;
    }

    void judge(DesignTrials& trials)
    {
        const auto best = best_trials(trials, plan_.objectives.size());
        if (best.empty()) {
            return;
        }
        const bool has_one = plan_.objectives.size() == 1;
        const DesignJudgement judgement(plan_, space_, sampler_, futures_, fresh_, found_.baseline);
        auto wanted = finalists_of(best, has_one, trials);
        if (has_one && chooses_among_all()) {
            choose_among(best, wanted, trials, judgement);
        }
        std::vector<Experiment> designs;
        for (const std::size_t trial : wanted) {
            designs.push_back(at(trials, trial));
        }
        if (has_one && !chooses_among_all()) {
            take_choice(judgement.choose(designs), wanted.size());
        }
        const auto samples = judgement.judged_samples(designs);
        for (std::size_t k = 0; k < wanted.size(); ++k) {
            found_.finalists.push_back({wanted[k], judgement.judged(samples[k])});
        }
        if (has_one) {
            take_optimism(trials, wanted.front(), samples.front(), judgement);
            take_managers(designs[found_.chosen], samples[found_.chosen], judgement);
        }
        take_rivals(judgement, samples[found_.chosen], has_one);
        if (plan_.curve) {
            found_.curve = spending_curve(plan_, space_, options_, trials, judgement);
        }
    }

    [[nodiscard]] Experiment at(const DesignTrials& trials, std::size_t trial) const
    {
        return design_at(plan_, space_, trials.trials()[trial].coordinates);
    }

    /// The best that differ visibly; of a front some from end to end.
    [[nodiscard]] std::vector<std::size_t> finalists_of(const std::vector<std::size_t>& best, bool has_one,
                                                        const DesignTrials& trials) const
    {
        const auto most = static_cast<std::size_t>(plan_.finalists);
        if (!has_one) {
            return evenly(best, most);
        }
        std::vector<std::size_t> finalists;
        for (std::size_t k = 0; k < best.size() && finalists.size() < most; ++k) {
            const bool is_like_another = std::any_of(finalists.begin(), finalists.end(), [&](std::size_t other) {
                return trials.are_alike(best[k], other);
            });
            if (!is_like_another) {
                finalists.push_back(best[k]);
            }
        }
        return finalists;
    }

    /// Where every design was tried, the choice is among all, and their futures in the search are its first stage.
    [[nodiscard]] bool chooses_among_all() const
    {
        const DesignObjective& objective = plan_.objectives.front();
        return found_.method == SearchMethod::enumeration && is_mean_of_money(objective.figure)
               && objective.direction == ObjectiveDirection::maximise;
    }

    void choose_among(const std::vector<std::size_t>& best, std::vector<std::size_t>& wanted,
                      const DesignTrials& trials, const DesignJudgement& judgement)
    {
        DesignJudgement::Choice choice{FinalChoice::guaranteed, 0, futures_};
        if (best.size() > 1) {
            std::vector<std::span<const double>> first_stage;
            for (const std::size_t trial : best) {
                first_stage.emplace_back(trials.values(trial));
            }
            choice =
                judgement.choose_further(first_stage, [&](std::size_t design) { return at(trials, best[design]); });
        }
        const std::size_t trial = best[choice.chosen];
        const auto place = std::find(wanted.begin(), wanted.end(), trial);
        choice.chosen = static_cast<std::size_t>(std::distance(wanted.begin(), place));
        if (place == wanted.end()) {
            wanted.push_back(trial);
        }
        take_choice(choice, best.size());
    }

    void take_choice(const DesignJudgement::Choice& choice, std::size_t among)
    {
        found_.choice = choice.kind;
        found_.chosen = choice.chosen;
        found_.choice_futures = choice.futures;
        found_.choice_among = among;
    }

    void take_optimism(const DesignTrials& trials, std::size_t trial, const DesignSample& fresh,
                       const DesignJudgement& judgement)
    {
        const DesignObjective& objective = plan_.objectives.front();
        const bool is_maximised = objective.direction == ObjectiveDirection::maximise;
        Optimism& optimism = found_.optimism;
        if (is_mean_of_money(objective.figure)) {
            optimism.in_search = paired_moments(trials.values(trial), given_values_).mean;
            optimism.fresh = judgement.difference(fresh, judgement.given(design_));
        } else {
            optimism.in_search = trials.trials()[trial].objectives.front();
            optimism.fresh = found_.finalists.front().judged.objectives.front();
        }
        const double sign = is_maximised ? 1.0 : -1.0;
        optimism.gap.value = sign * (optimism.in_search - optimism.fresh.value);
        if (optimism.fresh.interval) {
            const double first = sign * (optimism.in_search - optimism.fresh.interval->high);
            const double second = sign * (optimism.in_search - optimism.fresh.interval->low);
            optimism.gap.interval = *optimism.fresh.interval;
            optimism.gap.interval->low = std::min(first, second);
            optimism.gap.interval->high = std::max(first, second);
        }
    }

    void take_rivals(const DesignJudgement& judgement, const DesignSample& chosen, bool has_one)
    {
        found_.rivals = judgement.rivals(chosen);
        if (!has_one) {
            return;
        }
        const auto is_beaten = [](const RivalDifference& rival) { return rival.interval.low > 0.0; };
        const auto wins = [](const RivalDifference& rival) { return rival.interval.high < 0.0; };
        found_.verdict = std::all_of(found_.rivals.begin(), found_.rivals.end(), is_beaten) ? RivalVerdict::beats_all
                         : std::any_of(found_.rivals.begin(), found_.rivals.end(), wins)    ? RivalVerdict::is_beaten
                                                                                            : RivalVerdict::cannot_tell;
    }

    /// With the load of the design's structures changed so that there is a manager more or less.
    void take_managers(const Experiment& design, const DesignSample& sample, const DesignJudgement& judgement)
    {
        const Alternative& alternative = design.alternatives.front();
        const auto last = alternative.plan.empty() ? design.today.structure : alternative.plan.back().structure;
        const Structure& structure = design.structures[static_cast<std::size_t>(last)];
        if (!structure.is_programme || alternative.key_accounts < 1) {
            return;
        }
        found_.managers = static_cast<int>(std::ceil(alternative.key_accounts / structure.parameters.load));
        std::vector<Experiment> changed;
        for (const int managers : {found_.managers - 1, found_.managers + 1}) {
            if (managers < 1 || managers > alternative.key_accounts) {
                continue;
            }
            constexpr double rounding = 1.0 + 1e-9; // so that the quotient is not above the number
            Experiment other = design;
            other.structures[static_cast<std::size_t>(last)].parameters.load =
                rounding * alternative.key_accounts / managers;
            changed.push_back(std::move(other));
            found_.manager_prices.push_back({managers, {}, 0.0});
        }
        const auto people = static_cast<std::size_t>(LedgerLine::people);
        const auto samples = judgement.judged_samples(changed);
        for (std::size_t k = 0; k < samples.size(); ++k) {
            found_.manager_prices[k].value = judgement.difference(samples[k], sample);
            found_.manager_prices[k].people_cost = sample.ledger_means[people] - samples[k].ledger_means[people];
        }
    }

    const OptimisationPlan& plan_;
    const FactorSpace& space_;
    const DesignSearchOptions& options_;
    std::int64_t futures_;
    std::int64_t fresh_;
    DesignSampler sampler_;
    int design_;                       ///< alternative of the scenario that is changed
    std::vector<double> given_values_; ///< of it as the scenario has it, on the luck of the search
    DesignSearch found_;
};

} // namespace

DesignSearch search_designs(const OptimisationPlan& plan, const FactorSpace& space, const DesignSearchOptions& options)
{
    return Search(plan, space, options).run();
}

} // namespace kamsim
