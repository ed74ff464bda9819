#include "simulation/part_collector.hpp"

#include <utility>

namespace kamsim {

namespace {

constexpr std::int64_t numbers_of_replication = ledger_line_count + 3;

/// Lays arrays [alternative][replication of a super-block][...] out as one, [alternative][replication][...].
void lay_out(const std::vector<ReplicationRecords>& from, std::vector<double> ReplicationRecords::*array,
             int alternatives, std::size_t per_replication, ReplicationRecords& to)
{
    std::vector<double>& values = to.*array;
    values.reserve(static_cast<std::size_t>(alternatives) * static_cast<std::size_t>(to.replications)
                   * per_replication);
    for (std::size_t alternative = 0; alternative < static_cast<std::size_t>(alternatives); ++alternative) {
        for (const ReplicationRecords& records : from) {
            const std::size_t length = static_cast<std::size_t>(records.replications) * per_replication;
            const auto first = (records.*array).begin() + static_cast<std::ptrdiff_t>(alternative * length);
            values.insert(values.end(), first, first + static_cast<std::ptrdiff_t>(length));
        }
    }
}

} // namespace

void PartCollector::add(const SuperBlock& super_block, SuperBlockRecord&& record)
{
    if (records_.empty()) {
        tree_.emplace(shape_, leaves_);
        first_replication_ = super_block.first_replication;
    }
    tree_->add(super_block.first_replication, super_block.replications, record.sums);
    bytes_ += record.records.replications * shape_.alternatives * numbers_of_replication
                  * static_cast<std::int64_t>(sizeof(double))
              + static_cast<std::int64_t>(record.records.accounts.size() * sizeof(double));
    records_.push_back(std::move(record.records));
}

SamplePart PartCollector::finish(std::vector<std::uint32_t> bin_counts)
{
    SamplePart part;
    part.leaves = tree_->leaves();
    part.first_replication = first_replication_;
    for (const ReplicationRecords& records : records_) {
        part.records.replications += records.replications;
    }
    lay_out(records_, &ReplicationRecords::ledger, shape_.alternatives, ledger_line_count, part.records);
    for (const auto array : {&ReplicationRecords::programme_spending, &ReplicationRecords::payback_years,
                             &ReplicationRecords::programme_survives}) {
        lay_out(records_, array, shape_.alternatives, 1, part.records);
    }
    if (!records_.front().accounts.empty()) {
        lay_out(records_, &ReplicationRecords::accounts, shape_.alternatives,
                static_cast<std::size_t>(shape_.accounts) * account_detail_count, part.records);
    }
    part.sums = {tree_->nodes(), std::move(bin_counts)};
    records_.clear();
    tree_.reset();
    bytes_ = 0;
    return part;
}

} // namespace kamsim
