#pragma once

#include "model/mechanisms/state.hpp"

namespace kamsim::KAMSIM_KERNEL {

/// What the luck of a block depends on besides entity, period and purpose (eq. 75). No alternative among it.
struct LuckKey {
    std::uint64_t seed;
    std::uint32_t first_replication; ///< of the first lane
};

void draw_temper(const LuckKey& key, std::uint64_t entity, Temper& temper);
/// @param demand the shock of the wallet, normal; nobody but the market needs it
void draw_account(const LuckKey& key, std::uint64_t entity, std::uint32_t period, bool review, AccountWeather& weather,
                  Row& demand);
void draw_manager_skill(const LuckKey& key, std::uint64_t number, Row& skill);
void draw_manager(const LuckKey& key, std::uint64_t number, std::uint32_t period, ManagerLuck& luck);
void draw_segment(const LuckKey& key, std::uint64_t entity, std::uint32_t period, Row& shock);
void draw_programme(const LuckKey& key, std::uint32_t period, Row& rebuild, Row& abandon);

} // namespace kamsim::KAMSIM_KERNEL
