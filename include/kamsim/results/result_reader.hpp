#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "kamsim/results/result_file_error.hpp"
#include "kamsim/scenario/read_scenario.hpp"
#include "kamsim/simulation/outcome.hpp"

namespace kamsim {

/// What a result file holds but the ledgers of single replications: enough to compare, explain and print again exactly
/// what the run printed.
struct StoredResult {
    /// As the run had it, bit for bit; the path of the scenario file is without its folder.
    Scenario scenario;
    Outcome outcome; ///< bit for bit; how long it took and on which instruction set is not kept
    std::vector<std::string> checks;
    std::string verdict; ///< the answer in words, as the run gave it
    std::string program_version;
    std::string program_revision;
};

/// Verifies a file that ResultWriter wrote, then reads it.
/// @throws UnreadableResult where there is no such file, where it is no result of kamsim or one of another version of
///   the format, and where any byte of it is not as it was written (verify_file)
[[nodiscard]] StoredResult read_result(const std::filesystem::path& path);

/// Who wrote a result, a part of one or a study, and what it holds, whatever the version of its format.
struct ResultIdentity {
    std::int64_t format_version = 0;
    std::string program_version;
    std::string program_revision;
    std::int64_t replications = 0;
};

/// @param path of a file that verify_file finds good
/// @throws UnreadableResult where it is no file of kamsim
[[nodiscard]] ResultIdentity identify_result(const std::filesystem::path& path);

} // namespace kamsim
