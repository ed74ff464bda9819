#include "kamsim/model/uncertainty.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>
#include <string_view>

#include <fmt/format.h>

#include "kamsim/model/account_columns.hpp"
#include "kamsim/model/catalogue.hpp"
#include "kamsim/model/experiment.hpp"
#include "model/rank_copula.hpp"

namespace kamsim {

namespace {

[[noreturn]] void refuse(const UncertainInput& input, std::string_view what)
{
    throw std::invalid_argument(fmt::format("uncertain input \"{}\": {}", input.name, what));
}

std::size_t entries_of(UncertainTarget target)
{
    switch (target) {
    case UncertainTarget::model_parameter: return model_catalogue().size();
    case UncertainTarget::structure_parameter: return structure_catalogue().size();
    case UncertainTarget::account_number: return number_columns.size();
    case UncertainTarget::account_flag: return flag_columns.size();
    case UncertainTarget::discount_rate: break;
    }
    return 1;
}

void validate_structures(const UncertainInput& input, const Experiment& experiment)
{
    const bool wants = input.target == UncertainTarget::structure_parameter;
    const bool known = std::all_of(input.structures.begin(), input.structures.end(), [&](int structure) {
        return structure >= 0 && static_cast<std::size_t>(structure) < experiment.structures.size();
    });
    if (wants == input.structures.empty() || !known) {
        refuse(input, "a structure's parameter takes indices of the list of structures, and nothing else does");
    }
}

void validate_accounts(const UncertainInput& input, const Experiment& experiment)
{
    if (!is_account_target(input.target)) {
        if (input.scope == UncertainScope::each || !input.segment.empty() || !input.account.empty()) {
            refuse(input, "only columns of accounts can differ by account; leave out each, segment and account");
        }
        return;
    }
    const auto is_meant = [&](const Account& account) {
        return (input.segment.empty() || account.segment == input.segment)
               && (input.account.empty() || account.id == input.account);
    };
    if (std::none_of(experiment.accounts.begin(), experiment.accounts.end(), is_meant)) {
        refuse(input, fmt::format("no account has segment \"{}\" and id \"{}\" (empty: any); name those of the "
                                  "portfolio",
                                  input.segment, input.account));
    }
}

void validate_input(const UncertainInput& input, const Experiment& experiment)
{
    if (input.name.empty() || input.entry >= entries_of(input.target)) {
        refuse(input, "it names nothing of the catalogues; give the path of a parameter or of a column of accounts");
    }
    validate_structures(input, experiment);
    validate_accounts(input, experiment);
    if (input.target == UncertainTarget::account_flag && input.application != UncertainApplication::value) {
        refuse(input, "a flag is set or not; draw its value, not a factor or an addend");
    }
    try {
        static_cast<void>(TruncatedDistribution(input.distribution, input.minimum, input.maximum));
    } catch (const std::invalid_argument& failure) {
        refuse(input, failure.what());
    }
}

void validate_correlations(const Uncertainty& uncertainty)
{
    std::set<std::pair<std::size_t, std::size_t>> pairs;
    for (const RankCorrelation& pair : uncertainty.correlations) {
        const std::size_t count = uncertainty.inputs.size();
        if (pair.first >= count || pair.second >= count || pair.first == pair.second) {
            throw std::invalid_argument("rank correlation: it is not between two uncertain inputs; name two");
        }
        if (!pairs.insert(std::minmax(pair.first, pair.second)).second) {
            throw std::invalid_argument(fmt::format("rank correlation of \"{}\" with \"{}\": it is given twice",
                                                    uncertainty.inputs[pair.first].name,
                                                    uncertainty.inputs[pair.second].name));
        }
        if (!(std::fabs(pair.rank) < 1.0)) {
            throw std::invalid_argument(fmt::format("rank correlation of \"{}\" with \"{}\": it is {}; give a number "
                                                    "above -1 and below 1",
                                                    uncertainty.inputs[pair.first].name,
                                                    uncertainty.inputs[pair.second].name, pair.rank));
        }
    }
    static_cast<void>(RankCopula(uncertainty));
}

} // namespace

bool is_account_target(UncertainTarget target)
{
    return target == UncertainTarget::account_number || target == UncertainTarget::account_flag;
}

std::vector<std::size_t> shared_inputs(const Uncertainty& uncertainty)
{
    std::vector<std::size_t> shared;
    for (std::size_t input = 0; input < uncertainty.inputs.size(); ++input) {
        if (uncertainty.inputs[input].scope == UncertainScope::all) {
            shared.push_back(input);
        }
    }
    return shared;
}

Unit unit_of_draw(const UncertainInput& input)
{
    if (input.application == UncertainApplication::factor) {
        return Unit::dimensionless;
    }
    switch (input.target) {
    case UncertainTarget::model_parameter: return model_catalogue()[input.entry].unit;
    case UncertainTarget::structure_parameter: return structure_catalogue()[input.entry].unit;
    case UncertainTarget::discount_rate: return Unit::per_year;
    case UncertainTarget::account_number:
        return number_columns[input.entry].unit == ColumnUnit::money ? Unit::money_per_year : Unit::dimensionless;
    case UncertainTarget::account_flag: break;
    }
    return Unit::dimensionless;
}

void validate_uncertainty(const Experiment& experiment)
{
    const Uncertainty& uncertainty = experiment.uncertainty;
    if (uncertainty.inputs.empty()) {
        return;
    }
    std::set<std::string_view> names;
    for (const UncertainInput& input : uncertainty.inputs) {
        validate_input(input, experiment);
        if (!names.insert(input.name).second) {
            refuse(input, "the name stands twice; give each input a name of its own");
        }
    }
    validate_correlations(uncertainty);
    if (uncertainty.futures_per_world < 1 || experiment.replications % uncertainty.futures_per_world != 0) {
        throw std::invalid_argument(fmt::format(
            "uncertainty: {} replications are not a whole number of worlds of {} futures; give a multiple of it",
            experiment.replications, uncertainty.futures_per_world));
    }
}

} // namespace kamsim
