#include "kamsim/report_command.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>

#include <fmt/format.h>

#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/console.hpp"
#include "kamsim/interruption.hpp"
#include "kamsim/progress_line.hpp"
#include "kamsim/report/html_page.hpp"
#include "kamsim/report/report_source.hpp"
#include "kamsim/report/report_studies.hpp"
#include "kamsim/report_assets.hpp"
#include "kamsim/results/result_reader.hpp"
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
                   "figure's numbers below it.\n",
        .options =
            {
                {"out", "FILE", "the page to write, for example report.html"},
                {"quick", "", "only what the result holds; nothing is simulated again"},
                {"locale", "LOCALE", "how numbers look: en (default), it or de; the text is English"},
                {"threads", "N", "threads to use; no number depends on it"},
                {"quiet", "", "no progress, no list of what was written"},
            },
        .examples =
            {
                "report result.h5 -o report.html",
                "report result.h5 -o report.html --locale de",
            },
        .closing = "docs/guide/report.md reads a report.\n",
    };
    return declared;
}

void write_page(const std::filesystem::path& file, const std::string& page)
{
    std::ofstream stream(file, std::ios::binary);
    stream << page;
    stream.close();
    if (!stream) {
        throw std::runtime_error(fmt::format("{}: cannot be written", file.string()));
    }
}

int report_stored(const CommandLine& line, Console& console)
{
    if (!line.has("out")) {
        line.refuse("--out FILE names the page to write, for example --out report.html");
    }
    const std::filesystem::path out(*line.text("out"));
    const auto stored = read_result(line.arguments().front());
    ReportStudies studies;
    if (!line.has("quick")) {
        const Interruption interruption;
        ProgressLine progress(console.shows_progress() ? Progress::shown : Progress::hidden);
        ReportStudyOptions options;
        options.threads = static_cast<int>(line.whole_number("threads", 1, 4096).value_or(0));
        options.goes_on = [&] { return !interruption.is_requested(); };
        options.progress = [&](std::string_view, std::int64_t done, std::int64_t all) { progress.show(done, all); };
        auto found = study_for_report(stored, options);
        if (!found) {
            std::cerr << "kamsim: interrupted; nothing was written\n";
            return interruption.exit_code();
        }
        studies = std::move(*found);
    }
    const TableSource tables(stored);
    const ReportOrigin origin{std::filesystem::path(line.arguments().front()).filename().string(), {}};
    ReportOptions options;
    options.locale = static_cast<Locale>(line.choice("locale", {"en", "it", "de"}).value_or(0));
    const auto report = write_report(tables, studies, origin, options);
    write_page(out, html_page(report, report_assets()));
    if (!console.is_quiet()) {
        print(fmt::format("Wrote {}.\n", out.string()));
    }
    return exit_done;
}

} // namespace

int report_result(const std::vector<std::string>& arguments)
{
    return run_command(declaration(), arguments, report_stored);
}

} // namespace kamsim::program
