#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kamsim/decision/comparison.hpp"
#include "kamsim/report/number_style.hpp"

namespace kamsim {

/// How strongly a result speaks for the design with the highest mean.
enum class VerdictGrade : std::uint8_t { strong, moderate, weak, no_difference };

/// Share of worlds (of futures, where nothing is uncertain) in which a strong choice is the best.
inline constexpr double strong_share = 2.0 / 3.0;
/// Confidence that its mean is the highest, from which on a lead that is not settled counts as weak.
inline constexpr double weak_confidence = 0.8;

/// Strong: its lead over every other design is settled (the simultaneous 95 % interval excludes 0), and it is the best
/// in strong_share of worlds or more; where nothing is uncertain, of futures. Moderate: settled, but the best in fewer.
/// Weak: not settled, but its mean is the highest with weak_confidence or more, and no design is its equal in every
/// future. No difference: everything else.
/// @return empty with one design, and below two futures or worlds, of which nothing can be told
[[nodiscard]] std::optional<VerdictGrade> grade_of(const Comparison& comparison);

/// The share by which strong and moderate are told apart.
[[nodiscard]] double share_for_grade(const Comparison& comparison);

/// "strong", "moderate", "weak", "no difference"
[[nodiscard]] std::string_view name(VerdictGrade grade);

/// The rule in words, with its limits, as it is printed beside every grade.
[[nodiscard]] std::string grade_rule(const Comparison& comparison, const NumberStyle& style);

} // namespace kamsim
