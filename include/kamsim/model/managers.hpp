#pragma once

#include <array>

#include "kamsim/model/parameter.hpp"

namespace kamsim {

/// Account managers: proficiency, skill, exits, hiring (docs/model.md, eq. 18, 32, 33).
struct ManagerParameters {
    double skill_sd;
    double ramp;                  ///< years in which half of the distance to full proficiency is covered
    double newcomer_proficiency;  ///< p_new
    double standing_proficiency;  ///< of managers who stand on the first day (default 0.8)
    double replacement_cost;      ///< kEUR for each exit
    double star_loss;             ///< kEUR lost in the line for each best seller made a manager
    double best_seller_skill;     ///< shift of a newcomer's mean skill, hiring policy best_seller (default -0.05)
    double specialist_skill;      ///< the same, policy specialist (default 0.05)
    double project_manager_skill; ///< the same, policy project_manager (default 0.05)
};

/// Declarations in the order of the struct; path "managers.<name>".
inline constexpr std::array<ParameterDeclaration<ManagerParameters>, 9> manager_declarations{{
    {"skill_sd", &ManagerParameters::skill_sd, Unit::dimensionless, 0.35, 0.2, 0.5, Domain::non_negative,
     "standard deviation of the log of managers' skill", "B2-70, judged", Grade::assumption},
    {"ramp", &ManagerParameters::ramp, Unit::years, 0.6, 0.5, 1.0, Domain::positive,
     "years in which half of the distance to full proficiency is covered", "B2-72 (CSO Insights)", Grade::verified},
    {"newcomer_proficiency", &ManagerParameters::newcomer_proficiency, Unit::share, 0.35, 0.2, 0.5,
     Domain::unit_interval, "proficiency of a manager on the first day in the post", "B2-72, judged",
     Grade::assumption},
    {"standing_proficiency", &ManagerParameters::standing_proficiency, Unit::share, 0.8, 0.6, 0.95,
     Domain::unit_interval, "proficiency of managers who stand in the post on the first day of the simulation",
     "judgement", Grade::assumption},
    {"replacement_cost", &ManagerParameters::replacement_cost, Unit::money, 115.0, 60.0, 500.0, Domain::non_negative,
     "cost of replacing a manager who left", "B2-74 (Xactly and DePaul; CSO Insights for the high end)",
     Grade::verified},
    {"star_loss", &ManagerParameters::star_loss, Unit::money, 150.0, 50.0, 400.0, Domain::non_negative,
     "sales lost once when a best seller is made a manager", "003-20 to 003-22, judged", Grade::assumption},
    {"best_seller_skill", &ManagerParameters::best_seller_skill, Unit::dimensionless, -0.05, -0.15, 0.05, Domain::any,
     "shift of a newcomer's mean log skill where best sellers are promoted", "B2-71, judged", Grade::assumption},
    {"specialist_skill", &ManagerParameters::specialist_skill, Unit::dimensionless, 0.05, -0.05, 0.15, Domain::any,
     "shift of a newcomer's mean log skill where specialists are hired", "003-20 to 003-22, judged", Grade::assumption},
    {"project_manager_skill", &ManagerParameters::project_manager_skill, Unit::dimensionless, 0.05, -0.05, 0.15,
     Domain::any, "shift of a newcomer's mean log skill where project managers are hired", "003-20 to 003-22, judged",
     Grade::assumption},
}};

} // namespace kamsim
