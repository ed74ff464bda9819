#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kamsim/model/number_range.hpp"

namespace kamsim {

/// What may stand under a key of a scenario.
enum class KeyType : std::uint8_t {
    text,
    number,
    whole_number,
    truth,
    word,            ///< one of a fixed list
    texts,           ///< an array of texts
    constant,        ///< a number, a text, or true or false
    table,           ///< one table of `section`
    number_or_table, ///< a number, or one table of `section`
    text_or_table,   ///< a text, or one table of `section`
    named_numbers,   ///< a table of free names, each with a number
    tables,          ///< an array of tables of `section`
    named_tables,    ///< a table of free names, each with a table of `section`
    word_or_table,   ///< one of a fixed list, or one table of `section`
    by_path,         ///< a table of paths, in quotes or nested, each with "evidence" or tables of `section`
    numbers,         ///< an array of numbers
    list,            ///< an array of values that the key of the same name in `section` takes
};

/// One key, declared once: reading, checks, hints, documentation and the JSON Schema walk the declaration.
struct KeyDeclaration {
    std::string name;
    KeyType type{};
    std::string default_value; ///< as TOML writes it, or words where it is no fixed value; empty: nothing stands in
    std::string meaning;
    NumberRange range = any_number; ///< of numbers
    std::vector<std::string> words; ///< of a word, in the order of their values
    std::string section;            ///< of tables: what stands in them
};

/// The keys of one table of a scenario, or of several of the same kind.
struct SectionDeclaration {
    std::string path; ///< for example "simulation", "structures.<name>"; empty for the top of the file
    std::string meaning;
    std::vector<KeyDeclaration> keys;

    /// @return nullptr where the section has no such key
    [[nodiscard]] const KeyDeclaration* find(std::string_view name) const;
};

/// Every section, the top of the file first. A new key is declared here, and then asked for by its reader.
[[nodiscard]] const std::vector<SectionDeclaration>& scenario_sections();

/// Sections of the files that say what experiments with a scenario vary (docs/formats/sweep.md).
[[nodiscard]] const std::vector<SectionDeclaration>& experiment_file_sections();

/// A section of scenarios or of those files.
/// @throws std::logic_error where there is no such section
[[nodiscard]] const SectionDeclaration& scenario_section(std::string_view path);

/// Whether the default is a value that could be written into the scenario, rather than words.
[[nodiscard]] bool is_default_a_value(const KeyDeclaration& key);

} // namespace kamsim
