#include "kamsim/decide_command.hpp"

#include <iostream>
#include <optional>

#include <fmt/format.h>

#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/console.hpp"
#include "kamsim/decision/certificate.hpp"
#include "kamsim/interruption.hpp"
#include "kamsim/progress_line.hpp"
#include "kamsim/report/certificate_text.hpp"
#include "kamsim/reproduction.hpp"
#include "kamsim/results/result_reader.hpp"
#include "kamsim/terminal.hpp"

namespace kamsim::program {

namespace {

constexpr std::int64_t fewest_worlds = 8; // below which nothing is said of the value of knowledge

const CommandDeclaration& declaration()
{
    static const CommandDeclaration declared{
        .name = "decide",
        .argument = "RESULT",
        .argument_noun = "result file",
        .purpose = "Writes the decision certificate of a result on one page: the recommended design,\n"
                   "how sure that is by luck, by precision and by knowledge, what is lost if it is\n"
                   "wrong, what would change it, what better data would be worth, the assumptions\n"
                   "that carry it, and the commands that make it again.\n",
        .options =
            {
                {"format", "FORMAT", "text (default), markdown or json"},
                {"futures", "N", "of each value tried for a change of the answer (256)"},
                {"worlds", "N", "where the scenario names nothing uncertain (512)"},
                {"threads", "N", "threads to use; no number depends on it"},
                {"quiet", "", "no warnings and no progress"},
                {"verbose", "", "say what is read, on the standard error"},
            },
        .examples =
            {
                "decide result.h5",
                "decide result.h5 --format markdown > certificate.md",
                "decide result.h5 --format json | jq .recommended",
            },
        .closing = "It simulates again, some seconds to a minute: where the scenario names nothing\n"
                   "uncertain, worlds by the ranges of the evidence; and values of the inputs that\n"
                   "carry the decision. docs/guide/decide.md reads a certificate.\n",
    };
    return declared;
}

CertificateOptions certificate_options(const CommandLine& line)
{
    CertificateOptions options;
    options.futures = line.whole_number("futures", 2, 10'000'000).value_or(options.futures);
    options.worlds = line.whole_number("worlds", fewest_worlds, 1'000'000).value_or(options.worlds);
    options.study.threads = static_cast<int>(line.whole_number("threads", 1, 4096).value_or(0));
    return options;
}

void require_decidable(const CommandLine& line, const StoredResult& stored)
{
    const auto& file = line.arguments().front();
    if (stored.scenario.experiment.alternatives.size() < 2) {
        throw UsageError(fmt::format("{} holds one design; a decision takes two or more", file));
    }
    if (stored.outcome.worlds > 1 && stored.outcome.worlds < fewest_worlds) {
        throw UsageError(
            fmt::format("{} has {} worlds, too few to say what knowledge is worth; run it with --worlds {} "
                        "or more",
                        file, stored.outcome.worlds, fewest_worlds));
    }
    if (line.has("worlds") && !stored.scenario.experiment.uncertainty.inputs.empty()) {
        line.refuse("--worlds: the worlds are those of the result, whose scenario names what is uncertain");
    }
}

CertificateOrigin origin_of(const CommandLine& line, const StoredResult& stored)
{
    CertificateOrigin origin;
    origin.inputs = stored.scenario.inputs;
    origin.program = fmt::format("{} ({})", stored.program_version, stored.program_revision);
    const auto file = std::filesystem::path(line.arguments().front()).filename().string();
    std::string decide = "kamsim decide " + shell_word(file);
    for (const char* option : {"futures", "worlds"}) {
        if (const auto value = line.text(option)) {
            decide += fmt::format(" --{} {}", option, *value);
        }
    }
    origin.commands = {run_again(stored, file), decide};
    return origin;
}

int tell_decision(const CommandLine& line, Console& console)
{
    const auto format = line.choice("format", {"text", "markdown", "json"}).value_or(0);
    auto options = certificate_options(line);
    const auto stored = read_result(line.arguments().front());
    console.detail(fmt::format("read {} (kamsim {})", line.arguments().front(), stored.program_version));
    require_decidable(line, stored);
    const Interruption interruption;
    std::optional<Certificate> certificate;
    {
        ProgressLine progress(console.shows_progress() ? Progress::shown : Progress::hidden);
        options.study.goes_on = [&] { return !interruption.is_requested(); };
        options.study.progress = [&](std::int64_t done, std::int64_t all) { progress.show(done, all); };
        certificate = certify(stored.scenario.experiment, stored.outcome, options);
    }
    if (!certificate) {
        std::cerr << "kamsim: interrupted; nothing was written\n";
        return interruption.exit_code();
    }
    certificate->comparison.verdict.sentence = stored.verdict; // as the run gave it
    const auto origin = origin_of(line, stored);
    switch (format) {
    case 1: print(certificate_markdown(*certificate, origin)); break;
    case 2: print(certificate_json(*certificate, origin)); break;
    default: print(certificate_text(*certificate, origin, output_colour())); break;
    }
    return exit_done;
}

} // namespace

int certify_decision(const std::vector<std::string>& arguments)
{
    return run_command(declaration(), arguments, tell_decision);
}

} // namespace kamsim::program
