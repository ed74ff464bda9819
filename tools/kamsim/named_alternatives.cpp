#include "kamsim/named_alternatives.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "kamsim/decision/account_differences.hpp"
#include "kamsim/scenario/nearest_name.hpp"
#include "kamsim/simulation/alternative_pairs.hpp"

namespace kamsim::program {

std::vector<std::string> alternative_names(const Experiment& experiment)
{
    std::vector<std::string> names;
    std::transform(experiment.alternatives.begin(), experiment.alternatives.end(), std::back_inserter(names),
                   [](const Alternative& alternative) { return alternative.name; });
    return names;
}

std::string free_name(const std::string& wanted, const Experiment& experiment)
{
    const auto known = alternative_names(experiment);
    std::string name = wanted;
    while (std::find(known.begin(), known.end(), name) != known.end()) {
        name += "_again";
    }
    return name;
}

int alternative_named(const CommandLine& line, std::string_view where, const std::string& name,
                      const Experiment& experiment)
{
    const auto known = alternative_names(experiment);
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end()) {
        line.refuse(fmt::format("{}: there is no alternative \"{}\"{}", where, name, did_you_mean(name, known)));
    }
    return static_cast<int>(std::distance(known.begin(), found));
}

void require_different(const CommandLine& line, const Experiment& experiment, int alternative, int against,
                       std::string_view way_out)
{
    if (alternative == against) {
        line.refuse(fmt::format("\"{}\" is compared with itself; {}",
                                experiment.alternatives.at(static_cast<std::size_t>(alternative)).name, way_out));
    }
}

void require_kept_pair(const CommandLine& line, const Experiment& experiment, const Outcome& outcome, int alternative,
                       int against)
{
    if (!holds_pair(outcome, alternative, against)) {
        const auto& name = experiment.alternatives.at(static_cast<std::size_t>(alternative)).name;
        const auto& other = experiment.alternatives.at(static_cast<std::size_t>(against)).name;
        line.refuse(
            fmt::format("of more than {} designs a result keeps the differences to the baseline only; to "
                        "compare \"{}\" with \"{}\", run the scenario with only_alternatives = [\"{}\", \"{}\"] "
                        "and baseline = \"{}\"",
                        most_alternatives_in_all_pairs, name, other, name, other, other));
    }
}

} // namespace kamsim::program
