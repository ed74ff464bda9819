#include "kamsim/answer.hpp"

#include <iostream>

#include "kamsim/comparison_text.hpp"
#include "kamsim/console.hpp"
#include "kamsim/decision/break_even_size.hpp"
#include "kamsim/report/json.hpp"
#include "kamsim/report/terminal.hpp"
#include "kamsim/results/checks.hpp"
#include "kamsim/terminal.hpp"
#include "kamsim/version.hpp"

namespace kamsim::program {

Answer answer_of(const Scenario& scenario, const Outcome& outcome)
{
    return {check_outcome(scenario.experiment, outcome), compare(scenario.experiment, outcome)};
}

void add_break_even_size(const Experiment& experiment, const RunOptions& run, const Interruption& interruption,
                         Comparison& comparison)
{
    const bool has_programme = comparison.alternatives.size() > 1;
    const bool none_is_best =
        comparison.verdict.best == comparison.baseline && is_without_programme(experiment, comparison.baseline);
    if (!has_programme || !none_is_best) {
        return;
    }
    BreakEvenSizeOptions options;
    options.threads = run.threads;
    options.goes_on = [&] { return !interruption.is_requested(); };
    const auto size = find_break_even_size(experiment, options);
    if (interruption.is_requested()) {
        std::cerr << "kamsim: interrupted in the search for the size at which a programme would pay; the comparison is "
                     "complete\n";
        return;
    }
    comparison.verdict.sentence += " " + break_even_size_sentence(experiment, size);
}

void print_answer(const Scenario& scenario, const RunOptions& run, const Outcome& outcome, const Answer& answer)
{
    const Comparison& comparison = answer.comparison;
    switch (run.form) {
    case OutputForm::json: std::cout << comparison_json(scenario.experiment, outcome, comparison, version()); break;
    case OutputForm::verdict_only: std::cout << verdict_paragraph(comparison, output_colour()); break;
    case OutputForm::text: print(comparison_text(scenario, outcome, comparison, output_colour())); break;
    }
}

} // namespace kamsim::program
