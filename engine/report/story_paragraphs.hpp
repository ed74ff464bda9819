#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "kamsim/model/experiment.hpp"
#include "kamsim/report/terminal.hpp"
#include "kamsim/simulation/replay.hpp"

namespace kamsim {

/// What happens in one period to the programme, or to one account.
struct Paragraph {
    int period = 0;
    int account = -1;   ///< -1: of the programme or of several accounts together, always told
    double stake = 0.0; ///< kEUR a year, see revenue_at_stake
    bool is_bad = false;
    std::string text;
};

/// All events as paragraphs, in order. Reviews that change key accounts are one paragraph for each change.
[[nodiscard]] std::vector<Paragraph> story_paragraphs(const Experiment& experiment, const AlternativeReplay& one);

/// The paragraphs of one account, its key status and managers among them.
[[nodiscard]] std::vector<Paragraph> account_paragraphs(const Experiment& experiment, const AlternativeReplay& one,
                                                        int account);

/// Leaves the paragraphs with the highest stake, in their order, and those that are always told.
/// @return how many were left out
std::size_t keep_most_telling(std::vector<Paragraph>& paragraphs, std::size_t most);

/// One paragraph, wrapped beside the name of its period.
[[nodiscard]] std::string paragraph_lines(const Experiment& experiment, const Paragraph& paragraph, Colour colour);

} // namespace kamsim
