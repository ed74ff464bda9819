#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kamsim/decision/comparison.hpp"
#include "kamsim/interruption.hpp"
#include "kamsim/run_options.hpp"
#include "kamsim/scenario/read_scenario.hpp"
#include "kamsim/simulation/outcome.hpp"

namespace kamsim::program {

/// What a run found, checked and compared.
struct Answer {
    std::vector<std::string> checks;
    Comparison comparison;
};

/// @throws std::logic_error where the outcome contradicts itself
[[nodiscard]] Answer answer_of(const Scenario& scenario, const Outcome& outcome);

/// Where no programme pays, the verdict goes on to say at what size of the portfolio one would.
void add_break_even_size(const Experiment& experiment, const RunOptions& run, const Interruption& interruption,
                         Comparison& comparison);

/// On the standard output, in the form that was asked for.
void print_answer(const Scenario& scenario, const RunOptions& run, const Outcome& outcome, const Answer& answer);

} // namespace kamsim::program
