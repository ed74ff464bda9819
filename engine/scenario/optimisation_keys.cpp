#include "kamsim/scenario/optimisation_names.hpp"
#include "scenario/key_declarations.hpp"

namespace kamsim {

namespace {

constexpr NumberRange share_range{smallest_positive_number, 0.999999, "above 0 and at most 0.999999"};
constexpr NumberRange evaluations_range{1.0, 1e7, "a whole number from 1 to 10000000"};
constexpr NumberRange futures_range{8.0, 1e8, "a whole number from 8 to 100000000"};

/// What an objective and a constraint both say about their figure.
std::vector<KeyDeclaration> figure_keys()
{
    return {
        word_key("figure", words_of(design_figure_names), "required", "the figure of a design that is meant"),
        text_key("measure", "required by it", "of the figure `measure`: its name, as `kamsim measures` lists them"),
        word_key("time", words_of(measure_time_names), "\"horizon\"",
                 "of the figure `measure`: in the last period in which it is taken, the mean over the periods, or the "
                 "greatest"),
        number_key("tail", share_range, "0.05",
                   "of `tail_value` and `tail_difference`: the share of futures, the worst ones, that is looked at"),
    };
}

SectionDeclaration with_figure(SectionDeclaration section)
{
    const auto keys = figure_keys();
    section.keys.insert(section.keys.begin(), keys.begin(), keys.end());
    return section;
}

SectionDeclaration optimisation()
{
    return {"optimisation",
            "A search for the best design of a scenario.",
            {
                text_key("title", "that of the scenario", "stands over what is shown"),
                text_key("scenario", "required", "the scenario, relative to this file"),
                texts_key("set", "none", "`path=value` that hold for every design, as `--set` takes them"),
                text_key("design", "required", "name of the alternative that the variables change"),
                text_key("baseline", "that of the scenario", "name of the alternative of which differences are taken"),
                whole_number_key("seed", {0.0, 9e15, "a whole number, 0 or more"}, "1",
                                 "of the search: another one tries other designs; the luck is that of the scenario"),
                whole_number_key("evaluations", evaluations_range, "400", "designs that are tried, at most"),
                whole_number_key("futures", futures_range, "256",
                                 "of each design in the search, the same ones for all; whole worlds where something is "
                                 "uncertain"),
                whole_number_key("fresh_futures", futures_range, "2048",
                                 "that the search has not seen, of each finalist at most, to choose among them; and as "
                                 "many again, which the choice has not seen either, to judge what was chosen"),
                whole_number_key("finalists", {1.0, 100.0, "a whole number from 1 to 100"}, "6",
                                 "best designs of the search that are simulated again"),
                number_key("confidence", share_range, "0.95", "of every interval and of the choice"),
                number_key("indifference", positive_number, "100", "least lead that matters in the choice, in money"),
                {"variable", KeyType::tables, "required", "what is decided", any_number, {}, "factor"},
                {"objective",
                 KeyType::tables,
                 "the highest value",
                 "what is sought; several: designs that cannot gain in one without losing in another",
                 any_number,
                 {},
                 "objective"},
                {"constraint", KeyType::tables, "none", "what a design has to keep to", any_number, {}, "constraint"},
                table_key("curve", "curve", "the best value at limits of spending"),
            }};
}

} // namespace

std::vector<SectionDeclaration> optimisation_sections()
{
    return {
        optimisation(),
        with_figure(
            {"objective",
             "What is sought.",
             {word_key("direction", words_of(objective_direction_names),
                       "`\"minimise\"` for `spending` and `chance_of_loss`, else `\"maximise\"`", "which way")}}),
        with_figure({"constraint",
                     "What a design has to keep to. It has `at_most` or `at_least`.",
                     {number_key("at_most", any_number, "", "greatest number allowed"),
                      number_key("at_least", any_number, "", "least number allowed")}}),
        {"curve",
         "The best value at limits of spending, which stand in place of those among the constraints, with what a "
         "little more money is worth.",
         {{"spending", KeyType::numbers, "required", "limits, in money a year", any_number, {}, {}},
          whole_number_key("evaluations", evaluations_range, "60",
                           "designs that are tried at each limit, besides those that were tried before")}},
    };
}

} // namespace kamsim
