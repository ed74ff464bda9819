#include "kamsim/import_check_command.hpp"

#include <optional>

#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/first_day.hpp"
#include "kamsim/report/import_text.hpp"
#include "kamsim/terminal.hpp"

namespace kamsim::program {

namespace {

const CommandDeclaration& import_check_declaration()
{
    static const CommandDeclaration declaration{
        .name = "import-check",
        .argument = "FILE",
        .argument_noun = "accounts file",
        .purpose = "Reads the accounts in the CSV FILE as a run would, and says what was read, what\n"
                   "is assumed and what is wrong. Without a scenario, how to read it is guessed from\n"
                   "the header and the values. Nothing is written.\n",
        .options =
            {
                {"scenario", "SCENARIO", "read the file as this scenario says"},
                first_day_option,
                {"json", "", "print one JSON object with all problems and reasons"},
                {"quiet", "", "print problems only"},
            },
        .examples =
            {
                "import-check crm.csv",
                "import-check crm.csv --scenario mine/scenario.toml",
                "import-check crm.csv --json | jq .file.columns",
            },
        .closing = "The exit code is 0 where the file can be used and 2 where it cannot.\n"
                   "docs/guide/your-accounts.md goes from a CRM's export to a first answer.\n",
    };
    return declaration;
}

} // namespace

int import_check(const std::vector<std::string>& arguments)
{
    return run_command(import_check_declaration(), arguments, [](const CommandLine& line, Console& console) {
        const std::string& file = line.arguments().front();
        const std::optional<std::string> scenario = line.text("scenario");
        const ImportReport report = check_import(
            file, scenario ? std::optional<std::filesystem::path>(*scenario) : std::nullopt, first_day_of(line));
        if (line.has("json")) {
            print(import_json(report));
        } else if (!console.is_quiet()) {
            print(import_text(report, file, scenario.value_or(""), output_colour()));
        } else {
            for (const std::string& error : report.errors) {
                print(error + "\n");
            }
        }
        return report.is_usable() ? exit_done : exit_bad_input;
    });
}

} // namespace kamsim::program
