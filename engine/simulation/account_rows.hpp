#pragma once

#include <cstdint>
#include <vector>

#include "kamsim/model/segments.hpp"
#include "kamsim/simulation/alternative_pairs.hpp"
#include "kamsim/simulation/outcome.hpp"
#include "model/kernel.hpp"
#include "simulation/difference_parts.hpp"
#include "simulation/sample_sums.hpp"

namespace kamsim {

/// What the horizon says of every account in each replication of a super-block, and what it makes of each pair of
/// alternatives. One object serves one thread.
class AccountRows {
public:
    /// @param shape an outcome with its dimensions set
    AccountRows(const Outcome& shape, const Segments& segments);

    /// @param offset of the block's first replication in the super-block
    /// @param active replications of the block that count
    void keep(int alternative, int offset, int active, const FinalFrame& frame);

    /// Sums the differences of all pairs.
    /// @param futures_per_world of the whole worlds that the super-block holds; 0 where it holds a part of one
    /// @param sums without differences so far
    void sum_differences(int replications, std::int64_t futures_per_world, SampleSums& sums);

private:
    [[nodiscard]] double* row(int alternative, std::size_t part);
    [[nodiscard]] std::size_t account_row(int alternative, std::size_t account) const;
    void group_by_holder(const AlternativePair& pair, int holding, std::size_t replications);
    void count_kept(int holding, int other, std::size_t replications, std::vector<double>& counts) const;

    DifferenceParts parts_;
    std::vector<AlternativePair> pairs_;
    std::vector<int> segment_of_account_;
    std::vector<double> values_;         ///< [alternative][row of a part][replication of the super-block]
    std::vector<std::int32_t> holder_;   ///< [alternative][account][replication of the super-block]
    std::vector<std::uint8_t> customer_; ///< likewise
    std::vector<double> by_holder_;      ///< [holder][replication of the super-block], differences of one pair
};

} // namespace kamsim
