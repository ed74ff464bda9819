#include "kamsim/compare_command.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <iterator>
#include <numeric>

#include <fmt/format.h>

#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/console.hpp"
#include "kamsim/named_alternatives.hpp"
#include "kamsim/output_format.hpp"
#include "kamsim/report/comparison_details_text.hpp"
#include "kamsim/report/json.hpp"
#include "kamsim/report/measure_table.hpp"
#include "kamsim/report/terminal.hpp"
#include "kamsim/results/result_reader.hpp"
#include "kamsim/scenario/nearest_name.hpp"
#include "kamsim/simulation/alternative_pairs.hpp"
#include "kamsim/terminal.hpp"

namespace kamsim::program {

namespace {

const CommandDeclaration& declaration()
{
    static const CommandDeclaration declared{
        .name = "compare",
        .argument = "RESULT",
        .argument_noun = "result file",
        .purpose = "Says which design of a result is best and how surely: every pair of designs with\n"
                   "intervals, dominance, risk, payback, concentration, and the important measures.\n"
                   "With an option of measures, the measures alone, side by side.\n",
        .options =
            {
                {"target", "MONEY", "net present value to reach, in the file's unit"},
                {"tail", "SHARE", "the worst futures that risk looks at (0.05)"},
                {"measure", "NAMES", "these, with commas between them, or all"},
                {"alternative", "NAMES", "measures of these designs only, likewise"},
                {"year", "N", "measures at the end of this year, from 1 on"},
                {"period", "N", "measures at the end of this period, from 1 on"},
                {"every", "TIME", "at the end of every year or every period"},
                {"difference", "", "differences of measures to the baseline"},
                {"against", "NAME", "differences of measures to this design"},
                {"simultaneous", "", "their intervals for all pairs of designs together"},
                format_option,
                {"quiet", "", "no warnings"},
                {"verbose", "", "say what is read, on the standard error"},
            },
        .examples =
            {
                "compare result.h5",
                "compare result.h5 --target 140000 --tail 0.1",
                "compare result.h5 --measure revenue,customers --every year",
                "compare result.h5 --measure revenue --against matrix --year 3",
                "compare result.h5 --measure all --every period --format csv > all.csv",
            },
        .closing = "kamsim measures lists the measures, docs/guide/compare.md explains.\n",
    };
    return declared;
}

/// Index of each name among the known ones.
std::vector<int> indices_of(const CommandLine& line, const std::vector<std::string>& names, const char* option,
                            const std::vector<std::string>& known)
{
    std::vector<int> indices;
    for (const auto& name : names) {
        const auto found = std::find(known.begin(), known.end(), name);
        if (found == known.end()) {
            line.refuse(fmt::format("--{}: there is no {} \"{}\"{}", option, option, name, did_you_mean(name, known)));
        }
        indices.push_back(static_cast<int>(std::distance(known.begin(), found)));
    }
    return indices;
}

double number_of(const CommandLine& line, std::string_view option, const std::string& text)
{
    double number = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number)) {
        line.refuse(fmt::format("--{}: \"{}\" is no number", option, text));
    }
    return number;
}

std::vector<int> all_of(std::size_t count)
{
    std::vector<int> indices(count);
    std::iota(indices.begin(), indices.end(), 0);
    return indices;
}

std::vector<Measure> chosen_measures(const CommandLine& line)
{
    if (!line.has("measure")) {
        return important_measures();
    }
    std::vector<std::string> known;
    std::transform(measure_catalogue().begin(), measure_catalogue().end(), std::back_inserter(known),
                   [](const MeasureDeclaration& measure) { return measure.name; });
    const auto names = line.list("measure");
    const auto indices =
        names == std::vector<std::string>{"all"} ? all_of(known.size()) : indices_of(line, names, "measure", known);
    std::vector<Measure> measures;
    std::transform(indices.begin(), indices.end(), std::back_inserter(measures),
                   [](int index) { return static_cast<Measure>(index); });
    return measures;
}

std::vector<int> chosen_alternatives(const CommandLine& line, const Experiment& experiment)
{
    return line.has("alternative")
               ? indices_of(line, line.list("alternative"), "alternative", alternative_names(experiment))
               : all_of(experiment.alternatives.size());
}

std::vector<int> chosen_periods(const CommandLine& line, const Outcome& outcome)
{
    if (line.has("year") + line.has("period") + line.has("every") > 1) {
        line.refuse("--year, --period and --every exclude each other");
    }
    if (const auto period = line.whole_number("period", 1, outcome.periods)) {
        return {static_cast<int>(*period) - 1};
    }
    const auto years = ends_of_years(outcome);
    if (const auto year = line.whole_number("year", 1, std::ssize(years))) {
        return {years[static_cast<std::size_t>(*year) - 1]};
    }
    if (const auto every = line.choice("every", {"year", "period"})) {
        return *every == 0 ? years : all_of(static_cast<std::size_t>(outcome.periods));
    }
    return {};
}

