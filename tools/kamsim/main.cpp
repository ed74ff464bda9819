#include <array>
#include <exception>
#include <iostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "kamsim/accounts_command.hpp"
#include "kamsim/allocate_command.hpp"
#include "kamsim/break_even_command.hpp"
#include "kamsim/bridge_command.hpp"
#include "kamsim/catalogue_commands.hpp"
#include "kamsim/check_command.hpp"
#include "kamsim/command.hpp"
#include "kamsim/compare_command.hpp"
#include "kamsim/decide_command.hpp"
#include "kamsim/emulate_command.hpp"
#include "kamsim/export_command.hpp"
#include "kamsim/failure.hpp"
#include "kamsim/import_check_command.hpp"
#include "kamsim/init_command.hpp"
#include "kamsim/merge_command.hpp"
#include "kamsim/optimize_command.hpp"
#include "kamsim/replay_command.hpp"
#include "kamsim/report_command.hpp"
#include "kamsim/run_command.hpp"
#include "kamsim/scenario/nearest_name.hpp"
#include "kamsim/schema_command.hpp"
#include "kamsim/select_command.hpp"
#include "kamsim/sensitivity_command.hpp"
#include "kamsim/show_command.hpp"
#include "kamsim/status_command.hpp"
#include "kamsim/sweep_command.hpp"
#include "kamsim/targets_command.hpp"
#include "kamsim/value_of_information_command.hpp"
#include "kamsim/verify_file_command.hpp"
#include "kamsim/version.hpp"
#include "kamsim/win_map_command.hpp"

namespace kamsim::program {

namespace {

std::string general_help()
{
    std::string text = "kamsim - what key account management designs are worth, and which is best\n"
                       "\n"
                       "Usage: kamsim COMMAND [OPTION]... [ARGUMENT]...\n"
                       "\n"
                       "Commands:\n";
    for (const auto& command : commands()) {
        text += fmt::format("  {:<20} {}\n", command.name, command.summary);
    }
    text += "\n"
            "Options:\n"
            "  -h, --help     show this help, or that of a command: kamsim COMMAND --help\n"
            "  --version      show the version\n"
            "\n"
            "Examples:\n"
            "  kamsim init mine                     a scenario to start from, in a new folder\n"
            "  kamsim import-check crm.csv          what an export of customers holds\n"
            "  kamsim init mine --from crm.csv      a scenario for it\n"
            "  kamsim check mine/scenario.toml      what it resolves to, and what is doubtful\n"
            "  kamsim run mine/scenario.toml        which design is best\n"
            "  kamsim run mine/scenario.toml --out result.h5\n"
            "  kamsim compare result.h5             which is best, and how surely\n"
            "  kamsim export result.h5 --xlsx result.xlsx\n"
            "\n"
            "Exit codes: 0 done, 1 failed, 2 wrong usage or input, 130 interrupted (what was\n"
            "finished is kept).\n"
            "Colours are used on a terminal only, and not where NO_COLOR is set.\n";
    return text;
}

[[noreturn]] void refuse(const std::string& word)
{
    if (word.starts_with('-')) {
        throw UsageError(fmt::format("unknown option {}; kamsim --help lists what there is", word));
    }
    if (word.ends_with(".toml")) {
        throw UsageError(fmt::format("\"{}\" is no command; to run a scenario write: kamsim run {}", word, word));
    }
    std::vector<std::string> names;
    for (const auto& command : commands()) {
        names.emplace_back(command.name);
    }
    throw UsageError(fmt::format("unknown command \"{}\"{}; there is {}, and kamsim --help says more", word,
                                 did_you_mean(word, names), quoted_list(names)));
}

int dispatch(const std::vector<std::string>& words)
{
    if (words.empty()) {
        std::cerr << general_help();
        return exit_bad_input;
    }
    const auto& first = words.front();
    if (first == "--help" || first == "-h") {
        std::cout << general_help();
        return exit_done;
    }
    if (first == "--version") {
        std::cout << fmt::format("kamsim {} ({})\n", version(), revision());
        return exit_done;
    }
    for (const auto& command : commands()) {
        if (command.name == first) {
            return command.run({words.begin() + 1, words.end()});
        }
    }
    refuse(first);
}

/// What could not be written must not look like success, for example on a full disk behind a redirection.
int flush_output(int exit_code)
{
    std::cout.flush();
    if (!std::cout) {
        std::cerr << "kamsim: the standard output could not be written; check the disk that it goes to\n";
        return exit_failed;
    }
    return exit_code;
}

int run_program(const std::vector<std::string>& words)
{
    try {
        return flush_output(dispatch(words));
    } catch (...) {
        return tell_failure(std::current_exception());
    }
}

} // namespace

std::span<const Command> commands()
{
    static constexpr std::array all{
        Command{"init", "write a scenario to start from, also from your accounts", init},
        Command{"import-check", "read a CSV file of accounts and say what it holds", import_check},
        Command{"check", "read a scenario without running it, and warn", check},
        Command{"run", "simulate a scenario and say which design is best", run},
        Command{"status", "say how far an unfinished run or sweep is", show_status},
        Command{"merge", "put parts of a run together to one result", merge_files},
        Command{"select", "find the best design with a guarantee, from few futures", select_best},
        Command{"sweep", "simulate a scenario at many points of what is varied", sweep},
        Command{"show", "print again what a result file holds", show},
        Command{"verify-file", "say whether every byte of a result is as it was written", verify_files},
        Command{"compare", "say which design of a result is best, and how surely", compare_result},
        Command{"bridge", "show what makes the difference of two designs", bridge_designs},
        Command{"replay", "tell what happens in one future of a result", replay_result},
        Command{"accounts", "show which accounts a difference of designs comes from", explain_accounts},
        Command{"sensitivity", "say which inputs move the value of designs", study_sensitivity},
        Command{"break-even", "say at which value of an input another design leads", search_break_even},
        Command{"targets", "say what a design must reach to pay for itself", find_targets},
        Command{"value-of-information", "say what better knowledge would be worth", value_information},
        Command{"emulate", "say what designs are worth between the points of a sweep", emulate_sweep},
        Command{"win-map", "say how robust designs are, and where which one wins", map_wins},
        Command{"allocate", "find the best split of attention over the key accounts", allocate},
        Command{"optimize", "search for the best design, also under constraints", optimize},
        Command{"decide", "write the certificate of a decision on one page", certify_decision},
        Command{"report", "write a result as a page to read, print and present", report_result},
        Command{"export", "write a result as CSV files, a workbook or JSON", export_tables},
        Command{"parameters", "list the parameters: defaults, ranges, evidence", show_parameters},
        Command{"measures", "list what a run records, with units and meanings", show_measures},
        Command{"schema", "print the JSON Schema of scenario files", print_schema},
    };
    return all;
}

} // namespace kamsim::program

int main(int count, char** arguments)
{
    const std::span<char*> words(arguments, static_cast<std::size_t>(count));
    return kamsim::program::run_program({words.begin() + (words.empty() ? 0 : 1), words.end()});
}
