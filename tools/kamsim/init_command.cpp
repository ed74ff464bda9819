#include "kamsim/init_command.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/first_day.hpp"
#include "kamsim/new_files.hpp"
#include "kamsim/scenario/import_check.hpp"
#include "kamsim/scenario/starter.hpp"

namespace kamsim::program {

namespace {

constexpr const char* scenario_name = "scenario.toml";

const CommandDeclaration& init_declaration()
{
    static const CommandDeclaration declaration{
        .name = "init",
        .argument = "DIR",
        .argument_noun = "folder",
        .purpose = "Writes a scenario to start from into the folder DIR: every section, with the\n"
                   "defaults as comments, and a small file of invented accounts. With --from it is\n"
                   "for your accounts instead: how to read them is guessed, with a reason for each\n"
                   "guess. Nothing that is there already is overwritten.\n",
        .options =
            {
                {"from", "FILE", "a CSV file of accounts, such as a CRM exports"},
                first_day_option,
            },
        .examples =
            {
                "init mine",
                "init mine --from crm.csv",
                "init mine --from crm.csv --first-day 2026-01-01",
            },
        .closing = "docs/guide/your-accounts.md goes from a CRM's export to a first answer.\n",
    };
    return declaration;
}

std::string next_steps(const std::filesystem::path& scenario)
{
    return fmt::format("\nNext: kamsim run {0}\n      kamsim check {0}\n", scenario.string());
}

void write_starter(const std::filesystem::path& folder)
{
    write_new_files(folder, {{scenario_name, starter_scenario()}, {"accounts.csv", starter_accounts()}});
    print(
        fmt::format("Wrote {} and accounts.csv beside it: 40 invented accounts. Put your own\nin their place, or start "
                    "from a file of yours: kamsim init DIR --from FILE.csv\n",
                    (folder / scenario_name).string()));
}

/// The file's name as seen from the folder, so that both can be moved together.
std::string name_from(const std::filesystem::path& folder, const std::filesystem::path& file)
{
    const auto whole = [](const std::filesystem::path& path) {
        return std::filesystem::weakly_canonical(std::filesystem::absolute(path));
    };
    return whole(file).lexically_relative(whole(folder)).generic_string();
}

std::size_t doubts_in(const ImportGuess& guess)
{
    std::size_t doubts = guess.rates.size() + guess.notes.size() + guess.defaults.size() + (guess.has_dates ? 1U : 0U)
                         + (guess.missing.empty() ? 0U : 1U);
    for (const GuessedKey& key : guess.keys) {
        doubts += key.confidence == Confidence::doubtful ? 1U : 0U;
    }
    for (const GuessedColumn& column : guess.columns) {
        doubts += column.confidence == Confidence::doubtful ? 1U : 0U;
    }
    return doubts;
}

/// @return whether a run will work
bool write_for(const std::filesystem::path& folder, const std::string& file, std::chrono::year_month_day first_day)
{
    const ImportReport report = check_import(file, std::nullopt, first_day);
    write_new_files(folder, {{scenario_name, starter_scenario(*report.guess, name_from(folder, file), first_day)}});
    const std::filesystem::path scenario = folder / scenario_name;
    const std::size_t doubts = doubts_in(*report.guess);
    print(fmt::format("Wrote {}\nfor the {} accounts of {}.\n{} of its columns are used. {}\n", scenario.string(),
                      report.guess->rows, file, report.guess->columns.size(),
                      doubts == 0 ? std::string("No guess is doubtful.")
                                  : fmt::format("Look at the lines with CHECK: {} {} doubtful.", doubts,
                                                doubts == 1 ? "guess is" : "guesses are")));
    if (!report.is_usable()) {
        print(fmt::format("\nThe file cannot be used as it is. The first of its problems ({} in all):\n{}\n\nNext: "
                          "kamsim import-check "
                          "{} --scenario {}\n",
                          report.errors.size(), report.errors.front(), file, scenario.string()));
    }
    return report.is_usable();
}

} // namespace

int init(const std::vector<std::string>& arguments)
{
    return run_command(init_declaration(), arguments, [](const CommandLine& line, Console&) {
        const std::filesystem::path folder = line.arguments().front();
        const std::optional<std::string> from = line.text("from");
        const std::chrono::year_month_day first_day = first_day_of(line);
        if (!from) {
            write_starter(folder);
        } else if (!write_for(folder, *from, first_day)) {
            return exit_bad_input;
        }
        print(next_steps(folder / scenario_name));
        return exit_done;
    });
}

} // namespace kamsim::program
