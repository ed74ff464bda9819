#include "kamsim/machine.hpp"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>
#include <omp.h>
#include <unistd.h>

#include "kamsim/report/scenario_summary.hpp"
#include "kamsim/scenario/read_scenario.hpp"
#include "kamsim/simulation/memory.hpp"

namespace kamsim::program {

double machine_memory()
{
    const double machine = static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
    double group = 0.0;
    // Holds "max" where there is no limit, and is missing where there are no control groups.
    return std::ifstream("/sys/fs/cgroup/memory.max") >> group ? std::min(machine, group) : machine;
}

int used_threads(int threads)
{
    return threads > 0 ? threads : omp_get_max_threads();
}

void require_memory(const Experiment& experiment, RecordedDetail detail, int threads,
                    const std::filesystem::path& scenario)
{
    const MemoryEstimate estimate = estimated_memory(experiment, used_threads(threads), detail);
    const double memory = machine_memory();
    if (estimate.total() > memory) {
        throw ScenarioError(
            {fmt::format("{}: a run would need {} of memory, and this machine has {}; {}", scenario.string(),
                         bytes_text(estimate.total()), bytes_text(memory), memory_advice(experiment, estimate))});
    }
}

} // namespace kamsim::program
