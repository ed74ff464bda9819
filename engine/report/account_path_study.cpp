#include "report/account_path_study.hpp"

namespace kamsim {

std::optional<AccountPaths> study_account_paths(const StoredResult& stored, const ReportStudyOptions& options)
{
    AccountPathOptions follow;
    follow.threads = options.threads;
    follow.goes_on = options.goes_on;
    if (options.progress) {
        follow.progress = [&](std::int64_t done, std::int64_t all) {
            options.progress("what becomes of single accounts", done, all);
        };
    }
    return follow_accounts(stored.scenario.experiment, follow);
}

} // namespace kamsim
