#include "scenario/distribution_reader.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

namespace kamsim {

namespace {

using Keys = std::vector<std::string_view>;
using Numbers = std::vector<double>;

constexpr std::array<std::string_view, 11> number_keys{"mean", "sd",   "q05",  "q95",   "median", "sd_log",
                                                       "low",  "mode", "high", "alpha", "beta"};
constexpr std::array<std::string_view, 3> array_keys{"values", "weights", "probabilities"};

/// What the table gives of the shape, whatever the family.
class Shape {
public:
    /// Numbers that are none are errors, and then missing.
    Shape(const TomlTable& table, Diagnostics& diagnostics) : table_(table)
    {
        for (const std::string_view key : number_keys) {
            if (const auto number = table.number(key)) {
                numbers_[key] = *number;
            }
        }
        for (const std::string_view key : array_keys) {
            if (const toml::array* array = table.array(key)) {
                read_array(key, *array, diagnostics);
            }
        }
    }

    /// The numbers of the one way to name the distribution of which all are given, and nothing else is.
    /// @param ways the keys of each
    /// @param optional keys that may stand beside any of them
    /// @return empty, with an error, where there is none
    [[nodiscard]] std::optional<std::pair<std::size_t, Numbers>> only_way(const std::vector<Keys>& ways,
                                                                          const Keys& optional = {}) const
    {
        for (std::size_t way = 0; way < ways.size(); ++way) {
            Numbers numbers;
            std::size_t beside = 0;
            for (const std::string_view key : ways[way]) {
                if (const auto found = numbers_.find(key); found != numbers_.end()) {
                    numbers.push_back(found->second);
                }
            }
            for (const std::string_view key : optional) {
                beside += numbers_.count(key);
            }
            if (numbers.size() == ways[way].size() && numbers_.size() == numbers.size() + beside && arrays_.empty()) {
                return std::pair(way, numbers);
            }
        }
        refuse(ways, optional);
        return std::nullopt;
    }

    [[nodiscard]] std::optional<std::pair<Numbers, Numbers>> only_arrays(std::string_view first,
                                                                         std::string_view second) const
    {
        const auto one = arrays_.find(first);
        const auto other = arrays_.find(second);
        if (one == arrays_.end() || other == arrays_.end() || arrays_.size() > 2 || !numbers_.empty()) {
            refuse({{first, second}}, {});
            return std::nullopt;
        }
        return std::pair(one->second, other->second);
    }

    [[nodiscard]] double number_or(std::string_view key, double otherwise) const
    {
        const auto found = numbers_.find(key);
        return found == numbers_.end() ? otherwise : found->second;
    }

    [[nodiscard]] const TomlTable& table() const { return table_; }

private:
    void read_array(std::string_view key, const toml::array& array, Diagnostics& diagnostics)
    {
        Numbers& numbers = arrays_[key];
        for (const toml::node& node : array) {
            if (node.is_number() && any_number.contains(*node.value<double>())) {
                numbers.push_back(*node.value<double>());
            } else {
                diagnostics.add(position_of(node), fmt::format("\"{}\" takes finite numbers", table_.path_of(key)));
            }
        }
    }

    void refuse(const std::vector<Keys>& ways, const Keys& optional) const
    {
        std::vector<std::string> words;
        for (const Keys& way : ways) {
            words.push_back(fmt::format("{}", fmt::join(way, ", ")));
        }
        table_.error("distribution",
                     fmt::format("\"{}\" is \"{}\", which is given by {}{}{} and nothing else",
                                 table_.path_of("distribution"), table_.text("distribution").value_or(""),
                                 fmt::join(words, ", or by "), optional.empty() ? "" : ", with or without ",
                                 fmt::join(optional, ", ")));
    }

