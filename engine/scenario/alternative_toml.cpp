#include "kamsim/scenario/alternative_toml.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "kamsim/scenario/import_guess.hpp"
#include "kamsim/scenario/policy_names.hpp"

namespace kamsim {

namespace {

void require_sayable(const Alternative& alternative)
{
    const bool in_place = std::any_of(alternative.plan.begin(), alternative.plan.end(),
                                      [](const PlannedStructure& step) { return step.step == PlanStep::in_place; });
    const bool has_extra =
        std::any_of(alternative.account_attention.begin(), alternative.account_attention.end(),
                    [](const AccountAttention& own) { return own.extra_hours != 0.0 || own.extra_money != 0.0; });
    if (in_place || has_extra) {
        throw std::invalid_argument(
            fmt::format("design \"{}\" cannot be written as a scenario: {}", alternative.name,
                        in_place ? "a step of its plan is taken in place" : "an account has extra hours or money"));
    }
}

std::string plan_toml(const Alternative& alternative, const Experiment& experiment)
{
    const auto structure = [&](int index) {
        return toml_text(experiment.structures.at(static_cast<std::size_t>(index)).name);
    };
    if (alternative.plan.empty()) {
        return fmt::format("structure = {}\n", structure(experiment.today.structure));
    }
    std::string text = "plan = [";
    for (const PlannedStructure& step : alternative.plan) {
        text += fmt::format("{}{{ year = {}, structure = {} }}", text.back() == '[' ? "" : ", ", step.year,
                            structure(step.structure));
    }
    return text + "]\n";
}

std::string levers_toml(const Alternative& alternative)
{
    std::string text = "levers = {";
    for (std::size_t k = 0; k < lever_names.size(); ++k) {
        text += fmt::format("{} {} = {}", k == 0 ? "" : ",", lever_names.at(k), alternative.levers.at(k));
    }
    return text + " }\n";
}

std::string policies_toml(const Alternative& alternative)
{
    const auto line = [](const char* key, const auto& names, auto policy) {
        return fmt::format("{} = \"{}\"\n", key, name_in(names, policy));
    };
    return line("selection", selection_policy_names, alternative.selection)
           + line("attention", attention_policy_names, alternative.attention)
           + line("assignment", assignment_policy_names, alternative.assignment)
           + line("hiring", hiring_policy_names, alternative.hiring)
           + line("rescue", rescue_policy_names, alternative.rescue)
           + line("contact_focus", contact_focus_names, alternative.contact_focus);
}

std::string attention_toml(const Alternative& alternative, const Experiment& experiment)
{
    std::string text = "attention_weights = [";
    for (std::size_t k = 0; k < alternative.account_attention.size(); ++k) {
        const AccountAttention& own = alternative.account_attention[k];
        if (own != AccountAttention{}) {
            text += fmt::format("\n    {{ account = {}, hours = {}, money = {} }},",
                                toml_text(experiment.accounts.at(k).id), own.hours_weight, own.money_weight);
        }
    }
    return text + (text.back() == '[' ? "]\n" : "\n]\n");
}

} // namespace

std::string alternative_toml(const Alternative& alternative, const Experiment& experiment)
{
    require_sayable(alternative);
    std::string text = fmt::format("[[alternatives]]\nname = {}\n", toml_text(alternative.name))
                       + plan_toml(alternative, experiment) + levers_toml(alternative)
                       + fmt::format("key_accounts = {}\n", alternative.key_accounts);
    if (alternative.investment_budget) {
        text += fmt::format("investment_budget = {}\n", *alternative.investment_budget);
    }
    if (alternative.rescue_budget) {
        text += fmt::format("rescue_budget = {}\n", *alternative.rescue_budget);
    }
    return text + policies_toml(alternative) + fmt::format("tender_lead = {}\n", alternative.tender_lead)
           + attention_toml(alternative, experiment);
}

} // namespace kamsim
