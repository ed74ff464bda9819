#include "kamsim/sweep_command.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <optional>

#include <fmt/format.h>

#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/console.hpp"
#include "kamsim/decision/money_text.hpp"
#include "kamsim/decision/sweep.hpp"
#include "kamsim/interruption.hpp"
#include "kamsim/output_format.hpp"
#include "kamsim/progress_line.hpp"
#include "kamsim/rank_steps.hpp"
#include "kamsim/report/sweep_text.hpp"
#include "kamsim/results/sweep_file.hpp"
#include "kamsim/results/sweep_folder.hpp"
#include "kamsim/run_options.hpp"
#include "kamsim/varied_inputs.hpp"

namespace kamsim::program {

namespace {

const CommandDeclaration& declaration()
{
    static const CommandDeclaration declared{
        .name = "sweep",
        .argument = "DESIGN",
        .argument_noun = "design file",
        .purpose = "Simulates the designs of a scenario at many points. DESIGN, a TOML file, says\n"
                   "what is varied, and where. What is finished is kept in FILE.part: a sweep that\n"
                   "was stopped or killed goes on when the same command is given again.\n",
        .options =
            {
                {"out", "FILE", "write the sweep to this file (HDF5, netCDF-4)"},
                {"part", "I/N", "do the I-th of N shares; who comes last writes FILE"},
                {"retry-failed", "", "simulate the failed points of FILE again"},
                {"list", "", "print the points as CSV and simulate nothing"},
                set_option,
                study_threads_option,
                format_option,
                {"top", "N", "points in the table (20)"},
            },
        .examples =
            {
                "sweep scenarios/sweeps/sizes.toml --out sizes.h5",
                "sweep design.toml --out sweep.h5 --part 2/3",
                "sweep design.toml --list",
                "sweep design.toml --out sweep.h5 --format csv",
            },
        .closing = "docs/formats/sweep.md describes the design file and FILE, docs/guide/sweep.md\n"
                   "shows how to use them.\n",
    };
    return declared;
}

std::string text_of(std::int64_t count)
{
    return grouped(static_cast<double>(count), 0);
}

/// The shards of which number % of is index.
struct Share {
    std::int64_t index = 0;
    std::int64_t of = 1;

    [[nodiscard]] bool has(std::int64_t shard) const { return shard % of == index; }
};

Share share_of(const CommandLine& line)
{
    const auto part = part_of(line);
    return part ? Share{part->number - 1, part->of} : Share{};
}

/// Numbers of the shards of a share that are missing.
std::vector<std::int64_t> missing_shards(const Sweep& sweep, const SweepFolder& folder, const Share& share)
{
    std::vector<std::int64_t> shards;
    for (const PointRange& range : folder.missing()) {
        const std::int64_t size = sweep.shard(0).end;
        for (std::int64_t shard = range.first / size; shard * size < range.end; ++shard) {
            if (share.has(shard)) {
                shards.push_back(shard);
            }
        }
    }
    return shards;
}

/// Simulates shards one after another and brings each to disk.
/// @return whether all were finished
bool simulate_shards(const Sweep& sweep, const std::vector<std::int64_t>& shards, SweepFolder& folder,
                     const StudyOptions& given, Console& console)
{
    const StudyPlan plan = sweep.plan();
    std::int64_t all = 0;
    for (const std::int64_t shard : shards) {
        all += sweep.shard(shard).end - sweep.shard(shard).first;
    }
    ProgressLine progress(console.shows_progress() ? Progress::shown : Progress::hidden);
    std::int64_t before = 0;
    for (const std::int64_t shard : shards) {
        const PointRange range = sweep.shard(shard);
        StudyOptions options = given;
        options.progress = [&](std::int64_t done, std::int64_t) {
            progress.show((before + done) * sweep.futures_per_unit(), all * sweep.futures_per_unit());
        };
        StudyValues values;
        const auto done = study_parts(
            sweep.certain(), plan, range, [&](StudyValues&& part) { values.append(part); }, options);
        if (done < range.end - range.first) {
            return false;
        }
        folder.commit(values);
        before += done;
        console.record(fmt::format("committed shard {} of {}", shard, sweep.shards()));
    }
    return true;
}

SweepProvenance provenance_of(const Sweep& sweep, const std::string& description)
{
    return {description, sweep.design().text, sweep.design().inputs, sweep.space().base(), sweep.design().overrides};
}

/// Work on one file. The ranks of a job share it out; the first one looks at what there is, writes the file and tells.
class SweepWork {
public:
    SweepWork(const CommandLine& line, Sweep& sweep, Console& console, Ranks& ranks)
        : line_(line), sweep_(sweep), console_(console), ranks_(ranks), file_(*line.text("out")),
          description_(sweep.description()),
          share_(ranks.are_several() ? Share{ranks.rank(), ranks.count()} : share_of(line)),
          format_(output_format(line)), top_(line.whole_number("top", 1, most_sweep_points).value_or(20))
    {}

