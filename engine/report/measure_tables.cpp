// What was recorded of the whole portfolio over time: measures, managers, curves.

#include <cmath>
#include <numeric>

#include "kamsim/decision/measure_figures.hpp"
#include "kamsim/model/catalogue.hpp"
#include "report/table_columns.hpp"

namespace kamsim::tables {

namespace {

const std::string& alternative_name(const TableSource& source, int alternative)
{
    return source.comparison.alternatives[static_cast<std::size_t>(alternative)].name;
}

/// When the year was recorded: at its end, or at the horizon where that comes first.
double end_of_year(const Outcome& outcome, int year)
{
    const double horizon = static_cast<double>(outcome.periods) / outcome.periods_per_year;
    return std::fmin(year, horizon);
}

struct MeasureTableRow {
    const TableSource& source;
    const MeasureDeclaration& declaration;
    const MeasureFigure& figure;

    [[nodiscard]] double sd() const
    {
        const auto& outcome = source.stored.outcome;
        const auto index = outcome.measure_index(figure.alternative, figure.measure, figure.period);
        return std::sqrt(outcome.measures[index].moments.variance());
    }
};

void measure_table_rows(const TableSource& source, const std::function<void(const MeasureTableRow&)>& row)
{
    const auto& outcome = source.stored.outcome;
    std::vector<int> alternatives(static_cast<std::size_t>(outcome.alternatives));
    std::iota(alternatives.begin(), alternatives.end(), 0);
    std::vector<int> periods(static_cast<std::size_t>(outcome.periods));
    std::iota(periods.begin(), periods.end(), 0);
    for (const auto& declaration : measure_catalogue()) {
        for (const auto& figure : measure_figures(outcome, {{declaration.measure}, alternatives, periods})) {
            if (figure.count > 0.0) {
                row({source, declaration, figure});
            }
        }
    }
}

std::vector<Column<MeasureTableRow>> measure_columns()
{
    using Row = MeasureTableRow;
    const auto figure = [](const char* name, const char* meaning, auto value) {
        return number<Row>(name, Unit::dimensionless, meaning, [value](const Row& row) { return value(row.figure); });
    };
    return {text<Row>("alternative", "name of the programme design",
                      [](const Row& row) { return alternative_name(row.source, row.figure.alternative); }),
            text<Row>("measure", "name of the measure; kamsim measures says what each means",
                      [](const Row& row) { return std::string(row.declaration.name); }),
            text<Row>("unit", "unit of the numbers of this row",
                      [](const Row& row) {
                          return unit_text(row.declaration.unit, row.source.stored.scenario.experiment.currency);
                      }),
            whole<Row>("period", Unit::dimensionless, "number of the period, from 1 on",
                       [](const Row& row) { return row.figure.period + 1; }),
            number<Row>("end", Unit::years, "end of the period, from the first day",
                        [](const Row& row) {
                            return static_cast<double>(row.figure.period + 1)
                                   / row.source.stored.outcome.periods_per_year;
                        }),
            number<Row>("futures", Unit::count, "futures in which the measure is defined",
                        [](const Row& row) { return row.figure.count; }),
            figure("mean", "mean over these futures", [](const MeasureFigure& of) { return of.mean; }),
            number<Row>("sd", Unit::dimensionless, "standard deviation over these futures",
                        [](const Row& row) { return row.sd(); }),
            figure("standard_error", "standard error of the mean",
                   [](const MeasureFigure& of) { return of.standard_error; }),
            figure("low", "lower end of the 95 % interval of the mean",
                   [](const MeasureFigure& of) { return of.interval.low; }),
            figure("high", "upper end of it", [](const MeasureFigure& of) { return of.interval.high; }),
            text<Row>("interval_kind", "how the interval was made",
                      [](const Row& row) { return std::string(name(row.figure.interval.kind)); }),
            figure("q05", "5 % quantile over futures", [](const MeasureFigure& of) { return of.quantiles.q05; }),
            figure("q25", "25 % quantile", [](const MeasureFigure& of) { return of.quantiles.q25; }),
            figure("q50", "median", [](const MeasureFigure& of) { return of.quantiles.q50; }),
            figure("q75", "75 % quantile", [](const MeasureFigure& of) { return of.quantiles.q75; }),
            figure("q95", "95 % quantile", [](const MeasureFigure& of) { return of.quantiles.q95; }),
            figure("quantile_error", "largest error of the five quantiles",
                   [](const MeasureFigure& of) { return of.quantile_error; })};
}

struct ManagerRow {
    const TableSource& source;
    int alternative;
    int manager;
    int year;

