#include "kamsim/report/report_studies.hpp"

#include <utility>

namespace kamsim {

std::optional<ReportStudies> study_for_report(const StoredResult& stored, const ReportStudyOptions& options)
{
    ReportStudies studies;
    auto answer = study_answer(stored, options);
    if (!answer) {
        return std::nullopt;
    }
    studies.answer = std::move(*answer);
    return studies;
}

} // namespace kamsim
