#include "kamsim/decision/value_of_information.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <stdexcept>

#include "decision/outcome_values.hpp"
#include "kamsim/random/draws.hpp"
#include "kamsim/statistics/noisy_means.hpp"
#include "kamsim/statistics/paired.hpp"
#include "kamsim/statistics/quantiles.hpp"
#include "kamsim/statistics/smooth_fit.hpp"

namespace kamsim {

namespace {

constexpr std::uint32_t posterior_draws = 1000;
/// Key of the weights of worlds: they belong to the interval, not to the luck of an experiment.
constexpr std::array<std::uint32_t, 2> weight_key{0x776F726C, 0x64776569};

/// Mean of the best lead, less the best mean lead; the alternative that leads are taken over has 0.
double value_of_choosing(const Eigen::MatrixXd& leads, const Eigen::VectorXd& weights)
{
    if (leads.cols() == 0) {
        return 0.0;
    }
    const double informed = weights.dot(leads.rowwise().maxCoeff().cwiseMax(0.0));
    const double uninformed = std::max(0.0, (weights.transpose() * leads).maxCoeff());
    return std::max(0.0, informed - uninformed);
}

/// Weights of the Bayesian bootstrap: exponential numbers made to add up to 1.
Eigen::VectorXd drawn_weights(std::uint32_t number, Eigen::Index worlds)
{
    Eigen::VectorXd weights(worlds);
    for (Eigen::Index first = 0; first < worlds; first += 4) {
        const auto words = philox4x32_10({number, static_cast<std::uint32_t>(first / 4), 0, 0}, weight_key);
        for (Eigen::Index i = first; i < std::min(worlds, first + 4); ++i) {
            weights[i] = -std::log(uniform_of(words[static_cast<std::size_t>(i - first)]));
        }
    }
    return weights / weights.sum();
}

Eigen::MatrixXd columns_of(const Eigen::MatrixXd& inputs, const InputGroup& group)
{
    Eigen::MatrixXd chosen(inputs.rows(), std::ssize(group.inputs));
    for (Eigen::Index k = 0; k < chosen.cols(); ++k) {
        const auto input = static_cast<Eigen::Index>(group.inputs[static_cast<std::size_t>(k)]);
        if (input >= inputs.cols()) {
            throw std::invalid_argument("value_of_information: group " + group.name
                                        + " names an input that there is not");
        }
        chosen.col(k) = inputs.col(input);
    }
    return chosen;
}

void sort_by_value(std::vector<InformationRow>& rows)
{
    std::stable_sort(rows.begin(), rows.end(), [](const InformationRow& first, const InformationRow& second) {
        return first.value.mean > second.value.mean;
    });
}

} // namespace

InformationValue value_of_statistic(const Eigen::MatrixXd& leads, const Eigen::MatrixXd& statistic, double level)
{
    const SmoothFit fit(statistic, leads);
    const auto worlds = leads.rows();
    const Eigen::MatrixXd residuals = leads - fit.fitted();
    std::vector<double> draws(posterior_draws);
    for (std::uint32_t number = 0; number < posterior_draws; ++number) {
        const Eigen::VectorXd weights = drawn_weights(number, worlds);
        // What luck and other inputs happen to bring under these weights moves the means.
        const Eigen::RowVectorXd shift = weights.transpose() * residuals;
        draws[number] = value_of_choosing(fit.drawn(number).rowwise() + shift, weights);
    }
    const double tail = 0.5 * (1.0 - level);
    const std::array probabilities{tail, 1.0 - tail};
    const auto ends = sample_quantiles(draws, probabilities);
    const Eigen::VectorXd even = Eigen::VectorXd::Constant(worlds, 1.0 / static_cast<double>(worlds));
    return {value_of_choosing(fit.fitted(), even),
            std::sqrt(sample_moments(draws).variance()),
            {ends[0], ends[1], level, IntervalKind::posterior_over_worlds},
            leads.cols() == 0 ? 0.0 : fit.explained().maxCoeff()};
}

std::vector<InputGroup> groups_by_mechanism(const Experiment& experiment)
{
    std::map<std::string, InputGroup> groups;
    const auto shared = shared_inputs(experiment.uncertainty);
    for (std::size_t coordinate = 0; coordinate < shared.size(); ++coordinate) {
        const auto& path = experiment.uncertainty.inputs[shared[coordinate]].name;
        const auto name = path.substr(0, path.find('.'));
        groups[name].name = name;
        groups[name].inputs.push_back(coordinate);
    }
    std::vector<InputGroup> several;
    for (auto& [name, group] : groups) {
        if (group.inputs.size() > 1) {
            several.push_back(std::move(group));
        }
    }
    return several;
}

ValueOfInformation value_of_information(const Experiment& experiment, const Outcome& outcome,
                                        const std::vector<InputGroup>& groups, double level)
{
    if (outcome.world_inputs.empty()) {
        throw std::invalid_argument("value_of_information: nothing is uncertain here; a scenario names what is under "
                                    "[uncertainty.inputs]");
    }
    const Eigen::MatrixXd inputs = world_inputs(outcome);
    const Eigen::MatrixXd leads = world_leads(outcome);
    ValueOfInformation information{opportunity_losses(outcome, level), {}, {}, {}};
    const auto shared = shared_inputs(experiment.uncertainty);
    for (std::size_t coordinate = 0; coordinate < shared.size(); ++coordinate) {
        const InputGroup one{experiment.uncertainty.inputs[shared[coordinate]].name, {coordinate}};
        information.inputs.push_back({one, value_of_statistic(leads, columns_of(inputs, one), level)});
    }
    for (const auto& group : groups) {
        information.groups.push_back({group, value_of_statistic(leads, columns_of(inputs, group), level)});
    }
    for (const auto& input : experiment.uncertainty.inputs) {
        if (input.scope == UncertainScope::each) {
            information.own_inputs.push_back(input.name);
        }
    }
    sort_by_value(information.inputs);
    sort_by_value(information.groups);
    return information;
}

Eigen::MatrixXd world_inputs(const Outcome& outcome)
{
    const auto inputs = std::ssize(outcome.world_inputs) / outcome.worlds;
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    return Eigen::Map<const RowMajor>(outcome.world_inputs.data(), outcome.worlds, inputs);
}

Eigen::MatrixXd world_leads(const Outcome& outcome)
{
    auto values = values_of_alternatives(outcome);
    std::rotate(values.begin(), values.begin() + outcome.baseline, values.begin() + outcome.baseline + 1);
    return noisy_differences(values, outcome.futures_per_world).means;
}

} // namespace kamsim
