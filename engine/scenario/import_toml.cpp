#include <algorithm>

#include <fmt/format.h>

#include "kamsim/scenario/import_guess.hpp"
#include "scenario/csv_dialect.hpp"

namespace kamsim {

namespace {

/// A reason as a comment of one line.
std::string comment(std::string_view why, Confidence confidence)
{
    std::string text = confidence == Confidence::doubtful ? "# CHECK: " : "# ";
    for (const char letter : why) {
        text += static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F ? ' ' : letter;
    }
    return text;
}

std::string line(std::string_view key, std::string_view value, std::string_view why, Confidence confidence)
{
    return fmt::format("{:<34} {}\n", fmt::format("{} = {}", key, value), comment(why, confidence));
}

std::string columns_toml(const ImportGuess& guess)
{
    std::string text = "\n[portfolio.columns]                # ours = theirs\n";
    for (const GuessedColumn& column : guess.columns) {
        text += line(column.ours, toml_text(column.theirs), column.why, column.confidence);
    }
    if (!guess.unused.empty()) {
        text += "# Not used:";
        for (std::size_t i = 0; i < guess.unused.size(); ++i) {
            text += (i == 0 ? " " : ", ") + comment(guess.unused[i], Confidence::sure).substr(2);
        }
        text += "\n";
    }
    return text;
}

std::string units_toml(const ImportGuess& guess)
{
    std::string text;
    for (const GuessedColumn& column : guess.columns) {
        if (!column.unit.empty()) {
            const std::size_t reason = column.why.find("; ");
            text += line(column.ours, toml_text(column.unit),
                         reason == std::string::npos ? column.why : column.why.substr(reason + 2), column.confidence);
        }
    }
    return text.empty() ? text : "\n[portfolio.units]                  # what the numbers of a column are\n" + text;
}

std::string missing_toml(const ImportGuess& guess)
{
    std::string list;
    for (const std::string& text : usual_missing_texts()) {
        list += toml_text(text) + ", ";
    }
    for (std::size_t i = 0; i < guess.missing.size(); ++i) {
        list += (i == 0 ? "" : ", ") + toml_text(guess.missing[i]);
    }
    return "# CHECK: the last of these stand among numbers; they are taken for \"not known\"\nmissing = [" + list
           + "]\n";
}

} // namespace

std::string toml_text(std::string_view text)
{
    std::string quoted = "\"";
    for (const char letter : text) {
        const auto code = static_cast<unsigned char>(letter);
        if (letter == '"' || letter == '\\') {
            quoted += std::string("\\") + letter;
        } else if (code < 0x20 || code == 0x7F) {
            quoted += fmt::format("\\u{:04X}", code);
        } else {
            quoted += letter;
        }
    }
    return quoted + "\"";
}

std::string portfolio_toml(const ImportGuess& guess, std::string_view accounts, std::chrono::year_month_day first_day)
{
    std::string text;
    for (const std::string& note : guess.notes) {
        text += comment(note, Confidence::doubtful) + "\n";
    }
    text += "[portfolio]\n" + line("accounts", toml_text(accounts), "one row for each account", {});
    for (const GuessedKey& key : guess.keys) {
        text += line(key.name, key.value, key.why, key.confidence);
    }
    if (guess.has_dates) {
        text += line("first_day",
                     fmt::format("{:04}-{:02}-{:02}", static_cast<int>(first_day.year()),
                                 static_cast<unsigned>(first_day.month()), static_cast<unsigned>(first_day.day())),
                     "the day on which the simulation starts; dates count from it", Confidence::doubtful);
    }
    if (!guess.missing.empty()) {
        text += missing_toml(guess);
    }
    text += columns_toml(guess) + units_toml(guess);
    if (!guess.defaults.empty()) {
        text += "\n[portfolio.defaults]               # where an account has none, in our units\n";
        for (const GuessedKey& key : guess.defaults) {
            text += line(key.name, key.value, key.why, key.confidence);
        }
    }
    if (!guess.rates.empty()) {
        text += "\n[portfolio.exchange_rates]         # what one unit is in the currency above\n";
        for (const std::string& code : guess.rates) {
            text += line(toml_text(code), "1.0", "state the rate; 1 stands only until you do", Confidence::doubtful);
        }
    }
    return text;
}

} // namespace kamsim
