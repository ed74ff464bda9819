#include "kamsim/compare_command.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

#include <fmt/format.h>

#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/console.hpp"
#include "kamsim/output_format.hpp"
#include "kamsim/report/measure_table.hpp"
#include "kamsim/results/result_reader.hpp"
#include "kamsim/scenario/nearest_name.hpp"

namespace kamsim::program {

namespace {

const CommandDeclaration& declaration()
{
    static const CommandDeclaration declared{
        .name = "compare",
        .argument = "RESULT",
        .argument_noun = "result file",
        .purpose = "Shows measures of the designs in a result file side by side, with the 95 %\n"
                   "intervals of their means. Without options: the important ones at the horizon.\n"
                   "What each design is worth is said by kamsim show.\n",
        .options =
            {
                {"measure", "NAMES", "these, with commas between them, or all"},
                {"alternative", "NAMES", "these designs only, likewise"},
                {"year", "N", "at the end of this year, from 1 on"},
                {"period", "N", "at the end of this period, from 1 on"},
                {"every", "TIME", "at the end of every year or every period"},
                {"difference", "", "differences to the baseline"},
                format_option,
                {"quiet", "", "no warnings"},
                {"verbose", "", "say what is read, on the standard error"},
            },
        .examples =
            {
                "compare result.h5",
                "compare result.h5 --measure revenue,customers --every year",
                "compare result.h5 --difference --alternative matrix --year 3",
                "compare result.h5 --measure all --every period --format csv > all.csv",
            },
        .closing = "kamsim measures lists the measures, docs/guide/reading-the-result.md explains.\n",
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
    if (!line.has("alternative")) {
        return all_of(experiment.alternatives.size());
    }
    std::vector<std::string> known;
    std::transform(experiment.alternatives.begin(), experiment.alternatives.end(), std::back_inserter(known),
                   [](const Alternative& alternative) { return alternative.name; });
    return indices_of(line, line.list("alternative"), "alternative", known);
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

int compare_measures(const CommandLine& line, Console& console)
{
    const auto format = output_format(line);
    const auto stored = read_result(line.arguments().front());
    console.detail(fmt::format("read {} (kamsim {})", line.arguments().front(), stored.program_version));
    const auto& experiment = stored.scenario.experiment;
    const MeasureSelection selection{chosen_measures(line), chosen_alternatives(line, experiment),
                                     chosen_periods(line, stored.outcome),
                                     line.has("difference") ? FigureKind::difference : FigureKind::mean};
    switch (format) {
    case OutputFormat::table: print(measure_table(experiment, stored.outcome, selection)); break;
    case OutputFormat::csv: print(measure_csv(experiment, stored.outcome, selection)); break;
    case OutputFormat::json: print(measure_json(experiment, stored.outcome, selection)); break;
    }
    return exit_done;
}

} // namespace

int compare_result(const std::vector<std::string>& arguments)
{
    return run_command(declaration(), arguments, compare_measures);
}

} // namespace kamsim::program
