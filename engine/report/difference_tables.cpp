// Where the difference of two alternatives comes from: account_differences.

#include <array>

#include "kamsim/decision/account_differences.hpp"
#include "kamsim/simulation/alternative_pairs.hpp"
#include "report/account_rows_shown.hpp"
#include "report/table_columns.hpp"

namespace kamsim::tables {

namespace {

constexpr std::array groupings{DifferenceGrouping::account, DifferenceGrouping::segment, DifferenceGrouping::manager};

struct DifferenceTableRow {
    const AccountDifferences& differences;
    const ShownRow& shown;

    [[nodiscard]] const DifferencePart& part() const { return shown.part; }
};

void pair_rows(const TableSource& source, AlternativePair pair, const DifferencePart& total,
               const std::function<void(const DifferenceTableRow&)>& row)
{
    const auto& experiment = source.stored.scenario.experiment;
    for (const auto grouping : groupings) {
        const auto differences =
            account_differences(experiment, source.stored.outcome, pair.alternative, pair.against, grouping, total);
        for (const auto& shown : shown_rows(experiment, differences, differences.rows.size())) {
            // What no account shares and the total are the same for every grouping: they stand at the pair's end.
            if (shown.kind == ShownKind::part || grouping == groupings.back()) {
                row({differences, shown});
            }
        }
    }
}

/// One pair at a time, so that many pairs of many accounts need no memory of their own.
void difference_rows(const TableSource& source, const std::function<void(const DifferenceTableRow&)>& row)
{
    const auto& outcome = source.stored.outcome;
    const auto pairs = alternative_pairs(outcome.alternatives, outcome.baseline);
    for (std::size_t k = 0; k < pairs.size(); ++k) {
        pair_rows(source, pairs[k], source.total_differences[k], row);
    }
}

using DifferenceColumns = std::vector<Column<DifferenceTableRow>>;

DifferenceColumns identity_columns()
{
    using Row = DifferenceTableRow;
    return {text<Row>("alternative", "name of the programme design whose lead is explained",
                      [](const Row& row) { return row.differences.alternative; }),
            text<Row>("against", "name of the design that it is compared with",
                      [](const Row& row) { return row.differences.against; }),
            text<Row>("kind",
                      "account, segment or manager; unshared: what no account shares; total: the whole difference. The "
                      "rows of one of the first three kinds and unshared add up to total",
                      [](const Row& row) { return kind_text(row.shown, row.differences.grouping); }),
            text<Row>("id",
                      "id of the account, number of the manager from 1 on, or 0 for accounts that no manager ever "
                      "held; missing for the other kinds",
                      [](const Row& row) { return row.shown.id; }),
            text<Row>("name", "name of the account (its id where it has none), of the segment or of the manager",
                      [](const Row& row) { return row.shown.label; }),
            text<Row>("segment", "segment of the account; missing for the other kinds",
                      [](const Row& row) { return row.shown.segment; })};
}

void add_numbers(DifferenceColumns& columns)
{
    using Row = DifferenceTableRow;
    columns.insert(
        columns.end(),
        {number<Row>("mean", Unit::money,
                     "mean of the paired difference of this part of the net present value, programme cost shared out",
                     [](const Row& row) { return row.part().mean; }),
         number<Row>("standard_error", Unit::money, "standard error of that mean",
                     [](const Row& row) { return row.part().standard_error; }),
         number<Row>("low", Unit::money, "lower end of the 95 % interval of the mean, of this part alone",
                     [](const Row& row) { return row.part().interval.low; }),
         number<Row>("high", Unit::money, "upper end of it", [](const Row& row) { return row.part().interval.high; }),
         number<Row>("half_width", Unit::money, "half of the interval's width",
                     [](const Row& row) { return 0.5 * (row.part().interval.high - row.part().interval.low); }),
         text<Row>("interval_kind", "how the interval was made",
                   [](const Row& row) { return std::string(name(row.part().interval.kind)); }),
         number<Row>("share", Unit::share, "share of the whole difference; missing where that is 0",
                     [](const Row& row) { return row.part().share; })});
}

void add_kept(DifferenceColumns& columns)
{
    const auto kept = [&](const char* name, const char* meaning, double KeptShares::*share) {
        columns.push_back({{name, ColumnType::number, Unit::share, meaning}, [share](const DifferenceTableRow& row) {
                               return row.shown.kept ? TableCell(*row.shown.kept.*share) : TableCell();
                           }});
    };
    kept("kept_by_alternative_only",
         "share of futures in which the account is a customer at the horizon under the alternative and not under the "
         "one against it; missing for the other kinds",
         &KeptShares::alternative_only);
    kept("kept_by_against_only", "the other way round", &KeptShares::against_only);
}

} // namespace

std::vector<ResultTable> difference_tables()
{
    auto columns = identity_columns();
    add_numbers(columns);
    add_kept(columns);
    return {table<DifferenceTableRow>(
        "account_differences",
        "Which accounts, segments and managers the difference of two alternatives comes from, for every pair that the "
        "result keeps; within a kind the largest first. Empty where there is one alternative only.",
        std::move(columns), difference_rows)};
}

} // namespace kamsim::tables
