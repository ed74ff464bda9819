#pragma once

#include <filesystem>

#include "kamsim/simulation/study.hpp"
#include "results/hdf5.hpp"

namespace kamsim {

/// Puts the values of consecutive points into a file that has none yet. Ledgers, measures and failures only where there
/// are any.
void write_study_values(hdf5::File& file, const StudyValues& values);

/// Of a file that is known to be whole.
[[nodiscard]] StudyValues read_study_values(const std::filesystem::path& path);

} // namespace kamsim
