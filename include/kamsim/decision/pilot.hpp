#pragma once

#include <cstdint>
#include <vector>

#include "kamsim/decision/value_of_information.hpp"
#include "kamsim/model/experiment.hpp"
#include "kamsim/simulation/outcome.hpp"
#include "kamsim/simulation/study.hpp"

namespace kamsim {

/// A trial before the decision: some key accounts are served as a design says, and it is counted how many of them are
/// lost. Its data model: in a world whose chance of losing a key account within the trial is p, the number lost of k
/// accounts is binomial with k and p (docs/model.md, eq. 95). Accounts are taken to be lost independently of each
/// other, given the world.
struct PilotPlan {
    int alternative = 0; ///< the design that is tried
    int periods = 4;
    std::vector<int> accounts{12}; ///< sizes of the trial to look at
    double cost_of_account = 0.0;  ///< kEUR for one account over the trial
};

/// What the data of a trial of one size are worth.
struct PilotValue {
    int accounts = 0;
    InformationValue value; ///< before cost; mean over repeated trials
    double net = 0.0;       ///< less what it costs
};

struct Pilot {
    double mean_chance = 0.0; ///< of losing a key account within the trial, mean over worlds
    double low_chance = 0.0;  ///< its 5 % quantile over worlds
    double high_chance = 0.0; ///< its 95 % quantile
    std::vector<PilotValue> sizes;
    InformationValue limit; ///< of knowing the chance itself: a trial without end
};

/// Chance of losing a key account of the design within the first periods, for each world of the outcome: counted in
/// its futures again, then smoothed by regression on the shared inputs, so that luck does not pass for data.
/// @return [world]; empty where `goes_on` ended the study early
/// @throws std::invalid_argument where nothing is uncertain, or where the design has no key account in these periods
[[nodiscard]] std::vector<double> loss_chances(const Experiment& experiment, const Outcome& outcome, int alternative,
                                               int periods, const StudyOptions& options = {});

/// The expected value of the trial's data, for each size.
/// @param chances [world], of losing an account
/// @param leads [world][alternative], over one that is left out
/// @throws std::invalid_argument where sizes do not fit, a chance is no chance or a trial has no account
[[nodiscard]] Pilot value_of_pilot(const std::vector<double>& chances, const Eigen::MatrixXd& leads,
                                   const PilotPlan& plan, double level);

} // namespace kamsim