    [[nodiscard]] double mean(ManagerMeasure measure) const
    {
        const auto& outcome = source.stored.outcome;
        return outcome.manager_means[outcome.manager_index(alternative, measure, manager, year)];
    }
    [[nodiscard]] std::string name() const
    {
        const auto& managers = source.stored.scenario.experiment.today.managers;
        const auto place = static_cast<std::size_t>(manager);
        return place < managers.size() ? managers[place].name : std::string();
    }
};

void manager_rows(const TableSource& source, const std::function<void(const ManagerRow&)>& row)
{
    const auto& outcome = source.stored.outcome;
    for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
        for (int manager = 0; manager < outcome.managers; ++manager) {
            for (int year = 0; year < outcome.years; ++year) {
                row({source, alternative, manager, year});
            }
        }
    }
}

std::vector<Column<ManagerRow>> manager_columns()
{
    using Row = ManagerRow;
    std::vector<Column<Row>> columns{
        text<Row>("alternative", "name of the programme design",
                  [](const Row& row) { return alternative_name(row.source, row.alternative); }),
        whole<Row>("manager", Unit::dimensionless, "number of the manager, from 1 on",
                   [](const Row& row) { return row.manager + 1; }),
        text<Row>("name_today", "who holds the post on the first day; missing where nobody is named",
                  [](const Row& row) { return row.name(); }),
        whole<Row>("year", Unit::dimensionless, "0 is the first day, then the end of each year",
                   [](const Row& row) { return row.year; })};
    for (const auto& declaration : manager_measure_catalogue()) {
        columns.push_back(number<Row>(declaration.name, declaration.unit,
                                      std::string("mean over futures: ") + declaration.meaning,
                                      [measure = declaration.measure](const Row& row) { return row.mean(measure); }));
    }
    return columns;
}

struct CurveRow {
    const TableSource& source;
    int alternative;
    int year;
    int point;

    [[nodiscard]] std::size_t index() const { return source.stored.outcome.curve_index(alternative, year, point); }
};

void curve_rows(const TableSource& source, const std::function<void(const CurveRow&)>& row)
{
    const auto& outcome = source.stored.outcome;
    for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
        for (int year = 0; year < outcome.years; ++year) {
            for (int point = 0; point < curve_points; ++point) {
                row({source, alternative, year, point});
            }
        }
    }
}

std::vector<Column<CurveRow>> curve_columns()
{
    using Row = CurveRow;
    return {text<Row>("alternative", "name of the programme design",
                      [](const Row& row) { return alternative_name(row.source, row.alternative); }),
            whole<Row>("year", Unit::dimensionless, "0 is the first day, then the end of each year",
                       [](const Row& row) { return row.year; }),
            number<Row>("end", Unit::years, "when the year was recorded, from the first day",
                        [](const Row& row) { return end_of_year(row.source.stored.outcome, row.year); }),
            number<Row>("share_of_accounts", Unit::share, "share of the accounts, the best first",
                        [](const Row& row) { return static_cast<double>(row.point + 1) / curve_points; }),
            number<Row>("share_of_revenue", Unit::share,
                        "Pareto curve: mean share of revenue of the largest accounts up to here",
                        [](const Row& row) { return row.source.stored.outcome.pareto_curve[row.index()]; }),
            number<Row>("cumulative_profit", Unit::money,
                        "whale curve: mean profit of the year of the most profitable accounts up to here",
                        [](const Row& row) { return row.source.stored.outcome.whale_curve[row.index()]; })};
}

} // namespace

std::vector<ResultTable> measure_tables()
{
    return {table<MeasureTableRow>("measures",
                                   "Every measure of the portfolio in every period. A measure that is defined in no "
                                   "future, as yearly ones between the ends of years, has no row.",
                                   measure_columns(), measure_table_rows),
            table<ManagerRow>("managers", "What was recorded of each manager; empty where there never is one.",
                              manager_columns(), manager_rows),
            table<CurveRow>("curves", "How revenue and profit are spread over the accounts, year by year.",
                            curve_columns(), curve_rows)};
}

} // namespace kamsim::tables
