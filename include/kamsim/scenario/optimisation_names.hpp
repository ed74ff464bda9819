#pragma once

#include <array>

#include "kamsim/scenario/optimisation_plan.hpp"
#include "kamsim/scenario/policy_names.hpp"

namespace kamsim {

inline constexpr std::array<NamedValue<DesignFigure>, 7> design_figure_names{{
    {"value", DesignFigure::value},
    {"difference", DesignFigure::difference},
    {"tail_value", DesignFigure::tail_value},
    {"tail_difference", DesignFigure::tail_difference},
    {"chance_of_loss", DesignFigure::chance_of_loss},
    {"spending", DesignFigure::spending},
    {"measure", DesignFigure::measure},
}};

inline constexpr std::array<NamedValue<MeasureTime>, 3> measure_time_names{{
    {"horizon", MeasureTime::horizon},
    {"mean", MeasureTime::mean},
    {"greatest", MeasureTime::greatest},
}};

inline constexpr std::array<NamedValue<ObjectiveDirection>, 2> objective_direction_names{{
    {"maximise", ObjectiveDirection::maximise},
    {"minimise", ObjectiveDirection::minimise},
}};

} // namespace kamsim
