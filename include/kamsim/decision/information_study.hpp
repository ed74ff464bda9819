#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "kamsim/decision/opportunity_loss.hpp"
#include "kamsim/decision/value_of_information.hpp"
#include "kamsim/model/experiment.hpp"
#include "kamsim/simulation/study.hpp"

namespace kamsim {

// Values of information that need simulations of their own. All are kEUR, net present, per decision, over the horizon.

/// Nested Monte Carlo: values of the inputs, and for each of them worlds of everything else.
struct NestedPlan {
    std::int64_t outer = 64; ///< values of the inputs
    std::int64_t inner = 32; ///< worlds of the others for each
    std::int64_t futures = 8;
};

/// The value of knowing the inputs of a group, by nested Monte Carlo: opportunity_losses() over the outer values, whose
/// means of `inner` worlds are rid of their luck there. Outer values are those of the first worlds; the others' are
/// those of worlds drawn for each.
/// @return empty where `goes_on` ended the study early
/// @throws std::invalid_argument where nothing is uncertain, or where an input of the group is correlated with one that
///   is not in it, whose values would then depend on it
[[nodiscard]] std::optional<OpportunityLoss> nested_value(const Experiment& experiment, const InputGroup& group,
                                                          const NestedPlan& plan, double level,
                                                          const StudyOptions& options = {});

/// What the value of designs gains where the noise of the health score falls.
struct ScoreGain {
    double noise = 0.0; ///< part of today's noise that is left
    int alternative = 0;
    double mean = 0.0; ///< paired difference to today's noise
    double standard_error = 0.0;
    Interval interval;
    double yearly = 0.0; ///< even amount a year with the same present value, at the given discount rate
};

struct ScorePlan {
    std::vector<double> noise{0.75, 0.5, 0.25, 0.0}; ///< parts of today's standard deviation (retention.observation_sd)
    std::int64_t worlds = 128;                       ///< at most so many of the experiment's
    std::int64_t futures = 8;
};

/// By simulating all alternatives in the same worlds and on the same luck with less and less noise.
/// @return [noise][alternative] in the order of the plan; empty where `goes_on` ended the study early
/// @throws std::invalid_argument where a part of the noise is negative, or where there are fewer than two worlds
[[nodiscard]] std::vector<ScoreGain> value_of_better_score(const Experiment& experiment, const ScorePlan& plan,
                                                           double level, const StudyOptions& options = {});

/// Even amount a year, booked at mid-periods, whose present value over the horizon is 1.
[[nodiscard]] double yearly_amount(const Experiment& experiment);

} // namespace kamsim
