#include "kamsim/report/report_studies.hpp"

#include "report/account_path_study.hpp"

namespace kamsim {

std::optional<ReportStudies> study_for_report(const StoredResult& stored, const ReportStudyOptions& options)
{
    ReportStudies studies;
    if (stored.scenario.experiment.alternatives.size() > 1
        && (stored.outcome.worlds == 1 || stored.outcome.worlds >= 8)) {
        CertificateOptions certificate;
        certificate.study.threads = options.threads;
        certificate.study.goes_on = options.goes_on;
        if (options.progress) {
            certificate.study.progress = [&](std::int64_t done, std::int64_t all) {
                options.progress("what the answer rests on", done, all);
            };
        }
        studies.answer.certificate = certify(stored.scenario.experiment, stored.outcome, certificate);
        if (!studies.answer.certificate) {
            return std::nullopt;
        }
    }
    studies.paths = study_account_paths(stored, options);
    if (!studies.paths) {
        return std::nullopt;
    }
    return studies;
}

} // namespace kamsim
