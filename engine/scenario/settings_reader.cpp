#include "scenario/settings_reader.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>

namespace kamsim {

namespace {

constexpr double default_years = 7.0;

/// Periods a year, in the order of the words of "simulation.period".
constexpr std::array<int, 3> periods_per_year_of_words{1, 4, 12};

void take_period(const TomlTable& section, Experiment& experiment)
{
    if (section.node("period") != nullptr && section.node("periods_per_year") != nullptr) {
        section.error("periods_per_year",
                      "\"simulation.period\" and \"simulation.periods_per_year\" say the same; leave one of them out");
    }
    const auto number = section.whole_number("periods_per_year");
    experiment.periods_per_year = static_cast<int>(number.value_or(experiment.periods_per_year));
    if (const auto period = section.chosen("period", scenario_section("simulation").find("period")->words)) {
        experiment.periods_per_year = periods_per_year_of_words.at(*period);
    }
}

void take_horizon(const TomlTable& section, Experiment& experiment)
{
    const double years = section.number("years").value_or(default_years);
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

void read_simulation(const TomlTable& document, Experiment& experiment, Reading& reading)
{
    experiment.title = document.text("title").value_or(experiment.title);
    const toml::table nothing;
    const std::optional<TomlTable> given = document.table("simulation");
    const TomlTable section =
        given ? *given : TomlTable(nothing, "simulation", scenario_section("simulation"), reading.diagnostics);

    experiment.seed = static_cast<std::uint64_t>(section.whole_number("seed").value_or(1));
    experiment.replications = section.whole_number("replications").value_or(experiment.replications);
    take_period(section, experiment);
    take_horizon(section, experiment);
    experiment.discount_rate = section.number("discount_rate").value_or(experiment.discount_rate);
    experiment.booking = section.choice("booking", booking_names).value_or(experiment.booking);
    experiment.first_period_at_risk = section.truth("first_period_at_risk").value_or(experiment.first_period_at_risk);
    experiment.include_residual = section.truth("residual").value_or(experiment.include_residual);
    section.reject_unknown_keys();
}

void read_today(const TomlTable& document, Experiment& experiment, Reading& reading)
{
    const std::optional<TomlTable> section = document.table("today");
    if (!section) {
        reading.assumptions.emplace_back("today: not given; no programme stands before the first day");
        list_unused_managers(experiment, reading);
        return;
    }
    const std::optional<std::size_t> structure = section->chosen("structure", structure_names(experiment));
    experiment.today.structure = static_cast<int>(structure.value_or(0));
    experiment.today.programme_age = section->number("programme_age").value_or(0.0);
    experiment.today.manager_proficiency = section->number("manager_proficiency");
    section->reject_unknown_keys();
    list_unused_managers(experiment, reading);

    const auto index = static_cast<std::size_t>(experiment.today.structure);
    if (!experiment.structures[index].is_programme) {
        const std::array<std::pair<std::string_view, double>, 2> of_programmes{
            {{"programme_age", experiment.today.programme_age},
             {"manager_proficiency", experiment.today.manager_proficiency.value_or(0.0)}}};
        for (const auto& [key, value] : of_programmes) {
            if (value > 0.0) {
                section->error(key, fmt::format("\"{}\" describes a programme, and today's structure is \"none\"; name "
                                                "the structure that stands today",
                                                section->path_of(key)));
            }
        }
    }
}

void read_firm(const TomlTable& document, Experiment& experiment)
{
    const std::optional<TomlTable> section = document.table("firm");
    if (!section) {
        return;
    }
    experiment.firm.cash_buffer = section->number("cash_buffer").value_or(0.0);
    experiment.firm.yearly_overheads = section->number("yearly_overheads").value_or(0.0);
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
