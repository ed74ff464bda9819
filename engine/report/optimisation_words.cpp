#include "report/optimisation_words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "kamsim/decision/money_text.hpp"
#include "kamsim/report/optimisation_text.hpp"
#include "kamsim/scenario/optimisation_names.hpp"

namespace kamsim {

std::string_view method_name(SearchMethod method)
{
    switch (method) {
    case SearchMethod::enumeration: return "enumeration";
    case SearchMethod::stages: return "stages";
    case SearchMethod::genetic_front: return "genetic_front";
    }
    return "";
}

std::string_view method_words(SearchMethod method)
{
    switch (method) {
    case SearchMethod::enumeration: return "all that there are";
    case SearchMethod::stages:
        return "by an extended ant colony, surfaces, steps to better neighbours and covariance matrix adaptation";
    case SearchMethod::genetic_front: return "by NSGA-II";
    }
    return "";
}

std::string_view choice_name(FinalChoice choice)
{
    switch (choice) {
    case FinalChoice::guaranteed: return "guaranteed";
    case FinalChoice::leading: return "leading";
    case FinalChoice::by_figure: return "by_figure";
    case FinalChoice::front: return "front";
    }
    return "";
}

std::string_view verdict_name(RivalVerdict verdict)
{
    switch (verdict) {
    case RivalVerdict::beats_all: return "beats_all";
    case RivalVerdict::cannot_tell: return "cannot_tell";
    case RivalVerdict::is_beaten: return "is_beaten";
    }
    return "";
}

std::string figure_label(const FigureRequest& request)
{
    std::string label(name_in(design_figure_names, request.figure));
    if (request.figure == DesignFigure::measure) {
        label = measure_catalogue()[static_cast<std::size_t>(request.measure)].name;
        label += fmt::format(" ({})", name_in(measure_time_names, request.time));
    }
    if (request.figure == DesignFigure::tail_value || request.figure == DesignFigure::tail_difference) {
        label += fmt::format(" ({})", percent_text(request.tail));
    }
    return label;
}

std::string figure_text(const FigureRequest& request, double figure)
{
    switch (request.figure) {
    case DesignFigure::chance_of_loss: return fmt::format("{:.1f} %", 100.0 * figure);
    case DesignFigure::measure: return fmt::format("{:.4g}", figure);
    default: break;
    }
    return money_text(figure);
}

const RivalDifference& best_rival(const DesignSearch& found)
{
    return *std::max_element(found.rivals.begin(), found.rivals.end(),
                             [](const RivalDifference& first, const RivalDifference& second) {
                                 return first.rival.value.value < second.rival.value.value;
                             });
}

} // namespace kamsim
