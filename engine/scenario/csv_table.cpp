#include "scenario/csv_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "scenario/csv_parser.hpp"
#include "scenario/date_text.hpp"
#include "scenario/utf8.hpp"

namespace kamsim {

namespace {

/// Some programs put a first line such as "sep=;" before the header.
std::optional<char> announced_delimiter(std::string_view line)
{
    if (!line.starts_with("sep=") || line.size() < 5 || !is_blank(line.substr(5))) {
        return std::nullopt;
    }
    return delimiter_name(line[4]).empty() ? std::nullopt : std::optional<char>(line[4]);
}

std::size_t count_outside_quotes(std::string_view line, char wanted)
{
    std::size_t count = 0;
    bool is_quoted = false;
    for (const char letter : line) {
        is_quoted ^= letter == '"';
        count += letter == wanted && !is_quoted ? 1U : 0U;
    }
    return count;
}

std::string lower_case(std::string_view text)
{
    std::string word(text);
    std::transform(word.begin(), word.end(), word.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
    });
    return word;
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

} // namespace

CsvTable::CsvTable(std::string_view bytes, std::string file, const CsvDialect& dialect, Diagnostics& diagnostics)
    : file_(std::move(file)), dialect_(dialect)
{
    std::string text;
    if (!decode(bytes, text, diagnostics)) {
        return;
    }
    choose_delimiter(text);
    std::vector<Row> rows = parse(text, diagnostics);
    if (rows.empty()) {
        if (is_blank(text)) {
            diagnostics.add({file_, 0, 0}, "the file has no header line; the first line names the columns");
        }
        return;
    }
    take_header(std::move(rows.front().fields), rows.front().line, diagnostics);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        take_row(std::move(rows[i]), diagnostics);
    }
}

bool CsvTable::decode(std::string_view bytes, std::string& text, Diagnostics& diagnostics) const
{
    const bool is_stated = dialect_.encoding != TextEncoding::utf_8;
    if (!is_stated && probable_encoding(bytes) == TextEncoding::utf_16) {
        diagnostics.add({file_, 0, 0}, "is not UTF-8 but looks like UTF-16; state encoding = \"utf-16\" under "
                                       "[portfolio], or save the file as \"CSV UTF-8\"");
        return false;
    }
    try {
        text = to_utf8(bytes, dialect_.encoding);
    } catch (const std::runtime_error& failure) {
        diagnostics.add({file_, 0, 0},
                        fmt::format("{}; correct \"encoding\", or save the file as \"CSV UTF-8\"", failure.what()));
        return false;
    }
    return true;
}

void CsvTable::choose_delimiter(std::string_view text)
{
    if (dialect_.delimiter) {
        return;
    }
    std::string_view line = take_line(text);
    dialect_.delimiter = announced_delimiter(line);
    while (is_blank(line) && !text.empty()) {
        line = take_line(text);
    }
    std::size_t most = 0;
    for (const Delimiter& delimiter : delimiters) {
        const std::size_t count = count_outside_quotes(line, delimiter.character);
        if (!dialect_.delimiter || count > most) {
            most = count;
            dialect_.delimiter = announced_delimiter(line).value_or(delimiter.character);
        }
    }
}

std::vector<CsvTable::Row> CsvTable::parse(std::string_view text, Diagnostics& diagnostics) const
{
    CsvParser parser(*dialect_.delimiter);
    std::vector<Row> rows;
    bool inside_record = false;
    std::size_t record_line = 1;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::string_view line = take_line(text);
        if (!is_valid_utf8(line)) {
            diagnostics.add({file_, number, 0}, "is not UTF-8; save the file as \"CSV UTF-8\", or state its encoding "
                                                "under [portfolio], for example encoding = \"windows-1252\"");
            return rows;
        }
        if (!inside_record) {
            record_line = number;
            if (is_blank(line) || (number == 1 && announced_delimiter(line))) {
                continue;
            }
        }
        if (!parser.feed(line)) {
            diagnostics.add({file_, number, 0}, "a quotation mark inside of a field must be doubled, and a field that "
                                                "holds one must start and end with one");
            return rows;
        }
        std::vector<CsvParser::Record> records = parser.take_records();
        inside_record = records.empty();
        for (CsvParser::Record& record : records) {
            rows.push_back({record_line, std::move(record)});
        }
    }
    if (!parser.finish()) {
        diagnostics.add({file_, record_line, 0},
                        "a field starts with a quotation mark and the file ends before it does");
        return rows;
    }
    for (CsvParser::Record& record : parser.take_records()) {
        rows.push_back({record_line, std::move(record)});
    }
    return rows;
}

