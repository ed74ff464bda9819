#include "scenario/raw_account.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "kamsim/model/stakeholder_map.hpp"
#include "kamsim/random/draws.hpp"

namespace kamsim {

namespace {

constexpr std::size_t index_of(NumberColumn column)
{
    return static_cast<std::size_t>(column);
}

/// Applies the defaults of one account after the other and counts them.
class Resolver {
public:
    Resolver(int periods_per_year, Reading& reading) : periods_per_year_(periods_per_year), reading_(&reading) {}

    [[nodiscard]] Account resolve(RawAccount& row)
    {
        relate_to_stakeholders(row);
        Account account = std::move(row.account);
        for (const NumberColumnDeclaration& declared : number_columns) {
            const std::optional<double> number = row.number(declared.column);
            account.*declared.member = number ? *number : default_of(declared, account);
            if (!number && declared.column != NumberColumn::revenue) {
                ++missing_[index_of(declared.column)];
            }
        }
        raise_live_cells(account);
        return account;
    }

    void list_assumptions(const std::array<bool, number_column_count>& given, std::size_t accounts) const;

private:
    void relate_to_stakeholders(RawAccount& row);
    /// Columns are resolved in the order of their declaration, so wallet, cells and term stand before what needs them.
    [[nodiscard]] double default_of(const NumberColumnDeclaration& declared, const Account& account) const;
    void raise_live_cells(Account& account);

    int periods_per_year_;
    Reading* reading_;
    std::array<std::size_t, number_column_count> missing_{};
    std::vector<std::string> mapped_;
    std::vector<std::string> raised_;
};

void Resolver::relate_to_stakeholders(RawAccount& row)
{
    if (row.account.stakeholders.empty()) {
        return;
    }
    try {
        const StakeholderMap map = solve_stakeholder_map(row.account.stakeholders);
        if (!row.number(NumberColumn::relationship)) {
            row.number(NumberColumn::relationship) = std::clamp(map.relationship, 0.0, 1.0);
            mapped_.push_back(row.account.id);
        }
    } catch (const std::invalid_argument& failure) {
        reading_->diagnostics.add(row.stakeholder_position,
                                  fmt::format("stakeholders of \"{}\": {}", row.account.id, failure.what()));
    }
}

double Resolver::default_of(const NumberColumnDeclaration& declared, const Account& account) const
{
    switch (declared.column) {
    case NumberColumn::wallet: return account.revenue / default_share_of_wallet;
    case NumberColumn::live_cells:
        return account.status == AccountStatus::prospect
                   ? 0.0
                   : least_live_cells(account.cells, account.revenue, account.wallet);
    case NumberColumn::next_renewal: {
        const double share = static_cast<double>(entity_number(account.id)) * 0x1p-64;
        return std::max(account.contract_term * share, 1.0 / periods_per_year_);
    }
    default: return declared.default_value;
    }
}

void Resolver::raise_live_cells(Account& account)
{
    if (account.status == AccountStatus::prospect) {
        return;
    }
    const double least = least_live_cells(account.cells, account.revenue, account.wallet);
    if (account.live_cells < least) {
        account.live_cells = least;
        raised_.push_back(account.id);
    }
}

/// `"a", "b", "c" and 12 more`.
std::string first_names(const std::vector<std::string>& names)
{
    constexpr std::size_t shown = 3;
    std::string list;
    for (std::size_t i = 0; i < std::min(shown, names.size()); ++i) {
        list += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", names[i]);
    }
    return names.size() > shown ? fmt::format("{} and {} more", list, names.size() - shown) : list;
}

void Resolver::list_assumptions(const std::array<bool, number_column_count>& given, std::size_t accounts) const
{
    std::vector<std::string>& assumptions = reading_->assumptions;
    for (const NumberColumnDeclaration& declared : number_columns) {
        const std::size_t missing = missing_[index_of(declared.column)];
        if (missing == 0) {
            continue;
        }
        const std::string extent = given[index_of(declared.column)]
                                       ? fmt::format("empty for {} of {} accounts", missing, accounts)
                                       : std::string("not given");
        assumptions.push_back(fmt::format("{}: {}; {} (docs/model.md)", declared.name, extent, declared.default_words));
    }
    if (!mapped_.empty()) {
        assumptions.push_back(fmt::format("relationship of {}: not given; from the stakeholder map (docs/model.md, "
                                          "eq. 57)",
                                          first_names(mapped_)));
    }
    if (!raised_.empty()) {
        assumptions.push_back(fmt::format("live_cells of {}: raised, so that the cells served can hold the revenue "
                                          "(docs/model.md, eq. 5)",
                                          first_names(raised_)));
    }
}

} // namespace

std::vector<Account> resolve_accounts(std::vector<RawAccount> rows, const std::array<bool, number_column_count>& given,
                                      int periods_per_year, Reading& reading)
{
    Resolver resolver(periods_per_year, reading);
    std::vector<Account> accounts;
    accounts.reserve(rows.size());
    for (RawAccount& row : rows) {
        accounts.push_back(resolver.resolve(row));
    }
    resolver.list_assumptions(given, accounts.size());
    return accounts;
}

} // namespace kamsim
