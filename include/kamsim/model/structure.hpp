#pragma once

#include <string>

#include "kamsim/model/parameter.hpp"

namespace kamsim {

/// How a supplier organises the care of its key accounts (docs/model.md, section 8). Money in kEUR.
struct StructureParameters {
    double setup;
    double fixed_cost; ///< a year
    double lever_scale;
    double manager_cost; ///< kam_cost, a year
    double manager_time; ///< share of a manager's working time given to the programme
    double team_fte;     ///< dedicated full-time equivalents per key account, without the manager
    double fte_cost;     ///< a year
    double load;         ///< key accounts per manager
    double overhead;     ///< share of hours lost to coordination
    double specialist;   ///< chance that a needed specialist is at hand
    double authority;
    double latency_local;
    double latency_global;
    double maturity_ceiling;
    double maturity_midpoint; ///< t0, years
    double maturity_scale;    ///< s, years
    double concession;
    double recovery;
    double strand;
    double cost_to_serve_change; ///< cts at full maturity
    double cost_to_serve_rise;   ///< in the first two years after a setup
    double manager_exit;
    double exit_loss;
    double rebuild_rate;
    double rebuild_cost;     ///< share of setup
    double rebuild_retained; ///< share of the age kept
    double contact;          ///< breadth of contact: share of a champion's loss that is caught
    double role_technical_expert;
    double role_relationship_lead;
    double role_collaborator;
    double role_project_manager;
    double role_innovator;
    double role_results_driver;
    double investment_share; ///< default investment budget, share of first-year portfolio revenue
    double rescue_share;     ///< default rescue budget, share of first-year portfolio revenue
};

/// A named structure. `is_programme` is false for `none` alone: no programme, no managers.
struct Structure {
    std::string name;
    bool is_programme = true;
    StructureParameters parameters{};
};

} // namespace kamsim