void CsvTable::take_header(std::vector<std::string> names, std::size_t line, Diagnostics& diagnostics)
{
    header_ = std::move(names);
    header_line_ = line;
    for (std::size_t i = 0; i < header_.size(); ++i) {
        const auto first = std::find(header_.begin(), header_.end(), header_[i]);
        if (!header_[i].empty() && first != header_.begin() + static_cast<std::ptrdiff_t>(i)) {
            diagnostics.add({file_, line, 0}, fmt::format("column \"{}\" stands twice in the header", header_[i]));
        }
    }
}

void CsvTable::take_row(Row row, Diagnostics& diagnostics)
{
    if (row.fields.size() == header_.size()) {
        rows_.push_back(std::move(row));
        return;
    }
    diagnostics.add({file_, row.line, 0},
                    fmt::format("the row has {} fields and the header {}; a text that holds a "
                                "{} must be in quotes",
                                row.fields.size(), header_.size(), delimiter_name(*dialect_.delimiter)));
}

void CsvTable::settle_decimal_mark(std::span<const std::size_t> columns, Diagnostics& diagnostics)
{
    if (dialect_.decimal_mark != DecimalMark::automatic) {
        return;
    }
    std::array<std::optional<Cell>, 4> first; // by evidence
    for (std::size_t row = 0; row < rows(); ++row) {
        for (const std::size_t column : columns) {
            const std::optional<Cell> found = cell(row, column);
            if (found && !is_like_a_date(found->text)) {
                std::optional<Cell>& place = first[static_cast<std::size_t>(decimal_mark_evidence(found->text))];
                place = place ? place : found;
            }
        }
    }
    const std::optional<Cell>& point = first[static_cast<std::size_t>(MarkEvidence::point)];
    const std::optional<Cell>& comma = first[static_cast<std::size_t>(MarkEvidence::comma)];
    const std::optional<Cell>& undecided = first[static_cast<std::size_t>(MarkEvidence::undecided)];
    if (point && comma) {
        report(*comma,
               fmt::format("\"{}\" has a decimal comma, and \"{}\" on line {} (column \"{}\") a decimal point; state "
                           "under [portfolio] which one the file has: decimal = \"comma\" or \"point\"",
                           comma->text, point->text, point->position.line, point->column),
               diagnostics);
    } else if (undecided && !point && !comma) {
        report(*undecided,
               fmt::format("\"{}\" may be a thousand times the other, and no number of the file tells whether its mark "
                           "is a decimal one; state under [portfolio] decimal = \"point\" or \"comma\"",
                           undecided->text),
               diagnostics);
    } else {
        dialect_.decimal_mark = comma ? DecimalMark::comma : DecimalMark::point;
    }
}

