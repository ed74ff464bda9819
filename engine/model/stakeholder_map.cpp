#include "kamsim/model/stakeholder_map.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "model/opinion_dynamics.hpp"

namespace kamsim {

namespace {

constexpr double superior_weight = 1.0;
constexpr double subordinate_weight = 0.5;
constexpr double largest_gain = 2.0;

using PersonIndex = std::map<std::string_view, Eigen::Index>;

[[noreturn]] void refuse(const Stakeholder& stakeholder, std::string_view what, std::string_view advice)
{
    throw std::invalid_argument(fmt::format("stakeholder \"{}\": {}; {}", stakeholder.person, what, advice));
}

void check_person(const Stakeholder& stakeholder)
{
    if (!(stakeholder.power >= 0.0 && stakeholder.power <= 1e6)) {
        refuse(stakeholder, fmt::format("power is {}", stakeholder.power),
               "give 3 for high, 2 for medium or 1 for low");
    }
    if (!(stakeholder.attitude >= -1.0 && stakeholder.attitude <= 1.0)) {
        refuse(stakeholder, fmt::format("attitude is {}", stakeholder.attitude),
               "give a value between -1, against us, and 1, for us");
    }
    if (!(stakeholder.access >= 0.0 && stakeholder.access <= 1.0)) {
        refuse(stakeholder, fmt::format("access is {}", stakeholder.access), "give a value between 0 and 1");
    }
    for (const Stakeholder::Influence& line : stakeholder.influenced_by) {
        if (!(line.weight >= 0.0 && line.weight <= 1e6)) {
            refuse(stakeholder, fmt::format("the influence of \"{}\" has weight {}", line.person, line.weight),
                   "give 0 or more");
        }
    }
}

PersonIndex index_people(std::span<const Stakeholder> people)
{
    PersonIndex index;
    for (const Stakeholder& stakeholder : people) {
        check_person(stakeholder);
        if (!index.emplace(stakeholder.person, static_cast<Eigen::Index>(index.size())).second) {
            refuse(stakeholder, "the name stands twice", "give each person of an account a name of his own");
        }
    }
    return index;
}

Eigen::Index find_other(const PersonIndex& index, const Stakeholder& stakeholder, std::string_view relation,
                        const std::string& other)
{
    const auto found = index.find(other);
    if (found == index.end()) {
        refuse(stakeholder, fmt::format("{} \"{}\", whom the map does not know", relation, other),
               "add this person to the account or leave the line out");
    }
    if (other == stakeholder.person) {
        refuse(stakeholder, fmt::format("{} himself", relation), "leave the line out");
    }
    return found->second;
}

/// W of eq. 52: who listens to whom, every row with sum 1.
Eigen::MatrixXd influence_matrix(std::span<const Stakeholder> people, double influence_scale)
{
    const PersonIndex index = index_people(people);
    const auto size = static_cast<Eigen::Index>(people.size());
    Eigen::MatrixXd influence = Eigen::MatrixXd::Zero(size, size);
    for (Eigen::Index person = 0; person < size; ++person) {
        const Stakeholder& stakeholder = people[static_cast<std::size_t>(person)];
        if (!stakeholder.reports_to.empty()) {
            const Eigen::Index superior = find_other(index, stakeholder, "reports to", stakeholder.reports_to);
            influence(person, superior) += superior_weight;
            influence(superior, person) += subordinate_weight;
        }
        for (const Stakeholder::Influence& line : stakeholder.influenced_by) {
            const Eigen::Index other = find_other(index, stakeholder, "is influenced by", line.person);
            influence(person, other) += influence_scale * line.weight;
        }
    }
    for (Eigen::Index person = 0; person < size; ++person) {
        const double sum = influence.row(person).sum();
        if (sum > 0.0) {
            influence.row(person) /= sum;
        } else {
            influence(person, person) = 1.0;
        }
    }
    return influence;
}

/// π of eq. 54: power with sum 1.
Eigen::VectorXd power_weights(std::span<const Stakeholder> people)
{
    Eigen::VectorXd power(static_cast<Eigen::Index>(people.size()));
    std::ranges::transform(people, power.begin(), &Stakeholder::power);
    const double sum = power.sum();
    if (!(sum > 0.0)) {
        throw std::invalid_argument("stakeholders: nobody has power; give at least one person a power above 0");
    }
    return power / sum;
}

std::size_t first_of_the_largest(const std::vector<double>& values)
{
    return static_cast<std::size_t>(std::distance(values.begin(), std::ranges::max_element(values)));
}

std::vector<double> all_on(std::size_t person, std::size_t size)
{
    std::vector<double> weights(size, 0.0);
    weights[person] = 1.0;
    return weights;
}

/// Weights of eq. 56 with sum 1.
std::vector<double> focus_weights(std::span<const Stakeholder> people, const std::vector<double>& leverage,
                                  ContactFocus focus)
{
    const std::size_t size = people.size();
    std::vector<double> weights(size);
    switch (focus) {
    case ContactFocus::uniform: break;
    case ContactFocus::most_powerful:
        std::ranges::transform(people, weights.begin(), &Stakeholder::power);
        return all_on(first_of_the_largest(weights), size);
    case ContactFocus::highest_leverage: return all_on(first_of_the_largest(leverage), size);
    case ContactFocus::power_times_doubt:
        std::ranges::transform(people, weights.begin(), [](const Stakeholder& stakeholder) {
            return stakeholder.power * (1.0 - stakeholder.attitude) * stakeholder.access;
        });
        break;
    }
    double sum = 0.0;
    for (const double weight : weights) {
        sum += weight;
    }
    for (double& weight : weights) {
        weight = sum > 0.0 ? weight / sum : 1.0 / static_cast<double>(size);
    }
    return weights;
}

} // namespace

StakeholderMap solve_stakeholder_map(std::span<const Stakeholder> people, double influence_scale,
                                     double susceptibility_value)
{
    if (!(influence_scale >= 0.0 && influence_scale <= 1e6)) {
        throw std::invalid_argument(fmt::format(
            "stakeholders: the influence scale is {}; give 0 or more, 1 for the weights as given", influence_scale));
    }
    if (!(susceptibility_value >= 0.0 && susceptibility_value < 1.0)) {
        throw std::invalid_argument(fmt::format(
            "stakeholders: the susceptibility is {}; give a value from 0 to less than 1", susceptibility_value));
    }
    const Eigen::MatrixXd influence = influence_matrix(people, influence_scale);
    const Eigen::VectorXd power = power_weights(people);
    const Eigen::VectorXd take_over = Eigen::VectorXd::Constant(power.size(), susceptibility_value);
    Eigen::VectorXd attitude(power.size());
    std::ranges::transform(people, attitude.begin(), &Stakeholder::attitude);
    const Eigen::VectorXd settled =
        opinion_equilibrium(influence, take_over, attitude, Eigen::VectorXd::Zero(power.size()));
    const Eigen::VectorXd leverage = contact_leverage(influence, take_over, power);

    StakeholderMap map;
    map.support = power.dot(settled);
    map.relationship = (1.0 + map.support) / 2.0;
    for (Eigen::Index person = 0; person < power.size(); ++person) {
        const double access = people[static_cast<std::size_t>(person)].access;
        StakeholderResult result;
        result.equilibrium_attitude = settled(person);
        result.leverage = leverage(person) * access;
        result.support_if_won = leverage(person) * (1.0 - susceptibility_value) * (1.0 - attitude(person));
        result.expected_gain = result.support_if_won * access;
        map.people.push_back(result);
    }
    const auto best = std::ranges::max_element(map.people, {}, &StakeholderResult::expected_gain);
    map.first_to_win = static_cast<int>(std::distance(map.people.begin(), best));
    return map;
}

double contact_gain(std::span<const Stakeholder> people, ContactFocus focus)
{
    if (people.empty()) {
        return 1.0;
    }
    std::vector<double> leverage;
    double mean_leverage = 0.0;
    for (const StakeholderResult& person : solve_stakeholder_map(people).people) {
        leverage.push_back(person.leverage);
        mean_leverage += person.leverage / static_cast<double>(people.size());
    }
    // Nobody can be reached: it makes no difference whom to see.
    if (mean_leverage <= 0.0) {
        return 1.0;
    }
    const std::vector<double> focus_on = focus_weights(people, leverage, focus);
    double focused_leverage = 0.0;
    for (std::size_t person = 0; person < people.size(); ++person) {
        focused_leverage += focus_on[person] * leverage[person];
    }
    return std::min(focused_leverage / mean_leverage, largest_gain);
}

} // namespace kamsim
