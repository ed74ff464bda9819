#include "kamsim/merge_command.hpp"

#include <filesystem>
#include <iostream>

#include <fmt/format.h>

#include "kamsim/answer.hpp"
#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/console.hpp"
#include "kamsim/interruption.hpp"
#include "kamsim/results/result_writer.hpp"
#include "kamsim/results/sample_files.hpp"

namespace kamsim::program {

namespace {

const CommandDeclaration& declaration()
{
    static const CommandDeclaration declared{
        .name = "merge",
        .argument = "PART...",
        .argument_noun = "part",
        .most_arguments = 1'000'000,
        .purpose = "Puts parts of one sample together to the file of a single run, byte for byte.\n"
                   "Parts are files that kamsim run --part wrote, folders RESULT.part of runs that\n"
                   "were stopped, and results. Unlike ones are refused, with the reason.\n",
        .options =
            {
                {"out", "FILE", "the file to write"},
                {"incomplete", "", "where the last replications lack: a shorter sample"},
                {"quiet", "", "print the verdict only: no tables, no warnings"},
            },
        .examples =
            {
                "merge part1.h5 part2.h5 part3.h5 --out result.h5",
                "merge result.h5.part --incomplete --out result.h5",
            },
        .closing = "The parts themselves are left as they are.\n",
    };
    return declared;
}

std::filesystem::path file_to_write(const CommandLine& line)
{
    const auto out = line.text("out");
    if (!out) {
        line.refuse("the file to write is missing; add --out FILE");
    }
    for (const auto& part : line.arguments()) {
        if (std::filesystem::exists(*out) && std::filesystem::exists(part) && std::filesystem::equivalent(*out, part)) {
            line.refuse(fmt::format("{} is one of the parts; give the result another name", *out));
        }
    }
    require_replaceable(*out);
    return *out;
}

SampleFiles read_parts(const CommandLine& line)
{
    SampleFiles files({line.arguments().begin(), line.arguments().end()});
    if (line.has("incomplete")) {
        files.shorten();
    }
    if (const auto lacks = files.what_lacks(); !lacks.empty()) {
        throw ResultFileError(fmt::format("{} lack; add the parts that hold them, or with --incomplete make do without "
                                          "the last ones",
                                          lacks));
    }
    return files;
}

int merge(const CommandLine& line, Console& console)
{
    RunOptions run;
    run.form = line.has("quiet") ? OutputForm::verdict_only : OutputForm::text;
    run.result_file = file_to_write(line);
    const Interruption interruption;
    const auto files = read_parts(line);
    const auto merged = files.merge();
    auto answer = answer_of(files.scenario(), merged.outcome);
    add_break_even_size(files.scenario().experiment, run, interruption, answer.comparison);
    if (interruption.is_requested()) {
        std::cerr << "kamsim: interrupted; nothing was written.\n";
        return interruption.exit_code();
    }
    print_answer(files.scenario(), run, merged.outcome, answer);
    std::cout.flush();
    files.write_result(*run.result_file, merged, answer.checks, answer.comparison.verdict.sentence);
    console.detail(fmt::format("wrote {}", run.result_file->string()));
    if (run.form == OutputForm::text) {
        std::cout << fmt::format("\nEvery number of the parts is in {}.\n", run.result_file->string());
    }
    return exit_done;
}

} // namespace

int merge_files(const std::vector<std::string>& arguments)
{
    return run_command(declaration(), arguments, merge);
}

} // namespace kamsim::program
