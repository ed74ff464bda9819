#include "simulation/sum_tree.hpp"

#include <stdexcept>
#include <utility>

namespace kamsim {

namespace {

/// The mean of a world that is complete is one observation of what lies between worlds.
void take_world_means(SampleSums& world)
{
    for (const auto& [means, values] : {std::pair(&world.world_means, &world.measures),
                                        std::pair(&world.world_measure_difference, &world.measure_difference),
                                        std::pair(&world.world_differences, &world.differences)}) {
        for (std::size_t k = 0; k < means->size(); ++k) {
            if ((*values)[k].count > 0.0) {
                (*means)[k].add((*values)[k].mean);
            }
        }
    }
}

} // namespace

void SumTree::add(std::int64_t first_replication, int replications, const SampleSums& sums)
{
    const std::int64_t leaf = first_replication / leaves_.replications_per_leaf();
    const bool begins = first_replication == leaves_.first_replication(leaf);
    const bool ends = first_replication + replications == leaves_.first_replication(leaf + 1);
    if (begins && ends) {
        push({{leaf, leaf + 1}, sums});
        // A world that is a super-block has its mean taken by the recorder.
        return;
    }
    if (begins) {
        unfinished_leaf_.emplace(shape_);
    }
    unfinished_leaf_->merge(sums);
    if (ends) {
        take_world_means(*unfinished_leaf_);
        push({{leaf, leaf + 1}, std::move(*unfinished_leaf_)});
        unfinished_leaf_.reset();
    }
}

void SumTree::add(const std::vector<SumNode>& nodes)
{
    for (const SumNode& node : nodes) {
        push({node.leaves, SampleSums::from_flat(shape_, node.sums)});
    }
}

bool SumTree::are_siblings(const Node& left, const Node& right) const
{
    const std::int64_t size = left.leaves.count();
    return size == right.leaves.count() && left.leaves.first % (2 * size) == 0
           && leaves_.is_whole(right.leaves.end - 1);
}

void SumTree::push(Node node)
{
    if (!nodes_.empty() && nodes_.back().leaves.end != node.leaves.first) {
        throw std::invalid_argument("leaf " + std::to_string(node.leaves.first) + " does not follow leaf "
                                    + std::to_string(nodes_.back().leaves.end - 1));
    }
    while (!nodes_.empty() && are_siblings(nodes_.back(), node)) {
        Node& left = nodes_.back();
        left.sums.merge(node.sums);
        left.leaves.end = node.leaves.end;
        node = std::move(left);
        nodes_.pop_back();
    }
    nodes_.push_back(std::move(node));
}

std::vector<SumNode> SumTree::nodes() const
{
    std::vector<SumNode> flat;
    flat.reserve(nodes_.size());
    for (const Node& node : nodes_) {
        flat.push_back({node.leaves, node.sums.flat()});
    }
    return flat;
}

SampleSums SumTree::total() const
{
    SampleSums sums(shape_);
    for (const Node& node : nodes_) {
        sums.merge(node.sums);
    }
    return sums;
}

LeafRange SumTree::leaves() const
{
    return nodes_.empty() ? LeafRange{} : LeafRange{nodes_.front().leaves.first, nodes_.back().leaves.end};
}

} // namespace kamsim
