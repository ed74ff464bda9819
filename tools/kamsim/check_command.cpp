#include "kamsim/check_command.hpp"

#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/machine.hpp"
#include "kamsim/report/scenario_summary.hpp"
#include "kamsim/results/resolved_parameters.hpp"
#include "kamsim/scenario/read_scenario.hpp"
#include "kamsim/scenario/warnings.hpp"
#include "kamsim/simulation/memory.hpp"
#include "kamsim/terminal.hpp"

namespace kamsim::program {

namespace {

const CommandDeclaration& check_declaration()
{
    static const CommandDeclaration declaration{
        .name = "check",
        .argument = "FILE",
        .argument_noun = "scenario",
        .purpose = "Reads the scenario FILE without running it: names all errors, shows what it\n"
                   "resolves to, and warns of what is allowed and probably not meant.\n",
        .options =
            {
                {"set", "PATH=VALUE", "change an entry or a parameter; may be repeated",
                 OptionDeclaration::Use::repeated},
                {"json", "", "print one JSON object with every resolved parameter"},
                {"strict", "", "end with exit code 2 where there are warnings"},
                {"quiet", "", "print errors only"},
            },
        .examples =
            {
                "check scenario.toml",
                "check scenario.toml --strict --quiet && kamsim run scenario.toml",
                "check scenario.toml --set defaults.key_accounts=40",
                "check scenario.toml --json | jq .resolved_parameters.parameters",
            },
        .closing = "docs/formats/scenario.md lists the keys of a scenario and the warnings.\n",
    };
    return declaration;
}

} // namespace

int check(const std::vector<std::string>& arguments)
{
    return run_command(check_declaration(), arguments, [](const CommandLine& line, Console& console) {
        const Scenario scenario = read_scenario(line.arguments().front(), line.texts("set"));
        const std::vector<Warning> warnings = warnings_of(scenario.experiment);
        const MemoryEstimate memory = estimated_memory(scenario.experiment, used_threads(0));
        if (line.has("json")) {
            print(scenario_summary_json(scenario, resolved_parameters_json(scenario.experiment), warnings, memory));
        } else if (!console.is_quiet()) {
            print(scenario_summary(scenario, memory, output_colour()));
        }
        for (const Warning& warning : warnings) {
            console.warn(warning_text(warning));
        }
        return line.has("strict") && !warnings.empty() ? exit_bad_input : exit_done;
    });
}

} // namespace kamsim::program
