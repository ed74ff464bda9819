#include "kamsim/decision/opportunity_loss.hpp"

#include <algorithm>

#include <Eigen/Core>

#include "decision/outcome_values.hpp"
#include "kamsim/statistics/bootstrap.hpp"
#include "kamsim/statistics/noisy_means.hpp"

namespace kamsim {

namespace {

/// Mean over rows of the largest lead, less the mean of each, first that of the reference whose lead is 0; last the
/// smallest of these.
std::vector<double> losses_of(const Eigen::MatrixXd& leads)
{
    double largest = 0.0;
    for (Eigen::Index world = 0; world < leads.rows(); ++world) {
        largest += leads.cols() == 0 ? 0.0 : std::max(0.0, leads.row(world).maxCoeff());
    }
    largest /= static_cast<double>(leads.rows());
    std::vector<double> losses{largest};
    for (Eigen::Index k = 0; k < leads.cols(); ++k) {
        losses.push_back(std::max(0.0, largest - leads.col(k).mean()));
    }
    losses.push_back(*std::min_element(losses.begin(), losses.end()));
    return losses;
}

} // namespace

OpportunityLosses opportunity_losses(std::span<const std::span<const double>> values, std::int64_t futures_per_world,
                                     double level)
{
    const NoisyMeans noisy = noisy_differences(values, futures_per_world);
    const auto corrected = losses_of(without_noise(noisy));
    const auto uncorrected = losses_of(noisy.means);
    const auto spread = bootstrap_statistics(
        [&](std::span<const std::uint32_t> worlds) { return losses_of(without_noise(noisy, worlds)); },
        static_cast<std::size_t>(noisy.means.rows()), level);
    OpportunityLosses losses;
    losses.is_corrected = noisy.noise.rows() > 0;
    for (std::size_t k = 0; k < corrected.size(); ++k) {
        losses.alternatives.push_back({corrected[k], uncorrected[k], spread[k].standard_error, spread[k].interval});
    }
    losses.perfect_information = losses.alternatives.back();
    losses.alternatives.pop_back();
    return losses;
}

OpportunityLosses opportunity_losses(const Outcome& outcome, double level)
{
    return opportunity_losses(values_of_alternatives(outcome), outcome.futures_per_world, level);
}

} // namespace kamsim
