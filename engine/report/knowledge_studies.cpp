#include "kamsim/report/knowledge_studies.hpp"

#include <algorithm>
#include <stdexcept>

#include "kamsim/decision/comparison.hpp"
#include "kamsim/decision/varied_experiments.hpp"
#include "kamsim/report/report_studies.hpp"
#include "kamsim/results/result_reader.hpp"
#include "report/sections/knowledge_words.hpp"

namespace kamsim {

namespace {

constexpr std::size_t most_inputs = 16; ///< of the tornado
constexpr std::int64_t tornado_futures = 256;
constexpr std::int64_t screening_futures = 64;
constexpr std::int64_t evidence_futures = 32;
constexpr std::int64_t winning_futures = 384;
constexpr std::size_t most_people = 40;
constexpr std::int64_t least_worlds = 32; ///< map_of_wins takes no fewer

class KnowledgeWork {
public:
    KnowledgeWork(const StoredResult& stored, const ReportStudyOptions& options, const AnswerStudies& answer)
        : stored_(stored), options_(options), answer_(answer)
    {}

    std::optional<KnowledgeStudies> work()
    {
        KnowledgeStudies studies;
        if (!add_sensitivity(studies) || !add_winning(studies)) {
            return std::nullopt;
        }
        add_wins(studies);
        return goes_on() ? std::optional(std::move(studies)) : std::nullopt;
    }

private:
    [[nodiscard]] const Experiment& experiment() const { return stored_.scenario.experiment; }
    [[nodiscard]] bool goes_on() const { return !options_.goes_on || options_.goes_on(); }

    [[nodiscard]] StudyOptions study_options(std::string_view name) const
    {
        StudyOptions study;
        study.threads = options_.threads;
        study.goes_on = options_.goes_on;
        if (options_.progress) {
            study.progress = [this, name](std::int64_t done, std::int64_t all) { options_.progress(name, done, all); };
        }
        return study;
    }

    /// The best design by the result and, where there is one, its nearest rival.
    [[nodiscard]] StudyOutput output() const
    {
        const auto verdict = compare(experiment(), stored_.outcome).verdict;
        return verdict.leads.empty() ? StudyOutput{verdict.best, std::nullopt}
                                     : StudyOutput{verdict.best, verdict.leads.front().rival};
    }

    /// The designs of the output alone, with what is not known.
    [[nodiscard]] Experiment varied(const StudyOutput& output, KnowledgeBasis basis) const
    {
        std::vector<int> designs{output.of};
        if (output.against) {
            designs.push_back(*output.against);
        }
        return with_alternatives(
            basis == KnowledgeBasis::scenario ? experiment() : with_inputs_of_evidence(experiment()), designs);
    }

    /// @return false where it was ended early
    bool add_sensitivity(KnowledgeStudies& studies) const
    {
        AnswerSensitivity found;
        found.output = output();
        found.basis =
            shared_inputs(experiment().uncertainty).empty() ? KnowledgeBasis::evidence : KnowledgeBasis::scenario;
        const Experiment uncertain = varied(found.output, found.basis);
        if (shared_inputs(uncertain.uncertainty).empty()) {
            return true;
        }
        const StudyOutput here{0, found.output.against ? std::optional(1) : std::nullopt};
        screen(uncertain, here, found);
        std::vector<std::string> names;
        for (std::size_t k = 0; k < std::min(most_inputs, found.screened.size()); ++k) {
            names.push_back(found.screened[k].input);
        }
        if (names.empty()) {
            return false;
        }
        const auto tornado =
            one_way(with_inputs(uncertain, names), here, tornado_futures, study_options("what moves the answer"));
        found.futures = tornado_futures;
        if (tornado) {
            found.given = tornado->given;
            found.inputs = tornado->inputs;
            studies.sensitivity = std::move(found);
        }
        return tornado.has_value();
    }

    /// The certificate has looked at every input of the evidence already.
    void screen(const Experiment& uncertain, const StudyOutput& here, AnswerSensitivity& found) const
    {
        found.screening_futures = screening_futures;
        if (found.basis == KnowledgeBasis::evidence && answer_.certificate && !answer_.certificate->screened.empty()) {
            found.screened = answer_.certificate->screened;
        } else {
            found.screened = swings(uncertain, here, screening_futures);
        }
        if (found.basis == KnowledgeBasis::evidence) {
            found.of_evidence = found.screened;
            found.evidence_futures = screening_futures;
        } else if (!found.screened.empty()) {
            found.of_evidence = swings(varied(found.output, KnowledgeBasis::evidence), here, evidence_futures);
            found.evidence_futures = evidence_futures;
        }
    }

    /// @return empty where it was ended early
    [[nodiscard]] std::vector<InputSwing> swings(const Experiment& uncertain, const StudyOutput& here,
                                                 std::int64_t futures) const
    {
        const auto looked = one_way(uncertain, here, futures, study_options("which inputs matter"));
        return looked ? looked->inputs : std::vector<InputSwing>{};
    }

    /// @return false where it was ended early
    bool add_winning(KnowledgeStudies& studies) const
    {
        const auto changes = people_to_win(experiment(), sections::mapped_accounts(experiment()), most_people);
        if (changes.empty()) {
            return true;
        }
        const int best = compare(experiment(), stored_.outcome).verdict.best;
        studies.winning = values_of_winning(experiment(), best, changes, winning_futures,
                                            study_options("what winning people is worth"));
        return studies.winning.has_value();
    }

    void add_wins(KnowledgeStudies& studies) const
    {
        if (experiment().alternatives.size() < 2) {
            return;
        }
        if (!experiment().uncertainty.inputs.empty()) {
            add_wins(KnowledgeBasis::scenario, experiment(), stored_.outcome, studies);
        } else if (answer_.certificate && answer_.certificate->evidence) {
            const auto& worlds = *answer_.certificate->evidence;
            add_wins(KnowledgeBasis::evidence, worlds.experiment, worlds.outcome, studies);
        }
    }

    static void add_wins(KnowledgeBasis basis, const Experiment& uncertain, const Outcome& outcome,
                         KnowledgeStudies& studies)
    {
        if (outcome.worlds >= least_worlds && !shared_inputs(uncertain.uncertainty).empty()) {
            studies.wins = WinStudy{basis,
                                    outcome.worlds,
                                    outcome.futures_per_world,
                                    uncertain.uncertainty,
                                    map_of_wins(uncertain, outcome),
                                    robustness_of(outcome, std::nullopt, comparison_level)};
        }
    }

    const StoredResult& stored_;
    const ReportStudyOptions& options_;
    const AnswerStudies& answer_;
};

} // namespace

std::optional<KnowledgeStudies> study_knowledge(const StoredResult& stored, const ReportStudyOptions& options,
                                                const AnswerStudies& answer)
{
    return KnowledgeWork(stored, options, answer).work();
}

} // namespace kamsim
