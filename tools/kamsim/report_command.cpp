#include "kamsim/report_command.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "kamsim/browser_print.hpp"
#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/console.hpp"
#include "kamsim/interruption.hpp"
#include "kamsim/progress_line.hpp"
#include "kamsim/report/change_report.hpp"
#include "kamsim/report/duration_text.hpp"
#include "kamsim/report/html_page.hpp"
#include "kamsim/report/report_files.hpp"
#include "kamsim/report/report_json.hpp"
#include "kamsim/report/report_source.hpp"
#include "kamsim/report/report_studies.hpp"
#include "kamsim/report/report_workbook.hpp"
#include "kamsim/report/sweep_report.hpp"
#include "kamsim/report_assets.hpp"
#include "kamsim/reproduction.hpp"
#include "kamsim/results/result_reader.hpp"
#include "kamsim/results/sweep_table.hpp"
#include "kamsim/terminal.hpp"

namespace kamsim::program {

namespace {

const CommandDeclaration& declaration()
{
    static const CommandDeclaration declared{
        .name = "report",
        .argument = "RESULT",
        .argument_noun = "result file",
        .purpose = "Writes the result file RESULT as one self-contained page that opens offline:\n"
                   "the answer, why, how sure, and every tool of key account management, with each\n"
                   "figure's numbers below it. RESULT may also be a sweep; with --against, the page\n"
                   "says what changed from an earlier result.\n",
        .options =
            {
                {"out", "FILE", "the page to write, for example report.html"},
                {"pdf", "FILE", "the same page, printed by an installed Chromium"},
                {"paper", "SIZE", "of the PDF: a4 (default) or letter"},
                {"xlsx", "FILE", "the same figures as sheets of a workbook"},
                {"json", "FILE", "the same document for other programs"},
                {"against", "FILE", "an earlier result: what changed since, in place of the usual"},
                {"quick", "", "only what the result holds; nothing is simulated again"},
                {"locale", "LOCALE", "of numbers: en (default), it or de; the text is English"},
                {"date", "DATE", "the day that stands on it, as 2026-11-22; none otherwise"},
                {"replace", "", "take the place of an earlier report of that name"},
                {"browser", "PATH", "the Chromium or Chrome that prints"},
                {"threads", "N", "threads to use; no number depends on it"},
                {"quiet", "", "no progress, no list of what was written"},
            },
        .examples =
            {
                "report result.h5 -o report.html",
                "report result.h5 -o report.html --pdf report.pdf --locale de",
                "report result.h5 -o report.html --quick --replace",
                "report sweep.h5 -o sweep.html",
                "report new.h5 --against old.h5 -o change.html",
            },
        .closing = "docs/guide/report.md reads a report.\n",
    };
    return declared;
}

struct Wanted {
    ReportForm form;
    std::filesystem::path path;
};

std::vector<Wanted> wanted_files(const CommandLine& line)
{
    constexpr std::array<std::pair<std::string_view, ReportForm>, report_form_count> forms{
        {{"out", ReportForm::page},
         {"json", ReportForm::json},
         {"xlsx", ReportForm::workbook},
         {"pdf", ReportForm::pdf}}};
    std::vector<Wanted> wanted;
    std::set<std::filesystem::path> names;
    for (const auto& [option, form] : forms) {
        if (const auto path = line.text(option)) {
            if (path->empty()) {
                line.refuse(fmt::format("--{} lacks its name", option));
            }
            if (!names.insert(std::filesystem::weakly_canonical(std::filesystem::absolute(*path))).second) {
                line.refuse(fmt::format("{} is named twice", *path));
            }
            wanted.push_back({form, *path});
        }
    }
    if (wanted.empty()) {
        line.refuse("nothing to write; --out FILE names the page, for example --out report.html");
    }
    return wanted;
}

std::optional<int> number_in(std::string_view text)
{
    int number = 0;
    const auto end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && stop == end && !text.empty() && text.front() != '-' ? std::optional(number)
                                                                                       : std::nullopt;
}

/// In words.
std::string date_of(const CommandLine& line, const NumberStyle& style)
{
    const auto text = line.text("date");
    if (!text) {
        return "";
    }
    if (text->size() == 10 && (*text)[4] == '-' && (*text)[7] == '-') {
        const auto year = number_in(std::string_view(*text).substr(0, 4));
        const auto month = number_in(std::string_view(*text).substr(5, 2));
        const auto day = number_in(std::string_view(*text).substr(8, 2));
        if (year && month && day
            && std::chrono::year_month_day(std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day)))
                   .ok()) {
            return style.date(*year, *month, *day);
        }
    }
    line.refuse(fmt::format("--date {} is no day; write it as 2026-11-22", *text));
}

