#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "kamsim/decision/opportunity_loss.hpp"
#include "kamsim/model/experiment.hpp"
#include "kamsim/simulation/outcome.hpp"
#include "kamsim/statistics/intervals.hpp"

namespace kamsim {

/// What knowing something before choosing is worth on average: kEUR, net present, per decision, over the horizon.
struct InformationValue {
    double mean = 0.0; ///< at least 0
    double standard_error = 0.0;
    Interval interval;
    double explained = 0.0; ///< largest part that it explains of the variance of a difference between worlds
};

/// The value of learning a statistic exactly, from worlds in which it and the leads of alternatives are known: the
/// leads are regressed on it (SmoothFit), which averages luck and everything else out, and the alternative that is then
/// best is taken (Strong, Oakley, Brennan 2014; of data from a trial: Strong, Oakley, Brennan, Breeze 2015;
/// docs/model.md, eq. 94). The interval is the posterior's, with worlds weighted anew (Rubin 1981).
/// @param leads [world][alternative], over one that is left out
/// @param statistic [world][number]
/// @throws std::invalid_argument where sizes do not fit or the level is not between 0 and 1
[[nodiscard]] InformationValue value_of_statistic(const Eigen::MatrixXd& leads, const Eigen::MatrixXd& statistic,
                                                  double level);

/// Several uncertain inputs that would be learned together.
struct InputGroup {
    std::string name;
    std::vector<std::size_t> inputs; ///< coordinates, in the order of shared_inputs()
};

/// One group for each mechanism that several shared inputs belong to: the part of their path before the first dot.
[[nodiscard]] std::vector<InputGroup> groups_by_mechanism(const Experiment& experiment);

struct InformationRow {
    InputGroup group;
    InformationValue value;
};

/// What better knowledge of the uncertain inputs is worth.
struct ValueOfInformation {
    OpportunityLosses losses;            ///< the value of perfect information among them
    std::vector<InformationRow> inputs;  ///< one for each shared input, the most valuable first
    std::vector<InformationRow> groups;  ///< likewise
    std::vector<std::string> own_inputs; ///< that accounts draw each for itself: they have no single value to learn
};

/// From the worlds of an outcome.
/// @throws std::invalid_argument where nothing is uncertain, where there are fewer than 8 worlds, or where a group
///   names an input that there is not
[[nodiscard]] ValueOfInformation value_of_information(const Experiment& experiment, const Outcome& outcome,
                                                      const std::vector<InputGroup>& groups, double level);

/// What was drawn in each world for the shared inputs: [world][coordinate].
[[nodiscard]] Eigen::MatrixXd world_inputs(const Outcome& outcome);

/// Means over each world's futures of what alternatives are worth more than the baseline: [world][alternative without
/// the baseline], in their order.
[[nodiscard]] Eigen::MatrixXd world_leads(const Outcome& outcome);

} // namespace kamsim
