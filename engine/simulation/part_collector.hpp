#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "kamsim/simulation/sample_part.hpp"
#include "simulation/recorder.hpp"
#include "simulation/sum_tree.hpp"
#include "simulation/super_blocks.hpp"

namespace kamsim {

/// Puts what super-blocks left, in their order, together to parts of the sample.
class PartCollector {
public:
    /// @param shape an outcome with its dimensions set; must outlive this object, as must `leaves`
    PartCollector(const Outcome& shape, const SampleLeaves& leaves) : shape_(shape), leaves_(leaves) {}

    void add(const SuperBlock& super_block, SuperBlockRecord&& record);

    /// Bytes that the part at hand has for its replications.
    [[nodiscard]] std::int64_t bytes() const { return bytes_; }
    [[nodiscard]] bool is_empty() const { return records_.empty(); }

    /// The part at hand; the next one begins empty. To be called at the end of a leaf.
    [[nodiscard]] SamplePart finish(std::vector<std::uint32_t> bin_counts);

private:
    const Outcome& shape_;
    const SampleLeaves& leaves_;
    std::optional<SumTree> tree_; ///< of the part at hand
    std::int64_t first_replication_ = 0;
    std::vector<ReplicationRecords> records_; ///< of one super-block each
    std::int64_t bytes_ = 0;
};

} // namespace kamsim
