#include <cstddef>

#include <fmt/format.h>

#include "kamsim/report/export.hpp"
#include "kamsim/version.hpp"
#include "report/checked_file.hpp"
#include "report/csv_text.hpp"
#include "report/export_formats.hpp"
#include "report/text_layout.hpp"

namespace kamsim {

namespace {

struct CellText {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(double number) const { return csv_number_cell(number); }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(bool is_true) const { return is_true ? "true" : "false"; }
    std::string operator()(const std::string& text) const { return csv_text_cell(text); }
};

void write_table(const ResultTable& table, const TableSource& source, CheckedFile& file)
{
    std::string line;
    for (const auto& column : table.columns) {
        line += line.empty() ? "" : ",";
        line += csv_text_cell(column_heading(column, source.stored.scenario.experiment.currency));
    }
    file.write(line + "\n");
    table.visit(source, [&](std::span<const TableCell> cells) {
        line.clear();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            line += i == 0 ? "" : ",";
            line += std::visit(CellText(), cells[i]);
        }
        line += "\n";
        file.write(line);
    });
}

std::string dictionary(const TableSource& source)
{
    const auto& experiment = source.stored.scenario.experiment;
    auto text = fmt::format("{},\n\"program_version\":{},\n\"title\":{},\n\"tables\":{{\n", export_signature(),
                            json_text(source.stored.program_version), json_text(experiment.title));
    const auto& all = result_tables();
    for (std::size_t i = 0; i < all.size(); ++i) {
        text += fmt::format("{}{},\n\"file\":{}}}", i == 0 ? "" : ",\n", table_description(all[i], experiment.currency),
                            json_text(all[i].name + ".csv"));
    }
    return text + "\n}}\n";
}

std::string read_me(const TableSource& source)
{
    constexpr std::size_t width = 80;
    auto text = fmt::format("{}\n\n{}\nThe tables, one observation a row:\n\n", source.stored.scenario.experiment.title,
                            wrapped(source.stored.verdict, width));
    for (const auto& table : result_tables()) {
        text += fmt::format("{}.csv\n{}", table.name, wrapped(table.meaning, width, "    "));
    }
    text += "\n"
            + wrapped(fmt::format("{} says what each column means. Columns have their units in brackets. Files are "
                                  "UTF-8 with commas and decimal points; numbers read back exactly. An empty cell is "
                                  "missing or not defined, inf is infinite. Text that a spreadsheet would take for a "
                                  "formula has an apostrophe in front.",
                                  dictionary_file),
                      width);
    return text
           + fmt::format("\nMade by kamsim {} from the result of kamsim {}.\n", version(),
                         source.stored.program_version);
}

void write_text(const std::filesystem::path& path, const std::string& text, const std::string& final_name)
{
    CheckedFile file(path, final_name);
    file.write(text);
    file.close();
}

} // namespace

void write_csv(const TableSource& source, const std::filesystem::path& folder, const std::string& final_name)
{
    for (const auto& table : result_tables()) {
        CheckedFile file(folder / (table.name + ".csv"), final_name);
        write_table(table, source, file);
        file.close();
    }
    write_text(folder / read_me_file, read_me(source), final_name);
    write_text(folder / dictionary_file, dictionary(source), final_name);
}

} // namespace kamsim
