#pragma once

#include <string>
#include <vector>

#include "kamsim/model/experiment.hpp"

namespace kamsim {

/// Sets what `resolved_parameters_json` wrote: everything but accounts, seed and baseline. Keys that it does not know
/// are left alone.
/// @throws nlohmann::json::exception where the text is no JSON, or something is missing or of another type
/// @throws std::invalid_argument where a word stands for nothing
void read_resolved_parameters(const std::string& json, Experiment& experiment);

/// What only some accounts have, their manager of today, named cells and stakeholder map, as a JSON object by account
/// id.
[[nodiscard]] std::string account_details_json(const std::vector<Account>& accounts);

/// Sets what `account_details_json` wrote.
/// @throws as read_resolved_parameters does, also for an account that is not there
void read_account_details(const std::string& json, std::vector<Account>& accounts);

} // namespace kamsim
