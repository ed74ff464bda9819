#include "kamsim/results/result_reader.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "kamsim/model/segments.hpp"
#include "kamsim/simulation/alternative_pairs.hpp"
#include "kamsim/version.hpp"
#include "results/layout.hpp"
#include "results/stored_file.hpp"
#include "results/stored_scenario.hpp"

namespace kamsim {

namespace {

/// Lines, measures and columns are known by their place; a program that has others cannot tell what is what.
void require_fixed_dimensions(const StoredFile& file)
{
    for (const auto& dimension : fixed_dimensions()) {
        const bool may_be_missing =
            std::string_view(dimension.name) == "manager_measure" || std::string_view(dimension.name) == "side";
        if (may_be_missing && !file.hdf5().has_variable(dimension.name)) {
            continue;
        }
        if (file.labels(dimension.name) != dimension.labels) {
            throw Damage(fmt::format("its list {} is not the one of this kamsim ({})", dimension.name, version()));
        }
    }
}

Outcome outcome_of(const StoredFile& file, const Experiment& experiment)
{
    Outcome outcome;
    outcome.replications = static_cast<std::int64_t>(file.length("replication"));
    outcome.alternatives = static_cast<int>(file.length("alternative"));
    outcome.periods = static_cast<int>(file.length("period"));
    outcome.periods_per_year = experiment.periods_per_year;
    outcome.years = static_cast<int>(file.length("year"));
    outcome.accounts = static_cast<int>(file.length("account"));
    outcome.managers = static_cast<int>(file.length("manager"));
    outcome.pairs = static_cast<int>(file.length("pair"));
    outcome.segments = static_cast<int>(segments_of(experiment.accounts).names.size());
    outcome.worlds = std::max<std::int64_t>(1, static_cast<std::int64_t>(file.length("world")));
    outcome.futures_per_world = outcome.replications / outcome.worlds;
    outcome.world_inputs.resize(static_cast<std::size_t>(outcome.worlds) * file.length("input"));
    outcome.baseline = experiment.baseline;
    outcome.seconds = std::numeric_limits<double>::quiet_NaN();
    if (outcome.replications != experiment.replications || outcome.periods != experiment.periods
        || outcome.alternatives != static_cast<int>(experiment.alternatives.size())
        || alternative_pairs(outcome.alternatives, outcome.baseline).size() != file.length("pair")) {
        throw Damage("replications, periods or alternatives are not those of its resolved parameters");
    }
    if (outcome.pairs > 0
        && (file.length("segment") != static_cast<std::size_t>(outcome.segments)
            || file.length("holder") != static_cast<std::size_t>(outcome.holders()))) {
        throw Damage("segments or holders are not those of its accounts and managers");
    }
    for (const OutcomeVariable& variable : outcome_variables()) {
        if (variable.restore != nullptr && !is_left_out(variable, outcome)) {
            variable.restore(outcome, file.numbers(variable.declaration));
        }
    }
    return outcome;
}

} // namespace

StoredResult read_result(const std::filesystem::path& path)
{
    StoredResult stored;
    read_verified(path, StoredKind::result, [&](const StoredFile& file) {
        require_fixed_dimensions(file);
        auto provenance = read_provenance(file);
        stored.scenario = std::move(provenance.scenario);
        stored.outcome = outcome_of(file, stored.scenario.experiment);
        stored.checks = file.list("checks");
        stored.verdict = file.text("verdict");
        stored.program_version = std::move(provenance.program_version);
        stored.program_revision = std::move(provenance.program_revision);
    });
    return stored;
}

ResultIdentity identify_result(const std::filesystem::path& path)
{
    ResultIdentity identity;
    read_good(path, StoredKind::any, [&](const StoredFile& file) {
        identity = {file.whole("format_version"), file.text("program_version"), file.text("program_revision"),
                    file.whole("replications")};
    });
    return identity;
}

} // namespace kamsim
