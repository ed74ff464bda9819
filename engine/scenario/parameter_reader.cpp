#include "scenario/parameter_reader.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "kamsim/model/catalogue.hpp"
#include "scenario/nearest_name.hpp"
#include "scenario/settings_reader.hpp"

namespace kamsim {

namespace {

bool is_money(Unit unit)
{
    return unit == Unit::money || unit == Unit::money_per_year;
}

/// A value outside of what the evidence supports is allowed, and worth a line where assumptions are listed.
void note_beyond_evidence(std::string_view path, double value, double low, double high, Unit unit, Reading& reading)
{
    if (!is_money(unit) && (value < low || value > high)) {
        reading.assumptions.push_back(fmt::format(
            "{}: set to {}, outside of the range {} to {} that the evidence supports", path, value, low, high));
    }
}

std::vector<std::string> parameter_paths()
{
    std::vector<std::string> paths;
    for (const ModelEntry& entry : model_catalogue()) {
        paths.push_back(entry.path);
    }
    return paths;
}

/// Walks the nested tables of [parameters].
class ParameterWalk {
public:
    ParameterWalk(Experiment& experiment, Reading& reading) : experiment_(&experiment), reading_(&reading) {}

    void take(const toml::table& table, const std::string& prefix)
    {
        for (const auto& [key, node] : table) {
            const std::string path = prefix.empty() ? std::string(key.str()) : fmt::format("{}.{}", prefix, key.str());
            if (node.is_table() && find_model_entry(path) == nullptr) {
                take(*node.as_table(), path);
            } else {
                take_value(path, key, node);
            }
        }
    }

private:
    void take_value(const std::string& path, const toml::key& key, const toml::node& node)
    {
        const ModelEntry* entry = find_model_entry(path);
        if (entry == nullptr) {
            reading_->diagnostics.add(position_of(key.source()), fmt::format("unknown parameter \"{}\"{}", path,
                                                                             did_you_mean(path, parameter_paths())));
            return;
        }
        if (!taken_.insert(path).second) {
            reading_->diagnostics.add(position_of(key.source()), fmt::format("parameter \"{}\" is set twice", path));
            return;
        }
        if (const auto value = read_number(node, path, range_of(entry->domain), reading_->diagnostics)) {
            entry->in(experiment_->parameters) = *value;
            note_beyond_evidence(path, *value, entry->low, entry->high, entry->unit, *reading_);
        }
    }

    Experiment* experiment_;
    Reading* reading_;
    std::set<std::string> taken_;
};

/// @param built_in whose evidence ranges apply
void take_structure_values(TomlTable& section, Structure& structure, std::size_t built_in, Reading& reading)
{
    for (const StructureEntry& entry : structure_catalogue()) {
        if (const std::optional<double> value = section.number(entry.name, range_of(entry.domain))) {
            structure.parameters.*entry.member = *value;
            note_beyond_evidence(section.path_of(entry.name), *value, entry.low[built_in], entry.high[built_in],
                                 entry.unit, reading);
        }
    }
    section.reject_unknown_keys();
}

void take_new_structure(const std::string& name, TomlTable& section, Experiment& experiment, Reading& reading)
{
    std::vector<std::string> bases;
    for (int i = 1; i < built_in_structure_count; ++i) {
        bases.emplace_back(kamsim::name(static_cast<BuiltInStructure>(i)));
    }
    if (section.node("on") == nullptr) {
        reading.diagnostics.add(
            section.position(),
            fmt::format("\"{0}\" is no built-in structure{1}; a new one needs on = {2} to say what it "
                        "starts from",
                        name, did_you_mean(name, bases), quoted_list(bases)));
        return;
    }
    const std::optional<std::size_t> base = section.chosen("on", bases);
    if (!base) {
        return;
    }
    Structure structure = experiment.structures[*base + 1];
    structure.name = name;
    take_structure_values(section, structure, *base + 1, reading);
    experiment.structures.push_back(std::move(structure));
}

} // namespace

void take_catalogue_defaults(double currency_per_euro, Experiment& experiment, Reading& reading)
{
    experiment.parameters = default_parameters();
    for (const ModelEntry& entry : model_catalogue()) {
        if (is_money(entry.unit)) {
            entry.in(experiment.parameters) *= currency_per_euro;
        }
    }
    for (int i = 0; i < built_in_structure_count; ++i) {
        experiment.structures.push_back(built_in_structure(static_cast<BuiltInStructure>(i)));
        for (const StructureEntry& entry : structure_catalogue()) {
            if (is_money(entry.unit)) {
                experiment.structures.back().parameters.*entry.member *= currency_per_euro;
            }
        }
    }
    if (currency_per_euro != 1.0) {
        reading.assumptions.push_back(fmt::format("money of the catalogue: thousands of euro times {} are {}",
                                                  currency_per_euro, experiment.currency));
    }
}

void read_parameters(TomlTable& document, Experiment& experiment, Reading& reading)
{
    if (const std::optional<TomlTable> section = document.table("parameters")) {
        ParameterWalk(experiment, reading).take(section->raw(), "");
    }
}

void read_structures(TomlTable& document, Experiment& experiment, Reading& reading)
{
    std::optional<TomlTable> sections = document.table("structures");
    if (!sections) {
        return;
    }
    std::vector<std::string> new_names;
    const std::vector<std::string> built_in = structure_names(experiment);
    for (std::size_t i = 0; i < built_in.size(); ++i) {
        if (std::optional<TomlTable> section = sections->table(built_in[i])) {
            take_structure_values(*section, experiment.structures[i], i, reading);
        }
    }
    for (const auto& [key, node] : sections->raw()) {
        const std::string name(key.str());
        if (std::find(built_in.begin(), built_in.end(), name) != built_in.end()) {
            continue;
        }
        if (std::optional<TomlTable> section = sections->table(name)) {
            take_new_structure(name, *section, experiment, reading);
        }
    }
}

} // namespace kamsim
