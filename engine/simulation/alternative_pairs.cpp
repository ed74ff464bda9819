#include "kamsim/simulation/alternative_pairs.hpp"

#include <cstddef>

namespace kamsim {

std::vector<AlternativePair> alternative_pairs(int alternatives, int baseline)
{
    std::vector<AlternativePair> pairs;
    for (int earlier = 0; earlier < alternatives; ++earlier) {
        for (int later = earlier + 1; later < alternatives; ++later) {
            if (later == baseline) {
                pairs.push_back({earlier, later});
            } else if (earlier == baseline || alternatives <= most_alternatives_in_all_pairs) {
                pairs.push_back({later, earlier});
            }
        }
    }
    return pairs;
}

std::optional<FoundPair> find_pair(int alternatives, int baseline, int alternative, int against)
{
    const auto pairs = alternative_pairs(alternatives, baseline);
    for (std::size_t k = 0; k < pairs.size(); ++k) {
        if (pairs[k].alternative == alternative && pairs[k].against == against) {
            return FoundPair{static_cast<int>(k), PairSide::alternative};
        }
        if (pairs[k].alternative == against && pairs[k].against == alternative) {
            return FoundPair{static_cast<int>(k), PairSide::against};
        }
    }
    return std::nullopt;
}

} // namespace kamsim
