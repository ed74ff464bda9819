#include "kamsim/kept_run.hpp"

#include <chrono>
#include <iostream>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "kamsim/answer.hpp"
#include "kamsim/command.hpp"
#include "kamsim/decision/money_text.hpp"
#include "kamsim/machine.hpp"
#include "kamsim/progress_line.hpp"
#include "kamsim/results/file_verification.hpp"
#include "kamsim/results/result_extension.hpp"
#include "kamsim/results/run_folder.hpp"
#include "kamsim/results/sample_files.hpp"
#include "kamsim/run_looks.hpp"
#include "kamsim/shared_leaves.hpp"
#include "kamsim/simulation_steps.hpp"

namespace kamsim::program {

namespace {

using Clock = std::chrono::steady_clock;

std::string futures(std::int64_t count)
{
    return grouped(static_cast<double>(count), 0);
}

RunFolder begin(const RunOptions& run, Console& console)
{
    auto scenario = read_and_tell(run, console);
    auto looks = planned_looks(scenario, run);
    if (looks) {
        lengthen(scenario, *looks);
    }
    const LeafRange all = all_leaves(scenario.experiment);
    LeafRange leaves = all;
    if (run.part) {
        const auto [number, of] = *run.part;
        leaves = {all.end * (number - 1) / of, all.end * number / of};
        if (leaves.count() == 0) {
            throw UsageError(fmt::format("--part {}/{}: the run is cut into {} pieces at most; ask for no more parts",
                                         number, of, all.end));
        }
    }
    return RunFolder(*run.result_file, scenario, {leaves, "", run.detail, std::move(looks)});
}

/// Whether the run that the folder was for has reached its file, and only the folder was left.
bool is_in_its_file(const RunFolder& folder, const std::filesystem::path& result)
{
    try {
        return SampleFiles({result}).scenario().experiment.replications == folder.scenario().experiment.replications;
    } catch (const ResultFileError&) {
        return false;
    }
}

/// A run that adds to a finished result needs that result as it was.
/// @return whether there is nothing left to do
bool is_over(RunFolder& folder, const std::filesystem::path& result)
{
    if (folder.plan().base_hash.empty() || verify_file(result).hash == folder.plan().base_hash) {
        return false;
    }
    if (!is_in_its_file(folder, result)) {
        throw ResultFileError(fmt::format("{} is not the file any more that replications were being added to; bring it "
                                          "back, or remove {} to give them up",
                                          result.string(), RunFolder::path_of(result).string()));
    }
    return true;
}

void require_unfinished(const std::filesystem::path& result)
{
    if (!RunFolder::is_begun(result) && std::filesystem::exists(result)) {
        const SampleFiles finished({result});
        throw ResultFileError(fmt::format("{} is finished: {} futures; add more with kamsim run --resume {} --extend N",
                                          result.string(), futures(finished.scenario().experiment.replications),
                                          result.string()));
    }
}

RunFolder open_folder(const RunOptions& run, Console& console)
{
    const auto& result = *run.result_file;
    if (run.extend) {
        return begin_extension(result, *run.extend);
    }
    if (run.resume) {
        require_unfinished(result);
        RunFolder folder(result);
        for (const auto& name : folder.damaged()) {
            console.warn(fmt::format("warning: {} is damaged; its replications are simulated again", name));
        }
        return folder;
    }
    return begin(run, console);
}

/// All files that hold the sample, in no order.
std::vector<std::filesystem::path> files_of(const RunFolder& folder, const RunOptions& run)
{
    auto files = folder.shards();
    if (!folder.plan().base_hash.empty()) {
        files.push_back(*run.result_file);
    }
    return files;
}

/// The leaf after the last one that was ever finished.
std::int64_t reached(const RunFolder& folder)
{
    const auto missing = folder.missing();
    const auto end = folder.plan().leaves.end;
    return missing.empty() || missing.back().end != end ? end : missing.back().first;
}

/// The sample up to the look that was just reached.
SampleFiles sample_so_far(const RunFolder& folder, const RunOptions& run)
{
    SampleFiles files(files_of(folder, run));
    if (!files.are_whole()) {
        files.shorten();
    }
    return files;
}

/// Simulates look by look until the contract holds. A look before the point that the run had reached once was passed.
/// @return what the last look said; empty where the run was interrupted
std::optional<PrecisionReport> simulate_looks(RunFolder& folder, const PlannedLooks& looks, const RunOptions& run,
                                              Console& console, SharedLeaves& leaves)
{
    const auto before = reached(folder);
    auto first = folder.plan().leaves.first;
    std::optional<PrecisionReport> report;
    for (std::size_t look = 0; look < looks.replications.size() && !(report && report->holds); ++look) {
        const auto end = leaves_at(folder.scenario().experiment, looks.replications[look]);
        if (before <= end) {
            if (!leaves.simulate(folder, {first, end})) {
                return std::nullopt;
            }
            first = end;
            report = judge_look(looks, look, sample_so_far(folder, run).merge().outcome, console);
        }
    }
    return report;
}

/// What can be said of an unfinished run: the answer of the futures that are there, where they are a sample.
void print_unfinished(const SampleFiles& files, const RunOptions& run)
{
    const auto merged = files.merge();
    if (run.form == OutputForm::text) {
        std::cout << fmt::format("Interrupted after {} futures; all below is of these.\n\n",
                                 futures(merged.outcome.replications));
    }
    print_answer(files.scenario(), run, merged.outcome, answer_of(files.scenario(), merged.outcome));
}

int tell_unfinished(RunFolder& folder, const RunOptions& run, int exit_code)
{
    if (folder.committed_replications() == 0 && folder.plan().base_hash.empty()) {
        const auto replications = folder.scenario().experiment.replications;
        folder.remove();
        throw SimulationStopped(replications);
    }
    const auto part = RunFolder::path_of(*run.result_file).string();
    std::cerr << fmt::format("kamsim: interrupted; {} finished futures are kept in {}.\n"
                             "To go on:             kamsim run --resume {}\n",
                             futures(folder.committed_replications()), part, run.result_file->string());
    if (folder.plan().leaves.first == 0) {
        std::cerr << fmt::format("To make do with them: kamsim merge {} --incomplete --out {}\n", part,
                                 run.result_file->string());
    }
    try {
        SampleFiles files(files_of(folder, run));
        files.shorten();
        print_unfinished(files, run);
    } catch (const ResultFileError&) {
        // The shards there are do not make a sample yet; what to do was said.
    }
    return exit_code;
}

int finish_part(RunFolder& folder, const SampleFiles& files, const RunOptions& run)
{
    const SampleLeaves sample(files.scenario().experiment);
    files.write_part(*run.result_file, RunFolder::path_of(*run.result_file));
    folder.remove();
    if (run.form == OutputForm::text) {
        std::cout << fmt::format("Futures {} to {} of {} are in {}. Put all parts together with kamsim merge.\n",
                                 futures(sample.first_replication(files.leaves().first) + 1),
                                 futures(sample.first_replication(files.leaves().end)), futures(sample.replications()),
                                 run.result_file->string());
    }
    return exit_done;
}

int finish(RunFolder& folder, const std::optional<PrecisionReport>& precision, const RunOptions& run, Console& console,
           const Interruption& interruption, Clock::time_point start)
{
    const SampleFiles files = precision ? sample_so_far(folder, run) : SampleFiles(files_of(folder, run));
    if (!files.are_whole()) {
        return finish_part(folder, files, run);
    }
    auto merged = files.merge();
    merged.outcome.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    auto answer = answer_of(files.scenario(), merged.outcome);
    answer.comparison.precision = precision;
    add_break_even_size(files.scenario().experiment, run, interruption, answer.comparison);
    if (interruption.is_requested()) {
        // The sentence that lacks would make another file than an uninterrupted run.
        print_answer(files.scenario(), run, merged.outcome, answer);
        return tell_unfinished(folder, run, interruption.exit_code());
    }
    print_answer(files.scenario(), run, merged.outcome, answer);
    // After the printing: a full disk then costs the file, not the answer.
    std::cout.flush();
    ProgressLine line(console.shows_progress() ? Progress::shown : Progress::hidden);
    WritingOptions options;
    options.temporary_folder = RunFolder::path_of(*run.result_file);
    options.threads = run.threads;
    options.progress = [&](std::int64_t done, std::int64_t all) { line.show(done, all); };
    files.write_result(*run.result_file, merged, answer.checks, answer.comparison.verdict.sentence, options);
    folder.remove();
    console.detail(fmt::format("wrote {}", run.result_file->string()));
    if (run.form == OutputForm::text) {
        std::cout << fmt::format("\nEvery number of this run is in {}.\n", run.result_file->string());
    }
    return exit_done;
}

int run_in_folder(RunFolder& folder, const RunOptions& run, Console& console, const Interruption& interruption,
                  SharedLeaves& leaves)
{
    const auto start = Clock::now();
    console.log_beside(*run.result_file);
    if (is_over(folder, *run.result_file)) {
        leaves.end();
        folder.remove();
        std::cout << fmt::format("{} was finished already.\n", run.result_file->string());
        return exit_done;
    }
    require_memory(folder.scenario().experiment, folder.plan().detail, run.threads, *run.result_file);
    const auto looks = folder.plan().looks;
    print_header(folder.scenario(), looks, run);
    std::optional<PrecisionReport> precision;
    if (looks) {
        precision = simulate_looks(folder, *looks, run, console, leaves);
    }
    const bool is_done = looks ? precision.has_value() : leaves.simulate(folder, folder.plan().leaves);
    leaves.end();
    return is_done ? finish(folder, precision, run, console, interruption, start)
                   : tell_unfinished(folder, run, leaves.exit_code());
}

/// A run that fails before anything is committed leaves nothing behind; one that was to go on stays as it was.
void remove_if_in_vain(RunFolder& folder, const RunOptions& run)
{
    const bool was_begun_here = !run.resume || run.extend;
    if (!was_begun_here) {
        return;
    }
    try {
        folder.refresh();
        if (folder.committed_replications() == 0) {
            folder.remove();
        }
    } catch (const ResultFileError&) {
        // The folder is gone already.
    } catch (const std::filesystem::filesystem_error&) {
        // What made the run fail may stand in the way of this, too; that one is told.
    }
}

} // namespace

int run_kept(const RunOptions& run, Console& console, const Interruption& interruption, Ranks& ranks)
{
    SharedLeaves leaves(ranks, run, console, interruption);
    if (!ranks.is_first()) {
        return leaves.assist();
    }
    auto folder = open_folder(run, console);
    try {
        return run_in_folder(folder, run, console, interruption, leaves);
    } catch (const SimulationStopped&) {
        throw; // has removed the folder
    } catch (...) {
        remove_if_in_vain(folder, run);
        throw;
    }
}

} // namespace kamsim::program
