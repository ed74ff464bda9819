#pragma once

#include <filesystem>

#include "kamsim/model/experiment.hpp"
#include "kamsim/simulation/sample_part.hpp"

namespace kamsim::program {

/// Bytes of memory that this process may use: the machine's, or less where a control group says so.
[[nodiscard]] double machine_memory();

/// Threads that a run uses; 0 asks for as many as there are.
[[nodiscard]] int used_threads(int threads);

/// @param detail what is kept of each replication
/// @param scenario its file, for the message
/// @throws ScenarioError where the run would need more memory than the machine has
void require_memory(const Experiment& experiment, RecordedDetail detail, int threads,
                    const std::filesystem::path& scenario);

} // namespace kamsim::program
