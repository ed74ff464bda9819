#include "kamsim/simulation/sample_part.hpp"

#include <algorithm>
#include <stdexcept>

#include "simulation/super_blocks.hpp"

namespace kamsim {

namespace {

/// Worlds of more futures than a super-block are leaves of their own; of smaller ones, as many as fit into one.
std::int64_t leaf_size(const Experiment& experiment)
{
    if (experiment.uncertainty.inputs.empty()) {
        return super_block_size;
    }
    const std::int64_t futures = experiment.uncertainty.futures_per_world;
    if (futures < 1 || experiment.replications % futures != 0) {
        throw std::invalid_argument("the replications are no whole number of worlds");
    }
    if (experiment.replications == futures) {
        return super_block_size; // one world alone
    }
    return worlds_per_super_block(futures) * futures;
}

} // namespace

SampleLeaves::SampleLeaves(const Experiment& experiment)
    : replications_(experiment.replications), per_leaf_(leaf_size(experiment))
{}

std::int64_t SampleLeaves::count() const
{
    return (replications_ + per_leaf_ - 1) / per_leaf_;
}

std::int64_t SampleLeaves::first_replication(std::int64_t leaf) const
{
    return std::min(leaf * per_leaf_, replications_);
}

bool SampleLeaves::is_whole(std::int64_t leaf) const
{
    return (leaf + 1) * per_leaf_ <= replications_;
}

LeafRange all_leaves(const Experiment& experiment)
{
    return {0, SampleLeaves(experiment).count()};
}

} // namespace kamsim
