#include "simulation/sample_sums.hpp"

#include <cstddef>
#include <stdexcept>
#include <string>

#include "simulation/difference_parts.hpp"

namespace kamsim {

namespace {

std::size_t at(std::int64_t number)
{
    return static_cast<std::size_t>(number);
}

void merge_arrays(std::vector<double>& to, const std::vector<double>& later)
{
    for (std::size_t k = 0; k < later.size(); ++k) {
        to[k] += later[k];
    }
}

void merge_arrays(std::vector<Moments>& to, const std::vector<Moments>& later)
{
    for (std::size_t k = 0; k < later.size(); ++k) {
        to[k].merge(later[k]);
    }
}

std::size_t numbers_of(const std::vector<double>& array)
{
    return array.size();
}

std::size_t numbers_of(const std::vector<Moments>& array)
{
    return 3 * array.size();
}

void append(std::vector<double>& to, const std::vector<double>& array)
{
    to.insert(to.end(), array.begin(), array.end());
}

void append(std::vector<double>& to, const std::vector<Moments>& array)
{
    for (const Moments& moments : array) {
        to.insert(to.end(), {moments.count, moments.mean, moments.sum_squared_deviations});
    }
}

void fill(std::vector<double>& array, std::span<const double> numbers)
{
    array.assign(numbers.begin(), numbers.end());
}

void fill(std::vector<Moments>& array, std::span<const double> numbers)
{
    for (std::size_t k = 0; k < array.size(); ++k) {
        array[k] = {numbers[3 * k], numbers[3 * k + 1], numbers[3 * k + 2]};
    }
}

std::size_t count_of_numbers(const SampleSums& sums)
{
    return std::apply([&](auto... array) { return (numbers_of(sums.*array) + ...); }, summed_arrays);
}

} // namespace

SampleSums::SampleSums(const Outcome& shape)
    : measures(shape.measures.size()), world_means(shape.worlds > 1 ? shape.measures.size() : 0),
      ledger(at(shape.alternatives) * ledger_line_count), ledger_difference(at(shape.pairs) * ledger_line_count),
      measure_difference(at(shape.pairs) * measure_count * at(shape.years)),
      world_measure_difference(shape.worlds > 1 ? measure_difference.size() : 0),
      account_value(at(shape.alternatives) * at(shape.accounts)), residual(at(shape.alternatives)),
      accounts(at(shape.alternatives) * account_measure_count * at(shape.accounts) * at(shape.years)),
      account_losses(at(shape.alternatives) * at(shape.accounts) * loss_reason_count),
      differences(at(shape.pairs) * DifferenceParts(shape).count()),
      world_differences(shape.worlds > 1 ? differences.size() : 0),
      kept_only(at(shape.pairs) * pair_side_count * at(shape.accounts)),
      managers(at(shape.alternatives) * manager_measure_count * at(shape.managers) * at(shape.years)),
      pareto(at(shape.alternatives) * at(shape.years) * curve_points), whale(pareto.size())
{}

void SampleSums::merge(const SampleSums& later)
{
    std::apply([&](auto... array) { (merge_arrays(this->*array, later.*array), ...); }, summed_arrays);
}

std::vector<double> SampleSums::flat() const
{
    std::vector<double> numbers;
    numbers.reserve(count_of_numbers(*this));
    std::apply([&](auto... array) { (append(numbers, this->*array), ...); }, summed_arrays);
    return numbers;
}

SampleSums SampleSums::from_flat(const Outcome& shape, std::span<const double> numbers)
{
    SampleSums sums(shape);
    if (numbers.size() != count_of_numbers(sums)) {
        throw std::invalid_argument("there are " + std::to_string(numbers.size()) + " sums, and the experiment has "
                                    + std::to_string(count_of_numbers(sums)));
    }
    const auto take = [&](auto& array) {
        const std::size_t count = numbers_of(array);
        fill(array, numbers.first(count));
        numbers = numbers.subspan(count);
    };
    std::apply([&](auto... array) { (take(sums.*array), ...); }, summed_arrays);
    return sums;
}

} // namespace kamsim
