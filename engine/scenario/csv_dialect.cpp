#include "scenario/csv_dialect.hpp"

namespace kamsim {

namespace {

std::optional<char> read_delimiter(TomlTable& table)
{
    std::vector<std::string> words;
    for (const Delimiter& delimiter : delimiters) {
        words.emplace_back(delimiter.name);
    }
    for (const Delimiter& delimiter : delimiters) {
        words.emplace_back(1, delimiter.character);
    }
    const std::optional<std::size_t> chosen = table.chosen("delimiter", words);
    return chosen ? std::optional<char>(delimiters[*chosen % delimiters.size()].character) : std::nullopt;
}

std::optional<std::vector<std::string>> read_missing(TomlTable& table, Diagnostics& diagnostics)
{
    const toml::array* array = table.array("missing");
    if (array == nullptr) {
        return std::nullopt;
    }
    std::vector<std::string> texts;
    for (const toml::node& node : *array) {
        if (const auto text = node.value_exact<std::string>()) {
            texts.push_back(*text);
        } else {
            diagnostics.add(position_of(node), "\"" + table.path_of("missing") + "\" takes texts in quotes");
        }
    }
    return texts;
}

} // namespace

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

CsvDialect read_dialect(TomlTable& table, CsvDialect usual, Diagnostics& diagnostics)
{
    if (const std::optional<char> delimiter = read_delimiter(table)) {
        usual.delimiter = delimiter;
    }
    usual.decimal_mark = table.choice("decimal", decimal_mark_names).value_or(usual.decimal_mark);
    usual.encoding = table.choice("encoding", text_encoding_names).value_or(usual.encoding);
    usual.date_order = table.choice("date_format", date_format_names).value_or(usual.date_order);
    if (std::optional<std::vector<std::string>> missing = read_missing(table, diagnostics)) {
        usual.missing = std::move(*missing);
    }
    return usual;
}

} // namespace kamsim
