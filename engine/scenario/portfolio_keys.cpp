#include <span>

#include "kamsim/model/account_columns.hpp"
#include "scenario/accounts_format.hpp"
#include "scenario/column_units.hpp"
#include "scenario/csv_dialect.hpp"
#include "scenario/divisions_reader.hpp"
#include "scenario/key_declarations.hpp"
#include "scenario/managers_reader.hpp"
#include "scenario/stakeholder_reader.hpp"

namespace kamsim {

namespace {

/// A file beside the accounts: its name, or a table of its own.
KeyDeclaration side_file_key(const std::string& name, std::string meaning)
{
    return {name, KeyType::text_or_table, "none", std::move(meaning), any_number, {}, "portfolio." + name};
}

/// Defaults of the dialect of accounts; of other files it is that of [portfolio].
struct DialectDefaults {
    std::string delimiter;
    std::string decimal;
    std::string encoding;
    std::string date_format;
    std::string missing;
};

std::vector<KeyDeclaration> dialect_keys(const DialectDefaults& defaults)
{
    return {
        word_key("delimiter", delimiter_words(), defaults.delimiter, "what stands between fields"),
        word_key("decimal", words_of(decimal_mark_names), defaults.decimal,
                 "mark before a fraction; `auto` decides it once for the file, by numbers that can be read in one way "
                 "only"),
        word_key("encoding", words_of(text_encoding_names), defaults.encoding, "of the files' letters"),
        word_key("date_format", words_of(date_format_names), defaults.date_format,
                 "order of the parts of dates; `auto` decides it by a day above 12"),
        texts_key("missing", defaults.missing,
                  "texts that stand for nothing in place of the usual ones, capitals "
                  "ignored"),
    };
}

SectionDeclaration portfolio()
{
    SectionDeclaration section{
        "portfolio",
        "The accounts and their currency.",
        {
            text_key("accounts", "required",
                     "CSV file with one row for each account, relative to the file that names it"),
            side_file_key("stakeholders", "CSV file with the people of accounts, likewise"),
            side_file_key("divisions", "CSV file with the offers in the accounts' divisions, likewise"),
            side_file_key("managers", "CSV file with the key account managers who stand today, likewise"),
            text_key("currency", "\"kEUR\"", "printed with money; thousands of what `exchange_rates` convert to"),
            number_key(
                "scale", positive_number, "1",
                "the money columns of `accounts` (revenue, wallet) are multiplied by it to become thousands: 0.001 "
                "for a file in single euro"),
            number_key(
                "currency_per_euro", positive_number, "1",
                "the catalogue's money is in kEUR; this many units of the currency make one euro. It multiplies the "
                "catalogue's defaults, never what the scenario itself sets"),
            {"exchange_rates",
             KeyType::named_numbers,
             "none",
             "`CODE = rate`: what one unit of another currency is in the scenario's; by the column `currency`, else by "
             "the sign or code beside a number",
             positive_number,
             {},
             {}},
            text_key("first_day", "required with dates",
                     "the date on which the simulation starts, such as 2026-01-01, in quotes or not"),
            table_key("columns", "portfolio.columns", "`ours = \"theirs\"`: the file's name of a column"),
            table_key("units", "portfolio.units", "`ours = \"unit\"`: what the numbers of a column are"),
            table_key("constants", "portfolio.constants",
                      "`ours = value` for every account, before any column. In our units, not scaled"),
            table_key("defaults", "portfolio.defaults",
                      "`ours = value` where an account has none. In our units, not scaled"),
        }};
    const std::vector<KeyDeclaration> dialect =
        dialect_keys({"by the header", "\"auto\"", "\"utf-8\"", "\"auto\"", "n/a, NA, null, -, #N/A and the like"});
    section.keys.insert(section.keys.end(), dialect.begin(), dialect.end());
    return section;
}

SectionDeclaration columns_section(const std::string& path, std::span<const std::string> columns)
{
    SectionDeclaration section{path, "What the file calls our columns.", {}};
    for (const std::string& column : columns) {
        section.keys.push_back(text_key(column, "the same name", "name of this column in the file"));
    }
    return section;
}

void append_side_file(const std::string& name, const std::vector<std::string>& columns,
                      std::vector<SectionDeclaration>& sections)
{
    const std::string path = "portfolio." + name;
    const std::string same = "that of [portfolio]";
    SectionDeclaration section{path,
                               "A file beside the accounts, with a mapping of its own.",
                               {text_key("file", "required", "CSV file, relative to the file that names it"),
                                table_key("columns", path + ".columns", "`ours = \"theirs\"`")}};
    const std::vector<KeyDeclaration> dialect = dialect_keys({same, same, same, same, same});
    section.keys.insert(section.keys.end(), dialect.begin(), dialect.end());
    sections.push_back(std::move(section));
    sections.push_back(columns_section(path + ".columns", columns));
}

/// What walks the catalogue of account columns: mapping, constants and defaults.
std::vector<SectionDeclaration> account_column_sections()
{
    SectionDeclaration columns{"portfolio.columns", "What the file calls our columns.", {}};
    SectionDeclaration constants{"portfolio.constants", "Values for every account.", {}};
    SectionDeclaration defaults{"portfolio.defaults", "Values for accounts that have none.", {}};
    const auto add = [&](std::string_view name, std::string_view meaning) {
        columns.keys.push_back(text_key(std::string(name), "the same name", std::string(meaning)));
        for (SectionDeclaration* section : {&constants, &defaults}) {
            section->keys.push_back({std::string(name),
                                     KeyType::constant,
                                     section == &constants ? "the column" : "that of the column",
                                     std::string(meaning),
                                     any_number,
                                     {},
                                     {}});
        }
    };
    for (const TextColumnDeclaration& column : text_columns) {
        add(column.name, column.meaning);
    }
    add(status_column, "customer or prospect");
    for (const NumberColumnDeclaration& column : number_columns) {
        add(column.name, column.meaning);
    }
    for (const std::string_view column : fit_rating_columns) {
        add(column, "rating that fit is the mean of, where it is not given");
    }
    for (const FlagColumnDeclaration& column : flag_columns) {
        add(column.name, column.meaning);
    }
    add(currency_column, "code of the currency of the row's money");
    add(manager_column, "who looks after a key account today");
    add(contract_start_column, "date from which the contract runs; gives term or renewal where they are missing");
    return {std::move(columns), std::move(constants), std::move(defaults)};
}

SectionDeclaration units()
{
    SectionDeclaration section{"portfolio.units", "What the numbers of a column are.", {}};
    const auto add = [&](std::string_view name, ColumnUnit kind) {
        const std::vector<std::string> names = unit_names(kind);
        if (!names.empty()) {
            section.keys.push_back(word_key(std::string(name), names,
                                            kind == ColumnUnit::money ? "by `scale`" : "\"" + names.front() + "\"",
                                            "unit of this column in the file"));
        }
    };
    for (const NumberColumnDeclaration& column : number_columns) {
        add(column.name, column.unit);
    }
    for (const std::string_view column : fit_rating_columns) {
        add(column, ColumnUnit::rating);
    }
    return section;
}

} // namespace

std::vector<SectionDeclaration> portfolio_sections()
{
    std::vector<SectionDeclaration> sections{portfolio()};
    for (SectionDeclaration& section : account_column_sections()) {
        sections.push_back(std::move(section));
    }
    sections.push_back(units());
    append_side_file("stakeholders", known_stakeholder_columns(), sections);
    append_side_file("divisions", known_division_columns(), sections);
    append_side_file("managers", known_manager_columns(), sections);
    return sections;
}

} // namespace kamsim
