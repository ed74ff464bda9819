#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "kamsim/statistics/label_tree.hpp"
#include "report/sections/knowledge_words.hpp"
#include "report/sections/sections.hpp"

namespace kamsim::sections {

namespace {

constexpr double sure = 0.95;
constexpr std::int64_t least_worlds = 32;

/// The inputs of a map, by their coordinates.
class MapInputs {
public:
    MapInputs(const WinStudy& study, const NumberStyle& style)
        : study_(study), style_(style), shared_(shared_inputs(study.uncertainty))
    {}

    [[nodiscard]] InputWords words(std::size_t coordinate) const
    {
        return words_of_input(study_.uncertainty, study_.uncertainty.inputs[shared_[coordinate]].name);
    }

    /// "leaving base (retention) at most -2.1 and setup (matrix) between EUR 250 k and EUR 300 k"
    [[nodiscard]] std::string limits(const Box& box) const
    {
        std::vector<std::string> texts;
        for (std::size_t coordinate = 0; coordinate < shared_.size(); ++coordinate) {
            if (auto text = limits_of(box, coordinate); !text.empty()) {
                texts.push_back(std::move(text));
            }
        }
        return texts.empty() ? "anywhere" : listed(texts);
    }

    /// "opportunity rate (expansion), per year"
    [[nodiscard]] std::string axis(std::size_t coordinate) const
    {
        const auto input = words(coordinate);
        const auto unit = axis_unit(input, style_);
        return unit.empty() ? input.label : input.label + ", " + unit;
    }

    /// "below 0.2", "0.2 to 0.3", "above 0.3"
    [[nodiscard]] std::string between(std::size_t coordinate, const std::vector<double>& edges, std::size_t place) const
    {
        const auto input = words(coordinate);
        const auto edge = [&](std::size_t k) { return axis_text(input, edges[k], style_); };
        if (edges.empty()) {
            return "all";
        }
        if (place == 0) {
            return "below " + edge(0);
        }
        return place == edges.size() ? "above " + edge(place - 1) : edge(place - 1) + " to " + edge(place);
    }

private:
    [[nodiscard]] std::string limits_of(const Box& box, std::size_t coordinate) const
    {
        std::optional<double> least;
        std::optional<double> most;
        for (const auto& limit : box.limits) {
            if (static_cast<std::size_t>(limit.input) == coordinate) {
                (limit.side == BoxLimit::Side::least ? least : most) = limit.value;
            }
        }
        const auto input = words(coordinate);
        if (least && most) {
            return fmt::format("{} between {} and {}", input.label, value_text(input, *least, style_),
                               value_text(input, *most, style_));
        }
        if (!least && !most) {
            return "";
        }
        return fmt::format("{} {} {}", input.label, least ? "at least" : "at most",
                           value_text(input, least ? *least : *most, style_));
    }

