#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "kamsim/decision/bridge.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/decision/stakeholder_advice.hpp"
#include "kamsim/model/experiment.hpp"

namespace kamsim {

/// Widest line of every text below.
inline constexpr std::size_t terminal_width = 80;

/// Whether texts carry the escape sequences of colours and bold type.
enum class Colour : std::uint8_t { plain, coloured };

// Each function returns UTF-8 text whose lines end with a line feed; none prints.

/// What is about to be simulated: accounts, revenue, designs, horizon, futures, seed.
[[nodiscard]] std::string run_header(const Experiment& experiment);

/// The alternatives in two blocks, money and programme, with the kinds of intervals named below. A star marks the best.
[[nodiscard]] std::string comparison_table(const Comparison& comparison, Colour colour = Colour::plain);

/// How the spread of value and difference parts into what is not known and what cannot be known; empty where nothing
/// is uncertain.
[[nodiscard]] std::string knowledge_table(const Comparison& comparison, Colour colour = Colour::plain);

/// The verdict, wrapped.
[[nodiscard]] std::string verdict_paragraph(const Comparison& comparison, Colour colour = Colour::plain);

/// The difference to the baseline by ledger line, with bars; lines that are 0 in both alternatives are left out.
[[nodiscard]] std::string bridge_table(const Bridge& bridge, std::string_view currency, Colour colour = Colour::plain);

/// A heading and one indented, wrapped item for each text; empty where there is none.
[[nodiscard]] std::string bulleted_list(std::string_view heading, std::span<const std::string> items);

/// Whom to win first at each account with a map; empty where there is none.
[[nodiscard]] std::string stakeholder_table(std::span<const StakeholderAdvice> advice, Colour colour = Colour::plain);

} // namespace kamsim
