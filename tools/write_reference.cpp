// Writes the reference parts of the documentation from the declarations of the program: the tables of keys in
// docs/formats/scenario.md, sweep.md and optimise.md, docs/formats/parameters.md, the tables of docs/formats/export.md,
// and docs/formats/scenario.schema.json.
//
//   write_reference DOCS            rewrites what is stale
//   write_reference --check DOCS    names what is stale, and fails
//
// In a page the parts stand between "<!-- keys: SECTION -->" (or "<!-- account columns -->", "<!-- parameters -->",
// "<!-- structures -->", "<!-- export tables -->") and "<!-- end -->"; the rest of a page is written by hand.

#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "kamsim/model/account_columns.hpp"
#include "kamsim/model/catalogue.hpp"
#include "kamsim/report/result_tables.hpp"
#include "kamsim/scenario/json_schema.hpp"
#include "kamsim/scenario/scenario_keys.hpp"

namespace {

using namespace kamsim;

/// A row of a table; a bar inside of a cell would part it.
std::string row(const std::vector<std::string>& cells)
{
    std::string line = "|";
    for (const std::string& cell : cells) {
        line += ' ';
        for (const char letter : cell) {
            line += letter == '|' ? std::string("\\|") : std::string(1, letter);
        }
        line += " |";
    }
    return line + "\n";
}

std::string head(const std::vector<std::string>& names)
{
    std::string line = row(names) + "|";
    for (std::size_t i = 0; i < names.size(); ++i) {
        line += "---|";
    }
    return line + "\n";
}

std::string range_text(const NumberRange& range)
{
    constexpr double beyond_whole_numbers = 9e18;
    const bool has_least = range.least > -largest_number;
    const bool has_greatest = range.greatest < beyond_whole_numbers;
    if (range.least == smallest_positive_number) {
        return has_greatest ? fmt::format("> 0, ≤ {}", range.greatest) : "> 0";
    }
    if (has_least && has_greatest) {
        return fmt::format("{} … {}", range.least, static_cast<std::int64_t>(range.greatest));
    }
    return has_least ? fmt::format("≥ {}", range.least) : "";
}

std::string with_range(const std::string& type, const NumberRange& range)
{
    const std::string words = range_text(range);
    return words.empty() ? type : fmt::format("{} {}", type, words);
}

std::string type_text(const KeyDeclaration& key)
{
    switch (key.type) {
    case KeyType::text: return "text";
    case KeyType::number: return with_range("number", key.range);
    case KeyType::whole_number: return with_range("whole number", key.range);
    case KeyType::truth: return "true, false";
    case KeyType::word: return fmt::format("`{}`", fmt::join(key.words, "`, `"));
    case KeyType::texts: return "array of texts";
    case KeyType::constant: return "number, text, or true or false";
    case KeyType::table: return "table";
    case KeyType::number_or_table: return with_range("number", key.range) + ", or a table";
    case KeyType::text_or_table: return "text, or a table";
    case KeyType::named_numbers: return with_range("table of numbers", key.range);
    case KeyType::word_or_table: return fmt::format("`{}`, or a table", fmt::join(key.words, "`, `"));
    case KeyType::by_path: return "table of paths";
    case KeyType::numbers: return "array of numbers";
    case KeyType::tables: return "array of tables";
    case KeyType::named_tables: return "table of tables";
    case KeyType::list: return "array of its values";
    }
    return "";
}

std::string default_text(const KeyDeclaration& key)
{
    if (!is_default_a_value(key)) {
        return key.default_value.empty() ? "–" : key.default_value;
    }
    const bool is_text = key.default_value.front() == '"';
    return is_text ? fmt::format("`{}`", key.default_value.substr(1, key.default_value.size() - 2)) : key.default_value;
}

std::string key_table(const std::string& section)
{
    std::string table = head({"key", "type", "default", "meaning"});
    for (const KeyDeclaration& key : scenario_section(section).keys) {
        table += row({fmt::format("`{}`", key.name), type_text(key), default_text(key), key.meaning});
    }
    return table;
}

/// The accounts file by the catalogue of its columns. What depends on other columns is said in the text below it.
std::string account_column_table()
{
    std::string table = head({"column", "values", "default", "meaning"});
    for (const TextColumnDeclaration& column : text_columns) {
        const std::string otherwise = column.name == "id"     ? "required"
                                      : column.name == "name" ? "the id"
                                                              : fmt::format("`{}`", default_segment);
        table += row({fmt::format("`{}`", column.name), "text", otherwise, std::string(column.meaning)});
    }
    table += row({fmt::format("`{}`", status_column), "`customer`, `prospect`", "`customer`", "what the account is"});
    for (const NumberColumnDeclaration& column : number_columns) {
        table += row({fmt::format("`{}`", column.name), std::string(column.range.words),
                      column.default_words.empty() ? "required for customers" : std::string(column.default_words),
                      std::string(column.meaning)});
    }
    for (const std::string_view column : fit_rating_columns) {
        table += row({fmt::format("`{}`", column), std::string(unit_interval.words), "–",
                      "rating; `fit` is the mean of those that are given, where it is not given itself"});
    }
    for (const FlagColumnDeclaration& column : flag_columns) {
        table += row({fmt::format("`{}`", column.name), "flag", "0", std::string(column.meaning)});
    }
    return table;
}

std::string parameter_table()
{
    std::string text = head({"path", "default", "range", "unit", "takes", "meaning", "source", "grade"});
    for (const ModelEntry& entry : model_catalogue()) {
        text += row({fmt::format("`{}`", entry.path), fmt::format("{}", entry.default_value),
                     fmt::format("{} … {}", entry.low, entry.high), std::string(name(entry.unit)),
                     std::string(describe(entry.domain)), entry.meaning, entry.source, std::string(name(entry.grade))});
    }
    return text;
}

std::string structure_table()
{
    std::vector<std::string> names{"name", "unit", "takes"};
    for (int i = 0; i < built_in_structure_count; ++i) {
        names.emplace_back(name(static_cast<BuiltInStructure>(i)));
    }
    names.insert(names.end(), {"meaning", "source", "grade"});
    std::string text = head(names);
    for (const StructureEntry& entry : structure_catalogue()) {
        std::vector<std::string> cells{fmt::format("`{}`", entry.name), std::string(name(entry.unit)),
                                       std::string(describe(entry.domain))};
        for (std::size_t i = 0; i < entry.defaults.size(); ++i) {
            cells.push_back(entry.low[i] == entry.high[i]
                                ? fmt::format("{}", entry.defaults[i])
                                : fmt::format("{} ({} … {})", entry.defaults[i], entry.low[i], entry.high[i]));
        }
        cells.insert(cells.end(), {entry.meaning, entry.source, std::string(name(entry.grade))});
        text += row(cells);
    }
    return text;
}

/// Money stands for the scenario's currency.
std::string export_tables()
{
    std::string text;
    for (const ResultTable& table : result_tables()) {
        text += fmt::format("{}### {}\n\n{}\n\n", text.empty() ? "" : "\n", table.name, table.meaning);
        text += head({"column", "type", "unit", "meaning"});
        for (const TableColumn& column : table.columns) {
            text += row({fmt::format("`{}`", column.name), std::string(name(column.type)),
                         column.unit == Unit::dimensionless ? "" : unit_text(column.unit, "money"), column.meaning});
        }
    }
    return text;
}

std::string part(const std::string& marker)
{
    const std::string keys = "keys: ";
    if (marker.starts_with(keys)) {
        const std::string section = marker.substr(keys.size());
        return key_table(section == "top level" ? "" : section);
    }
    if (marker == "account columns") {
        return account_column_table();
    }
    if (marker == "parameters") {
        return parameter_table();
    }
    if (marker == "structures") {
        return structure_table();
    }
    if (marker == "export tables") {
        return export_tables();
    }
    throw std::runtime_error(fmt::format("nothing is called \"{}\" in write_reference", marker));
}

/// The page with its generated parts as they should be.
std::string with_parts(const std::string& page)
{
    const std::string open = "<!-- ";
    const std::string close = " -->\n";
    const std::string end = "<!-- end -->";
    std::string result;
    std::size_t from = 0;
    for (std::size_t at = page.find(open); at != std::string::npos; at = page.find(open, from)) {
        const std::size_t stop = page.find(close, at);
        const std::size_t last = page.find(end, at);
        if (stop == std::string::npos || last == std::string::npos) {
            throw std::runtime_error("a generated part lacks its end");
        }
        const std::string marker = page.substr(at + open.size(), stop - at - open.size());
        result += page.substr(from, stop + close.size() - from) + part(marker) + end;
        from = last + end.size();
    }
    return result + page.substr(from);
}

std::string read(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        throw std::runtime_error(fmt::format("{} cannot be read", file.string()));
    }
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// @return whether the file is as it should be now
bool bring_up_to_date(const std::filesystem::path& file, const std::string& wanted, bool only_checks)
{
    if (std::filesystem::exists(file) && read(file) == wanted) {
        return true;
    }
    if (only_checks) {
        std::cerr << fmt::format("{} is stale; build and run write_reference docs\n", file.string());
        return false;
    }
    std::ofstream(file, std::ios::binary) << wanted;
    return true;
}

} // namespace

int main(int count, char** arguments)
{
    const std::vector<std::string> words(arguments + 1, arguments + count);
    const bool only_checks = !words.empty() && words.front() == "--check";
    if (words.size() != (only_checks ? 2U : 1U)) {
        std::cerr << "usage: write_reference [--check] DOCS\n";
        return EXIT_FAILURE;
    }
    try {
        const std::filesystem::path formats = std::filesystem::path(words.back()) / "formats";
        bool is_up_to_date = bring_up_to_date(formats / "scenario.schema.json", scenario_json_schema(), only_checks);
        for (const char* page : {"scenario.md", "sweep.md", "optimise.md", "parameters.md", "export.md"}) {
            const std::filesystem::path file = formats / page;
            is_up_to_date = bring_up_to_date(file, with_parts(read(file)), only_checks) && is_up_to_date;
        }
        return is_up_to_date ? EXIT_SUCCESS : EXIT_FAILURE;
    } catch (const std::exception& error) {
        std::cerr << "write_reference: " << error.what() << "\n";
        return EXIT_FAILURE;
    }
}
