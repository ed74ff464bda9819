#include "kamsim/scenario/import_guess.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "kamsim/scenario/read_scenario.hpp"
#include "scenario/accounts_format.hpp"
#include "scenario/column_guesser.hpp"
#include "scenario/column_units.hpp"
#include "scenario/date_text.hpp"
#include "scenario/status_words.hpp"

namespace kamsim {

namespace {

struct MarkCount {
    std::size_t point = 0;
    std::size_t comma = 0;
    std::size_t undecided = 0;
};

MarkCount count_marks(const CsvTable& csv)
{
    MarkCount marks;
    for (std::size_t row = 0; row < csv.rows(); ++row) {
        for (std::size_t column = 0; column < csv.header().size(); ++column) {
            const std::optional<Cell> cell = csv.cell(row, column);
            if (!cell || is_like_a_date(cell->text)) {
                continue;
            }
            const MarkEvidence evidence = decimal_mark_evidence(cell->text);
            marks.point += evidence == MarkEvidence::point ? 1U : 0U;
            marks.comma += evidence == MarkEvidence::comma ? 1U : 0U;
            marks.undecided += evidence == MarkEvidence::undecided ? 1U : 0U;
        }
    }
    return marks;
}

/// The mark, which is stated in the scenario so that one new row cannot change it.
DecimalMark guess_decimal_mark(const CsvTable& csv, ImportGuess& guess)
{
    const MarkCount marks = count_marks(csv);
    const bool is_told = marks.point + marks.comma > 0;
    const bool is_comma = is_told ? marks.comma > marks.point : csv.dialect().delimiter == ';';
    const bool is_needed = is_comma || marks.undecided > 0 || (marks.point > 0 && marks.comma > 0);
    if (is_needed) {
        const bool is_doubtful = !is_told || (marks.point > 0 && marks.comma > 0);
        guess.keys.push_back(
            {"decimal", is_comma ? "\"comma\"" : "\"point\"",
             is_told ? fmt::format("numbers with a decimal comma: {}, with a point: {}", marks.comma, marks.point)
                     : "numbers such as 1.234 could be both; by the separator of columns",
             is_doubtful ? Confidence::doubtful : Confidence::sure});
    }
    return is_comma ? DecimalMark::comma : DecimalMark::point;
}

void guess_date_format(const ColumnGuesser& guesser, const CsvTable& csv, ImportGuess& guess)
{
    bool is_undecided = false;
    for (const GuessedColumn& column : guess.columns) {
        const auto source = std::find_if(guesser.columns().begin(), guesser.columns().end(),
                                         [&](const SourceColumn& entry) { return entry.name == column.theirs; });
        if (source->profile.dates == 0) {
            continue;
        }
        for (std::size_t row = 0; row < csv.rows(); ++row) {
            const std::optional<Cell> cell =
                csv.cell(row, static_cast<std::size_t>(source - guesser.columns().begin()));
            const OrderEvidence evidence = cell ? date_order_evidence(cell->text) : OrderEvidence::none;
            if (evidence == OrderEvidence::day_first || evidence == OrderEvidence::month_first) {
                return; // the reader finds the same
            }
            is_undecided = is_undecided || evidence == OrderEvidence::undecided;
        }
    }
    if (is_undecided) {
        guess.keys.push_back(
            {"date_format", "\"d/m/y\"", "no date tells the day from the month", Confidence::doubtful});
    }
}

/// Currencies that headers and numbers name; the first one is the scenario's.
void guess_currency(const ColumnGuesser& guesser, ImportGuess& guess)
{
    constexpr std::array<std::string_view, 10> codes{"EUR", "USD", "GBP", "CHF", "SEK",
                                                     "NOK", "DKK", "PLN", "CZK", "JPY"};
    std::vector<std::string> found;
    for (const GuessedColumn& column : guess.columns) {
        const auto source = std::find_if(guesser.columns().begin(), guesser.columns().end(),
                                         [&](const SourceColumn& entry) { return entry.name == column.theirs; });
        const NumberColumnDeclaration* declared = number_column(column.ours);
        if (declared == nullptr || declared->unit != ColumnUnit::money) {
            continue;
        }
        for (const std::string_view code : codes) {
            std::string small(code);
            std::transform(small.begin(), small.end(), small.begin(), [](char c) { return static_cast<char>(c + 32); });
            if (has_one_of(source->words, small + " k" + small)) {
                found.emplace_back(code);
            }
        }
        found.insert(found.end(), source->profile.currencies.begin(), source->profile.currencies.end());
    }
    if (found.empty()) {
        return;
    }
    guess.keys.push_back({"currency", toml_text("k" + found.front()), "stands with the money", Confidence::sure});
    for (const std::string& code : found) {
        if (code != found.front() && std::find(guess.rates.begin(), guess.rates.end(), code) == guess.rates.end()) {
            guess.rates.push_back(code);
        }
    }
}

/// A column of codes beside money of several currencies.
void guess_currency_column(const ColumnGuesser& guesser, ImportGuess& guess)
{
    for (const SourceColumn& column : guesser.columns()) {
        const bool is_meant = has_one_of(column.words, "currency wahrung waehrung devise valuta moneda divisa iso");
        const bool are_codes = std::all_of(
            column.profile.first_texts.begin(), column.profile.first_texts.end(), [](const std::string& text) {
                return text.size() == 3
                       && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
            });
        if (!is_meant || !are_codes || column.profile.filled == 0 || column.words.size() > 2) {
            continue;
        }
        guess.columns.push_back(
            {std::string(currency_column), column.name, "", "codes of currencies", Confidence::sure});
        std::erase(guess.unused, column.name);
        std::erase_if(guess.keys, [](const GuessedKey& key) { return key.name == "currency"; });
        guess.keys.push_back({"currency", toml_text("k" + column.profile.first_texts.front()),
                              "the first one in the column of currencies", Confidence::sure});
        guess.rates.assign(column.profile.first_texts.begin() + 1, column.profile.first_texts.end());
        return;
    }
}

/// The catalogue's costs are in euro.
void ask_for_euro_rate(ImportGuess& guess)
{
    const auto currency = std::find_if(guess.keys.begin(), guess.keys.end(),
                                       [](const GuessedKey& key) { return key.name == "currency"; });
    if (currency != guess.keys.end() && currency->value != "\"kEUR\"") {
        guess.keys.push_back({"currency_per_euro", "1.0",
                              "state how many units of the currency make one euro: the catalogue's costs are in euro",
                              Confidence::doubtful});
    }
}

/// The column of the file that holds one of ours; nothing where none does.
std::optional<std::size_t> file_column(const ImportGuess& guess, const CsvTable& csv, std::string_view ours)
{
    const auto found = std::find_if(guess.columns.begin(), guess.columns.end(),
                                    [&](const GuessedColumn& column) { return column.ours == ours; });
    return found == guess.columns.end() ? std::nullopt : csv.column(found->theirs);
}

bool is_filled(const ImportGuess& guess, const CsvTable& csv, std::size_t row, std::optional<std::size_t> column)
{
    const std::optional<Cell> cell = column ? csv.cell(row, *column) : std::nullopt;
    return cell && !csv.is_missing(cell->text)
           && std::find(guess.missing.begin(), guess.missing.end(), cell->text) == guess.missing.end();
}

/// Exports call companies prospects that have revenue (their own, or ours), or whose wallet nobody knows. Such a column
/// would stop every run, so that it is left out, and said.
void drop_unusable_status(const CsvTable& csv, ImportGuess& guess)
{
    const std::optional<std::size_t> status = file_column(guess, csv, status_column);
    const std::optional<std::size_t> revenue = file_column(guess, csv, "revenue");
    const std::optional<std::size_t> wallet = file_column(guess, csv, "wallet");
    if (!status) {
        return;
    }
    for (std::size_t row = 0; row < csv.rows(); ++row) {
        const std::optional<Cell> cell = csv.cell(row, *status);
        const bool is_prospect = cell && status_of_word(cell->text) == AccountStatus::prospect;
        if (is_prospect && (is_filled(guess, csv, row, revenue) || !is_filled(guess, csv, row, wallet))) {
            const std::string& name = csv.header()[*status];
            guess.notes.push_back(fmt::format("\"{}\" is not used: its prospects have revenue or no wallet (line {}), "
                                              "so all rows count as customers",
                                              name, csv.line(row)));
            guess.unused.push_back(name);
            std::erase_if(guess.columns, [](const GuessedColumn& column) { return column.ours == status_column; });
            return;
        }
    }
}

/// Customers without revenue count with the least revenue of the others, until somebody knows better.
void fill_revenue(const ColumnGuesser& guesser, const CsvTable& csv, ImportGuess& guess)
{
    const std::optional<std::size_t> revenue = file_column(guess, csv, "revenue");
    const std::optional<std::size_t> status = file_column(guess, csv, status_column);
    if (!revenue || guesser.columns()[*revenue].profile.least() <= 0.0) {
        return;
    }
    std::size_t gaps = 0;
    for (std::size_t row = 0; row < csv.rows(); ++row) {
        const std::optional<Cell> cell = status ? csv.cell(row, *status) : std::nullopt;
        const bool is_prospect = cell && status_of_word(cell->text) == AccountStatus::prospect;
        gaps += !is_prospect && !is_filled(guess, csv, row, revenue) ? 1U : 0U;
    }
    if (gaps == 0) {
        return;
    }
    const auto column = std::find_if(guess.columns.begin(), guess.columns.end(),
                                     [](const GuessedColumn& entry) { return entry.ours == "revenue"; });
    const GivenUnit* unit = find_unit(ColumnUnit::money, column->unit);
    const double least = guesser.columns()[*revenue].profile.least();
    guess.defaults.push_back(
        {"revenue", fmt::format("{}", unit == nullptr ? least : unit->to_ours(least)),
         fmt::format("{} customers have no revenue in the file; the least of the others stands in", gaps),
         Confidence::doubtful});
}

CsvTable open_table(std::string_view bytes, const std::string& file, ImportGuess& guess)
{
    CsvDialect dialect;
    dialect.encoding = probable_encoding(bytes);
    Diagnostics diagnostics;
    CsvTable csv(bytes, file, dialect, diagnostics);
    if (csv.header().empty() || csv.rows() == 0) {
        throw ScenarioError(!diagnostics.empty()
                                ? diagnostics.errors()
                                : std::vector<std::string>{file + ": there is no row below the header"});
    }
    if (dialect.encoding != TextEncoding::utf_8) {
        guess.keys.push_back({"encoding", toml_text(name_in(text_encoding_names, dialect.encoding)),
                              dialect.encoding == TextEncoding::utf_16 ? "by its first bytes"
                                                                       : "it is not UTF-8; what most old exports have",
                              dialect.encoding == TextEncoding::utf_16 ? Confidence::sure : Confidence::doubtful});
    }
    return csv;
}

} // namespace

ImportGuess guess_import(std::string_view bytes, const std::string& file)
{
    ImportGuess guess;
    const CsvTable csv = open_table(bytes, file, guess);
    guess.rows = csv.rows();
    const DecimalMark mark = guess_decimal_mark(csv, guess);
    ColumnGuesser guesser(csv);
    for (std::size_t column = 0; column < csv.header().size(); ++column) {
        std::vector<std::string> words = header_words(csv.header()[column]);
        std::vector<ColumnMeaning> meanings = meanings_of(words);
        guesser.add({csv.header()[column], std::move(words), std::move(meanings), profile_of(csv, column, mark)});
    }
    guesser.guess(guess);
    guess_date_format(guesser, csv, guess);
    guess_currency(guesser, guess);
    guess_currency_column(guesser, guess);
    ask_for_euro_rate(guess);
    drop_unusable_status(csv, guess);
    fill_revenue(guesser, csv, guess);
    return guess;
}

} // namespace kamsim
