#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "kamsim/model/experiment.hpp"

namespace kamsim {

/// What is shared out over key accounts.
enum class AttentionResource : std::uint8_t {
    hours, ///< of managers and teams with customers
    money, ///< the investment budget, kEUR
};
inline constexpr std::array attention_resources{AttentionResource::hours, AttentionResource::money};

/// One number for each resource.
template <class T>
struct ForEachResource {
    std::array<T, attention_resources.size()> values{};

    [[nodiscard]] T& operator[](AttentionResource resource) { return values[static_cast<std::size_t>(resource)]; }
    [[nodiscard]] const T& operator[](AttentionResource resource) const
    {
        return values[static_cast<std::size_t>(resource)];
    }
};

/// The luck on which variants of a design are compared: that of the scenario's own run, or another one of the same law.
enum class TrialLuck : std::uint8_t { own, other };

/// How variants of a design are simulated.
struct TrialPlan {
    std::int64_t futures = 512; ///< whole worlds of an uncertain experiment, as many as it has at most
    TrialLuck luck = TrialLuck::own;
    int threads = 0; ///< 0: what OpenMP offers; no number depends on it
    /// Asked now and then. False ends the work.
    std::function<bool()> goes_on{};
    /// Called with what was simulated since the last call: futures times variants.
    std::function<void(std::int64_t futures)> progress{};
};

/// What one more unit is worth: kEUR, net present, for each discounted hour or kEUR, without what the unit costs.
struct MarginalValue {
    double mean = 0.0;
    double standard_error = 0.0; ///< paired, over futures or worlds
};

/// What a key account gets, and what more of it would bring.
struct AccountMargin {
    int account = 0;
    double key_years = 0.0;         ///< discounted
    double key_share = 0.0;         ///< of the discounted horizon
    ForEachResource<double> amount; ///< mean while it is key: hours a month, kEUR a year
    ForEachResource<MarginalValue> marginal;
};

/// Marginal values of a design's attention (docs/model.md, eq. 119 and 120).
struct MarginalValues {
    std::vector<AccountMargin> accounts;    ///< those that are key often enough, in the order of the experiment
    ForEachResource<MarginalValue> of_all;  ///< of one more unit, shared out as the others are
    ForEachResource<double> spread;         ///< standard deviation between accounts that get something, noise taken out
    ForEachResource<double> noise;          ///< root of the mean squared standard error of the same accounts
    ForEachResource<double> variance_ratio; ///< of differences on luck of their own to those on common luck, median
};

/// @param design without extra hours or money
/// @param accounts that are probed
/// @throws SimulationStopped where `goes_on` said no
/// @throws std::invalid_argument where something does not fit
[[nodiscard]] MarginalValues marginal_values(const Experiment& experiment, const Alternative& design,
                                             const std::vector<int>& accounts, const TrialPlan& plan);

/// Standard deviation of the true values behind estimates: their variance less the mean squared standard error.
/// @return NaN below two values
[[nodiscard]] double spread_without_noise(std::span<const MarginalValue> values);

/// Rate of saturation of a resource at an account (eq. 119): 1 / (hours a month), 1 / (kEUR a year).
[[nodiscard]] double saturation_rate(const Experiment& experiment, const Alternative& design, int account,
                                     AttentionResource resource);

} // namespace kamsim
