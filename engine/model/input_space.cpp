#include "kamsim/model/input_space.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "kamsim/model/account_columns.hpp"
#include "kamsim/model/catalogue.hpp"
#include "kamsim/random/draws.hpp"
#include "model/rank_copula.hpp"

namespace kamsim {

namespace {

double restricted(double value, const NumberRange& range)
{
    return std::clamp(value, range.least, range.greatest);
}

double applied(const UncertainInput& input, double before, double drawn)
{
    switch (input.application) {
    case UncertainApplication::factor: return before * drawn;
    case UncertainApplication::addend: return before + drawn;
    case UncertainApplication::value: break;
    }
    return drawn;
}

bool is_meant(const UncertainInput& input, const Account& account)
{
    return (input.segment.empty() || account.segment == input.segment)
           && (input.account.empty() || account.id == input.account);
}

void set_column(const UncertainInput& input, double drawn, Account& account)
{
    if (input.target == UncertainTarget::account_flag) {
        account.*flag_columns[input.entry].member = drawn >= 0.5;
        return;
    }
    const NumberColumnDeclaration& column = number_columns[input.entry];
    account.*column.member = restricted(applied(input, account.*column.member, drawn), column.range);
}

/// What must hold between the columns of an account, whatever was drawn for each (eq. 84).
void restore_invariants(Account& account)
{
    account.cells = restricted(std::floor(account.cells + 0.5), cell_count);
    if (account.status == AccountStatus::prospect) {
        account.revenue = 0.0;
        account.live_cells = 0.0;
        account.key_now = false;
        return;
    }
    account.revenue = restricted(account.revenue, positive_number);
    account.wallet = std::max(account.wallet, account.revenue);
    account.live_cells =
        std::clamp(account.live_cells, least_live_cells(account.cells, account.revenue, account.wallet), account.cells);
}

void set_shared(const UncertainInput& input, double drawn, Experiment& copy)
{
    const auto set = [&](double& value, const NumberRange& range) {
        value = restricted(applied(input, value, drawn), range);
    };
    switch (input.target) {
    case UncertainTarget::model_parameter: {
        const ModelEntry& entry = model_catalogue()[input.entry];
        set(entry.in(copy.parameters), range_of(entry.domain));
        return;
    }
    case UncertainTarget::structure_parameter: {
        const StructureEntry& entry = structure_catalogue()[input.entry];
        for (const int structure : input.structures) {
            set(copy.structures[static_cast<std::size_t>(structure)].parameters.*entry.member, range_of(entry.domain));
        }
        return;
    }
    case UncertainTarget::discount_rate: set(copy.discount_rate, discount_range); return;
    case UncertainTarget::account_number:
    case UncertainTarget::account_flag: break;
    }
    for (Account& account : copy.accounts) {
        if (is_meant(input, account)) {
            set_column(input, drawn, account);
        }
    }
}

void set_each(const UncertainInput& input, std::size_t index, const OwnDraw& own_draw, Experiment& copy)
{
    for (std::size_t account = 0; account < copy.accounts.size(); ++account) {
        if (is_meant(input, copy.accounts[account])) {
            set_column(input, own_draw(index, account), copy.accounts[account]);
        }
    }
}

/// Everything that a shared input replaces.
std::vector<double> replaced_values(const UncertainInput& input, const Experiment& experiment)
{
    std::vector<double> values;
    switch (input.target) {
    case UncertainTarget::model_parameter: return {model_catalogue()[input.entry].value_in(experiment.parameters)};
    case UncertainTarget::discount_rate: return {experiment.discount_rate};
    case UncertainTarget::structure_parameter:
        for (const int structure : input.structures) {
            values.push_back(experiment.structures[static_cast<std::size_t>(structure)].parameters
                             .*structure_catalogue()[input.entry].member);
        }
        return values;
    case UncertainTarget::account_number:
    case UncertainTarget::account_flag: break;
    }
    for (const Account& account : experiment.accounts) {
        if (is_meant(input, account)) {
            values.push_back(input.target == UncertainTarget::account_flag
                                 ? (account.*flag_columns[input.entry].member ? 1.0 : 0.0)
                                 : account.*number_columns[input.entry].member);
        }
    }
    return values;
}

const Experiment& checked(const Experiment& experiment)
{
    validate_uncertainty(experiment);
    return experiment;
}

} // namespace

InputSpace::InputSpace(const Experiment& experiment)
    : experiment_(checked(experiment)), shared_(shared_inputs(experiment.uncertainty))
{
    for (const UncertainInput& input : inputs()) {
        distributions_.emplace_back(input.distribution, input.minimum, input.maximum);
        touches_accounts_ = touches_accounts_ || is_account_target(input.target);
    }
    const RankCopula copula(experiment.uncertainty);
    for (std::size_t place = 0; place < copula.shared_count(); ++place) {
        const auto found = std::find(shared_.begin(), shared_.end(), copula.inputs()[place]);
        correlated_.push_back(static_cast<std::size_t>(found - shared_.begin()));
        std::vector<double>& row = factor_.emplace_back();
        for (std::size_t k = 0; k <= place; ++k) {
            row.push_back(copula.factor()(static_cast<Eigen::Index>(place), static_cast<Eigen::Index>(k)));
        }
    }
}

const UncertainInput& InputSpace::input(std::size_t coordinate) const
{
    return inputs()[shared_[coordinate]];
}

double InputSpace::quantile(std::size_t coordinate, double probability) const
{
    return distributions_[shared_[coordinate]].quantile(probability);
}

std::vector<double> InputSpace::values_at(std::span<const double> uniforms) const
{
    std::vector<double> coordinates(uniforms.begin(), uniforms.end());
    for (std::size_t place = 0; place < correlated_.size(); ++place) {
        double normal = 0.0;
        for (std::size_t k = 0; k <= place; ++k) {
            normal += factor_[place][k] * normal_of(uniforms[correlated_[k]]);
        }
        coordinates[correlated_[place]] = standard_normal_below(normal);
    }
    for (std::size_t k = 0; k < coordinates.size(); ++k) {
        coordinates[k] = quantile(k, coordinates[k]);
    }
    return coordinates;
}

std::optional<double> InputSpace::given_value(std::size_t coordinate) const
{
    const UncertainInput& meant = input(coordinate);
    switch (meant.application) {
    case UncertainApplication::factor: return 1.0;
    case UncertainApplication::addend: return 0.0;
    case UncertainApplication::value: break;
    }
    const auto values = replaced_values(meant, experiment_);
    const bool are_equal =
        !values.empty() && std::all_of(values.begin(), values.end(), [&](double value) { return value == values[0]; });
    return are_equal ? std::optional(values[0]) : std::nullopt;
}

Experiment InputSpace::certain_copy() const
{
    Experiment copy = experiment_;
    copy.uncertainty.inputs.clear();
    copy.uncertainty.correlations.clear();
    return copy;
}

void InputSpace::set(std::span<const double> values, Experiment& copy) const
{
    set(values, OwnDraw{}, copy);
}

void InputSpace::set(std::span<const double> values, const OwnDraw& own_draw, Experiment& copy) const
{
    if (values.size() != size()) {
        throw std::invalid_argument("a point has " + std::to_string(values.size()) + " values; there are "
                                    + std::to_string(size()) + " uncertain inputs that accounts share");
    }
    restore(copy);
    std::size_t coordinate = 0;
    // In the order of the scenario, since a factor may follow a value.
    for (std::size_t input = 0; input < inputs().size(); ++input) {
        if (inputs()[input].scope == UncertainScope::all) {
            const double value = values[coordinate++];
            if (!std::isnan(value)) {
                set_shared(inputs()[input], value, copy);
            }
        } else if (own_draw) {
            set_each(inputs()[input], input, own_draw, copy);
        }
    }
    LedgerParameters& ledger = copy.parameters.ledger;
    ledger.commission_tier_2 = std::max(ledger.commission_tier_1, ledger.commission_tier_2);
    if (touches_accounts_) {
        std::for_each(copy.accounts.begin(), copy.accounts.end(), restore_invariants);
    }
}

void InputSpace::restore(Experiment& copy) const
{
    copy.parameters = experiment_.parameters;
    copy.discount_rate = experiment_.discount_rate;
    for (std::size_t k = 0; k < copy.structures.size(); ++k) {
        copy.structures[k].parameters = experiment_.structures[k].parameters;
    }
    for (std::size_t k = 0; touches_accounts_ && k < copy.accounts.size(); ++k) {
        for (const NumberColumnDeclaration& column : number_columns) {
            copy.accounts[k].*column.member = experiment_.accounts[k].*column.member;
        }
        for (const FlagColumnDeclaration& column : flag_columns) {
            copy.accounts[k].*column.member = experiment_.accounts[k].*column.member;
        }
    }
}

} // namespace kamsim
