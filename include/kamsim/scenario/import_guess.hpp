#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kamsim {

enum class Confidence : std::uint8_t { sure, doubtful };

/// What one column of a file probably is.
struct GuessedColumn {
    std::string ours;
    std::string theirs;
    std::string unit; ///< as [portfolio.units] names it; empty for ours and for what has none
    std::string why;
    Confidence confidence = Confidence::sure;
};

/// A key of [portfolio] with its value as TOML writes it.
struct GuessedKey {
    std::string name;
    std::string value;
    std::string why;
    Confidence confidence = Confidence::sure;
};

/// How an accounts file is probably to be read.
struct ImportGuess {
    std::vector<GuessedKey> keys; ///< dialect and currency, where the defaults of the format do not do
    std::vector<GuessedColumn> columns;
    std::vector<std::string> unused;  ///< columns that nothing of ours stands for
    std::vector<std::string> rates;   ///< codes of other currencies, whose rates only the user knows
    std::vector<GuessedKey> defaults; ///< of [portfolio.defaults], in our units
    std::vector<std::string> missing; ///< texts among numbers that probably stand for nothing
    std::vector<std::string> notes;   ///< what else the user should know
    std::size_t rows = 0;
    bool has_dates = false;
};

/// Guesses from the header's words (English, German, French, Italian, Spanish) and from the values, which decide: a
/// column with repeats is no id.
/// @param bytes of the file
/// @param file its name in messages
/// @throws ScenarioError where the file is no table at all
[[nodiscard]] ImportGuess guess_import(std::string_view bytes, const std::string& file);

/// The guess as the tables [portfolio] and below, with each reason as a comment and CHECK where it is doubtful.
/// @param accounts the file's name as the scenario is to write it
/// @param first_day from which dates count; written where the file has dates
[[nodiscard]] std::string portfolio_toml(const ImportGuess& guess, std::string_view accounts,
                                         std::chrono::year_month_day first_day);

/// A text in quotes as TOML reads it back, whatever is in it.
[[nodiscard]] std::string toml_text(std::string_view text);

} // namespace kamsim
