// Compiled once for each instruction set, like the mechanisms; hence no inline function of a library here.

#include "random/lane_draws.hpp"
#include "support/lane_probe.hpp"

namespace kamsim::KAMSIM_KERNEL {
namespace {

KAMSIM_INLINE Lane load(const double* from)
{
    Lane lane;
    for (int i = 0; i < lane_width; ++i) {
        lane.value[i] = from[i];
    }
    return lane;
}

KAMSIM_INLINE void store(Lane lane, double* to)
{
    for (int i = 0; i < lane_width; ++i) {
        to[i] = lane.value[i];
    }
}

template <class Function>
void apply(const double* x, double* result, std::size_t count, Function function)
{
    for (std::size_t k = 0; k < count; k += lane_width) {
        store(function(load(x + k)), result + k);
    }
}

template <class Function>
void apply(const double* a, const double* b, double* result, std::size_t count, Function function)
{
    for (std::size_t k = 0; k < count; k += lane_width) {
        store(function(load(a + k), load(b + k)), result + k);
    }
}

void probe_philox(std::uint64_t seed, std::uint32_t first, std::uint64_t entity, std::uint32_t period,
                  std::uint32_t group, std::uint32_t* words, std::size_t count)
{
    for (std::size_t k = 0; k < count; k += lane_width) {
        const PhiloxWords drawn = philox(seed, first + static_cast<std::uint32_t>(k), entity, period, group);
        for (std::size_t lane = 0; lane < lane_width; ++lane) {
            for (std::size_t word = 0; word < 4; ++word) {
                words[(k + lane) * 4 + word] = static_cast<std::uint32_t>(drawn.word[word].value[lane]);
            }
        }
    }
}

void probe_uniform_of(const std::uint32_t* words, double* result, std::size_t count)
{
    for (std::size_t k = 0; k < count; k += lane_width) {
        Bits bits;
        for (int i = 0; i < lane_width; ++i) {
            bits.value[i] = words[k + static_cast<std::size_t>(i)];
        }
        store(uniform_of(bits), result + k);
    }
}

} // namespace

LaneProbe lane_probe()
{
    using In = const double*;
    using Out = double*;
    using Size = std::size_t;
    return {
        .lane_width = lane_width,
        .philox = probe_philox,
        .uniform_of = probe_uniform_of,
        .normal_of = [](In x, Out r, Size n) { apply(x, r, n, [](Lane u) { return normal_of(u); }); },
        .exp = [](In x, Out r, Size n) { apply(x, r, n, [](Lane y) { return exp(y); }); },
        .log = [](In x, Out r, Size n) { apply(x, r, n, [](Lane y) { return log(y); }); },
        .logistic = [](In x, Out r, Size n) { apply(x, r, n, [](Lane y) { return logistic(y); }); },
        .softplus = [](In x, Out r, Size n) { apply(x, r, n, [](Lane y) { return softplus(y); }); },
        .square_root = [](In x, Out r, Size n) { apply(x, r, n, [](Lane y) { return sqrt(y); }); },
        .negative = [](In x, Out r, Size n) { apply(x, r, n, [](Lane y) { return -y; }); },
        .positive_part = [](In x, Out r, Size n) { apply(x, r, n, [](Lane y) { return positive_part(y); }); },
        .unit_clamp = [](In x, Out r, Size n) { apply(x, r, n, [](Lane y) { return unit_clamp(y); }); },
        .is_set = [](In x, Out r, Size n) { apply(x, r, n, [](Lane y) { return indicator(is_set(y)); }); },
        .sum = [](In a, In b, Out r, Size n) { apply(a, b, r, n, [](Lane x, Lane y) { return x + y; }); },
        .difference = [](In a, In b, Out r, Size n) { apply(a, b, r, n, [](Lane x, Lane y) { return x - y; }); },
        .product = [](In a, In b, Out r, Size n) { apply(a, b, r, n, [](Lane x, Lane y) { return x * y; }); },
        .quotient = [](In a, In b, Out r, Size n) { apply(a, b, r, n, [](Lane x, Lane y) { return x / y; }); },
        .min = [](In a, In b, Out r, Size n) { apply(a, b, r, n, [](Lane x, Lane y) { return min(x, y); }); },
        .max = [](In a, In b, Out r, Size n) { apply(a, b, r, n, [](Lane x, Lane y) { return max(x, y); }); },
        .less = [](In a, In b, Out r, Size n) { apply(a, b, r, n, [](Lane x, Lane y) { return indicator(x < y); }); },
        .less_or_equal = [](In a, In b, Out r,
                            Size n) { apply(a, b, r, n, [](Lane x, Lane y) { return indicator(x <= y); }); },
        .equal = [](In a, In b, Out r, Size n) { apply(a, b, r, n, [](Lane x, Lane y) { return indicator(x == y); }); },
        .greater = [](In a, In b, Out r,
                      Size n) { apply(a, b, r, n, [](Lane x, Lane y) { return indicator(x > y); }); },
        .greater_or_equal = [](In a, In b, Out r,
                               Size n) { apply(a, b, r, n, [](Lane x, Lane y) { return indicator(x >= y); }); },
        .less_and_positive =
            [](In a, In b, Out r, Size n) {
                apply(a, b, r, n, [](Lane x, Lane y) { return indicator((x < y) & (x > Lane(0.0))); });
            },
        .less_or_positive =
            [](In a, In b, Out r, Size n) {
                apply(a, b, r, n, [](Lane x, Lane y) { return indicator((x < y) | (x > Lane(0.0))); });
            },
        .not_less = [](In a, In b, Out r,
                       Size n) { apply(a, b, r, n, [](Lane x, Lane y) { return indicator(!(x < y)); }); },
        .larger_by_select = [](In a, In b, Out r,
                               Size n) { apply(a, b, r, n, [](Lane x, Lane y) { return select(x < y, y, x); }); },
        .lane_order =
            [](In a, In b, Out r, Size n) {
                apply(a, b, r, n, [](Lane x, Lane) {
                    Lane moved(0.0);
                    for (int i = 0; i < lane_width; ++i) {
                        moved.value[i] = x[i] + 100.0 * i;
                    }
                    return moved;
                });
            },
        .any_less = [](In a, In b, Out r,
                       Size n) { apply(a, b, r, n, [](Lane x, Lane y) { return Lane(any(x < y) ? 1.0 : 0.0); }); },
    };
}

} // namespace kamsim::KAMSIM_KERNEL
