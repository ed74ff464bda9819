#include "scenario/column_profile.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "scenario/date_text.hpp"

namespace kamsim {

namespace {

constexpr std::size_t shown_texts = 12;

void add_once(std::vector<std::string>& texts, const std::string& text)
{
    if (std::find(texts.begin(), texts.end(), text) == texts.end()) {
        texts.push_back(text);
    }
}

void take_number(const Cell& cell, DecimalMark mark, ColumnProfile& profile)
{
    const std::optional<WrittenNumber> number = read_written_number(cell.text, mark);
    if (number && std::isfinite(number->value)) {
        profile.numbers.push_back(number->value);
        profile.percentages += number->is_percentage ? 1U : 0U;
        if (!number->currency.empty()) {
            add_once(profile.currencies, number->currency);
        }
    } else if (cell.text.find_first_of("0123456789") == std::string_view::npos) {
        ++profile.stranger_rows;
        add_once(profile.strangers, std::string(cell.text));
    }
}

} // namespace

ColumnProfile profile_of(const CsvTable& csv, std::size_t column, DecimalMark mark)
{
    ColumnProfile profile;
    std::set<std::string_view> different;
    for (std::size_t row = 0; row < csv.rows(); ++row) {
        const std::optional<Cell> cell = csv.cell(row, column);
        if (!cell || csv.is_missing(cell->text)) {
            continue;
        }
        ++profile.filled;
        if (different.insert(cell->text).second && profile.first_texts.size() < shown_texts) {
            profile.first_texts.emplace_back(cell->text);
        }
        Diagnostics ignored;
        profile.flags += parse_flag(*cell, ignored) ? 1U : 0U;
        if (is_like_a_date(cell->text)) {
            ++profile.dates;
        } else {
            take_number(*cell, mark, profile);
        }
    }
    profile.different = different.size();
    std::sort(profile.numbers.begin(), profile.numbers.end());
    return profile;
}

} // namespace kamsim
