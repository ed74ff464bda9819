#include "scenario/uncertain_targets.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "kamsim/model/account_columns.hpp"
#include "kamsim/model/catalogue.hpp"

namespace kamsim {

namespace {

constexpr std::string_view discount_rate_path = "discount_rate";
constexpr std::string_view accounts_prefix = "accounts.";
constexpr NumberRange flag_range{0.0, 1.0, "0 or 1"};

bool is_money(Unit unit)
{
    return unit == Unit::money || unit == Unit::money_per_year;
}

std::string path_in_structure(const std::string& structure, const std::string& parameter)
{
    return fmt::format("structures.{}.{}", structure, parameter);
}

/// The key itself, in quotes, or nested tables.
bool contains_path(const toml::table& table, const std::string& path)
{
    return table.contains(path) || static_cast<bool>(table.at_path(path));
}

} // namespace

UncertainInput input_from_evidence(const std::string& path, const UncertainPlace& place)
{
    UncertainInput input;
    input.name = path;
    input.target = place.target;
    input.entry = place.entry;
    input.structures = place.structures;
    input.distribution = pert_from_range(place.evidence->low, place.evidence->mode, place.evidence->high);
    input.minimum = place.range.least;
    input.maximum = place.range.greatest;
    return input;
}

std::optional<EvidenceRange> UncertainPlaces::range_of_entry(double low, double mode, double high, Unit unit) const
{
    if (!(low < high)) {
        return std::nullopt;
    }
    const double scale = is_money(unit) ? currency_per_euro_ : 1.0;
    return EvidenceRange{low * scale, mode * scale, high * scale};
}

bool UncertainPlaces::sets_parameter(const std::string& path) const
{
    const toml::table* parameters = document_["parameters"].as_table();
    return parameters != nullptr && contains_path(*parameters, path);
}

bool UncertainPlaces::sets_in_structure(std::size_t structure, const std::string& parameter) const
{
    return static_cast<bool>(document_["structures"][experiment_.structures[structure].name][parameter]);
}

std::size_t UncertainPlaces::built_in_below(std::size_t structure) const
{
    if (structure < built_in_structure_count) {
        return structure;
    }
    const auto on = document_["structures"][experiment_.structures[structure].name]["on"].value<std::string>();
    for (std::size_t k = 0; on && k < built_in_structure_count; ++k) {
        if (experiment_.structures[k].name == *on) {
            return k;
        }
    }
    return structure;
}

std::vector<bool> UncertainPlaces::structures_in_use() const
{
    std::vector<bool> used(experiment_.structures.size(), false);
    used[static_cast<std::size_t>(experiment_.today.structure)] = true;
    for (const Alternative& alternative : experiment_.alternatives) {
        for (const PlannedStructure& step : alternative.plan) {
            used[static_cast<std::size_t>(step.structure)] = true;
        }
    }
    return used;
}

UncertainPlace UncertainPlaces::place_in_structure(std::size_t structure, std::size_t entry) const
{
    const StructureEntry& parameter = structure_catalogue()[entry];
    const std::size_t built_in = built_in_below(structure);
    UncertainPlace place;
    place.target = UncertainTarget::structure_parameter;
    place.entry = entry;
    place.structures.push_back(static_cast<int>(structure));
    for (std::size_t other = built_in_structure_count; other < experiment_.structures.size(); ++other) {
        if (other != structure && built_in_below(other) == structure && !sets_in_structure(other, parameter.name)) {
            place.structures.push_back(static_cast<int>(other));
        }
    }
    place.range = range_of(parameter.domain);
    if (built_in < built_in_structure_count) {
        place.evidence = range_of_entry(parameter.low[built_in], parameter.defaults[built_in], parameter.high[built_in],
                                        parameter.unit);
    }
    return place;
}

std::optional<UncertainPlace> UncertainPlaces::find_in_structure(const std::string& path) const
{
    for (std::size_t structure = 1; structure < experiment_.structures.size(); ++structure) {
        for (std::size_t entry = 0; entry < structure_catalogue().size(); ++entry) {
            if (path == path_in_structure(experiment_.structures[structure].name, structure_catalogue()[entry].name)) {
                return place_in_structure(structure, entry);
            }
        }
    }
    return std::nullopt;
}

std::optional<UncertainPlace> UncertainPlaces::find_column(const std::string& name) const
{
    for (std::size_t entry = 0; entry < number_columns.size(); ++entry) {
        if (number_columns[entry].name == name) {
            return UncertainPlace{UncertainTarget::account_number, entry, {}, number_columns[entry].range, {}};
        }
    }
    for (std::size_t entry = 0; entry < flag_columns.size(); ++entry) {
        if (flag_columns[entry].name == name) {
            return UncertainPlace{UncertainTarget::account_flag, entry, {}, flag_range, {}};
        }
    }
    return std::nullopt;
}

std::optional<UncertainPlace> UncertainPlaces::find(const std::string& path) const
{
    if (path == discount_rate_path) {
        return UncertainPlace{UncertainTarget::discount_rate, 0, {}, discount_range, {}};
    }
    if (path.starts_with(accounts_prefix)) {
        return find_column(path.substr(accounts_prefix.size()));
    }
    if (const ModelEntry* entry = find_model_entry(path)) {
        return UncertainPlace{UncertainTarget::model_parameter,
                              static_cast<std::size_t>(entry - model_catalogue().data()),
                              {},
                              range_of(entry->domain),
                              range_of_entry(entry->low, entry->default_value, entry->high, entry->unit)};
    }
    return find_in_structure(path);
}

std::vector<std::string> UncertainPlaces::known_paths() const
{
    std::vector<std::string> paths{std::string(discount_rate_path)};
    for (const NumberColumnDeclaration& column : number_columns) {
        paths.push_back(std::string(accounts_prefix) + std::string(column.name));
    }
    for (const FlagColumnDeclaration& column : flag_columns) {
        paths.push_back(std::string(accounts_prefix) + std::string(column.name));
    }
    for (const ModelEntry& entry : model_catalogue()) {
        paths.push_back(entry.path);
    }
    for (std::size_t structure = 1; structure < experiment_.structures.size(); ++structure) {
        for (const StructureEntry& entry : structure_catalogue()) {
            paths.push_back(path_in_structure(experiment_.structures[structure].name, entry.name));
        }
    }
    return paths;
}

/// Structures of one family share the draws of what they share.
void UncertainPlaces::add_structure_inputs(std::size_t built_in, std::vector<UncertainInput>& inputs) const
{
    const std::vector<bool> used = structures_in_use();
    for (std::size_t entry = 0; entry < structure_catalogue().size(); ++entry) {
        const std::string& parameter = structure_catalogue()[entry].name;
        UncertainPlace place = place_in_structure(built_in, entry);
        std::erase_if(place.structures, [&](int structure) { return !used[static_cast<std::size_t>(structure)]; });
        if (!place.evidence || place.structures.empty() || sets_in_structure(built_in, parameter)) {
            continue;
        }
        const auto first = static_cast<std::size_t>(place.structures.front());
        inputs.push_back(input_from_evidence(path_in_structure(experiment_.structures[first].name, parameter), place));
    }
}

std::vector<UncertainInput> UncertainPlaces::evidence_inputs() const
{
    std::vector<UncertainInput> inputs;
    for (const ModelEntry& entry : model_catalogue()) {
        const auto place = find(entry.path);
        if (place->evidence && !sets_parameter(entry.path)) {
            inputs.push_back(input_from_evidence(entry.path, *place));
        }
    }
    for (std::size_t built_in = 1; built_in < built_in_structure_count; ++built_in) {
        add_structure_inputs(built_in, inputs);
    }
    return inputs;
}

} // namespace kamsim
