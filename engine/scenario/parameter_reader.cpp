#include "scenario/parameter_reader.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "kamsim/model/catalogue.hpp"
#include "kamsim/scenario/nearest_name.hpp"
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

/// Moves what nested tables hold to where a quoted path would have put it.
class Flattening {
public:
    Flattening(toml::table& flat, Diagnostics& diagnostics) : flat_(&flat), diagnostics_(&diagnostics) {}

    void take(toml::table& nested, const std::string& prefix)
    {
        for (auto&& [key, node] : nested) {
            const std::string path = prefix.empty() ? std::string(key.str()) : fmt::format("{}.{}", prefix, key.str());
            if (node.is_table() && find_model_entry(path) == nullptr) {
                take(*node.as_table(), path);
            } else if (flat_->contains(path)) {
                diagnostics_->add(position_of(key.source()), fmt::format("parameter \"{}\" is set twice", path));
            } else {
                flat_->insert(toml::key(path, toml::source_region(key.source())), std::move(node));
            }
        }
    }

private:
    toml::table* flat_;
    Diagnostics* diagnostics_;
};

/// @param built_in whose evidence ranges apply
void take_structure_values(const TomlTable& section, Structure& structure, std::size_t built_in, Reading& reading)
{
    for (const StructureEntry& entry : structure_catalogue()) {
        if (const std::optional<double> value = section.number(entry.name)) {
            structure.parameters.*entry.member = *value;
            note_beyond_evidence(section.path_of(entry.name), *value, entry.low[built_in], entry.high[built_in],
                                 entry.unit, reading);
        }
    }
    section.reject_unknown_keys();
}

void take_changed_structure(const TomlTable& section, Structure& structure, std::size_t built_in, Reading& reading)
{
    if (section.node("on") != nullptr) {
        section.error("on", fmt::format("\"{}\" is a built-in structure and stands on no other; leave it out, or give "
                                        "the new structure a name of its own",
                                        structure.name));
    }
    take_structure_values(section, structure, built_in, reading);
}

void take_new_structure(const std::string& name, const TomlTable& section, Experiment& experiment, Reading& reading)
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

void check_commission(const TomlTable& section, const Experiment& experiment)
{
    const LedgerParameters& ledger = experiment.parameters.ledger;
    if (ledger.commission_tier_1 > ledger.commission_tier_2) {
        section.error(section.node("ledger.commission_tier_1") != nullptr ? "ledger.commission_tier_1"
                                                                          : "ledger.commission_tier_2",
                      fmt::format("\"ledger.commission_tier_1\" is {} and above \"ledger.commission_tier_2\", {}; give "
                                  "the tiers in ascending order",
                                  ledger.commission_tier_1, ledger.commission_tier_2));
    }
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

void flatten_parameters(toml::table& document, Diagnostics& diagnostics)
{
    toml::table* parameters = document["parameters"].as_table();
    if (parameters == nullptr) {
        return;
    }
    toml::table nested = std::move(*parameters);
    *parameters = toml::table();
    Flattening(*parameters, diagnostics).take(nested, "");
}

void read_parameters(const TomlTable& document, Experiment& experiment, Reading& reading)
{
    const std::optional<TomlTable> given = document.table("parameters");
    if (!given) {
        return;
    }
    // A path of the catalogue is its own name, without "parameters" before it.
    const TomlTable section(given->raw(), "", scenario_section("parameters"), reading.diagnostics);
    for (const ModelEntry& entry : model_catalogue()) {
        if (const auto value = section.number(entry.path)) {
            entry.in(experiment.parameters) = *value;
            note_beyond_evidence(entry.path, *value, entry.low, entry.high, entry.unit, reading);
        }
    }
    section.reject_unknown_keys();
    check_commission(section, experiment);
}

void read_structures(const TomlTable& document, Experiment& experiment, Reading& reading)
{
    const std::vector<std::string> built_in = structure_names(experiment);
    const std::vector<std::pair<std::string, TomlTable>> sections = document.named_tables("structures");
    for (const auto& [name, section] : sections) {
        const auto found = std::find(built_in.begin(), built_in.end(), name);
        if (found != built_in.end()) {
            const auto index = static_cast<std::size_t>(found - built_in.begin());
            take_changed_structure(section, experiment.structures[index], index, reading);
        }
    }
    for (const auto& [name, section] : sections) {
        if (std::find(built_in.begin(), built_in.end(), name) == built_in.end()) {
            take_new_structure(name, section, experiment, reading);
        }
    }
}

} // namespace kamsim
