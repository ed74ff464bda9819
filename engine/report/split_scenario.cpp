#include <fmt/format.h>

#include "kamsim/report/allocation_text.hpp"
#include "kamsim/scenario/alternative_toml.hpp"
#include "kamsim/scenario/import_guess.hpp"

namespace kamsim {

std::string split_scenario(const Experiment& experiment, const Allocation& allocation, const std::string& base)
{
    Alternative given = experiment.alternatives[static_cast<std::size_t>(allocation.request.design)];
    Alternative split = allocation.split;
    // Names of their own, so that the two neither change nor repeat what the other scenario has.
    split.name = given.name + ", best split";
    given.name += ", as given";
    return fmt::format("# A design as it is, and with the split of hours and money that kamsim allocate found.\n\n"
                       "extends = {}\nonly_alternatives = [{}, {}]\nbaseline = {}\n\n",
                       toml_text(base), toml_text(given.name), toml_text(split.name), toml_text(given.name))
           + alternative_toml(given, experiment) + "\n" + alternative_toml(split, experiment);
}

} // namespace kamsim
