#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kamsim/command_line.hpp"

namespace kamsim::program {

enum class OutputForm : std::uint8_t { text, verdict_only, json };

/// What the command line of `kamsim run` asks for.
struct RunOptions {
    std::filesystem::path scenario;
    std::vector<std::string> overrides; ///< path=value; --replications, --worlds and --seed come last and win
    std::optional<std::filesystem::path> result_file;
    int threads = 0; ///< 0: as many as there are
    OutputForm form = OutputForm::text;
};

[[nodiscard]] const CommandDeclaration& run_declaration();

/// @throws UsageError where an option has a wrong value
[[nodiscard]] RunOptions read_run_options(const CommandLine& line);

} // namespace kamsim::program
