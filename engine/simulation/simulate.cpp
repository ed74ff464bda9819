#include "kamsim/simulation/simulate.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>

#include <omp.h>

#include "kamsim/model/catalogue.hpp"
#include "kamsim/model/worlds.hpp"
#include "model/kernel.hpp"
#include "model/resolve.hpp"
#include "simulation/batches.hpp"
#include "simulation/exception_carrier.hpp"
#include "simulation/outcome_builder.hpp"
#include "simulation/worker.hpp"

namespace kamsim {
namespace {

MakeBlockKernel kernel_for(InstructionSet set)
{
    if (!is_supported(set)) {
        throw std::invalid_argument("this processor does not support " + std::string(name(set))
                                    + "; leave the instruction set open for the best that it has");
    }
    switch (set) {
    case InstructionSet::x86_64_v4: return kernel_v4::make_block_kernel;
    case InstructionSet::x86_64_v3: return kernel_v3::make_block_kernel;
    case InstructionSet::x86_64_v2: break;
    }
    return kernel_v2::make_block_kernel;
}

std::int64_t super_blocks_per_batch(const SimulationOptions& options, int threads)
{
    if (options.replications_per_batch == 0) {
        return static_cast<std::int64_t>(threads) * super_blocks_per_thread;
    }
    if (options.replications_per_batch < 0 || options.replications_per_batch % super_block_size != 0) {
        throw std::invalid_argument("replications_per_batch is " + std::to_string(options.replications_per_batch)
                                    + "; give a multiple of " + std::to_string(super_block_size)
                                    + ", or 0 for the default");
    }
    return options.replications_per_batch / super_block_size;
}

/// Managers to keep room for: the most that any world has.
int manager_rows(const Experiment& experiment, const Worlds& worlds)
{
    const auto& inputs = experiment.uncertainty.inputs;
    const bool loads_differ = std::any_of(inputs.begin(), inputs.end(), [](const UncertainInput& input) {
        return input.target == UncertainTarget::structure_parameter
               && structure_catalogue()[input.entry].member == &StructureParameters::load;
    });
    if (!loads_differ) {
        return largest_manager_count(experiment);
    }
    int most = 0;
    Experiment copy = worlds.certain_copy();
    for (std::int64_t world = 0; world < worlds.count(); ++world) {
        worlds.enter(world, copy);
        most = std::max(most, largest_manager_count(copy));
    }
    return most;
}

class Simulation {
public:
    Simulation(const Experiment& experiment, const SimulationOptions& options)
        : experiment_(experiment), options_(options),
          threads_(options.threads > 0 ? options.threads : omp_get_max_threads()),
          instruction_set_(options.instruction_set.value_or(best_instruction_set())), worlds_(experiment),
          resolved_(experiment, manager_rows(experiment, worlds_)), bins_(experiment),
          builder_(experiment, resolved_.view(), worlds_),
          super_blocks_(worlds_.count(), worlds_.futures_per_world()), workplace_{worlds_, builder_.shape(), bins_,
                                                                                  super_blocks_.content(),
                                                                                  kernel_for(instruction_set_)}
    {
        for (int thread = 0; thread < threads_; ++thread) {
            workers_.push_back(std::make_unique<Worker>(workplace_));
        }
    }

    Outcome run()
    {
        const auto start = std::chrono::steady_clock::now();
        const std::int64_t batch = super_blocks_per_batch(options_, threads_);
        std::int64_t done = 0;
        for (std::int64_t first = 0; first < super_blocks_.count(); first += batch) {
            const std::int64_t count = std::min(batch, super_blocks_.count() - first);
            const std::int64_t finished = run_batch(first, count);
            if (finished > 0) {
                const SuperBlock last = super_blocks_.at(first + finished - 1);
                done = last.first_replication + last.replications;
                if (options_.progress) {
                    options_.progress(done, experiment_.replications);
                }
            }
            if (finished < count) {
                break;
            }
        }
        if (done == 0) {
            throw SimulationStopped(experiment_.replications);
        }
        Outcome outcome = builder_.finish(done, bins_, merged_bin_counts());
        outcome.instruction_set = name(instruction_set_);
        outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        return outcome;
    }

private:
    [[nodiscard]] bool goes_on() const { return !options_.goes_on || options_.goes_on(); }

