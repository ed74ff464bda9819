#include "kamsim/scenario/warnings.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "kamsim/model/account_columns.hpp"
#include "kamsim/scenario/outline.hpp"
#include "scenario/diagnostics.hpp"

namespace kamsim {

namespace {

constexpr double full_wallet = 0.95; ///< share of the wallet from which little is left to win
constexpr double least_revenue = 1'000.0;
constexpr double most_revenue = 100'000'000.0;
constexpr double fast_growth = 0.2;
constexpr double wild_volatility = 0.5;
constexpr double dominating_share = 0.5;
constexpr double few_hours = 0.25; ///< of those wanted
constexpr double many_accounts = 8.0;
constexpr std::int64_t few_replications = 200;
constexpr double few_columns = 0.25; ///< of the columns that could be given

/// What the warnings look at again and again.
struct Facts {
    const Experiment& experiment;
    std::vector<const Account*> customers;
    double revenue = 0.0;
    double margin = 0.0; ///< a year, before the programme
    std::vector<DesignOutline> designs;
};

Facts facts_of(const Experiment& experiment)
{
    Facts facts{experiment, {}, first_year_revenue(experiment), 0.0, outline_designs(experiment)};
    for (const Account& account : experiment.accounts) {
        if (account.status == AccountStatus::customer) {
            facts.customers.push_back(&account);
            facts.margin += account.revenue * (account.gross_margin - account.cost_to_serve);
        }
    }
    return facts;
}

double mean_by_revenue(const Facts& facts, double Account::*member)
{
    double sum = 0.0;
    for (const Account* customer : facts.customers) {
        sum += customer->revenue * (customer->*member);
    }
    return facts.revenue > 0.0 ? sum / facts.revenue : 0.0;
}

/// `"a", "b", "c" and 12 more`.
std::string first_names(const std::vector<std::string>& names)
{
    constexpr std::size_t most = 3;
    std::string list;
    for (std::size_t i = 0; i < std::min(most, names.size()); ++i) {
        list += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", names[i]);
    }
    return names.size() > most ? fmt::format("{} and {} more", list, names.size() - most) : list;
}

/// Names of the designs of which one step is doubtful, with that step.
template <class IsDoubtful>
std::vector<std::pair<std::string, const DesignStep*>> doubtful_steps(const Facts& facts, IsDoubtful&& is_doubtful)
{
    std::vector<std::pair<std::string, const DesignStep*>> found;
    for (const DesignOutline& design : facts.designs) {
        const auto step = std::find_if(design.steps.begin(), design.steps.end(),
                                       [&](const DesignStep& one) { return one.is_programme && is_doubtful(one); });
        if (step != design.steps.end()) {
            found.emplace_back(design.name, &*step);
        }
    }
    return found;
}

std::string names_of(const std::vector<std::pair<std::string, const DesignStep*>>& steps)
{
    std::vector<std::string> names;
    for (const auto& [name, step] : steps) {
        names.push_back(name);
    }
    return first_names(names);
}

std::string few_managers(const Facts& facts)
{
    const auto steps = doubtful_steps(facts, [](const DesignStep& step) {
        return step.managers > 1 && step.key_accounts >= many_accounts * step.managers
               && step.hours_given < few_hours * step.hours_wanted;
    });
    if (steps.empty()) {
        return {};
    }
    const DesignStep& first = *steps.front().second;
    return fmt::format("{}: {} managers for {} key accounts; they have {:.0f} hours a month with the customers and "
                       "could use {:.0f}, so that each account gets little of the programme. Name fewer key accounts, "
                       "lower the structure's load, or take another structure",
                       names_of(steps), first.managers, first.key_accounts, first.hours_given, first.hours_wanted);
}

std::string full_wallets(const Facts& facts)
{
    std::vector<std::string> ids;
    for (const Account* customer : facts.customers) {
        if (customer->revenue > full_wallet * customer->wallet) {
            ids.push_back(customer->id);
        }
    }
    if (ids.empty()) {
        return {};
    }
    return fmt::format("the wallet of {} is hardly larger than the revenue: nothing is left to win there. A wallet is "
                       "what the customer spends with all suppliers; where it is unknown, leave it empty",
                       first_names(ids));
}

std::string wrong_scale(const Facts& facts)
{
    if (facts.customers.empty() || (facts.revenue >= least_revenue && facts.revenue <= most_revenue)) {
        return {};
    }
    return fmt::format("the revenue of all customers is {:.6g} {} a year. Money is in thousands: is the file in other "
                       "units? Say so in [portfolio], for example scale = 0.001 for single units",
                       facts.revenue, facts.experiment.currency);
}

std::string percentages(const Facts& facts)
{
    const double growth = mean_by_revenue(facts, &Account::growth);
    const double volatility = mean_by_revenue(facts, &Account::volatility);
    if (std::fabs(growth) > fast_growth) {
        return fmt::format("wallets grow by {:.0f} % a year on average; growth is a share, 0.03 for 3 %",
                           100.0 * growth);
    }
    if (volatility > wild_volatility) {
        return fmt::format("wallets move by {:.0f} % a year on average; volatility is a share, 0.12 for 12 %",
                           100.0 * volatility);
    }
    return {};
}

std::string mostly_key_accounts(const Facts& facts)
{
    const auto steps = doubtful_steps(facts, [&](const DesignStep& step) {
        return 2 * static_cast<std::size_t>(step.key_accounts) > facts.customers.size();
    });
    if (steps.empty()) {
        return {};
    }
    return fmt::format("{}: {} of {} customers are key accounts; a programme that is for most customers is none for "
                       "key accounts. Lower key_accounts, or add the other customers to the portfolio",
                       names_of(steps), steps.front().second->key_accounts, facts.customers.size());
}

std::string dominating_customer(const Facts& facts)
{
    const auto largest =
        std::max_element(facts.customers.begin(), facts.customers.end(),
                         [](const Account* left, const Account* right) { return left->revenue < right->revenue; });
    if (facts.customers.size() < 2 || (*largest)->revenue <= dominating_share * facts.revenue) {
        return {};
    }
    return fmt::format("\"{}\" brings {:.0f} % of the revenue; the comparison is mostly about this customer's luck. "
                       "Check its figures",
                       (*largest)->id, 100.0 * (*largest)->revenue / facts.revenue);
}

std::string short_horizon(const Facts& facts)
{
    const double horizon = static_cast<double>(facts.experiment.periods) / facts.experiment.periods_per_year;
    const double term = mean_by_revenue(facts, &Account::contract_term);
    if (horizon < term) {
        return fmt::format("the horizon, {:.3g} years, is shorter than the contracts, {:.3g} years on average: most "
                           "renewals lie beyond it. Raise simulation.years",
                           horizon, term);
    }
    for (const DesignOutline& design : facts.designs) {
        for (const DesignStep& step : design.steps) {
            const auto structure = std::find_if(facts.experiment.structures.begin(), facts.experiment.structures.end(),
                                                [&](const Structure& one) { return one.name == step.structure; });
            if (step.is_programme && horizon - step.year < structure->parameters.maturity_midpoint) {
                return fmt::format("\"{}\": {} stands for {:.3g} years before the horizon and takes {:.3g} to be half "
                                   "mature: its costs count and most of its effect does not. Raise simulation.years",
                                   design.name, step.structure, horizon - step.year,
                                   structure->parameters.maturity_midpoint);
            }
        }
    }
    return {};
}

std::string few_futures(const Facts& facts)
{
    const std::int64_t replications = facts.experiment.replications;
    if (replications >= few_replications) {
        return {};
    }
    return fmt::format("{} replications are few: designs that differ by less than a third of a standard deviation will "
                       "look alike. 10000 are usual",
                       replications);
}

/// Columns whose default is the same for every account, and holds everywhere.
std::string assumed_columns(const Facts& facts)
{
    int columns = 0;
    int given = 0;
    for (const NumberColumnDeclaration& column : number_columns) {
        if (column.default_value == 0.0) {
            continue;
        }
        ++columns;
        given += std::any_of(facts.customers.begin(), facts.customers.end(),
                             [&](const Account* customer) { return customer->*column.member != column.default_value; })
                     ? 1
                     : 0;
    }
    if (facts.customers.empty() || given > few_columns * columns) {
        return {};
    }
    return fmt::format("{} of {} columns of the accounts have their default for every customer; the answer is about a "
                       "typical portfolio rather than this one. Margins, relationships and contract terms tell most",
                       columns - given, columns);
}

std::string costly_programme(const Facts& facts)
{
    const auto steps = doubtful_steps(facts, [&](const DesignStep& step) { return step.spending() > facts.margin; });
    if (steps.empty()) {
        return {};
    }
    return fmt::format(
        "{}: the programme spends {:.6g} {} a year, and all customers together bring a margin of {:.6g}. "
        "Check the budgets and the unit of money",
        names_of(steps), steps.front().second->spending(), facts.experiment.currency, facts.margin);
}

} // namespace

std::vector<Warning> warnings_of(const Experiment& experiment)
{
    const Facts facts = facts_of(experiment);
    const std::array checks{few_managers,        full_wallets,  wrong_scale, percentages,     mostly_key_accounts,
                            dominating_customer, short_horizon, few_futures, assumed_columns, costly_programme};
    std::vector<Warning> warnings;
    for (std::size_t i = 0; i < checks.size(); ++i) {
        const std::string text = checks.at(i)(facts);
        if (!text.empty()) {
            warnings.push_back({static_cast<int>(i) + 1, shown(text)});
        }
    }
    return warnings;
}

} // namespace kamsim
