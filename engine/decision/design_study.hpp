#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "kamsim/simulation/study.hpp"

namespace kamsim {

/// The independent units in which designs meet their luck: worlds, or lots of futures where nothing is uncertain.
struct StudyUnits {
    std::int64_t count = 1;
    std::int64_t futures = 1; ///< of each
    bool are_worlds = false;
};

/// As many whole worlds as hold about this many futures, at least two where there are so many; where nothing is
/// uncertain lots of `lot` futures, as many as hold at least this many.
[[nodiscard]] StudyUnits study_units(const Experiment& experiment, std::int64_t futures, std::int64_t lot);

/// Gives a copy of an experiment what follows from its numbers, whatever it had before.
using FollowNumbers = std::function<void(Experiment& copy)>;

/// Every alternative in the first units of the experiment's sample: on the luck, and in the worlds, of its own run.
/// @param follow empty where nothing follows; called in each world
/// @return points are units
[[nodiscard]] StudyValues study_designs(const Experiment& experiment, const StudyUnits& units,
                                        const FollowNumbers& follow, const std::vector<Measure>& measures,
                                        const StudyOptions& options, KeptAccounts accounts = KeptAccounts::nothing);

} // namespace kamsim
