#include "scenario/managers_reader.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "kamsim/scenario/nearest_name.hpp"
#include "scenario/accounts_format.hpp"

namespace kamsim {

namespace {

constexpr std::array<std::string_view, 1> required_columns{manager_column};
constexpr std::array<std::string_view, 1> number_column{"proficiency"};

/// What accounts call the managers, in their order.
std::vector<std::string> names_in(const MappedCsv& columns)
{
    std::vector<std::string> names;
    for (std::size_t row = 0; columns.is_given(manager_column) && row < columns.csv().rows(); ++row) {
        names.push_back(columns.text(row, manager_column));
    }
    return names;
}

} // namespace

std::vector<std::string> known_manager_columns()
{
    return {std::string(manager_column), "proficiency", "name"};
}

std::vector<StandingManager> read_managers(MappedCsv& columns, Reading& reading)
{
    if (!has_columns(columns, required_columns, "portfolio.managers", reading.diagnostics)) {
        return {};
    }
    columns.csv().settle_decimal_mark(columns.file_columns(number_column), reading.diagnostics);
    std::vector<StandingManager> managers;
    std::vector<std::string> names;
    for (std::size_t row = 0; row < columns.csv().rows(); ++row) {
        const std::string name = columns.text(row, manager_column);
        if (name.empty()) {
            columns.report_at(row, manager_column, "is empty; every manager needs a name", reading.diagnostics);
        } else if (std::find(names.begin(), names.end(), name) != names.end()) {
            columns.report_at(row, manager_column, fmt::format("\"{}\" stands twice", name), reading.diagnostics);
        }
        names.push_back(name);
        StandingManager manager;
        manager.name = columns.text(row, "name").empty() ? name : columns.text(row, "name");
        if (const std::optional<Cell> cell = columns.cell(row, "proficiency")) {
            manager.proficiency = parse_number(*cell, unit_interval, reading.diagnostics);
        }
        managers.push_back(std::move(manager));
    }
    if (const std::string ignored = ignored_columns_sentence(columns); !ignored.empty()) {
        reading.assumptions.push_back(ignored);
    }
    return managers;
}

void assign_standing_managers(const std::optional<MappedCsv>& columns, std::vector<RawAccount>& accounts,
                              std::vector<StandingManager>& managers, Reading& reading)
{
    std::vector<std::string> names = columns ? names_in(*columns) : std::vector<std::string>();
    for (RawAccount& raw : accounts) {
        if (raw.manager.empty() || !raw.account.key_now) {
            continue;
        }
        const auto found = std::find(names.begin(), names.end(), raw.manager);
        if (found == names.end() && columns) {
            reading.diagnostics.add(raw.position,
                                    fmt::format("column \"{}\": {} has no manager \"{}\"{}", manager_column,
                                                columns->csv().file(), raw.manager, did_you_mean(raw.manager, names)));
            continue;
        }
        raw.account.manager_now = static_cast<int>(found - names.begin());
        if (found == names.end()) {
            names.push_back(raw.manager);
            managers.push_back({raw.manager, std::nullopt});
        }
    }
}

} // namespace kamsim
