#include "kamsim/decision/value_of_winning.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "decision/design_study.hpp"
#include "kamsim/decision/varied_experiments.hpp"
#include "kamsim/model/account_columns.hpp"
#include "kamsim/model/stakeholder_map.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {

namespace {

/// Futures of one unit where nothing is uncertain: what one thread simulates in one go.
constexpr std::int64_t lot = 128;

void require_person(const Experiment& experiment, const ChangedAttitude& change)
{
    const auto account = static_cast<std::size_t>(change.account);
    const bool is_known = change.account >= 0 && account < experiment.accounts.size() && change.person >= 0
                          && static_cast<std::size_t>(change.person) < experiment.accounts[account].stakeholders.size();
    if (!is_known) {
        throw std::invalid_argument("value of winning: there is no such account, or no such person at it");
    }
    if (!(change.attitude >= -1.0 && change.attitude <= 1.0)) {
        throw std::invalid_argument("value of winning: an attitude is between -1 and 1");
    }
}

/// Whether worlds draw the account's relationship, and so give it anew each time.
bool relationship_is_drawn(const Experiment& experiment, const Account& account)
{
    const auto& inputs = experiment.uncertainty.inputs;
    return std::any_of(inputs.begin(), inputs.end(), [&](const UncertainInput& input) {
        return input.target == UncertainTarget::account_number
               && number_columns.at(input.entry).column == NumberColumn::relationship
               && (input.segment.empty() || input.segment == account.segment)
               && (input.account.empty() || input.account == account.id);
    });
}

std::vector<Stakeholder> people_after(const Account& account, const ChangedAttitude& change)
{
    auto people = account.stakeholders;
    people[static_cast<std::size_t>(change.person)].attitude = change.attitude;
    return people;
}

/// Gives copies the change, whatever copy it was before.
FollowNumbers change_of(const Experiment& experiment, const ChangedAttitude& change, double support_change)
{
    const auto& account = experiment.accounts[static_cast<std::size_t>(change.account)];
    return [people = people_after(account, change), change, half = 0.5 * support_change, given = account.relationship,
            is_drawn = relationship_is_drawn(experiment, account)](Experiment& copy) {
        auto& changed = copy.accounts[static_cast<std::size_t>(change.account)];
        changed.stakeholders = people;
        changed.relationship = std::clamp((is_drawn ? changed.relationship : given) + half, 0.0, 1.0);
    };
}

/// Values of the only design, one for each future or world.
std::vector<double> unit_values(const StudyValues& values, const StudyUnits& units)
{
    if (!units.are_worlds) {
        return values.value;
    }
    std::vector<double> means;
    for (std::int64_t world = 0; world < values.points; ++world) {
        means.push_back(values.mean(world, 0));
    }
    return means;
}

ValueOfWinning value_of(const Experiment& experiment, const ChangedAttitude& change)
{
    const auto& account = experiment.accounts[static_cast<std::size_t>(change.account)];
    ValueOfWinning value;
    value.change = change;
    value.support_change = solve_stakeholder_map(people_after(account, change)).support
                           - solve_stakeholder_map(account.stakeholders).support;
    value.relationship_change =
        std::clamp(account.relationship + 0.5 * value.support_change, 0.0, 1.0) - account.relationship;
    return value;
}

void add_difference(const std::vector<double>& with, const std::vector<double>& without, const StudyUnits& units,
                    ValueOfWinning& value)
{
    const Moments moments = paired_moments(with, without);
    value.mean = moments.mean;
    value.standard_error = moments.standard_error();
    value.interval = t_interval(moments, winning_level);
    if (units.are_worlds) {
        value.interval.kind = IntervalKind::student_t_over_worlds;
    }
}

/// One part of several of equal length.
StudyOptions part_of(const StudyOptions& options, std::size_t part, std::size_t parts)
{
    StudyOptions partial = options;
    if (options.progress) {
        partial.progress = [&options, part, parts](std::int64_t done, std::int64_t all) {
            options.progress(static_cast<std::int64_t>(part) * all + done, static_cast<std::int64_t>(parts) * all);
        };
    }
    return partial;
}

} // namespace

std::optional<ValuesOfWinning> values_of_winning(const Experiment& experiment, int design,
                                                 std::span<const ChangedAttitude> changes, std::int64_t futures,
                                                 const StudyOptions& options)
{
    std::for_each(changes.begin(), changes.end(), [&](const auto& change) { require_person(experiment, change); });
    const Experiment alone = with_alternatives(experiment, std::vector<int>{design});
    const StudyUnits units = study_units(alone, futures, lot);
    const auto parts = changes.size() + 1;
    const auto as_given = study_designs(alone, units, {}, {}, part_of(options, 0, parts));
    if (as_given.points < units.count) {
        return std::nullopt;
    }
    const auto without = unit_values(as_given, units);
    ValuesOfWinning result{design, units.count * units.futures, units.are_worlds ? units.count : 1, {}};
    for (std::size_t k = 0; k < changes.size(); ++k) {
        auto value = value_of(experiment, changes[k]);
        const auto changed = study_designs(alone, units, change_of(experiment, changes[k], value.support_change), {},
                                           part_of(options, k + 1, parts));
        if (changed.points < units.count) {
            return std::nullopt;
        }
        add_difference(unit_values(changed, units), without, units, value);
        result.people.push_back(value);
    }
    return result;
}

std::vector<ChangedAttitude> people_to_win(const Experiment& experiment, std::span<const int> accounts,
                                           std::size_t most)
{
    struct Candidate {
        std::size_t place; ///< in the account
        ChangedAttitude change;
    };
    std::vector<Candidate> candidates;
    for (const int account : accounts) {
        const auto map = solve_stakeholder_map(experiment.accounts.at(static_cast<std::size_t>(account)).stakeholders);
        std::vector<int> people;
        for (std::size_t k = 0; k < map.people.size(); ++k) {
            if (map.people[k].expected_gain > 0.0) {
                people.push_back(static_cast<int>(k));
            }
        }
        std::stable_sort(people.begin(), people.end(), [&](int one, int other) {
            return map.people[static_cast<std::size_t>(one)].expected_gain
                   > map.people[static_cast<std::size_t>(other)].expected_gain;
        });
        for (std::size_t place = 0; place < people.size(); ++place) {
            candidates.push_back({place, {account, people[place], 1.0}});
        }
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& one, const Candidate& other) { return one.place < other.place; });
    std::vector<ChangedAttitude> changes;
    for (std::size_t k = 0; k < std::min(most, candidates.size()); ++k) {
        changes.push_back(candidates[k].change);
    }
    return changes;
}

} // namespace kamsim
