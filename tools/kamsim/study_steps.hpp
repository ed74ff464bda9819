#pragma once

#include <filesystem>
#include <optional>

#include "kamsim/console.hpp"
#include "kamsim/decision/point_design.hpp"
#include "kamsim/interruption.hpp"
#include "kamsim/results/study_folder.hpp"

namespace kamsim::program {

/// Where the values of a study are kept, and how it is begun.
struct KeptStudy {
    std::filesystem::path file;
    StudyStart start = StudyStart::anew;
    double commit_every = 10.0; ///< seconds
};

/// Simulates the points of a design with progress on a terminal. With a file, what is finished is brought to disk on
/// the way, also where it is interrupted.
/// @return the values, without ledgers; nothing where it was interrupted, which is told
/// @throws ResultFileError where the file cannot be written, or holds another study
[[nodiscard]] std::optional<StudyValues> simulate_design(const SensitivitySpace& space, const PointDesign& design,
                                                         const StudyIdentity& identity,
                                                         const std::optional<KeptStudy>& kept, StudyOptions options,
                                                         Console& console);

} // namespace kamsim::program
