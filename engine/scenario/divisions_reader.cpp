#include "scenario/divisions_reader.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "kamsim/scenario/nearest_name.hpp"
#include "kamsim/scenario/policy_names.hpp"

namespace kamsim {

namespace {

constexpr std::array<std::string_view, 3> required_columns{"account", "division", "offer"};

CellStatus read_status(const MappedCsv& columns, std::size_t row, Diagnostics& diagnostics)
{
    const std::optional<Cell> cell = columns.cell(row, status_column);
    if (!cell) {
        return CellStatus::none;
    }
    std::vector<std::string> words;
    for (const auto& named : cell_status_names) {
        if (edit_distance(named.name, cell->text) == 0) { // capitals ignored
            return named.value;
        }
        words.emplace_back(named.name);
    }
    report(*cell, fmt::format("\"{}\" is no status of an offer; write {}", cell->text, quoted_list(words)),
           diagnostics);
    return CellStatus::none;
}

/// Accounts by id, and what was found on the way.
struct Places {
    std::map<std::string_view, RawAccount*> by_id;
    std::vector<std::string> ids;
    std::set<std::array<std::string, 3>> seen; ///< account, division, offer

    explicit Places(std::vector<RawAccount>& accounts)
    {
        for (RawAccount& account : accounts) {
            by_id.emplace(account.account.id, &account);
            ids.push_back(account.account.id);
        }
    }
};

void read_row(const MappedCsv& columns, std::size_t row, Places& places, Diagnostics& diagnostics)
{
    const std::string id = columns.text(row, "account");
    const auto account = places.by_id.find(id);
    const AccountCell cell{columns.text(row, "division"), columns.text(row, "offer"),
                           read_status(columns, row, diagnostics)};
    if (account == places.by_id.end()) {
        columns.report_at(row, "account", fmt::format("there is no account \"{}\"{}", id, did_you_mean(id, places.ids)),
                          diagnostics);
    } else if (cell.division.empty() || cell.offer.empty()) {
        columns.report_at(row, cell.division.empty() ? "division" : "offer",
                          "is empty; every row names a division and an offer", diagnostics);
    } else if (!places.seen.insert({id, cell.division, cell.offer}).second) {
        columns.report_at(
            row, "offer",
            fmt::format("\"{}\" in division \"{}\" of account \"{}\" stands twice", cell.offer, cell.division, id),
            diagnostics);
    } else if (cell.status == CellStatus::sold && account->second->account.status == AccountStatus::prospect) {
        columns.report_at(row, status_column,
                          fmt::format("account \"{}\" is a prospect, to which nothing is sold yet", id), diagnostics);
    } else {
        account->second->account.cell_list.push_back(cell);
    }
}

std::ptrdiff_t count(const Account& account, CellStatus status)
{
    return std::count_if(account.cell_list.begin(), account.cell_list.end(),
                         [&](const AccountCell& cell) { return cell.status == status; });
}

/// The counts stand in for what the accounts file does not say.
void take_counts(const MappedCsv& columns, RawAccount& raw, Diagnostics& diagnostics)
{
    if (raw.account.cell_list.empty()) {
        return;
    }
    std::optional<double>& cells = raw.number(NumberColumn::cells);
    std::optional<double>& live = raw.number(NumberColumn::live_cells);
    const auto sold = static_cast<double>(count(raw.account, CellStatus::sold));
    if (!cells) {
        cells = static_cast<double>(raw.account.cell_list.size());
    }
    if (!live && raw.account.status == AccountStatus::customer) {
        live = sold;
    }
    if (live.value_or(0.0) > *cells) {
        diagnostics.add(raw.position, fmt::format("account \"{}\" has {} cells and {} live ones, of which {} and the "
                                                  "accounts file give one each; correct one of the two",
                                                  raw.account.id, *cells, *live, columns.csv().file()));
    }
}

void list_assumptions(const MappedCsv& columns, const std::vector<RawAccount>& accounts, Reading& reading)
{
    constexpr std::size_t shown = 3;
    std::ptrdiff_t cells = 0;
    std::ptrdiff_t sold = 0;
    std::vector<std::string> leads;
    for (const RawAccount& raw : accounts) {
        cells += static_cast<std::ptrdiff_t>(raw.account.cell_list.size());
        sold += count(raw.account, CellStatus::sold);
        for (const AccountCell& cell : raw.account.cell_list) {
            if (cell.status == CellStatus::lead) {
                leads.push_back(fmt::format("{} ({}, {})", raw.account.id, cell.division, cell.offer));
            }
        }
    }
    const std::string file = std::filesystem::path(columns.csv().file()).filename().string();
    std::string sentence = fmt::format("{}: {} divisions x offers, {} sold, {} leads", file, cells, sold, leads.size());
    for (std::size_t i = 0; i < std::min(shown, leads.size()); ++i) {
        sentence += fmt::format("{} {}", i == 0 ? ":" : ",", leads[i]);
    }
    if (leads.size() > shown) {
        sentence += fmt::format(" and {} more", leads.size() - shown);
    }
    reading.assumptions.push_back(sentence + "; they count as cells where the accounts file gives none");
}

} // namespace

std::vector<std::string> known_division_columns()
{
    return {"account", "division", "offer", std::string(status_column)};
}

void read_divisions(const MappedCsv& columns, std::vector<RawAccount>& accounts, Reading& reading)
{
    if (!has_columns(columns, required_columns, "portfolio.divisions", reading.diagnostics)) {
        return;
    }
    Places places(accounts);
    for (std::size_t row = 0; row < columns.csv().rows(); ++row) {
        read_row(columns, row, places, reading.diagnostics);
    }
    for (RawAccount& account : accounts) {
        take_counts(columns, account, reading.diagnostics);
    }
    list_assumptions(columns, accounts, reading);
    if (const std::string ignored = ignored_columns_sentence(columns); !ignored.empty()) {
        reading.assumptions.push_back(ignored);
    }
}

} // namespace kamsim
