#include "kamsim/scenario/import_guess.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "kamsim/model/account_columns.hpp"
#include "kamsim/scenario/read_scenario.hpp"
#include "scenario/accounts_format.hpp"
#include "scenario/column_profile.hpp"
#include "scenario/column_units.hpp"
#include "scenario/date_text.hpp"
#include "scenario/header_words.hpp"

namespace kamsim {

namespace {

/// Revenues with a median above this are hardly in thousands.
constexpr double large_revenue = 20'000.0;

struct SourceColumn {
    std::string name;
    std::vector<std::string> words;
    std::vector<ColumnMeaning> meanings;
    ColumnProfile profile;
};

struct UnitGuess {
    std::string name; ///< empty: ours
    std::string why;
    Confidence confidence = Confidence::sure;
};

const NumberColumnDeclaration* number_column(std::string_view ours)
{
    const auto found = std::find_if(number_columns.begin(), number_columns.end(),
                                    [&](const NumberColumnDeclaration& entry) { return entry.name == ours; });
    return found == number_columns.end() ? nullptr : &*found;
}

bool is_flag_column(std::string_view ours)
{
    return std::any_of(flag_columns.begin(), flag_columns.end(),
                       [&](const FlagColumnDeclaration& entry) { return entry.name == ours; });
}

UnitGuess money_unit_of(const SourceColumn& column)
{
    std::string size;
    UnitGuess guess;
    if (has_one_of(column.words, "k keur teur kusd kgbp kchf tsd thousand thousands 000")) {
        guess = {"thousands", "the header says thousands", Confidence::sure};
    } else if (has_one_of(column.words, "m mio meur million millions mln")) {
        guess = {"millions", "the header says millions", Confidence::sure};
    } else if (column.profile.median() >= large_revenue) {
        guess = {"units",
                 fmt::format("half of the values are above {:.0f}, too much for thousands", column.profile.median()),
                 has_one_of(column.words, "eur usd gbp chf") ? Confidence::sure : Confidence::doubtful};
    } else {
        const bool is_single = has_one_of(column.words, "eur usd gbp chf sek") || !column.profile.currencies.empty();
        guess = {is_single ? "units" : "thousands",
                 is_single ? "a plain currency stands with it" : "by the size of the values; nothing says it",
                 is_single ? Confidence::sure : Confidence::doubtful};
    }
    if (has_one_of(column.words, "mrr monthly month monat monatlich mensuel mensile mensual")) {
        guess.name += "_per_month";
        guess.why += ", and months";
    } else if (has_one_of(column.words, "quarterly quarter quartal trimestriel trimestrale trimestral")) {
        guess.name += "_per_quarter";
        guess.why += ", and quarters";
    }
    return guess;
}

UnitGuess rating_unit_of(const ColumnProfile& profile)
{
    if (profile.greatest() <= 1.0) {
        return {};
    }
    if (profile.greatest() <= 5.0 && profile.least() >= 1.0) {
        return {"of_5", fmt::format("values from {} to {}", profile.least(), profile.greatest()), Confidence::sure};
    }
    if (profile.greatest() <= 10.0) {
        return {"of_10", fmt::format("values from {} to {}", profile.least(), profile.greatest()), Confidence::sure};
    }
    return {"percent", fmt::format("values up to {}", profile.greatest()), Confidence::sure};
}

UnitGuess years_unit_of(const SourceColumn& column)
{
    if (has_one_of(column.words, "months month monate monat mois mesi meses mths mo")) {
        return {"months", "the header says months", Confidence::sure};
    }
    if (has_one_of(column.words, "days day tage jours giorni dias")) {
        return {"days", "the header says days", Confidence::sure};
    }
    if (has_one_of(column.words, "years year jahre jahr ans anni anos")) {
        return {};
    }
    if (column.profile.median() >= 6.0) {
        return {"months", fmt::format("half of the values are {} or more, long for years", column.profile.median()),
                Confidence::doubtful};
    }
    return {};
}

UnitGuess unit_of(const NumberColumnDeclaration& declared, const SourceColumn& column)
{
    const ColumnProfile& profile = column.profile;
    switch (declared.unit) {
    case ColumnUnit::money: return money_unit_of(column);
    case ColumnUnit::rating: return profile.percentages > 0 ? UnitGuess{} : rating_unit_of(profile);
    case ColumnUnit::years: return profile.numbers.empty() ? UnitGuess{} : years_unit_of(column);
    case ColumnUnit::share:
        if (profile.percentages == 0 && std::max(profile.greatest(), -profile.least()) > 1.0) {
            return {"percent", fmt::format("values from {} to {}", profile.least(), profile.greatest()),
                    Confidence::sure};
        }
        return {};
    case ColumnUnit::count: break;
    }
    return {};
}

/// Whether all numbers fit the column once they are in our unit.
bool fits_range(const NumberColumnDeclaration& declared, const ColumnProfile& profile, const std::string& unit)
{
    const GivenUnit* given = find_unit(declared.unit, unit);
    const auto ours = [&](double number) { return given == nullptr ? number : given->to_ours(number); };
    return profile.percentages > 0
           || (declared.range.contains(ours(profile.least())) && declared.range.contains(ours(profile.greatest())));
}

bool are_statuses(const ColumnProfile& profile)
{
    static const std::array<std::string_view, 9> words{"customer", "prospect",    "client", "kunde",     "cliente",
                                                       "lead",     "interessent", "kunden", "potenziale"};
    return profile.different <= 2
           && std::all_of(profile.first_texts.begin(), profile.first_texts.end(), [&](const std::string& text) {
                  const std::vector<std::string> read = header_words(text);
                  return read.size() == 1 && std::find(words.begin(), words.end(), read.front()) != words.end();
              });
}

/// Finds a column of the file for each of ours.
class Guesser {
public:
    explicit Guesser(const CsvTable& csv) : rows_(csv.rows()) {}

