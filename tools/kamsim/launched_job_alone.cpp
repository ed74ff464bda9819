#include <cstdlib>

#include <fmt/format.h>

#include "kamsim/command.hpp"
#include "kamsim/launched_job.hpp"

namespace kamsim::program {

LaunchedJob::LaunchedJob()
{
    const auto launch = launch_of_this_process();
    if (launch && (launch->count > 1 || launch->rank > 0)) {
        throw UsageError(fmt::format("this is process {} of {} that a launcher started, and kamsim was built without "
                                     "MPI: build it with cmake -D KAMSIM_MPI=ON, or start the parts one by one, with "
                                     "--part 1/{} and so on",
                                     launch->rank + 1, launch->count > 0 ? fmt::to_string(launch->count) : "several",
                                     launch->count > 0 ? fmt::to_string(launch->count) : "N"));
    }
}

LaunchedJob::~LaunchedJob() = default;

int LaunchedJob::greatest(int number) const
{
    return number;
}

std::int64_t LaunchedJob::of_first(std::int64_t number) const
{
    return number;
}

void LaunchedJob::end(int exit_code) const
{
    std::_Exit(exit_code);
}

} // namespace kamsim::program
