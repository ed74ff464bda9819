#include "kamsim/decision/sensitivity_space.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "kamsim/scenario/policy_names.hpp"

namespace kamsim {

namespace {

constexpr double as_given = std::numeric_limits<double>::quiet_NaN();

template <class Enum, std::size_t count>
SensitivityInput policy_input(std::string name, const std::array<NamedValue<Enum>, count>& names)
{
    SensitivityInput input{std::move(name), {}};
    for (const NamedValue<Enum>& named : names) {
        input.levels.emplace_back(named.name);
    }
    return input;
}

/// In the order in which set_policies takes them.
std::vector<SensitivityInput> policy_inputs()
{
    return {policy_input("policy.selection", selection_policy_names),
            policy_input("policy.attention", attention_policy_names),
            policy_input("policy.assignment", assignment_policy_names),
            policy_input("policy.hiring", hiring_policy_names),
            policy_input("policy.rescue", rescue_policy_names),
            policy_input("policy.contact_focus", contact_focus_names)};
}

template <class Enum, std::size_t count>
void set_policy(double level, const std::array<NamedValue<Enum>, count>& names, Enum given, Enum& policy)
{
    policy = std::isnan(level) ? given : names[static_cast<std::size_t>(level)].value;
}

void set_policies(std::span<const double> levels, const Alternative& given, Alternative& copy)
{
    set_policy(levels[0], selection_policy_names, given.selection, copy.selection);
    set_policy(levels[1], attention_policy_names, given.attention, copy.attention);
    set_policy(levels[2], assignment_policy_names, given.assignment, copy.assignment);
    set_policy(levels[3], hiring_policy_names, given.hiring, copy.hiring);
    set_policy(levels[4], rescue_policy_names, given.rescue, copy.rescue);
    set_policy(levels[5], contact_focus_names, given.contact_focus, copy.contact_focus);
}

} // namespace

SensitivitySpace::SensitivitySpace(Experiment experiment, PolicyInputs policies)
    : experiment_(std::make_unique<const Experiment>(std::move(experiment))),
      space_(std::make_unique<const InputSpace>(*experiment_)), certain_(space_->certain_copy())
{
    for (std::size_t k = 0; k < space_->size(); ++k) {
        inputs_.push_back({space_->input(k).name, {}});
    }
    if (policies == PolicyInputs::varied) {
        for (SensitivityInput& input : policy_inputs()) {
            inputs_.push_back(std::move(input));
        }
    }
    if (inputs_.empty()) {
        throw std::invalid_argument("nothing is uncertain that all accounts share, so there is nothing to vary; name "
                                    "uncertain inputs in the scenario, or take the ranges of the evidence");
    }
    make_groups();
}

/// Inputs that are correlated, directly or through others.
void SensitivitySpace::make_groups()
{
    const auto shared = shared_inputs(experiment_->uncertainty);
    std::vector<std::size_t> group_of(size());
    std::iota(group_of.begin(), group_of.end(), std::size_t{0});
    const auto join = [&](std::size_t first, std::size_t second) {
        const auto [low, high] = std::minmax(group_of[first], group_of[second]);
        std::replace(group_of.begin(), group_of.end(), std::size_t{high}, std::size_t{low});
    };
    for (const RankCorrelation& correlation : experiment_->uncertainty.correlations) {
        const auto first = std::find(shared.begin(), shared.end(), correlation.first);
        const auto second = std::find(shared.begin(), shared.end(), correlation.second);
        if (first != shared.end() && second != shared.end() && correlation.rank != 0.0) {
            join(static_cast<std::size_t>(first - shared.begin()), static_cast<std::size_t>(second - shared.begin()));
        }
    }
    for (std::size_t lead = 0; lead < size(); ++lead) {
        std::vector<std::size_t> members;
        for (std::size_t k = 0; k < size(); ++k) {
            if (group_of[k] == lead) {
                members.push_back(k);
            }
        }
        if (!members.empty()) {
            groups_.push_back(std::move(members));
        }
    }
}

double SensitivitySpace::quantile(std::size_t coordinate, double probability) const
{
    if (inputs_[coordinate].is_number()) {
        return space_->quantile(coordinate, probability);
    }
    const auto levels = static_cast<double>(inputs_[coordinate].levels.size());
    return std::min(std::floor(probability * levels), levels - 1.0);
}

std::vector<double> SensitivitySpace::values_at(std::span<const double> uniforms) const
{
    if (uniforms.size() != size()) {
        throw std::invalid_argument(
            fmt::format("a point of {} inputs has not {} coordinates", size(), uniforms.size()));
    }
    auto values = space_->values_at(uniforms.first(space_->size()));
    for (std::size_t k = space_->size(); k < size(); ++k) {
        values.push_back(quantile(k, uniforms[k]));
    }
    return values;
}

double SensitivitySpace::given_value(std::size_t coordinate) const
{
    return coordinate < space_->size() ? space_->given_value(coordinate).value_or(as_given) : as_given;
}

std::vector<double> SensitivitySpace::given_point() const
{
    return std::vector<double>(size(), as_given);
}

void SensitivitySpace::set(std::span<const double> values, Experiment& copy) const
{
    if (values.size() != size()) {
        throw std::invalid_argument(fmt::format("a point of {} inputs has not {} values", size(), values.size()));
    }
    space_->set(values.first(space_->size()), copy);
    if (space_->size() == size()) {
        return;
    }
    for (std::size_t k = 0; k < copy.alternatives.size(); ++k) {
        set_policies(values.subspan(space_->size()), certain_.alternatives[k], copy.alternatives[k]);
    }
}

std::string SensitivitySpace::value_text(std::size_t coordinate, double value) const
{
    if (std::isnan(value)) {
        return "as given";
    }
    const SensitivityInput& input = inputs_[coordinate];
    return input.is_number() ? fmt::format("{:.3g}", value) : input.levels[static_cast<std::size_t>(value)];
}

} // namespace kamsim
