#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace kamsim {

/// Number of letters to insert, delete or replace until one text is the other (Levenshtein 1966), capitals ignored.
[[nodiscard]] std::size_t edit_distance(std::string_view left, std::string_view right);

/// The known name that was probably meant: the one with the least edit distance, if that is small against its length;
/// else a path whose last part is as near to the last part of `name`.
/// @return empty where nothing is near; ties: the first
[[nodiscard]] std::string_view nearest_name(std::string_view name, std::span<const std::string> known);

/// ` — did you mean "..."?`, or an empty text where nothing is near.
[[nodiscard]] std::string did_you_mean(std::string_view name, std::span<const std::string> known);

/// `"a", "b" or "c"`; a long list ends with "or one of 12 more".
[[nodiscard]] std::string quoted_list(std::span<const std::string> names);

} // namespace kamsim
