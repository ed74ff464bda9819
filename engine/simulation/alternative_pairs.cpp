#include "kamsim/simulation/alternative_pairs.hpp"

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

} // namespace kamsim
