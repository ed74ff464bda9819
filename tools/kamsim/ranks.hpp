#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "kamsim/launched_job.hpp"

namespace kamsim::program {

/// The processes that a launcher started as one job, and this one among them. A process that no launcher started is the
/// first of one. Only the first rank writes to the standard output; what others write to the standard error begins with
/// their number.
class Ranks {
public:
    /// @throws UsageError where several processes were launched that cannot find each other
    Ranks();
    Ranks(const Ranks&) = delete;
    Ranks& operator=(const Ranks&) = delete;
    ~Ranks();

    [[nodiscard]] int rank() const { return job_.rank(); }
    [[nodiscard]] int count() const { return job_.count(); }
    [[nodiscard]] bool is_first() const { return rank() == 0; }
    [[nodiscard]] bool are_several() const { return count() > 1; }
    /// Threads for a rank where the command line does not say how many: its part of the machine's processors, or those
    /// that it is bound to where they are fewer.
    /// @param asked as the command line says; 0: not
    [[nodiscard]] int threads(int asked) const;

    /// Runs what each rank has to do. One that fails says why; having begun, it ends the others, too.
    /// @return the greatest exit code of all ranks
    [[nodiscard]] int run(const std::function<int()>& work);

    /// All ranks meet: from here on they need each other.
    /// @return 0, or the exit code of the first one where that failed before
    [[nodiscard]] int begin();
    /// All ranks meet.
    [[nodiscard]] int greatest(int number) const { return job_.greatest(number); }
    /// All ranks meet.
    [[nodiscard]] std::int64_t of_first(std::int64_t number) const { return job_.of_first(number); }

private:
    class Voice;

    LaunchedJob job_;
    std::unique_ptr<Voice> voice_;
    bool has_begun_ = false;
};

} // namespace kamsim::program
