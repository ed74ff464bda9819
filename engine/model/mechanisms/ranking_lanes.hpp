#pragma once

#include "model/mechanisms/state.hpp"

namespace kamsim::KAMSIM_KERNEL {

/// Accounts of every replication sorted by one quantity, best first, all replications at once: a sorting network takes
/// the same steps whatever the values are. An account's number travels in the lowest bits of its value, which moves the
/// value by less than 2^-30 of itself and makes the order unique: the first in the file leads among equal positive
/// values.
class LaneRanking {
public:
    explicit LaneRanking(std::size_t accounts);

    /// @param quantity of AccountState
    /// @param included flag of AccountState: the others stand last and count as 0
    void sort(const std::vector<AccountState>& accounts, Row AccountState::*quantity, Row AccountState::*included);

    /// Accounts that are included, in each replication.
    [[nodiscard]] const Row& ranked() const { return ranked_; }
    /// Sum of the first `rank` values, rank 0 to the number of accounts.
    [[nodiscard]] const Row& sum_before(std::size_t rank) const { return sums_[rank]; }
    [[nodiscard]] const Row& total() const { return sums_.back(); }
    [[nodiscard]] int account(std::size_t rank, int lane) const;
    /// Sums of the first 1/points, 2/points, ... of the ranked accounts.
    void curve(int points, Row* sums) const;

private:
    void compare_exchange(std::size_t low, std::size_t high);
    void sort_keys();

    std::vector<Row> keys_;
    std::vector<Row> sums_;
    Row ranked_{};
    std::uint64_t number_bits_; ///< mask of the bits that hold the account's number
};

} // namespace kamsim::KAMSIM_KERNEL
