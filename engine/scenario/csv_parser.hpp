#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <csv.h>

namespace kamsim {

/// libcsv's parser, freed with its owner. It is fed line by line, because it does not count lines itself.
class CsvParser {
public:
    using Record = std::vector<std::string>;

    explicit CsvParser(char delimiter);
    ~CsvParser() { csv_free(&parser_); }
    CsvParser(const CsvParser&) = delete;
    CsvParser& operator=(const CsvParser&) = delete;

    /// @return false at a syntax error
    [[nodiscard]] bool feed(std::string_view text);
    [[nodiscard]] bool finish();

    /// Records that are complete since the last call; one line ends one at most.
    [[nodiscard]] std::vector<Record> take_records();

private:
    csv_parser parser_{};
    Record fields_;
    std::vector<Record> records_;
};

/// The next line with its end, taken from the front of `text`; lines end with LF, CRLF or CR.
[[nodiscard]] std::string_view take_line(std::string_view& text);

[[nodiscard]] bool is_blank(std::string_view text);

} // namespace kamsim
