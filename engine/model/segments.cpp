#include "kamsim/model/segments.hpp"

#include <unordered_map>

namespace kamsim {

Segments segments_of(const std::vector<Account>& accounts)
{
    Segments segments;
    std::unordered_map<std::string, int> numbers;
    segments.of_account.reserve(accounts.size());
    for (const Account& account : accounts) {
        const auto [place, is_new] = numbers.try_emplace(account.segment, static_cast<int>(segments.names.size()));
        if (is_new) {
            segments.names.push_back(account.segment);
        }
        segments.of_account.push_back(place->second);
    }
    return segments;
}

} // namespace kamsim
