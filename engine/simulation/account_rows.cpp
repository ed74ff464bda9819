#include "simulation/account_rows.hpp"

#include <algorithm>
#include <utility>

#include "simulation/recorder.hpp"

namespace kamsim {
namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// Sum of term(first) ... term(end - 1), in eight columns that are added pairwise at the end.
template <class Term>
double sum_in_columns(std::size_t first, std::size_t end, Term term)
{
    double columns[replications_per_block] = {};
    std::size_t k = first;
    for (; k + replications_per_block <= end; k += replications_per_block) {
        for (std::size_t column = 0; column < replications_per_block; ++column) {
            columns[column] += term(k + column);
        }
    }
    for (std::size_t column = 0; k + column < end; ++column) {
        columns[column] += term(k + column);
    }
    return ((columns[0] + columns[1]) + (columns[2] + columns[3]))
           + ((columns[4] + columns[5]) + (columns[6] + columns[7]));
}

/// The values are at hand, so that two passes are cheaper than one that updates the mean with each value.
template <class Term>
Moments moments_of(std::size_t count, Term term)
{
    const auto number = static_cast<double>(count);
    const double mean = sum_in_columns(0, count, term) / number;
    const auto squared_deviation = [&](std::size_t k) {
        const double deviation = term(k) - mean;
        return deviation * deviation;
    };
    return {number, mean, sum_in_columns(0, count, squared_deviation)};
}

/// Takes moments over the replications of a super-block and over the means of its whole worlds.
class Sample {
public:
    Sample(std::size_t replications, std::int64_t futures_per_world)
        : replications_(replications), futures_(static_cast<std::size_t>(futures_per_world)),
          means_(futures_ > 0 ? replications / futures_ : 0)
    {}

    /// @param term the value of a replication of the super-block
    template <class Term>
    void add(Term term, SampleSums& sums)
    {
        sums.differences.push_back(moments_of(replications_, term));
        for (std::size_t world = 0; world < means_.size(); ++world) {
            means_[world] =
                sum_in_columns(world * futures_, (world + 1) * futures_, term) / static_cast<double>(futures_);
        }
        if (futures_ > 0) {
            sums.world_differences.push_back(
                moments_of(means_.size(), [this](std::size_t world) { return means_[world]; }));
        }
    }

private:
    std::size_t replications_;
    std::size_t futures_;
    std::vector<double> means_; ///< [world of the super-block]
};

} // namespace

AccountRows::AccountRows(const Outcome& shape, const Segments& segments)
    : parts_(shape), pairs_(alternative_pairs(shape.alternatives, shape.baseline)),
      segment_of_account_(segments.of_account)
{
    if (pairs_.empty()) {
        return;
    }
    const std::size_t rows_of_accounts = at(shape.alternatives) * parts_.accounts * super_block_size;
    values_.resize(at(shape.alternatives) * parts_.rows() * super_block_size);
    holder_.resize(rows_of_accounts);
    customer_.resize(rows_of_accounts);
    by_holder_.resize(parts_.holders * super_block_size);
}

double* AccountRows::row(int alternative, std::size_t part)
{
    return values_.data() + (at(alternative) * parts_.rows() + part) * super_block_size;
}

std::size_t AccountRows::account_row(int alternative, std::size_t account) const
{
    return (at(alternative) * parts_.accounts + account) * super_block_size;
}

void AccountRows::keep(int alternative, int offset, int active, const FinalFrame& frame)
{
    if (pairs_.empty()) {
        return;
    }
    for (std::size_t lane = 0; lane < at(active); ++lane) {
        const std::size_t replication = at(offset) + lane;
        double unshared = 0.0;
        for (std::size_t line = 0; line < ledger_line_count; ++line) {
            unshared += frame.ledger[line * replications_per_block + lane];
        }
        for (std::size_t segment = 0; segment < parts_.segments; ++segment) {
            row(alternative, parts_.first_segment() + segment)[replication] = 0.0;
        }
        for (std::size_t account = 0; account < parts_.accounts; ++account) {
            const double value = frame.account_value[account * replications_per_block + lane];
            const auto state = [&](FinalState which) {
                return frame.account_state[(account * final_state_count + static_cast<std::size_t>(which))
                                               * replications_per_block
                                           + lane];
            };
            row(alternative, account)[replication] = value;
            row(alternative, parts_.first_segment() + at(segment_of_account_[account]))[replication] += value;
            holder_[account_row(alternative, account) + replication] =
                1 + static_cast<std::int32_t>(state(FinalState::last_manager));
            customer_[account_row(alternative, account) + replication] =
                static_cast<std::uint8_t>(state(FinalState::alive));
            unshared -= value;
        }
        row(alternative, parts_.unshared())[replication] = unshared;
    }
}

/// @param holding the alternative of the pair whose holders group the accounts
void AccountRows::group_by_holder(const AlternativePair& pair, int holding, std::size_t replications)
{
    std::fill(by_holder_.begin(), by_holder_.end(), 0.0);
    for (std::size_t account = 0; account < parts_.accounts; ++account) {
        const double* alternative = row(pair.alternative, account);
        const double* against = row(pair.against, account);
        const std::int32_t* holder = holder_.data() + account_row(holding, account);
        for (std::size_t k = 0; k < replications; ++k) {
            by_holder_[static_cast<std::size_t>(holder[k]) * super_block_size + k] += alternative[k] - against[k];
        }
    }
}

void AccountRows::count_kept(int holding, int other, std::size_t replications, std::vector<double>& counts) const
{
    for (std::size_t account = 0; account < parts_.accounts; ++account) {
        const std::uint8_t* here = customer_.data() + account_row(holding, account);
        const std::uint8_t* there = customer_.data() + account_row(other, account);
        int count = 0;
        for (std::size_t k = 0; k < replications; ++k) {
            count += here[k] > there[k] ? 1 : 0;
        }
        counts.push_back(count);
    }
}

void AccountRows::sum_differences(int replications, std::int64_t futures_per_world, SampleSums& sums)
{
    sums.differences.reserve(pairs_.size() * parts_.count());
    sums.world_differences.reserve(futures_per_world > 0 ? sums.differences.capacity() : 0);
    sums.kept_only.reserve(pairs_.size() * pair_side_count * parts_.accounts);
    Sample sample(at(replications), futures_per_world);
    for (const AlternativePair& pair : pairs_) {
        for (std::size_t part = 0; part < parts_.rows(); ++part) {
            const double* alternative = row(pair.alternative, part);
            const double* against = row(pair.against, part);
            sample.add([=](std::size_t k) { return alternative[k] - against[k]; }, sums);
        }
        for (const auto& [holding, other] :
             {std::pair(pair.alternative, pair.against), std::pair(pair.against, pair.alternative)}) {
            group_by_holder(pair, holding, at(replications));
            for (std::size_t holder = 0; holder < parts_.holders; ++holder) {
                const double* differences = by_holder_.data() + holder * super_block_size;
                sample.add([=](std::size_t k) { return differences[k]; }, sums);
            }
            count_kept(holding, other, at(replications), sums.kept_only);
        }
    }
}

} // namespace kamsim