    const TomlTable& table_;
    std::map<std::string_view, double> numbers_;
    std::map<std::string_view, Numbers> arrays_;
};

std::optional<Distribution> read_normal(const Shape& shape)
{
    const auto given = shape.only_way({{"mean", "sd"}, {"q05", "q95"}});
    if (!given) {
        return std::nullopt;
    }
    const auto& [way, n] = *given;
    return way == 0 ? NormalDistribution{n[0], n[1]} : normal_from_quantiles(n[0], n[1]);
}

std::optional<Distribution> read_lognormal(const Shape& shape)
{
    const auto given = shape.only_way({{"median", "sd_log"}, {"q05", "q95"}, {"mean", "sd"}});
    if (!given) {
        return std::nullopt;
    }
    const auto& [way, n] = *given;
    if (n[0] <= 0.0 || n[1] <= 0.0) {
        shape.table().error("distribution", "the numbers of a lognormal distribution are above 0");
        return std::nullopt;
    }
    switch (way) {
    case 0: return LognormalDistribution{n[0], n[1]};
    case 1: return lognormal_from_quantiles(n[0], n[1]);
    default: return lognormal_from_mean(n[0], n[1]);
    }
}

std::optional<Distribution> read_uniform(const Shape& shape)
{
    const auto given = shape.only_way({{"low", "high"}});
    return given ? std::optional<Distribution>(UniformDistribution{given->second[0], given->second[1]}) : std::nullopt;
}

template <class WithMode>
std::optional<Distribution> read_with_mode(const Shape& shape)
{
    const auto given = shape.only_way({{"low", "mode", "high"}});
    return given ? std::optional<Distribution>(WithMode{given->second[0], given->second[1], given->second[2]})
                 : std::nullopt;
}

std::optional<Distribution> read_beta(const Shape& shape)
{
    const auto given = shape.only_way({{"mean", "sd"}, {"alpha", "beta"}}, {"low", "high"});
    if (!given) {
        return std::nullopt;
    }
    const double low = shape.number_or("low", 0.0);
    const double high = shape.number_or("high", 1.0);
    const auto& [way, n] = *given;
    return way == 0 ? beta_from_mean(n[0], n[1], low, high) : BetaDistribution{n[0], n[1], low, high};
}

std::optional<Distribution> read_discrete(const Shape& shape)
{
    const auto given = shape.only_arrays("values", "weights");
    if (!given) {
        return std::nullopt;
    }
    const auto& [values, weights] = *given;
    DiscreteDistribution discrete{values, weights};
    if (values.size() == weights.size()) {
        std::vector<std::pair<double, double>> pairs;
        for (std::size_t i = 0; i < values.size(); ++i) {
            pairs.emplace_back(values[i], weights[i]);
        }
        std::sort(pairs.begin(), pairs.end());
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            discrete.values[i] = pairs[i].first;
            discrete.weights[i] = pairs[i].second;
        }
    }
    return discrete;
}

std::optional<Distribution> read_quantiles(const Shape& shape)
{
    const auto given = shape.only_arrays("probabilities", "values");
    return given ? std::optional<Distribution>(QuantileDistribution{given->first, given->second}) : std::nullopt;
}

std::optional<Distribution> read_family(DistributionFamily family, const Shape& shape)
{
    switch (family) {
    case DistributionFamily::normal: return read_normal(shape);
    case DistributionFamily::lognormal: return read_lognormal(shape);
    case DistributionFamily::uniform: return read_uniform(shape);
    case DistributionFamily::triangular: return read_with_mode<TriangularDistribution>(shape);
    case DistributionFamily::pert: return read_with_mode<PertDistribution>(shape);
    case DistributionFamily::beta: return read_beta(shape);
    case DistributionFamily::discrete: return read_discrete(shape);
    case DistributionFamily::quantiles: break;
    }
    return read_quantiles(shape);
}

} // namespace

std::optional<Distribution> read_distribution(const TomlTable& table, Diagnostics& diagnostics)
{
    if (table.node("distribution") == nullptr) {
        diagnostics.add(table.position(), fmt::format("\"{}\" says no distribution; give distribution = \"pert\" with "
                                                      "low, mode and high, or another one",
                                                      table.path_of("distribution")));
        return std::nullopt;
    }
    const std::optional<DistributionFamily> family = table.choice("distribution", distribution_family_names);
    const std::size_t errors = diagnostics.errors().size();
    const Shape shape(table, diagnostics);
    if (!family || diagnostics.errors().size() > errors) {
        return std::nullopt;
    }
    std::optional<Distribution> distribution = read_family(*family, shape);
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
