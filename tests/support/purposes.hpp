#pragma once

#include <array>

#include "kamsim/random/draws.hpp"

namespace kamsim {

/// What a draw belongs to.
enum class EntityKind { account, manager, segment, programme, world };

struct NamedPurpose {
    const char* name;
    Purpose purpose;
    EntityKind kind;
};

/// Every purpose of the model (docs/model.md, eq. 75).
inline constexpr std::array<NamedPurpose, 23> all_purposes{{
    {"demand", Purpose::demand, EntityKind::account},
    {"relationship", Purpose::relationship, EntityKind::account},
    {"satisfaction", Purpose::satisfaction, EntityKind::account},
    {"observe", Purpose::observe, EntityKind::account},
    {"failure", Purpose::failure, EntityKind::account},
    {"won_cells", Purpose::won_cells, EntityKind::account},
    {"lost_cells", Purpose::lost_cells, EntityKind::account},
    {"renewal", Purpose::renewal, EntityKind::account},
    {"champion_exit", Purpose::champion_exit, EntityKind::account},
    {"review", Purpose::review, EntityKind::account},
    {"frailty", Purpose::frailty, EntityKind::account},
    {"observation_bias", Purpose::observation_bias, EntityKind::account},
    {"manager_exit", Purpose::manager_exit, EntityKind::manager},
    {"new_skill", Purpose::new_skill, EntityKind::manager},
    {"skill", Purpose::skill, EntityKind::manager},
    {"market", Purpose::market, EntityKind::segment},
    {"rebuild", Purpose::rebuild, EntityKind::programme},
    {"abandon", Purpose::abandon, EntityKind::programme},
    {"world_shared", Purpose::world_shared, EntityKind::world},
    {"world_order", Purpose::world_order, EntityKind::world},
    {"world_place", Purpose::world_place, EntityKind::world},
    {"world_account", Purpose::world_account, EntityKind::world},
    {"world_scramble", Purpose::world_scramble, EntityKind::world},
}};

} // namespace kamsim
