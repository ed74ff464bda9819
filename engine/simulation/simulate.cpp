#include "kamsim/simulation/simulate.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include <omp.h>

#include "kamsim/model/worlds.hpp"
#include "kamsim/simulation/part_merger.hpp"
#include "model/kernel.hpp"
#include "model/resolve.hpp"
#include "simulation/batches.hpp"
#include "simulation/exception_carrier.hpp"
#include "simulation/part_collector.hpp"
#include "simulation/sample_shape.hpp"
#include "simulation/worker.hpp"

namespace kamsim {
namespace {

std::int64_t super_blocks_per_batch(const SimulationOptions& options, int threads)
{
    if (options.replications_per_batch == 0) {
        return static_cast<std::int64_t>(threads) * super_blocks_per_thread(options.detail);
    }
    if (options.replications_per_batch < 0 || options.replications_per_batch % super_block_size != 0) {
        throw std::invalid_argument("replications_per_batch is " + std::to_string(options.replications_per_batch)
                                    + "; give a multiple of " + std::to_string(super_block_size)
                                    + ", or 0 for the default");
    }
    return options.replications_per_batch / super_block_size;
}

class Simulation {
public:
    Simulation(const Experiment& experiment, const SimulationOptions& options)
        : options_(options), threads_(options.threads > 0 ? options.threads : omp_get_max_threads()),
          instruction_set_(options.instruction_set.value_or(best_instruction_set())), leaves_(experiment),
          worlds_(experiment), resolved_(experiment, manager_rows(experiment, worlds_)), bins_(experiment),
          shape_(sample_shape(experiment, resolved_.view(), worlds_)),
          super_blocks_(worlds_.count(), worlds_.futures_per_world()), workplace_{worlds_,
                                                                                  shape_,
                                                                                  bins_,
                                                                                  super_blocks_.content(),
                                                                                  kernel_for(instruction_set_),
                                                                                  options.detail,
                                                                                  segments_of(experiment.accounts)},
          collector_(shape_, leaves_)
    {
        for (int thread = 0; thread < threads_; ++thread) {
            workers_.push_back(std::make_unique<Worker>(workplace_));
        }
    }

    LeafRange run(LeafRange leaves, const PartSink& sink)
    {
        const std::int64_t batch = super_blocks_per_batch(options_, threads_);
        const std::int64_t end = std::min(leaves.end * super_blocks_.per_leaf(), super_blocks_.count());
        std::int64_t next = leaves.first * super_blocks_.per_leaf();
        while (next < end) {
            const std::int64_t count = std::min(batch, end - next);
            const std::int64_t finished = run_batch(next, count);
            next += finished;
            const bool stops = finished < count || next == end;
            hand_on(next, stops, sink);
            if (finished > 0 && options_.progress) {
                const SuperBlock last = super_blocks_.at(next - 1);
                options_.progress(last.first_replication + last.replications, leaves_.replications());
            }
            if (stops) {
                break;
            }
        }
        return {leaves.first, next / super_blocks_.per_leaf()};
    }

private:
    [[nodiscard]] bool goes_on() const { return !options_.goes_on || options_.goes_on(); }
    [[nodiscard]] bool begins_a_leaf(std::int64_t super_block) const
    {
        return super_block % super_blocks_.per_leaf() == 0;
    }

    /// @return number of super-blocks finished, from the first one on: all of them unless the run is to end
    std::int64_t run_batch(std::int64_t first, std::int64_t count)
    {
        std::vector<SuperBlockRecord> slots(static_cast<std::size_t>(count));
        ExceptionCarrier carrier;
        // Whoever takes a number finishes its super-block, so that none is missing among those before the last one.
        std::atomic<std::int64_t> next{0};
#pragma omp parallel num_threads(threads_)
        carrier.run([&] {
            Worker& worker = *workers_[static_cast<std::size_t>(omp_get_thread_num())];
            while (goes_on() || !begins_a_leaf(first + next.load())) {
                const std::int64_t k = next.fetch_add(1);
                if (k >= count) {
                    break;
                }
                slots[static_cast<std::size_t>(k)] = worker.simulate(super_blocks_.at(first + k));
            }
        });
        carrier.rethrow();
        const std::int64_t finished = std::min(next.load(), count);
        for (std::int64_t k = 0; k < finished; ++k) {
            collector_.add(super_blocks_.at(first + k), std::move(slots[static_cast<std::size_t>(k)]));
        }
        return finished;
    }

    /// Where the part is large or due, or the run stops.
    void hand_on(std::int64_t next_super_block, bool stops, const PartSink& sink)
    {
        if (collector_.is_empty() || !(stops || begins_a_leaf(next_super_block))) {
            return;
        }
        if (stops || collector_.bytes() >= largest_part || (options_.part_is_due && options_.part_is_due())) {
            std::vector<std::uint32_t> counts(bins_.total());
            for (const auto& worker : workers_) {
                worker->hand_over_bins(counts); // whole numbers: the order of the threads cannot matter
            }
            sink(collector_.finish(std::move(counts)));
        }
    }

    const SimulationOptions& options_;
    int threads_;
    InstructionSet instruction_set_;
    SampleLeaves leaves_;
    Worlds worlds_;
    ResolvedExperiment resolved_; ///< without what is uncertain, for the shapes
    MeasureBins bins_;
    Outcome shape_;
    SuperBlocks super_blocks_;
    Workplace workplace_;
    PartCollector collector_;
    std::vector<std::unique_ptr<Worker>> workers_;
};

void require_within(LeafRange leaves, const Experiment& experiment)
{
    const LeafRange all = all_leaves(experiment);
    if (leaves.first < 0 || leaves.end > all.end || leaves.count() < 1) {
        throw std::invalid_argument("there are no leaves " + std::to_string(leaves.first) + " to "
                                    + std::to_string(leaves.end - 1) + " among " + std::to_string(all.end));
    }
}

} // namespace

SimulationStopped::SimulationStopped(std::int64_t replications)
    : std::runtime_error("stopped before any of " + std::to_string(replications) + " replications was finished")
{}

LeafRange simulate_parts(const Experiment& experiment, LeafRange leaves, const PartSink& sink,
                         const SimulationOptions& options)
{
    require_within(leaves, experiment);
    return Simulation(experiment, options).run(leaves, sink);
}

Outcome simulate(const Experiment& experiment, const SimulationOptions& options)
{
    const auto start = std::chrono::steady_clock::now();
    PartMerger merger(experiment);
    const auto merge = [&](SamplePart&& part) { merger.add(part); };
    static_cast<void>(simulate_parts(experiment, all_leaves(experiment), merge, options));
    if (merger.replications() == 0) {
        throw SimulationStopped(experiment.replications);
    }
    Outcome outcome = merger.finish();
    outcome.instruction_set = name(options.instruction_set.value_or(best_instruction_set()));
    outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return outcome;
}

} // namespace kamsim