/// What the command line asks for, checked before any work.
struct Task {
    std::vector<Wanted> wanted;
    EarlierExport earlier = EarlierExport::refused;
    std::filesystem::path browser; ///< empty where nothing is printed
    Paper paper = Paper::a4;
    ReportOptions options;
    int threads = 0;
    std::string file; ///< name of the result, without its folder
};

Task task_of(const CommandLine& line)
{
    Task task;
    task.wanted = wanted_files(line);
    task.earlier = line.has("replace") ? EarlierExport::replaced : EarlierExport::refused;
    task.options.locale = static_cast<Locale>(line.choice("locale", {"en", "it", "de"}).value_or(0));
    task.options.date = date_of(line, NumberStyle(task.options.locale));
    task.threads = static_cast<int>(line.whole_number("threads", 1, 4096).value_or(0));
    task.file = std::filesystem::path(line.arguments().front()).filename().string();
    if (line.has("pdf")) {
        task.browser = find_browser(line.text("browser"));
        task.paper = static_cast<Paper>(line.choice("paper", {"a4", "letter"}).value_or(0));
    } else if (line.has("browser") || line.has("paper")) {
        line.refuse(fmt::format("--{} is for the PDF; add --pdf FILE", line.has("browser") ? "browser" : "paper"));
    }
    for (const auto& one : task.wanted) {
        require_free_report_name(one.form, one.path, task.earlier);
    }
    return task;
}

/// The command that writes the same document again, with the options that it depends on.
std::string report_again(const CommandLine& line, const Task& task)
{
    std::string command = "kamsim report " + shell_word(task.file);
    for (const char* option : {"locale", "date"}) {
        if (const auto value = line.text(option)) {
            command += fmt::format(" --{} {}", option, shell_word(*value));
        }
    }
    if (const auto before = line.text("against")) {
        command += " --against " + shell_word(std::filesystem::path(*before).filename().string());
    }
    return command + (line.has("quick") ? " --quick" : "") + " --out report.html";
}

/// A document, and how long simulations for it took.
struct Written {
    Report report;
    double seconds = 0.0;
};

