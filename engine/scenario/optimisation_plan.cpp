#include "kamsim/scenario/optimisation_plan.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include <fmt/format.h>

#include "kamsim/scenario/nearest_name.hpp"
#include "kamsim/scenario/optimisation_names.hpp"
#include "scenario/factor_reader.hpp"
#include "scenario/input_files.hpp"

namespace kamsim {

namespace {

std::string text_of_file(const std::filesystem::path& file)
{
    try {
        return read_file(file);
    } catch (const std::runtime_error& failure) {
        Diagnostics diagnostics(file.string());
        diagnostics.add({}, fmt::format("cannot read the search: {}", failure.what()));
        throw ScenarioError(diagnostics.errors());
    }
}

bool is_of_tail(DesignFigure figure)
{
    return figure == DesignFigure::tail_value || figure == DesignFigure::tail_difference;
}

/// A key that the figure does not use would do nothing.
void check_keys_of_figure(const TomlTable& section, DesignFigure figure)
{
    if (figure == DesignFigure::measure && section.node("measure") == nullptr) {
        section.error("measure", "the figure \"measure\" needs \"measure\", the name of one");
    }
    for (const std::string_view key : {"measure", "time"}) {
        if (section.node(key) != nullptr && figure != DesignFigure::measure) {
            section.error(key, fmt::format("\"{}\" belongs to the figure \"measure\"", section.path_of(key)));
        }
    }
    if (section.node("tail") != nullptr && !is_of_tail(figure)) {
        section.error("tail", fmt::format("\"{}\" belongs to the figures tail_value and tail_difference",
                                          section.path_of("tail")));
    }
}

void take_measure(const TomlTable& section, FigureRequest& request)
{
    const auto name = section.text("measure");
    if (!name) {
        return;
    }
    std::vector<std::string> known;
    for (const MeasureDeclaration& declaration : measure_catalogue()) {
        known.emplace_back(declaration.name);
    }
    const auto found = std::find(known.begin(), known.end(), *name);
    request.measure = static_cast<Measure>(std::distance(known.begin(), found));
    if (found == known.end()) {
        section.error("measure", fmt::format("there is no measure \"{}\"{}; kamsim measures lists them", *name,
                                             did_you_mean(*name, known)));
    } else if (request.measure == Measure::cumulative_difference) {
        section.error("measure", "cumulative_difference is no measure of a single design; take the figure "
                                 "\"difference\"");
    }
}

FigureRequest read_figure(const TomlTable& section)
{
    FigureRequest request;
    if (section.node("figure") == nullptr) {
        section.error("figure", fmt::format("\"{}\" is missing; it says which figure of a design is meant",
                                            section.path_of("figure")));
    }
    request.figure = section.choice("figure", design_figure_names).value_or(request.figure);
    request.time = section.choice("time", measure_time_names).value_or(request.time);
    request.tail = section.number("tail").value_or(request.tail);
    take_measure(section, request);
    check_keys_of_figure(section, request.figure);
    return request;
}

DesignObjective read_objective(const TomlTable& section)
{
    DesignObjective objective{read_figure(section), {}};
    const auto figure = objective.figure.figure;
    const bool is_cost = figure == DesignFigure::spending || figure == DesignFigure::chance_of_loss;
    objective.direction = section.choice("direction", objective_direction_names)
                              .value_or(is_cost ? ObjectiveDirection::minimise : ObjectiveDirection::maximise);
    return objective;
}

DesignConstraint read_constraint(const TomlTable& section)
{
    DesignConstraint constraint{read_figure(section), {}, 0.0};
    const auto at_most = section.number("at_most");
    const auto at_least = section.number("at_least");
    if ((section.node("at_most") != nullptr) == (section.node("at_least") != nullptr)) {
        section.error("", "a constraint has \"at_most\" or \"at_least\", a number, and not both");
    }
    constraint.side = at_least ? BoundSide::at_least : BoundSide::at_most;
    constraint.bound = at_least ? *at_least : at_most.value_or(0.0);
    return constraint;
}

/// The tables of a list, each read in its section of the same name.
template <class Read>
auto read_tables(const TomlTable& document, std::string_view key, Diagnostics& diagnostics, Read&& read)
{
    std::vector<decltype(read(document))> all;
    const toml::array* list = document.array(key);
    for (std::size_t k = 0; list != nullptr && k < list->size(); ++k) {
        const toml::node& node = *list->get(k);
        if (!node.is_table()) {
            diagnostics.add(position_of(node), fmt::format("{0} is a table; start it with [[{0}]]", key));
            continue;
        }
        const TomlTable section(*node.as_table(), std::string(key), scenario_section(key), diagnostics);
        all.push_back(read(section));
        section.reject_unknown_keys();
    }
    return all;
}

std::optional<SpendingCurvePlan> read_curve(const TomlTable& document)
{
    const auto section = document.table("curve");
    if (!section) {
        return std::nullopt;
    }
    SpendingCurvePlan curve;
    const toml::array* levels = section->array("spending");
    for (std::size_t k = 0; levels != nullptr && k < levels->size(); ++k) {
        curve.levels.push_back(levels->get(k)->value<double>().value_or(0.0));
    }
    const bool ascends =
        std::adjacent_find(curve.levels.begin(), curve.levels.end(), std::greater_equal<>()) == curve.levels.end();
    if (curve.levels.size() < 2 || !ascends || curve.levels.front() < 0.0) {
        section->error("spending", "\"curve.spending\" takes two or more numbers, 0 or above, in ascending order");
    }
    curve.evaluations = section->whole_number("evaluations").value_or(curve.evaluations);
    section->reject_unknown_keys();
    return curve;
}

void take_sizes(const TomlTable& document, OptimisationPlan& plan)
{
    plan.seed = static_cast<std::uint64_t>(document.whole_number("seed").value_or(1));
    plan.evaluations = document.whole_number("evaluations").value_or(plan.evaluations);
    plan.futures = document.whole_number("futures").value_or(plan.futures);
    plan.fresh_futures = document.whole_number("fresh_futures").value_or(plan.fresh_futures);
    plan.finalists = static_cast<int>(document.whole_number("finalists").value_or(plan.finalists));
    plan.confidence = document.number("confidence").value_or(plan.confidence);
    plan.indifference = document.number("indifference").value_or(plan.indifference);
}

void take_scenario(const TomlTable& document, const std::filesystem::path& folder, OptimisationPlan& plan)
{
    for (const std::string_view key : {"scenario", "design", "variable"}) {
        if (document.node(key) == nullptr) {
            document.error(key, key == "variable"   ? "the search decides nothing; add a [[variable]]"
                                : key == "scenario" ? "the search needs \"scenario\", a scenario file"
                                                    : "the search needs \"design\", the alternative of the scenario "
                                                      "that is to be bettered");
        }
    }
    plan.scenario = (folder / document.text("scenario").value_or("")).lexically_normal();
    for (const PlacedText& set : document.texts("set").value_or(std::vector<PlacedText>{})) {
        plan.overrides.push_back(set.text);
    }
    plan.title = document.text("title").value_or("");
    plan.design = document.text("design").value_or("");
    plan.baseline = document.text("baseline").value_or("");
}

} // namespace

OptimisationPlan read_optimisation(const std::filesystem::path& file, const std::vector<std::string>& overrides)
{
    OptimisationPlan plan;
    plan.text = text_of_file(file);
    plan.inputs.push_back({file.string(), content_hash(plan.text)});
    const toml::table raw = parse_document(plan.text, file.string());
    Diagnostics diagnostics(file.string());
    const TomlTable document(raw, "", scenario_section("optimisation"), diagnostics);
    take_scenario(document, file.parent_path(), plan);
    plan.overrides.insert(plan.overrides.end(), overrides.begin(), overrides.end());
    take_sizes(document, plan);
    plan.variables = read_factors(document, "variable", diagnostics);
    plan.objectives = read_tables(document, "objective", diagnostics, read_objective);
    plan.constraints = read_tables(document, "constraint", diagnostics, read_constraint);
    plan.curve = read_curve(document);
    if (plan.objectives.empty()) {
        plan.objectives.emplace_back();
    }
    if (plan.curve && plan.objectives.size() > 1) {
        document.error("curve", "a curve belongs to a search with one objective");
    }
    document.reject_unknown_keys();
    if (!diagnostics.empty()) {
        throw ScenarioError(diagnostics.errors());
    }
    return plan;
}

} // namespace kamsim
