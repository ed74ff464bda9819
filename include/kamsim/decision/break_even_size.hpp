#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "kamsim/model/experiment.hpp"

namespace kamsim {

/// At what size of the same portfolio a programme would begin to pay: revenue and wallet of every account times one
/// factor, everything else, its costs above all, as it is. What is uncertain stands at its given value.
struct BreakEvenSize {
    bool is_found = false;
    int alternative = -1; ///< the programme that pays first
    double factor = 0.0;  ///< at which its mean difference to the baseline is 0, by bisection on the same luck
    double low =
        0.0; ///< largest size tried at which the best programme is worth less than none, 95 % sure; 0 where none was
    double high = 0.0; ///< smallest size tried at which the programme is worth more, 95 % sure; 0 where none was
    double largest_tried = 0.0;
};

struct BreakEvenSizeOptions {
    std::int64_t replications = 512; ///< for each size tried
    int threads = 0;
    double largest_factor = 64.0;
    std::function<bool()> goes_on{}; ///< false stops the search, which then finds nothing
};

/// Searches upwards from today's size.
/// @throws std::invalid_argument where the baseline has a programme of its own
[[nodiscard]] BreakEvenSize find_break_even_size(const Experiment& experiment,
                                                 const BreakEvenSizeOptions& options = {});

/// One sentence: which programme, at what revenue, between which bounds.
[[nodiscard]] std::string break_even_size_sentence(const Experiment& experiment, const BreakEvenSize& size);

} // namespace kamsim
