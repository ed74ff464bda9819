#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

#include "kamsim/decision/sweep_emulator.hpp"

namespace kamsim {

namespace {

constexpr int slice_steps = 11;

double number_at(const SweepTable& table, std::int64_t point, std::size_t factor)
{
    return table.factors[factor].number_of(table.coordinates[table.coordinate_index(point, factor)]);
}

std::vector<std::int64_t> finished_points(const SweepTable& table)
{
    std::vector<std::int64_t> points;
    for (std::int64_t point = 0; point < table.points; ++point) {
        if (!table.has_failed(point)) {
            points.push_back(point);
        }
    }
    if (points.empty()) {
        throw std::invalid_argument("all points of the sweep failed");
    }
    return points;
}

ProcessInput input_of(const Factor& factor, const std::vector<double>& numbers)
{
    if (factor.is_categorical()) {
        return {ProcessInput::Kind::category};
    }
    const auto [low, high] = std::minmax_element(numbers.begin(), numbers.end());
    const bool is_logarithmic = factor.scale == FactorScale::logarithmic && *low > 0.0;
    return {ProcessInput::Kind::number, is_logarithmic ? ProcessInput::Scale::logarithmic : ProcessInput::Scale::linear,
            *low, *high};
}

} // namespace

SweepSpace::SweepSpace(const SweepTable& table) : table_(&table), kept_(finished_points(table))
{
    std::vector<std::vector<double>> columns;
    for (std::size_t factor = 0; factor < table.factors.size(); ++factor) {
        std::vector<double> numbers;
        for (const std::int64_t point : kept_) {
            numbers.push_back(number_at(table, point, factor));
        }
        if (std::any_of(numbers.begin(), numbers.end(), [](double number) { return std::isnan(number); })) {
            throw std::invalid_argument(
                fmt::format("points of the sweep leave factor \"{}\" as the scenario says, so that no surface can be "
                            "drawn through them; sweep all combinations, a Latin hypercube or Sobol points",
                            table.factors[factor].name));
        }
        if (std::any_of(numbers.begin(), numbers.end(), [&](double number) { return number != numbers.front(); })) {
            factors_.push_back(factor);
            inputs_.push_back(input_of(table.factors[factor], numbers));
            columns.push_back(std::move(numbers));
        }
    }
    if (factors_.empty()) {
        throw std::invalid_argument("no factor of the sweep varies, so there is no surface");
    }
    points_.resize(std::ssize(kept_), std::ssize(columns));
    for (std::size_t k = 0; k < columns.size(); ++k) {
        points_.col(static_cast<Eigen::Index>(k)) =
            Eigen::Map<const Eigen::VectorXd>(columns[k].data(), points_.rows());
    }
}

double SweepSpace::number_of(std::size_t input, const std::string& text) const
{
    const Factor& of = factor(input);
    for (std::size_t level = 0; level < of.levels.size(); ++level) {
        if (of.levels[level].label == text) {
            return of.number_of(static_cast<double>(level));
        }
    }
    if (of.is_categorical()) {
        std::string labels;
        for (const FactorLevel& level : of.levels) {
            labels += (labels.empty() ? "" : ", ") + level.label;
        }
        throw std::invalid_argument(
            fmt::format("factor \"{}\" has no level \"{}\"; there is {}", of.name, text, labels));
    }
    double number = 0.0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    const auto& range = inputs_[input];
    if (error != std::errc{} || stop != end || !(number >= range.low && number <= range.high)) {
        throw std::invalid_argument(
            fmt::format("{}={}: give a number from {} to {}; beyond what was swept nothing is known", of.name, text,
                        range.low, range.high));
    }
    return number;
}

std::string SweepSpace::text_of(std::size_t input, double number) const
{
    const Factor& of = factor(input);
    return of.is_categorical() ? of.text_of(number) : fmt::format("{:.4g}", number);
}

double SweepSpace::middle(std::size_t input) const
{
    const Factor& of = factor(input);
    if (of.is_categorical()) {
        return points_(0, static_cast<Eigen::Index>(input));
    }
    const auto& numbers = of.numbers;
    return numbers.empty() ? of.coordinate_at(0.5) : numbers[(numbers.size() - 1) / 2];
}

std::vector<double> SweepSpace::steps(std::size_t input) const
{
    const Factor& of = factor(input);
    std::vector<double> all;
    if (of.has_range()) {
        const auto& range = inputs_[input];
        for (int step = 0; step < slice_steps; ++step) {
            const double share = static_cast<double>(step) / (slice_steps - 1);
            const double number = range.scale == ProcessInput::Scale::logarithmic
                                      ? range.low * std::pow(range.high / range.low, share)
                                      : range.low + share * (range.high - range.low);
            all.push_back(of.is_whole ? std::round(number) : number);
        }
        all.erase(std::unique(all.begin(), all.end()), all.end());
        return all;
    }
    for (std::size_t level = 0; level < of.levels.size(); ++level) {
        const double number = of.number_of(static_cast<double>(level));
        const auto column = points_.col(static_cast<Eigen::Index>(input));
        if ((column.array() == number).any()) {
            all.push_back(number);
        }
    }
    return all;
}

} // namespace kamsim
