#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include "kamsim/model/number_range.hpp"
#include "kamsim/scenario/policy_names.hpp"
#include "scenario/diagnostics.hpp"

namespace kamsim {

/// Where a node stands; a node that an override brought says `--set path=value` instead of a line.
[[nodiscard]] SourcePosition position_of(const toml::node& node);
[[nodiscard]] SourcePosition position_of(const toml::source_region& region);

/// "a number", "a text", ...: what a node is, in words.
[[nodiscard]] std::string_view type_in_words(const toml::node& node);

/// The number of a node, whole or not.
/// @return empty, with an error, where it is no number or outside of `range`
[[nodiscard]] std::optional<double> read_number(const toml::node& node, std::string_view path, const NumberRange& range,
                                                Diagnostics& diagnostics);

/// Typed access to one table of a scenario. Each question makes its key known; what was never asked for is unknown.
/// An answer is empty where the key is missing, and also, with an error, where its value does not fit.
class TomlTable {
public:
    /// @param path of the table in the scenario, empty for the whole file; it starts every key in a message
    TomlTable(const toml::table& table, std::string path, Diagnostics& diagnostics);

    [[nodiscard]] std::optional<double> number(std::string_view key, const NumberRange& range);
    [[nodiscard]] std::optional<std::int64_t> whole_number(std::string_view key, std::int64_t least,
                                                           std::int64_t greatest);
    [[nodiscard]] std::optional<bool> truth(std::string_view key);
    [[nodiscard]] std::optional<std::string> text(std::string_view key);
    [[nodiscard]] std::optional<TomlTable> table(std::string_view key);
    [[nodiscard]] const toml::array* array(std::string_view key);
    /// Whatever stands under the key; nullptr where nothing does.
    [[nodiscard]] const toml::node* node(std::string_view key);

    template <class Enum, std::size_t count>
    [[nodiscard]] std::optional<Enum> choice(std::string_view key, const std::array<NamedValue<Enum>, count>& names)
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
    [[nodiscard]] std::optional<std::size_t> chosen(std::string_view key, const std::vector<std::string>& words);

    /// Adds an error for each key that nobody asked for, with the nearest one that was.
    void reject_unknown_keys() const;

    [[nodiscard]] std::string path_of(std::string_view key) const;
    [[nodiscard]] SourcePosition position() const;
    /// Of the key's value; of the table where the key is missing.
    [[nodiscard]] SourcePosition position(std::string_view key) const;
    [[nodiscard]] const toml::table& raw() const { return *table_; }
    void error(std::string_view key, std::string_view message) const;

private:
    const toml::table* table_;
    std::string path_;
    Diagnostics* diagnostics_;
    std::vector<std::string> known_;
};

} // namespace kamsim
