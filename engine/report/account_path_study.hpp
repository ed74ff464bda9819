#pragma once

#include <optional>

#include "kamsim/report/report_studies.hpp"

namespace kamsim {

/// Every account in some of the result's futures.
/// @return empty where `goes_on` said no
[[nodiscard]] std::optional<AccountPaths> study_account_paths(const StoredResult& stored,
                                                              const ReportStudyOptions& options);

} // namespace kamsim
