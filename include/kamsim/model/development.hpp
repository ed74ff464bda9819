#pragma once

#include <array>

#include "kamsim/model/parameter.hpp"

namespace kamsim {

/// Account plan, service, satisfaction and relationship (docs/model.md, eq. 23-31).
struct DevelopmentParameters {
    double plan_rate;
    double plan_decay;
    double edge_gain;
    double expectation_rise;
    double edge_limit;
    double edge_fade;
    double satisfaction_rate;
    double satisfaction_base;
    double satisfaction_own;
    double satisfaction_mean;
    double satisfaction_effort;
    double satisfaction_maturity;
    double satisfaction_demanding;
    double satisfaction_noise;
    double failure_rate;
    double failure_satisfaction;
    double failure_relationship;
    double failure_recovery;
    double relationship_rate;
    double relationship_base;
    double relationship_own;
    double relationship_mean;
    double relationship_effort;
    double relationship_maturity;
    double relationship_plan;
    double relationship_competition;
    double relationship_money;
    double relationship_partner;    ///< bonus of a partner (default 0.05)
    double relationship_no_metrics; ///< loss of a key account where lifetime value is not measured (default 0.04)
    double relationship_noise;
    double champion_exit;
    double champion_loss;
};

/// Declarations in the order of the struct; path "development.<name>".
inline constexpr std::array<ParameterDeclaration<DevelopmentParameters>, 32> development_declarations{{
    {"plan_rate", &DevelopmentParameters::plan_rate, Unit::per_year, 1.0, 0.5, 2.0, Domain::non_negative,
     "rate at which full effort completes an account plan", "judgement; planning itself 001-20 to 001-26",
     Grade::assumption},
    {"plan_decay", &DevelopmentParameters::plan_decay, Unit::per_year, 0.5, 0.25, 1.0, Domain::non_negative,
     "rate at which an account plan goes out of date", "judgement", Grade::assumption},
    {"edge_gain", &DevelopmentParameters::edge_gain, Unit::per_year, 0.3, 0.15, 0.6, Domain::non_negative,
     "yearly lead over expectations from a complete plan, full maturity and full review", "judgement",
     Grade::assumption},
    {"expectation_rise", &DevelopmentParameters::expectation_rise, Unit::per_year, 0.055, 0.02, 0.1,
     Domain::non_negative, "yearly rise of what a key account expects", "judgement", Grade::assumption},
    {"edge_limit", &DevelopmentParameters::edge_limit, Unit::dimensionless, 0.25, 0.1, 0.4, Domain::non_negative,
     "largest lead or lag against expectations", "judgement", Grade::assumption},
    {"edge_fade", &DevelopmentParameters::edge_fade, Unit::per_year, 0.5, 0.25, 1.0, Domain::non_negative,
     "rate at which lead or lag fades at an ordinary account", "judgement", Grade::assumption},
    {"satisfaction_rate", &DevelopmentParameters::satisfaction_rate, Unit::per_year, 1.4, 0.7, 2.8,
     Domain::non_negative, "rate at which satisfaction approaches its target", "judgement", Grade::assumption},
    {"satisfaction_base", &DevelopmentParameters::satisfaction_base, Unit::dimensionless, 0.57, 0.45, 0.65,
     Domain::unit_interval, "target of satisfaction without a programme", "B2-81, judged", Grade::assumption},
    {"satisfaction_own", &DevelopmentParameters::satisfaction_own, Unit::factor, 0.5, 0.2, 0.8, Domain::non_negative,
     "part of an account's first-day distance from the mean that persists in its target", "judgement",
     Grade::assumption},
    {"satisfaction_mean", &DevelopmentParameters::satisfaction_mean, Unit::dimensionless, 0.53, 0.45, 0.6,
     Domain::unit_interval, "satisfaction from which the first-day distance is measured", "B2-81, judged",
     Grade::assumption},
    {"satisfaction_effort", &DevelopmentParameters::satisfaction_effort, Unit::dimensionless, 0.22, 0.1, 0.35,
     Domain::non_negative, "rise of the satisfaction target from full effort", "B1-19 (Yip and Bink), share judged",
     Grade::assumption},
    {"satisfaction_maturity", &DevelopmentParameters::satisfaction_maturity, Unit::dimensionless, 0.28, 0.1, 0.45,
     Domain::non_negative, "rise of the satisfaction target from a fully mature programme",
     "B1-19 (Yip and Bink; SAMA)", Grade::verified},
    {"satisfaction_demanding", &DevelopmentParameters::satisfaction_demanding, Unit::dimensionless, 0.08, 0.0, 0.16,
     Domain::non_negative, "fall of the satisfaction target from an easy to a fully demanding customer", "judgement",
     Grade::assumption},
    {"satisfaction_noise", &DevelopmentParameters::satisfaction_noise, Unit::dimensionless, 0.12, 0.06, 0.2,
     Domain::non_negative, "noise of satisfaction, standard deviation per square root of a year", "judgement",
     Grade::assumption},
    {"failure_rate", &DevelopmentParameters::failure_rate, Unit::per_year, 0.3, 0.15, 0.6, Domain::non_negative,
     "service failures a year at a customer of demand 1/2", "B2-66, judged", Grade::assumption},
    {"failure_satisfaction", &DevelopmentParameters::failure_satisfaction, Unit::dimensionless, 0.2, 0.1, 0.4,
     Domain::non_negative, "satisfaction lost in one service failure without recovery", "judgement", Grade::assumption},
    {"failure_relationship", &DevelopmentParameters::failure_relationship, Unit::dimensionless, 0.06, 0.03, 0.25,
     Domain::non_negative, "relationship lost in one service failure without recovery",
     "B2-66 (high end: a failed introduction)", Grade::assumption},
    {"failure_recovery", &DevelopmentParameters::failure_recovery, Unit::share, 0.6, 0.4, 0.75, Domain::unit_interval,
     "share of the damage that full authority repairs at once", "B2-67 (Kennesaw State Tenacity Center)",
     Grade::verified},
    {"relationship_rate", &DevelopmentParameters::relationship_rate, Unit::per_year, 0.8, 0.25, 1.6,
     Domain::non_negative, "rate at which the relationship approaches its target",
     "B2-65 (low end: 6 % a quarter), judged", Grade::assumption},
    {"relationship_base", &DevelopmentParameters::relationship_base, Unit::dimensionless, 0.43, 0.3, 0.5,
     Domain::unit_interval, "target of the relationship without a programme", "judgement", Grade::assumption},
    {"relationship_own", &DevelopmentParameters::relationship_own, Unit::factor, 0.5, 0.2, 0.8, Domain::non_negative,
     "part of an account's first-day distance from the mean that persists in its target", "judgement",
     Grade::assumption},
    {"relationship_mean", &DevelopmentParameters::relationship_mean, Unit::dimensionless, 0.4, 0.3, 0.5,
     Domain::unit_interval, "relationship from which the first-day distance is measured", "judgement",
     Grade::assumption},
    {"relationship_effort", &DevelopmentParameters::relationship_effort, Unit::dimensionless, 0.3, 0.15, 0.45,
     Domain::non_negative, "rise of the relationship target from full effort and full role coverage", "judgement",
     Grade::assumption},
    {"relationship_maturity", &DevelopmentParameters::relationship_maturity, Unit::dimensionless, 0.2, 0.1, 0.3,
     Domain::non_negative, "rise of the relationship target from a fully mature programme with sponsorship 1/2",
     "000-22, judged", Grade::assumption},
    {"relationship_plan", &DevelopmentParameters::relationship_plan, Unit::dimensionless, 0.08, 0.04, 0.16,
     Domain::non_negative, "rise of the relationship target from a complete account plan", "001-20, judged",
     Grade::assumption},
    {"relationship_competition", &DevelopmentParameters::relationship_competition, Unit::dimensionless, 0.14, 0.05,
     0.25, Domain::non_negative, "fall of the relationship target from no to full competition", "judgement",
     Grade::assumption},
    {"relationship_money", &DevelopmentParameters::relationship_money, Unit::dimensionless, 0.1, 0.0, 0.2,
     Domain::non_negative, "rise of the relationship target from saturated investment",
     "B2-60 (Palmatier et al.), judged", Grade::assumption},
    {"relationship_partner", &DevelopmentParameters::relationship_partner, Unit::dimensionless, 0.05, 0.0, 0.1,
     Domain::non_negative, "rise of the relationship target at a partner", "judgement", Grade::assumption},
    {"relationship_no_metrics", &DevelopmentParameters::relationship_no_metrics, Unit::dimensionless, 0.04, 0.0, 0.08,
     Domain::non_negative, "fall of a key account's relationship target where lifetime value is not measured at all",
     "003-27, judged", Grade::assumption},
    {"relationship_noise", &DevelopmentParameters::relationship_noise, Unit::dimensionless, 0.1, 0.05, 0.2,
     Domain::non_negative, "noise of the relationship, standard deviation per square root of a year", "judgement",
     Grade::assumption},
    {"champion_exit", &DevelopmentParameters::champion_exit, Unit::per_year, 0.18, 0.1, 0.3, Domain::non_negative,
     "rate at which the supplier's champion at the customer leaves his post", "B2-23", Grade::assumption},
    {"champion_loss", &DevelopmentParameters::champion_loss, Unit::dimensionless, 0.2, 0.1, 0.35, Domain::non_negative,
     "relationship lost with a champion where nobody else is known", "B2-24, B2-25, judged", Grade::assumption},
}};

} // namespace kamsim
