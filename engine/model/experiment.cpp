#include "kamsim/model/experiment.hpp"

#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <stdexcept>
#include <string_view>

#include <fmt/format.h>

#include "kamsim/model/catalogue.hpp"
#include "kamsim/model/stakeholder_map.hpp"
#include "kamsim/random/draws.hpp"

namespace kamsim {

namespace {

/// The largest contract, age or start year that still makes a whole number of periods in an int.
constexpr double longest_years = 1000.0;
constexpr double most_managers = 100'000.0;

[[noreturn]] void refuse(std::string_view where, std::string_view what, std::string_view advice)
{
    throw std::invalid_argument(fmt::format("{}: {}; {}", where, what, advice));
}

void require_between(std::string_view where, std::string_view field, double value, double low, double high)
{
    if (!(value >= low && value <= high)) {
        refuse(where, fmt::format("{} is {}", field, value), fmt::format("give a value between {} and {}", low, high));
    }
}

void require_non_negative(std::string_view where, std::string_view field, double value)
{
    if (!std::isfinite(value) || value < 0.0) {
        refuse(where, fmt::format("{} is {}", field, value), "give 0 or more");
    }
}

void require_positive(std::string_view where, std::string_view field, double value)
{
    if (!std::isfinite(value) || value <= 0.0) {
        refuse(where, fmt::format("{} is {}", field, value), "give more than 0");
    }
}

void require_finite(std::string_view where, std::string_view field, double value)
{
    if (!std::isfinite(value)) {
        refuse(where, fmt::format("{} is {}", field, value), "give a finite number");
    }
}

void require_in_domain(std::string_view where, std::string_view parameter, double value, Domain domain)
{
    if (!is_in_domain(value, domain)) {
        refuse(where, fmt::format("{} is {}", parameter, value), fmt::format("give {}", describe(domain)));
    }
}

struct AccountShare {
    const char* name;
    double Account::*member;
};

constexpr std::array<AccountShare, 9> account_shares{{
    {"gross_margin", &Account::gross_margin},
    {"cost_to_serve", &Account::cost_to_serve},
    {"relationship", &Account::relationship},
    {"satisfaction", &Account::satisfaction},
    {"competition", &Account::competition},
    {"fit", &Account::fit},
    {"logo", &Account::logo},
    {"global_share", &Account::global_share},
    {"demanding", &Account::demanding},
}};

void validate_customer(const std::string& where, const Account& account)
{
    require_positive(where, "revenue", account.revenue);
    if (account.wallet < account.revenue) {
        refuse(where, fmt::format("wallet {} is below revenue {}", account.wallet, account.revenue),
               "give as wallet what the customer spends a year with all suppliers, us included");
    }
    const double least = least_live_cells(account.cells, account.revenue, account.wallet);
    if (!(account.live_cells >= least && account.live_cells <= account.cells)) {
        refuse(where,
               fmt::format("live_cells is {}, but {} of {} cells are needed to earn the revenue", account.live_cells,
                           least, account.cells),
               fmt::format("give live_cells between {} and {}, or leave it out", least, account.cells));
    }
}

void validate_prospect(const std::string& where, const Account& account)
{
    if (account.revenue != 0.0 || account.live_cells != 0.0) {
        refuse(where, fmt::format("a prospect has revenue {} and live_cells {}", account.revenue, account.live_cells),
               "make it a customer, or leave both out");
    }
    if (account.key_now) {
        refuse(where, "a prospect is marked key_now", "only a customer can be a key account");
    }
}

void validate_account(const Account& account)
{
    const std::string where = fmt::format("account \"{}\"", account.id);
    require_positive(where, "wallet", account.wallet);
    require_between(where, "cells", account.cells, 1.0, 1e6);
    if (account.status == AccountStatus::customer) {
        validate_customer(where, account);
    } else {
        validate_prospect(where, account);
    }
    require_finite(where, "growth", account.growth);
    require_non_negative(where, "volatility", account.volatility);
    for (const AccountShare& share : account_shares) {
        require_between(where, share.name, account.*share.member, 0.0, 1.0);
    }
    require_positive(where, "contract_term", account.contract_term);
    require_between(where, "contract_term", account.contract_term, 0.0, longest_years);
    require_between(where, "next_renewal", account.next_renewal, 0.0, longest_years);
    if (!account.stakeholders.empty()) {
        try {
            static_cast<void>(solve_stakeholder_map(account.stakeholders));
        } catch (const std::invalid_argument& error) {
            throw std::invalid_argument(fmt::format("{}: {}", where, error.what()));
        }
    }
}

/// Two names with the same entity number would share their luck.
void require_own_luck(std::map<std::uint64_t, std::string>& numbers, std::string_view kind, const std::string& id)
{
    const auto [place, is_new] = numbers.emplace(entity_number(id), id);
    if (!is_new && place->second != id) {
        refuse(fmt::format("{} \"{}\"", kind, id),
               fmt::format("it has the same number in the luck as \"{}\"", place->second), "rename one of the two");
    }
}

void validate_accounts(const std::vector<Account>& accounts)
{
    if (accounts.empty()) {
        refuse("accounts", "there is none", "give at least one account");
    }
    std::set<std::string_view> ids;
    std::map<std::uint64_t, std::string> account_numbers;
    std::map<std::uint64_t, std::string> segment_numbers;
    for (std::size_t row = 0; row < accounts.size(); ++row) {
        const Account& account = accounts[row];
        if (account.id.empty()) {
            refuse(fmt::format("account {}", row + 1), "it has no id", "give each account an id of its own");
        }
        if (!ids.insert(account.id).second) {
            refuse(fmt::format("account \"{}\"", account.id), "the id stands twice",
                   "give each account an id of its own");
        }
        require_own_luck(account_numbers, "account", account.id);
        require_own_luck(segment_numbers, "segment", account.segment);
        validate_account(account);
    }
}

void validate_structures(const std::vector<Structure>& structures)
{
    if (structures.empty() || structures.front().name != "none" || structures.front().is_programme) {
        refuse("structures", "the first one is not \"none\"", "put the structure without a programme first");
    }
    std::set<std::string_view> names;
    for (std::size_t index = 0; index < structures.size(); ++index) {
        const Structure& structure = structures[index];
        const std::string where = fmt::format("structure \"{}\"", structure.name);
        if (structure.name.empty() || !names.insert(structure.name).second) {
            refuse(where, "the name is empty or stands twice", "give each structure a name of its own");
        }
        if (index > 0 && !structure.is_programme) {
            refuse(where, "it is no programme", "only \"none\" is no programme; use that one");
        }
        for (const StructureEntry& entry : structure_catalogue()) {
            require_in_domain(where, entry.name, structure.parameters.*entry.member, entry.domain);
        }
    }
}

void validate_plan(const std::string& where, const Alternative& alternative, const Experiment& experiment)
{
    int last_period = -1;
    int before = experiment.today.structure;
    for (const PlannedStructure& step : alternative.plan) {
        require_between(where, "a year of the structure plan", step.year, 0.0, longest_years);
        const int period = rounded_periods(step.year, experiment.periods_per_year);
        if (period <= last_period) {
            refuse(where,
                   fmt::format("year {} of the structure plan is not a period later than the step before", step.year),
                   "list the steps in order of year, at most one for a period");
        }
        last_period = period;
        if (step.structure < 0 || static_cast<std::size_t>(step.structure) >= experiment.structures.size()) {
            refuse(where,
                   fmt::format("the structure plan names structure {} of {}", step.structure,
                               experiment.structures.size()),
                   "give an index of the list of structures");
        }
        const bool begins_or_ends = (step.structure == 0) != (before == 0); // "none" is the first one
        if (step.step == PlanStep::in_place && begins_or_ends) {
            refuse(where, fmt::format("the step in year {} begins or ends a programme in place", step.year),
                   "make it a reorganisation");
        }
        before = step.structure;
    }
}

void validate_managers(const std::string& where, int key_accounts, const Experiment& experiment)
{
    for (const Structure& structure : experiment.structures) {
        if (structure.is_programme && key_accounts / structure.parameters.load > most_managers) {
            refuse(where,
                   fmt::format("{} key accounts at load {} of structure \"{}\" need more than {} managers",
                               key_accounts, structure.parameters.load, structure.name, most_managers),
                   "raise the load or lower the number of key accounts");
        }
    }
}

void validate_attention(const std::string& where, const Alternative& alternative, const Experiment& experiment)
{
    const auto& attention = alternative.account_attention;
    if (!attention.empty() && attention.size() != experiment.accounts.size()) {
        refuse(where,
               fmt::format("it has attention of its own for {} accounts of {}", attention.size(),
                           experiment.accounts.size()),
               "give one for each account, or none");
    }
    for (const AccountAttention& one : attention) {
        require_non_negative(where, "the weight of an account for hours", one.hours_weight);
        require_non_negative(where, "the weight of an account for money", one.money_weight);
        require_finite(where, "the extra hours of an account", one.extra_hours);
        require_finite(where, "the extra money of an account", one.extra_money);
    }
}

void validate_alternative(const Alternative& alternative, const Experiment& experiment)
{
    const std::string where = fmt::format("alternative \"{}\"", alternative.name);
    validate_plan(where, alternative, experiment);
    for (std::size_t lever = 0; lever < alternative.levers.size(); ++lever) {
        require_between(where, fmt::format("lever {} of {}", lever + 1, lever_count), alternative.levers[lever], 0.0,
                        1.0);
    }
    if (alternative.key_accounts < 0
        || static_cast<std::size_t>(alternative.key_accounts) > experiment.accounts.size()) {
        refuse(where, fmt::format("key_accounts is {}", alternative.key_accounts),
               fmt::format("give a number between 0 and the {} accounts", experiment.accounts.size()));
    }
    validate_managers(where, alternative.key_accounts, experiment);
    if (alternative.investment_budget) {
        require_non_negative(where, "investment_budget", *alternative.investment_budget);
    }
    if (alternative.rescue_budget) {
        require_non_negative(where, "rescue_budget", *alternative.rescue_budget);
    }
    require_non_negative(where, "tender_lead", alternative.tender_lead);
    validate_attention(where, alternative, experiment);
}

void validate_alternatives(const Experiment& experiment)
{
    if (experiment.alternatives.empty()) {
        refuse("alternatives", "there is none", "give at least one alternative");
    }
    std::set<std::string_view> names;
    for (const Alternative& alternative : experiment.alternatives) {
        if (alternative.name.empty() || !names.insert(alternative.name).second) {
            refuse(fmt::format("alternative \"{}\"", alternative.name), "the name is empty or stands twice",
                   "give each alternative a name of its own");
        }
        validate_alternative(alternative, experiment);
    }
    if (experiment.baseline < 0 || static_cast<std::size_t>(experiment.baseline) >= experiment.alternatives.size()) {
        refuse("baseline",
               fmt::format("it is alternative {} of {}", experiment.baseline, experiment.alternatives.size()),
               "name one of the alternatives");
    }
}

/// The luck counts replications in 32 bits and periods in 24, of which the last one is taken.
void validate_size(const Experiment& experiment)
{
    if (experiment.replications <= 0 || experiment.replications > std::numeric_limits<std::uint32_t>::max()) {
        refuse("replications", fmt::format("it is {}", experiment.replications), "give 1 to 4294967295");
    }
    if (experiment.periods_per_year <= 0 || experiment.periods_per_year > 1000) {
        refuse("periods_per_year", fmt::format("it is {}", experiment.periods_per_year),
               "give 1 to 1000; 4 are quarters");
    }
    if (experiment.periods <= 0 || static_cast<std::uint32_t>(experiment.periods) >= once) {
        refuse("periods", fmt::format("it is {}", experiment.periods), fmt::format("give 1 to {}", once - 1));
    }
    if (!std::isfinite(experiment.discount_rate) || experiment.discount_rate <= -1.0) {
        refuse("discount_rate", fmt::format("it is {}", experiment.discount_rate), "give more than -1, such as 0.1");
    }
}

void validate_today(const Experiment& experiment)
{
    const Today& today = experiment.today;
    if (today.structure < 0 || static_cast<std::size_t>(today.structure) >= experiment.structures.size()) {
        refuse("today", fmt::format("it names structure {} of {}", today.structure, experiment.structures.size()),
               "give an index of the list of structures");
    }
    require_between("today", "programme_age", today.programme_age, 0.0, longest_years);
    if (today.manager_proficiency) {
        require_between("today", "manager_proficiency", *today.manager_proficiency, 0.0, 1.0);
    }
    for (const StandingManager& manager : today.managers) {
        require_between(fmt::format("manager \"{}\"", manager.name), "proficiency", manager.proficiency.value_or(0.0),
                        0.0, 1.0);
    }
    for (const Account& account : experiment.accounts) {
        if (account.manager_now < -1 || account.manager_now >= static_cast<int>(today.managers.size())) {
            refuse(
                fmt::format("account \"{}\"", account.id),
                fmt::format("manager_now is {}, and today has {} managers", account.manager_now, today.managers.size()),
                "give an index of the list of today's managers, or -1 for none");
        }
    }
    require_finite("firm", "cash_buffer", experiment.firm.cash_buffer);
    require_non_negative("firm", "yearly_overheads", experiment.firm.yearly_overheads);
}

void validate_parameters(const ModelParameters& parameters)
{
    for (const ModelEntry& entry : model_catalogue()) {
        require_in_domain("parameters", entry.path, entry.value_in(parameters), entry.domain);
    }
    if (parameters.ledger.commission_tier_1 > parameters.ledger.commission_tier_2) {
        refuse("parameters",
               fmt::format("ledger.commission_tier_1 is {}, above ledger.commission_tier_2, {}",
                           parameters.ledger.commission_tier_1, parameters.ledger.commission_tier_2),
               "give the tiers in ascending order");
    }
}

} // namespace

double first_year_revenue(const Experiment& experiment)
{
    double sum = 0.0;
    for (const Account& account : experiment.accounts) {
        if (account.status == AccountStatus::customer) {
            sum += account.revenue;
        }
    }
    return sum;
}

int rounded_periods(double years, int periods_per_year)
{
    return static_cast<int>(std::floor(years * periods_per_year + 0.5));
}

void validate(const Experiment& experiment)
{
    validate_size(experiment);
    validate_parameters(experiment.parameters);
    validate_structures(experiment.structures);
    validate_accounts(experiment.accounts);
    validate_alternatives(experiment);
    validate_today(experiment);
    validate_uncertainty(experiment);
}

} // namespace kamsim
