#include "simulation/account_details.hpp"

#include <array>

#include "simulation/recorder.hpp"

namespace kamsim {
namespace {

/// What follows the value in AccountDetail, in its order.
constexpr std::array states{FinalState::alive, FinalState::last_manager, FinalState::loss_period,
                            FinalState::loss_reason};
static_assert(states.size() + 1 == account_detail_count);

} // namespace

AccountDetails::AccountDetails(const Outcome& shape)
    : alternatives_(static_cast<std::size_t>(shape.alternatives)), accounts_(static_cast<std::size_t>(shape.accounts)),
      values_(alternatives_ * super_block_size * accounts_ * account_detail_count)
{}

void AccountDetails::keep(int alternative, int offset, int active, const FinalFrame& frame)
{
    const std::size_t first =
        static_cast<std::size_t>(alternative) * super_block_size + static_cast<std::size_t>(offset);
    for (std::size_t lane = 0; lane < static_cast<std::size_t>(active); ++lane) {
        double* to = values_.data() + (first + lane) * accounts_ * account_detail_count;
        for (std::size_t account = 0; account < accounts_; ++account) {
            *to++ = frame.account_value[account * replications_per_block + lane];
            for (const FinalState state : states) {
                const std::size_t row = account * final_state_count + static_cast<std::size_t>(state);
                *to++ = frame.account_state[row * replications_per_block + lane];
            }
        }
    }
}

std::vector<double> AccountDetails::of_first(int replications) const
{
    const std::size_t per_replication = accounts_ * account_detail_count;
    const std::size_t length = static_cast<std::size_t>(replications) * per_replication;
    std::vector<double> result;
    result.reserve(alternatives_ * length);
    for (std::size_t alternative = 0; alternative < alternatives_; ++alternative) {
        const auto from =
            values_.begin() + static_cast<std::ptrdiff_t>(alternative * super_block_size * per_replication);
        result.insert(result.end(), from, from + static_cast<std::ptrdiff_t>(length));
    }
    return result;
}

} // namespace kamsim
