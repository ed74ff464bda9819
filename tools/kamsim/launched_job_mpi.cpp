#include <chrono>
#include <cstdlib>
#include <thread>

#include <fmt/format.h>
#include <mpi.h>

#include "kamsim/command.hpp"
#include "kamsim/launched_job.hpp"

namespace kamsim::program {

namespace {

/// Waits until all ranks are there. MPI's own waiting takes a whole processor, which another rank may need.
void wait_for(MPI_Request& request)
{
    constexpr auto pause = std::chrono::milliseconds(1);
    int is_done = 0;
    MPI_Test(&request, &is_done, MPI_STATUS_IGNORE);
    while (is_done == 0) {
        std::this_thread::sleep_for(pause);
        MPI_Test(&request, &is_done, MPI_STATUS_IGNORE);
    }
}

/// Ranks on the machine of this one.
int ranks_here()
{
    MPI_Comm here = MPI_COMM_NULL;
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &here);
    int count = 1;
    MPI_Comm_size(here, &count);
    MPI_Comm_free(&here);
    return count;
}

} // namespace

/// Errors of MPI end the job: that is how MPI itself answers them.
LaunchedJob::LaunchedJob()
{
    const auto launch = launch_of_this_process();
    if (!launch) {
        return;
    }
    int level = MPI_THREAD_SINGLE;
    MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &level);
    is_launched_ = true;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &count_);
    if (count_ == 1 && launch->count > 1) {
        MPI_Finalize();
        throw UsageError(fmt::format("this is process {} of {}, but they cannot find each other: the launcher is of "
                                     "another MPI than this program. Use mpirun of the MPI that it was built with, or "
                                     "srun --mpi=pmix",
                                     launch->rank + 1, launch->count));
    }
    count_here_ = ranks_here();
}

LaunchedJob::~LaunchedJob()
{
    if (is_launched_) {
        MPI_Finalize();
    }
}

int LaunchedJob::greatest(int number) const
{
    if (count_ == 1) {
        return number;
    }
    int greatest = number;
    MPI_Request request = MPI_REQUEST_NULL;
    MPI_Iallreduce(&number, &greatest, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD, &request);
    wait_for(request);
    return greatest;
}

std::int64_t LaunchedJob::of_first(std::int64_t number) const
{
    if (count_ > 1) {
        MPI_Request request = MPI_REQUEST_NULL;
        MPI_Ibcast(&number, 1, MPI_INT64_T, 0, MPI_COMM_WORLD, &request);
        wait_for(request);
    }
    return number;
}

void LaunchedJob::end(int exit_code) const
{
    MPI_Abort(MPI_COMM_WORLD, exit_code);
    std::_Exit(exit_code);
}

} // namespace kamsim::program
