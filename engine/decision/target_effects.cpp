#include "decision/target_effects.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "kamsim/model/structure_declarations.hpp"

namespace kamsim {

namespace {

using P = StructureParameters;

/// At which end of its range a parameter is strong.
enum class StrongEnd : std::uint8_t { low, high };

struct MovedParameter {
    double P::*member;
    StrongEnd strong;
};

constexpr std::array<MovedParameter, 4> retention{{
    {&P::authority, StrongEnd::high},
    {&P::contact, StrongEnd::high},
    {&P::role_relationship_lead, StrongEnd::high},
    {&P::role_project_manager, StrongEnd::high},
}};

constexpr std::array<MovedParameter, 7> expansion{{
    {&P::specialist, StrongEnd::high},
    {&P::latency_local, StrongEnd::low},
    {&P::latency_global, StrongEnd::low},
    {&P::role_technical_expert, StrongEnd::high},
    {&P::role_collaborator, StrongEnd::high},
    {&P::role_innovator, StrongEnd::high},
    {&P::role_results_driver, StrongEnd::high},
}};

constexpr std::array<MovedParameter, 4> maturity{{
    {&P::maturity_ceiling, StrongEnd::high},
    {&P::maturity_midpoint, StrongEnd::low},
    {&P::rebuild_rate, StrongEnd::low},
    {&P::rebuild_retained, StrongEnd::high},
}};

constexpr std::array<double P::*, 5> costs{&P::setup, &P::fixed_cost, &P::lever_scale, &P::manager_cost, &P::fte_cost};

/// What the evidence supports for any of the built-in programmes, widened where the parameter stands outside of it.
struct Range {
    double low = 0.0;
    double high = 0.0;
};

Range range_of(double P::*member, double given)
{
    const auto* declaration = std::find_if(structure_declarations.begin(), structure_declarations.end(),
                                           [&](const StructureDeclaration& one) { return one.member == member; });
    Range range{given, given};
    for (auto structure = static_cast<std::size_t>(BuiltInStructure::early_stage); structure < built_in_structure_count;
         ++structure) {
        range.low = std::min(range.low, declaration->low[structure]);
        range.high = std::max(range.high, declaration->high[structure]);
    }
    return range;
}

void move(std::span<const MovedParameter> moved, double position, P& parameters)
{
    for (const MovedParameter& one : moved) {
        const double given = parameters.*one.member;
        const Range range = range_of(one.member, given);
        const bool goes_high = (position > 0.0) == (one.strong == StrongEnd::high);
        parameters.*one.member = std::lerp(given, goes_high ? range.high : range.low, std::fabs(position));
    }
}

} // namespace

void apply_effect(TargetEffect effect, double position, StructureParameters& parameters)
{
    switch (effect) {
    case TargetEffect::cost:
        for (double P::*member : costs) {
            parameters.*member *= position;
        }
        return;
    case TargetEffect::retention: move(retention, position, parameters); return;
    case TargetEffect::expansion: move(expansion, position, parameters); return;
    case TargetEffect::maturity: move(maturity, position, parameters); return;
    case TargetEffect::size: return;
    }
}

} // namespace kamsim
