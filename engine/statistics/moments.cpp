#include "kamsim/statistics/moments.hpp"

#include <cmath>
#include <limits>

namespace kamsim {

void Moments::add(double value)
{
    count += 1.0;
    const double deviation = value - mean;
    mean += deviation / count;
    sum_squared_deviations += deviation * (value - mean);
}

void Moments::merge(const Moments& other)
{
    if (other.count == 0.0) {
        return;
    }
    if (count == 0.0) {
        *this = other;
        return;
    }
    const double all = count + other.count;
    const double deviation = other.mean - mean;
    mean += deviation * (other.count / all);
    sum_squared_deviations += other.sum_squared_deviations + deviation * deviation * (count * other.count / all);
    count = all;
}

double Moments::variance() const
{
    return count < 2.0 ? std::numeric_limits<double>::quiet_NaN() : sum_squared_deviations / (count - 1.0);
}

double Moments::standard_error() const
{
    return std::sqrt(variance() / count);
}

} // namespace kamsim
