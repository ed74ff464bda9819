#pragma once

#include <string>

#include "kamsim/simulation/outcome.hpp"

namespace kamsim {

/// Name of the first array of two outcomes that differs in as much as a bit (also in what is not a number), or of the
/// dimension; empty where they are the same. `seconds` and `instruction_set` are left out.
[[nodiscard]] std::string first_difference(const Outcome& a, const Outcome& b);

/// The same for one alternative of each. The outcomes may differ in their other alternatives, and so in the number of
/// managers: those that both have are compared.
[[nodiscard]] std::string first_difference(const Outcome& a, int alternative_a, const Outcome& b, int alternative_b);

/// The same for what one alternative shows up to the end of period `periods`, a whole number of years: measures,
/// accounts, managers and curves over time. What is known at the horizon only is left out.
[[nodiscard]] std::string first_difference_until(const Outcome& a, const Outcome& b, int alternative, int periods);

/// Whether two summaries of a measure agree in every bit.
[[nodiscard]] bool same_bits(const MeasureSummary& a, const MeasureSummary& b);
[[nodiscard]] bool same_bits(double a, double b);

} // namespace kamsim
