#include "kamsim/decision/hybrid_designs.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>

#include <fmt/format.h>

#include "kamsim/decision/comparison.hpp"
#include "kamsim/model/catalogue.hpp"

namespace kamsim {

namespace {

constexpr int no_programme = 0; ///< index of "none"

/// Structure from a period on, by period: the first entry is that of the first day.
std::map<int, PlannedStructure> dated_plan(const Experiment& experiment, const Alternative& alternative)
{
    std::map<int, PlannedStructure> dated{{0, {0.0, experiment.today.structure}}};
    for (const PlannedStructure& step : alternative.plan) {
        const int period = rounded_periods(step.year, experiment.periods_per_year);
        if (period < experiment.periods) {
            dated[period] = step;
        }
    }
    return dated;
}

int structure_at(const std::map<int, PlannedStructure>& dated, int period)
{
    return std::prev(dated.upper_bound(period))->second.structure;
}

/// A beginning of names that no structure has.
std::string unused_name(const std::vector<Structure>& structures)
{
    std::string name = "hybrid";
    while (std::any_of(structures.begin(), structures.end(),
                       [&](const Structure& structure) { return structure.name.starts_with(name); })) {
        name += '-';
    }
    return name;
}

} // namespace

HybridDesigns::HybridDesigns(const Experiment& experiment, int from, int to) : experiment_(experiment)
{
    for (const int design : {from, to}) {
        if (design < 0 || static_cast<std::size_t>(design) >= experiment.alternatives.size()) {
            throw std::invalid_argument(fmt::format("there is no alternative {} among the {} of the experiment", design,
                                                    experiment.alternatives.size()));
        }
    }
    lay_out_stretches(from, to);
    take_decisions(from, to);
    find_groups();
}

void HybridDesigns::lay_out_stretches(int from, int to)
{
    const auto& designs = experiment_.alternatives;
    const auto first = dated_plan(experiment_, designs[static_cast<std::size_t>(from)]);
    const auto second = dated_plan(experiment_, designs[static_cast<std::size_t>(to)]);
    std::map<int, PlannedStructure> dates = first;
    dates.insert(second.begin(), second.end());
    int from_before = experiment_.today.structure;
    int to_before = experiment_.today.structure;
    for (const auto& [period, step] : dates) {
        Stretch stretch{step.year, structure_at(first, period), structure_at(second, period)};
        stretch.from_switches = stretch.from != from_before;
        stretch.to_switches = stretch.to != to_before;
        from_before = stretch.from;
        to_before = stretch.to;
        stretches_.push_back(stretch);
    }
}

/// What a design that never has a programme would decide for one says nothing: there it is as the other one.
void HybridDesigns::take_decisions(int from, int to)
{
    from_ = experiment_.alternatives[static_cast<std::size_t>(from)];
    to_ = experiment_.alternatives[static_cast<std::size_t>(to)];
    const auto fill = [&](int design, Alternative& empty, const Alternative& other) {
        if (experiment_.today.structure != no_programme || !is_without_programme(experiment_, design)) {
            return;
        }
        empty.investment_budget.reset();
        empty.rescue_budget.reset();
        for (const GroupedDecision& decision : grouped_decisions()) {
            if (decision.without_programme == WithoutProgramme::nothing) {
                decision.take(other, empty);
            }
        }
    };
    fill(from, from_, to_);
    fill(to, to_, from_);
}

void HybridDesigns::find_groups()
{
    bool begins = false;
    bool ends = false;
    bool dates_differ = false;
    for (const Stretch& stretch : stretches_) {
        begins = begins || (stretch.from == no_programme && stretch.to != no_programme);
        ends = ends || (stretch.from != no_programme && stretch.to == no_programme);
        dates_differ = dates_differ || stretch.from_switches != stretch.to_switches;
    }
    for (const auto& declaration : mechanism_groups) {
        const bool is_programme = declaration.group == MechanismGroup::programme;
        if (parameters_differ(declaration.group) || decisions_differ(declaration.group)
            || (is_programme && (begins || ends || dates_differ))) {
            groups_.push_back(declaration.group);
        }
    }
    if (begins != ends) {
        order_ = begins ? JoiningOrder::first_player_first : JoiningOrder::first_player_last;
    }
}

bool HybridDesigns::parameters_differ(MechanismGroup group) const
{
    return std::any_of(stretches_.begin(), stretches_.end(), [&](const Stretch& stretch) {
        if (stretch.from == stretch.to) {
            return false;
        }
        const auto& first = experiment_.structures[static_cast<std::size_t>(stretch.from)].parameters;
        const auto& second = experiment_.structures[static_cast<std::size_t>(stretch.to)].parameters;
        const auto grouped = grouped_parameters();
        return std::any_of(grouped.begin(), grouped.end(), [&](const GroupedParameter& one) {
            const auto& catalogue = structure_catalogue();
            const auto entry = std::find_if(catalogue.begin(), catalogue.end(),
                                            [&](const StructureEntry& other) { return other.member == one.member; });
            return one.group == group
                   && (first.*one.member != second.*one.member
                       || is_drawn_for_one(static_cast<std::size_t>(entry - catalogue.begin()), stretch));
        });
    });
}

/// Whether worlds may give the two structures of a stretch different values where the given ones are equal.
bool HybridDesigns::is_drawn_for_one(std::size_t entry, const Stretch& stretch) const
{
    const auto& inputs = experiment_.uncertainty.inputs;
    return std::any_of(inputs.begin(), inputs.end(), [&](const UncertainInput& input) {
        const auto takes = [&](int structure) {
            return std::find(input.structures.begin(), input.structures.end(), structure) != input.structures.end();
        };
        return input.target == UncertainTarget::structure_parameter && input.entry == entry
               && takes(stretch.from) != takes(stretch.to);
    });
}

bool HybridDesigns::decisions_differ(MechanismGroup group) const
{
    const auto decisions = grouped_decisions();
    return std::any_of(decisions.begin(), decisions.end(), [&](const GroupedDecision& decision) {
        return decision.group == group && !decision.is_equal(from_, to_);
    });
}

bool HybridDesigns::takes_second(Coalition coalition, MechanismGroup group) const
{
    const auto place = std::find(groups_.begin(), groups_.end(), group) - groups_.begin();
    return ((coalition >> place) & 1U) != 0;
}

Alternative HybridDesigns::design_of(Coalition coalition, std::size_t place, std::size_t first_structure) const
{
    Alternative design = from_;
    for (const GroupedDecision& decision : grouped_decisions()) {
        if (takes_second(coalition, decision.group)) {
            decision.take(to_, design);
        }
    }
    const bool second_is_base = takes_second(coalition, MechanismGroup::programme);
    design.name = fmt::format("hybrid {}", place);
    design.plan.clear();
    for (std::size_t k = 0; k < stretches_.size(); ++k) {
        const Stretch& stretch = stretches_[k];
        const bool stands = (second_is_base ? stretch.to : stretch.from) != no_programme;
        const bool switches = second_is_base ? stretch.to_switches : stretch.from_switches;
        design.plan.push_back({stretch.year, stands ? static_cast<int>(first_structure + k) : no_programme,
                               switches ? PlanStep::reorganisation : PlanStep::in_place});
    }
    return design;
}

Experiment HybridDesigns::experiment_of(std::span<const Coalition> coalitions) const
{
    Experiment hybrids = experiment_;
    const std::string name = unused_name(experiment_.structures);
    hybrids.alternatives.clear();
    hybrids.baseline = 0;
    for (std::size_t place = 0; place < coalitions.size(); ++place) {
        hybrids.alternatives.push_back(design_of(coalitions[place], place, hybrids.structures.size()));
        for (std::size_t k = 0; k < stretches_.size(); ++k) {
            hybrids.structures.push_back({fmt::format("{} {} {}", name, place, k), true, {}});
        }
    }
    mix(coalitions, hybrids);
    return hybrids;
}

void HybridDesigns::mix(std::span<const Coalition> coalitions, Experiment& copy) const
{
    std::size_t next = experiment_.structures.size();
    for (const Coalition coalition : coalitions) {
        for (const Stretch& stretch : stretches_) {
            const auto& first = copy.structures[static_cast<std::size_t>(stretch.from)].parameters;
            const auto& second = copy.structures[static_cast<std::size_t>(stretch.to)].parameters;
            StructureParameters& mixed = copy.structures[next++].parameters;
            for (const GroupedParameter& one : grouped_parameters()) {
                mixed.*one.member = (takes_second(coalition, one.group) ? second : first).*one.member;
            }
        }
    }
}

} // namespace kamsim
