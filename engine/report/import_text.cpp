#include "kamsim/report/import_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kamsim/decision/money_text.hpp"
#include "report/text_layout.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t theirs_width = 20;
constexpr std::size_t ours_width = 16;
constexpr std::size_t unit_width = 13;
constexpr std::size_t number_width = 8;
constexpr std::size_t shown_errors = 10;

/// Four figures are enough to see whether a unit is right.
std::string short_number(const std::optional<double>& number)
{
    if (!number) {
        return "";
    }
    const double size = std::abs(*number);
    return grouped(*number, size >= 100.0 ? 0 : size >= 10.0 ? 1 : 2);
}

/// Names come from files and may hold anything.
std::string printable(std::string_view name)
{
    std::string text(name);
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
    return text;
}

std::string column_row(const ImportedColumn& column)
{
    const std::string theirs = column.theirs.empty() ? "(constant)" : printable(column.theirs);
    std::string row = left_aligned(clipped(theirs, theirs_width - 1), theirs_width)
                      + left_aligned(clipped(column.ours, ours_width - 1), ours_width)
                      + left_aligned(clipped(column.unit, unit_width - 1), unit_width)
                      + right_aligned(grouped(static_cast<double>(column.filled), 0), 6);
    if (column.median) {
        for (const std::optional<double>& number : {column.least, column.median, column.greatest}) {
            row += right_aligned(short_number(number), number_width);
        }
    } else {
        row += "  " + clipped(column.remark, terminal_width - display_width(row) - 2);
    }
    return row + "\n";
}

std::string column_table(const ImportedFile& file, Colour colour)
{
    const std::string head = left_aligned("column of the file", theirs_width) + left_aligned("ours", ours_width)
                             + left_aligned("unit", unit_width) + right_aligned("filled", 6)
                             + right_aligned("least", number_width) + right_aligned("median", number_width)
                             + right_aligned("most", number_width);
    std::string text = "\n" + emphasised(head, Emphasis::strong, colour) + "\n";
    for (const ImportedColumn& column : file.columns) {
        text += column_row(column);
    }
    return text + "Numbers are in the model's units: money in thousands a year, shares, years.\n";
}

std::string doubts_text(const ImportGuess& guess)
{
    std::string text;
    const auto add = [&](const std::string& what) { text += "- " + wrapped(what, terminal_width - 2, "  ").substr(2); };
    for (const std::string& note : guess.notes) {
        add(note);
    }
    std::vector<GuessedKey> keys = guess.keys;
    keys.insert(keys.end(), guess.defaults.begin(), guess.defaults.end());
    for (const GuessedKey& key : keys) {
        if (key.confidence == Confidence::doubtful) {
            add(fmt::format("{} = {}: {}", key.name, key.value, key.why));
        }
    }
    for (const GuessedColumn& column : guess.columns) {
        if (column.confidence == Confidence::doubtful) {
            add(fmt::format("\"{}\" as {}{}: {}", column.theirs, column.ours,
                            column.unit.empty() ? "" : " in " + column.unit, column.why));
        }
    }
    for (const std::string& code : guess.rates) {
        add(fmt::format("one {} counts as one of the currency until you state its rate", code));
    }
    return text.empty() ? text : "\nDoubtful guesses:\n" + text;
}

std::string assumptions_text(const std::vector<std::string>& assumptions)
{
    const std::string list = bulleted_list("Assumed", assumptions);
    return list.empty() ? list : "\n" + list;
}

std::string errors_text(const std::vector<std::string>& errors, Colour colour)
{
    if (errors.empty()) {
        return "";
    }
    std::string text =
        "\n"
        + emphasised(fmt::format("{} to correct:", errors.size() == 1
                                                       ? "One problem"
                                                       : grouped(static_cast<double>(errors.size()), 0) + " problems"),
                     Emphasis::bad, colour)
        + "\n";
    for (std::size_t i = 0; i < std::min(shown_errors, errors.size()); ++i) {
        text += wrapped(errors[i], terminal_width);
    }
    if (errors.size() > shown_errors) {
        text += fmt::format("and {} more; --json lists them all\n", errors.size() - shown_errors);
    }
    return text;
}

std::string next_text(const ImportReport& report, std::string_view file, std::string_view scenario)
{
    if (!report.is_usable()) {
        return "\nNext: correct the file, or say how to read it in the scenario, and check again.\n";
    }
    return scenario.empty() ? fmt::format(
               "\nNext: kamsim init mine --from {}\n      writes a scenario with these guesses, for you to correct.\n",
               file)
                            : fmt::format("\nNext: kamsim run {}\n", scenario);
}

Json numbers_json(const std::optional<double>& number)
{
    return number ? Json(*number) : Json(nullptr);
}

Json file_json(const ImportedFile& file)
{
    Json columns = Json::array();
    for (const ImportedColumn& column : file.columns) {
        columns.push_back({{"ours", column.ours},
                           {"theirs", column.theirs},
                           {"unit", column.unit},
                           {"filled", column.filled},
                           {"least", numbers_json(column.least)},
                           {"median", numbers_json(column.median)},
                           {"most", numbers_json(column.greatest)},
                           {"remark", column.remark}});
    }
    return {
        {"name", file.name}, {"encoding", file.encoding}, {"delimiter", file.delimiter}, {"decimal", file.decimal_mark},
        {"rows", file.rows}, {"columns", columns},        {"unused", file.unused}};
}

Json guess_json(const ImportGuess& guess)
{
    Json columns = Json::array();
    for (const GuessedColumn& column : guess.columns) {
        columns.push_back({{"ours", column.ours},
                           {"theirs", column.theirs},
                           {"unit", column.unit},
                           {"why", column.why},
                           {"sure", column.confidence == Confidence::sure}});
    }
    Json keys = Json::array();
    for (const GuessedKey& key : guess.keys) {
        keys.push_back(
            {{"key", key.name}, {"value", key.value}, {"why", key.why}, {"sure", key.confidence == Confidence::sure}});
    }
    return {{"keys", keys},
            {"columns", columns},
            {"missing", guess.missing},
            {"rates", guess.rates},
            {"notes", guess.notes}};
}

} // namespace

std::string import_text(const ImportReport& report, std::string_view file, std::string_view scenario, Colour colour)
{
    std::string text;
    if (report.file) {
        const ImportedFile& read = *report.file;
        text += wrapped(fmt::format("{}: {} rows; encoding {}, delimiter {}, decimal {}", file,
                                    grouped(static_cast<double>(read.rows), 0), read.encoding, read.delimiter,
                                    read.decimal_mark),
                        terminal_width);
        text += column_table(read, colour);
    }
    if (report.guess) {
        text += doubts_text(*report.guess);
    }
    return text + assumptions_text(report.assumptions) + errors_text(report.errors, colour)
           + next_text(report, file, scenario);
}

std::string import_json(const ImportReport& report)
{
    const Json all{{"usable", report.is_usable()},
                   {"file", report.file ? file_json(*report.file) : Json(nullptr)},
                   {"guess", report.guess ? guess_json(*report.guess) : Json(nullptr)},
                   {"assumptions", report.assumptions},
                   {"errors", report.errors}};
    return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace kamsim
