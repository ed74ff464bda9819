#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kamsim/scenario/precision_contract.hpp"
#include "kamsim/simulation/sample_part.hpp"

namespace kamsim {

/// A run that ends at the first of its looks at which a contract holds.
struct PlannedLooks {
    PrecisionContract contract;
    std::vector<std::int64_t> replications; ///< at which the sample is looked at; the last are all of the plan

    bool operator==(const PlannedLooks&) const = default;
};

/// What a run is to simulate, beside its scenario.
struct RunPlan {
    LeafRange leaves;      ///< to be simulated
    std::string base_hash; ///< of the finished result that they are added to (verify_file); empty where there is none

    RecordedDetail detail = RecordedDetail::ledgers; ///< what is kept of each replication
    std::optional<PlannedLooks> looks{};             ///< empty: all leaves are simulated

    bool operator==(const RunPlan&) const = default;
};

} // namespace kamsim
