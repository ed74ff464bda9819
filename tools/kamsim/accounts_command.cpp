#include "kamsim/accounts_command.hpp"

#include <cstdint>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/console.hpp"
#include "kamsim/decision/account_differences.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/named_alternatives.hpp"
#include "kamsim/output_format.hpp"
#include "kamsim/report/account_table.hpp"
#include "kamsim/results/result_reader.hpp"

namespace kamsim::program {

namespace {

constexpr std::int64_t rows_of_a_table = 15;

const CommandDeclaration& declaration()
{
    static const CommandDeclaration declared{
        .name = "accounts",
        .argument = "RESULT",
        .argument_noun = "result file",
        .purpose = "Says which accounts, segments or managers the difference in value of two designs\n"
                   "comes from, and in how many futures one of them keeps an account that the other\n"
                   "loses. Without options: the best design against the baseline.\n",
        .options =
            {
                {"alternative", "NAME", "the design whose lead is explained"},
                {"against", "NAME", "the design that it is compared with"},
                {"by", "KIND", "account (default), segment or manager"},
                {"top", "N", "this many rows; the others together (table: 15)"},
                format_option,
                {"quiet", "", "no warnings"},
                {"verbose", "", "say what is read, on the standard error"},
            },
        .examples =
            {
                "accounts result.h5",
                "accounts result.h5 --alternative matrix --against centralized",
                "accounts result.h5 --by segment",
                "accounts result.h5 --format csv > accounts.csv",
            },
        .closing = "docs/guide/reading-the-result.md explains the figures.\n",
    };
    return declared;
}

std::optional<int> named_alternative(const CommandLine& line, const char* option, const Experiment& experiment)
{
    const auto wanted = line.text(option);
    return wanted ? std::optional(alternative_named(line, fmt::format("--{}", option), *wanted, experiment))
                  : std::nullopt;
}

struct ChosenPair {
    int alternative = 0;
    int against = 0;
};

ChosenPair chosen_pair(const CommandLine& line, const StoredResult& stored)
{
    const auto& experiment = stored.scenario.experiment;
    const auto& outcome = stored.outcome;
    if (outcome.alternatives < 2) {
        line.refuse("the result holds one design only, so that there is no difference to explain");
    }
    const int against = named_alternative(line, "against", experiment).value_or(outcome.baseline);
    const auto named = named_alternative(line, "alternative", experiment);
    const int alternative = named ? *named : best_other_than(outcome, against).value_or(against);
    require_different(line, experiment, alternative, against, "name another design with --against");
    require_kept_pair(line, experiment, outcome, alternative, against);
    return {alternative, against};
}

DifferenceGrouping chosen_grouping(const CommandLine& line)
{
    return static_cast<DifferenceGrouping>(line.choice("by", {"account", "segment", "manager"}).value_or(0));
}

int explain(const CommandLine& line, Console& console)
{
    const auto format = output_format(line);
    const auto grouping = chosen_grouping(line);
    constexpr std::int64_t all = std::numeric_limits<std::int32_t>::max();
    const auto default_top = format == OutputFormat::table ? rows_of_a_table : all;
    const auto top = static_cast<std::size_t>(line.whole_number("top", 1, all).value_or(default_top));
    const auto stored = read_result(line.arguments().front());
    console.detail(fmt::format("read {} (kamsim {})", line.arguments().front(), stored.program_version));
    const auto& experiment = stored.scenario.experiment;
    const auto pair = chosen_pair(line, stored);
    const auto differences = account_differences(experiment, stored.outcome, pair.alternative, pair.against, grouping);
    switch (format) {
    case OutputFormat::table: print(account_table(experiment, stored.outcome, differences, top)); break;
    case OutputFormat::csv: print(account_csv(experiment, differences, top)); break;
    case OutputFormat::json: print(account_json(experiment, stored.outcome, differences, top)); break;
    }
    return exit_done;
}

} // namespace

int explain_accounts(const std::vector<std::string>& arguments)
{
    return run_command(declaration(), arguments, explain);
}

} // namespace kamsim::program
