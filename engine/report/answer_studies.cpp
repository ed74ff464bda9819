#include "kamsim/report/answer_studies.hpp"

#include <algorithm>
#include <utility>

#include "kamsim/decision/comparison.hpp"
#include "kamsim/report/report_studies.hpp"

namespace kamsim {

namespace {

constexpr std::int64_t fewest_worlds = 8;        ///< that say what knowledge is worth (value_of_information)
constexpr std::int64_t worlds_of_mechanisms = 8; ///< where something is uncertain, if they hold more futures

bool add_certificate(const StoredResult& stored, const ReportStudyOptions& options, AnswerStudies& studies)
{
    const auto& experiment = stored.scenario.experiment;
    const bool is_uncertain = !experiment.uncertainty.inputs.empty();
    if (experiment.alternatives.size() < 2 || (is_uncertain && stored.outcome.worlds < fewest_worlds)) {
        return true;
    }
    CertificateOptions certificate;
    certificate.study.threads = options.threads;
    certificate.study.goes_on = options.goes_on;
    if (options.progress) {
        certificate.study.progress = [&](std::int64_t done, std::int64_t all) {
            options.progress("what the answer rests on", done, all);
        };
    }
    studies.certificate = certify(stored.scenario.experiment, stored.outcome, certificate);
    return studies.certificate.has_value();
}

/// The best design against the baseline and against the next best: one pair where they are the same.
std::vector<std::pair<int, int>> explained_pairs(const StoredResult& stored)
{
    const auto comparison = compare(stored.scenario.experiment, stored.outcome);
    const int best = comparison.verdict.best;
    const auto next = best_other_than(stored.outcome, best);
    std::vector<std::pair<int, int>> pairs;
    if (best != comparison.baseline) {
        pairs.emplace_back(best, comparison.baseline);
    }
    if (next && (pairs.empty() || *next != comparison.baseline)) {
        pairs.emplace_back(best, *next);
    }
    return pairs;
}

bool add_mechanisms(const StoredResult& stored, const ReportStudyOptions& options, AnswerStudies& studies)
{
    MechanismBridgeOptions mechanisms;
    mechanisms.futures = stored.outcome.worlds > 1
                             ? std::max(futures_of_mechanisms, worlds_of_mechanisms * stored.outcome.futures_per_world)
                             : futures_of_mechanisms;
    mechanisms.threads = options.threads;
    mechanisms.goes_on = options.goes_on;
    if (options.progress) {
        mechanisms.progress = [&](std::int64_t done, std::int64_t all) {
            options.progress("why designs differ, by mechanism", done, all);
        };
    }
    for (const auto& [design, against] : explained_pairs(stored)) {
        auto bridge = bridge_by_mechanism(stored.scenario.experiment, against, design, mechanisms);
        if (!bridge) {
            return false;
        }
        studies.mechanisms.push_back({design, against, std::move(*bridge)});
    }
    return true;
}

} // namespace

std::optional<AnswerStudies> study_answer(const StoredResult& stored, const ReportStudyOptions& options)
{
    AnswerStudies studies;
    if (!add_certificate(stored, options, studies) || !add_mechanisms(stored, options, studies)) {
        return std::nullopt;
    }
    return studies;
}

} // namespace kamsim
