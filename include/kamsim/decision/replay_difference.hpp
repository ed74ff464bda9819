#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "kamsim/simulation/replay.hpp"

namespace kamsim {

/// One account in two designs on the same luck.
struct AccountInBoth {
    int account = 0;
    double first = 0.0;  ///< value, kEUR, net present
    double second = 0.0; ///< likewise

    [[nodiscard]] double difference() const { return first - second; }
};

/// Two alternatives of one future side by side.
struct ReplayDifference {
    std::optional<int> parts_in;     ///< first period in which not the same happens; empty: in none
    std::optional<Event> first_fate; ///< the first loss or win of a customer that one alone has
    bool first_fate_is_of_first = false;
    std::vector<std::size_t> of_first;   ///< events of the first alone: indices in AlternativeReplay::events
    std::vector<std::size_t> of_second;  ///< of the second alone
    std::vector<AccountInBoth> accounts; ///< all, the largest difference first
    double unshared_first = 0.0;         ///< value that no account has a share of, kEUR: setup, stranded cost, ...
    double unshared_second = 0.0;
};

/// What happened in one alone: an event that the other does not have in the same period, of the same kind and to the
/// same account or manager.
/// @throws std::invalid_argument where the two are not of one experiment
[[nodiscard]] ReplayDifference compare_replays(const AlternativeReplay& first, const AlternativeReplay& second);

/// What of the value is not shared out to accounts, kEUR.
[[nodiscard]] double unshared_value(const AlternativeReplay& one);

} // namespace kamsim
