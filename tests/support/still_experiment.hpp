#pragma once

#include "kamsim/simulation/simulate.hpp"
#include "support/stochastic_check.hpp"

namespace kamsim {

/// A customer in the middle of every scale: 100 kEUR a year at a margin of 1, a quarter of a wallet of 400, 3 of 12
/// cells live (so depth 1), relationship .4, all shares .5 but global_share 0, contracts of one year, segment "all".
[[nodiscard]] Account plain_account(int number);

/// An experiment in which nothing moves, for tests that switch on one mechanism: plain accounts, every parameter that
/// may be 0 is 0, nobody ever leaves, discount rate 0. One alternative, without a programme; the second structure,
/// "programme", costs nothing, does nothing and has one manager for each key account.
[[nodiscard]] Experiment still_experiment(int accounts, std::int64_t replications);

/// The same where "programme" stands since today (age 0) and every account is a key account.
[[nodiscard]] Experiment still_programme(int accounts, std::int64_t replications);

[[nodiscard]] inline StructureParameters& programme_of(Experiment& experiment)
{
    return experiment.structures.at(1).parameters;
}

[[nodiscard]] inline double& lever(Experiment& experiment, Lever which, std::size_t alternative = 0)
{
    return experiment.alternatives.at(alternative).levers.at(static_cast<std::size_t>(which));
}

/// Simulates on one thread.
[[nodiscard]] Outcome run(const Experiment& experiment);

[[nodiscard]] const Moments& moments_of(const Outcome& outcome, Measure measure, int period, int alternative = 0);

/// Mean of a measure over replications, for figures that luck does not touch.
[[nodiscard]] double mean_of(const Outcome& outcome, Measure measure, int period, int alternative = 0);

/// The same with its standard error.
[[nodiscard]] Estimate estimate_of(const Outcome& outcome, Measure measure, int period, int alternative = 0);

/// Net present value of a ledger line, mean over replications.
[[nodiscard]] double line_of(const Outcome& outcome, LedgerLine line, int alternative = 0);

[[nodiscard]] double account_mean(const Outcome& outcome, AccountMeasure measure, int account, int year,
                                  int alternative = 0);

} // namespace kamsim