    const WinStudy& study_;
    const NumberStyle& style_;
    std::vector<std::size_t> shared_;
};

std::vector<std::int64_t> wins_of_designs(const ReportSource& source, const WinMap& map)
{
    std::vector<std::int64_t> wins(source.comparison().alternatives.size());
    for (const int winner : map.winners) {
        ++wins[static_cast<std::size_t>(winner)];
    }
    return wins;
}

Sentence winners_sentence(const ReportSource& source, const WinStudy& study)
{
    const auto wins = wins_of_designs(source, study.map);
    std::vector<std::size_t> order;
    for (std::size_t k = 0; k < wins.size(); ++k) {
        if (wins[k] > 0) {
            order.push_back(k);
        }
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t one, std::size_t other) { return wins[one] > wins[other]; });
    const auto worlds = counted(static_cast<double>(study.worlds), "world", source.style);
    const auto share = [&](std::size_t design) {
        return static_cast<double>(wins[design]) / static_cast<double>(study.worlds);
    };
    if (order.size() == 1) {
        return {"win_map.one_winner",
                fmt::format("{} wins in all of {}.", source.design(static_cast<int>(order.front())), worlds),
                {{"worlds", study.worlds}}};
    }
    auto text = fmt::format("{} wins in {} of {}", source.design(static_cast<int>(order.front())),
                            source.style.percent(share(order.front())), worlds);
    for (std::size_t k = 1; k < order.size(); ++k) {
        text +=
            fmt::format(", {} in {}", source.design(static_cast<int>(order[k])), source.style.percent(share(order[k])));
    }
    const bool is_tie = wins[order[0]] == wins[order[1]];
    return {"win_map.winners",
            text + (is_tie ? "; two share the lead." : ".")
                + (is_tie || order.front() == static_cast<std::size_t>(source.best())
                       ? std::string()
                       : fmt::format(" The recommended {} is not the one that wins in most.",
                                     source.design(source.best()))),
            {{"worlds", study.worlds}, {"largest_share", cell(share(order.front()))}}};
}

ReportTable grid_table(const ReportSource& source, const WinStudy& study, const MapInputs& inputs)
{
    const auto& grid = study.map.grid;
    ReportTable table{"cells",
                      "Winner in each cell",
                      {text_column("across", inputs.axis(grid.across)), text_column("up", inputs.axis(grid.up)),
                       text_column("winner", "Winner"), share_column("confidence", "Confidence"),
                       truth_column("sure", "95 % sure"), number_column("worlds", "Worlds", 0)},
                      {},
                      {}};
    for (std::size_t row = grid.up_edges.size() + 1; row-- > 0;) {
        for (std::size_t column = 0; column <= grid.across_edges.size(); ++column) {
            const auto& here = grid.cell(row, column);
            const bool has_winner = here.winner >= 0;
            table.rows.push_back({inputs.between(grid.across, grid.across_edges, column),
                                  inputs.between(grid.up, grid.up_edges, row),
                                  has_winner ? TableCell(source.design(here.winner)) : TableCell(),
                                  has_winner ? cell(here.confidence) : TableCell(), here.confidence >= sure,
                                  cell(static_cast<double>(here.worlds))});
        }
    }
    return table;
}

Sentence grid_sentence(const WinStudy& study, const MapInputs& inputs)
{
    const auto& grid = study.map.grid;
    std::int64_t cells = 0;
    std::int64_t sure_cells = 0;
    for (const auto& one : grid.cells) {
        cells += one.winner >= 0 ? 1 : 0;
        sure_cells += one.winner >= 0 && one.confidence >= sure ? 1 : 0;
    }
    return {
        "win_map.grid",
        fmt::format("The map shows the two inputs that move the leads most, {} and {}; in {} of {} cells the winner "
                    "is 95 % sure.",
                    inputs.words(grid.across).label, inputs.words(grid.up).label, sure_cells, cells),
        {{"sure_cells", sure_cells}, {"cells", cells}}};
}

Figure grid_figure(const ReportSource& source, const WinStudy& study, const MapInputs& inputs)
{
    FigureVariant variant{
        0, {winners_sentence(source, study), grid_sentence(study, inputs)}, {grid_table(source, study, inputs)}, {}};
    variant.notes.push_back(
        {"win_map.note",
         fmt::format(
             "{} of {}. Cells have equal probability. The winner of a world is the design with the largest mean "
             "as regressed on all inputs, so that the luck of few futures does not decide; the confidence of a "
             "cell is a posterior probability. A frame marks cells that are 95 % sure. {}",
             counted(static_cast<double>(study.worlds), "world", source.style),
             counted(static_cast<double>(study.futures_per_world), "future", source.style),
             study.basis == KnowledgeBasis::scenario
                 ? "What is uncertain is what the scenario says."
                 : "The scenario names nothing uncertain: the ranges of the evidence stand in."),
         {{"worlds", study.worlds}}});
    return {"19.1",
            "Which design wins where",
            "A cell for each range of two inputs: the colour of the design that wins there, stronger where that is "
            "surer.",
            {DrawingKind::heatmap,
             {{"x", "across"},
              {"y", "up"},
              {"value", "confidence"},
              {"text", "winner"},
              {"group", "winner"},
              {"outline", "sure"}},
             {{"scale", std::string("design")}, {"low", 0.0}, {"high", 1.0}}},
            "",
            {std::move(variant)},
            OnSlide::yes};
}

ReportTable box_table(const ReportSource& source, const WinStudy& study, const MapInputs& inputs)
{
    ReportTable table{"boxes",
                      "Where each design wins",
                      {text_column("design", "Design"), text_column("limits", "Where"),
                       truth_column("confirmed", "Confirmed"), share_column("density", "Wins there"),
                       share_column("base", "Wins anywhere"), share_column("coverage", "Part of its wins"),
                       number_column("worlds", "Worlds there", 0)},
                      {},
                      {}};
    for (const auto& box : study.map.boxes) {
        const auto& quality = box.held_out;
        const bool is_told = box.is_confirmed();
        table.rows.push_back(
            {source.design(box.alternative),
             is_told ? TableCell(inputs.limits(box.box)) : TableCell(std::string("no limits that hold")), is_told,
             is_told ? cell(quality.density) : TableCell(), cell(quality.base_density),
             is_told ? cell(quality.coverage) : TableCell(),
             is_told ? cell(static_cast<double>(quality.inside)) : TableCell()});
    }
    return table;
}

Sentence box_sentence(const ReportSource& source, const WinBox& box, const MapInputs& inputs)
{
    const auto& quality = box.held_out;
    if (!box.is_confirmed()) {
        return {"win_map.no_box",
                fmt::format("{} wins in {} of the worlds, but no limits of inputs say where: the other half of the "
                            "worlds confirms none.",
                            source.design(box.alternative),
                            source.style.percent(static_cast<double>(box.wins)
                                                 / static_cast<double>(source.studies.knowledge.wins->worlds))),
                {{"wins", box.wins}}};
    }
    return {"win_map.box",
            fmt::format("{} wins in {} of the worlds with {} (in {} of all). That covers {} of its wins.",
                        source.design(box.alternative), source.style.percent(quality.density), inputs.limits(box.box),
                        source.style.percent(quality.base_density), source.style.percent(quality.coverage)),
            {{"density", cell(quality.density)},
             {"base_density", cell(quality.base_density)},
             {"coverage", cell(quality.coverage)}}};
}

Figure box_figure(const ReportSource& source, const WinStudy& study, const MapInputs& inputs)
{
    FigureVariant variant{0, {}, {box_table(source, study, inputs)}, {}};
    for (const auto& box : study.map.boxes) {
        variant.takeaway.push_back(box_sentence(source, box, inputs));
    }
    variant.notes.push_back(
        {"win_map.box_note",
         fmt::format("Boxes by the patient rule induction method, found in one half of the worlds and counted in the "
                     "other ({}), where a box in pure noise is confirmed in at most 5 % of cases.",
                     counted(static_cast<double>(study.map.held_out_worlds), "world", source.style)),
         {{"held_out_worlds", study.map.held_out_worlds}}});
    return {"19.2",
            "Circumstances in words",
            "For each design the limits of inputs within which it wins most, with how dense its wins are there and how "
            "many of them are covered.",
            {},
            "",
            {std::move(variant)},
            OnSlide::no};
}

Figure tree_figure(const ReportSource& source, const WinStudy& study, const MapInputs& inputs)
{
    ReportTable table{"rules",
                      "Which design to take",
                      {text_column("limits", "Where"), text_column("design", "Design"),
                       share_column("right", "Right in"), number_column("worlds", "Of worlds", 0)},
                      {},
                      {}};
    for (const auto& leaf : study.map.tree) {
        table.rows.push_back({inputs.limits(leaf.rule.box), source.design(leaf.rule.label), cell(leaf.held_out.density),
                              cell(static_cast<double>(leaf.held_out.inside))});
    }
    const auto& style = source.style;
    const bool is_useful = study.map.tree_accuracy > study.map.constant_accuracy;
    Sentence takeaway{
        "win_map.tree",
        study.map.tree.size() < 2
            ? fmt::format("One rule is enough: {} everywhere, right in {} of the worlds kept apart.",
                          source.design(study.map.tree.front().rule.label), style.percent(study.map.tree_accuracy))
            : fmt::format("These rules name the winner in {} of the worlds kept apart; always naming the "
                          "most frequent one does in {}{}.",
                          style.percent(study.map.tree_accuracy), style.percent(study.map.constant_accuracy),
                          is_useful ? "" : ", so they are of no use"),
        {{"accuracy", cell(study.map.tree_accuracy)}, {"constant", cell(study.map.constant_accuracy)}}};
    return {"19.3",
            "The same as rules",
            "The leaves of a decision tree on the uncertain inputs, each with the design that wins there.",
            {},
            "",
            {{0,
              {std::move(takeaway)},
              {std::move(table)},
              {{"win_map.tree_note",
                fmt::format("A classification tree of at most {} questions, pruned by cross-validation.", deepest_tree),
                {}}}}},
            OnSlide::no};
}

Figure robustness_figure(const ReportSource& source, const WinStudy& study)
{
    const auto& robustness = study.robustness;
    double largest = 0.0;
    for (const auto& one : robustness.alternatives) {
        largest = std::max({largest, one.largest_regret, std::fabs(one.worst_worlds), std::fabs(one.worst_futures)});
    }
    const auto scale = source.style.money_scale(largest);
    ReportTable table{"designs",
                      "Regret and worst cases",
                      {text_column("design", "Design"), money_column("largest_regret", "Regret at most", scale),
                       money_column("high_regret", "Regret, 95 %", scale),
                       share_column("reached", "Not worse than baseline"),
                       money_column("worst_worlds", "Worst 5 % of worlds", scale),
                       money_column("worst_futures", "Worst 5 % of futures", scale),
                       truth_column("front", "On the front of mean and worst worlds")},
                      {},
                      {}};
    for (std::size_t k = 0; k < robustness.alternatives.size(); ++k) {
        const auto& one = robustness.alternatives[k];
        table.rows.push_back({source.design(static_cast<int>(k)), cell(one.largest_regret), cell(one.high_regret),
                              cell(one.share_reached), cell(one.worst_worlds), cell(one.worst_futures),
                              one.is_on_world_front});
    }
    const auto& least = robustness.alternatives[static_cast<std::size_t>(robustness.least_largest_regret)];
    const auto& name = source.design(robustness.least_largest_regret);
    Sentence takeaway{
        "win_map.regret",
        fmt::format("Where nobody says how likely worlds are, {} is the careful choice: in the world where "
                    "it fares worst against the best design it lies {} behind.{}",
                    name, source.style.money(least.largest_regret),
                    robustness.least_largest_regret == source.best() ? " It is also the recommended one." : ""),
        {{"largest_regret", cell(least.largest_regret)}}};
    return {"19.4",
            "If no probabilities are trusted",
            "For each design the largest regret over worlds, how often it is not worse than the baseline, and its mean "
            "in the worst twentieth of worlds and of futures.",
            {},
            "",
            {{0,
              {std::move(takeaway)},
              {std::move(table)},
              {{"win_map.regret_note",
                "Regret: how much more the best design of a world is worth. Means of worlds are freed of the luck of "
                "their few futures. The worst worlds are about what is not known, the worst futures also about luck.",
                {}}}}},
            OnSlide::no};
}

TextBlock without_map(const ReportSource& source)
{
    const auto& comparison = source.comparison();
    if (comparison.alternatives.size() < 2) {
        return paragraph({"win_map.one_design", "With one design there is no winner to look for.", {}});
    }
    if (comparison.worlds > 1 && comparison.worlds < least_worlds) {
        return paragraph({"win_map.few_worlds",
                          fmt::format("The result has {} worlds; a map of winners takes {} or more.", comparison.worlds,
                                      least_worlds),
                          {{"worlds", comparison.worlds}}});
    }
    if (comparison.worlds > 1 && shared_inputs(source.experiment().uncertainty).empty()) {
        return paragraph({"win_map.own_draws",
                          "Every uncertain input is drawn for each account apart, so there are no inputs over which to "
                          "draw a map.",
                          {}});
    }
    return not_simulated("win_map.no_study", "Which design wins in which circumstances");
}

} // namespace

Section win_map(const ReportSource& source)
{
    Section section{19, "win-map", "Win map", "In which circumstances does which design win?", {}};
    const auto& study = source.studies.knowledge.wins;
    if (!study) {
        section.blocks.emplace_back(without_map(source));
        return section;
    }
    const MapInputs inputs(*study, source.style);
    if (study->map.grid.cells.empty()) {
        section.blocks.emplace_back(paragraph(winners_sentence(source, *study)));
    } else {
        section.blocks.emplace_back(grid_figure(source, *study, inputs));
    }
    if (!study->map.boxes.empty()) {
        section.blocks.emplace_back(box_figure(source, *study, inputs));
    }
    if (!study->map.tree.empty()) {
        section.blocks.emplace_back(tree_figure(source, *study, inputs));
    }
    section.blocks.emplace_back(robustness_figure(source, *study));
    return section;
}

} // namespace kamsim::sections
