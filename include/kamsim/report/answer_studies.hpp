#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "kamsim/decision/certificate.hpp"
#include "kamsim/decision/mechanism_bridge.hpp"
#include "kamsim/results/result_reader.hpp"

namespace kamsim {

struct ReportStudyOptions;

/// Why one design is worth more than another, by groups of mechanisms.
struct StudiedMechanisms {
    int design = 0;
    int against = 0;
    MechanismBridge bridge;
};

/// Studies for the sections that give the answer.
struct AnswerStudies {
    std::optional<Certificate> certificate;    ///< empty with one design, too, and with fewer than 8 worlds
    std::vector<StudiedMechanisms> mechanisms; ///< the best design against the baseline, then against the next best
};

/// Futures of each design between two; where something is uncertain whole worlds, as many as there are.
inline constexpr std::int64_t futures_of_mechanisms = 256;

/// The same for any number of threads.
/// @return empty where `goes_on` said no
[[nodiscard]] std::optional<AnswerStudies> study_answer(const StoredResult& stored, const ReportStudyOptions& options);

} // namespace kamsim
