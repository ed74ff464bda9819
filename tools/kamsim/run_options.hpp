#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kamsim/command_line.hpp"
#include "kamsim/simulation/sample_part.hpp"

namespace kamsim::program {

enum class OutputForm : std::uint8_t { text, verdict_only, json };

/// Whether the command line settles how many replications there are, or the scenario.
enum class RunSize : std::uint8_t { by_scenario, as_told };

/// Number `number` of `of` parts, from 1 on.
struct RunPart {
    std::int64_t number = 1;
    std::int64_t of = 1;
};

/// What --part says: "2/3".
/// @throws UsageError where it is no part
[[nodiscard]] std::optional<RunPart> part_of(const CommandLine& line);

/// What the command line of `kamsim run` asks for.
struct RunOptions {
    std::filesystem::path scenario;     ///< empty where a run is resumed or extended
    std::vector<std::string> overrides; ///< path=value; --replications, --worlds and --seed come last and win
    std::optional<std::filesystem::path> result_file;
    bool diagnoses = false; ///< measure what variance reduction brings, in place of the answer
    RunSize size = RunSize::by_scenario;
    bool resume = false;                ///< go on with the unfinished run of the result file
    std::optional<std::int64_t> extend; ///< replications to add to the finished result file
    std::optional<RunPart> part;
    RecordedDetail detail = RecordedDetail::ledgers; ///< of a run that begins; one that goes on has its own
    double commit_every = 10.0;                      ///< seconds
    int threads = 0;                                 ///< 0: as many as there are
    OutputForm form = OutputForm::text;
};

[[nodiscard]] const CommandDeclaration& run_declaration();

/// @throws UsageError where an option has a wrong value
[[nodiscard]] RunOptions read_run_options(const CommandLine& line);

} // namespace kamsim::program
