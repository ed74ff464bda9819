#pragma once

#include <string>

#include "kamsim/results/result_reader.hpp"

namespace kamsim::program {

/// A word as a shell takes it.
[[nodiscard]] std::string shell_word(const std::string& word);

/// The command that makes a result again.
/// @param file name of the result
[[nodiscard]] std::string run_again(const StoredResult& stored, const std::string& file);

} // namespace kamsim::program
