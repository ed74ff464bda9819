#include "scenario/raw_account.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "kamsim/model/stakeholder_map.hpp"
#include "kamsim/random/draws.hpp"

namespace kamsim {

namespace {

constexpr std::size_t index_of(NumberColumn column)
{
    return static_cast<std::size_t>(column);
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

/// Applies the defaults of one account after the other and counts them.
class Resolver {
public:
    Resolver(const ColumnDefaults& defaults, int periods_per_year, Reading& reading)
        : defaults_(&defaults), periods_per_year_(periods_per_year), reading_(&reading)
    {}

    [[nodiscard]] Account resolve(RawAccount& row);
    void list_assumptions(std::size_t accounts) const;

private:
    void relate_to_stakeholders(RawAccount& row);
    void take_term_from_dates(RawAccount& row);
    /// The term must stand already.
    void take_renewal_from_dates(RawAccount& row, double term);
    /// Columns are resolved in the order of their declaration, so wallet, cells and term stand before what needs them.
    [[nodiscard]] double default_of(const NumberColumnDeclaration& declared, const RawAccount& row,
                                    const Account& account);
    [[nodiscard]] double built_in_default_of(const NumberColumnDeclaration& declared, const Account& account) const;
    void raise_live_cells(Account& account);

    const ColumnDefaults* defaults_;
    int periods_per_year_;
    Reading* reading_;
    std::array<std::size_t, number_column_count> missing_{};
    std::vector<std::string> mapped_;
    std::vector<std::string> raised_;
    std::vector<std::string> with_term_from_dates_;
    std::vector<std::string> rolled_;
};

Account Resolver::resolve(RawAccount& row)
{
    relate_to_stakeholders(row);
    take_term_from_dates(row);
    Account account = std::move(row.account);
    for (const NumberColumnDeclaration& declared : number_columns) {
        if (declared.column == NumberColumn::next_renewal) {
            row.account.id = account.id;
            take_renewal_from_dates(row, account.contract_term);
        }
        const std::optional<double>& number = row.number(declared.column);
        account.*declared.member = number ? *number : default_of(declared, row, account);
    }
    raise_live_cells(account);
    return account;
}

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

void Resolver::take_term_from_dates(RawAccount& row)
{
    std::optional<double>& term = row.number(NumberColumn::contract_term);
    if (!term && row.contract_start && row.renewal_date) {
        term = *row.renewal_date - *row.contract_start;
        with_term_from_dates_.push_back(row.account.id);
    }
}

void Resolver::take_renewal_from_dates(RawAccount& row, double term)
{
    std::optional<double>& next = row.number(NumberColumn::next_renewal);
    if (next || (!row.renewal_date && !row.contract_start)) {
        return;
    }
    const double date = row.renewal_date ? *row.renewal_date : *row.contract_start + term;
    next = date < 0.0 ? date + std::ceil(-date / term) * term : date;
    if (date < 0.0) {
        rolled_.push_back(row.account.id);
    }
}

double Resolver::default_of(const NumberColumnDeclaration& declared, const RawAccount& row, const Account& account)
{
    // A prospect buys nothing yet, whatever stands for customers.
    const bool is_of_customers =
        declared.column == NumberColumn::revenue || declared.column == NumberColumn::live_cells;
    if (is_of_customers && account.status == AccountStatus::prospect) {
        return 0.0;
    }
    ++missing_[index_of(declared.column)];
    const std::optional<double>& stated = defaults_->stated[index_of(declared.column)];
    if (!stated) {
        return built_in_default_of(declared, account);
    }
    if (declared.column == NumberColumn::wallet && *stated < account.revenue) {
        reading_->diagnostics.add(row.position,
                                  fmt::format("column \"wallet\": is missing, and its default in [portfolio.defaults] "
                                              "({}) is below the revenue of this account ({}); give this account a "
                                              "wallet, or leave the default out",
                                              *stated, account.revenue));
    }
    return *stated;
}

double Resolver::built_in_default_of(const NumberColumnDeclaration& declared, const Account& account) const
{
    switch (declared.column) {
    case NumberColumn::wallet: return account.revenue / default_share_of_wallet;
    case NumberColumn::live_cells: return least_live_cells(account.cells, account.revenue, account.wallet);
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

void Resolver::list_assumptions(std::size_t accounts) const
{
    std::vector<std::string>& assumptions = reading_->assumptions;
    for (const NumberColumnDeclaration& declared : number_columns) {
        const std::size_t missing = missing_[index_of(declared.column)];
        if (missing == 0) {
            continue;
        }
        const std::string extent = defaults_->given[index_of(declared.column)] || missing < accounts
                                       ? fmt::format("empty for {} of {} accounts", missing, accounts)
                                       : std::string("not given");
        const std::optional<double>& stated = defaults_->stated[index_of(declared.column)];
        assumptions.push_back(
            stated ? fmt::format("{}: {}; {} ([portfolio.defaults])", declared.name, extent, *stated)
                   : fmt::format("{}: {}; {} (docs/model.md)", declared.name, extent, declared.default_words));
    }
    const auto list = [&](const std::vector<std::string>& ids, std::string_view column, std::string_view what) {
        if (!ids.empty()) {
            assumptions.push_back(fmt::format("{} of {}: {}", column, first_names(ids), what));
        }
    };
    list(mapped_, "relationship", "not given; from the stakeholder map (docs/model.md, eq. 57)");
    list(raised_, "live_cells", "raised, so that the cells served can hold the revenue (docs/model.md, eq. 5)");
    list(with_term_from_dates_, "contract_term", "not given; from contract_start to next_renewal");
    list(rolled_, "next_renewal", "lies before the first day; moved on by whole contract terms");
}

} // namespace

std::vector<Account> resolve_accounts(std::vector<RawAccount> rows, const ColumnDefaults& defaults,
                                      int periods_per_year, Reading& reading)
{
    Resolver resolver(defaults, periods_per_year, reading);
    std::vector<Account> accounts;
    accounts.reserve(rows.size());
    for (RawAccount& row : rows) {
        accounts.push_back(resolver.resolve(row));
    }
    resolver.list_assumptions(accounts.size());
    return accounts;
}

} // namespace kamsim
