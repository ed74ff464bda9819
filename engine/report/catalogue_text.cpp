#include "kamsim/report/catalogue_text.hpp"

#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kamsim/decision/money_text.hpp"
#include "kamsim/model/account_measures.hpp"
#include "kamsim/model/catalogue.hpp"
#include "kamsim/model/measures.hpp"
#include "kamsim/report/terminal.hpp"
#include "report/csv_text.hpp"
#include "report/text_layout.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json;

ParameterRow row_of(const ModelEntry& entry)
{
    const auto dot = entry.path.rfind('.');
    return {entry.path.substr(0, dot),
            entry.path.substr(dot + 1),
            entry.default_value,
            entry.low,
            entry.high,
            std::string(name(entry.unit)),
            std::string(describe(entry.domain)),
            std::string(name(entry.grade)),
            entry.meaning,
            entry.source};
}

ParameterRow row_of(const StructureEntry& entry, BuiltInStructure structure)
{
    const auto column = static_cast<std::size_t>(structure);
    return {fmt::format("structures.{}", name(structure)),
            entry.name,
            entry.defaults.at(column),
            entry.low.at(column),
            entry.high.at(column),
            std::string(name(entry.unit)),
            std::string(describe(entry.domain)),
            std::string(name(entry.grade)),
            entry.meaning,
            entry.source};
}

/// As short as it reads back, with thousands separators.
std::string number_text(double number)
{
    constexpr double thousand = 1000.0;
    return std::fabs(number) >= thousand && number == std::round(number) ? grouped(number, 0)
                                                                         : fmt::format("{:.6g}", number);
}

std::string range_text(const ParameterRow& row)
{
    return row.low == row.high ? "-" : fmt::format("{} to {}", number_text(row.low), number_text(row.high));
}

/// "label   text", wrapped beside the label.
std::string card_line(std::string_view label, std::string_view text)
{
    constexpr std::size_t label_width = 10;
    const auto lines = wrapped(text, terminal_width, std::string(label_width, ' '));
    return lines.empty() ? std::string() : left_aligned(label, label_width) + lines.substr(label_width);
}

std::string period_text(const MeasureRow& row)
{
    return row.cadence == "year" ? "at the end of each year" : "every period";
}

} // namespace

std::vector<ParameterRow> parameter_rows()
{
    std::vector<ParameterRow> rows;
    for (const auto& entry : model_catalogue()) {
        rows.push_back(row_of(entry));
    }
    for (int structure = 0; structure < built_in_structure_count; ++structure) {
        for (const auto& entry : structure_catalogue()) {
            rows.push_back(row_of(entry, static_cast<BuiltInStructure>(structure)));
        }
    }
    return rows;
}

std::vector<MeasureRow> measure_rows()
{
    std::vector<MeasureRow> rows;
    for (const auto& entry : measure_catalogue()) {
        rows.push_back({entry.name, std::string(name(entry.unit)), entry.cadence == Cadence::year ? "year" : "period",
                        entry.meaning});
    }
    for (const auto& entry : account_measure_catalogue()) {
        rows.push_back({fmt::format("account.{}", entry.name), std::string(name(entry.unit)), "year", entry.meaning});
    }
    for (const auto& entry : manager_measure_catalogue()) {
        rows.push_back({fmt::format("manager.{}", entry.name), std::string(name(entry.unit)), "year", entry.meaning});
    }
    return rows;
}

std::string parameter_table(const std::vector<ParameterRow>& rows)
{
    std::string text;
    std::string group;
    for (const auto& row : rows) {
        if (row.group != group) {
            text += (group.empty() ? "" : "\n") + left_aligned(row.group, 28) + right_aligned("default", 8)
                    + right_aligned("range", 15) + "  " + left_aligned("unit", 14) + "grade\n";
            group = row.group;
        }
        text += "  " + left_aligned(clipped(row.name, 26), 26) + right_aligned(number_text(row.default_value), 8)
                + right_aligned(range_text(row), 15) + "  " + left_aligned(clipped(row.unit, 13), 14) + row.grade
                + "\n";
    }
    return text;
}

std::string parameter_card(const ParameterRow& row)
{
    return row.path() + "\n" + card_line("meaning", row.meaning)
           + card_line("default", number_text(row.default_value) + (row.unit == "1" ? "" : " " + row.unit))
           + card_line("range", range_text(row) + ": what the evidence supports, about 5-95 %")
           + card_line("values", row.domain) + card_line("grade", row.grade) + card_line("source", row.source);
}

std::string parameter_csv(const std::vector<ParameterRow>& rows)
{
    std::string text = "path,default,low,high,unit,domain,grade,meaning,source\n";
    for (const auto& row : rows) {
        text += fmt::format("{},{},{},{},{},{},{},{},{}\n", csv_text_cell(row.path()),
                            csv_number_cell(row.default_value), csv_number_cell(row.low), csv_number_cell(row.high),
                            csv_text_cell(row.unit), csv_text_cell(row.domain), csv_text_cell(row.grade),
                            csv_text_cell(row.meaning), csv_text_cell(row.source));
    }
    return text;
}

std::string parameter_json(const std::vector<ParameterRow>& rows)
{
    Json list = Json::array();
    for (const auto& row : rows) {
        list.push_back({{"path", row.path()},
                        {"default", row.default_value},
                        {"low", row.low},
                        {"high", row.high},
                        {"unit", row.unit},
                        {"domain", row.domain},
                        {"grade", row.grade},
                        {"meaning", row.meaning},
                        {"source", row.source}});
    }
    return list.dump(2) + "\n";
}

std::string measure_list(const std::vector<MeasureRow>& rows)
{
    std::string text;
    for (const auto& row : rows) {
        text += left_aligned(row.name, 32) + left_aligned(row.unit, 22) + period_text(row) + "\n"
                + wrapped(row.meaning, terminal_width, "    ");
    }
    return text;
}

std::string measure_card(const MeasureRow& row)
{
    return row.name + "\n" + card_line("meaning", row.meaning) + card_line("unit", row.unit)
           + card_line("taken", period_text(row));
}

std::string measure_rows_csv(const std::vector<MeasureRow>& rows)
{
    std::string text = "name,unit,cadence,meaning\n";
    for (const auto& row : rows) {
        text += fmt::format("{},{},{},{}\n", csv_text_cell(row.name), csv_text_cell(row.unit),
                            csv_text_cell(row.cadence), csv_text_cell(row.meaning));
    }
    return text;
}

std::string measure_rows_json(const std::vector<MeasureRow>& rows)
{
    Json list = Json::array();
    for (const auto& row : rows) {
        list.push_back({{"name", row.name}, {"unit", row.unit}, {"cadence", row.cadence}, {"meaning", row.meaning}});
    }
    return list.dump(2) + "\n";
}

} // namespace kamsim
