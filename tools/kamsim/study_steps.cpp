#include "kamsim/study_steps.hpp"

#include <chrono>
#include <iostream>
#include <utility>

#include <fmt/format.h>

#include "kamsim/decision/money_text.hpp"
#include "kamsim/progress_line.hpp"

namespace kamsim::program {

namespace {

/// Values alone: what is left of a batch in memory or on disk.
StudyValues values_only(StudyValues&& values)
{
    values.ledger = {};
    values.measure_means = {};
    values.measure_counts = {};
    values.measures = 0;
    return std::move(values);
}

void tell_interruption(std::int64_t done, std::int64_t all, const std::optional<KeptStudy>& kept)
{
    std::cerr << fmt::format("kamsim: interrupted after {} of {} points{}\n", grouped(static_cast<double>(done), 0),
                             grouped(static_cast<double>(all), 0),
                             kept ? fmt::format("; they are kept: go on with the same command and --resume")
                                  : std::string("; nothing was written"));
}

/// Batches that come one after another, joined until it is time to bring them to disk.
class Committer {
public:
    Committer(StudyFolder& folder, double seconds) : folder_(folder), seconds_(seconds) {}

    void take(StudyValues&& values)
    {
        pending_.append(values_only(std::move(values)));
        if (std::chrono::duration<double>(Clock::now() - last_).count() >= seconds_) {
            commit();
        }
    }

    void commit()
    {
        if (pending_.points > 0) {
            folder_.commit(pending_);
            pending_ = {};
        }
        last_ = Clock::now();
    }

private:
    using Clock = std::chrono::steady_clock;

    StudyFolder& folder_;
    double seconds_;
    StudyValues pending_;
    Clock::time_point last_ = Clock::now();
};

/// Points of some ranges, with the progress of all of them.
class DesignRun {
public:
    DesignRun(const SensitivitySpace& space, const PointDesign& design, StudyOptions options, const Console& console)
        : space_(space), design_(design), plan_(study_plan(space, design)), options_(std::move(options)),
          line_(console.shows_progress() ? Progress::shown : Progress::hidden)
    {
        options_.progress = [&](std::int64_t done, std::int64_t) {
            line_.show((done_ + done) * design_.futures, design_.points * design_.futures);
        };
    }

    /// @param before points that were done before
    std::int64_t run(const std::vector<PointRange>& ranges, std::int64_t before, const StudySink& sink)
    {
        done_ = before;
        for (const PointRange& range : ranges) {
            done_ += study_parts(space_.certain(), plan_, range, sink, options_);
        }
        return done_;
    }

private:
    const SensitivitySpace& space_;
    const PointDesign& design_;
    StudyPlan plan_;
    StudyOptions options_;
    ProgressLine line_;
    std::int64_t done_ = 0;
};

std::optional<StudyValues> simulate_kept(const SensitivitySpace& space, const PointDesign& design,
                                         const StudyIdentity& identity, const KeptStudy& kept,
                                         const StudyOptions& options, Console& console)
{
    if (kept.start == StudyStart::go_on && !StudyFolder::is_begun(kept.file) && std::filesystem::exists(kept.file)) {
        return read_study(kept.file, identity);
    }
    StudyFolder folder(kept.file, identity, kept.start);
    for (const std::string& shard : folder.damaged()) {
        console.warn(fmt::format("{} was damaged; it was put aside, and its points are simulated again", shard));
    }
    std::int64_t done = design.points;
    const auto missing = folder.missing();
    for (const PointRange& range : missing) {
        done -= range.end - range.first;
    }
    Committer committer(folder, kept.commit_every);
    {
        DesignRun run(space, design, options, console);
        for (const PointRange& range : missing) { // shards hold points that follow one another
            done = run.run({range}, done, [&](StudyValues&& values) { committer.take(std::move(values)); });
            committer.commit();
        }
    }
    if (done < design.points) {
        tell_interruption(done, design.points, kept);
        return std::nullopt;
    }
    folder.finish([&](std::int64_t point) { return design.point(point).values; });
    return read_study(kept.file, identity);
}

} // namespace

std::optional<StudyValues> simulate_design(const SensitivitySpace& space, const PointDesign& design,
                                           const StudyIdentity& identity, const std::optional<KeptStudy>& kept,
                                           StudyOptions options, Console& console)
{
    if (kept) {
        return simulate_kept(space, design, identity, *kept, options, console);
    }
    StudyValues values;
    DesignRun run(space, design, std::move(options), console);
    const auto done =
        run.run({{0, design.points}}, 0, [&](StudyValues&& batch) { values.append(values_only(std::move(batch))); });
    if (done < design.points) {
        tell_interruption(done, design.points, kept);
        return std::nullopt;
    }
    return values;
}

} // namespace kamsim::program
