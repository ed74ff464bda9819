#include <fmt/format.h>

#include "kamsim/report/export.hpp"
#include "kamsim/version.hpp"
#include "report/export_formats.hpp"
#include "report/workbook_sheets.hpp"

namespace kamsim {

void write_workbook(const TableSource& source, const std::filesystem::path& file, const std::string& final_name)
{
    using namespace workbook;
    const auto& experiment = source.stored.scenario.experiment;
    const auto plan = plan_tables(source);
    Workbook book(file, final_name);
    book.describe(experiment.title, fmt::format("kamsim {}", version()));
    write_answer(source, plan, book.add_sheet(answer_sheet.name));
    write_charts(source, book, book.add_sheet(charts_sheet.name));
    write_scoring(experiment.accounts, experiment.currency, book.add_sheet(scoring_sheet.name));
    write_tiers(experiment.accounts, experiment.currency, book.add_sheet(tiers_sheet.name));
    write_notes(source, plan, book.add_sheet(notes_sheet.name));
    for (const auto& placed : plan.placed) {
        write_table(placed, source, book, book.add_sheet(placed.table->name));
    }
    book.close();
}

} // namespace kamsim
