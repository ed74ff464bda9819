#pragma once

#include <span>
#include <vector>

namespace kamsim {

/// One of those that share a budget: what it brings grows with what it gets, and less and less. Per unit of time
/// returns(x) = a/k (1 - e^(-k x)), so its marginal value is a e^(-k x).
struct SaturatingReturn {
    double duration = 1.0; ///< time for which it takes part: it uses duration * x of the budget
    double rate = 1.0;     ///< k, above 0
    double at = 0.0;       ///< x at which the marginal value is known
    double marginal = 0.0; ///< there, for each unit of the budget; 0 or less: it should get nothing
};

/// The split of the budget sum(duration * x) of highest value: the marginal values of all that get something are equal,
/// and those that get nothing would bring less from the start (docs/model.md, eq. 121).
/// @param budget 0 or more
/// @return x of each; nothing for anyone where no marginal value is positive
/// @throws std::invalid_argument where a duration, a rate or the budget does not fit
[[nodiscard]] std::vector<double> best_split(std::span<const SaturatingReturn> returns, double budget);

} // namespace kamsim
