#pragma once

#include <array>

#include "kamsim/model/parameter.hpp"

namespace kamsim {

/// Hours, attention and money given to key accounts (docs/model.md, eq. 18-22).
struct EffortParameters {
    double manager_face_share;    ///< share of a manager's working hours spent with the customer
    double team_face_share;       ///< the same for dedicated team members
    double half_saturation_hours; ///< effective hours a month that bring half of the attainable effect, for 12 cells
    double base_effort;           ///< effort that every account gets without a programme
    double money_scale;           ///< yearly money, as a share of wallet times depth, that brings 1 - 1/e of the effect
};

/// Declarations in the order of the struct; path "effort.<name>".
inline constexpr std::array<ParameterDeclaration<EffortParameters>, 5> effort_declarations{{
    {"manager_face_share", &EffortParameters::manager_face_share, Unit::share, 0.4, 0.3, 0.6, Domain::unit_interval,
     "share of a manager's working hours spent with the customer",
     "B2-30: 40-60 % facing the customer (Sherman, Sperry and Reese); low end judged", Grade::verified},
    {"team_face_share", &EffortParameters::team_face_share, Unit::share, 0.2, 0.1, 0.4, Domain::unit_interval,
     "share of a dedicated team member's working hours spent with the customer", "judgement", Grade::assumption},
    {"half_saturation_hours", &EffortParameters::half_saturation_hours, Unit::hours_per_month, 15.0, 2.1, 30.0,
     Domain::positive, "effective hours a month that bring half of the attainable effect at an account of 12 cells",
     "B2-31 (low end: 25 hours a year), B2-30 (high end: 4 hours for each of 7.5 relationships)", Grade::derived},
    {"base_effort", &EffortParameters::base_effort, Unit::share, 0.15, 0.05, 0.3, Domain::unit_interval,
     "effort that every account gets from ordinary selling, key or not", "judgement", Grade::assumption},
    {"money_scale", &EffortParameters::money_scale, Unit::share, 0.008, 0.004, 0.016, Domain::positive,
     "yearly money, as a share of wallet times depth, that brings 1 - 1/e of the attainable effect", "judgement",
     Grade::assumption},
}};

} // namespace kamsim
