#include "scenario/account_checks.hpp"

#include <map>
#include <set>

#include <fmt/format.h>

#include "kamsim/random/draws.hpp"
#include "kamsim/scenario/limits.hpp"

namespace kamsim {

namespace {

void check_ids(const std::vector<RawAccount>& rows, Diagnostics& diagnostics)
{
    std::map<std::string_view, const RawAccount*> by_id;
    std::map<std::uint64_t, const RawAccount*> by_entity;
    for (const RawAccount& row : rows) {
        const std::string_view id = row.account.id;
        if (id.empty()) {
            continue;
        }
        const auto [same_id, is_new] = by_id.emplace(id, &row);
        if (!is_new) {
            diagnostics.add(row.position,
                            fmt::format("column \"id\": \"{}\" stands on line {} already; ids must differ", id,
                                        same_id->second->position.line));
            continue;
        }
        const auto [same_entity, is_new_entity] = by_entity.emplace(entity_number(id), &row);
        if (!is_new_entity) {
            diagnostics.add(row.position,
                            fmt::format("column \"id\": \"{}\" and \"{}\" (line {}) have the same hash and "
                                        "would share their luck; change one of the two ids",
                                        id, same_entity->second->account.id, same_entity->second->position.line));
        }
    }
}

/// Segments share the luck of their market by the same kind of number.
void check_segments(const std::vector<RawAccount>& rows, Diagnostics& diagnostics)
{
    std::map<std::uint64_t, const RawAccount*> by_entity;
    std::set<std::string_view> seen;
    for (const RawAccount& row : rows) {
        if (!seen.insert(row.account.segment).second) {
            continue;
        }
        const auto [same, is_new] = by_entity.emplace(entity_number(row.account.segment), &row);
        if (!is_new) {
            diagnostics.add(row.position,
                            fmt::format("column \"segment\": \"{}\" and \"{}\" (line {}) have the same hash and would "
                                        "share their market's luck; rename one of the two",
                                        row.account.segment, same->second->account.segment,
                                        same->second->position.line));
        }
    }
}

void check_count(const CsvTable& csv, Diagnostics& diagnostics)
{
    if (csv.rows() == 0 && diagnostics.empty()) {
        diagnostics.add({csv.file(), csv.header_line(), 0},
                        "there is no account below the header; give each account a row");
    }
    if (csv.rows() > static_cast<std::size_t>(most_accounts)) {
        diagnostics.add({csv.file(), 0, 0}, fmt::format("there are {} accounts, and a scenario takes {}; leave out the "
                                                        "smallest, or put them together",
                                                        csv.rows(), most_accounts));
    }
}

} // namespace

void check_together(const CsvTable& csv, const std::vector<RawAccount>& rows, Diagnostics& diagnostics)
{
    check_ids(rows, diagnostics);
    check_segments(rows, diagnostics);
    check_count(csv, diagnostics);
}

} // namespace kamsim
