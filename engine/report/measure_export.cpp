#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kamsim/model/catalogue.hpp"
#include "kamsim/report/measure_table.hpp"
#include "report/csv_text.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json; // NaN is written as null

/// A figure with the names of what it is about.
struct NamedFigure {
    const MeasureFigure* figure;
    std::string alternative;
    std::string measure;
    std::string unit;
    double years;
};

NamedFigure named(const MeasureFigure& figure, const Experiment& experiment)
{
    const auto& declaration = measure_catalogue()[static_cast<std::size_t>(figure.measure)];
    return {&figure, experiment.alternatives.at(static_cast<std::size_t>(figure.alternative)).name, declaration.name,
            unit_text(declaration.unit, experiment.currency),
            static_cast<double>(figure.period + 1) / experiment.periods_per_year};
}

std::string csv_row(const NamedFigure& row)
{
    const auto& figure = *row.figure;
    const auto& quantiles = figure.quantiles;
    auto text = fmt::format("{},{},{},{}", csv_text_cell(row.alternative), csv_text_cell(row.measure),
                            csv_text_cell(row.unit), figure.period + 1);
    for (const double number :
         {row.years, figure.count, figure.mean, figure.standard_error, figure.interval.low, figure.interval.high}) {
        text += "," + csv_number_cell(number);
    }
    text += "," + csv_text_cell(name(figure.interval.kind));
    for (const double number :
         {quantiles.q05, quantiles.q25, quantiles.q50, quantiles.q75, quantiles.q95, figure.quantile_error}) {
        text += "," + csv_number_cell(number);
    }
    return text + "\n";
}

Json figure_json(const NamedFigure& row, FigureKind kind)
{
    const auto& figure = *row.figure;
    Json json{{"alternative", row.alternative},
              {"measure", row.measure},
              {"unit", row.unit},
              {"period", figure.period + 1},
              {"years", row.years},
              {"count", figure.count},
              {kind == FigureKind::mean ? "mean" : "difference", figure.mean},
              {"standard_error", figure.standard_error},
              {"interval", {figure.interval.low, figure.interval.high}},
              {"interval_kind", name(figure.interval.kind)}};
    if (kind == FigureKind::mean) {
        json["quantiles"] = {{"5", figure.quantiles.q05},
                             {"25", figure.quantiles.q25},
                             {"50", figure.quantiles.q50},
                             {"75", figure.quantiles.q75},
                             {"95", figure.quantiles.q95}};
        json["quantile_error"] = figure.quantile_error;
    }
    return json;
}

} // namespace

std::string measure_csv(const Experiment& experiment, const Outcome& outcome, const MeasureSelection& selection)
{
    auto text = fmt::format("alternative,measure,unit,period,years,count,{},standard_error,interval_low,interval_high,"
                            "interval_kind,q05,q25,q50,q75,q95,quantile_error\n",
                            selection.kind == FigureKind::mean ? "mean" : "difference");
    for (const auto& figure : measure_figures(outcome, selection)) {
        text += csv_row(named(figure, experiment));
    }
    return text;
}

std::string measure_json(const Experiment& experiment, const Outcome& outcome, const MeasureSelection& selection)
{
    const bool are_means = selection.kind == FigureKind::mean;
    Json figures = Json::array();
    for (const auto& figure : measure_figures(outcome, selection)) {
        figures.push_back(figure_json(named(figure, experiment), selection.kind));
    }
    const auto name_of = [&](int alternative) {
        return experiment.alternatives.at(static_cast<std::size_t>(alternative)).name;
    };
    const Json document{{"title", experiment.title},
                        {"baseline", name_of(experiment.baseline)},
                        {"replications", outcome.replications},
                        {"kind", are_means ? "mean" : "difference"},
                        {"against", are_means ? Json() : Json(name_of(selection.against.value_or(outcome.baseline)))},
                        {"interval_level", comparison_level},
                        {"figures", std::move(figures)}};
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace kamsim
