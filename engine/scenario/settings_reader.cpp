#include "scenario/settings_reader.hpp"

#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace kamsim {

namespace {

constexpr double default_years = 7.0;
constexpr NumberRange horizon_range{smallest_positive_number, 100.0, "above 0 and at most 100 years"};
constexpr NumberRange discount_range{0.0, 10.0, "between 0 and 10, a share and no percentage"};
constexpr std::int64_t most_replications = std::numeric_limits<std::uint32_t>::max();
constexpr std::int64_t most_periods_per_year = 365;

void take_horizon(TomlTable& section, Experiment& experiment)
{
    const double years = section.number("years", horizon_range).value_or(default_years);
    experiment.periods = rounded_periods(years, experiment.periods_per_year);
    if (experiment.periods < 1) {
        section.error("years",
                      fmt::format("\"{}\" is {}, less than half of a period; with {} periods a year the shortest "
                                  "horizon is {}",
                                  section.path_of("years"), years, experiment.periods_per_year,
                                  1.0 / experiment.periods_per_year));
    }
}

/// Managers whom the portfolio names have nothing to do where no programme stands.
void list_unused_managers(const Experiment& experiment, Reading& reading)
{
    const auto structure = static_cast<std::size_t>(experiment.today.structure);
    if (!experiment.today.managers.empty() && !experiment.structures[structure].is_programme) {
        reading.assumptions.emplace_back(
            "manager: no programme stands today, so the managers named have nothing to look "
            "after; \"today.structure\" says which one does");
    }
}

} // namespace

void read_simulation(TomlTable& document, Experiment& experiment, Reading& reading)
{
    experiment.title = document.text("title").value_or(experiment.title);
    const toml::table nothing;
    std::optional<TomlTable> given = document.table("simulation");
    TomlTable section = given ? *given : TomlTable(nothing, "simulation", reading.diagnostics);

    constexpr std::int64_t largest_seed = std::numeric_limits<std::int64_t>::max();
    experiment.seed = static_cast<std::uint64_t>(section.whole_number("seed", 0, largest_seed).value_or(1));
    experiment.replications =
        section.whole_number("replications", 1, most_replications).value_or(experiment.replications);
    experiment.periods_per_year = static_cast<int>(
        section.whole_number("periods_per_year", 1, most_periods_per_year).value_or(experiment.periods_per_year));
    take_horizon(section, experiment);
    experiment.discount_rate = section.number("discount_rate", discount_range).value_or(experiment.discount_rate);
    experiment.booking = section.choice("booking", booking_names).value_or(experiment.booking);
    experiment.first_period_at_risk = section.truth("first_period_at_risk").value_or(experiment.first_period_at_risk);
    experiment.include_residual = section.truth("residual").value_or(experiment.include_residual);
    section.reject_unknown_keys();
}

void read_today(TomlTable& document, Experiment& experiment, Reading& reading)
{
    std::optional<TomlTable> section = document.table("today");
    if (!section) {
        reading.assumptions.emplace_back("today: not given; no programme stands before the first day");
        list_unused_managers(experiment, reading);
        return;
    }
    const std::optional<std::size_t> structure = section->chosen("structure", structure_names(experiment));
    experiment.today.structure = static_cast<int>(structure.value_or(0));
    experiment.today.programme_age = section->number("programme_age", non_negative_number).value_or(0.0);
    experiment.today.manager_proficiency = section->number("manager_proficiency", unit_interval);
    section->reject_unknown_keys();
    list_unused_managers(experiment, reading);

    const auto index = static_cast<std::size_t>(experiment.today.structure);
    if (!experiment.structures[index].is_programme) {
        for (const std::string_view key : {"programme_age", "manager_proficiency"}) {
            if (section->number(key, any_number).value_or(0.0) > 0.0) {
                section->error(key, fmt::format("\"{}\" describes a programme, and today's structure is \"none\"; name "
                                                "the structure that stands today",
                                                section->path_of(key)));
            }
        }
    }
}

void read_firm(TomlTable& document, Experiment& experiment)
{
    std::optional<TomlTable> section = document.table("firm");
    if (!section) {
        return;
    }
    experiment.firm.cash_buffer = section->number("cash_buffer", any_number).value_or(0.0);
    experiment.firm.yearly_overheads = section->number("yearly_overheads", non_negative_number).value_or(0.0);
    section->reject_unknown_keys();
}

std::vector<std::string> structure_names(const Experiment& experiment)
{
    std::vector<std::string> names;
    for (const Structure& structure : experiment.structures) {
        names.push_back(structure.name);
    }
    return names;
}

} // namespace kamsim
