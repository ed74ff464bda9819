#include "kamsim/comparison_text.hpp"

#include "kamsim/decision/bridge.hpp"
#include "kamsim/decision/stakeholder_advice.hpp"
#include "kamsim/report/precision_text.hpp"

namespace kamsim::program {

namespace {

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
    if (comparison.precision) {
        text += next_block(precision_table(experiment, *comparison.precision, colour));
    }
    if (const auto alternative = best_other_than(outcome, comparison.baseline)) {
        const auto bridge = bridge_from_baseline(experiment, outcome, *alternative);
        text += next_block(bridge_table(bridge, experiment.currency, colour));
    }
    text += next_block(stakeholder_table(advise_on_stakeholders(experiment), colour));
    return text + next_block(bulleted_list("Assumed", scenario.assumptions));
}

} // namespace kamsim::program
