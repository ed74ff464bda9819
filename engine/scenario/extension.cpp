#include "scenario/extension.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "scenario/input_files.hpp"
#include "scenario/parameter_reader.hpp"

namespace kamsim {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 2> same_in_other_words{{
    {"structure", "plan"},
    {"period", "periods_per_year"},
}};

[[noreturn]] void refuse(const SourcePosition& position, const std::string& message)
{
    Diagnostics diagnostics;
    diagnostics.add(position, message);
    throw ScenarioError(diagnostics.errors());
}

toml::table* find_by_name(toml::array& tables, const std::string& name)
{
    for (toml::node& node : tables) {
        toml::table* table = node.as_table();
        if (table != nullptr && !name.empty() && (*table)["name"].value_or(std::string()) == name) {
            return table;
        }
    }
    return nullptr;
}

void lay_over(toml::table& base, toml::table& changes);

/// A distribution is one value: half of one and half of another would be none.
bool is_merged(const toml::node& base, const toml::node& change)
{
    return base.is_table() && change.is_table() && !change.as_table()->contains("distribution");
}

/// An alternative of the same name is changed, another one is added.
void lay_alternatives_over(toml::array& base, toml::array& changes)
{
    for (toml::node& node : changes) {
        toml::table* change = node.as_table();
        const std::string name = change == nullptr ? std::string() : (*change)["name"].value_or(std::string());
        if (toml::table* found = find_by_name(base, name)) {
            lay_over(*found, *change);
        } else {
            base.push_back(std::move(node));
        }
    }
}

/// Moves the changes, since a copy of a node would forget where it stands.
void lay_over(toml::table& base, toml::table& changes)
{
    for (auto&& [key, node] : changes) {
        toml::node* old = base.get(key);
        if (old != nullptr && is_merged(*old, node)) {
            lay_over(*old->as_table(), *node.as_table());
        } else if (old != nullptr && key == "alternatives" && old->is_array() && node.is_array()) {
            lay_alternatives_over(*old->as_array(), *node.as_array());
        } else {
            erase_what_it_replaces(base, key);
            base.insert_or_assign(key, std::move(node));
        }
    }
}

/// Follows `extends` from file to file.
class Chain {
public:
    explicit Chain(Reading& reading) : reading_(&reading) {}

    toml::table read(const std::filesystem::path& file, const std::string& text)
    {
        files_.push_back(file);
        toml::table document = parse_document(text, file.string());
        flatten_parameters(document, reading_->diagnostics);
        const toml::node* extends = document.get("extends");
        if (extends == nullptr) {
            return document;
        }
        const std::optional<std::string> base_name = extends->value_exact<std::string>();
        if (!base_name) {
            return document; // the wrong type is reported with everything else
        }
        const SourcePosition position = position_of(*extends);
        const std::filesystem::path base_file = (file.parent_path() / *base_name).lexically_normal();
        refuse_circle(base_file, position);
        toml::table base = read_base(base_file, *base_name, position);
        lay_over(base, document);
        return base;
    }

private:
    toml::table read_base(const std::filesystem::path& file, const std::string& name, const SourcePosition& position)
    {
        std::string text;
        try {
            text = read_file(file);
        } catch (const std::runtime_error& failure) {
            refuse(position, fmt::format("cannot read \"{}\", which this scenario extends (looked for {}): {}", name,
                                         file.string(), failure.what()));
        }
        reading_->inputs.push_back({name, content_hash(text)});
        reading_->bases.push_back({name, text});
        return read(file, text);
    }

    void refuse_circle(const std::filesystem::path& next, const SourcePosition& position) const
    {
        const auto is_next = [&](const std::filesystem::path& file) {
            std::error_code ignored;
            return std::filesystem::equivalent(file, next, ignored);
        };
        const auto first = std::find_if(files_.begin(), files_.end(), is_next);
        if (first == files_.end()) {
            return;
        }
        std::string chain;
        for (auto file = first; file != files_.end(); ++file) {
            chain += file->filename().string() + " extends ";
        }
        refuse(position, fmt::format("scenarios extend one another in a circle: {}{}; one of them must stand alone",
                                     chain, first->filename().string()));
    }

    Reading* reading_;
    std::vector<std::filesystem::path> files_;
};

} // namespace

void erase_what_it_replaces(toml::table& table, std::string_view key)
{
    for (const auto& [one, other] : same_in_other_words) {
        if (key == one) {
            table.erase(other);
        } else if (key == other) {
            table.erase(one);
        }
    }
}

toml::table read_with_bases(const std::filesystem::path& file, const std::string& text, Reading& reading)
{
    return Chain(reading).read(file, text);
}

} // namespace kamsim
