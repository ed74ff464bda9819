#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kamsim/decision/information_study.hpp"
#include "kamsim/decision/pilot.hpp"
#include "kamsim/decision/value_of_information.hpp"
#include "kamsim/model/experiment.hpp"

namespace kamsim {

/// A value by nested Monte Carlo beside that by regression.
struct NestedRow {
    InputGroup group;
    OpportunityLoss value;
};

/// Everything that was asked about the value of information.
struct InformationAnswer {
    ValueOfInformation information;
    std::int64_t worlds = 0;
    std::int64_t futures_per_world = 0;
    std::vector<NestedRow> nested;
    std::vector<ScoreGain> score; ///< empty: not asked
    PilotPlan pilot_plan;
    std::optional<Pilot> pilot;
};

/// For people: at most terminal_width wide, lines ended by a line feed.
[[nodiscard]] std::string information_text(const Experiment& experiment, const InformationAnswer& answer);

/// One row for each value: what, name, noise or accounts, value, low, high, kind of the interval. Money in kEUR.
[[nodiscard]] std::string information_csv(const Experiment& experiment, const InformationAnswer& answer);

/// One JSON object, indented, ended by a line feed. Money in kEUR; what is undefined is null.
[[nodiscard]] std::string information_json(const Experiment& experiment, const InformationAnswer& answer);

} // namespace kamsim
