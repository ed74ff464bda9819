// What was recorded of each account: accounts, account_values, account_losses.

#include <cmath>
#include <string>

#include "report/table_columns.hpp"

namespace kamsim::tables {

namespace {

/// One account under one alternative.
struct AccountRow {
    const TableSource& source;
    int alternative;
    int account;
    int year = 0;
    LossReason reason{};

    [[nodiscard]] const Account& given() const
    {
        return source.stored.scenario.experiment.accounts[static_cast<std::size_t>(account)];
    }
    [[nodiscard]] const Outcome& outcome() const { return source.stored.outcome; }
    [[nodiscard]] const Moments& value_under(int design) const
    {
        return outcome().account_value[static_cast<std::size_t>(design) * static_cast<std::size_t>(outcome().accounts)
                                       + static_cast<std::size_t>(account)];
    }
    [[nodiscard]] const Moments& value() const { return value_under(alternative); }
};

using AccountColumns = std::vector<Column<AccountRow>>;

AccountColumns identity_columns()
{
    using Row = AccountRow;
    return {text<Row>("alternative", "name of the programme design",
                      [](const Row& row) {
                          return row.source.comparison.alternatives[static_cast<std::size_t>(row.alternative)].name;
                      }),
            text<Row>("account", "id of the account", [](const Row& row) { return row.given().id; }),
            text<Row>("name", "name of the account", [](const Row& row) { return row.given().name; }),
            text<Row>("segment", "segment of the account", [](const Row& row) { return row.given().segment; })};
}

template <class Visit>
void for_each_account(const TableSource& source, Visit visit)
{
    for (int alternative = 0; alternative < source.stored.outcome.alternatives; ++alternative) {
        for (int account = 0; account < source.stored.outcome.accounts; ++account) {
            visit(AccountRow{source, alternative, account});
        }
    }
}

void yearly_rows(const TableSource& source, const std::function<void(const AccountRow&)>& row)
{
    for_each_account(source, [&](AccountRow account) {
        for (account.year = 0; account.year < source.stored.outcome.years; ++account.year) {
            row(account);
        }
    });
}

void value_rows(const TableSource& source, const std::function<void(const AccountRow&)>& row)
{
    for_each_account(source, row);
}

void loss_rows(const TableSource& source, const std::function<void(const AccountRow&)>& row)
{
    for_each_account(source, [&](AccountRow account) {
        for (int reason = 0; reason < loss_reason_count; ++reason) {
            account.reason = static_cast<LossReason>(reason);
            row(account);
        }
    });
}

AccountColumns yearly_columns()
{
    using Row = AccountRow;
    auto columns = identity_columns();
    columns.push_back(whole<Row>("year", Unit::dimensionless, "0 is the first day, then the end of each year",
                                 [](const Row& row) { return row.year; }));
    for (const auto& declaration : account_measure_catalogue()) {
        columns.push_back(number<Row>(
            declaration.name, declaration.unit, std::string("mean over futures: ") + declaration.meaning,
            [measure = declaration.measure](const Row& row) {
                return row.outcome()
                    .account_means[row.outcome().account_index(row.alternative, measure, row.account, row.year)];
            }));
    }
    return columns;
}

AccountColumns value_columns()
{
    using Row = AccountRow;
    auto columns = identity_columns();
    columns.insert(
        columns.end(),
        {number<Row>("value_mean", Unit::money, "mean net present value of the account, programme cost shared out",
                     [](const Row& row) { return row.value().mean; }),
         number<Row>("value_sd", Unit::money, "its standard deviation over futures",
                     [](const Row& row) { return std::sqrt(row.value().variance()); }),
         number<Row>("difference_mean", Unit::money, "mean difference to the value under the baseline",
                     [](const Row& row) { return row.value().mean - row.value_under(row.outcome().baseline).mean; })});
    return columns;
}

AccountColumns loss_columns()
{
    using Row = AccountRow;
    auto columns = identity_columns();
    columns.push_back(text<Row>("reason", "what pushed most towards leaving",
                                [](const Row& row) { return std::string(name(row.reason)); }));
    columns.push_back(number<Row>(
        "losses", Unit::count, "losses of the account for this reason, mean over futures", [](const Row& row) {
            return row.outcome().account_losses[row.outcome().loss_index(row.alternative, row.account, row.reason)];
        }));
    return columns;
}

} // namespace

std::vector<ResultTable> account_tables()
{
    return {table<AccountRow>("account_values", "What each account is worth under each alternative.", value_columns(),
                              value_rows),
            table<AccountRow>("account_losses", "Why accounts leave.", loss_columns(), loss_rows),
            table<AccountRow>("accounts", "Every account on the first day and at the end of each year.",
                              yearly_columns(), yearly_rows)};
}

} // namespace kamsim::tables
