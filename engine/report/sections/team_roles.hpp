#pragma once

#include <array>

#include "kamsim/model/programme.hpp"
#include "kamsim/model/structure.hpp"

namespace kamsim::sections {

/// A role of a key account team.
struct TeamRole {
    const char* title;
    const char* meaning; ///< what depends on it in the model
    double StructureParameters::*coverage;
};

inline constexpr std::array<TeamRole, role_count> team_roles{{
    {"technical expert", "knows what the offer can do; raises the chance that an opportunity is won",
     &StructureParameters::role_technical_expert},
    {"relationship lead", "tends the people at the customer; raises what care does for the relationship",
     &StructureParameters::role_relationship_lead},
    {"collaborator", "brings the supplier's departments together; told here, and nothing else depends on it",
     &StructureParameters::role_collaborator},
    {"project manager", "keeps promises; raises satisfaction and shortens onboarding",
     &StructureParameters::role_project_manager},
    {"innovator", "finds what could be new for the customer; raises the number of opportunities",
     &StructureParameters::role_innovator},
    {"results driver", "follows the account plan through; speeds up its making",
     &StructureParameters::role_results_driver},
}};

/// To what degree a role is covered at a key account (docs/model.md, eq. 9).
[[nodiscard]] inline double role_coverage(const TeamRole& role, const Structure& structure, double maturity)
{
    return structure.parameters.*role.coverage * (0.6 + 0.4 * maturity);
}

} // namespace kamsim::sections
