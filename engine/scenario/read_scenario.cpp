#include "kamsim/scenario/read_scenario.hpp"

#include <fmt/format.h>

#include "scenario/alternatives_reader.hpp"
#include "scenario/input_files.hpp"
#include "scenario/overrides.hpp"
#include "scenario/parameter_reader.hpp"
#include "scenario/portfolio_reader.hpp"
#include "scenario/reading.hpp"
#include "scenario/settings_reader.hpp"
#include "scenario/uncertainty_reader.hpp"

namespace kamsim {

namespace {

std::string read_text(const std::filesystem::path& file)
{
    try {
        return read_file(file);
    } catch (const std::runtime_error& failure) {
        throw ScenarioError({fmt::format("{}: cannot read the scenario: {}", file.string(), failure.what())});
    }
}

toml::table parse_document(const std::string& text, const std::string& name)
{
    try {
        return toml::parse(text, name);
    } catch (const toml::parse_error& failure) {
        throw ScenarioError({fmt::format("{}: {}", to_string(position_of(failure.source())), failure.description())});
    }
}

/// Reads the parts in the order in which they need one another.
Experiment read_experiment(const toml::table& raw, Reading& reading)
{
    Experiment experiment;
    TomlTable document(raw, "", reading.diagnostics);
    read_simulation(document, experiment, reading);
    const double currency_per_euro = read_portfolio(document, experiment, reading);
    take_catalogue_defaults(currency_per_euro, experiment, reading);
    read_parameters(document, experiment, reading);
    read_structures(document, experiment, reading);
    read_today(document, experiment, reading);
    read_firm(document, experiment);
    read_alternatives(document, experiment, reading);
    read_uncertainty(document, currency_per_euro, experiment, reading);
    document.reject_unknown_keys();
    return experiment;
}

void check(const Experiment& experiment, const std::string& name)
{
    try {
        validate(experiment);
    } catch (const std::invalid_argument& failure) {
        throw ScenarioError({fmt::format("{}: {}", name, failure.what())});
    }
}

} // namespace

ScenarioError::ScenarioError(std::vector<std::string> errors)
    : std::runtime_error(fmt::format("{}", fmt::join(errors, "\n"))), errors_(std::move(errors))
{}

Scenario read_scenario(const std::filesystem::path& file, const std::vector<std::string>& overrides)
{
    Scenario scenario;
    scenario.text = read_text(file);
    scenario.overrides = overrides;
    toml::table document = parse_document(scenario.text, file.string());

    Reading reading;
    reading.folder = file.parent_path();
    reading.inputs.push_back({file.string(), content_hash(scenario.text)});
    take_default_alternatives(document);
    apply_overrides(document, overrides, reading.diagnostics);
    scenario.experiment = read_experiment(document, reading);
    if (!reading.diagnostics.empty()) {
        throw ScenarioError(reading.diagnostics.errors());
    }
    check(scenario.experiment, file.string());
    scenario.inputs = std::move(reading.inputs);
    scenario.assumptions = std::move(reading.assumptions);
    return scenario;
}

} // namespace kamsim