    int run()
    {
        auto task = Task::assist;
        if (ranks_.is_first()) {
            task = task_of_all();
        }
        if (const int code_of_first = ranks_.begin(); code_of_first != 0) {
            return code_of_first;
        }
        switch (static_cast<Task>(ranks_.of_first(static_cast<std::int64_t>(task)))) {
        case Task::tell: return ranks_.is_first() ? tell("is finished") : exit_done;
        case Task::nothing: return exit_done;
        case Task::assist:
        case Task::simulate: break;
        }
        if (!ranks_.is_first() && line_.has("retry-failed")) {
            take_failed();
        }
        return simulate();
    }

private:
    enum class Task : std::uint8_t { simulate, assist, tell, nothing };

    /// Found by the first rank, so that all agree.
    Task task_of_all()
    {
        if (line_.has("retry-failed")) {
            take_failed();
            if (sweep_.taken().empty()) {
                std::cout << fmt::format("No point of {} failed.\n", file_.string());
                return Task::nothing;
            }
        } else if (std::filesystem::exists(file_)) {
            require_this_sweep();
            return Task::tell;
        }
        return Task::simulate;
    }

    void require_this_sweep() const
    {
        if (!is_sweep_file(file_) || sweep_description(file_) != description_) {
            throw ResultFileError(fmt::format("{} is there already and is no sweep of this design and scenario; remove "
                                              "it, or give another name",
                                              file_.string()));
        }
    }

    void take_failed()
    {
        if (!std::filesystem::exists(file_)) {
            line_.refuse(
                fmt::format("--retry-failed: there is no {}; give the command without it first", file_.string()));
        }
        require_this_sweep();
        base_ = read_sweep(file_);
        std::vector<std::int64_t> failed;
        for (std::int64_t point = 0; point < base_->points; ++point) {
            if (base_->has_failed(point)) {
                failed.push_back(point);
            }
        }
        sweep_.take_only(std::move(failed));
    }

    int simulate()
    {
        const Interruption interruption;
        std::optional<SweepFolder> folder;
        const int code = ranks_.greatest(simulate_share(folder, interruption));
        if (!ranks_.is_first()) {
            folder.reset();
            return code;
        }
        try {
            if (folder) {
                return bring_to_its_end(*folder, code);
            }
        } catch (const FinishedElsewhere&) {
            console_.detail("another process has finished the sweep");
        }
        return tell("was written");
    }

    /// @param folder where the shards are; empty where another process has finished the sweep
    /// @return 0, or the exit code of an interruption
    int simulate_share(std::optional<SweepFolder>& folder, const Interruption& interruption)
    {
        auto options = study_options(line_, interruption);
        options.threads = ranks_.threads(options.threads);
        try {
            folder.emplace(file_, SweepPlan{sweep_.description(), sweep_.units(), sweep_.units_per_point()});
            const auto shards = missing_shards(sweep_, *folder, share_);
            return simulate_shards(sweep_, shards, *folder, options, console_) ? 0 : interruption.exit_code();
        } catch (const FinishedElsewhere&) {
            folder.reset();
            return 0;
        }
    }

