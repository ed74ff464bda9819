#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kamsim/decision/account_differences.hpp"
#include "kamsim/model/experiment.hpp"

namespace kamsim {

/// What a shown row is about.
enum class ShownKind : std::uint8_t { part, others, unshared, total };

/// One row as it is shown.
struct ShownRow {
    ShownKind kind = ShownKind::part;
    std::string label;   ///< of an account its name, or its id where it has none
    std::string id;      ///< of an account; of a manager its number
    std::string segment; ///< of an account
    int rows = 1;        ///< that stand behind it
    DifferencePart part; ///< without an interval (NaN) for several rows together
    std::optional<KeptShares> kept;
};

/// The largest `top` rows in size, the others together, what no account shares, and the total.
[[nodiscard]] std::vector<ShownRow> shown_rows(const Experiment& experiment, const AccountDifferences& differences,
                                               std::size_t top);

/// How the rows are called in a file: "account", "other accounts", "unshared", "total".
[[nodiscard]] std::string kind_text(const ShownRow& row, DifferenceGrouping grouping);

} // namespace kamsim
