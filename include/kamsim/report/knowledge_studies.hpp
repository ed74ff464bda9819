#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kamsim/decision/certificate.hpp"
#include "kamsim/decision/robustness.hpp"
#include "kamsim/decision/sensitivity.hpp"
#include "kamsim/decision/value_of_winning.hpp"
#include "kamsim/decision/win_map.hpp"
#include "kamsim/report/answer_studies.hpp"

namespace kamsim {

struct StoredResult;
struct ReportStudyOptions;

/// How far each input moves the answer: the lead of the recommended design over its nearest rival, or the value of the
/// only design.
struct AnswerSensitivity {
    StudyOutput output; ///< designs of the experiment
    KnowledgeBasis basis = KnowledgeBasis::scenario;
    double given = 0.0;               ///< mean output as everything is given, kEUR
    std::vector<InputSwing> inputs;   ///< those that move it most, the strongest first
    std::int64_t futures = 0;         ///< of each of their ends
    std::vector<InputSwing> screened; ///< all inputs, the strongest first, at fewer futures
    std::int64_t screening_futures = 0;
    std::vector<InputSwing> of_evidence; ///< every parameter over the range of its evidence, likewise; that is
                                         ///< `screened` where the scenario names nothing uncertain
    std::int64_t evidence_futures = 0;
};

/// In which worlds which design wins.
struct WinStudy {
    KnowledgeBasis basis = KnowledgeBasis::scenario;
    std::int64_t worlds = 0;
    std::int64_t futures_per_world = 0;
    Uncertainty uncertainty; ///< of these worlds
    WinMap map;
    RobustnessOfAll robustness;
};

/// Studies for the sections that say what the answer rests on.
struct KnowledgeStudies {
    std::optional<AnswerSensitivity> sensitivity; ///< empty without a study, and where no input can be varied
    std::optional<WinStudy> wins;                 ///< likewise, and with one design or too few worlds
    std::optional<ValuesOfWinning> winning;       ///< likewise, and where no account has a map
};

/// @param answer whose certificate holds the worlds of the evidence, where the scenario has none
/// @return empty where `goes_on` said no
[[nodiscard]] std::optional<KnowledgeStudies>
study_knowledge(const StoredResult& stored, const ReportStudyOptions& options, const AnswerStudies& answer);

} // namespace kamsim
