#pragma once

#include <cstdint>
#include <vector>

#include "kamsim/model/experiment.hpp"

namespace kamsim {

/// How the replications of an experiment are cut into leaves: what is summed as one. Sums are then merged in a binary
/// tree over aligned pairs of leaves, so that their bits depend on the replications alone, not on how the work was
/// split, stopped, continued or put together. A leaf holds whole worlds where there are several.
class SampleLeaves {
public:
    /// @throws std::invalid_argument where the experiment has no whole number of worlds
    explicit SampleLeaves(const Experiment& experiment);

    [[nodiscard]] std::int64_t count() const;
    [[nodiscard]] std::int64_t replications() const { return replications_; }
    [[nodiscard]] std::int64_t replications_per_leaf() const { return per_leaf_; }
    /// @param leaf from 0 to count(), which gives the number of replications
    [[nodiscard]] std::int64_t first_replication(std::int64_t leaf) const;
    /// Not where a longer run would have more replications in this leaf: the last one may be part-filled.
    [[nodiscard]] bool is_whole(std::int64_t leaf) const;
    /// Leaves that are whole.
    [[nodiscard]] std::int64_t whole_count() const { return replications_ / per_leaf_; }

private:
    std::int64_t replications_;
    std::int64_t per_leaf_;
};

/// Consecutive leaves: first to end - 1.
struct LeafRange {
    std::int64_t first = 0;
    std::int64_t end = 0;

    [[nodiscard]] std::int64_t count() const { return end - first; }
    bool operator==(const LeafRange&) const = default;
};

/// All leaves of an experiment.
[[nodiscard]] LeafRange all_leaves(const Experiment& experiment);

/// Sums over an aligned range of leaves, whose number is a power of two.
struct SumNode {
    LeafRange leaves;
    std::vector<double> sums; ///< in the order of SampleSums; only merging gives them a meaning

    bool operator==(const SumNode&) const = default;
};

/// What is summed over replications, ready to be merged with what comes before and after.
struct PartSums {
    std::vector<SumNode> nodes;            ///< one after another, as large as alignment allows
    std::vector<std::uint32_t> bin_counts; ///< of every measure; see MeasureBins

    bool operator==(const PartSums&) const = default;
};

/// What is kept of each replication: always its value and its ledger, and on request more.
enum class RecordedDetail : std::uint8_t {
    ledgers,
    accounts, ///< what AccountDetail names, too
    paths     ///< and the state of every account in every period: too much for parts, so simulated again for the file
};

[[nodiscard]] constexpr bool holds_accounts(RecordedDetail detail)
{
    return detail != RecordedDetail::ledgers;
}

/// What is kept of each account in each replication, on request.
enum class AccountDetail : std::uint8_t {
    value,        ///< kEUR, net present, programme cost shared out
    is_customer,  ///< at the horizon, 1 or 0
    last_manager, ///< number of the manager who holds it or held it last; -1: it never had one
    loss_period,  ///< period in which it was lost last, from 0 on; -1: never
    loss_reason,  ///< LossReason of that loss; -1: never
};
inline constexpr int account_detail_count = 5;

/// What is kept of each replication.
struct ReplicationRecords {
    std::int64_t replications = 0;
    std::vector<double> ledger;             ///< [alternative][replication][line], kEUR, net present
    std::vector<double> programme_spending; ///< [alternative][replication], kEUR, discounted, >= 0
    std::vector<double> payback_years;      ///< [alternative][replication]; infinity: never
    std::vector<double> programme_survives; ///< [alternative][replication], 1 or 0
    std::vector<double> accounts; ///< [alternative][replication][account][AccountDetail]; empty unless asked for

    bool operator==(const ReplicationRecords&) const = default;
};

/// What consecutive leaves of a sample left: all that an outcome, and whoever goes on from here, needs of them.
struct SamplePart {
    LeafRange leaves;
    std::int64_t first_replication = 0;
    ReplicationRecords records;
    PartSums sums;

    bool operator==(const SamplePart&) const = default;
};

} // namespace kamsim
