#include "scenario/status_words.hpp"

#include <array>

#include "kamsim/scenario/nearest_name.hpp"
#include "kamsim/scenario/policy_names.hpp"

namespace kamsim {

namespace {

/// Words for a status in exports of various languages; ours are the first two.
constexpr std::array<NamedValue<AccountStatus>, 9> status_words{{
    {"customer", AccountStatus::customer},
    {"prospect", AccountStatus::prospect},
    {"client", AccountStatus::customer},
    {"kunde", AccountStatus::customer},
    {"cliente", AccountStatus::customer},
    {"interessent", AccountStatus::prospect},
    {"lead", AccountStatus::prospect},
    {"prospekt", AccountStatus::prospect},
    {"potenziale", AccountStatus::prospect},
}};

} // namespace

std::optional<AccountStatus> status_of_word(std::string_view word)
{
    for (const auto& named : status_words) {
        if (edit_distance(named.name, word) == 0) { // capitals ignored
            return named.value;
        }
    }
    return std::nullopt;
}

} // namespace kamsim
