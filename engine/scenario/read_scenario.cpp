#include "kamsim/scenario/read_scenario.hpp"

#include <fmt/format.h>

#include "scenario/alternatives_reader.hpp"
#include "scenario/cross_reader.hpp"
#include "scenario/extension.hpp"
#include "scenario/input_files.hpp"
#include "scenario/overrides.hpp"
#include "scenario/parameter_reader.hpp"
#include "scenario/portfolio_reader.hpp"
#include "scenario/precision_reader.hpp"
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
        Diagnostics diagnostics(file.string());
        diagnostics.add({}, fmt::format("cannot read the scenario: {}", failure.what()));
        throw ScenarioError(diagnostics.errors());
    }
}

/// Reads the parts in the order in which they need one another.
void read_document(const toml::table& raw, Scenario& scenario, Reading& reading)
{
    Experiment& experiment = scenario.experiment;
    const TomlTable document(raw, "", scenario_section(""), reading.diagnostics);
    read_simulation(document, experiment, reading);
    const double currency_per_euro = read_portfolio(document, experiment, reading);
    take_catalogue_defaults(currency_per_euro, experiment, reading);
    read_parameters(document, experiment, reading);
    read_structures(document, experiment, reading);
    read_today(document, experiment, reading);
    read_firm(document, experiment);
    read_alternatives(document, experiment, reading);
    read_uncertainty(document, currency_per_euro, experiment, reading);
    scenario.precision = read_precision(document, experiment, reading);
    static_cast<void>(document.text("extends"));
    document.reject_unknown_keys();
}

/// The readers refuse all that can go wrong, in words of the scenario; this is the last line of defence.
void check(const Experiment& experiment, const std::string& name)
{
    try {
        validate(experiment);
    } catch (const std::invalid_argument& failure) {
        Diagnostics diagnostics(name);
        diagnostics.add({}, failure.what());
        throw ScenarioError(diagnostics.errors());
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
    Reading reading;
    reading.folder = file.parent_path();
    reading.diagnostics = Diagnostics(file.string());
    reading.inputs.push_back({file.string(), content_hash(scenario.text)});
    toml::table document = read_with_bases(file, scenario.text, reading);

    apply_overrides(document, overrides, OverrideStage::document, reading.diagnostics);
    take_default_alternatives(document);
    spread_cross(document);
    apply_overrides(document, overrides, OverrideStage::alternatives, reading.diagnostics);
    read_document(document, scenario, reading);
    if (!reading.diagnostics.empty()) {
        throw ScenarioError(reading.diagnostics.errors());
    }
    check(scenario.experiment, file.string());
    scenario.bases = std::move(reading.bases);
    scenario.inputs = std::move(reading.inputs);
    scenario.assumptions = std::move(reading.assumptions);
    return scenario;
}

} // namespace kamsim
