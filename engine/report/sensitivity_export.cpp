#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kamsim/report/sensitivity_report.hpp"
#include "report/csv_text.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json; // NaN and infinity are written as null

/// One number of a method about an input.
struct Figure {
    std::string method;
    std::string input;
    std::string quantity;
    SensitivityIndex index;
};

SensitivityIndex bare(double value)
{
    const double none = std::nan("");
    return {value, none, {none, none, none, IntervalKind::student_t}};
}

void add_tornado(const SensitivitySpace& space, const Tornado& tornado, std::vector<Figure>& figures)
{
    for (const TornadoBar& bar : tornado.bars) {
        const std::string& input = space.input(bar.input).name;
        const auto add = [&](const char* quantity, const SensitivityIndex& index) {
            figures.push_back({"tornado", input, quantity, index});
        };
        add("low_value", bare(bar.low_value));
        add("high_value", bare(bar.high_value));
        add("low", bare(bar.low));
        add("high", bare(bar.high));
        add("swing", {bar.swing, bar.standard_error, bar.interval});
    }
}

void add_morris(const SensitivitySpace& space, const std::vector<ElementaryEffect>& effects,
                std::vector<Figure>& figures)
{
    for (std::size_t k = 0; k < effects.size(); ++k) {
        const std::string& input = space.input(k).name;
        const ElementaryEffect& effect = effects[k];
        figures.push_back({"morris", input, "mu_star", {effect.mean_absolute, effect.standard_error, effect.interval}});
        figures.push_back({"morris", input, "mu", bare(effect.mean)});
        figures.push_back({"morris", input, "sigma", bare(effect.standard_deviation)});
        figures.push_back({"morris", input, "luck", bare(effect.luck)});
    }
}

std::vector<Figure> figures_of(const SensitivitySpace& space, const SensitivityReport& report)
{
    std::vector<Figure> figures;
    if (report.tornado) {
        add_tornado(space, *report.tornado, figures);
    }
    if (report.morris) {
        add_morris(space, *report.morris, figures);
    }
    for (std::size_t group = 0; report.sobol && group < report.sobol->groups.size(); ++group) {
        figures.push_back({"sobol", group_text(space, group), "first", report.sobol->groups[group].first});
        figures.push_back({"sobol", group_text(space, group), "total", report.sobol->groups[group].total});
    }
    for (std::size_t k = 0; report.dependence && k < space.size(); ++k) {
        const std::string& input = space.input(k).name;
        figures.push_back({"moment-independent", input, "cramer_von_mises", report.dependence->indices[k]});
        figures.push_back({"moment-independent", input, "standardised_coefficient",
                           bare(report.dependence->regression.coefficients[k])});
    }
    return figures;
}

Json json_of(const Figure& figure)
{
    if (std::isnan(figure.index.interval.level)) {
        return figure.index.value;
    }
    return {{"value", figure.index.value},
            {"standard_error", figure.index.standard_error},
            {"interval", {figure.index.interval.low, figure.index.interval.high}},
            {"interval_kind", name(figure.index.interval.kind)}};
}

Json sizes_json(const SensitivityReport& report)
{
    Json sizes = Json::object();
    if (report.tornado) {
        sizes["tornado"] = {{"futures", report.tornado_futures}};
    }
    if (report.morris) {
        sizes["morris"] = {{"trajectories", report.trajectories}, {"futures", report.morris_futures}};
    }
    const auto filling = [](const FillingSizes& of) {
        return Json{
            {"base_points", of.rows * of.scramblings}, {"scramblings", of.scramblings}, {"futures", of.futures}};
    };
    if (report.sobol) {
        sizes["sobol"] = filling(report.sizes);
    }
    if (report.dependence) {
        sizes["moment-independent"] = filling(report.dependence_sizes);
    }
    return sizes;
}

} // namespace

std::string sensitivity_csv(const SensitivitySpace& space, const SensitivityReport& report)
{
    std::string text = "method,input,quantity,value,standard_error,low,high,interval_kind\n";
    for (const Figure& figure : figures_of(space, report)) {
        const bool has_interval = !std::isnan(figure.index.interval.level);
        text += csv_text_cell(figure.method) + "," + csv_text_cell(figure.input) + "," + csv_text_cell(figure.quantity)
                + "," + csv_number_cell(figure.index.value) + "," + csv_number_cell(figure.index.standard_error) + ","
                + csv_number_cell(figure.index.interval.low) + "," + csv_number_cell(figure.index.interval.high) + ","
                + csv_text_cell(has_interval ? name(figure.index.interval.kind) : "") + "\n";
    }
    return text;
}

std::string sensitivity_json(const SensitivitySpace& space, const SensitivityReport& report)
{
    Json json;
    json["output"] = output_text(space, report.output);
    json["unit"] = space.certain().currency;
    json["seed"] = space.certain().seed;
    json["sizes"] = sizes_json(report);
    if (report.tornado) {
        json["given"] = {{"mean", report.tornado->given},
                         {"interval", {report.tornado->interval.low, report.tornado->interval.high}}};
    }
    if (report.sobol) {
        json["variance"] = {{"of_the_mean_over_inputs", report.sobol->variance},
                            {"of_one_future_by_luck", report.sobol->luck_variance}};
    }
    if (report.dependence) {
        json["regression_r_squared"] = report.dependence->regression.explained;
    }
    for (const Figure& figure : figures_of(space, report)) {
        json["methods"][figure.method][figure.input][figure.quantity] = json_of(figure);
    }
    return json.dump(2) + "\n";
}

} // namespace kamsim
