#include "kamsim/scenario/factors.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string_view>

#include <fmt/format.h>

namespace kamsim {

namespace {

double between(const Factor& factor, double share)
{
    if (share <= 0.0) {
        return factor.low;
    }
    if (share >= 1.0) {
        return factor.high;
    }
    const double number = factor.scale == FactorScale::logarithmic
                              ? factor.low * std::pow(factor.high / factor.low, share)
                              : factor.low + share * (factor.high - factor.low);
    return factor.is_whole ? std::floor(number + 0.5) : number;
}

std::size_t level_at(const Factor& factor, double coordinate)
{
    if (!(coordinate >= 0.0) || coordinate >= static_cast<double>(factor.levels.size())
        || std::floor(coordinate) != coordinate) {
        throw std::invalid_argument(
            fmt::format("factor \"{}\" has no level with the place {}", factor.name, coordinate));
    }
    return static_cast<std::size_t>(coordinate);
}

/// What a coordinate sets, before names stand in for `*`.
std::vector<std::pair<std::string, std::string>> settings_of(const Factor& factor, double coordinate)
{
    if (std::isnan(coordinate)) {
        return {};
    }
    if (!factor.has_range()) {
        return factor.levels[level_at(factor, coordinate)].settings;
    }
    return {{factor.path, fmt::format("{}", coordinate)}};
}

/// "alternatives.*.attention" for every alternative, "structures.*.load" for every programme.
std::vector<std::string> spread(const std::string& path, const Experiment& experiment)
{
    constexpr std::string_view alternatives = "alternatives.*.";
    constexpr std::string_view structures = "structures.*.";
    std::vector<std::string> paths;
    if (path.starts_with(alternatives)) {
        for (const Alternative& alternative : experiment.alternatives) {
            paths.push_back(fmt::format("alternatives.{}.{}", alternative.name, path.substr(alternatives.size())));
        }
    } else if (path.starts_with(structures)) {
        for (const Structure& structure : experiment.structures) {
            if (structure.is_programme) {
                paths.push_back(fmt::format("structures.{}.{}", structure.name, path.substr(structures.size())));
            }
        }
    } else {
        paths.push_back(path);
    }
    return paths;
}

std::vector<std::string> pairs_of(const Factor& factor, double coordinate, const Experiment& experiment)
{
    std::vector<std::string> pairs;
    for (const auto& [path, value] : settings_of(factor, coordinate)) {
        for (const std::string& place : spread(path, experiment)) {
            pairs.push_back(fmt::format("{}={}", place, value));
        }
    }
    return pairs;
}

/// The ends of a range, or all levels.
std::vector<double> tried(const Factor& factor)
{
    return factor.has_range() ? std::vector{factor.low, factor.high} : factor.grid();
}

} // namespace

std::vector<double> Factor::grid() const
{
    std::vector<double> coordinates;
    if (!has_range()) {
        for (std::size_t k = 0; k < levels.size(); ++k) {
            coordinates.push_back(static_cast<double>(k));
        }
        return coordinates;
    }
    for (int k = 0; k < steps; ++k) {
        coordinates.push_back(between(*this, steps == 1 ? 0.0 : k / static_cast<double>(steps - 1)));
    }
    // Few whole numbers lie in a narrow range.
    coordinates.erase(std::unique(coordinates.begin(), coordinates.end()), coordinates.end());
    return coordinates;
}

double Factor::coordinate_at(double share) const
{
    if (has_range() && is_whole && scale == FactorScale::linear) { // every whole number has the same share
        return std::min(high, low + std::floor(share * (high - low + 1.0)));
    }
    if (has_range()) {
        return between(*this, share);
    }
    const auto count = static_cast<double>(levels.size());
    return std::min(std::floor(share * count), count - 1.0);
}

std::string Factor::text_of(double coordinate) const
{
    if (std::isnan(coordinate)) {
        return "as given";
    }
    return has_range() ? fmt::format("{:.6g}", coordinate) : levels[level_at(*this, coordinate)].label;
}

double Factor::number_of(double coordinate) const
{
    return numbers.empty() || std::isnan(coordinate) ? coordinate : numbers[level_at(*this, coordinate)];
}

FactorSpace::FactorSpace(std::filesystem::path scenario, std::vector<std::string> overrides,
                         std::vector<Factor> factors)
    : scenario_(std::move(scenario)), overrides_(std::move(overrides)), factors_(std::move(factors)),
      base_(read_scenario(scenario_, overrides_))
{
    for (const InputFile& input : base_.inputs) {
        hashes_[input.path] = input.hash;
    }
    read_levels();
}

void FactorSpace::read_levels()
{
    for (const Factor& factor : factors_) {
        const auto coordinates = tried(factor);
        std::vector<std::string> failures;
        for (const double coordinate : coordinates) {
            auto overrides = overrides_;
            const auto own = pairs_of(factor, coordinate, base_.experiment);
            overrides.insert(overrides.end(), own.begin(), own.end());
            try {
                static_cast<void>(read_scenario(scenario_, overrides));
            } catch (const ScenarioError& failure) {
                failures.push_back(fmt::format("factor \"{}\" at {}: {}", factor.name, factor.text_of(coordinate),
                                               failure.errors().front()));
            }
        }
        if (failures.size() == coordinates.size()) {
            throw ScenarioError({fmt::format("nothing that the factor takes makes a scenario: {}", failures.front())});
        }
        warnings_.insert(warnings_.end(), failures.begin(), failures.end());
    }
}

std::vector<std::string> FactorSpace::settings_at(std::span<const double> coordinates) const
{
    if (coordinates.size() != factors_.size()) {
        throw std::invalid_argument(
            fmt::format("a point of {} factors has not {} coordinates", factors_.size(), coordinates.size()));
    }
    std::vector<std::string> settings;
    for (std::size_t k = 0; k < factors_.size(); ++k) {
        const auto own = pairs_of(factors_[k], coordinates[k], base_.experiment);
        settings.insert(settings.end(), own.begin(), own.end());
    }
    return settings;
}

Scenario FactorSpace::scenario_at(std::span<const double> coordinates) const
{
    auto overrides = overrides_;
    const auto settings = settings_at(coordinates);
    overrides.insert(overrides.end(), settings.begin(), settings.end());
    Scenario scenario = read_scenario(scenario_, overrides);
    for (const InputFile& input : scenario.inputs) {
        const auto known = hashes_.find(input.path);
        if (known != hashes_.end() && known->second != input.hash) {
            throw ScenarioError({fmt::format("{} has changed since the work on {} began; bring it back, or begin anew",
                                             input.path, scenario_.string())});
        }
    }
    return scenario;
}

} // namespace kamsim
