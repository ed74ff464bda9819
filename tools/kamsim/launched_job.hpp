#pragma once

#include <cstdint>
#include <optional>

namespace kamsim::program {

/// What a launcher tells the processes that it starts in their environment.
struct Launch {
    int rank = 0;
    int count = 0; ///< 0: it does not say
};

/// Nothing where no launcher that speaks to MPI (mpirun, srun --mpi) started this process.
[[nodiscard]] std::optional<Launch> launch_of_this_process();

/// The job that a launcher started, and the only file that knows MPI. Built without it, a job has one process.
class LaunchedJob {
public:
    /// @throws UsageError where processes were launched that cannot find each other
    LaunchedJob();
    LaunchedJob(const LaunchedJob&) = delete;
    LaunchedJob& operator=(const LaunchedJob&) = delete;
    ~LaunchedJob();

    [[nodiscard]] int rank() const { return rank_; }
    [[nodiscard]] int count() const { return count_; }
    /// Processes of the job on this machine.
    [[nodiscard]] int count_here() const { return count_here_; }

    /// For all processes at once, which wait for each other without taking processors.
    [[nodiscard]] int greatest(int number) const;
    /// Likewise.
    /// @return what the first one gives
    [[nodiscard]] std::int64_t of_first(std::int64_t number) const;

    /// Ends all processes now.
    [[noreturn]] void end(int exit_code) const;

private:
    bool is_launched_ = false;
    int rank_ = 0;
    int count_ = 1;
    int count_here_ = 1;
};

} // namespace kamsim::program
