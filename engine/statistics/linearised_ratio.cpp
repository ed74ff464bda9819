#include "statistics/linearised_ratio.hpp"

#include <limits>
#include <stdexcept>

#include "kamsim/statistics/moments.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {

LinearisedRatio linearised_ratio(std::span<const double> numerators, std::span<const double> denominators, double level)
{
    if (numerators.size() != denominators.size() || numerators.empty()) {
        throw std::invalid_argument("a ratio of means needs as many numerators as denominators, one at least");
    }
    const double numerator = sample_moments(numerators).mean;
    const double denominator = sample_moments(denominators).mean;
    if (!(denominator > 0.0)) {
        const double none = std::numeric_limits<double>::quiet_NaN();
        return {none, none, {none, none, level, IntervalKind::student_t}};
    }
    LinearisedRatio ratio;
    ratio.value = numerator / denominator;
    Moments linearised;
    for (std::size_t unit = 0; unit < numerators.size(); ++unit) {
        linearised.add((numerators[unit] - ratio.value * denominators[unit]) / denominator);
    }
    ratio.standard_error = linearised.standard_error();
    linearised.mean = ratio.value; // their own mean is 0: the interval lies around the ratio
    ratio.interval = t_interval(linearised, level);
    return ratio;
}

} // namespace kamsim
