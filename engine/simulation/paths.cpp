#include "kamsim/simulation/paths.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <memory>
#include <stdexcept>
#include <string>

#include <omp.h>

#include "kamsim/model/worlds.hpp"
#include "model/kernel.hpp"
#include "simulation/exception_carrier.hpp"
#include "simulation/path_values.hpp"
#include "simulation/point_kernel.hpp"

namespace kamsim {

namespace {

constexpr std::array<PathDeclaration, path_quantity_count> path_declarations{{
    {PathQuantity::alive, "alive", Unit::dimensionless, "1 where the account is a customer, else 0"},
    {PathQuantity::key, "key", Unit::dimensionless, "1 where the account is a key account, else 0"},
    {PathQuantity::revenue, "revenue", Unit::money_per_year, "yearly revenue rate, 0 where it is no customer"},
    {PathQuantity::cells_live, "cells_live", Unit::cells, "cells served"},
    {PathQuantity::relationship, "relationship", Unit::dimensionless, "relationship, NaN where it is no customer"},
    {PathQuantity::satisfaction, "satisfaction", Unit::dimensionless, "satisfaction, NaN where it is no customer"},
    {PathQuantity::endangerment_seen, "endangerment_seen", Unit::probability,
     "chance of leaving at a yearly renewal as last seen, NaN where it is no customer"},
    {PathQuantity::manager, "manager", Unit::dimensionless,
     "number of the account's manager, counted from 0; -1 where it has none"},
}};

/// A block of consecutive replications of one world.
struct Block {
    std::int64_t world;
    std::int64_t first_replication;
    int replications;
};

/// @param end replications from here on are not asked for
Block block_at(std::int64_t index, std::int64_t futures, std::int64_t end)
{
    const std::int64_t blocks_of_a_world = (futures + replications_per_block - 1) / replications_per_block;
    const std::int64_t world = index / blocks_of_a_world;
    const std::int64_t future = index % blocks_of_a_world * replications_per_block;
    const std::int64_t first = world * futures + future;
    const std::int64_t left = std::min(futures - future, end - first);
    return {world, first, static_cast<int>(std::clamp<std::int64_t>(left, 0, replications_per_block))};
}

/// Keeps the paths of one block.
class PathRecorder final : public BlockRecorder {
public:
    explicit PathRecorder(const Experiment& experiment)
        : accounts_(experiment.accounts.size()), periods_(static_cast<std::size_t>(experiment.periods)),
          alternatives_(experiment.alternatives.size())
    {
        for (auto& values : values_) {
            values.resize(alternatives_ * replications_per_block * accounts_ * periods_);
        }
    }

    void begin(const Block& block) { block_ = block; }

    void record_period(int /*alternative*/, int /*period*/, const double* /*frame*/) override {}
    void record_year(int /*alternative*/, int /*year*/, const YearFrame& /*frame*/) override {}
    void record_end(int /*alternative*/, const FinalFrame& /*frame*/) override {}

    void record_notes(int alternative, int period, const PeriodNotes& notes) override
    {
        const auto replications = static_cast<std::size_t>(block_.replications);
        for (std::size_t replication = 0; replication < replications; ++replication) {
            const LaneNotes lane(notes, static_cast<int>(replication));
            const std::size_t row = static_cast<std::size_t>(alternative) * replications + replication;
            for (std::size_t account = 0; account < accounts_; ++account) {
                const auto values = path_values(lane, static_cast<int>(account));
                const std::size_t at = (row * accounts_ + account) * periods_ + static_cast<std::size_t>(period);
                for (std::size_t quantity = 0; quantity < values.size(); ++quantity) {
                    values_[quantity][at] = static_cast<float>(values[quantity]);
                }
            }
        }
    }

    [[nodiscard]] PathBlock block() const
    {
        PathBlock result{block_.first_replication, block_.replications, {}};
        const std::size_t size = alternatives_ * static_cast<std::size_t>(block_.replications) * accounts_ * periods_;
        std::transform(values_.begin(), values_.end(), result.values.begin(),
                       [&](const std::vector<float>& values) { return std::span(values.data(), size); });
        return result;
    }

private:
    std::size_t accounts_;
    std::size_t periods_;
    std::size_t alternatives_;
    Block block_{};
    std::array<std::vector<float>, path_quantity_count> values_;
};

/// What one thread works with.
struct PathWorker {
    PointKernel world_kernel;
    PathRecorder recorder;

    void simulate(const Block& block)
    {
        if (block.replications == 0) {
            return;
        }
        world_kernel.enter(block.world);
        recorder.begin(block);
        world_kernel.kernel().run(static_cast<std::uint32_t>(block.first_replication), recorder);
    }
};

} // namespace

const std::array<PathDeclaration, path_quantity_count>& path_catalogue()
{
    return path_declarations;
}

std::array<double, path_quantity_count> path_values(const LaneNotes& notes, int account)
{
    const bool alive = notes.is(account, AccountNote::alive);
    const auto if_alive = [&](AccountNote note) {
        return alive ? notes.account(account, note) : std::numeric_limits<double>::quiet_NaN();
    };
    return {notes.account(account, AccountNote::alive),   notes.account(account, AccountNote::key),
            notes.account(account, AccountNote::revenue), notes.account(account, AccountNote::cells_live),
            if_alive(AccountNote::relationship),          if_alive(AccountNote::satisfaction),
            if_alive(AccountNote::endangerment_seen),     notes.account(account, AccountNote::manager)};
}

std::int64_t stream_paths(const Experiment& experiment, const PathOptions& options)
{
    if (!options.sink) {
        throw std::invalid_argument("paths are asked for and no sink takes them");
    }
    if (options.replications < 0 || options.replications > experiment.replications) {
        throw std::invalid_argument("paths of " + std::to_string(options.replications) + " replications are asked for; "
                                    + "there are " + std::to_string(experiment.replications));
    }
    const std::int64_t wanted = options.replications > 0 ? options.replications : experiment.replications;
    const int threads = options.threads > 0 ? options.threads : omp_get_max_threads();
    const Worlds worlds(experiment);
    const std::int64_t futures = worlds.futures_per_world();
    std::vector<std::unique_ptr<PathWorker>> workers;
    for (int thread = 0; thread < threads; ++thread) {
        workers.push_back(std::make_unique<PathWorker>(PathWorker{
            PointKernel(point_source(worlds), kernel_observed::make_block_kernel), PathRecorder(experiment)}));
    }
    std::int64_t done = 0;
    for (std::int64_t first = 0; done < wanted && (!options.goes_on || options.goes_on()); first += threads) {
        ExceptionCarrier carrier;
#pragma omp parallel for num_threads(threads) schedule(static, 1)
        for (int k = 0; k < threads; ++k) {
            carrier.run([&] { workers[static_cast<std::size_t>(k)]->simulate(block_at(first + k, futures, wanted)); });
        }
        carrier.rethrow();
        for (int k = 0; k < threads && done < wanted; ++k) {
            options.sink(workers[static_cast<std::size_t>(k)]->recorder.block());
            done += block_at(first + k, futures, wanted).replications;
        }
    }
    return done;
}

} // namespace kamsim
