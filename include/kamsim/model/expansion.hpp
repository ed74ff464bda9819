#pragma once

#include <array>

#include "kamsim/model/parameter.hpp"

namespace kamsim {

/// Opportunities, won cells, onboarding and lost cells (docs/model.md, eq. 36-41).
struct ExpansionParameters {
    double opportunity_rate;
    double opportunity_base;
    double opportunity_plan;
    double opportunity_innovator_role;
    double opportunity_money;
    double opportunity_metrics; ///< bonus of a key account where lifetime value is not measured (default 0.15)
    double innovator_boost;
    double ordinary_global_latency; ///< latency of cross-border opportunities of ordinary accounts (default 3)
    double close_base;              ///< win0
    double close_relationship;
    double close_specialist;
    double close_skill;
    double close_technical_role;
    double close_competition;
    double onboarding_rate;
    double cell_loss_rate;
    double cell_loss_satisfaction;
    double cell_loss_relationship; ///< default 1.5
};

/// Declarations in the order of the struct; path "expansion.<name>".
inline constexpr std::array<ParameterDeclaration<ExpansionParameters>, 18> expansion_declarations{{
    {"opportunity_rate", &ExpansionParameters::opportunity_rate, Unit::per_year, 1.5, 0.5, 3.0, Domain::non_negative,
     "opportunities a year at an account where every cell is free and all factors are 1", "B2-41", Grade::assumption},
    {"opportunity_base", &ExpansionParameters::opportunity_base, Unit::factor, 1.3, 0.65, 2.0, Domain::non_negative,
     "part of the opportunities that comes without any programme", "judgement", Grade::assumption},
    {"opportunity_plan", &ExpansionParameters::opportunity_plan, Unit::factor, 0.25, 0.1, 0.5, Domain::non_negative,
     "more opportunities from a complete account plan", "001-20, 001-33, judged", Grade::assumption},
    {"opportunity_innovator_role", &ExpansionParameters::opportunity_innovator_role, Unit::factor, 0.45, 0.2, 0.9,
     Domain::non_negative, "more opportunities from a fully covered innovator role at full effort", "001-37, judged",
     Grade::assumption},
    {"opportunity_money", &ExpansionParameters::opportunity_money, Unit::factor, 0.9, 0.45, 1.8, Domain::non_negative,
     "more opportunities from saturated investment", "B2-60 (Palmatier et al.), judged", Grade::assumption},
    {"opportunity_metrics", &ExpansionParameters::opportunity_metrics, Unit::factor, 0.15, 0.0, 0.3,
     Domain::non_negative, "more opportunities, sought for this quarter, where lifetime value is not measured at all",
     "003-27, judged", Grade::assumption},
    {"innovator_boost", &ExpansionParameters::innovator_boost, Unit::factor, 1.5, 0.5, 3.0, Domain::non_negative,
     "further opportunities, as a share, at an innovator customer", "B2-06, judged", Grade::assumption},
    {"ordinary_global_latency", &ExpansionParameters::ordinary_global_latency, Unit::factor, 3.0, 1.8, 4.0,
     Domain::positive, "latency of cross-border opportunities at ordinary accounts", "B1-11", Grade::assumption},
    {"close_base", &ExpansionParameters::close_base, Unit::log_odds, -0.9, -1.5, -0.3, Domain::any,
     "log-odds of closing an opportunity at an ordinary account with relationship 0.4", "B1-30 (RAIN Group), derived",
     Grade::derived},
    {"close_relationship", &ExpansionParameters::close_relationship, Unit::log_odds, 2.2, 1.1, 3.5, Domain::any,
     "rise of the log-odds of closing from relationship 0 to 1", "B2-22 (Gong; Palmatier), judged", Grade::assumption},
    {"close_specialist", &ExpansionParameters::close_specialist, Unit::log_odds, 0.5, 0.2, 0.9, Domain::any,
     "rise of the log-odds of closing where a specialist is always at hand", "B1-07, judged", Grade::assumption},
    {"close_skill", &ExpansionParameters::close_skill, Unit::log_odds, 0.5, 0.2, 1.0, Domain::any,
     "rise of the log-odds of closing for one unit of the manager's log skill", "B2-70, B2-77, judged",
     Grade::assumption},
    {"close_technical_role", &ExpansionParameters::close_technical_role, Unit::log_odds, 0.6, 0.3, 1.0, Domain::any,
     "rise of the log-odds of closing from a fully covered technical expert role", "001-36, judged", Grade::assumption},
    {"close_competition", &ExpansionParameters::close_competition, Unit::log_odds, 1.0, 0.5, 1.6, Domain::any,
     "fall of the log-odds of closing from no to full competition", "B2-34, judged", Grade::assumption},
    {"onboarding_rate", &ExpansionParameters::onboarding_rate, Unit::per_year, 2.0, 1.0, 4.0, Domain::non_negative,
     "rate at which won cells go live where the project manager role is covered at 1/2", "B2-18 (two quarters)",
     Grade::assumption},
    {"cell_loss_rate", &ExpansionParameters::cell_loss_rate, Unit::per_year, 0.022, 0.01, 0.04, Domain::non_negative,
     "rate at which a live cell is lost at satisfaction 0.5 and relationship 0.4", "B1-24, judged", Grade::assumption},
    {"cell_loss_satisfaction", &ExpansionParameters::cell_loss_satisfaction, Unit::log_odds, 2.5, 1.2, 4.0, Domain::any,
     "fall of the log rate of cell loss from satisfaction 0 to 1", "judgement", Grade::assumption},
    {"cell_loss_relationship", &ExpansionParameters::cell_loss_relationship, Unit::log_odds, 1.5, 0.75, 3.0,
     Domain::any, "fall of the log rate of cell loss from relationship 0 to 1", "judgement", Grade::assumption},
}};

} // namespace kamsim