    /// @return number of super-blocks finished, from the first one on: all of them unless the run is to end
    std::int64_t run_batch(std::int64_t first, std::int64_t count)
    {
        std::vector<SuperBlockSums> slots(static_cast<std::size_t>(count));
        ExceptionCarrier carrier;
        // Whoever takes a number finishes its super-block, so that none is missing among those before the last one.
        std::atomic<std::int64_t> next{0};
#pragma omp parallel num_threads(threads_)
        carrier.run([&] {
            Worker& worker = *workers_[static_cast<std::size_t>(omp_get_thread_num())];
            while (goes_on() || !super_blocks_.may_end_before(first + next.load())) {
                const std::int64_t k = next.fetch_add(1);
                if (k >= count) {
                    break;
                }
                slots[static_cast<std::size_t>(k)] = worker.simulate(super_blocks_.at(first + k));
            }
        });
        carrier.rethrow();
        const std::int64_t finished = std::min(next.load(), count);
        slots.resize(static_cast<std::size_t>(finished));
        for (std::int64_t k = 0; k < finished; ++k) {
            builder_.merge(super_blocks_.at(first + k).first_replication, slots[static_cast<std::size_t>(k)]);
        }
        if (options_.sink && finished > 0) {
            hand_on(super_blocks_.at(first).first_replication, slots);
        }
        return finished;
    }

    /// Lays the batch's ledgers out as one batch, [alternative][replication][line].
    void hand_on(std::int64_t first_replication, const std::vector<SuperBlockSums>& slots) const
    {
        std::int64_t replications = 0;
        for (const SuperBlockSums& slot : slots) {
            replications += slot.replications;
        }
        std::vector<double> ledger;
        ledger.reserve(experiment_.alternatives.size() * static_cast<std::size_t>(replications) * ledger_line_count);
        for (std::size_t alternative = 0; alternative < experiment_.alternatives.size(); ++alternative) {
            for (const SuperBlockSums& slot : slots) {
                const std::size_t length = static_cast<std::size_t>(slot.replications) * ledger_line_count;
                const auto from = slot.replication_ledger.begin() + static_cast<std::ptrdiff_t>(alternative * length);
                ledger.insert(ledger.end(), from, from + static_cast<std::ptrdiff_t>(length));
            }
        }
        options_.sink({first_replication, replications, ledger});
    }

    /// Integer counts: the order in which threads are added cannot matter.
    [[nodiscard]] std::vector<std::uint32_t> merged_bin_counts() const
    {
        std::vector<std::uint32_t> merged = workers_.front()->bin_counts();
        for (std::size_t w = 1; w < workers_.size(); ++w) {
            const auto& counts = workers_[w]->bin_counts();
            std::transform(merged.begin(), merged.end(), counts.begin(), merged.begin(), std::plus<>());
        }
        return merged;
    }

    const Experiment& experiment_;
    const SimulationOptions& options_;
    int threads_;
    InstructionSet instruction_set_;
    Worlds worlds_;
    ResolvedExperiment resolved_; ///< without what is uncertain, for the shapes
    MeasureBins bins_;
    OutcomeBuilder builder_;
    SuperBlocks super_blocks_;
    Workplace workplace_;
    std::vector<std::unique_ptr<Worker>> workers_;
};

} // namespace

SimulationStopped::SimulationStopped(std::int64_t replications)
    : std::runtime_error("stopped before any of " + std::to_string(replications) + " replications was finished")
{}

Outcome simulate(const Experiment& experiment, const SimulationOptions& options)
{
    return Simulation(experiment, options).run();
}

} // namespace kamsim
