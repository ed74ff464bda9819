#pragma once

#include "kamsim/console.hpp"
#include "kamsim/interruption.hpp"
#include "kamsim/ranks.hpp"
#include "kamsim/results/run_folder.hpp"
#include "kamsim/run_options.hpp"

namespace kamsim::program {

/// The leaves of a kept run, shared out among the ranks of a job. The first rank has the folder and says which leaves
/// are to be there; each rank simulates what is missing of its share, which depends on their places alone, and brings
/// it to the folder. All ranks need the same options.
class SharedLeaves {
public:
    SharedLeaves(Ranks& ranks, const RunOptions& run, Console& console, const Interruption& interruption);

    /// For the first rank.
    /// @return whether nothing is missing of these leaves any more
    [[nodiscard]] bool simulate(RunFolder& folder, LeafRange leaves);
    /// For the first rank: the others let go of the folder, and wait until it ends.
    void end();
    /// For another rank: does its shares until the first one ends it.
    /// @return the exit code
    [[nodiscard]] int assist();

    /// 0, or that of a rank that was interrupted.
    [[nodiscard]] int exit_code() const { return exit_code_; }

private:
    [[nodiscard]] bool simulate_share(RunFolder& folder, LeafRange leaves);
    [[nodiscard]] LeafRange share_of(LeafRange leaves) const;
    [[nodiscard]] LeafRange told(LeafRange leaves) const;

    Ranks& ranks_;
    RunOptions run_;
    Console& console_;
    const Interruption& interruption_;
    bool is_begun_ = false;
    int exit_code_ = 0;
};

} // namespace kamsim::program