double seconds_since(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

Written written_sweep(const CommandLine& line, Console& console, const Task& task)
{
    const std::filesystem::path file = line.arguments().front();
    const auto table = read_sweep(file);
    const auto made = sweep_origin(file);
    console.detail(fmt::format("read {}: {} points", file.string(), table.points));
    const std::string sweep =
        made.inputs.empty()
            ? ""
            : fmt::format("kamsim sweep {} --out {}", shell_word(made.inputs.front().path), shell_word(task.file));
    const ReportOrigin origin{task.file, {sweep, report_again(line, task)}};
    return {write_sweep_report(table, made, origin, task.options, task.threads), 0.0};
}

Written written_change(const CommandLine& line, Console& console, const Task& task)
{
    const std::filesystem::path file_before = *line.text("against");
    const auto before = read_result(file_before);
    const auto now = read_result(line.arguments().front());
    console.detail(fmt::format("read {} and {}", file_before.string(), line.arguments().front()));
    const auto name_before = file_before.filename().string();
    const ReportOrigin origin{task.file,
                              {run_again(before, name_before), run_again(now, task.file), report_again(line, task)}};
    return {write_change_report(TableSource(now), TableSource(before), origin, name_before, task.options), 0.0};
}

/// @return empty where it was interrupted
std::optional<Written> written_run(const CommandLine& line, Console& console, const Task& task,
                                   const Interruption& interruption)
{
    const auto stored = read_result(line.arguments().front());
    console.detail(fmt::format("read {} (kamsim {})", line.arguments().front(), stored.program_version));
    const auto start = std::chrono::steady_clock::now();
    ReportStudies studies;
    if (!line.has("quick")) {
        ProgressLine progress(console.shows_progress() ? Progress::shown : Progress::hidden);
        ReportStudyOptions options;
        options.threads = task.threads;
        options.goes_on = [&] { return !interruption.is_requested(); };
        options.progress = [&](std::string_view study, std::int64_t done, std::int64_t all) {
            progress.show(study, done, all);
        };
        auto found = study_for_report(stored, options);
        if (!found) {
            return std::nullopt;
        }
        studies = std::move(*found);
    }
    const double seconds = line.has("quick") ? 0.0 : seconds_since(start);
    const TableSource tables(stored);
    const ReportOrigin origin{task.file, {run_again(stored, task.file), report_again(line, task)}};
    return Written{write_report(tables, studies, origin, task.options), seconds};
}

/// @return empty where it was interrupted
std::optional<Written> written_report(const CommandLine& line, Console& console, const Task& task,
                                      const Interruption& interruption)
{
    const bool is_sweep = is_sweep_file(line.arguments().front());
    if (line.has("against")) {
        if (is_sweep || is_sweep_file(*line.text("against"))) {
            throw UsageError("--against compares the results of two runs; one of these is a sweep");
        }
        return written_change(line, console, task);
    }
    return is_sweep ? written_sweep(line, console, task) : written_run(line, console, task, interruption);
}

std::string size_text(std::uintmax_t bytes)
{
    constexpr double kilobyte = 1000.0;
    constexpr double megabyte = 1e6;
    const auto size = static_cast<double>(bytes);
    return size < megabyte ? fmt::format("{:.0f} kB", std::max(1.0, size / kilobyte))
                           : fmt::format("{:.1f} MB", size / megabyte);
}

/// @return false where it was interrupted
bool write_form(const Wanted& one, const Report& report, const Task& task, const Interruption& interruption)
{
    std::optional<std::string> text;
    switch (one.form) {
    case ReportForm::page: text = html_page(report, report_assets()); break;
    case ReportForm::json: text = report_json(report); break;
    case ReportForm::pdf:
        text = printed_page(task.browser, html_page(report, report_assets()), task.paper,
                            [&] { return !interruption.is_requested(); });
        if (!text) {
            return false;
        }
        break;
    case ReportForm::workbook: break;
    }
    write_report_file(one.form, one.path, task.earlier, [&](const std::filesystem::path& temporary) {
        if (text) {
            write_text(temporary, *text, one.path);
        } else {
            write_report_workbook(report, temporary, one.path.string());
        }
    });
    return true;
}

int write_all(const Written& written, const Task& task, const Console& console, const Interruption& interruption)
{
    for (const auto& one : task.wanted) {
        const auto start = std::chrono::steady_clock::now();
        if (!write_form(one, written.report, task, interruption)) {
            std::cerr << fmt::format("kamsim: interrupted; {} was not written\n", one.path.string());
            return interruption.exit_code();
        }
        if (!console.is_quiet()) {
            print(fmt::format("Wrote {} ({}) in {:.1f} s.\n", one.path.string(),
                              size_text(std::filesystem::file_size(one.path)), seconds_since(start)));
        }
    }
    if (!console.is_quiet() && written.seconds > 0.0) {
        print(fmt::format("What the result does not hold was simulated before, in {}; --quick leaves that out.\n",
                          duration_text(written.seconds)));
    }
    return exit_done;
}

int report_stored(const CommandLine& line, Console& console)
{
    try {
        const auto task = task_of(line);
        const Interruption interruption;
        const auto written = written_report(line, console, task, interruption);
        if (!written) {
            std::cerr << "kamsim: interrupted; nothing was written\n";
            return interruption.exit_code();
        }
        return write_all(*written, task, console, interruption);
    } catch (const RefusedExport& error) {
        throw UsageError(error.what());
    }
}

} // namespace

int report_result(const std::vector<std::string>& arguments)
{
    return run_command(declaration(), arguments, report_stored);
}

} // namespace kamsim::program
