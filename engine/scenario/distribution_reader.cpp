#include "scenario/distribution_reader.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

namespace kamsim {

namespace {

using Keys = std::vector<std::string_view>;
using Numbers = std::vector<double>;

enum class Family : std::uint8_t { normal, lognormal, uniform, triangular, pert, beta, discrete, quantiles };

constexpr std::array<NamedValue<Family>, 8> family_names{{
    {"normal", Family::normal},
    {"lognormal", Family::lognormal},
    {"uniform", Family::uniform},
    {"triangular", Family::triangular},
    {"pert", Family::pert},
    {"beta", Family::beta},
    {"discrete", Family::discrete},
    {"quantiles", Family::quantiles},
}};

/// The numbers of one way to name a distribution.
struct Given {
    std::size_t way = 0;
    Numbers numbers;
};

/// Finds the way of which all keys are given; a key of another way beside it is an error.
std::optional<Given> only_way(TomlTable& table, const std::vector<Keys>& ways)
{
    std::optional<Given> found;
    std::size_t given_keys = 0;
    std::vector<std::string> words;
    for (std::size_t way = 0; way < ways.size(); ++way) {
        Given given{way, {}};
        bool is_whole = true;
        for (const std::string_view key : ways[way]) {
            if (table.node(key) == nullptr) {
                is_whole = false;
                continue;
            }
            ++given_keys;
            const std::optional<double> number = table.number(key, any_number);
            if (!number) {
                return std::nullopt; // its error is known
            }
            given.numbers.push_back(*number);
        }
        words.push_back(fmt::format("{}", fmt::join(ways[way], ", ")));
        if (is_whole) {
            found = std::move(given);
        }
    }
    if (!found || found->numbers.size() != given_keys) {
        table.error("distribution",
                    fmt::format("\"{}\" needs {}", table.path_of("distribution"), fmt::join(words, "; or else ")));
        return std::nullopt;
    }
    return found;
}

std::optional<Numbers> numbers_of(TomlTable& table, std::string_view key, Diagnostics& diagnostics)
{
    const toml::array* array = table.array(key);
    if (array == nullptr) {
        if (table.node(key) == nullptr) {
            table.error("distribution",
                        fmt::format("\"{}\" needs \"{}\", an array of numbers", table.path_of("distribution"), key));
        }
        return std::nullopt;
    }
    Numbers numbers;
    for (const toml::node& node : *array) {
        const auto number = read_number(node, table.path_of(key), any_number, diagnostics);
        if (!number) {
            return std::nullopt;
        }
        numbers.push_back(*number);
    }
    return numbers;
}

std::optional<Distribution> read_normal(TomlTable& table)
{
    const auto given = only_way(table, {{"mean", "sd"}, {"q05", "q95"}});
    if (!given) {
        return std::nullopt;
    }
    const Numbers& n = given->numbers;
    return given->way == 0 ? NormalDistribution{n[0], n[1]} : normal_from_quantiles(n[0], n[1]);
}

std::optional<Distribution> read_lognormal(TomlTable& table)
{
    const auto given = only_way(table, {{"median", "sd_log"}, {"q05", "q95"}, {"mean", "sd"}});
    if (!given) {
        return std::nullopt;
    }
    const Numbers& n = given->numbers;
    if (n[0] <= 0.0 || n[1] <= 0.0) {
        table.error("distribution", fmt::format("\"{}\": the numbers of a lognormal distribution are above 0",
                                                table.path_of("distribution")));
        return std::nullopt;
    }
    switch (given->way) {
    case 0: return LognormalDistribution{n[0], n[1]};
    case 1: return lognormal_from_quantiles(n[0], n[1]);
    default: return lognormal_from_mean(n[0], n[1]);
    }
}

std::optional<Distribution> read_beta(TomlTable& table)
{
    const double low = table.number("low", any_number).value_or(0.0);
    const double high = table.number("high", any_number).value_or(1.0);
    const auto given = only_way(table, {{"mean", "sd"}, {"alpha", "beta"}});
    if (!given) {
        return std::nullopt;
    }
    const Numbers& n = given->numbers;
    return given->way == 0 ? beta_from_mean(n[0], n[1], low, high) : BetaDistribution{n[0], n[1], low, high};
}

template <class Shape>
std::optional<Distribution> read_shape(TomlTable& table)
{
    const auto given = only_way(table, {{"low", "mode", "high"}});
    return given ? std::optional<Distribution>(Shape{given->numbers[0], given->numbers[1], given->numbers[2]})
                 : std::nullopt;
}

std::optional<Distribution> read_uniform(TomlTable& table)
{
    const auto given = only_way(table, {{"low", "high"}});
    return given ? std::optional<Distribution>(UniformDistribution{given->numbers[0], given->numbers[1]})
                 : std::nullopt;
}

std::optional<Distribution> read_discrete(TomlTable& table, Diagnostics& diagnostics)
{
    const auto values = numbers_of(table, "values", diagnostics);
    const auto weights = numbers_of(table, "weights", diagnostics);
    if (!values || !weights) {
        return std::nullopt;
    }
    DiscreteDistribution discrete{*values, *weights};
    if (values->size() == weights->size()) {
        std::vector<std::pair<double, double>> pairs;
        std::transform(values->begin(), values->end(), weights->begin(), std::back_inserter(pairs),
                       [](double value, double weight) { return std::pair(value, weight); });
        std::sort(pairs.begin(), pairs.end());
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            discrete.values[i] = pairs[i].first;
            discrete.weights[i] = pairs[i].second;
        }
    }
    return discrete;
}

std::optional<Distribution> read_quantiles(TomlTable& table, Diagnostics& diagnostics)
{
    const auto probabilities = numbers_of(table, "probabilities", diagnostics);
    const auto values = numbers_of(table, "values", diagnostics);
    return probabilities && values ? std::optional<Distribution>(QuantileDistribution{*probabilities, *values})
                                   : std::nullopt;
}

std::optional<Distribution> read_family(Family family, TomlTable& table, Diagnostics& diagnostics)
{
    switch (family) {
    case Family::normal: return read_normal(table);
    case Family::lognormal: return read_lognormal(table);
    case Family::uniform: return read_uniform(table);
    case Family::triangular: return read_shape<TriangularDistribution>(table);
    case Family::pert: return read_shape<PertDistribution>(table);
    case Family::beta: return read_beta(table);
    case Family::discrete: return read_discrete(table, diagnostics);
    case Family::quantiles: break;
    }
    return read_quantiles(table, diagnostics);
}

} // namespace

std::optional<Distribution> read_distribution(TomlTable& table, Diagnostics& diagnostics)
{
    if (table.node("distribution") == nullptr) {
        diagnostics.add(table.position(), fmt::format("\"{}\" says no distribution; give distribution = \"pert\" with "
                                                      "low, mode and high, or another one",
                                                      table.path_of("distribution")));
        return std::nullopt;
    }
    const std::optional<Family> family = table.choice("distribution", family_names);
    std::optional<Distribution> distribution = family ? read_family(*family, table, diagnostics) : std::nullopt;
    if (!distribution) {
        return std::nullopt;
    }
    try {
        require_valid(*distribution);
    } catch (const std::invalid_argument& failure) {
        table.error("distribution", fmt::format("\"{}\": {}", table.path_of("distribution"), failure.what()));
        return std::nullopt;
    }
    return distribution;
}

} // namespace kamsim
