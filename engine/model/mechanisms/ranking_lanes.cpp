#include "model/mechanisms/ranking_lanes.hpp"

#include "model/mechanisms/mechanisms.hpp"

namespace kamsim::KAMSIM_KERNEL {
namespace {

/// Below every value that occurs, so that accounts that are not included stand last.
constexpr double last = -1e300;

} // namespace

LaneRanking::LaneRanking(std::size_t accounts) : keys_(accounts), sums_(accounts + 1), number_bits_(1)
{
    while (number_bits_ + 1 < accounts) {
        number_bits_ = 2 * number_bits_ + 1;
    }
}

void LaneRanking::sort(const std::vector<AccountState>& accounts, Row AccountState::*quantity,
                       Row AccountState::*included)
{
    ranked_.fill(Lane(0.0));
    for (std::size_t a = 0; a < accounts.size(); ++a) {
        for (int i = 0; i < packs; ++i) {
            const Lane counts = (accounts[a].*included)[i];
            const Lane value = select(is_set(counts), (accounts[a].*quantity)[i], Lane(last));
            // The first account in the file gets the largest number, so that it leads among equals.
            keys_[a][i] = lane_of((bits_of(value) & Bits(~number_bits_)) | Bits(number_bits_ - a));
            ranked_[i] += counts;
        }
    }
    sort_keys();
    sums_[0].fill(Lane(0.0));
    for (std::size_t rank = 0; rank < keys_.size(); ++rank) {
        for (int i = 0; i < packs; ++i) {
            const Lane value = select(Lane(static_cast<double>(rank)) < ranked_[i], keys_[rank][i], Lane(0.0));
            sums_[rank + 1][i] = sums_[rank][i] + value;
        }
    }
}

int LaneRanking::account(std::size_t rank, int lane) const
{
    const double key = column(keys_[rank])[lane];
    return static_cast<int>(number_bits_ - (__builtin_bit_cast(std::uint64_t, key) & number_bits_));
}

void LaneRanking::compare_exchange(std::size_t low, std::size_t high)
{
    for (int i = 0; i < packs; ++i) {
        const Lane a = keys_[low][i];
        const Lane b = keys_[high][i];
        keys_[low][i] = max(a, b);
        keys_[high][i] = min(a, b);
    }
}

/// Batcher's merge exchange (Knuth, The Art of Computer Programming, 5.2.2, algorithm M), decreasing.
void LaneRanking::sort_keys()
{
    const std::size_t count = keys_.size();
    std::size_t top = 1;
    while (2 * top < count) {
        top *= 2;
    }
    for (std::size_t p = top; p > 0; p /= 2) {
        std::size_t q = top;
        std::size_t r = 0;
        std::size_t d = p;
        while (true) {
            for (std::size_t i = 0; i + d < count; ++i) {
                if ((i & p) == r) {
                    compare_exchange(i, i + d);
                }
            }
            if (q == p) {
                break;
            }
            d = q - p;
            q /= 2;
            r = p;
        }
    }
}

void LaneRanking::curve(int points, Row* sums) const
{
    for (int lane = 0; lane < replications_per_block; ++lane) {
        const int ranked = static_cast<int>(column(ranked_)[lane]);
        for (int point = 0; point < points; ++point) {
            // Rounded half up in whole numbers.
            const int until = (2 * (point + 1) * ranked + points) / (2 * points);
            column(sums[point])[lane] = column(sums_[static_cast<std::size_t>(until)])[lane];
        }
    }
}

} // namespace kamsim::KAMSIM_KERNEL