void CsvTable::settle_date_order(std::span<const std::size_t> columns, Diagnostics& diagnostics)
{
    if (dialect_.date_order != DateOrder::automatic) {
        return;
    }
    std::array<std::optional<Cell>, 4> first; // by evidence
    for (std::size_t row = 0; row < rows(); ++row) {
        for (const std::size_t column : columns) {
            if (const std::optional<Cell> found = cell(row, column)) {
                std::optional<Cell>& place = first[static_cast<std::size_t>(date_order_evidence(found->text))];
                place = place ? place : found;
            }
        }
    }
    const std::optional<Cell>& day = first[static_cast<std::size_t>(OrderEvidence::day_first)];
    const std::optional<Cell>& month = first[static_cast<std::size_t>(OrderEvidence::month_first)];
    const std::optional<Cell>& undecided = first[static_cast<std::size_t>(OrderEvidence::undecided)];
    if (day && month) {
        report(*month,
               fmt::format("\"{}\" starts with the month, and \"{}\" on line {} with the day; state under [portfolio] "
                           "which one holds: date_format = \"d/m/y\" or \"m/d/y\"",
                           month->text, day->text, day->position.line),
               diagnostics);
    } else if (undecided && !day && !month) {
        report(*undecided,
               fmt::format("\"{}\" may start with the day or the month, and no date of the file tells; state under "
                           "[portfolio] date_format = \"d/m/y\" or \"m/d/y\"",
                           undecided->text),
               diagnostics);
    }
    if (day || month || undecided) {
        dialect_.date_order = month ? DateOrder::month_first : DateOrder::day_first;
    }
}

std::optional<std::size_t> CsvTable::column(std::string_view name) const
{
    const auto found = std::find(header_.begin(), header_.end(), name);
    return found == header_.end() ? std::nullopt
                                  : std::optional<std::size_t>(static_cast<std::size_t>(found - header_.begin()));
}

std::optional<Cell> CsvTable::cell(std::size_t row, std::size_t column) const
{
    const std::string& text = rows_[row].fields[column];
    if (is_blank(text)) {
        return std::nullopt;
    }
    return Cell{text, header_[column], {file_, rows_[row].line, 0}, dialect_.decimal_mark};
}

bool CsvTable::is_missing(std::string_view text) const
{
    const std::string wanted = lower_case(trimmed(text));
    return wanted.empty()
           || std::any_of(dialect_.missing.begin(), dialect_.missing.end(),
                          [&](const std::string& missing) { return lower_case(missing) == wanted; });
}

void report(const Cell& cell, std::string_view message, Diagnostics& diagnostics)
{
    diagnostics.add(cell.position, fmt::format("column \"{}\": {}", cell.column, message));
}

std::optional<WrittenNumber> parse_written_number(const Cell& cell, Diagnostics& diagnostics)
{
    DecimalMark mark = cell.decimal_mark;
    if (mark == DecimalMark::automatic) {
        mark = decimal_mark_evidence(cell.text) == MarkEvidence::comma ? DecimalMark::comma : DecimalMark::point;
    }
    std::optional<WrittenNumber> number = read_written_number(cell.text, mark);
    if (!number) {
        report(cell,
               fmt::format("\"{}\" is no number; write it with digits and a decimal {}, or leave it empty (\"missing\" "
                           "lists the texts that stand for nothing)",
                           cell.text, mark == DecimalMark::comma ? "comma" : "point"),
               diagnostics);
    }
    return number;
}

std::optional<double> parse_number(const Cell& cell, const NumberRange& range, Diagnostics& diagnostics)
{
    const std::optional<WrittenNumber> written = parse_written_number(cell, diagnostics);
    if (!written) {
        return std::nullopt;
    }
    const double number = written->is_percentage ? written->value / 100.0 : written->value;
    if (!range.contains(number)) {
        report(cell, fmt::format("{} must be {}", cell.text, std::isfinite(number) ? range.words : any_number.words),
               diagnostics);
        return std::nullopt;
    }
    return number;
}

std::optional<bool> parse_flag(const Cell& cell, Diagnostics& diagnostics)
{
    constexpr std::array<std::string_view, 12> yes{"1", "true", "yes", "y",  "x",    "ja",
                                                   "j", "wahr", "oui", "si", "vrai", "vero"};
    constexpr std::array<std::string_view, 8> no{"0", "false", "no", "n", "nein", "falsch", "non", "faux"};
    const std::string word = lower_case(trimmed(cell.text));
    if (std::find(yes.begin(), yes.end(), word) != yes.end()) {
        return true;
    }
    if (std::find(no.begin(), no.end(), word) != no.end()) {
        return false;
    }
    report(cell, fmt::format("\"{}\" is no flag; write 1 or 0, true or false, yes or no", cell.text), diagnostics);
    return std::nullopt;
}

} // namespace kamsim
