#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kamsim/decision/break_even.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/decision/sensitivity.hpp"
#include "kamsim/decision/value_of_information.hpp"
#include "kamsim/model/experiment.hpp"
#include "kamsim/model/parameter.hpp"
#include "kamsim/simulation/outcome.hpp"
#include "kamsim/simulation/study.hpp"

namespace kamsim {

/// Who says what is not known: the scenario, or, where it says nothing, the ranges of the evidence for the inputs that
/// move the decision most.
enum class KnowledgeBasis : std::uint8_t { scenario, evidence };

/// An uncertain input on which the decision rests.
struct CarryingAssumption {
    std::string input;                  ///< its path in the scenario
    double given = 0.0;                 ///< NaN where there is no single number
    std::optional<Grade> grade;         ///< of the evidence; empty: the scenario's own figure
    std::string source;                 ///< of the evidence; may be empty
    InformationValue worth;             ///< of knowing it before the decision
    std::size_t searched = 0;           ///< its place in Certificate::break_evens
    std::vector<std::string> crossings; ///< sentences: where another design takes over; empty: nowhere in its range
};

/// An experiment in whose worlds the value of knowledge is looked for, with an outcome of it.
struct KnownWorlds {
    Experiment experiment;
    Outcome outcome;
};

/// What a decision rests on, from one comparison, one set of worlds and one search for break-evens.
struct Certificate {
    Comparison comparison;   ///< of the run, in detail
    int recommended = 0;     ///< design with the highest mean
    Interval share_interval; ///< of its share of futures in which it is best

    KnowledgeBasis basis = KnowledgeBasis::scenario;
    std::int64_t worlds = 0;
    std::int64_t futures_per_world = 0;
    std::size_t shared_inputs = 0;             ///< uncertain in these worlds, and the same for all accounts
    std::size_t candidates = 0;                ///< inputs with a range of the evidence; 0 where the scenario speaks
    std::vector<double> shares_of_worlds_best; ///< [design]
    int best_over_worlds = 0;                  ///< design with the highest mean over these worlds
    ValueOfInformation information;

    /// Where the scenario has no worlds: every input with a range of the evidence, and what it does to the lead over
    /// the nearest rival, the strongest first; and the worlds of the strongest ones.
    std::vector<InputSwing> screened;
    std::optional<KnownWorlds> evidence;

    BreakEvens break_evens;                      ///< of the inputs in `assumptions`
    std::vector<CarryingAssumption> assumptions; ///< the most valuable to know first
};

struct CertificateOptions {
    std::int64_t worlds = 512;          ///< where the scenario has none
    std::int64_t futures_per_world = 8; ///< likewise
    std::size_t evidence_inputs = 12;   ///< likewise: of those with a range of the evidence, by a one-way screening
    std::size_t assumptions = 6;        ///< carrying ones, at most
    std::int64_t futures = 256;         ///< of each value tried in the search for break-evens
    StudyOptions study;                 ///< threads, progress of each step, and when to stop
};

/// Of the share of futures in which a design is best: Wilson's, or Student's t over the shares in worlds.
[[nodiscard]] Interval interval_of_share(const Outcome& outcome, int design);

/// @param outcome of the experiment; it gives the comparison and, where something is uncertain in it, the worlds
/// @return nothing where `goes_on` said no
/// @throws std::invalid_argument where there are not two designs, where the outcome is not one of this experiment, or
///   where it has too few worlds to say what knowledge is worth (value_of_information)
[[nodiscard]] std::optional<Certificate> certify(const Experiment& experiment, const Outcome& outcome,
                                                 const CertificateOptions& options = {});

/// "Recommended: matrix." and what is to be said with it: whether it is told apart from the next, what is lost if it is
/// wrong, and whether the worlds agree.
[[nodiscard]] std::string recommendation_text(const Certificate& certificate);

} // namespace kamsim
