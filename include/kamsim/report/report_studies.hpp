#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "kamsim/decision/account_paths.hpp"
#include "kamsim/report/answer_studies.hpp"
#include "kamsim/report/knowledge_studies.hpp"
#include "kamsim/results/result_reader.hpp"

namespace kamsim {

/// What a report tells beyond the result file: simulated again on the result's own luck. A section whose study is
/// missing says how to get it.
struct ReportStudies {
    AnswerStudies answer;
    std::optional<AccountPaths> paths; ///< of every account in some of the futures
    KnowledgeStudies knowledge;
};

struct ReportStudyOptions {
    int threads = 0; ///< 0: what OpenMP offers
    std::function<bool()> goes_on{};
    /// Called as each study begins and goes on: its name, and how far it is.
    std::function<void(std::string_view study, std::int64_t done, std::int64_t all)> progress{};
};

/// @return empty where `goes_on` said no
[[nodiscard]] std::optional<ReportStudies> study_for_report(const StoredResult& stored,
                                                            const ReportStudyOptions& options = {});

} // namespace kamsim
