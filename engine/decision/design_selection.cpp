#include "kamsim/decision/design_selection.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

#include <fmt/format.h>

#include "decision/unit_means.hpp"
#include "kamsim/decision/money_text.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "kamsim/statistics/paired.hpp"
#include "kamsim/statistics/selection.hpp"

namespace kamsim {

namespace {

/// Leaves simulated between two looks: enough to keep threads busy, and a small part of what is there already.
std::int64_t next_batch(std::int64_t done)
{
    constexpr std::int64_t least = 4;
    constexpr std::int64_t part = 4;
    return std::max(least, done / part);
}

Experiment reduced(const Experiment& experiment, const std::vector<int>& designs, std::int64_t replications)
{
    Experiment few = experiment;
    few.alternatives.clear();
    for (const int design : designs) {
        few.alternatives.push_back(experiment.alternatives[static_cast<std::size_t>(design)]);
    }
    few.baseline = 0;
    few.replications = replications;
    return few;
}

class Selection {
public:
    Selection(const Experiment& experiment, const SelectionRequest& request, const SelectionOptions& options)
        : experiment_(experiment), options_(options)
    {
        result_.request = request;
        complete_request();
        const auto alternatives = experiment.alternatives.size();
        values_.resize(alternatives);
        result_.means.assign(alternatives, std::numeric_limits<double>::quiet_NaN());
        result_.replications.assign(alternatives, 0);
        const bool has_worlds = !experiment.uncertainty.inputs.empty();
        result_.futures_per_unit = has_worlds ? experiment.uncertainty.futures_per_world : 1;
    }

    DesignSelection run()
    {
        const auto& designs = result_.request.among;
        const std::int64_t first = result_.request.first_stage / per_leaf_;
        if (simulate_leaves(designs, {0, first}) < first) {
            throw SimulationStopped(result_.request.first_stage);
        }
        SequentialSelection selection(rows_of(designs, 0), result_.request.indifference, result_.request.confidence);
        tell(selection);
        go_on(selection, first);
        conclude(selection);
        return std::move(result_);
    }

private:
    void complete_request()
    {
        auto& request = result_.request;
        if (request.among.empty()) {
            request.among.resize(experiment_.alternatives.size());
            std::iota(request.among.begin(), request.among.end(), 0);
        }
        if (request.among.size() < 2) {
            throw std::invalid_argument("there is one design only, and nothing to select from");
        }
        if (!(request.indifference > 0.0) || !(request.confidence > 1.0 / static_cast<double>(request.among.size()))
            || !(request.confidence < 1.0)) {
            throw std::invalid_argument("a selection needs an indifference above 0 and a confidence above that of a "
                                        "guess and below 1");
        }
        per_leaf_ = SampleLeaves(reduced(experiment_, request.among, whole_sample())).replications_per_leaf();
        const auto leaves = [&](std::int64_t replications) { return (replications + per_leaf_ - 1) / per_leaf_; };
        request.first_stage = std::max<std::int64_t>(2, leaves(request.first_stage)) * per_leaf_;
        request.most_replications = leaves(std::max(request.first_stage, request.most_replications)) * per_leaf_;
    }

    /// A number of replications that makes whole worlds, more than one.
    [[nodiscard]] std::int64_t whole_sample() const
    {
        return experiment_.uncertainty.inputs.empty() ? 2 : 2 * experiment_.uncertainty.futures_per_world;
    }

    /// @return leaves that were finished
    std::int64_t simulate_leaves(const std::vector<int>& designs, LeafRange leaves)
    {
        const Experiment few = reduced(experiment_, designs, result_.request.most_replications);
        SimulationOptions simulation;
        simulation.threads = options_.threads;
        simulation.goes_on = options_.goes_on;
        const auto keep = [&](SamplePart&& part) {
            const auto means = unit_means(part.records, static_cast<int>(designs.size()), result_.futures_per_unit);
            for (std::size_t k = 0; k < designs.size(); ++k) {
                auto& values = values_[static_cast<std::size_t>(designs[k])];
                values.insert(values.end(), means[k].begin(), means[k].end());
            }
        };
        const auto done = simulate_parts(few, leaves, keep, simulation).count();
        for (const int design : designs) {
            result_.replications[static_cast<std::size_t>(design)] += done * per_leaf_;
        }
        return done;
    }

    /// Units of these designs from one on.
    [[nodiscard]] std::vector<std::vector<double>> rows_of(const std::vector<int>& designs, std::int64_t from) const
    {
        std::vector<std::vector<double>> rows;
        for (const int design : designs) {
            const auto& values = values_[static_cast<std::size_t>(design)];
            rows.emplace_back(values.begin() + from, values.end());
        }
        return rows;
    }

