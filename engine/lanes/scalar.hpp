#pragma once

// The same vocabulary for one double as lane.hpp has for a vector, so that elementary.hpp is written once.

#include <bit>
#include <cmath>
#include <cstdint>

#ifndef KAMSIM_INLINE
#define KAMSIM_INLINE [[gnu::always_inline]] inline
#endif

namespace kamsim::scalar {

// clang-format off
KAMSIM_INLINE std::uint64_t bits_of(double a) { return __builtin_bit_cast(std::uint64_t, a); }
KAMSIM_INLINE double lane_of(std::uint64_t a) { return __builtin_bit_cast(double, a); }
KAMSIM_INLINE double select(bool m, double yes, double no) { return m ? yes : no; }
KAMSIM_INLINE double min(double a, double b) { return a < b ? a : b; }
KAMSIM_INLINE double max(double a, double b) { return a > b ? a : b; }
KAMSIM_INLINE double sqrt(double a) { return __builtin_sqrt(a); }
// clang-format on

} // namespace kamsim::scalar
