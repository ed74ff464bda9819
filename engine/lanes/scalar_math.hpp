#pragma once

#include "lanes/scalar.hpp"

namespace kamsim::scalar {

using Real = double;
using Word = std::uint64_t;

#include "lanes/elementary.inc.hpp"

/// base^exponent for a positive base; the same bits on every processor.
KAMSIM_INLINE double power(double base, double exponent)
{
    return exp(exponent * log(base));
}

} // namespace kamsim::scalar
