#include "scenario/csv_dialect.hpp"

#include <algorithm>

namespace kamsim {

namespace {

std::optional<char> read_delimiter(const TomlTable& table)
{
    const std::vector<std::string> words = delimiter_words();
    const std::optional<std::size_t> chosen = table.chosen("delimiter", words);
    if (!chosen) {
        return std::nullopt;
    }
    const auto found = std::find_if(delimiters.begin(), delimiters.end(), [&](const Delimiter& delimiter) {
        return words[*chosen] == delimiter.name || words[*chosen] == std::string(1, delimiter.character);
    });
    return found->character;
}

} // namespace

std::vector<std::string> delimiter_words()
{
    std::vector<std::string> words;
    for (const Delimiter& delimiter : delimiters) {
        words.emplace_back(delimiter.name);
    }
    for (const Delimiter& delimiter : delimiters) {
        if (delimiter.character != '\t') { // which nobody can see
            words.emplace_back(1, delimiter.character);
        }
    }
    return words;
}

std::string_view delimiter_name(char character)
{
    for (const Delimiter& delimiter : delimiters) {
        if (delimiter.character == character) {
            return delimiter.name;
        }
    }
    return {};
}

const std::vector<std::string>& usual_missing_texts()
{
    static const std::vector<std::string> texts{"n/a", "na",   "n.a.", "null", "-",    "--",     "–",      "—",
                                                "?",   "#n/a", "#nv",  "#nd",  "k.a.", "(leer)", "(blank)"};
    return texts;
}

CsvDialect read_dialect(const TomlTable& table, CsvDialect usual)
{
    if (const std::optional<char> delimiter = read_delimiter(table)) {
        usual.delimiter = delimiter;
    }
    usual.decimal_mark = table.choice("decimal", decimal_mark_names).value_or(usual.decimal_mark);
    usual.encoding = table.choice("encoding", text_encoding_names).value_or(usual.encoding);
    usual.date_order = table.choice("date_format", date_format_names).value_or(usual.date_order);
    if (const std::optional<std::vector<PlacedText>> missing = table.texts("missing")) {
        usual.missing.clear();
        for (const PlacedText& text : *missing) {
            usual.missing.push_back(text.text);
        }
    }
    return usual;
}

} // namespace kamsim
