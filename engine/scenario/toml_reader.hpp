#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <toml++/toml.h>

#include "kamsim/scenario/policy_names.hpp"
#include "kamsim/scenario/scenario_keys.hpp"
#include "scenario/diagnostics.hpp"

namespace kamsim {

/// Where a node stands; a node that an override brought says `--set path=value` instead of a line.
[[nodiscard]] SourcePosition position_of(const toml::node& node);
[[nodiscard]] SourcePosition position_of(const toml::source_region& region);

/// "a number", "a text", ...: what a node is, in words.
[[nodiscard]] std::string_view type_in_words(const toml::node& node);

/// Parses a file's text, whose values then know where they stand.
/// @param name of the file, for messages
/// @throws ScenarioError where it is no TOML in UTF-8
[[nodiscard]] toml::table parse_document(const std::string& text, const std::string& name);

/// A text of an array, and where it stands.
struct PlacedText {
    std::string text;
    SourcePosition position;
};

/// Typed access to one table of a scenario, whose keys are declared (kamsim/scenario/scenario_keys.hpp). An answer is
/// empty where the key is missing, and also, with an error, where its value does not fit the declaration.
/// Every question throws std::logic_error for a key that is not declared.
class TomlTable {
public:
    /// @param path of the table in the scenario, empty for the whole file; it starts every key in a message
    TomlTable(const toml::table& table, std::string path, const SectionDeclaration& section, Diagnostics& diagnostics);

    [[nodiscard]] std::optional<double> number(std::string_view key) const;
    [[nodiscard]] std::optional<std::int64_t> whole_number(std::string_view key) const;
    [[nodiscard]] std::optional<bool> truth(std::string_view key) const;
    [[nodiscard]] std::optional<std::string> text(std::string_view key) const;
    /// Each text with the place where it stands.
    [[nodiscard]] std::optional<std::vector<PlacedText>> texts(std::string_view key) const;
    [[nodiscard]] std::optional<TomlTable> table(std::string_view key) const;
    /// The tables under a key of free names, in the order of the names.
    [[nodiscard]] std::vector<std::pair<std::string, TomlTable>> named_tables(std::string_view key) const;
    /// The numbers under a key of free names, each within the key's range.
    [[nodiscard]] std::vector<std::pair<std::string, double>> named_numbers(std::string_view key) const;
    [[nodiscard]] const toml::array* array(std::string_view key) const;
    /// Whatever stands under the key; nullptr where nothing does.
    [[nodiscard]] const toml::node* node(std::string_view key) const;

    template <class Enum, std::size_t count>
    [[nodiscard]] std::optional<Enum> choice(std::string_view key,
                                             const std::array<NamedValue<Enum>, count>& names) const
    {
        std::vector<std::string> words;
        words.reserve(count);
        for (const NamedValue<Enum>& named : names) {
            words.emplace_back(named.name);
        }
        const std::optional<std::size_t> index = chosen(key, words);
        return index ? std::optional<Enum>(names[*index].value) : std::nullopt;
    }

    /// Index of the word that stands under the key.
    [[nodiscard]] std::optional<std::size_t> chosen(std::string_view key, const std::vector<std::string>& words) const;

    /// Adds an error for each key that is not declared, with the nearest one that is.
    void reject_unknown_keys() const;

    [[nodiscard]] std::string path_of(std::string_view key) const;
    /// Of the table; of the file alone where nothing in it came from a file.
    [[nodiscard]] SourcePosition position() const;
    /// Of the key's value; of the table where the key is missing.
    [[nodiscard]] SourcePosition position(std::string_view key) const;
    [[nodiscard]] const toml::table& raw() const { return *table_; }
    void error(std::string_view key, std::string_view message) const;

private:
    [[nodiscard]] std::optional<double> number_of(const toml::node& node, std::string_view path,
                                                  const NumberRange& range) const;
    [[nodiscard]] const KeyDeclaration& declared(std::string_view key) const;

    const toml::table* table_;
    std::string path_;
    const SectionDeclaration* section_;
    Diagnostics* diagnostics_;
};

} // namespace kamsim
