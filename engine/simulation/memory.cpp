#include "kamsim/simulation/memory.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <string>

#include "kamsim/model/segments.hpp"
#include "kamsim/simulation/alternative_pairs.hpp"
#include "kamsim/simulation/outcome.hpp"
#include "model/kernel.hpp"
#include "model/resolved.hpp"
#include "simulation/batches.hpp"
#include "simulation/measure_bins.hpp"
#include "simulation/recorder.hpp"

namespace kamsim {

namespace {

constexpr double number = sizeof(double);
constexpr double moments = sizeof(Moments);
constexpr double lanes = replications_per_block;
/// Rows of lanes that a kernel keeps (model/mechanisms/state.hpp).
constexpr double rows_of_account_in_alternative = 55.0;
constexpr double rows_of_account =
    4.0 * 11.0 + 4.0 + account_measure_count + 1.0 + loss_reason_count + final_state_count + account_effort_count;
/// Names and links of an account in the heap, beside the account itself.
constexpr double texts_of_account = 64.0;

/// The dimensions as doubles, so that no product overflows.
struct Sizes {
    double alternatives;
    double replications;
    double accounts;
    double periods;
    double years;
    double managers;
    double worlds; ///< 0 where nothing is uncertain
    double inputs;
    double pairs;
    double parts; ///< of the difference of a pair
    double segments;
    double account_details; ///< kept of each account in each replication
};

Sizes sizes_of(const Experiment& experiment, RecordedDetail detail)
{
    double managers = 0.0;
    for (const Alternative& alternative : experiment.alternatives) {
        for (const PlannedStructure& step : alternative.plan) {
            const Structure& structure = experiment.structures.at(static_cast<std::size_t>(step.structure));
            if (structure.is_programme) {
                managers = std::max(managers, std::ceil(alternative.key_accounts / structure.parameters.load));
            }
        }
    }
    const auto alternatives = static_cast<double>(experiment.alternatives.size());
    const double pairs =
        alternatives > most_alternatives_in_all_pairs ? alternatives - 1.0 : 0.5 * alternatives * (alternatives - 1.0);
    const auto segments = static_cast<double>(segments_of(experiment.accounts).names.size());
    return {alternatives,
            static_cast<double>(experiment.replications),
            static_cast<double>(experiment.accounts.size()),
            static_cast<double>(experiment.periods),
            1.0 + std::ceil(static_cast<double>(experiment.periods) / experiment.periods_per_year),
            managers,
            experiment.uncertainty.inputs.empty() ? 0.0
                                                  : static_cast<double>(experiment.replications)
                                                        / static_cast<double>(experiment.uncertainty.futures_per_world),
            static_cast<double>(experiment.uncertainty.inputs.size()),
            pairs,
            static_cast<double>(experiment.accounts.size()) + segments + 1.0 + pair_side_count * (managers + 1.0),
            segments,
            holds_accounts(detail) ? double{account_detail_count} : 0.0};
}

double experiment_bytes(const Experiment& experiment, const Sizes& n)
{
    double people = 0.0;
    for (const Account& account : experiment.accounts) {
        people += static_cast<double>(account.stakeholders.size());
    }
    return n.accounts * (sizeof(Account) + texts_of_account + sizeof(ResolvedAccount)) + people * sizeof(Stakeholder)
           + n.alternatives * (n.periods * sizeof(PeriodPlan) + n.accounts * (number + sizeof(AccountAttention)));
}

/// Draws of all worlds, and the experiment of the world at hand in each thread.
double worlds_bytes(const Experiment& experiment, const Sizes& n, double threads)
{
    if (experiment.uncertainty.inputs.empty()) {
        return 0.0;
    }
    const auto inputs = static_cast<double>(shared_inputs(experiment.uncertainty).size());
    const double worlds = n.replications / static_cast<double>(experiment.uncertainty.futures_per_world);
    return worlds * inputs * number + threads * experiment_bytes(experiment, n);
}

/// Sums that do not depend on the number of replications; the same arrays stand in the outcome and in every sum of a
/// super-block.
double sums_bytes(const Sizes& n, double bytes_of_measure)
{
    return n.alternatives
           * (ledger_line_count * moments + number + measure_count * n.periods * bytes_of_measure
              + account_measure_count * n.accounts * n.years * number + n.accounts * moments
              + n.accounts * loss_reason_count * number + manager_measure_count * n.managers * n.years * number
              + 2.0 * n.years * curve_points * number);
}

/// Sums of the differences of pairs.
double pairs_bytes(const Sizes& n, double bytes_of_part)
{
    return n.pairs
           * ((n.parts + measure_count * n.years) * bytes_of_part + ledger_line_count * moments
              + pair_side_count * n.accounts * number);
}

double outcome_bytes(const Sizes& n)
{
    constexpr double kept_of_replication = 4.0; // value, spending, payback, survival
    // What was drawn stands once in the outcome, and twice where worlds are made: to simulate and to merge.
    const double worlds = n.worlds * (n.alternatives * ledger_line_count + 3.0 * n.inputs) * number;
    return n.alternatives * n.replications * kept_of_replication * number + sums_bytes(n, sizeof(MeasureSummary))
           + pairs_bytes(n, sizeof(DifferenceSummary)) + worlds;
}

/// Of the measures of whole worlds: sums of the world at hand, and moments of means.
double world_bytes(const Sizes& n, double bytes_of_measure)
{
    return n.worlds > 0.0 ? n.alternatives * measure_count * n.periods * bytes_of_measure : 0.0;
}

/// Sums of one super-block, or of a node of the tree that they are merged in.
double node_bytes(const Sizes& n)
{
    return sums_bytes(n, moments) + world_bytes(n, moments) + pairs_bytes(n, n.worlds > 0.0 ? 2.0 * moments : moments);
}

double replication_bytes(const Sizes& n)
{
    return n.alternatives * (ledger_line_count + 3.0 + n.accounts * n.account_details) * number;
}

/// What stays of one super-block until it is merged.
double super_block_bytes(const Sizes& n)
{
    return node_bytes(n) + super_block_size * replication_bytes(n);
}

/// Nodes of the tree in which the sums of this many super-blocks are merged.
double tree_nodes(double super_blocks)
{
    constexpr double countable = 1e15;
    return std::popcount(static_cast<std::uint64_t>(std::min(super_blocks, countable)));
}

/// The larger of what is held before the last super-blocks of a batch are put into the part at hand, and of what is
/// held while that part is laid out to be handed on: its replications and its nodes stand twice then.
double parts_bytes(const Experiment& experiment, const Sizes& n, double batch)
{
    const double super_blocks = std::ceil(n.replications / super_block_size);
    const double of_batch = batch * super_block_size * replication_bytes(n);
    const double all = n.replications * replication_bytes(n);
    const double part = std::min(all, std::ceil(largest_part / of_batch) * of_batch);
    const double part_nodes = tree_nodes(std::ceil(super_blocks * part / all)) * node_bytes(n);
    const double merged_nodes = part < all ? tree_nodes(super_blocks) * node_bytes(n) : 0.0;
    const double in_batch = batch * super_block_bytes(n) + std::max(0.0, part - of_batch) + part_nodes;
    const double bins = static_cast<double>(MeasureBins(experiment).total()) * sizeof(std::uint32_t);
    return merged_nodes + bins + std::max(in_batch, 2.0 * (part + part_nodes) + bins);
}

/// What a recorder keeps of each account in each replication of a super-block.
double account_rows_bytes(const Sizes& n)
{
    if (n.pairs == 0.0) {
        return 0.0;
    }
    return super_block_size
           * (n.alternatives
                  * ((n.accounts + n.segments + 1.0) * number
                     + n.accounts * (sizeof(std::int32_t) + sizeof(std::uint8_t)))
              + (n.managers + 1.0) * number);
}

double recorder_bytes(const Experiment& experiment, const Sizes& n)
{
    constexpr double columns = 3.0 * lanes * number; // count, mean and squares of each lane
    const double bins = static_cast<double>(MeasureBins(experiment).total());
    return n.alternatives
               * (measure_count * n.periods * (columns + super_block_size * sizeof(std::uint16_t))
                  + account_measure_count * n.accounts * n.years * number + n.accounts * columns
                  + n.accounts * loss_reason_count * number + manager_measure_count * n.managers * n.years * number
                  + 2.0 * n.years * curve_points * number
                  + super_block_size * (ledger_line_count + 3.0 + n.accounts * n.account_details) * number
                  + (n.periods + measure_count * n.years) * lanes * number)
           + n.pairs * measure_count * n.years * (columns + (n.worlds > 0.0 ? moments + 2.0 * number : 0.0))
           + account_rows_bytes(n) + world_bytes(n, moments + 2.0 * number) + bins * sizeof(std::uint32_t);
}

double kernel_bytes(const Sizes& n)
{
    return (n.alternatives * n.accounts * rows_of_account_in_alternative + n.accounts * rows_of_account) * lanes
           * number;
}

} // namespace

MemoryEstimate estimated_memory(const Experiment& experiment, int threads, RecordedDetail detail)
{
    const Sizes n = sizes_of(experiment, detail);
    const double workers = std::max(threads, 1);
    const double super_blocks = std::ceil(n.replications / super_block_size);
    const double batch = std::min(workers * super_blocks_per_thread(detail), super_blocks);
    MemoryEstimate estimate;
    estimate.experiment = experiment_bytes(experiment, n) + worlds_bytes(experiment, n, workers);
    estimate.outcome = outcome_bytes(n);
    // Each thread has a copy of the experiment, with the numbers of the world at hand.
    estimate.threads = workers * (recorder_bytes(experiment, n) + kernel_bytes(n) + experiment_bytes(experiment, n));
    estimate.batch = parts_bytes(experiment, n, batch);
    return estimate;
}

std::string memory_advice(const Experiment& experiment, const MemoryEstimate& estimate)
{
    if (estimate.outcome > estimate.threads + estimate.batch) {
        return "ask for fewer replications, or for fewer alternatives at a time (only_alternatives)";
    }
    const bool has_short_periods = experiment.periods_per_year > 4;
    return std::string("use fewer threads (--threads), fewer alternatives at a time (only_alternatives)")
           + (has_short_periods ? ", quarters instead of shorter periods" : "") + " or a shorter horizon";
}

} // namespace kamsim
