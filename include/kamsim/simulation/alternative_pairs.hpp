#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace kamsim {

/// Two alternatives whose difference is kept account by account: what the first is worth less what the second is.
struct AlternativePair {
    int alternative = 0;
    int against = 0;
};

/// The two alternatives of a pair.
enum class PairSide : std::uint8_t { alternative, against };
inline constexpr int pair_side_count = 2;

/// Up to this many alternatives, every two of them make a pair; of more, each makes one with the baseline only, since
/// pairs grow with the square.
inline constexpr int most_alternatives_in_all_pairs = 16;

/// The pairs that are kept, each once: against the baseline where it is one of the two, else against the earlier one.
[[nodiscard]] std::vector<AlternativePair> alternative_pairs(int alternatives, int baseline);

/// A kept pair that holds two alternatives, and which way round.
struct FoundPair {
    int index = 0;                              ///< among alternative_pairs
    PairSide explained = PairSide::alternative; ///< side of the one whose lead over the other is asked for

    [[nodiscard]] PairSide other() const
    {
        return explained == PairSide::alternative ? PairSide::against : PairSide::alternative;
    }
    /// What a kept difference is to be multiplied with.
    [[nodiscard]] double sign() const { return explained == PairSide::alternative ? 1.0 : -1.0; }
};

/// The pair of what `alternative` is worth less what `against` is; empty where it is not kept.
[[nodiscard]] std::optional<FoundPair> find_pair(int alternatives, int baseline, int alternative, int against);

} // namespace kamsim
