#include <cmath>
#include <cstddef>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kamsim/model/catalogue.hpp"
#include "kamsim/report/export.hpp"
#include "report/checked_file.hpp"
#include "report/export_formats.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json;

std::string number_text(double number)
{
    if (std::isinf(number)) {
        return number > 0.0 ? "\"Infinity\"" : "\"-Infinity\"";
    }
    return fmt::format("{}", number);
}

struct CellText {
    std::string operator()(std::monostate) const { return "null"; }
    std::string operator()(double number) const { return number_text(number); }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(bool is_true) const { return is_true ? "true" : "false"; }
    std::string operator()(const std::string& text) const { return json_text(text); }
};

/// Row by row, so that a million futures need no more memory than one.
void write_rows(const ResultTable& table, const TableSource& source, CheckedFile& file)
{
    std::string line;
    bool is_first = true;
    table.visit(source, [&](std::span<const TableCell> cells) {
        line = is_first ? "\n[" : ",\n[";
        is_first = false;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            line += i == 0 ? "" : ",";
            line += std::visit(CellText(), cells[i]);
        }
        line += "]";
        file.write(line);
    });
}

} // namespace

std::string json_text(std::string_view text)
{
    return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string export_signature()
{
    return fmt::format("{{\"format\":{},\"version\":{}", json_text(export_format_name), export_format_version);
}

std::string table_description(const ResultTable& table, const std::string& currency)
{
    Json columns = Json::array();
    for (const auto& column : table.columns) {
        Json one{{"name", column.name}, {"type", name(column.type)}};
        if (column.unit != Unit::dimensionless) {
            one["unit"] = unit_text(column.unit, currency);
        }
        one["meaning"] = column.meaning;
        columns.push_back(std::move(one));
    }
    return fmt::format("{}:{{\"meaning\":{},\n\"columns\":{}", json_text(table.name), json_text(table.meaning),
                       columns.dump(-1, ' ', false, Json::error_handler_t::replace));
}

void write_json(const TableSource& source, const std::filesystem::path& file, const std::string& final_name)
{
    const auto& experiment = source.stored.scenario.experiment;
    CheckedFile out(file, final_name);
    out.write(fmt::format("{},\n\"program_version\":{},\n\"title\":{},\n\"tables\":{{\n", export_signature(),
                          json_text(source.stored.program_version), json_text(experiment.title)));
    const auto& all = result_tables();
    for (std::size_t i = 0; i < all.size(); ++i) {
        out.write(
            fmt::format("{}{},\n\"rows\":[", i == 0 ? "" : ",\n", table_description(all[i], experiment.currency)));
        write_rows(all[i], source, out);
        out.write("]}");
    }
    out.write("\n}}\n");
    out.close();
}

} // namespace kamsim
