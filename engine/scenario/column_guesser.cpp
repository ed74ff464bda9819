#include "scenario/column_guesser.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "scenario/accounts_format.hpp"
#include "scenario/column_units.hpp"
#include "scenario/status_words.hpp"

namespace kamsim {

namespace {

/// Revenues with a median above this are hardly in thousands.
constexpr double large_revenue = 20'000.0;

struct UnitGuess {
    std::string name; ///< empty: ours
    std::string why;
    Confidence confidence = Confidence::sure;
};

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
        guess = {"units", fmt::format("the median is {:.0f}, too much for thousands", column.profile.median()),
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
    return profile.different <= profile.first_texts.size()
           && std::all_of(profile.first_texts.begin(), profile.first_texts.end(),
                          [](const std::string& text) { return status_of_word(text).has_value(); });
}

} // namespace

const NumberColumnDeclaration* number_column(std::string_view ours)
{
    const auto found = std::find_if(number_columns.begin(), number_columns.end(),
                                    [&](const NumberColumnDeclaration& entry) { return entry.name == ours; });
    return found == number_columns.end() ? nullptr : &*found;
}

bool ColumnGuesser::values_suit(std::string_view ours, const SourceColumn& column) const
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

const SourceColumn* ColumnGuesser::best_for(std::string_view ours, std::string_view& words) const
{
    const SourceColumn* best = nullptr;
    std::size_t strength = 0;
    for (const SourceColumn& column : columns_) {
        for (const ColumnMeaning& meaning : column.meanings) {
            // A header that says more about another column is that one's.
            const bool is_meant = meaning.ours == ours && meaning.strength + 4 > column.meanings.front().strength;
            // Postal codes are codes, too.
            const bool is_part =
                ours == "id" && !meaning.is_whole_header && meaning.words.find(' ') == std::string_view::npos;
            if (is_meant && !is_part && meaning.strength > strength && values_suit(ours, column)) {
                best = &column;
                strength = meaning.strength;
                words = meaning.words;
            }
        }
    }
    return best;
}

void ColumnGuesser::take(std::string_view ours, const SourceColumn& column, std::string why, Confidence confidence,
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
            if (std::find(result.missing.begin(), result.missing.end(), stranger) == result.missing.end()) {
                result.missing.push_back(stranger);
            }
        }
    }
    result.has_dates =
        result.has_dates || ((ours == "next_renewal" || ours == contract_start_column) && column.profile.dates > 0);
    result.columns.push_back(std::move(guessed));
}

void ColumnGuesser::guess_id(ImportGuess& result)
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

void ColumnGuesser::guess_revenue(ImportGuess& result)
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

void ColumnGuesser::guess(ImportGuess& result)
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

} // namespace kamsim
