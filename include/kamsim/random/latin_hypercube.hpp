#pragma once

#include <cstdint>
#include <vector>

namespace kamsim {

/// One dimension of a Latin hypercube sample (McKay, Beckman, Conover 1979): of `points` strata of equal width each
/// holds exactly one point, at a uniform place, in an order that is a uniform permutation. A pure function of its
/// arguments; dimensions are independent.
/// @return [point], on (0, 1)
/// @throws std::invalid_argument where points are not between 1 and 2^32 - 1
[[nodiscard]] std::vector<double> latin_hypercube_column(std::uint64_t seed, std::int64_t points, int dimension);

} // namespace kamsim
