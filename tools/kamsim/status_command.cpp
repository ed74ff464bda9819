#include "kamsim/status_command.hpp"

#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/console.hpp"
#include "kamsim/report/status_text.hpp"

namespace kamsim::program {

namespace {

const CommandDeclaration& declaration()
{
    static const CommandDeclaration declared{
        .name = "status",
        .argument = "FILE",
        .argument_noun = "file",
        .purpose = "Says how far a run, a sweep or a study is that keeps what it finishes in\n"
                   "FILE.part: what is done of all, how fast, how long still, what failed, and\n"
                   "whether anybody works on it. Looks only, also while others write.\n",
        .options =
            {
                {"format", "FORMAT", "text (default) or json"},
            },
        .examples =
            {
                "status sweep.h5",
                "status sweep.h5.part",
                "status result.h5 --format json",
            },
        .closing = "The rate is that of the shards since work went on last. docs/guide/clusters.md\n"
                   "shows how to share work out to several machines.\n",
    };
    return declared;
}

int show_work(const CommandLine& line, Console& console)
{
    const bool wants_json = line.choice("format", {"text", "json"}).value_or(0) == 1;
    const auto status = work_status(line.arguments().front());
    console.detail("read the plan and the names of shards; none of them was verified");
    print(wants_json ? status_json(status) : status_text(status, status.file.string()));
    return exit_done;
}

} // namespace

int show_status(const std::vector<std::string>& arguments)
{
    return run_command(declaration(), arguments, show_work);
}

} // namespace kamsim::program