    int bring_to_its_end(SweepFolder& folder, int code_of_interruption)
    {
        folder.refresh();
        if (code_of_interruption != 0) {
            tell_interruption(folder);
            return code_of_interruption;
        }
        if (ranks_.are_several()) {
            wait_for_shards([&] {
                folder.refresh();
                return folder.missing().empty();
            });
        }
        const auto missing = missing_shards(sweep_, folder, {});
        if (!missing.empty()) {
            std::cout << fmt::format("This share is done. {} of {} shards of {} are missing: those of other parts, "
                                     "running or to be started. Who comes last writes the file.\n",
                                     text_of(std::ssize(missing)), text_of(sweep_.shards()), file_.string());
            return exit_done;
        }
        static_cast<void>(folder.finish([&] { write(folder); }));
        return tell("was written");
    }

    void write(const SweepFolder& folder) const
    {
        SweepTableBuilder builder(sweep_, base_ ? &*base_ : nullptr);
        folder.read([&](const StudyValues& values) { builder.take(values); });
        write_sweep(file_, builder.finish(), provenance_of(sweep_, description_));
    }

    void tell_interruption(const SweepFolder& folder) const
    {
        const auto missing = std::ssize(missing_shards(sweep_, folder, {}));
        std::cerr << fmt::format("kamsim: interrupted; {} of {} shards are kept in {}: go on with the same command\n",
                                 text_of(sweep_.shards() - missing), text_of(sweep_.shards()),
                                 SweepFolder::path_of(file_).string());
    }

    [[nodiscard]] int tell(std::string_view what) const
    {
        const SweepTable table = read_sweep(file_);
        switch (format_) {
        case OutputFormat::table:
            if (!console_.is_quiet()) {
                print(sweep_text(table, top_));
                print(fmt::format("\n{} {}.\n", file_.string(), what));
            }
            break;
        case OutputFormat::csv: print(sweep_csv(table)); break;
        case OutputFormat::json: print(sweep_json(table)); break;
        }
        const auto failed = table.points - std::count(table.failures.begin(), table.failures.end(), std::string());
        if (failed > 0) {
            std::cerr << fmt::format("kamsim: {} of {} points failed; the others are in {}. --retry-failed simulates "
                                     "them again.\n",
                                     text_of(failed), text_of(table.points), file_.string());
            return exit_failed;
        }
        return exit_done;
    }

    const CommandLine& line_;
    Sweep& sweep_;
    Console& console_;
    Ranks& ranks_;
    std::filesystem::path file_;
    std::string description_; ///< of the sweep with all its points
    Share share_;             ///< of this process
    OutputFormat format_;
    std::int64_t top_;               ///< rows of the table
    std::optional<SweepTable> base_; ///< whose failed points are simulated again
};

int work(const CommandLine& line, Console& console, Ranks& ranks)
{
    const auto design = read_sweep_design(line.arguments().front(), line.texts("set"));
    if (line.has("list")) {
        print(points_csv(design));
        return exit_done;
    }
    if (!line.has("out")) {
        line.refuse("give the file that the sweep is written to: --out FILE.h5, or --list to see its points");
    }
    if (line.has("part") && line.has("retry-failed")) {
        line.refuse("--retry-failed simulates few points; leave out --part");
    }
    require_no_part(line, ranks);
    Sweep sweep(design);
    for (const std::string& warning : sweep.space().warnings()) {
        console.warn("warning: " + warning);
    }
    return SweepWork(line, sweep, console, ranks).run();
}

} // namespace

int sweep(const std::vector<std::string>& arguments)
{
    return run_ranks(declaration(), arguments, work);
}

} // namespace kamsim::program
