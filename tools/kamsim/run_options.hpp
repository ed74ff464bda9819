#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kamsim::program {

enum class OutputForm : std::uint8_t { text, verdict_only, json };

/// What the command line of `kamsim run` asks for.
struct RunOptions {
    std::filesystem::path scenario;
    std::vector<std::string> overrides; ///< path=value; --replications and --seed come last and win
    std::optional<std::filesystem::path> result_file;
    int threads = 0; ///< 0: as many as there are
    OutputForm form = OutputForm::text;
    bool shows_progress = true; ///< where the standard error is a terminal
};

/// @return empty where the help is asked for
/// @throws UsageError where an option is unknown, lacks its value or has a wrong one, or the scenario is missing
[[nodiscard]] std::optional<RunOptions> parse_run_options(const std::vector<std::string>& arguments);

[[nodiscard]] std::string run_help();

} // namespace kamsim::program
