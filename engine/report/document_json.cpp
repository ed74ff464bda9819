#include "report/document_json.hpp"

#include <cmath>

namespace kamsim {

using Json = nlohmann::ordered_json;

Json json_of(const TableCell& cell)
{
    struct Visitor {
        Json operator()(std::monostate) const { return nullptr; }
        Json operator()(double value) const
        {
            return std::isinf(value) ? Json(value > 0.0 ? "Infinity" : "-Infinity") : Json(value);
        }
        Json operator()(std::int64_t value) const { return value; }
        Json operator()(bool value) const { return value; }
        Json operator()(const std::string& value) const { return value; }
    };
    return std::visit(Visitor{}, cell);
}

Json json_of(const ReportTable& table)
{
    Json columns = Json::array();
    for (const auto& column : table.columns) {
        columns.push_back({{"id", column.id},
                           {"label", column.label},
                           {"type", name(column.type)},
                           {"unit", column.unit},
                           {"scale", column.scale},
                           {"decimals", column.decimals}});
    }
    Json rows = Json::array();
    for (const auto& row : table.rows) {
        Json cells = Json::array();
        for (const auto& one : row) {
            cells.push_back(json_of(one));
        }
        rows.push_back(std::move(cells));
    }
    Json json{{"id", table.id}, {"title", table.title}, {"columns", std::move(columns)}, {"rows", std::move(rows)}};
    if (!table.accounts.empty()) {
        json["accounts"] = table.accounts;
    }
    return json;
}

} // namespace kamsim
