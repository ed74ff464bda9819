#pragma once

#include <vector>

namespace kamsim {

/// Two alternatives whose difference is kept account by account: what the first is worth less what the second is.
struct AlternativePair {
    int alternative = 0;
    int against = 0;
};

/// Up to this many alternatives, every two of them make a pair; of more, each makes one with the baseline only, since
/// pairs grow with the square.
inline constexpr int most_alternatives_in_all_pairs = 16;

/// The pairs that are kept, each once: against the baseline where it is one of the two, else against the earlier one.
[[nodiscard]] std::vector<AlternativePair> alternative_pairs(int alternatives, int baseline);

} // namespace kamsim