    void add(SourceColumn column) { columns_.push_back(std::move(column)); }
    void guess(ImportGuess& result);
    [[nodiscard]] const std::vector<SourceColumn>& columns() const { return columns_; }

private:
    [[nodiscard]] bool values_suit(std::string_view ours, const SourceColumn& column) const;
    [[nodiscard]] const SourceColumn* best_for(std::string_view ours, std::string_view& words) const;
    void take(std::string_view ours, const SourceColumn& column, std::string why, Confidence confidence,
              ImportGuess& result);
    void guess_id(ImportGuess& result);
    void guess_revenue(ImportGuess& result);

    std::size_t rows_;
    std::vector<SourceColumn> columns_;
    std::vector<const SourceColumn*> taken_;
};

bool Guesser::values_suit(std::string_view ours, const SourceColumn& column) const
{
    const ColumnProfile& profile = column.profile;
    if (profile.filled == 0 || std::find(taken_.begin(), taken_.end(), &column) != taken_.end()) {
        return false;
    }
    if (ours == "id") {
        return profile.is_unique(rows_);
    }
    if (ours == status_column) {
        return are_statuses(profile);
    }
    if (ours == "segment") {
        return profile.different <= std::max<std::size_t>(2, rows_ / 2) && profile.numbers.empty();
    }
    if (ours == "name" || ours == manager_column) {
        return profile.numbers.size() < profile.filled;
    }
    if (ours == contract_start_column) {
        return 10 * profile.dates >= 9 * profile.filled;
    }
    if (is_flag_column(ours)) {
        return profile.flags == profile.filled;
    }
    if (ours == "next_renewal" && 10 * profile.dates >= 9 * profile.filled) {
        return true;
    }
    const NumberColumnDeclaration* declared = number_column(ours);
    return declared != nullptr && profile.is_mostly_numeric()
           && fits_range(*declared, profile, unit_of(*declared, column).name);
}

const SourceColumn* Guesser::best_for(std::string_view ours, std::string_view& words) const
{
    const SourceColumn* best = nullptr;
    std::size_t strength = 0;
    for (const SourceColumn& column : columns_) {
        for (const ColumnMeaning& meaning : column.meanings) {
            // A header that says more about another column is that one's.
            const bool is_meant = meaning.ours == ours && meaning.strength + 4 > column.meanings.front().strength;
            if (is_meant && meaning.strength > strength && values_suit(ours, column)) {
                best = &column;
                strength = meaning.strength;
                words = meaning.words;
            }
        }
    }
    return best;
}

void Guesser::take(std::string_view ours, const SourceColumn& column, std::string why, Confidence confidence,
                   ImportGuess& result)
{
    taken_.push_back(&column);
    GuessedColumn guessed{std::string(ours), column.name, "", std::move(why), confidence};
    if (const NumberColumnDeclaration* declared = number_column(ours)) {
        const UnitGuess unit = unit_of(*declared, column);
        guessed.unit = unit.name;
        guessed.why += unit.why.empty() ? "" : "; " + unit.why;
        guessed.confidence = std::max(confidence, unit.confidence);
        for (const std::string& stranger : column.profile.strangers) {
            result.missing.push_back(stranger);
        }
    }
    result.has_dates =
        result.has_dates || ((ours == "next_renewal" || ours == contract_start_column) && column.profile.dates > 0);
    result.columns.push_back(std::move(guessed));
}

void Guesser::guess_id(ImportGuess& result)
{
    std::string_view words;
    if (const SourceColumn* column = best_for("id", words)) {
        take("id", *column, fmt::format("\"{}\", and no value repeats", words), Confidence::sure, result);
        return;
    }
    const SourceColumn* named = best_for("name", words);
    if (named != nullptr && named->profile.is_unique(rows_)) {
        take("id", *named, "no column of numbers; these names do not repeat", Confidence::doubtful, result);
        return;
    }
    for (const SourceColumn& column : columns_) {
        if (column.profile.is_unique(rows_) && !column.profile.dates) {
            take("id", column, "the first column without repeats", Confidence::doubtful, result);
            return;
        }
    }
}

void Guesser::guess_revenue(ImportGuess& result)
{
    std::string_view words;
    if (const SourceColumn* column = best_for("revenue", words)) {
        take("revenue", *column, fmt::format("\"{}\"", words), Confidence::sure, result);
        return;
    }
    const SourceColumn* largest = nullptr;
    for (const SourceColumn& column : columns_) {
        const bool is_free = std::find(taken_.begin(), taken_.end(), &column) == taken_.end();
        if (is_free && column.profile.is_numeric() && column.profile.least() >= 0.0
            && (largest == nullptr || column.profile.median() > largest->profile.median())) {
            largest = &column;
        }
    }
    if (largest != nullptr) {
        take("revenue", *largest, "no header says revenue; the column with the largest numbers", Confidence::doubtful,
             result);
    }
}

void Guesser::guess(ImportGuess& result)
{
    guess_id(result);
    guess_revenue(result);
    std::vector<std::string_view> others{"name", "segment", status_column};
    for (const NumberColumnDeclaration& declared : number_columns) {
        if (declared.column != NumberColumn::revenue) {
            others.push_back(declared.name);
        }
    }
    for (const FlagColumnDeclaration& declared : flag_columns) {
        others.push_back(declared.name);
    }
    others.push_back(contract_start_column);
    others.push_back(manager_column);
    for (const std::string_view ours : others) {
        std::string_view words;
        if (const SourceColumn* column = best_for(ours, words)) {
            take(ours, *column, fmt::format("\"{}\"", words), Confidence::sure, result);
        }
    }
    for (const SourceColumn& column : columns_) {
        if (!column.name.empty() && std::find(taken_.begin(), taken_.end(), &column) == taken_.end()) {
            result.unused.push_back(column.name);
        }
    }
}

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
             is_told ? fmt::format("{} numbers have a decimal comma, {} a decimal point", marks.comma, marks.point)
                     : "numbers such as 1.234 could be both; by the separator of columns",
             is_doubtful ? Confidence::doubtful : Confidence::sure});
    }
    return is_comma ? DecimalMark::comma : DecimalMark::point;
}

void guess_date_format(const Guesser& guesser, const CsvTable& csv, ImportGuess& guess)
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
void guess_currency(const Guesser& guesser, ImportGuess& guess)
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
void guess_currency_column(const Guesser& guesser, ImportGuess& guess)
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
    Guesser guesser(csv);
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
    return guess;
}

} // namespace kamsim
