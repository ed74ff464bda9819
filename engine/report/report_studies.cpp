#include "kamsim/report/report_studies.hpp"

#include <utility>

#include "report/account_path_study.hpp"

namespace kamsim {

std::optional<ReportStudies> study_for_report(const StoredResult& stored, const ReportStudyOptions& options)
{
    ReportStudies studies;
    auto answer = study_answer(stored, options);
    if (!answer) {
        return std::nullopt;
    }
    studies.answer = std::move(*answer);
    studies.paths = study_account_paths(stored, options);
    if (!studies.paths) {
        return std::nullopt;
    }
    auto knowledge = study_knowledge(stored, options, studies.answer);
    if (!knowledge) {
        return std::nullopt;
    }
    studies.knowledge = std::move(*knowledge);
    return studies;
}

} // namespace kamsim
