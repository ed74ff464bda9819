#pragma once

#include <array>

#include "kamsim/model/structure.hpp"

namespace kamsim {

/// The structures that need no declaration in a scenario, in the order of the columns below.
enum class BuiltInStructure : int { none, early_stage, matrix, centralized };
inline constexpr int built_in_structure_count = 4;

using BuiltInValues = std::array<double, built_in_structure_count>;

/// One parameter of a structure: a default and a range for each built-in structure. Fields as in ParameterDeclaration;
/// `none` has no range, since it has no programme.
struct StructureDeclaration {
    const char* name;
    double StructureParameters::*member;
    Unit unit;
    BuiltInValues defaults;
    BuiltInValues low;
    BuiltInValues high;
    Domain domain;
    const char* meaning;
    const char* source;
    Grade grade;
};

// clang-format off
/// Declarations in the order of StructureParameters; path "structures.<structure>.<name>". Four columns: none,
/// early_stage, matrix, centralized.
inline constexpr std::array<StructureDeclaration, 35> structure_declarations{{
    {"setup", &StructureParameters::setup, Unit::money, {0.0, 25.0, 300.0, 1100.0}, {0.0, 5.0, 100.0, 400.0},
     {0.0, 80.0, 700.0, 2500.0}, Domain::non_negative, "one-off cost of putting the structure in place",
     "B1-03", Grade::assumption},
    {"fixed_cost", &StructureParameters::fixed_cost, Unit::money_per_year, {0.0, 40.0, 180.0, 420.0},
     {0.0, 20.0, 90.0, 210.0}, {0.0, 80.0, 360.0, 840.0}, Domain::non_negative, "fixed cost of the programme",
     "B1-04, judged", Grade::assumption},
    {"lever_scale", &StructureParameters::lever_scale, Unit::factor, {0.0, 0.1, 1.0, 1.3}, {0.0, 0.05, 0.5, 0.65},
     {0.0, 0.2, 2.0, 2.6}, Domain::non_negative, "scale of the levers' cost", "B1-04, judged", Grade::assumption},
    {"manager_cost", &StructureParameters::manager_cost, Unit::money_per_year, {0.0, 60.0, 155.0, 190.0},
     {0.0, 25.0, 110.0, 110.0}, {0.0, 120.0, 200.0, 390.0}, Domain::non_negative,
     "cost of one account manager (early-stage: of the part of a seller's time)",
     "B1-04 (pay of account managers and enterprise sellers, loaded by 1.3), derived", Grade::derived},
    {"manager_time", &StructureParameters::manager_time, Unit::share, {0.0, 0.4, 1.0, 1.0}, {0.0, 0.2, 0.8, 0.8},
     {0.0, 0.6, 1.0, 1.0}, Domain::unit_interval, "share of a manager's working time given to key accounts",
     "B1-04, judged", Grade::assumption},
    {"team_fte", &StructureParameters::team_fte, Unit::full_time_equivalents, {0.0, 0.0, 0.6, 2.0},
     {0.0, 0.0, 0.2, 1.0}, {0.0, 0.2, 1.2, 6.0}, Domain::non_negative,
     "dedicated staff for each key account, without the manager", "B1-06", Grade::assumption},
    {"fte_cost", &StructureParameters::fte_cost, Unit::money_per_year, {95.0, 95.0, 95.0, 95.0},
     {95.0, 60.0, 60.0, 60.0}, {95.0, 150.0, 150.0, 150.0}, Domain::non_negative,
     "cost of one dedicated member of staff", "B1-04, judged", Grade::assumption},
    {"load", &StructureParameters::load, Unit::accounts_per_manager, {1.0, 8.0, 3.0, 1.5}, {1.0, 4.0, 2.0, 1.0},
     {1.0, 20.0, 5.0, 3.0}, Domain::positive, "key accounts for each manager",
     "B1-05 (004-36: 1-3)", Grade::assumption},
    {"overhead", &StructureParameters::overhead, Unit::share, {0.0, 0.15, 0.35, 0.25}, {0.0, 0.05, 0.25, 0.15},
     {0.0, 0.25, 0.5, 0.35}, Domain::unit_interval, "share of managers' hours lost to coordination",
     "B1-09", Grade::assumption},
    {"specialist", &StructureParameters::specialist, Unit::probability, {0.0, 0.35, 0.75, 0.85}, {0.0, 0.2, 0.6, 0.7},
     {0.0, 0.5, 0.9, 0.95}, Domain::unit_interval, "chance that a needed specialist is at hand",
     "B1-07", Grade::assumption},
    {"authority", &StructureParameters::authority, Unit::share, {0.0, 0.25, 0.5, 0.85}, {0.0, 0.1, 0.35, 0.7},
     {0.0, 0.4, 0.65, 0.95}, Domain::unit_interval, "share of proposals that a manager can commit to without asking",
     "B1-12", Grade::assumption},
    {"latency_local", &StructureParameters::latency_local, Unit::factor, {1.0, 1.0, 1.3, 1.5}, {1.0, 1.0, 1.1, 1.1},
     {1.0, 1.0, 1.6, 2.0}, Domain::positive, "time that a local request of a key account takes, as a multiple",
     "B1-10", Grade::assumption},
    {"latency_global", &StructureParameters::latency_global, Unit::factor, {3.0, 2.5, 1.6, 1.0}, {3.0, 1.8, 1.2, 1.0},
     {3.0, 4.0, 2.2, 1.0}, Domain::positive, "time that a cross-border request of a key account takes, as a multiple",
     "B1-11", Grade::assumption},
    {"maturity_ceiling", &StructureParameters::maturity_ceiling, Unit::share, {0.0, 0.35, 0.85, 1.0},
     {0.0, 0.2, 0.7, 0.85}, {0.0, 0.5, 1.0, 1.0}, Domain::unit_interval,
     "maturity that the structure can reach with all levers at 1", "B1-14", Grade::assumption},
    {"maturity_midpoint", &StructureParameters::maturity_midpoint, Unit::years, {1.0, 1.0, 3.2, 3.8},
     {1.0, 0.5, 2.2, 2.5}, {1.0, 2.0, 4.5, 6.0}, Domain::non_negative, "age at which half of the ceiling is reached",
     "B1-15 (Yip and Bink), derived", Grade::derived},
    {"maturity_scale", &StructureParameters::maturity_scale, Unit::years, {1.0, 0.6, 0.9, 1.0}, {1.0, 0.4, 0.7, 0.7},
     {1.0, 1.0, 1.3, 1.5}, Domain::positive, "spread of maturing around the midpoint",
     "B1-16 (Yip and Bink), derived", Grade::derived},
    {"concession", &StructureParameters::concession, Unit::share, {0.0, 0.006, 0.012, 0.018}, {0.0, 0.0, 0.0, 0.01},
     {0.0, 0.06, 0.07, 0.09}, Domain::non_negative, "price concession to key accounts, share of revenue",
     "B1-20 (PNI Consulting; Yip and Bink), split judged", Grade::assumption},
    {"recovery", &StructureParameters::recovery, Unit::share, {0.0, 0.005, 0.03, 0.04}, {0.0, 0.0, 0.01, 0.01},
     {0.0, 0.015, 0.05, 0.05}, Domain::non_negative,
     "margin on key accounts regained at full maturity, share of revenue",
     "B1-21 (Lubkeman and Taneja)", Grade::verified},
    {"strand", &StructureParameters::strand, Unit::factor, {0.0, 0.02, 0.08, 0.12}, {0.0, 0.0, 0.04, 0.06},
     {0.0, 0.05, 0.16, 0.24}, Domain::non_negative,
     "dedicated yearly cost that outlives a lost key account, share of its revenue",
     "B1-06, B1-08, judged", Grade::assumption},
    {"cost_to_serve_change", &StructureParameters::cost_to_serve_change, Unit::share, {0.0, 0.0, -0.1, -0.12},
     {0.0, -0.03, -0.18, -0.2}, {0.0, 0.05, 0.0, 0.05}, Domain::any,
     "change of key accounts' cost to serve at full maturity", "B1-22 (Lubkeman and Taneja)", Grade::verified},
    {"cost_to_serve_rise", &StructureParameters::cost_to_serve_rise, Unit::share, {0.0, 0.0, 0.08, 0.08},
     {0.0, 0.0, 0.04, 0.04}, {0.0, 0.0, 0.12, 0.12}, Domain::non_negative,
     "rise of key accounts' cost to serve in the first two years after a setup",
     "B1-22 (Yip and Bink), size judged", Grade::assumption},
    {"manager_exit", &StructureParameters::manager_exit, Unit::per_year, {0.0, 0.22, 0.14, 0.11},
     {0.0, 0.12, 0.08, 0.06}, {0.0, 0.34, 0.22, 0.18}, Domain::non_negative,
     "rate at which managers leave where training is 1/2", "B1-27", Grade::assumption},
    {"exit_loss", &StructureParameters::exit_loss, Unit::share, {0.0, 0.3, 0.18, 0.15}, {0.0, 0.15, 0.09, 0.06},
     {0.0, 0.45, 0.27, 0.25}, Domain::unit_interval, "share of the relationship lost when the manager leaves",
     "B1-26 (Shi et al.: revenue lost), judged", Grade::derived},
    {"rebuild_rate", &StructureParameters::rebuild_rate, Unit::per_year, {0.0, 0.28, 0.21, 0.17},
     {0.0, 0.15, 0.12, 0.08}, {0.0, 0.4, 0.3, 0.28}, Domain::non_negative,
     "rate of rebuild events where levers are 1/2 and sponsorship is 1/2",
     "B1-28 (Gartner: 79 % and 46 % in 7 years), split judged", Grade::derived},
    {"rebuild_cost", &StructureParameters::rebuild_cost, Unit::share, {0.0, 0.5, 0.7, 1.0}, {0.0, 0.25, 0.35, 0.5},
     {0.0, 1.0, 1.4, 2.0}, Domain::non_negative, "cost of rebuilding the programme, share of setup",
     "B1-29", Grade::assumption},
    {"rebuild_retained", &StructureParameters::rebuild_retained, Unit::share, {0.0, 0.6, 0.5, 0.4},
     {0.0, 0.3, 0.25, 0.2}, {0.0, 0.8, 0.75, 0.6}, Domain::unit_interval,
     "share of the programme's age that is kept when it is rebuilt", "B1-29", Grade::assumption},
    {"contact", &StructureParameters::contact, Unit::share, {0.2, 0.3, 0.65, 0.75}, {0.2, 0.15, 0.45, 0.55},
     {0.2, 0.45, 0.85, 0.95}, Domain::unit_interval,
     "breadth of contact: share of the loss of a champion that is caught", "B2-22, B2-24, judged", Grade::assumption},
    {"role_technical_expert", &StructureParameters::role_technical_expert, Unit::share, {0.0, 0.7, 0.85, 0.92},
     {0.0, 0.55, 0.7, 0.77}, {0.0, 0.85, 1.0, 1.0}, Domain::unit_interval,
     "coverage of the technical expert role at full maturity", "001-36 and B1-32, judged", Grade::assumption},
    {"role_relationship_lead", &StructureParameters::role_relationship_lead, Unit::share, {0.0, 0.75, 0.85, 0.9},
     {0.0, 0.6, 0.7, 0.75}, {0.0, 0.9, 1.0, 1.0}, Domain::unit_interval,
     "coverage of the relationship lead role at full maturity", "001-36 and B1-32, judged", Grade::assumption},
    {"role_collaborator", &StructureParameters::role_collaborator, Unit::share, {0.0, 0.45, 0.75, 0.88},
     {0.0, 0.3, 0.6, 0.73}, {0.0, 0.6, 0.9, 1.0}, Domain::unit_interval,
     "coverage of the collaborator role at full maturity", "001-36 and B1-32, judged", Grade::assumption},
    {"role_project_manager", &StructureParameters::role_project_manager, Unit::share, {0.0, 0.25, 0.65, 0.85},
     {0.0, 0.1, 0.5, 0.7}, {0.0, 0.4, 0.8, 1.0}, Domain::unit_interval,
     "coverage of the project manager role at full maturity", "001-37 and B1-32, judged", Grade::assumption},
    {"role_innovator", &StructureParameters::role_innovator, Unit::share, {0.0, 0.2, 0.55, 0.8}, {0.0, 0.05, 0.4, 0.65},
     {0.0, 0.35, 0.7, 0.95}, Domain::unit_interval, "coverage of the innovator role at full maturity",
     "001-37 and B1-32, judged", Grade::assumption},
    {"role_results_driver", &StructureParameters::role_results_driver, Unit::share, {0.0, 0.3, 0.6, 0.85},
     {0.0, 0.15, 0.45, 0.7}, {0.0, 0.45, 0.75, 1.0}, Domain::unit_interval,
     "coverage of the results driver role at full maturity", "001-37 and B1-32, judged", Grade::assumption},
    {"investment_share", &StructureParameters::investment_share, Unit::share, {0.0, 0.001, 0.004, 0.004},
     {0.0, 0.0005, 0.002, 0.002}, {0.0, 0.002, 0.008, 0.008}, Domain::non_negative,
     "yearly investment budget where none is given, share of first-year revenue", "judgement", Grade::assumption},
    {"rescue_share", &StructureParameters::rescue_share, Unit::share, {0.0, 0.0005, 0.0015, 0.0015},
     {0.0, 0.00025, 0.00075, 0.00075}, {0.0, 0.001, 0.003, 0.003}, Domain::non_negative,
     "yearly rescue budget where none is given, share of first-year revenue", "judgement", Grade::assumption},
}};
// clang-format on

} // namespace kamsim
