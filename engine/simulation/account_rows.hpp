#pragma once

#include <cstdint>
#include <vector>

#include "kamsim/model/segments.hpp"
#include "kamsim/simulation/alternative_pairs.hpp"
#include "kamsim/simulation/outcome.hpp"
#include "model/kernel.hpp"

namespace kamsim {

/// The parts of the difference of a pair of alternatives, one after another: accounts, segments, what no account
/// shares, and holders on either side.
struct DifferenceParts {
    explicit DifferenceParts(const Outcome& shape);

    std::size_t accounts;
    std::size_t segments;
    std::size_t holders;

    /// Those that have a row of values in each alternative: all but holders.
    [[nodiscard]] std::size_t rows() const { return accounts + segments + 1; }
    [[nodiscard]] std::size_t first_segment() const { return accounts; }
    [[nodiscard]] std::size_t unshared() const { return accounts + segments; }
    [[nodiscard]] std::size_t first_holder(PairSide side) const
    {
        return rows() + static_cast<std::size_t>(side) * holders;
    }
    [[nodiscard]] std::size_t count() const { return rows() + pair_side_count * holders; }
};

/// Differences of pairs of alternatives over the replications of a super-block.
struct PairSums {
    std::vector<Moments> differences;       ///< [pair][part]
    std::vector<Moments> world_differences; ///< [pair][part], of the means of whole worlds; empty for parts of one
    std::vector<double> kept_only;          ///< [pair][side][account]
};

/// Sorts the parts into the arrays of an outcome.
/// @param world_differences empty where there are no worlds
void take_differences(const std::vector<Moments>& differences, const std::vector<Moments>& world_differences,
                      Outcome& outcome);

/// What the horizon says of every account in each replication of a super-block, and what it makes of each pair of
/// alternatives. One object serves one thread.
class AccountRows {
public:
    /// @param shape an outcome with its dimensions set
    AccountRows(const Outcome& shape, const Segments& segments);

    /// @param offset of the block's first replication in the super-block
    /// @param active replications of the block that count
    void keep(int alternative, int offset, int active, const FinalFrame& frame);

    /// @param futures_per_world of the whole worlds that the super-block holds; 0 where it holds a part of one
    [[nodiscard]] PairSums sums(int replications, std::int64_t futures_per_world);

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
