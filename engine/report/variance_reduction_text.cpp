#include "kamsim/report/variance_reduction_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kamsim/decision/comparison.hpp"
#include "kamsim/decision/money_text.hpp"
#include "kamsim/report/terminal.hpp"
#include "report/text_layout.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json;

std::string quantity_text(const Experiment& experiment, const EstimatedQuantity& quantity)
{
    const auto name = [&](int alternative) {
        return experiment.alternatives[static_cast<std::size_t>(alternative)].name;
    };
    return quantity.against ? fmt::format("{} - {}", name(quantity.alternative), name(*quantity.against))
                            : name(quantity.alternative);
}

std::string ratio_text(const std::optional<VarianceRatio>& ratio)
{
    if (!ratio || std::isnan(ratio->ratio)) {
        return "-";
    }
    return std::isinf(ratio->ratio)
               ? std::string("no variance left")
               : fmt::format("{:.3g} ({:.3g} to {:.3g})", ratio->ratio, ratio->interval.low, ratio->interval.high);
}

std::string
table(const Experiment& experiment, const VarianceReduction& reduction,
      const std::vector<std::pair<std::string_view, std::optional<VarianceRatio> (*)(const ReductionRow&)>>& columns)
{
    std::size_t width = 8;
    for (const auto& row : reduction.rows) {
        width = std::max(width, display_width(quantity_text(experiment, row.quantity)));
    }
    width = std::min<std::size_t>(width, 30);
    auto text = "  " + left_aligned("mean of", width);
    for (const auto& [name, column] : columns) {
        text += " " + right_aligned(name, 22);
    }
    text += "\n";
    for (const auto& row : reduction.rows) {
        text += "  " + left_aligned(clipped(quantity_text(experiment, row.quantity), width), width);
        for (const auto& [name, column] : columns) {
            text += " " + right_aligned(ratio_text(column(row)), 22);
        }
        text += "\n";
    }
    return text;
}

Json ratio_json(const std::optional<VarianceRatio>& ratio)
{
    if (!ratio) {
        return {};
    }
    return {{"ratio", ratio->ratio},
            {"interval", {ratio->interval.low, ratio->interval.high}},
            {"interval_kind", name(ratio->interval.kind)}};
}

} // namespace

std::string variance_reduction_table(const Experiment& experiment, const VarianceReduction& reduction)
{
    const auto count = [](std::int64_t number) { return grouped(static_cast<double>(number), 0); };
    auto text =
        wrapped(fmt::format("Variance without a technique over the variance with it, at equal numbers of "
                            "futures, with {:.4g} % intervals: a ratio of 4 does with a quarter of the futures, "
                            "1 changes nothing.",
                            100.0 * comparison_level),
                terminal_width);
    text += "\n"
            + wrapped(fmt::format("Luck, from {} futures{} ({}):", count(reduction.request.replications),
                                  reduction.futures_per_world > 0 ? ", what is uncertain at its given value" : "",
                                  name(IntervalKind::delta_method)),
                      terminal_width);
    text += table(experiment, reduction,
                  {{"common luck", [](const ReductionRow& row) { return row.common_luck; }},
                   {"control variates", [](const ReductionRow& row) { return std::optional(row.controls); }}});
    if (reduction.futures_per_world > 0) {
        text += "\n"
                + wrapped(
                    fmt::format("Worlds, from {} randomisations of {} worlds of {} futures ({}), against random "
                                "worlds{}:",
                                count(reduction.request.randomisations), count(reduction.request.worlds),
                                count(reduction.futures_per_world), name(IntervalKind::fisher_f),
                                reduction.has_own_draws ? "; what accounts draw of their own at its given value" : ""),
                    terminal_width);
        text += table(experiment, reduction,
                      {{"antithetic worlds", [](const ReductionRow& row) { return row.antithetic_worlds; }},
                       {"Sobol worlds", [](const ReductionRow& row) { return row.sobol_worlds; }}});
    }
    return text + "\n"
           + wrapped(
               "A run has common luck always, and Sobol worlds unless uncertainty.design says otherwise. Controls "
               "are wallets, markets, frailty and the luck of renewals, satisfaction, relationships and won "
               "cells, fitted on the other half of the futures; runs do not use them, nor antithetic worlds.",
               terminal_width);
}

std::string variance_reduction_json(const Experiment& experiment, const VarianceReduction& reduction)
{
    const auto name_of = [&](int alternative) {
        return experiment.alternatives[static_cast<std::size_t>(alternative)].name;
    };
    Json rows = Json::array();
    for (const auto& row : reduction.rows) {
        const auto& against = row.quantity.against;
        rows.push_back({{"alternative", name_of(row.quantity.alternative)},
                        {"against", against ? Json(name_of(*against)) : Json()},
                        {"common_luck", ratio_json(row.common_luck)},
                        {"control_variates", ratio_json(row.controls)},
                        {"antithetic_worlds", ratio_json(row.antithetic_worlds)},
                        {"sobol_worlds", ratio_json(row.sobol_worlds)}});
    }
    const Json document{{"variance_ratios", rows},
                        {"level", comparison_level},
                        {"replications", reduction.request.replications},
                        {"randomisations", reduction.request.randomisations},
                        {"worlds", reduction.request.worlds},
                        {"futures_per_world", reduction.futures_per_world},
                        {"seed", experiment.seed}};
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace kamsim
