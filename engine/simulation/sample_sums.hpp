#pragma once

#include <span>
#include <tuple>
#include <vector>

#include "kamsim/simulation/outcome.hpp"
#include "kamsim/statistics/moments.hpp"

namespace kamsim {

/// Sums over replications that can be merged with those of later replications. What is summed
/// stands once more in `summed_arrays`; merging and files go by that.
struct SampleSums {
    std::vector<Moments> measures;    ///< [alternative][measure][period]
    std::vector<Moments> world_means; ///< [alternative][measure][period], of the means of whole worlds; may be empty
    std::vector<Moments> ledger;      ///< [alternative][line]
    std::vector<Moments> ledger_difference; ///< [pair][line]
    /// [pair][measure][year], see Outcome::measure_difference
    std::vector<Moments> measure_difference;
    std::vector<Moments> world_measure_difference; ///< likewise, of the means of whole worlds; may be empty
    std::vector<Moments> account_value;            ///< [alternative][account]
    std::vector<double> residual;                  ///< [alternative]
    std::vector<double> accounts;                  ///< [alternative][account measure][account][year]
    std::vector<double> account_losses;            ///< [alternative][account][reason]
    std::vector<Moments> differences;              ///< [pair][part], see DifferenceParts
    std::vector<Moments> world_differences;        ///< [pair][part], of the means of whole worlds; may be empty
    std::vector<double> kept_only;                 ///< [pair][side][account]
    std::vector<double> managers;                  ///< [alternative][manager measure][manager][year]
    std::vector<double> pareto;                    ///< [alternative][year][point]
    std::vector<double> whale;                     ///< [alternative][year][point]

    SampleSums() = default;
    /// Of no replications.
    /// @param shape an outcome with its dimensions set
    explicit SampleSums(const Outcome& shape);

    /// Takes in the sums of later replications.
    void merge(const SampleSums& later);

    /// All numbers one after another; moments as count, mean, sum of squared deviations.
    [[nodiscard]] std::vector<double> flat() const;
    /// @throws std::invalid_argument where the numbers are not as many as the shape asks for
    [[nodiscard]] static SampleSums from_flat(const Outcome& shape, std::span<const double> numbers);
};

/// All arrays of SampleSums, in the order in which files keep them.
inline constexpr std::tuple summed_arrays{&SampleSums::measures,
                                          &SampleSums::world_means,
                                          &SampleSums::ledger,
                                          &SampleSums::ledger_difference,
                                          &SampleSums::measure_difference,
                                          &SampleSums::world_measure_difference,
                                          &SampleSums::account_value,
                                          &SampleSums::residual,
                                          &SampleSums::accounts,
                                          &SampleSums::account_losses,
                                          &SampleSums::differences,
                                          &SampleSums::world_differences,
                                          &SampleSums::kept_only,
                                          &SampleSums::managers,
                                          &SampleSums::pareto,
                                          &SampleSums::whale};

} // namespace kamsim
