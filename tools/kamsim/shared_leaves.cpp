#include "kamsim/shared_leaves.hpp"

#include <algorithm>
#include <chrono>
#include <optional>

#include <fmt/format.h>

#include "kamsim/decision/money_text.hpp"
#include "kamsim/rank_steps.hpp"
#include "kamsim/simulation_steps.hpp"

namespace kamsim::program {

namespace {

/// Decides when a part is brought to disk: now and then, and seldom where that takes long.
class CommitRhythm {
public:
    explicit CommitRhythm(double seconds) : seconds_(seconds) {}

    [[nodiscard]] bool is_due() const
    {
        constexpr double greatest_share = 0.05; // of the time may go into commits
        return since(last_end_) >= std::max(seconds_, cost_ / greatest_share);
    }
    template <class Commit>
    void run(Commit&& commit)
    {
        const auto start = Clock::now();
        commit();
        cost_ = since(start);
        last_end_ = Clock::now();
    }

private:
    using Clock = std::chrono::steady_clock;

    static double since(Clock::time_point time) { return std::chrono::duration<double>(Clock::now() - time).count(); }

    double seconds_;
    double cost_ = 0.0;
    Clock::time_point last_end_ = Clock::now();
};

LeafRange common(LeafRange a, LeafRange b)
{
    const auto first = std::max(a.first, b.first);
    return {first, std::max(first, std::min(a.end, b.end))};
}

bool is_there(RunFolder& folder, LeafRange leaves)
{
    folder.refresh();
    const auto missing = folder.missing();
    return std::all_of(missing.begin(), missing.end(),
                       [&](LeafRange range) { return common(range, leaves).count() == 0; });
}

} // namespace

SharedLeaves::SharedLeaves(Ranks& ranks, const RunOptions& run, Console& console, const Interruption& interruption)
    : ranks_(ranks), run_(run), console_(console), interruption_(interruption)
{
    run_.threads = ranks.threads(run.threads);
}

LeafRange SharedLeaves::share_of(LeafRange leaves) const
{
    const std::int64_t rank = ranks_.rank();
    const std::int64_t count = ranks_.count();
    return {leaves.first + leaves.count() * rank / count, leaves.first + leaves.count() * (rank + 1) / count};
}

/// Simulates what is missing of the share of this rank.
/// @return whether nothing is missing of it any more: not where it was interrupted
bool SharedLeaves::simulate_share(RunFolder& folder, LeafRange leaves)
{
    CommitRhythm rhythm(run_.commit_every);
    SimulationOptions options;
    options.detail = folder.plan().detail;
    options.part_is_due = [&] { return rhythm.is_due(); };
    const auto commit = [&](SamplePart&& part) {
        rhythm.run([&] { folder.commit(part); });
        console_.record(
            fmt::format("committed {} futures", grouped(static_cast<double>(folder.committed_replications()), 0)));
    };
    const LeafRange share = share_of(leaves);
    for (const LeafRange missing : folder.missing()) {
        const LeafRange mine = common(missing, share);
        if (mine.count() > 0
            && simulate_with_progress(folder.scenario(), run_, mine, commit, options, console_, interruption_)
                   != mine) {
            return false;
        }
    }
    return true;
}

LeafRange SharedLeaves::told(LeafRange leaves) const
{
    leaves.first = ranks_.of_first(leaves.first);
    leaves.end = ranks_.of_first(leaves.end);
    return leaves;
}

bool SharedLeaves::simulate(RunFolder& folder, LeafRange leaves)
{
    if (ranks_.are_several() && !is_begun_) {
        folder.share();
        exit_code_ = ranks_.begin();
        is_begun_ = true;
    }
    const bool is_done = simulate_share(folder, told(leaves));
    exit_code_ = ranks_.greatest(is_done ? 0 : interruption_.exit_code());
    if (ranks_.are_several()) {
        folder.refresh();
        if (exit_code_ == 0) {
            wait_for_shards([&] { return is_there(folder, leaves); });
        }
    }
    return exit_code_ == 0;
}

void SharedLeaves::end()
{
    if (!is_begun_) {
        exit_code_ = std::max(exit_code_, ranks_.begin()); // one rank may have been interrupted already
    }
    static_cast<void>(told({}));
    static_cast<void>(ranks_.greatest(0));
}

int SharedLeaves::assist()
{
    exit_code_ = ranks_.begin();
    if (exit_code_ != 0) {
        return exit_code_;
    }
    std::optional<RunFolder> folder;
    for (auto leaves = told({}); leaves.count() > 0; leaves = told({})) {
        if (!folder) {
            folder.emplace(*run_.result_file, FolderAccess::together);
        }
        const bool is_done = simulate_share(*folder, leaves);
        exit_code_ = ranks_.greatest(is_done ? 0 : interruption_.exit_code());
    }
    folder.reset();
    static_cast<void>(ranks_.greatest(0));
    return exit_code_;
}

} // namespace kamsim::program
