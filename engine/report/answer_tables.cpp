// What the alternatives are worth: alternatives, leads, ledger.

#include <cmath>
#include <limits>

#include "kamsim/statistics/paired.hpp"
#include "report/table_columns.hpp"

namespace kamsim::tables {

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

std::size_t index(int number)
{
    return static_cast<std::size_t>(number);
}

const std::string& alternative_name(const TableSource& source, int alternative)
{
    return source.comparison.alternatives[index(alternative)].name;
}

struct AlternativeRow {
    const TableSource& source;
    int alternative;
    double value_sd;

    [[nodiscard]] const AlternativeResult& result() const { return source.comparison.alternatives[index(alternative)]; }
};

using AlternativeColumns = std::vector<Column<AlternativeRow>>;

/// The columns of a quantity over futures: mean, precision and spread.
void add_summary(AlternativeColumns& columns, const std::string& prefix, FutureSummary AlternativeResult::*summary,
                 const std::string& what)
{
    const auto add = [&](const char* suffix, const std::string& meaning, auto value) {
        columns.push_back(
            number<AlternativeRow>(prefix + suffix, Unit::money, meaning, [summary, value](const AlternativeRow& row) {
                return value(row.result().*summary);
            }));
    };
    add("_mean", "mean of " + what, [](const FutureSummary& of) { return of.mean; });
    add("_standard_error", "standard error of that mean", [](const FutureSummary& of) { return of.standard_error; });
    add("_low", "lower end of the 95 % interval of the mean", [](const FutureSummary& of) { return of.interval.low; });
    add("_high", "upper end of the 95 % interval of the mean",
        [](const FutureSummary& of) { return of.interval.high; });
    columns.push_back(text<AlternativeRow>(
        prefix + "_interval_kind", "how the interval was made",
        [summary](const AlternativeRow& row) { return std::string(name((row.result().*summary).interval.kind)); }));
    add("_q05", "5 % quantile over futures", [](const FutureSummary& of) { return of.quantiles.q05; });
    add("_q25", "25 % quantile over futures", [](const FutureSummary& of) { return of.quantiles.q25; });
    add("_q50", "median over futures", [](const FutureSummary& of) { return of.quantiles.q50; });
    add("_q75", "75 % quantile over futures", [](const FutureSummary& of) { return of.quantiles.q75; });
    add("_q95", "95 % quantile over futures", [](const FutureSummary& of) { return of.quantiles.q95; });
}

/// Only where something is uncertain.
double of_worlds(const AlternativeRow& row, double value)
{
    return row.source.comparison.worlds > 1 ? value : missing;
}

void add_odds(AlternativeColumns& columns)
{
    using Row = AlternativeRow;
    columns.insert(
        columns.end(),
        {number<Row>("share_of_futures_best", Unit::share, "share of futures in which its value is the highest",
                     [](const Row& row) { return row.result().share_of_futures_best; }),
         number<Row>("confidence_best", Unit::probability, "probability that its true mean is the highest",
                     [](const Row& row) { return row.result().confidence_best; }),
         number<Row>("expected_loss", Unit::money, "expected loss of choosing it instead of the best",
                     [](const Row& row) { return row.result().expected_loss; }),
         number<Row>("share_of_worlds_best", Unit::share,
                     "share of worlds in which its mean value is the highest; missing where nothing is uncertain",
                     [](const Row& row) { return of_worlds(row, row.result().share_of_worlds_best); }),
         number<Row>("value_sd_between_worlds", Unit::money,
                     "standard deviation of the true means of worlds, what could be known; likewise",
                     [](const Row& row) { return of_worlds(row, row.result().value_knowledge.sd_between); }),
         number<Row>("value_sd_within_worlds", Unit::money,
                     "standard deviation within worlds, what nobody can know beforehand; likewise",
                     [](const Row& row) { return of_worlds(row, row.result().value_knowledge.sd_within); })});
}

void add_programme(AlternativeColumns& columns)
{
    using Row = AlternativeRow;
    columns.insert(
        columns.end(),
        {number<Row>("programme_spending", Unit::money, "mean discounted spending on the programme",
                     [](const Row& row) { return row.result().programme_spending; }),
         number<Row>("programme_return", Unit::factor,
                     "mean difference to the baseline for each unit of mean spending; missing for the baseline and "
                     "where nothing is spent",
                     [](const Row& row) { return row.result().programme_return.value_or(missing); }),
         number<Row>("payback_years", Unit::years,
                     "median time to payback; missing where half of the futures or more never pay back",
                     [](const Row& row) { return row.result().payback_years.value_or(missing); }),
         number<Row>("share_never_paid_back", Unit::share, "share of futures that never pay back",
                     [](const Row& row) { return row.result().share_never_paid_back; }),
         number<Row>("programme_survival", Unit::share, "share of futures with the programme on at the horizon",
                     [](const Row& row) { return row.result().programme_survival; }),
         number<Row>("residual_mean", Unit::money, "mean value beyond the horizon, also where the value leaves it out",
                     [](const Row& row) { return row.source.stored.outcome.residual_mean[index(row.alternative)]; })});
}

void alternative_rows(const TableSource& source, const std::function<void(const AlternativeRow&)>& row)
{
    const auto& outcome = source.stored.outcome;
    for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
        const auto values =
            std::span(outcome.value)
                .subspan(outcome.value_index(alternative, 0), static_cast<std::size_t>(outcome.replications));
        row({source, alternative, std::sqrt(sample_moments(values).variance())});
    }
}

