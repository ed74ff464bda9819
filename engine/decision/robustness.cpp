#include "kamsim/decision/robustness.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include <Eigen/Core>

#include "decision/outcome_values.hpp"
#include "kamsim/statistics/noisy_means.hpp"
#include "kamsim/statistics/paired.hpp"
#include "kamsim/statistics/quantiles.hpp"
#include "kamsim/statistics/tail_risk.hpp"

namespace kamsim {

namespace {

std::vector<double> to_vector(const Eigen::VectorXd& values)
{
    return {values.begin(), values.end()};
}

/// World means of one alternative without the luck of few futures.
Eigen::VectorXd quiet_means(std::span<const double> values, std::int64_t futures_per_world)
{
    const std::vector<double> nothing(values.size(), 0.0);
    return without_noise(noisy_differences(std::vector<std::span<const double>>{nothing, values}, futures_per_world));
}

/// Leads over the first alternative without that luck, and 0 for itself: [world][alternative].
Eigen::MatrixXd quiet_leads(const std::vector<std::span<const double>>& values, std::int64_t futures_per_world)
{
    const auto leads = without_noise(noisy_differences(values, futures_per_world));
    Eigen::MatrixXd all = Eigen::MatrixXd::Zero(leads.rows(), leads.cols() + 1);
    all.rightCols(leads.cols()) = leads;
    return all;
}

/// Marks those that no other beats in the mean and in the other figure.
void mark_front(std::vector<Robustness>& all, double Robustness::*figure, bool Robustness::*mark)
{
    for (auto& one : all) {
        one.*mark = std::none_of(all.begin(), all.end(), [&](const Robustness& other) {
            return other.mean >= one.mean && other.*figure >= one.*figure
                   && (other.mean > one.mean || other.*figure > one.*figure);
        });
    }
}

} // namespace

RobustnessOfAll robustness_of(const Outcome& outcome, std::optional<double> target, double level)
{
    if (outcome.worlds < 2) {
        throw std::invalid_argument(
            "robustness_of: an outcome of one world; robustness is over several, so name what is "
            "not known under [uncertainty.inputs] of the scenario");
    }
    const auto values = values_of_alternatives(outcome);
    const auto leads = quiet_leads(values, outcome.futures_per_world);
    const Eigen::VectorXd best = leads.rowwise().maxCoeff();
    RobustnessOfAll result;
    result.target = target;
    for (std::size_t k = 0; k < values.size(); ++k) {
        const auto column = static_cast<Eigen::Index>(k);
        const auto regrets = to_vector(best - leads.col(column));
        const Eigen::VectorXd means = quiet_means(values[k], outcome.futures_per_world);
        const Eigen::Index reached = target
                                         ? (means.array() >= *target).count()
                                         : (leads.col(column).array() >= leads.col(outcome.baseline).array()).count();
        Robustness one;
        one.mean = sample_moments(values[k]).mean;
        one.largest_regret = *std::max_element(regrets.begin(), regrets.end());
        one.high_regret = sample_quantile(regrets, 1.0 - worst_part);
        one.mean_regret = sample_moments(regrets).mean;
        one.share_reached = static_cast<double>(reached) / static_cast<double>(outcome.worlds);
        one.share_interval = wilson_interval(static_cast<double>(reached), static_cast<double>(outcome.worlds), level);
        one.worst_worlds = tail_risk(to_vector(means), 1, worst_part, level).conditional_value_at_risk;
        one.worst_futures =
            tail_risk(values[k], outcome.futures_per_world, worst_part, level).conditional_value_at_risk;
        result.alternatives.push_back(one);
    }
    mark_front(result.alternatives, &Robustness::worst_worlds, &Robustness::is_on_world_front);
    mark_front(result.alternatives, &Robustness::worst_futures, &Robustness::is_on_future_front);
    const auto& all = result.alternatives;
    const auto least = std::min_element(all.begin(), all.end(), [](const auto& first, const auto& second) {
        return first.largest_regret < second.largest_regret;
    });
    const auto most = std::max_element(all.begin(), all.end(), [&](const auto& first, const auto& second) {
        const auto share = [&](const Robustness& one) {
            return !target && &one == &all[static_cast<std::size_t>(outcome.baseline)] ? -1.0 : one.share_reached;
        };
        return share(first) < share(second);
    });
    result.least_largest_regret = static_cast<int>(least - all.begin());
    result.most_reached = static_cast<int>(most - all.begin());
    return result;
}

} // namespace kamsim
