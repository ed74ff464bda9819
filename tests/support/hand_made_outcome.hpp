#pragma once

#include <array>
#include <string>
#include <vector>

#include "kamsim/model/experiment.hpp"
#include "kamsim/simulation/outcome.hpp"

namespace kamsim::test {

/// An alternative by its name and its value in each future, kEUR. The one named "none" has no programme.
struct HandMadeDesign {
    std::string name;
    std::vector<double> values;
};

struct HandMade {
    Experiment experiment;
    Outcome outcome;
};

inline constexpr std::array hand_made_shares{0.5, 0.3, 0.1};

/// An outcome that holds exactly these values, without a simulation: three accounts, seven years of quarters. The whole
/// value is in the ledger as 1.5 times itself retained less half of it for people. No measure is defined, every
/// programme pays back after two years and survives. The first design is the baseline. Of each value, the accounts have
/// hand_made_shares, and a tenth belongs to none; every account is a customer at the horizon in every future.
[[nodiscard]] HandMade hand_made(const std::vector<HandMadeDesign>& designs);

/// `count` numbers with exactly this mean and standard deviation (divisor n - 1), spread like a normal sample, in an
/// order that looks random; different strides give nearly independent orders.
[[nodiscard]] std::vector<double> normal_scores(int count, double mean, double standard_deviation, int stride);

} // namespace kamsim::test
