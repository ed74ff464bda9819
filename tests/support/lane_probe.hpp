#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kamsim/lanes/instruction_set.hpp"

namespace kamsim {

/// Lane code of one instruction set, to be called from tests that are compiled for every processor. Arrays of `count`
/// numbers, a multiple of 8.
struct LaneProbe {
    using OfOne = void (*)(const double* x, double* result, std::size_t count);
    using OfTwo = void (*)(const double* a, const double* b, double* result, std::size_t count);

    int lane_width; ///< replications in one lane vector

    /// Words of `count` consecutive replications from `first` on, [replication][word].
    void (*philox)(std::uint64_t seed, std::uint32_t first, std::uint64_t entity, std::uint32_t period,
                   std::uint32_t group, std::uint32_t* words, std::size_t count);
    void (*uniform_of)(const std::uint32_t* words, double* result, std::size_t count);

    OfOne normal_of;
    OfOne exp;
    OfOne log;
    OfOne logistic;
    OfOne softplus;
    OfOne square_root;
    OfOne negative;
    OfOne positive_part;
    OfOne unit_clamp;
    OfOne is_set; ///< 1 where set, else 0

    OfTwo sum;
    OfTwo difference;
    OfTwo product;
    OfTwo quotient;
    OfTwo min;
    OfTwo max;
    // Comparisons give 1 or 0.
    OfTwo less;
    OfTwo less_or_equal;
    OfTwo equal;
    OfTwo greater;
    OfTwo greater_or_equal;
    OfTwo less_and_positive; ///< (a < b) & (a > 0)
    OfTwo less_or_positive;  ///< (a < b) | (a > 0)
    OfTwo not_less;          ///< !(a < b)
    OfTwo larger_by_select;  ///< select(a < b, b, a)
    OfTwo lane_order;        ///< a[i] + 100 * position in the lane vector, read lane by lane; b is not used
    OfTwo any_less;          ///< 1 in the whole lane vector where a < b in any of its lanes
};

namespace kernel_v2 {
[[nodiscard]] LaneProbe lane_probe();
} // namespace kernel_v2
namespace kernel_v3 {
[[nodiscard]] LaneProbe lane_probe();
} // namespace kernel_v3
namespace kernel_v4 {
[[nodiscard]] LaneProbe lane_probe();
} // namespace kernel_v4

/// The probe of one instruction set, which this processor must support.
[[nodiscard]] LaneProbe lane_probe(InstructionSet set);

/// The instruction sets that this processor supports, lowest first; never empty.
[[nodiscard]] std::vector<InstructionSet> supported_instruction_sets();

} // namespace kamsim
