#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kamsim {

/// A parameter as the catalogue declares it; one of a structure stands once for each built-in structure.
struct ParameterRow {
    std::string group; ///< "retention", "structures.matrix"
    std::string name;  ///< "save"
    double default_value = 0.0;
    double low = 0.0; ///< range of the evidence
    double high = 0.0;
    std::string unit;
    std::string domain; ///< "between 0 and 1"
    std::string grade;
    std::string meaning;
    std::string source;

    [[nodiscard]] std::string path() const { return group + "." + name; }
};

/// A measure as the catalogues declare it.
struct MeasureRow {
    std::string name; ///< "revenue"; of accounts and managers "account.revenue", "manager.exits"
    std::string unit;
    std::string cadence; ///< "period" or "year"
    std::string meaning;

    [[nodiscard]] std::string path() const { return name; }
};

/// Every parameter of the model, then those of the built-in structures.
[[nodiscard]] std::vector<ParameterRow> parameter_rows();
/// Every measure of the portfolio, then those of accounts and managers.
[[nodiscard]] std::vector<MeasureRow> measure_rows();

// Texts end with a line feed; tables and cards fit 80 columns.

[[nodiscard]] std::string parameter_table(const std::vector<ParameterRow>& rows);
[[nodiscard]] std::string parameter_card(const ParameterRow& row);
[[nodiscard]] std::string parameter_csv(const std::vector<ParameterRow>& rows);
[[nodiscard]] std::string parameter_json(const std::vector<ParameterRow>& rows);

[[nodiscard]] std::string measure_list(const std::vector<MeasureRow>& rows);
[[nodiscard]] std::string measure_card(const MeasureRow& row);
[[nodiscard]] std::string measure_rows_csv(const std::vector<MeasureRow>& rows);
[[nodiscard]] std::string measure_rows_json(const std::vector<MeasureRow>& rows);

} // namespace kamsim
