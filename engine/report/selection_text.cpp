#include "kamsim/report/selection_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kamsim/decision/money_text.hpp"
#include "report/text_layout.hpp"

namespace kamsim {

namespace {

const std::string& name_of(const Experiment& experiment, int design)
{
    return experiment.alternatives[static_cast<std::size_t>(design)].name;
}

std::string futures(double count)
{
    return grouped(count, 0);
}

std::string names_of(const Experiment& experiment, const std::vector<int>& designs)
{
    std::string names;
    for (const int design : designs) {
        names += fmt::format("{}{}", names.empty() ? "" : ", ", name_of(experiment, design));
    }
    return names;
}

/// What happened, in one or two sentences.
std::string end_sentence(const Experiment& experiment, const DesignSelection& selection)
{
    const auto& leader = name_of(experiment, selection.leader);
    if (selection.end == SelectionEnd::selected) {
        return fmt::format("{} is chosen.", leader);
    }
    const auto left = names_of(experiment, selection.survivors);
    const auto to_go = futures(static_cast<double>(selection.most_replications_left));
    const std::string_view reason =
        selection.end == SelectionEnd::exhausted ? "--max-replications came first" : "interrupted";
    return fmt::format("Not settled ({}): {} are left, {} ahead. At most {} more futures of each would settle it.",
                       reason, left, leader, to_go);
}

std::string design_rows(const Experiment& experiment, const DesignSelection& selection, Colour colour)
{
    double largest = 0.0;
    std::size_t width = 8;
    for (const int design : selection.request.among) {
        largest = std::max(largest, std::fabs(selection.means[static_cast<std::size_t>(design)]));
        width = std::max(width, display_width(name_of(experiment, design)));
    }
    width = std::min<std::size_t>(width, 32);
    const auto unit = money_unit(experiment.currency, largest);
    auto text = fmt::format("  {} {:>14} {:>12}  {}\n", left_aligned("design", width), "futures",
                            fmt::format("mean, {}", unit.name), "given up");
    for (const int design : selection.request.among) {
        const auto found = std::find_if(selection.eliminations.begin(), selection.eliminations.end(),
                                        [&](const DesignElimination& one) { return one.design == design; });
        const bool is_out = found != selection.eliminations.end();
        const auto padded = left_aligned(clipped(name_of(experiment, design), width), width);
        const bool is_chosen = selection.end == SelectionEnd::selected && design == selection.leader;
        text += fmt::format(
            "  {} {:>14} {:>12}  {}\n", is_chosen ? emphasised(padded, Emphasis::strong, colour) : padded,
            futures(static_cast<double>(selection.replications[static_cast<std::size_t>(design)])),
            unit.text(selection.means[static_cast<std::size_t>(design)]),
            is_out ? fmt::format("after {}", futures(static_cast<double>(found->replications))) : std::string("-"));
    }
    return text;
}

std::string effort_paragraph(const DesignSelection& selection)
{
    const auto spent = static_cast<double>(selection.spent());
    const auto& others = selection.others;
    return wrapped(
        fmt::format("Futures simulated, over all designs: {}. All designs to the end would have taken {}; two "
                    "stages with luck of each design's own, for the same guarantee (Dudewicz and Dalal "
                    "1975), about {}.",
                    futures(spent), futures(others.equal_on_common_luck), futures(others.two_stages_on_own_luck)),
        terminal_width);
}

std::string_view end_name(SelectionEnd end)
{
    switch (end) {
    case SelectionEnd::selected: return "selected";
    case SelectionEnd::exhausted: return "exhausted";
    case SelectionEnd::interrupted: return "interrupted";
    }
    return "";
}

} // namespace

std::string selection_header(const Experiment& experiment, const SelectionRequest& request)
{
    const auto designs = request.among.empty() ? experiment.alternatives.size() : request.among.size();
    std::string unit = "futures";
    if (!experiment.uncertainty.inputs.empty()) {
        unit = fmt::format("worlds of {} futures", experiment.uncertainty.futures_per_world);
    }
    return wrapped(fmt::format("Selecting the best of {} designs by mean value, fully sequentially (Kim and Nelson "
                               "2001), on common luck, in {}. {}",
                               designs, unit, guarantee_sentence(request)),
                   terminal_width)
           + "\n";
}

std::string elimination_line(const Experiment& experiment, const DesignElimination& elimination)
{
    return wrapped(fmt::format("After {} futures {} is given up: {} behind {} (standard error {}).",
                               futures(static_cast<double>(elimination.replications)),
                               name_of(experiment, elimination.design), money_text(elimination.difference),
                               name_of(experiment, elimination.leader), money_text(elimination.standard_error)),
                   terminal_width);
}

std::string selection_answer(const Experiment& experiment, const DesignSelection& selection, Colour colour)
{
    return "\n" + emphasised(wrapped(end_sentence(experiment, selection), terminal_width), Emphasis::strong, colour)
           + "\n" + design_rows(experiment, selection, colour) + "\n" + effort_paragraph(selection);
}

std::string selection_json(const Experiment& experiment, const DesignSelection& selection)
{
    using Json = nlohmann::ordered_json;
    Json designs = Json::array();
    for (const int design : selection.request.among) {
        designs.push_back({{"name", name_of(experiment, design)},
                           {"replications", selection.replications[static_cast<std::size_t>(design)]},
                           {"mean", selection.means[static_cast<std::size_t>(design)]}});
    }
    Json eliminations = Json::array();
    for (const auto& one : selection.eliminations) {
        eliminations.push_back({{"name", name_of(experiment, one.design)},
                                {"leader", name_of(experiment, one.leader)},
                                {"replications", one.replications},
                                {"difference", one.difference},
                                {"standard_error", one.standard_error}});
    }
    const bool is_settled = selection.end == SelectionEnd::selected;
    const Json document{{"end", end_name(selection.end)},
                        {"selected", is_settled ? Json(name_of(experiment, selection.leader)) : Json()},
                        {"leader", name_of(experiment, selection.leader)},
                        {"indifference", selection.request.indifference},
                        {"confidence", selection.request.confidence},
                        {"guarantee", guarantee_sentence(selection.request)},
                        {"first_stage", selection.request.first_stage},
                        {"max_replications", selection.request.most_replications},
                        {"futures_per_unit", selection.futures_per_unit},
                        {"designs", designs},
                        {"eliminations", eliminations},
                        {"most_replications_left", selection.most_replications_left},
                        {"replications_spent", selection.spent()},
                        {"replications_equal_on_common_luck", selection.others.equal_on_common_luck},
                        {"replications_two_stages_on_own_luck", selection.others.two_stages_on_own_luck},
                        {"seed", experiment.seed},
                        {"unit", experiment.currency}};
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace kamsim
