#include "scenario/factor_reader.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>

#include <fmt/format.h>

#include "kamsim/model/catalogue.hpp"
#include "kamsim/scenario/nearest_name.hpp"

namespace kamsim {

namespace {

constexpr std::size_t longest_name = 64;
constexpr std::array<NamedValue<FactorScale>, 2> scale_names{{
    {"linear", FactorScale::linear},
    {"logarithmic", FactorScale::logarithmic},
}};
/// Names of dimensions and variables of a sweep's file.
constexpr std::array<std::string_view, 32> reserved_names{"alternative",
                                                          "world",
                                                          "future",
                                                          "point",
                                                          "period",
                                                          "line",
                                                          "measure",
                                                          "quantile",
                                                          "factor",
                                                          "coordinate",
                                                          "failed_point",
                                                          "failure",
                                                          "value",
                                                          "value_low",
                                                          "value_high",
                                                          "difference",
                                                          "best",
                                                          "value_deviation",
                                                          "value_quantile",
                                                          "difference_low",
                                                          "difference_high",
                                                          "shortfall",
                                                          "share_best",
                                                          "chance_of_loss",
                                                          "ledger",
                                                          "lead",
                                                          "lead_low",
                                                          "lead_high",
                                                          "measure_mean",
                                                          "chance_of_loss_low",
                                                          "chance_of_loss_high",
                                                          "world_value"};

/// A value as --set takes it, on one line.
std::string value_text(const toml::node& node)
{
    std::ostringstream stream;
    const auto flags = toml::toml_formatter::default_flags & ~toml::format_flags::allow_multi_line_strings
                       & ~toml::format_flags::allow_literal_strings;
    const toml::array wrapped{node}; // a table alone would be written as a section
    stream << toml::toml_formatter(wrapped, flags);
    std::string text = stream.str();
    std::replace(text.begin(), text.end(), '\n', ' ');
    const auto first = text.find_first_not_of("[ ");
    const auto last = text.find_last_not_of("] ");
    const bool is_array = node.is_array();
    const auto open = text.find('[', text.find('[') + 1);
    const auto close = text.rfind(']', text.rfind(']') - 1);
    return is_array ? text.substr(open, close - open + 1) : text.substr(first, last - first + 1);
}

std::string label_of(const toml::node& node)
{
    if (const auto text = node.value_exact<std::string>()) {
        return *text;
    }
    return node.is_number() ? fmt::format("{:.6g}", node.value_or(0.0)) : value_text(node);
}

bool is_name(std::string_view name)
{
    const auto fits = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9')
               || letter == '_';
    };
    return !name.empty() && name.size() <= longest_name && !(name.front() >= '0' && name.front() <= '9')
           && std::all_of(name.begin(), name.end(), fits);
}

void take_name(const TomlTable& section, Factor& factor)
{
    const auto path = section.text("path").value_or("");
    const bool is_given = section.node("name") != nullptr;
    factor.name = section.text("name").value_or(path.substr(path.rfind('.') + 1));
    if (!is_name(factor.name)) {
        section.error(
            is_given ? "name" : "path",
            fmt::format("\"{}\" is no name of a factor; give \"name\", of letters, digits and _", factor.name));
    } else if (std::find(reserved_names.begin(), reserved_names.end(), factor.name) != reserved_names.end()) {
        section.error(is_given ? "name" : "path",
                      fmt::format("\"{}\" is a name that results use; give the factor another one", factor.name));
    }
}

/// Paths under nested tables, whether they are written "a.b" = 1, or a.b = 1.
void take_settings(const toml::table& table, const std::string& before, FactorLevel& level)
{
    for (const auto& [key, node] : table) {
        const std::string path = before.empty() ? std::string(key.str()) : fmt::format("{}.{}", before, key.str());
        if (const toml::table* inner = node.as_table()) {
            take_settings(*inner, path, level);
        } else {
            level.settings.emplace_back(path, value_text(node));
        }
    }
}

void take_values(const TomlTable& section, const std::string& path, Factor& factor)
{
    const toml::array* values = section.array("values");
    if (values == nullptr) {
        return;
    }
    for (const toml::node& node : *values) {
        factor.levels.push_back({label_of(node), {{path, value_text(node)}}});
        if (node.is_number()) {
            factor.numbers.push_back(node.value_or(0.0));
        }
    }
    if (factor.numbers.size() != factor.levels.size()) {
        factor.numbers.clear();
    }
    if (values->empty()) {
        section.error("values", "the list of values is empty; give one or more");
    }
}

void take_levels(const TomlTable& section, Factor& factor, Diagnostics& diagnostics)
{
    const toml::array* levels = section.array("level");
    if (levels == nullptr) {
        return;
    }
    for (const toml::node& node : *levels) {
        if (!node.is_table()) {
            diagnostics.add(position_of(node), "a level is a table; start it with [[factor.level]]");
            continue;
        }
        const TomlTable table(*node.as_table(), section.path_of("level"), scenario_section("level"), diagnostics);
        FactorLevel level{table.text("label").value_or(""), {}};
        const toml::node* set = table.node("set");
        if (level.label.empty()) {
            table.error("label", "the level needs a \"label\"");
        }
        if (set == nullptr || !set->is_table() || set->as_table()->empty()) {
            table.error("set", "the level needs \"set\", a table of paths and their values");
        } else {
            take_settings(*set->as_table(), "", level);
        }
        table.reject_unknown_keys();
        factor.levels.push_back(std::move(level));
    }
}

struct Range {
    double low = 0.0;
    double high = 0.0;
};

/// The range that the catalogue has from the evidence.
std::optional<Range> evidence_range(const std::string& path)
{
    const ModelEntry* entry = find_model_entry(path);
    if (entry == nullptr || entry->unit == Unit::money || entry->unit == Unit::money_per_year
        || entry->low >= entry->high) {
        return std::nullopt;
    }
    return Range{entry->low, entry->high};
}

std::optional<Range> given_range(const TomlTable& section)
{
    const toml::array* list = section.array("range");
    if (list == nullptr) {
        return std::nullopt;
    }
    const auto number = [&](std::size_t k) { return list->get(k)->value<double>(); };
    if (list->size() != 2 || !list->get(0)->is_number() || !list->get(1)->is_number() || !(number(0) < number(1))) {
        section.error("range", "\"range\" takes two numbers, the lower one first");
        return std::nullopt;
    }
    return Range{*number(0), *number(1)};
}

void check_range(const TomlTable& section, const Factor& factor)
{
    if (factor.scale == FactorScale::logarithmic && factor.low <= 0.0) {
        section.error("range", "a logarithmic range begins above 0");
    }
    const auto is_whole = [](double number) {
        return number == static_cast<double>(static_cast<std::int64_t>(number));
    };
    if (factor.is_whole && !(is_whole(factor.low) && is_whole(factor.high))) {
        section.error("range", "the range of whole numbers begins and ends with one");
    }
}

void take_range(const TomlTable& section, Factor& factor)
{
    auto range = given_range(section);
    if (!range && section.node("range") == nullptr) {
        range = evidence_range(factor.path);
        if (!range) {
            section.error("path",
                          fmt::format("the factor \"{}\" needs \"values\", \"range\" or levels; only parameters "
                                      "of the model that are no money have a range of their own",
                                      factor.name));
        }
    }
    factor.low = range ? range->low : 0.0;
    factor.high = range ? range->high : 1.0;
    factor.scale = section.choice("scale", scale_names).value_or(FactorScale::linear);
    factor.is_whole = section.truth("whole").value_or(false);
    factor.steps = static_cast<int>(section.whole_number("steps").value_or(factor.steps));
    check_range(section, factor);
}

void check_levels(const TomlTable& section, const Factor& factor)
{
    for (std::size_t k = 0; k < factor.levels.size(); ++k) {
        const auto same = [&](const FactorLevel& other) { return other.label == factor.levels[k].label; };
        if (std::any_of(factor.levels.begin(), factor.levels.begin() + static_cast<std::ptrdiff_t>(k), same)) {
            section.error("", fmt::format("the factor \"{}\" takes \"{}\" twice", factor.name, factor.levels[k].label));
        }
    }
    for (const std::string_view key : {"scale", "whole", "steps"}) {
        if (section.node(key) != nullptr) {
            section.error(key, fmt::format("\"{}\" belongs to a range", section.path_of(key)));
        }
    }
}

Factor read_factor(const TomlTable& section, Diagnostics& diagnostics)
{
    Factor factor;
    take_name(section, factor);
    const auto path = section.text("path").value_or("");
    const bool has_levels = section.node("level") != nullptr;
    const bool has_values = section.node("values") != nullptr;
    if (has_levels + has_values + (section.node("range") != nullptr) > 1) {
        section.error("", "give one of \"values\", \"range\" and levels");
    }
    if (has_levels == (section.node("path") != nullptr)) {
        section.error("path", has_levels ? "levels say themselves what they set; leave out \"path\""
                                         : "the factor needs the \"path\" of what it varies, as --set takes it");
    }
    take_levels(section, factor, diagnostics);
    take_values(section, path, factor);
    if (has_levels || has_values) {
        check_levels(section, factor);
    } else {
        factor.path = path;
        take_range(section, factor);
    }
    section.reject_unknown_keys();
    return factor;
}

} // namespace

std::vector<Factor> read_factors(const TomlTable& document, std::string_view key, Diagnostics& diagnostics)
{
    std::vector<Factor> factors;
    const toml::array* list = document.array(key);
    if (list == nullptr) {
        return factors;
    }
    for (const toml::node& node : *list) {
        if (!node.is_table()) {
            diagnostics.add(position_of(node), fmt::format("a {0} is a table; start it with [[{0}]]", key));
            continue;
        }
        const TomlTable section(*node.as_table(), std::string(key), scenario_section("factor"), diagnostics);
        Factor factor = read_factor(section, diagnostics);
        const auto same = [&](const Factor& other) { return other.name == factor.name; };
        if (std::any_of(factors.begin(), factors.end(), same)) {
            section.error("",
                          fmt::format("there are two factors \"{}\"; give one of them another \"name\"", factor.name));
        }
        factors.push_back(std::move(factor));
    }
    return factors;
}

} // namespace kamsim
