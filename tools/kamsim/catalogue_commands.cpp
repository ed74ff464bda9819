#include "kamsim/catalogue_commands.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/console.hpp"
#include "kamsim/output_format.hpp"
#include "kamsim/report/catalogue_text.hpp"
#include "kamsim/scenario/nearest_name.hpp"

namespace kamsim::program {

namespace {

const CommandDeclaration& parameters_declaration()
{
    static const CommandDeclaration declared{
        .name = "parameters",
        .argument = "PREFIX",
        .argument_noun = "prefix",
        .least_arguments = 0,
        .purpose = "Lists the parameters whose path begins with PREFIX, or all: default, range that\n"
                   "the evidence supports, unit and grade of the evidence. With a whole path: one\n"
                   "parameter with its meaning and source. Scenarios and --set change them by path.\n",
        .options = {format_option},
        .examples =
            {
                "parameters",
                "parameters retention",
                "parameters retention.save",
                "parameters structures.matrix --format csv > matrix.csv",
            },
        .closing = "",
    };
    return declared;
}

const CommandDeclaration& measures_declaration()
{
    static const CommandDeclaration declared{
        .name = "measures",
        .argument = "PREFIX",
        .argument_noun = "prefix",
        .least_arguments = 0,
        .purpose = "Lists the measures whose name begins with PREFIX, or all: what a run records of\n"
                   "the portfolio, of each account and of each manager, with unit and meaning.\n",
        .options = {format_option},
        .examples =
            {
                "measures",
                "measures key_",
                "measures account.",
                "measures --format csv > measures.csv",
            },
        .closing = "kamsim compare RESULT --measure NAME shows a measure of the portfolio.\n",
    };
    return declared;
}

/// Rows whose path begins with the prefix; the one that is the prefix alone, where there is one.
template <class Row>
std::vector<Row> matching(const CommandLine& line, const std::vector<Row>& rows)
{
    if (line.arguments().empty()) {
        return rows;
    }
    const auto& prefix = line.arguments().front();
    std::vector<Row> found;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(found),
                 [&](const Row& row) { return row.path().starts_with(prefix); });
    const auto exact = std::find_if(found.begin(), found.end(), [&](const Row& row) { return row.path() == prefix; });
    if (exact != found.end()) {
        return {*exact};
    }
    if (found.empty()) {
        std::vector<std::string> known;
        std::transform(rows.begin(), rows.end(), std::back_inserter(known), [](const Row& row) { return row.path(); });
        line.refuse(fmt::format("nothing begins with \"{}\"{}", prefix, did_you_mean(prefix, known)));
    }
    return found;
}

/// How one catalogue is told.
template <class Row>
struct Texts {
    std::string (*table)(const std::vector<Row>&);
    std::string (*card)(const Row&);
    std::string (*csv)(const std::vector<Row>&);
    std::string (*json)(const std::vector<Row>&);
};

template <class Row>
int print_catalogue(const CommandLine& line, const std::vector<Row>& all, const Texts<Row>& texts)
{
    const auto rows = matching(line, all);
    const bool is_one =
        !line.arguments().empty() && rows.size() == 1 && rows.front().path() == line.arguments().front();
    switch (output_format(line)) {
    case OutputFormat::table: print(is_one ? texts.card(rows.front()) : texts.table(rows)); break;
    case OutputFormat::csv: print(texts.csv(rows)); break;
    case OutputFormat::json: print(texts.json(rows)); break;
    }
    return exit_done;
}

} // namespace

int show_parameters(const std::vector<std::string>& arguments)
{
    return run_command(parameters_declaration(), arguments, [](const CommandLine& line, Console&) {
        return print_catalogue<ParameterRow>(line, parameter_rows(),
                                             {parameter_table, parameter_card, parameter_csv, parameter_json});
    });
}

int show_measures(const std::vector<std::string>& arguments)
{
    return run_command(measures_declaration(), arguments, [](const CommandLine& line, Console&) {
        return print_catalogue<MeasureRow>(line, measure_rows(),
                                           {measure_list, measure_card, measure_rows_csv, measure_rows_json});
    });
}

} // namespace kamsim::program
