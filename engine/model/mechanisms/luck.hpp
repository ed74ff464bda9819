#pragma once

#include "model/mechanisms/state.hpp"

namespace kamsim::KAMSIM_KERNEL {

/// What the luck of a block depends on besides entity, period and purpose (eq. 75). No alternative among it.
struct LuckKey {
    std::uint64_t seed;
    std::uint32_t first_replication; ///< of the first lane
};

void draw_account_once(const LuckKey& key, std::uint64_t entity, AccountLuck& luck, int packs);
void draw_account(const LuckKey& key, std::uint64_t entity, std::uint32_t period, bool review, AccountLuck& luck, int packs);
void draw_manager_once(const LuckKey& key, std::uint64_t number, ManagerLuck& luck, int packs);
void draw_manager(const LuckKey& key, std::uint64_t number, std::uint32_t period, ManagerLuck& luck, int packs);
void draw_segment(const LuckKey& key, std::uint64_t entity, std::uint32_t period, Row shock, int packs);
void draw_programme(const LuckKey& key, std::uint32_t period, Row rebuild, Row abandon, int packs);

} // namespace kamsim::KAMSIM_KERNEL
