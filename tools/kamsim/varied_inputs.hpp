#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kamsim/command_line.hpp"
#include "kamsim/console.hpp"
#include "kamsim/decision/sensitivity.hpp"
#include "kamsim/interruption.hpp"
#include "kamsim/scenario/read_scenario.hpp"

namespace kamsim::program {

// What the commands that vary the inputs of a scenario have in common.

inline constexpr OptionDeclaration inputs_option{"inputs", "WHICH", "names with commas, or evidence[:N] (see below)"};
inline constexpr OptionDeclaration policies_option{"policies", "", "the policies of the programmes are inputs, too"};
inline constexpr OptionDeclaration of_option{"of", "DESIGN", "the value of this design"};
inline constexpr OptionDeclaration against_option{"against", "DESIGN", "less that of this one"};
inline constexpr OptionDeclaration top_option{"top", "N", "rows of each table (20)"};
inline constexpr OptionDeclaration study_threads_option{"threads", "N", "threads to use; no number depends on it"};
inline constexpr OptionDeclaration set_option{"set", "PATH=VALUE", "change an entry of the scenario; may be repeated",
                                              OptionDeclaration::Use::repeated};

/// Of commands with those options.
inline constexpr std::string_view inputs_help =
    "Inputs are what the scenario says is uncertain. --inputs evidence takes the\n"
    "parameters of the model and of the structures by the ranges of the evidence\n"
    "instead, evidence:40 the forty of them that move the value most.\n";

/// What is varied, of which designs.
struct VariedScenario {
    Scenario scenario;
    SensitivitySpace space;
    StudyOutput output; ///< of the space's experiment
};

/// Which designs the space holds: all, or those of the output.
enum class KeptDesigns : std::uint8_t { all, of_output };

/// Reads the scenario or result that the command line names and makes the space of its options. Without --of and
/// --against the output is the difference of the best design, as given, and the next.
/// @return nothing where it was interrupted
/// @throws UsageError where an option does not fit the scenario
[[nodiscard]] std::optional<VariedScenario> varied_scenario(const CommandLine& line, KeptDesigns kept, Console& console,
                                                            const Interruption& interruption);

/// Threads of --threads; ends when it is interrupted.
[[nodiscard]] StudyOptions study_options(const CommandLine& line, const Interruption& interruption);

} // namespace kamsim::program
