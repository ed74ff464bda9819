#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "kamsim/model/alternative.hpp"
#include "kamsim/model/structure.hpp"

namespace kamsim {

/// By what two designs may differ, in groups as people think of them. Every parameter of a structure and every number
/// and policy of a design belongs to one.
enum class MechanismGroup : std::uint8_t {
    programme,
    maturity,
    people,
    retention,
    expansion,
    price,
    service_cost,
    fixed_cost,
};

inline constexpr int mechanism_group_count = 8;

struct MechanismGroupDeclaration {
    MechanismGroup group;
    const char* name;
    const char* title;
    const char* meaning;
};

inline constexpr std::array<MechanismGroupDeclaration, mechanism_group_count> mechanism_groups{{
    {MechanismGroup::programme, "programme", "Programme and levers",
     "whether a programme stands and when it is reorganised, its levers, which and how many key accounts it has, and "
     "how attention is shared between them"},
    {MechanismGroup::maturity, "maturity", "Maturing",
     "how far and how fast the programme matures, how often it is rebuilt and what it keeps then"},
    {MechanismGroup::people, "people", "People",
     "managers and teams: cost, time, load, coordination, exits, hiring, who gets which manager"},
    {MechanismGroup::retention, "retention", "Keeping customers",
     "authority, breadth and focus of contact, relationship and project roles, rescues, work before tenders"},
    {MechanismGroup::expansion, "expansion", "Growing with customers",
     "specialists, speed across divisions and borders, the other roles, investment"},
    {MechanismGroup::price, "price", "Prices", "concessions to key accounts, and margin regained from them"},
    {MechanismGroup::service_cost, "service_cost", "Cost to serve",
     "change of key accounts' cost to serve, and dedicated cost that outlives lost ones"},
    {MechanismGroup::fixed_cost, "fixed_cost", "Setup and fixed cost",
     "setup, fixed cost, cost of the levers, cost of rebuilding"},
}};

/// One parameter of a structure in its group.
struct GroupedParameter {
    double StructureParameters::*member;
    MechanismGroup group;
};

/// Every parameter of a structure, once.
[[nodiscard]] std::span<const GroupedParameter> grouped_parameters();

/// What a number or policy of a design does where it has no programme.
enum class WithoutProgramme : std::uint8_t {
    nothing,
    the_same,
    no_budget, ///< nothing, and a design without a programme has no such money to give
};

/// One number or policy of a design in its group; `key` is its name in a scenario.
struct GroupedDecision {
    const char* key;
    MechanismGroup group;
    WithoutProgramme without_programme;
    void (*take)(const Alternative& from, Alternative& to); ///< gives `to` what `from` has
    bool (*is_equal)(const Alternative& first, const Alternative& second);
};

/// Everything that tells designs apart but their names and structure plans, once.
[[nodiscard]] std::span<const GroupedDecision> grouped_decisions();

} // namespace kamsim
