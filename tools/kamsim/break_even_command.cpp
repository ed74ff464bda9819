#include "kamsim/break_even_command.hpp"

#include <iostream>

#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/console.hpp"
#include "kamsim/output_format.hpp"
#include "kamsim/progress_line.hpp"
#include "kamsim/report/sensitivity_report.hpp"
#include "kamsim/varied_inputs.hpp"

namespace kamsim::program {

namespace {

const CommandDeclaration& declaration()
{
    static const CommandDeclaration declared{
        .name = "break-even",
        .argument = "FILE",
        .argument_noun = "scenario or result file",
        .purpose = "Says which inputs change the best design, one at a time: at which value another\n"
                   "one takes over, between which values that is not settled, and by which figure of\n"
                   "the business it would be seen.\n",
        .options =
            {
                inputs_option,
                policies_option,
                {"of", "DESIGN", "only this design ..."},
                {"against", "DESIGN", "... and this one; else all of the scenario"},
                {"futures", "N", "of each value tried, on the same luck (512)"},
                {"steps", "N", "values tried over each range, before refining (9)"},
                top_option,
                set_option,
                study_threads_option,
                format_option,
                {"quiet", "", "no warnings and no progress"},
                {"verbose", "", "say what is read, on the standard error"},
            },
        .examples =
            {
                "break-even scenarios/uncertain.toml",
                "break-even scenarios/uncertain.toml --inputs retention.leaving_base",
                "break-even result.h5 --inputs evidence:20 --policies",
            },
        .closing = inputs_help,
    };
    return declared;
}

int search(const CommandLine& line, Console& console)
{
    const auto format = output_format(line);
    const auto top = static_cast<std::size_t>(line.whole_number("top", 1, 1'000'000).value_or(20));
    if (line.has("of") != line.has("against")) {
        line.refuse("--of and --against go together: a break-even lies between two designs");
    }
    const Interruption interruption;
    const auto kept = line.has("of") ? KeptDesigns::of_output : KeptDesigns::all;
    const auto varied = varied_scenario(line, kept, console, interruption);
    BreakEvens found;
    if (varied) {
        if (varied->space.certain().alternatives.size() < 2) {
            line.refuse("a break-even lies between two designs, and the scenario has one");
        }
        BreakEvenOptions options;
        options.futures = line.whole_number("futures", 2, 10'000'000).value_or(options.futures);
        options.steps = static_cast<int>(line.whole_number("steps", 2, 1000).value_or(options.steps));
        const StudyOptions study = study_options(line, interruption);
        options.threads = study.threads;
        options.goes_on = study.goes_on;
        ProgressLine progress(console.shows_progress() ? Progress::shown : Progress::hidden);
        options.progress = [&](std::int64_t done, std::int64_t all) {
            progress.show(done * options.futures, all * options.futures);
        };
        found = find_break_evens(varied->space, options);
    }
    if (!found.is_complete) {
        std::cerr << "kamsim: interrupted; nothing was written\n";
        return interruption.exit_code();
    }
    switch (format) {
    case OutputFormat::table: print(break_even_text(varied->space, found, top)); break;
    case OutputFormat::csv: print(break_even_csv(varied->space, found)); break;
    case OutputFormat::json: print(break_even_json(varied->space, found)); break;
    }
    return exit_done;
}

} // namespace

int search_break_even(const std::vector<std::string>& arguments)
{
    return run_command(declaration(), arguments, search);
}

} // namespace kamsim::program