    /// The designs left, by their number in the experiment.
    [[nodiscard]] std::vector<int> survivors(const SequentialSelection& selection) const
    {
        std::vector<int> designs;
        for (const int position : selection.survivors()) {
            designs.push_back(design_at(position));
        }
        return designs;
    }
    [[nodiscard]] int design_at(int position) const
    {
        return result_.request.among[static_cast<std::size_t>(position)];
    }

    void go_on(SequentialSelection& selection, std::int64_t done)
    {
        const std::int64_t all = result_.request.most_replications / per_leaf_;
        while (!selection.is_over() && done < all) {
            const auto designs = survivors(selection);
            const std::int64_t units = selection.units();
            const LeafRange leaves{done, std::min(all, done + next_batch(done))};
            const std::int64_t finished = simulate_leaves(designs, leaves);
            done += finished;
            if (finished > 0) {
                selection.add(rows_of(designs, units));
                tell(selection);
            }
            if (finished < leaves.count()) {
                result_.end = SelectionEnd::interrupted;
                return;
            }
        }
        result_.end = selection.is_over() ? SelectionEnd::selected : SelectionEnd::exhausted;
    }

    void tell(const SequentialSelection& selection)
    {
        for (std::size_t k = result_.eliminations.size(); k < selection.eliminations().size(); ++k) {
            const Elimination& found = selection.eliminations()[k];
            const int design = design_at(found.design);
            const int leader = design_at(found.leader);
            const auto units = static_cast<std::size_t>(found.units);
            const auto first = [&](int of) { return std::span(values_[static_cast<std::size_t>(of)]).first(units); };
            result_.eliminations.push_back({design, leader, found.units * result_.futures_per_unit, found.difference,
                                            paired_moments(first(leader), first(design)).standard_error()});
            if (options_.eliminated) {
                options_.eliminated(result_.eliminations.back());
            }
        }
        if (options_.progress) {
            options_.progress(
                selection.units() * result_.futures_per_unit,
                std::min(selection.most_units() * result_.futures_per_unit, result_.request.most_replications));
        }
    }

    void conclude(const SequentialSelection& selection)
    {
        result_.survivors = survivors(selection);
        result_.leader = design_at(selection.leader());
        result_.most_replications_left =
            selection.is_over() ? 0 : (selection.most_units() - selection.units()) * result_.futures_per_unit;
        for (const int design : result_.request.among) {
            const auto& values = values_[static_cast<std::size_t>(design)];
            result_.means[static_cast<std::size_t>(design)] = sample_moments(values).mean;
        }
        compare_with_others();
    }

    void compare_with_others()
    {
        const auto& request = result_.request;
        const auto designs = static_cast<int>(request.among.size());
        const auto most = *std::max_element(result_.replications.begin(), result_.replications.end());
        result_.others.equal_on_common_luck = static_cast<double>(most) * designs;
        const auto units = request.first_stage / result_.futures_per_unit;
        const double h = two_stage_constant(designs, request.confidence, units);
        for (const int design : request.among) {
            const auto first =
                std::span(values_[static_cast<std::size_t>(design)]).first(static_cast<std::size_t>(units));
            const double needed =
                std::ceil(h * h * sample_moments(first).variance() / (request.indifference * request.indifference));
            result_.others.two_stages_on_own_luck +=
                std::max(needed, static_cast<double>(units) + 1.0) * static_cast<double>(result_.futures_per_unit);
        }
    }

    const Experiment& experiment_;
    const SelectionOptions& options_;
    std::int64_t per_leaf_ = 1;
    std::vector<std::vector<double>> values_; ///< [alternative][unit]
    DesignSelection result_;
};

} // namespace

std::int64_t DesignSelection::spent() const
{
    return std::accumulate(replications.begin(), replications.end(), std::int64_t{0});
}

DesignSelection select_design(const Experiment& experiment, const SelectionRequest& request,
                              const SelectionOptions& options)
{
    validate(experiment);
    return Selection(experiment, request, options).run();
}

std::string guarantee_sentence(const SelectionRequest& request)
{
    const auto money = money_text(request.indifference);
    return fmt::format("If the best design is worth at least {} more than the next on average, it is chosen with at "
                       "least {:.4g} % confidence. Designs that are nearer than {} to the best count as equally good.",
                       money, 100.0 * request.confidence, money);
}

} // namespace kamsim