ResultTable alternatives_table()
{
    using Row = AlternativeRow;
    AlternativeColumns columns{
        text<Row>("alternative", "name of the programme design", [](const Row& row) { return row.result().name; }),
        truth<Row>("is_baseline", "the others are compared with it",
                   [](const Row& row) { return row.alternative == row.source.comparison.baseline; }),
        truth<Row>("is_best", "has the highest mean value",
                   [](const Row& row) { return row.alternative == row.source.comparison.verdict.best; })};
    add_summary(columns, "value", &AlternativeResult::value, "the net present value of the portfolio");
    columns.push_back(number<Row>("value_sd", Unit::money, "standard deviation of the value over futures",
                                  [](const Row& row) { return row.value_sd; }));
    add_summary(columns, "difference", &AlternativeResult::difference,
                "the value's paired difference to the baseline's");
    add_odds(columns);
    add_programme(columns);
    return table<Row>("alternatives", "What each programme design is worth, alone and against the baseline.",
                      std::move(columns), alternative_rows);
}

struct LeadRow {
    const TableSource& source;
    const Lead& lead;
};

std::string standing_text(Lead::Standing standing)
{
    switch (standing) {
    case Lead::Standing::settled: return "settled";
    case Lead::Standing::open: return "open";
    case Lead::Standing::identical: return "identical";
    }
    return "";
}

void lead_rows(const TableSource& source, const std::function<void(const LeadRow&)>& row)
{
    for (const auto& lead : source.comparison.verdict.leads) {
        row({source, lead});
    }
}

ResultTable leads_table()
{
    using Row = LeadRow;
    return table<Row>(
        "leads", "The lead of the best alternative over each other one, the smallest first.",
        {text<Row>("best", "the alternative with the highest mean",
                   [](const Row& row) { return alternative_name(row.source, row.source.comparison.verdict.best); }),
         text<Row>("rival", "the other alternative",
                   [](const Row& row) { return alternative_name(row.source, row.lead.rival); }),
         number<Row>("mean", Unit::money, "mean of the paired difference of their values",
                     [](const Row& row) { return row.lead.mean; }),
         number<Row>("standard_error", Unit::money, "standard error of that mean",
                     [](const Row& row) { return row.lead.standard_error; }),
         number<Row>("low", Unit::money, "lower end of its interval; all leads lie in theirs with 95 %",
                     [](const Row& row) { return row.lead.interval.low; }),
         number<Row>("high", Unit::money, "upper end of it", [](const Row& row) { return row.lead.interval.high; }),
         text<Row>("interval_kind", "how the interval was made",
                   [](const Row& row) { return std::string(name(row.lead.interval.kind)); }),
         text<Row>("standing", "settled: the interval lies above 0; open: not; identical: equal in every future",
                   [](const Row& row) { return standing_text(row.lead.standing); })},
        lead_rows);
}

struct LedgerRow {
    const TableSource& source;
    int alternative;
    const LedgerLineDeclaration& line;

    [[nodiscard]] const Moments& mean() const
    {
        const auto& outcome = source.stored.outcome;
        return outcome.ledger[outcome.ledger_index(alternative, line.line)];
    }
    [[nodiscard]] const BridgeStep& step() const { return source.bridges[index(alternative)].line(line.line); }
};

void ledger_rows(const TableSource& source, const std::function<void(const LedgerRow&)>& row)
{
    for (int alternative = 0; alternative < source.stored.outcome.alternatives; ++alternative) {
        for (const auto& line : ledger_lines) {
            row({source, alternative, line});
        }
    }
}

ResultTable ledger_table()
{
    using Row = LedgerRow;
    return table<Row>(
        "ledger", "The lines that the value is made of; the differences are the bridge from the baseline.",
        {text<Row>("alternative", "name of the programme design",
                   [](const Row& row) { return alternative_name(row.source, row.alternative); }),
         text<Row>("line", "line of the ledger", [](const Row& row) { return std::string(row.line.name); }),
         number<Row>("mean", Unit::money, "mean over futures, net present; the lines add up to the mean value",
                     [](const Row& row) { return row.mean().mean; }),
         number<Row>("sd", Unit::money, "standard deviation over futures",
                     [](const Row& row) { return std::sqrt(row.mean().variance()); }),
         number<Row>("difference_mean", Unit::money, "mean of the paired difference to the baseline",
                     [](const Row& row) { return row.step().mean; }),
         number<Row>("difference_sd", Unit::money, "standard deviation of that difference over futures",
                     [](const Row& row) { return row.step().standard_deviation; }),
         number<Row>("difference_standard_error", Unit::money, "standard error of its mean",
                     [](const Row& row) { return row.step().standard_error; }),
         number<Row>("difference_low", Unit::money, "lower end of the 95 % interval of its mean, of this line alone",
                     [](const Row& row) { return row.step().interval.low; }),
         number<Row>("difference_high", Unit::money, "upper end of it",
                     [](const Row& row) { return row.step().interval.high; }),
         text<Row>("difference_interval_kind", "how the interval was made",
                   [](const Row& row) { return std::string(name(row.step().interval.kind)); }),
         text<Row>("meaning", "what the line holds", [](const Row& row) { return std::string(row.line.meaning); })},
        ledger_rows);
}

} // namespace

std::vector<ResultTable> answer_tables()
{
    return {alternatives_table(), leads_table(), ledger_table()};
}

} // namespace kamsim::tables
