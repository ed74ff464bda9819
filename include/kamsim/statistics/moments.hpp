#pragma once

#include <cstdint>

namespace kamsim {

/// Count, mean and sum of squared deviations of a sample; merging two is exact algebra, never raw power sums
/// (Chan, Golub, LeVeque 1979).
struct Moments {
    double count = 0.0;
    double mean = 0.0;
    double sum_squared_deviations = 0.0;

    void add(double value);
    void merge(const Moments& other);
    [[nodiscard]] double variance() const;       ///< unbiased; NaN below two values
    [[nodiscard]] double standard_error() const; ///< of the mean; NaN below two values
};

} // namespace kamsim
