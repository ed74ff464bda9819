#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "kamsim/report/emulator_text.hpp"
#include "report/sweep_report_parts.hpp"

namespace kamsim::sweep_report {

namespace {

constexpr int slice_steps = 25; ///< through a range

Eigen::RowVectorXd middle_of(const SweepSpace& space)
{
    Eigen::RowVectorXd place(std::ssize(space.inputs()));
    for (Eigen::Index input = 0; input < place.size(); ++input) {
        place(input) = space.middle(static_cast<std::size_t>(input));
    }
    return place;
}

bool is_category(const SweepSpace& space, std::size_t input)
{
    return space.inputs()[input].kind == ProcessInput::Kind::category;
}

std::vector<double> steps_of(const SweepSpace& space, std::size_t input)
{
    const auto& factor = space.factor(input);
    if (!factor.has_range() || factor.is_whole) {
        return space.steps(input);
    }
    std::vector<double> steps;
    for (int step = 0; step < slice_steps; ++step) {
        steps.push_back(factor.number_of(factor.coordinate_at(static_cast<double>(step) / (slice_steps - 1))));
    }
    return steps;
}

/// "levers = 0.55, manager_cost = 160": where the factors but one are held.
std::string held_text(const SweepSpace& space, std::size_t varied)
{
    std::string text;
    for (std::size_t input = 0; input < space.inputs().size(); ++input) {
        if (input != varied) {
            text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", space.factor(input).name,
                                space.text_of(input, space.middle(input)));
        }
    }
    return text;
}

/// The surfaces along one factor.
struct Slice {
    std::size_t input = 0;
    std::vector<double> steps;
    EmulatedPlaces places;
};

Slice slice_along(const Source& source, std::size_t input)
{
    const auto& space = *source.space;
    Slice slice{input, steps_of(space, input), {}};
    Eigen::MatrixXd places = middle_of(space).replicate(std::ssize(slice.steps), 1);
    places.col(static_cast<Eigen::Index>(input)) =
        Eigen::Map<const Eigen::VectorXd>(slice.steps.data(), std::ssize(slice.steps));
    slice.places = emulated_at(*source.emulator, places);
    return slice;
}

/// Whether rows are values of designs, or what they are worth more than the baseline.
enum class Shown : std::uint8_t { values, differences };

/// As few as tell the steps apart.
int decimals_of(const Factor& factor, const std::vector<double>& steps)
{
    constexpr int most = 6;
    if (factor.has_range() && !factor.is_whole) {
        const double reach = std::max(factor.high - factor.low, 1e-9);
        return std::clamp(2 - static_cast<int>(std::floor(std::log10(reach))), 0, most);
    }
    for (int decimals = 0; decimals < most; ++decimals) {
        const double unit = std::pow(10.0, decimals);
        if (std::all_of(steps.begin(), steps.end(),
                        [unit](double step) { return std::fabs(step * unit - std::round(step * unit)) < 1e-9; })) {
            return decimals;
        }
    }
    return most;
}

ReportTable table_of(const Source& source, const Slice& slice, Shown shown)
{
    const auto& factor = source.space->factor(slice.input);
    const bool is_text = is_category(*source.space, slice.input);
    const auto& scale = shown == Shown::values ? source.values : source.differences;
    const auto* label = shown == Shown::values ? "Value" : "Difference";
    const int decimals = decimals_of(factor, slice.steps);
    ReportTable table{"slice",
                      fmt::format("Along {}", factor.name),
                      {is_text ? text_column("step", factor.name) : number_column("step", factor.name, decimals),
                       text_column("design", "Design"), money_column("mean", label, scale),
                       money_column("low", "Low", scale), money_column("high", "High", scale)},
                      {},
                      {}};
    const auto& surfaces = shown == Shown::values ? source.emulator->values : source.emulator->differences;
    const auto& found = shown == Shown::values ? slice.places.values : slice.places.differences;
    for (std::size_t k = 0; k < surfaces.size(); ++k) {
        for (std::size_t step = 0; step < slice.steps.size(); ++step) {
            const auto& value = found[k][step];
            table.rows.push_back(
                {is_text ? TableCell(source.space->text_of(slice.input, slice.steps[step])) : cell(slice.steps[step]),
                 source.design(surfaces[k].response().alternative), cell(value.mean), cell(value.expected.low),
                 cell(value.expected.high)});
        }
    }
    return table;
}

/// Which design is worth most at the ends of a slice, by its surfaces.
Sentence ends_of(const Source& source, const Slice& slice)
{
    const auto best_at = [&](std::size_t step) {
        std::size_t best = 0;
        for (std::size_t k = 1; k < slice.places.values.size(); ++k) {
            best = slice.places.values[k][step].mean > slice.places.values[best][step].mean ? k : best;
        }
        return best;
    };
    const auto& factor = source.space->factor(slice.input);
    const auto first = best_at(0);
    const auto last = best_at(slice.steps.size() - 1);
    const auto held = held_text(*source.space, slice.input);
    const auto where = held.empty() ? "" : ", with " + held;
    const auto text_of = [&](std::size_t step) { return source.space->text_of(slice.input, slice.steps[step]); };
    std::vector<SentenceValue> values{{"first", TableCell(source.table.alternatives[first])},
                                      {"last", TableCell(source.table.alternatives[last])}};
    bool same_everywhere = true;
    for (std::size_t step = 0; step < slice.steps.size(); ++step) {
        same_everywhere = same_everywhere && best_at(step) == first;
    }
    if (same_everywhere) {
        return {"slice.same_design",
                fmt::format("By the means of the surfaces {} is worth most all along {}{}.",
                            source.table.alternatives[first], factor.name, where),
                std::move(values)};
    }
    return {first == last ? "slice.another_between" : "slice.another_design",
            fmt::format("By the means of the surfaces {} is worth most at {} = {}, {} at {}{}{}.",
                        source.table.alternatives[first], factor.name, text_of(0), source.table.alternatives[last],
                        text_of(slice.steps.size() - 1), first == last ? ", another one in between" : "", where),
            std::move(values)};
}

/// Where along a slice a difference is surely above 0, or surely below.
std::string steps_where(const Source& source, const Slice& slice, const std::vector<bool>& holds)
{
    const auto first = std::find(holds.begin(), holds.end(), true) - holds.begin();
    const auto last = std::ssize(holds) - 1 - (std::find(holds.rbegin(), holds.rend(), true) - holds.rbegin());
    const auto count = std::count(holds.begin(), holds.end(), true);
    const auto text_of = [&](std::ptrdiff_t step) {
        return source.space->text_of(slice.input, slice.steps[static_cast<std::size_t>(step)]);
    };
    const auto& factor = source.space->factor(slice.input).name;
    if (count == std::ssize(holds)) {
        return "all along " + factor;
    }
    if (count == 1) {
        return fmt::format("at {} = {}", factor, text_of(first));
    }
    if (count == last - first + 1 && !is_category(*source.space, slice.input)) {
        return fmt::format("from {} = {} to {}", factor, text_of(first), text_of(last));
    }
    return fmt::format("at {} of {} values of {}", count, holds.size(), factor);
}

/// One for each design but the baseline.
std::vector<Sentence> signs_of(const Source& source, const Slice& slice)
{
    std::vector<Sentence> sentences;
    for (std::size_t k = 0; k < slice.places.differences.size(); ++k) {
        std::vector<bool> above;
        std::vector<bool> below;
        for (const auto& value : slice.places.differences[k]) {
            above.push_back(value.expected.low > 0.0);
            below.push_back(value.expected.high < 0.0);
        }
        const auto better = std::count(above.begin(), above.end(), true);
        const auto worse = std::count(below.begin(), below.end(), true);
        const auto& design = source.design(source.emulator->differences[k].response().alternative);
        const auto& baseline = source.design(source.table.baseline);
        std::string text;
        if (better > 0) {
            text = fmt::format("surely worth more than {} {}", baseline, steps_where(source, slice, above));
        }
        if (worse > 0) {
            text += text.empty()
                        ? fmt::format("surely worth less than {} {}", baseline, steps_where(source, slice, below))
                        : ", surely less " + steps_where(source, slice, below);
        }
        const bool is_open = better == 0 && worse == 0;
        sentences.push_back({is_open ? "slice.not_distinguishable" : "slice.signs",
                             is_open ? fmt::format("{} and {} are not distinguishable anywhere along {}.", design,
                                                   baseline, source.space->factor(slice.input).name)
                                     : fmt::format("{} is {}.", design, text),
                             {{"surely_more", TableCell(static_cast<std::int64_t>(better))},
                              {"surely_less", TableCell(static_cast<std::int64_t>(worse))}}});
    }
    return sentences;
}

Sentence interval_note(const Slice& slice)
{
    const auto& one = slice.places.values.front().front().expected;
    return {"slice.intervals",
            fmt::format("Bands: 95 % intervals of the mean over all luck ({}): precision, not luck.", name(one.kind)),
            {{"level", cell(one.level)}}};
}

struct FigureText {
    const char* number;
    const char* title;
    const char* description;
    Shown shown;
};

Figure begin_figure(const FigureText& text, bool has_categories)
{
    Figure figure{text.number, text.title, text.description, {}, "", {}};
    if (has_categories) {
        figure.drawing.kind = DrawingKind::intervals;
        figure.drawing.roles = {
            {"label", "step"}, {"value", "mean"}, {"low", "low"}, {"high", "high"}, {"series", "design"}};
    } else {
        figure.drawing.kind = DrawingKind::lines;
        figure.drawing.roles = {{"x", "step"}, {"y", "mean"}, {"low", "low"}, {"high", "high"}, {"series", "design"}};
    }
    if (text.shown == Shown::differences) {
        figure.drawing.settings = {{"reference", 0.0}};
    }
    return figure;
}

Figure figure_of(const Source& source, const std::vector<Slice>& slices, const FigureText& text,
                 const std::string& choice)
{
    auto figure = begin_figure(text, is_category(*source.space, slices.front().input));
    figure.choice = slices.size() > 1 ? choice : "";
    for (std::size_t option = 0; option < slices.size(); ++option) {
        FigureVariant variant;
        variant.option = option;
        variant.takeaway = text.shown == Shown::values ? std::vector{ends_of(source, slices[option])}
                                                       : signs_of(source, slices[option]);
        variant.tables = {table_of(source, slices[option], text.shown)};
        variant.notes = {interval_note(slices[option])};
        figure.variants.push_back(std::move(variant));
    }
    return figure;
}

/// The figures of some factors, all numbers or all categories.
void add_figures(const Source& source, const std::vector<Slice>& slices, bool are_categories, Report& report,
                 Section& section)
{
    if (slices.empty()) {
        return;
    }
    const std::string choice = are_categories ? "category" : "factor";
    if (slices.size() > 1) {
        Choice along{choice, are_categories ? "By" : "Along", {}, 0};
        for (const auto& slice : slices) {
            along.options.push_back(source.space->factor(slice.input).name);
        }
        report.choices.push_back(std::move(along));
    }
    const FigureText values{
        are_categories ? "3.3" : "3.1", are_categories ? "Value by a choice" : "Value along a factor",
        "What each design is worth on average by smooth surfaces through the points, with bands; the "
        "other factors are held in the middle.",
        Shown::values};
    const FigureText differences{
        are_categories ? "3.4" : "3.2",
        are_categories ? "Difference to the baseline by a choice" : "Difference to the baseline along a factor",
        "What each design is worth more than the baseline by smooth surfaces through the points, with "
        "bands; above 0 the design is better.",
        Shown::differences};
    section.blocks.emplace_back(figure_of(source, slices, values, choice));
    if (!source.emulator->differences.empty()) {
        section.blocks.emplace_back(figure_of(source, slices, differences, choice));
    }
}

std::string response_name(const Source& source, const SweepResponse& response)
{
    const auto& design = source.design(response.alternative);
    return response.compared_with == SweepResponse::nothing
               ? design
               : design + " against " + source.design(response.compared_with);
}

Section section_without_surface(int number, const char* id, const char* title, const char* question,
                                const Source& source)
{
    return {number,
            id,
            title,
            question,
            {TextBlock{"",
                       TextStyle::paragraph,
                       {{"sweep.no_surface",
                         fmt::format("No surface can be laid through the points: {}.", source.without_surface),
                         {}}}}}};
}

std::string percent_of_index(const NumberStyle& style, double index)
{
    return style.percent(std::clamp(index, 0.0, 1.0));
}

Sentence mover_of(const Source& source, const EmulatorCheck::Row& row)
{
    std::size_t largest = 0;
    const auto& groups = row.indices.groups;
    for (std::size_t k = 1; k < groups.size(); ++k) {
        largest = groups[k].total.value > groups[largest].total.value ? k : largest;
    }
    const auto response = response_name(source, row.response);
    if (groups.empty() || std::isnan(groups[largest].total.value)) {
        return {"factors.nothing_moves", fmt::format("{}: no factor moves it.", response), {}};
    }
    return {"factors.largest",
            fmt::format("{}: {} moves it most, taking part in {} of its variance over the sweep.", response,
                        source.space->factor(largest).name,
                        percent_of_index(source.style, groups[largest].total.value)),
            {{"factor", TableCell(source.space->factor(largest).name)}, {"total", cell(groups[largest].total.value)}}};
}

/// What a sweep is about: differences; values where there are none.
std::vector<const EmulatorCheck::Row*> told_rows(const EmulatorCheck& check)
{
    std::vector<const EmulatorCheck::Row*> rows;
    for (const auto& row : check.rows) {
        if (row.response.compared_with != SweepResponse::nothing) {
            rows.push_back(&row);
        }
    }
    if (rows.empty()) {
        for (const auto& row : check.rows) {
            rows.push_back(&row);
        }
    }
    return rows;
}

Figure figure_of_factors(const Source& source, const EmulatorCheck& check)
{
    Figure figure{
        "4.1",
        "Which factors move the answer",
        "Bars: the share of the variance of each difference, over all places of the sweep alike, that each factor "
        "takes part in.",
        {},
        "",
        {}};
    figure.drawing.kind = DrawingKind::bars;
    figure.drawing.roles = {{"label", "factor"}, {"value", "total"}, {"series", "of"}};
    figure.drawing.settings = {{"horizontal", true}};
    ReportTable table{"indices",
                      "Sobol indices of the surfaces",
                      {text_column("of", "Of"), text_column("factor", "Factor"), share_column("first", "Alone"),
                       share_column("total", "In all it takes part in")},
                      {},
                      {}};
    FigureVariant variant;
    for (const auto* row : told_rows(check)) {
        variant.takeaway.push_back(mover_of(source, *row));
        for (std::size_t input = 0; input < source.space->inputs().size(); ++input) {
            const auto& index = row->indices.groups[input];
            table.rows.push_back({response_name(source, row->response), source.space->factor(input).name,
                                  cell(index.first.value), cell(index.total.value)});
        }
    }
    variant.tables = {std::move(table)};
    variant.notes = {
        {"factors.note",
         "Of the mean of the surface, over the sweep's ranges taken as equally likely; another range gives "
         "other shares. Estimates, without intervals.",
         {}}};
    figure.variants = {std::move(variant)};
    return figure;
}

Figure figure_of_quality(const Source& source, const EmulatorCheck& check)
{
    Figure figure{"4.2", "How well the surfaces predict", "A table: a row for each surface.", {}, "", {}};
    ReportTable table{
        "quality",
        "Prediction of points that the surface has not seen",
        {text_column("of", "Surface of"), money_column("error", "Error, one left out", source.differences),
         money_column("fold_error", "Error, a tenth left out", source.differences),
         number_column("explained", "Explained (Q2)", 3), share_column("covered", "In their 95 % interval")},
        {},
        {}};
    double worst = 1.0;
    for (const auto& row : check.rows) {
        table.rows.push_back({response_name(source, row.response), cell(row.left_out.root_mean_square),
                              cell(row.folds.root_mean_square), cell(row.left_out.explained),
                              cell(row.left_out.covered)});
        worst = std::min(worst, std::isnan(row.left_out.explained) ? worst : row.left_out.explained);
    }
    constexpr double good = 0.9;
    constexpr double poor = 0.5;
    const auto* rule = worst >= good ? "surfaces.good" : worst >= poor ? "surfaces.fair" : "surfaces.poor";
    const auto* verdict = worst >= good   ? "trust what lies between the points"
                          : worst >= poor ? "take what lies between the points as a hint"
                                          : "do not rely on what lies between the points; more points help";
    FigureVariant variant;
    variant.takeaway = {{rule,
                         fmt::format("The least of the surfaces explains {} of the spread of points left out (Q2): {}.",
                                     source.style.percent(std::max(0.0, worst)), verdict),
                         {{"least_explained", cell(worst)}}}};
    variant.tables = {std::move(table)};
    variant.notes = {
        {"surfaces.rule", "Rule: Q2 from 0.9 on is good, below 0.5 poor. Errors: root mean square over points.", {}}};
    figure.variants = {std::move(variant)};
    return figure;
}

} // namespace

void add_slices(const Source& source, Report& report)
{
    constexpr const char* title = "Between the points";
    constexpr const char* question = "How does the value of each design change along a factor?";
    if (!source.emulator) {
        report.sections.push_back(section_without_surface(3, "slices", title, question, source));
        return;
    }
    Section section{3, "slices", title, question, {}};
    std::vector<Slice> numbers;
    std::vector<Slice> categories;
    for (std::size_t input = 0; input < source.space->inputs().size(); ++input) {
        (is_category(*source.space, input) ? categories : numbers).push_back(slice_along(source, input));
    }
    add_figures(source, numbers, false, report, section);
    add_figures(source, categories, true, report, section);
    report.sections.push_back(std::move(section));
}

Section moving_factors(const Source& source)
{
    constexpr const char* title = "What moves the answer";
    constexpr const char* question = "Which factors matter, and how well is that known?";
    if (!source.emulator) {
        return section_without_surface(4, "factors", title, question, source);
    }
    const auto check = check_of(*source.space, *source.emulator);
    return {4, "factors", title, question, {figure_of_factors(source, check), figure_of_quality(source, check)}};
}

} // namespace kamsim::sweep_report
