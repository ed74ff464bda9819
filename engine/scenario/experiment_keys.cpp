#include "kamsim/scenario/sweep_design.hpp"
#include "kamsim/scenario/sweep_names.hpp"
#include "scenario/key_declarations.hpp"

namespace kamsim {

namespace {

constexpr NumberRange step_range{1.0, 100'000.0, "a whole number from 1 to 100000"};

SectionDeclaration sweep()
{
    return {
        "sweep",
        "A sweep of a scenario: what is varied, and where.",
        {
            text_key("title", "that of the scenario", "stands over what is shown"),
            text_key("scenario", "required", "the scenario, relative to this file"),
            texts_key("set", "none", "`path=value` that hold at every point, as `--set` takes them"),
            word_key("method", words_of(sweep_method_names), "\"full_factorial\"", "how points are chosen"),
            whole_number_key("points", whole_from_one(most_sweep_points), "required by them",
                             "of `latin_hypercube` and `sobol`"),
            text_key("file", "required by it",
                     "of `points`: a CSV file relative to this one, with a column for each factor"),
            whole_number_key("seed", {0.0, 9e15, "a whole number, 0 or more"}, "1",
                             "of `latin_hypercube` and `sobol`: another seed, other points"),
            whole_number_key("futures", whole_from_one(most_replications), "`simulation.replications`",
                             "of each alternative at each point, all worlds together"),
            whole_number_key("worlds", {2.0, static_cast<double>(most_replications), "a whole number, 2 or more"},
                             "those of the scenario", "draws of what is uncertain in the scenario, at each point"),
            whole_number_key("futures_per_world", whole_from_one(most_replications), "that of the scenario",
                             "futures of each alternative in a world, where something is uncertain"),
            word_key("luck", words_of(sweep_luck_names), "\"shared\"",
                     "`shared`: the futures of all points meet the same luck, so that points differ by what is varied "
                     "alone; `own`: each meets other luck"),
            texts_key("measures", "none", "measures whose means are kept, for each period"),
            whole_number_key("points_per_shard", whole_from_one(most_sweep_points), "by what a point costs",
                             "points that are brought to disk together; part of what is shared out to machines"),
            {"factor", KeyType::tables, "required", "what is varied", any_number, {}, "factor"},
        }};
}

SectionDeclaration factor()
{
    return {"factor",
            "One thing that is varied. It has values, a range, or levels.",
            {
                text_key("name", "the last word of the path", "labels its dimension in the result"),
                text_key("path", "required without levels",
                         "a key of the scenario or a parameter, as `--set` takes it; `alternatives.*.key` is that of "
                         "every alternative, `structures.*.key` of every programme"),
                {"values", KeyType::list, "", "values of any kind that the path takes", any_number, {}, "factor"},
                {"range",
                 KeyType::numbers,
                 "that of the evidence, for parameters of the model",
                 "least and greatest number",
                 any_number,
                 {},
                 {}},
                word_key("scale", {"linear", "logarithmic"}, "\"linear\"", "how numbers fill the range"),
                truth_key("whole", "false", "whether the range means whole numbers only"),
                whole_number_key("steps", step_range, "3", "numbers of the range that a grid takes"),
                {"level", KeyType::tables, "", "values that set several paths at once", any_number, {}, "level"},
            }};
}

SectionDeclaration level()
{
    return {"level",
            "One value of a factor that sets several paths.",
            {
                text_key("label", "required", "names it in tables and results"),
                {"set", KeyType::by_path, "required", "paths and their values", any_number, {}, {}},
            }};
}

} // namespace

const std::vector<SectionDeclaration>& experiment_file_sections()
{
    static const std::vector<SectionDeclaration> sections = [] {
        std::vector<SectionDeclaration> all{sweep(), factor(), level()};
        const auto more = optimisation_sections();
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }();
    return sections;
}

} // namespace kamsim
