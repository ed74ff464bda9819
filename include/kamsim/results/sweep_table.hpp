#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "kamsim/model/ledger_lines.hpp"
#include "kamsim/results/result_file_error.hpp"
#include "kamsim/scenario/sweep_design.hpp"

namespace kamsim {

/// Shares of futures below the quantiles that a sweep keeps.
inline constexpr std::array<double, 3> sweep_quantiles{0.05, 0.5, 0.95};

/// A finished sweep. Money in kEUR, net present values; intervals of means at 95 %. Dimensions, slowest first: point,
/// world, alternative, line. What a failed point has not is NaN.
struct SweepTable {
    std::string title;
    std::string currency;
    SweepMethod method{};
    std::vector<Factor> factors;
    std::vector<std::string> alternatives;
    int baseline = 0; ///< alternative that differences are taken to
    std::int64_t points = 0;
    std::int64_t worlds = 1;            ///< of each point; 1: nothing is uncertain
    std::int64_t futures_per_world = 0; ///< of each point and alternative
    bool has_own_luck = false;          ///< each point met luck of its own; else all met the same

    std::vector<double> coordinates;         ///< [point][factor]; NaN: as the scenario says
    std::vector<std::string> failures;       ///< [point]: why it failed; empty where it did not
    std::vector<double> value;               ///< [point][alternative], mean
    std::vector<double> value_low;           ///< [point][alternative], Student t over the futures, or over the worlds
    std::vector<double> value_high;          ///< [point][alternative]
    std::vector<double> deviation;           ///< [point][alternative], standard deviation over all futures
    std::vector<double> quantiles;           ///< [point][alternative][quantile], over all futures
    std::vector<double> difference;          ///< [point][alternative], mean difference to the baseline
    std::vector<double> difference_low;      ///< [point][alternative], Student t of pairs of futures, or of worlds
    std::vector<double> difference_high;     ///< [point][alternative]
    std::vector<double> chance_of_loss;      ///< [point][alternative], share of futures worth less than the baseline
    std::vector<double> chance_of_loss_low;  ///< [point][alternative], Wilson; Student t of the shares in worlds
    std::vector<double> chance_of_loss_high; ///< [point][alternative]
    std::vector<double> shortfall;     ///< [point][alternative], mean of the worst 5 % of differences to the baseline
    std::vector<double> share_best;    ///< [point][alternative], share of futures; ties are shared
    std::vector<double> ledger;        ///< [point][alternative][line], means
    std::vector<double> best;          ///< [point], alternative with the largest mean
    std::vector<double> lead;          ///< [point], its mean difference to the next best; 0 where it is alone
    std::vector<double> lead_low;      ///< [point], Student t, of the pair alone
    std::vector<double> lead_high;     ///< [point]
    std::vector<double> world_value;   ///< [point][world][alternative], means over the world's futures; empty where
                                       ///< nothing is uncertain
    std::vector<std::string> measures; ///< names of those that were kept
    int periods = 0;
    std::vector<double> measure_means; ///< [point][alternative][measure][period]

    [[nodiscard]] std::size_t row(std::int64_t point, std::size_t alternative) const
    {
        return static_cast<std::size_t>(point) * alternatives.size() + alternative;
    }
    [[nodiscard]] std::size_t coordinate_index(std::int64_t point, std::size_t factor) const
    {
        return static_cast<std::size_t>(point) * factors.size() + factor;
    }
    [[nodiscard]] std::size_t world_index(std::int64_t point, std::int64_t world, std::size_t alternative) const
    {
        return static_cast<std::size_t>(point * worlds + world) * alternatives.size() + alternative;
    }
    [[nodiscard]] bool has_failed(std::int64_t point) const
    {
        return !failures[static_cast<std::size_t>(point)].empty();
    }
    /// Whether the points are all combinations of the factors' grids, the last factor fastest.
    [[nodiscard]] bool is_grid() const { return method == SweepMethod::full_factorial; }
};

/// Whether a file says that it is a sweep; false where it cannot be read.
[[nodiscard]] bool is_sweep_file(const std::filesystem::path& file);

/// @throws UnreadableResult where it is damaged or no sweep
[[nodiscard]] SweepTable read_sweep(const std::filesystem::path& file);

} // namespace kamsim
