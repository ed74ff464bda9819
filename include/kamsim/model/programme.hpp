#pragma once

#include <array>

#include "kamsim/model/parameter.hpp"

namespace kamsim {

inline constexpr int lever_count = 7;
inline constexpr int role_count = 6;

/// The seven steps in their fixed order (docs/model.md, section 2).
enum class Lever { organisation, sponsorship, champion, selection, training, metrics, review };

/// Maturing, rebuilding and abandoning a programme (docs/model.md, eq. 70-74).
struct ProgrammeParameters {
    double carry; ///< share of the age kept at a switch of structure
    double abandon;
    double speed_organisation;
    double speed_sponsorship;
    double speed_champion;
    double speed_selection;
    double speed_training;
    double speed_metrics;
    double speed_review;
    double cost_organisation; ///< yearly cost of each lever at 1 (kEUR), times the structure's lever_scale
    double cost_sponsorship;
    double cost_champion;
    double cost_selection;
    double cost_training;
    double cost_metrics;
    double cost_review;
    double expert_speed; ///< speed-up when all key accounts are expert customers (default 0.1)
};

/// Declarations in the order of the struct; path "programme.<name>".
inline constexpr std::array<ParameterDeclaration<ProgrammeParameters>, 17> programme_declarations{{
    {"carry", &ProgrammeParameters::carry, Unit::share, 0.75, 0.4, 0.9, Domain::unit_interval,
     "share of the programme's age that is kept at a switch of structure", "judgement", Grade::assumption},
    {"abandon", &ProgrammeParameters::abandon, Unit::probability, 0.3, 0.15, 0.5, Domain::unit_interval,
     "chance that a rebuild event ends the programme, where the champion lever is 1/2", "B1-28, judged",
     Grade::assumption},
    {"speed_organisation", &ProgrammeParameters::speed_organisation, Unit::factor, 0.1, 0.05, 0.2,
     Domain::unit_interval, "faster or slower maturing, as a share, from organisational change at 1 or 0",
     "003-05 to 003-09, judged", Grade::assumption},
    {"speed_sponsorship", &ProgrammeParameters::speed_sponsorship, Unit::factor, 0.15, 0.075, 0.3,
     Domain::unit_interval, "faster or slower maturing, as a share, from executive sponsorship at 1 or 0",
     "003-10, 003-11, judged", Grade::assumption},
    {"speed_champion", &ProgrammeParameters::speed_champion, Unit::factor, 0.1, 0.05, 0.2, Domain::unit_interval,
     "faster or slower maturing, as a share, from a champion at 1 or 0", "003-12, judged", Grade::assumption},
    {"speed_selection", &ProgrammeParameters::speed_selection, Unit::factor, 0.1, 0.05, 0.2, Domain::unit_interval,
     "faster or slower maturing, as a share, from selection discipline at 1 or 0", "003-16 to 003-19, judged",
     Grade::assumption},
    {"speed_training", &ProgrammeParameters::speed_training, Unit::factor, 0.1, 0.05, 0.2, Domain::unit_interval,
     "faster or slower maturing, as a share, from manager training at 1 or 0", "003-20, judged", Grade::assumption},
    {"speed_metrics", &ProgrammeParameters::speed_metrics, Unit::factor, 0.1, 0.05, 0.2, Domain::unit_interval,
     "faster or slower maturing, as a share, from lifetime-value metrics at 1 or 0", "003-27, judged",
     Grade::assumption},
    {"speed_review", &ProgrammeParameters::speed_review, Unit::factor, 0.05, 0.025, 0.1, Domain::unit_interval,
     "faster or slower maturing, as a share, from the review cycle at 1 or 0", "001-34, judged", Grade::assumption},
    {"cost_organisation", &ProgrammeParameters::cost_organisation, Unit::money_per_year, 150.0, 75.0, 300.0,
     Domain::non_negative, "yearly cost of organisational change at 1 where lever_scale is 1", "judgement",
     Grade::assumption},
    {"cost_sponsorship", &ProgrammeParameters::cost_sponsorship, Unit::money_per_year, 60.0, 30.0, 120.0,
     Domain::non_negative, "yearly cost of executive sponsorship at 1 where lever_scale is 1", "judgement",
     Grade::assumption},
    {"cost_champion", &ProgrammeParameters::cost_champion, Unit::money_per_year, 150.0, 75.0, 300.0,
     Domain::non_negative, "yearly cost of a champion at 1 where lever_scale is 1", "judgement", Grade::assumption},
    {"cost_selection", &ProgrammeParameters::cost_selection, Unit::money_per_year, 20.0, 10.0, 40.0,
     Domain::non_negative, "yearly cost of selection discipline at 1 where lever_scale is 1", "judgement",
     Grade::assumption},
    {"cost_training", &ProgrammeParameters::cost_training, Unit::money_per_year, 30.0, 15.0, 60.0, Domain::non_negative,
     "yearly cost of manager training at 1 where lever_scale is 1", "judgement", Grade::assumption},
    {"cost_metrics", &ProgrammeParameters::cost_metrics, Unit::money_per_year, 20.0, 10.0, 40.0, Domain::non_negative,
     "yearly cost of lifetime-value metrics at 1 where lever_scale is 1", "judgement", Grade::assumption},
    {"cost_review", &ProgrammeParameters::cost_review, Unit::money_per_year, 40.0, 20.0, 80.0, Domain::non_negative,
     "yearly cost of the review cycle at 1 where lever_scale is 1", "judgement", Grade::assumption},
    {"expert_speed", &ProgrammeParameters::expert_speed, Unit::factor, 0.1, 0.0, 0.2, Domain::non_negative,
     "faster maturing, as a share, where all key accounts are expert customers", "judgement", Grade::assumption},
}};

} // namespace kamsim
