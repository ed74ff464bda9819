#include "kamsim/report/document.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include <fmt/format.h>

namespace kamsim {

ReportColumn text_column(std::string id, std::string label)
{
    return {std::move(id), std::move(label), ColumnType::text, "", 1.0, 0};
}

ReportColumn truth_column(std::string id, std::string label)
{
    return {std::move(id), std::move(label), ColumnType::truth, "", 1.0, 0};
}

ReportColumn money_column(std::string id, std::string label, const MoneyScale& scale)
{
    return {std::move(id), std::move(label), ColumnType::number, scale.unit, scale.thousands, scale.decimals};
}

ReportColumn share_column(std::string id, std::string label, int decimals)
{
    return {std::move(id), std::move(label), ColumnType::number, "%", 0.01, decimals};
}

ReportColumn number_column(std::string id, std::string label, int decimals, std::string unit)
{
    return {std::move(id), std::move(label), ColumnType::number, std::move(unit), 1.0, decimals};
}

TableCell cell(double value)
{
    return std::isnan(value) ? TableCell() : TableCell(value);
}

namespace {

std::string number_text(const ReportColumn& column, double value, const NumberStyle& style)
{
    if (std::isinf(value)) {
        return column.unit == "years" ? "never" : value > 0.0 ? "infinite" : "-infinite";
    }
    if (column.unit == "%") {
        return style.percent(value, column.decimals);
    }
    return style.number(value / column.scale, column.decimals);
}

} // namespace

std::string cell_text(const ReportColumn& column, const TableCell& cell, const NumberStyle& style)
{
    struct Visitor {
        const ReportColumn& column;
        const NumberStyle& style;
        std::string operator()(std::monostate) const { return "–"; }
        std::string operator()(double value) const { return number_text(column, value, style); }
        std::string operator()(std::int64_t value) const
        {
            return style.number(static_cast<double>(value) / column.scale, column.decimals);
        }
        std::string operator()(bool value) const { return value ? "yes" : "no"; }
        std::string operator()(const std::string& value) const { return value; }
    };
    return std::visit(Visitor{column, style}, cell);
}

std::string heading(const ReportColumn& column)
{
    return column.unit.empty() || column.unit == "%" ? column.label : column.label + ", " + column.unit;
}

std::string_view name(DrawingKind kind)
{
    constexpr std::array<std::string_view, drawing_kind_count> names{
        "none",   "lines",   "fan",     "bars",      "stack",    "waterfall",    "distribution", "pareto",
        "sankey", "heatmap", "bubbles", "intervals", "survival", "decision_map", "gantt",        "tornado"};
    return names.at(static_cast<std::size_t>(kind));
}

const Choice* find_choice(const Report& report, const std::string& id)
{
    const auto found = std::find_if(report.choices.begin(), report.choices.end(),
                                    [&](const Choice& choice) { return choice.id == id; });
    return found == report.choices.end() ? nullptr : &*found;
}

namespace {

class Inspector {
public:
    explicit Inspector(const Report& report) : report_(report) {}

    std::vector<std::string> faults()
    {
        for (const auto& section : report_.sections) {
            require(ids_.insert(section.id).second, fmt::format("two sections have the id {}", section.id));
            require(!section.question.empty(), fmt::format("section {} answers no question", section.id));
            for (const auto& block : section.blocks) {
                if (const auto* figure = std::get_if<Figure>(&block)) {
                    inspect(section, *figure);
                }
            }
        }
        return std::move(faults_);
    }

private:
    void require(bool holds, const std::string& fault)
    {
        if (!holds) {
            faults_.push_back(fault);
        }
    }

    void inspect(const Section& section, const Figure& figure)
    {
        const auto where = "figure " + figure.number;
        require(numbers_.insert(figure.number).second, where + ": its number stands twice");
        require(figure.number.starts_with(std::to_string(section.number) + "."),
                where + ": its section has another number");
        require(!figure.title.empty() && !figure.description.empty(), where + ": it lacks a title or a description");
        require(!figure.variants.empty(), where + ": it shows nothing");
        const auto* choice = figure.choice.empty() ? nullptr : find_choice(report_, figure.choice);
        require(figure.choice.empty() ? figure.variants.size() <= 1 : choice != nullptr,
                where + ": the report has no such choice");
        for (const auto& variant : figure.variants) {
            require(choice == nullptr ? variant.option == 0 : variant.option < choice->options.size(),
                    where + ": there is no such option");
            require(!variant.takeaway.empty(), where + ": it has no takeaway");
            require(!variant.tables.empty(), where + ": it has no table");
            for (const auto& table : variant.tables) {
                inspect(where, table);
            }
            inspect_roles(where, figure, variant);
        }
    }

    void inspect(const std::string& where, const ReportTable& table)
    {
        require(table.accounts.empty() || table.accounts.size() == table.rows.size(),
                fmt::format("{}, table {}: not every row says which account it is about", where, table.id));
        for (const auto& row : table.rows) {
            require(row.size() == table.columns.size(),
                    fmt::format("{}, table {}: a row is too short or too long", where, table.id));
            for (const auto& cell : row) {
                const auto* number = std::get_if<double>(&cell);
                require(number == nullptr || !std::isnan(*number),
                        fmt::format("{}, table {}: a cell is NaN", where, table.id));
            }
        }
    }

    void inspect_roles(const std::string& where, const Figure& figure, const FigureVariant& variant)
    {
        for (const auto& [role, column] : figure.drawing.roles) {
            const bool found =
                !variant.tables.empty()
                && std::any_of(variant.tables.front().columns.begin(), variant.tables.front().columns.end(),
                               [&](const ReportColumn& one) { return one.id == column; });
            require(found, fmt::format("{}: role {} has no column {}", where, role, column));
        }
    }

    const Report& report_;
    std::vector<std::string> faults_;
    std::set<std::string> ids_;
    std::set<std::string> numbers_;
};

} // namespace

std::vector<std::string> faults_of(const Report& report)
{
    return Inspector(report).faults();
}

} // namespace kamsim
