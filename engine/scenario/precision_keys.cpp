#include "scenario/key_declarations.hpp"

namespace kamsim {

namespace {

inline constexpr NumberRange open_unit_interval{smallest_positive_number, 1.0 - 0x1p-40, "above 0 and below 1"};

} // namespace

std::vector<SectionDeclaration> precision_sections()
{
    return {
        {"precision",
         "How precise the answer has to be. A run begins with `simulation.replications` and goes on until all of "
         "this holds ([guide](../guide/precision.md)).",
         {
             number_key("difference", positive_number, "",
                        "half-width of the interval of every design's difference to the baseline, in money"),
             number_key("relative_difference", open_unit_interval, "",
                        "the same, as a share of the difference; of the two the wider one is enough"),
             number_key("value", positive_number, "", "half-width of the interval of every design's value, in money"),
             number_key("relative_value", open_unit_interval, "",
                        "the same, as a share of the value; of the two the wider one is enough"),
             {"measures",
              KeyType::named_numbers,
              "none",
              "`name = half_width`: of the interval of the measure's mean under every design, the last time it is "
              "taken, in its unit",
              positive_number,
              {},
              {}},
             number_key("probability_of_correct_selection", open_unit_interval, "",
                        "chance that the design with the highest mean is the best, or within `indifference` of it"),
             number_key("indifference", positive_number, "", "least lead in value that matters, in money"),
             number_key("confidence", open_unit_interval, "0.95",
                        "that all half-widths hold together, whenever the run ends"),
             whole_number_key("most_replications", whole_from_one(most_replications), "100 times `replications`",
                              "the run ends here, and says what it did not reach"),
         }}};
}

} // namespace kamsim