/// Intervals of all pairs need paired differences.
void require_all_pairs(const CommandLine& line, const Outcome& outcome, const MeasureSelection& selection)
{
    if (selection.kind == FigureKind::mean) {
        line.refuse("--simultaneous is about differences; add --difference or --against NAME");
    }
    if (outcome.alternatives > most_alternatives_in_all_pairs) {
        line.refuse(
            fmt::format("--simultaneous: of more than {} designs a result keeps the differences to the baseline "
                        "only",
                        most_alternatives_in_all_pairs));
    }
    if (!std::all_of(selection.periods.begin(), selection.periods.end(),
                     [&](int period) { return year_that_ends(outcome, period).has_value(); })) {
        line.refuse("--simultaneous: measures are paired at the ends of years; use --year N or --every year");
    }
}

MeasureSelection chosen_selection(const CommandLine& line, const StoredResult& stored)
{
    const auto& experiment = stored.scenario.experiment;
    MeasureSelection selection{chosen_measures(line), chosen_alternatives(line, experiment),
                               chosen_periods(line, stored.outcome)};
    if (line.has("difference") || line.has("against")) {
        selection.kind = FigureKind::difference;
    }
    if (const auto against = line.text("against")) {
        selection.against = alternative_named(line, "--against", *against, experiment);
    }
    if (line.has("simultaneous")) {
        selection.scope = IntervalScope::all_pairs;
        require_all_pairs(line, stored.outcome, selection);
    }
    return selection;
}

void print_measures(const CommandLine& line, const StoredResult& stored, OutputFormat format)
{
    const auto& experiment = stored.scenario.experiment;
    const auto selection = chosen_selection(line, stored);
    switch (format) {
    case OutputFormat::table: print(measure_table(experiment, stored.outcome, selection)); break;
    case OutputFormat::csv: print(measure_csv(experiment, stored.outcome, selection)); break;
    case OutputFormat::json: print(measure_json(experiment, stored.outcome, selection)); break;
    }
}

ComparisonQuestion chosen_question(const CommandLine& line)
{
    ComparisonQuestion question;
    if (const auto target = line.text("target")) {
        question.target = number_of(line, "target", *target);
    }
    if (const auto tail = line.text("tail")) {
        question.tail = number_of(line, "tail", *tail);
        if (!(question.tail > 0.0 && question.tail < 1.0)) {
            line.refuse(fmt::format("--tail: {} is no share between 0 and 1, such as 0.05", *tail));
        }
    }
    return question;
}

void print_decision(const CommandLine& line, const StoredResult& stored, OutputFormat format)
{
    const auto& experiment = stored.scenario.experiment;
    auto comparison = compare(experiment, stored.outcome, chosen_question(line));
    // The run may have searched further than its outcome shows, for example for the size at which a programme pays.
    comparison.verdict.sentence = stored.verdict;
    switch (format) {
    case OutputFormat::table:
        print(verdict_paragraph(comparison, output_colour()) + "\n"
              + comparison_details_text(comparison, output_colour()) + "\n"
              + measure_table(experiment, stored.outcome,
                              {important_measures(), all_of(experiment.alternatives.size()), {}}));
        break;
    case OutputFormat::csv: print(pairs_csv(comparison)); break;
    case OutputFormat::json:
        print(comparison_json(experiment, stored.outcome, comparison, stored.program_version));
        break;
    }
}

int compare_stored(const CommandLine& line, Console& console)
{
    static constexpr std::array of_measures{"measure", "alternative", "year",    "period",
                                            "every",   "difference",  "against", "simultaneous"};
    const bool asks_for_measures =
        std::any_of(of_measures.begin(), of_measures.end(), [&](const char* option) { return line.has(option); });
    if (asks_for_measures && (line.has("target") || line.has("tail"))) {
        line.refuse("--target and --tail are about values; they do not go with options of measures");
    }
    const auto format = output_format(line);
    const auto stored = read_result(line.arguments().front());
    console.detail(fmt::format("read {} (kamsim {})", line.arguments().front(), stored.program_version));
    if (asks_for_measures) {
        print_measures(line, stored, format);
    } else {
        print_decision(line, stored, format);
    }
    return exit_done;
}

} // namespace

int compare_result(const std::vector<std::string>& arguments)
{
    return run_command(declaration(), arguments, compare_stored);
}

} // namespace kamsim::program
