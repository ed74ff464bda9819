#include "kamsim/export_command.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/console.hpp"
#include "kamsim/report/export.hpp"
#include "kamsim/results/result_reader.hpp"

namespace kamsim::program {

namespace {

const CommandDeclaration& declaration()
{
    static const CommandDeclaration declared{
        .name = "export",
        .argument = "RESULT",
        .argument_noun = "result file",
        .purpose = "Writes what the result file RESULT holds as tidy tables for other programs: one\n"
                   "observation a row, units in the headers, the same tables in every form.\n",
        .options =
            {
                {"csv", "DIR", "a CSV file for each table, in the folder DIR"},
                {"json", "FILE", "all tables in one JSON document"},
                {"xlsx", "FILE", "a workbook with the answer, charts and the tables"},
                {"replace", "", "take the place of an earlier export of that name"},
                {"quiet", "", "no list of what was written"},
            },
        .examples =
            {
                "export result.h5 --csv tables",
                "export result.h5 --xlsx result.xlsx --json result.json",
                "export result.h5 --xlsx result.xlsx --replace",
            },
        .closing = "docs/guide/export.md shows how to go on, docs/formats/export.md lists the\n"
                   "tables.\n",
    };
    return declared;
}

struct Wanted {
    ExportForm form;
    std::filesystem::path path;
};

std::vector<Wanted> wanted_exports(const CommandLine& line)
{
    constexpr std::array<std::pair<std::string_view, ExportForm>, 3> forms{
        {{"csv", ExportForm::csv}, {"json", ExportForm::json}, {"xlsx", ExportForm::xlsx}}};
    std::vector<Wanted> wanted;
    for (const auto& [option, form] : forms) {
        if (const auto path = line.text(option)) {
            if (path->empty()) {
                line.refuse(fmt::format("--{} lacks its name", option));
            }
            wanted.push_back({form, *path});
        }
    }
    if (wanted.empty()) {
        line.refuse("nothing to write; give --csv DIR, --json FILE or --xlsx FILE");
    }
    return wanted;
}

int export_stored(const CommandLine& line, Console& console)
{
    const auto wanted = wanted_exports(line);
    const auto earlier = line.has("replace") ? EarlierExport::replaced : EarlierExport::refused;
    try {
        // Before anything is written: a name that is taken must not leave half of what was asked for.
        for (const auto& one : wanted) {
            require_free_name(one.form, one.path, earlier);
        }
        const auto stored = read_result(line.arguments().front());
        console.detail(fmt::format("read {} (kamsim {})", line.arguments().front(), stored.program_version));
        const TableSource source(stored);
        for (const auto& one : wanted) {
            export_result(one.form, source, one.path, earlier);
            if (!console.is_quiet()) {
                print(fmt::format("Wrote {}.\n", one.path.string()));
            }
        }
    } catch (const RefusedExport& error) {
        throw UsageError(error.what());
    }
    return exit_done;
}

} // namespace

int export_tables(const std::vector<std::string>& arguments)
{
    return run_command(declaration(), arguments, export_stored);
}

} // namespace kamsim::program
