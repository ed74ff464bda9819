#pragma once

#include <array>
#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "scenario/column_units.hpp"
#include "scenario/date_text.hpp"
#include "scenario/mapped_csv.hpp"
#include "scenario/toml_reader.hpp"

namespace kamsim {

/// Columns of an accounts file that are no attribute of an account, but lead to one.
inline constexpr std::string_view currency_column = "currency";
inline constexpr std::string_view manager_column = "manager";
inline constexpr std::string_view contract_start_column = "contract_start";

/// What the numbers, the money and the dates of an accounts file mean.
struct AccountsFormat {
    std::string currency;                                      ///< of the scenario
    double scale = 1.0;                                        ///< of money columns without a unit of their own
    std::map<std::string, double, std::less<>> exchange_rates; ///< code to the scenario's currency
    bool converts = false;                                     ///< exchange rates were stated
    std::optional<std::chrono::sys_days> first_day;
    std::map<std::string_view, const GivenUnit*> units; ///< by our column

    /// @return nullptr where the scenario states none
    [[nodiscard]] const GivenUnit* unit_of(std::string_view column) const
    {
        const auto found = units.find(column);
        return found == units.end() ? nullptr : found->second;
    }
};

/// Reads `scale`, `units`, `exchange_rates` and `first_day` of [portfolio].
[[nodiscard]] AccountsFormat read_accounts_format(const TomlTable& section, const std::string& currency);

/// "EUR" of "kEUR": the currency without its thousands.
[[nodiscard]] std::string currency_code(std::string_view currency);

} // namespace kamsim
