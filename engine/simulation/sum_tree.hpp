#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "kamsim/simulation/sample_part.hpp"
#include "simulation/sample_sums.hpp"

namespace kamsim {

/// Sums of consecutive leaves, merged in a binary tree: leaf 2k with leaf 2k + 1, their sums with those of the next
/// two, and so on. What is held are the largest aligned ranges whose leaves are all there, a few for any number of
/// leaves. A part-filled leaf stays apart, so that a longer run can take its place.
class SumTree {
public:
    /// @param shape an outcome with its dimensions set; must outlive this object, as must `leaves`
    SumTree(const Outcome& shape, const SampleLeaves& leaves) : shape_(shape), leaves_(leaves) {}

    /// Takes what a super-block left: a leaf, or the next part of one.
    void add(std::int64_t first_replication, int replications, const SampleSums& sums);

    /// Takes nodes that another tree held.
    /// @throws std::invalid_argument where they do not follow what is here
    void add(const std::vector<SumNode>& nodes);

    [[nodiscard]] std::vector<SumNode> nodes() const;

    /// Of all leaves, from the first node on.
    [[nodiscard]] SampleSums total() const;

    /// Leaves that are in; empty before the first.
    [[nodiscard]] LeafRange leaves() const;

private:
    struct Node {
        LeafRange leaves;
        SampleSums sums;
    };

    void push(Node node);
    [[nodiscard]] bool are_siblings(const Node& left, const Node& right) const;

    const Outcome& shape_;
    const SampleLeaves& leaves_;
    std::vector<Node> nodes_;
    std::optional<SampleSums> unfinished_leaf_; ///< of a large world, whose super-blocks come one after another
};

} // namespace kamsim
