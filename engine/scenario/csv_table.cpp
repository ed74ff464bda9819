#include "scenario/csv_table.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <new>
#include <utility>

#include <csv.h>
#include <fmt/format.h>

#include "scenario/utf8.hpp"

namespace kamsim {

namespace {

/// libcsv's parser, freed with its owner. It is fed line by line, because it does not count lines itself.
class Parser {
public:
    using Record = std::vector<std::string>;

    Parser()
    {
        if (csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) != 0) {
            throw std::bad_alloc();
        }
    }
    ~Parser() { csv_free(&parser_); }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    /// @return false at a syntax error
    bool feed(std::string_view text)
    {
        return csv_parse(&parser_, text.data(), text.size(), take_field, end_record, this) == text.size();
    }
    bool finish() { return csv_fini(&parser_, take_field, end_record, this) == 0; }

    /// Records that are complete since the last call; one line ends one at most.
    std::vector<Record> take_records() { return std::exchange(records_, {}); }

private:
    static void take_field(void* text, std::size_t length, void* parser)
    {
        static_cast<Parser*>(parser)->fields_.emplace_back(static_cast<const char*>(text), length);
    }
    static void end_record(int, void* parser)
    {
        auto& self = *static_cast<Parser*>(parser);
        self.records_.push_back(std::exchange(self.fields_, {}));
    }

    csv_parser parser_{};
    Record fields_;
    std::vector<Record> records_;
};

std::string_view without_byte_order_mark(std::string_view bytes)
{
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    return bytes.starts_with(mark) ? bytes.substr(mark.size()) : bytes;
}

/// The next line with its end, taken from the front of `bytes`; lines end with LF, CRLF or CR.
std::string_view take_line(std::string_view& bytes)
{
    std::size_t length = std::min(bytes.find_first_of("\r\n"), bytes.size());
    if (length < bytes.size()) {
        length += bytes.substr(length).starts_with("\r\n") ? std::size_t{2} : std::size_t{1};
    }
    const std::string_view line = bytes.substr(0, length);
    bytes.remove_prefix(length);
    return line;
}

bool is_blank(std::string_view line)
{
    return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

} // namespace

CsvTable::CsvTable(std::string_view bytes, std::string file, Diagnostics& diagnostics) : file_(std::move(file))
{
    std::vector<Row> rows = parse(without_byte_order_mark(bytes), diagnostics);
    if (rows.empty()) {
        diagnostics.add({file_, 0, 0}, "the file has no header line; the first line names the columns");
        return;
    }
    take_header(std::move(rows.front().fields), rows.front().line, diagnostics);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        take_row(std::move(rows[i]), diagnostics);
    }
}

std::vector<CsvTable::Row> CsvTable::parse(std::string_view bytes, Diagnostics& diagnostics) const
{
    Parser parser;
    std::vector<Row> rows;
    bool inside_record = false;
    std::size_t record_line = 1;
    for (std::size_t line = 1; !bytes.empty(); ++line) {
        const std::string_view text = take_line(bytes);
        if (!is_valid_utf8(text)) {
            diagnostics.add({file_, line, 0}, "is not UTF-8; save the file as \"CSV UTF-8\"");
            return rows;
        }
        if (!inside_record) {
            record_line = line;
            if (is_blank(text)) {
                continue;
            }
        }
        if (!parser.feed(text)) {
            diagnostics.add({file_, line, 0}, "a quotation mark inside of a field must be doubled, and a field that "
                                              "holds one must start and end with one");
            return rows;
        }
        std::vector<Parser::Record> records = parser.take_records();
        inside_record = records.empty();
        for (Parser::Record& record : records) {
            rows.push_back({record_line, std::move(record)});
        }
    }
    if (!parser.finish()) {
        diagnostics.add({file_, record_line, 0},
                        "a field starts with a quotation mark and the file ends before it does");
        return rows;
    }
    for (Parser::Record& record : parser.take_records()) {
        rows.push_back({record_line, std::move(record)});
    }
    return rows;
}

void CsvTable::take_header(std::vector<std::string> names, std::size_t line, Diagnostics& diagnostics)
{
    if (names.size() == 1 && names.front().find_first_of(";\t") != std::string::npos) {
        diagnostics.add({file_, line, 0}, "the columns must be separated by commas; this header has none");
    }
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
    diagnostics.add({file_, row.line, 0}, fmt::format("the row has {} fields and the header {}; a text that holds a "
                                                      "comma must be in quotes",
                                                      row.fields.size(), header_.size()));
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
    return Cell{text, header_[column], {file_, rows_[row].line, 0}};
}

void report(const Cell& cell, std::string_view message, Diagnostics& diagnostics)
{
    diagnostics.add(cell.position, fmt::format("column \"{}\": {}", cell.column, message));
}

std::optional<double> parse_number(const Cell& cell, const NumberRange& range, Diagnostics& diagnostics)
{
    double number = 0.0;
    const char* end = cell.text.data() + cell.text.size();
    const auto [rest, error] = std::from_chars(cell.text.data(), end, number);
    if (error != std::errc() || rest != end) {
        report(cell,
               fmt::format("\"{}\" is no number; write it with a decimal point, without separators of thousands "
                           "and without a unit",
                           cell.text),
               diagnostics);
        return std::nullopt;
    }
    if (!range.contains(number)) {
        report(cell, fmt::format("{} must be {}", cell.text, std::isfinite(number) ? range.words : any_number.words),
               diagnostics);
        return std::nullopt;
    }
    return number;
}

std::optional<bool> parse_flag(const Cell& cell, Diagnostics& diagnostics)
{
    std::string word(cell.text);
    std::transform(word.begin(), word.end(), word.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
    });
    if (word == "1" || word == "true" || word == "yes") {
        return true;
    }
    if (word == "0" || word == "false" || word == "no") {
        return false;
    }
    report(cell, fmt::format("\"{}\" is no flag; write 1 or 0, true or false, yes or no", cell.text), diagnostics);
    return std::nullopt;
}

} // namespace kamsim
