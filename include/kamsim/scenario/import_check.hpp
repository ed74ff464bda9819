#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kamsim/scenario/import_guess.hpp"
#include "kamsim/scenario/import_report.hpp"

namespace kamsim {

/// What reading one accounts file brings, before anything is simulated.
struct ImportReport {
    std::optional<ImportedFile> file; ///< empty where the file is no table
    std::optional<ImportGuess> guess; ///< empty where a scenario says how to read the file
    std::vector<std::string> assumptions;
    std::vector<std::string> errors;

    [[nodiscard]] bool is_usable() const { return errors.empty(); }
};

/// Reads an accounts file as a run would.
/// @param scenario whose [portfolio] says how, the name of the accounts file aside; empty: as guess_import() thinks
/// @param first_day from which dates count where the way to read is guessed
/// @throws ScenarioError where the scenario cannot be read, or the file is no table
[[nodiscard]] ImportReport check_import(const std::filesystem::path& csv,
                                        const std::optional<std::filesystem::path>& scenario,
                                        std::chrono::year_month_day first_day);

} // namespace kamsim
