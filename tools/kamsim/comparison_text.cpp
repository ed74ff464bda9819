#include "kamsim/comparison_text.hpp"

#include <optional>

#include "kamsim/decision/bridge.hpp"
#include "kamsim/decision/stakeholder_advice.hpp"

namespace kamsim::program {

namespace {

/// The alternative whose difference to the baseline is explained: the best or, where that is the baseline itself, its
/// nearest rival. Empty where there is no other.
std::optional<int> explained_alternative(const Comparison& comparison)
{
    const auto& verdict = comparison.verdict;
    if (verdict.best != comparison.baseline) {
        return verdict.best;
    }
    return verdict.leads.empty() ? std::nullopt : std::optional(verdict.leads.front().rival);
}

/// A block of text with an empty line before it; nothing for an empty block.
std::string next_block(const std::string& text)
{
    return text.empty() ? text : "\n" + text;
}

} // namespace

std::string comparison_text(const Scenario& scenario, const Outcome& outcome, const Comparison& comparison,
                            Colour colour)
{
    const auto& experiment = scenario.experiment;
    auto text = verdict_paragraph(comparison, colour) + next_block(comparison_table(comparison, colour))
                + next_block(knowledge_table(comparison, colour));
    if (const auto alternative = explained_alternative(comparison)) {
        const auto bridge = bridge_from_baseline(experiment, outcome, *alternative);
        text += next_block(bridge_table(bridge, experiment.currency, colour));
    }
    text += next_block(stakeholder_table(advise_on_stakeholders(experiment), colour));
    return text + next_block(bulleted_list("Assumed", scenario.assumptions));
}

} // namespace kamsim::program
