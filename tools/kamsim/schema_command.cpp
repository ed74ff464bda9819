#include "kamsim/schema_command.hpp"

#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/scenario/json_schema.hpp"

namespace kamsim::program {

namespace {

const CommandDeclaration& schema_declaration()
{
    static const CommandDeclaration declaration{
        .name = "schema",
        .argument = "",
        .argument_noun = "",
        .least_arguments = 0,
        .most_arguments = 0,
        .purpose = "Prints the JSON Schema of scenario files, by which editors complete and check\n"
                   "them. A scenario names it in its first line: #:schema scenario.schema.json\n",
        .options = {},
        .examples = {"schema > scenario.schema.json"},
        .closing = "docs/formats/scenario.md explains what the schema describes.\n",
    };
    return declaration;
}

} // namespace

int print_schema(const std::vector<std::string>& arguments)
{
    return run_command(schema_declaration(), arguments, [](const CommandLine&, Console&) {
        print(scenario_json_schema());
        return exit_done;
    });
}

} // namespace kamsim::program
