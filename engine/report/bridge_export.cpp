#include "kamsim/report/bridge_export.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kamsim/decision/comparison.hpp"
#include "report/csv_text.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json; // NaN is written as null

std::string csv_row(const Bridge& bridge, std::string_view part, const BridgeStep& step)
{
    auto text = fmt::format("{},{},{}", csv_text_cell(bridge.from), csv_text_cell(bridge.to), csv_text_cell(part));
    for (const double number :
         {step.mean, step.standard_deviation, step.standard_error, step.interval.low, step.interval.high}) {
        text += "," + csv_number_cell(number);
    }
    return text + "," + csv_text_cell(name(step.interval.kind)) + "\n";
}

Json step_json(const BridgeStep& step)
{
    return {{"difference", step.mean},
            {"standard_deviation", step.standard_deviation},
            {"standard_error", step.standard_error},
            {"interval", {step.interval.low, step.interval.high}},
            {"interval_kind", name(step.interval.kind)}};
}

} // namespace

std::string bridge_csv(const Bridge& bridge, const Experiment& experiment)
{
    auto text = fmt::format("from,to,part,difference_{0},standard_deviation_{0},standard_error_{0},interval_low_{0},"
                            "interval_high_{0},interval_kind\n",
                            experiment.currency);
    for (const auto& declaration : ledger_lines) {
        text += csv_row(bridge, declaration.name, bridge.line(declaration.line));
    }
    text += fmt::format("{},{},{},{},,,,,\n", csv_text_cell(bridge.from), csv_text_cell(bridge.to),
                        csv_text_cell("rounding"), csv_number_cell(bridge.rounding));
    return text + csv_row(bridge, "total", bridge.total);
}

std::string bridge_json(const Bridge& bridge, const Experiment& experiment, const Outcome& outcome)
{
    Json lines = Json::object();
    for (const auto& declaration : ledger_lines) {
        lines[declaration.name] = step_json(bridge.line(declaration.line));
    }
    const Json document{{"title", experiment.title},
                        {"from", bridge.from},
                        {"to", bridge.to},
                        {"by", "line"},
                        {"unit", experiment.currency},
                        {"replications", outcome.replications},
                        {"worlds", outcome.worlds},
                        {"interval_level", comparison_level},
                        {"from_value", bridge.from_value},
                        {"to_value", bridge.to_value},
                        {"lines", std::move(lines)},
                        {"rounding", bridge.rounding},
                        {"total", step_json(bridge.total)}};
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace kamsim
