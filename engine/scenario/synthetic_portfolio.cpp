#include "kamsim/scenario/synthetic_portfolio.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <string_view>

#include <fmt/format.h>

#include "kamsim/random/draws.hpp"
#include "lanes/scalar_math.hpp"

namespace kamsim {

namespace {

/// What a draw of an account is for; four share one Philox block.
enum class Trait : std::uint32_t {
    size,
    share_of_wallet,
    growth,
    volatility,
    gross_margin,
    cost_to_serve,
    relationship,
    satisfaction,
    competition,
    contract_term,
    next_renewal,
    fit,
    logo,
    crosses_divisions,
    crosses_borders,
    demanding,
    innovator,
    partner,
    expert,
    tender,
    segment,
    cells,
};

/// The simulation has no purpose of this number, so that no draw of a portfolio is one of its luck.
constexpr std::uint32_t portfolio_domain = 0xFFFFFFFF;

constexpr double size_sigma = 1.66;
constexpr double least_revenue = 0.1;
constexpr std::array<std::string_view, 4> segments{"manufacturing", "energy", "health", "public"};

/// The draws of one account.
class Traits {
public:
    Traits(std::uint64_t seed, int number) : seed_(seed), number_(static_cast<std::uint32_t>(number)) {}

    [[nodiscard]] double uniform(Trait trait) const
    {
        const auto index = static_cast<std::uint32_t>(trait);
        const auto words = philox4x32_10({number_, index / 4, 0, portfolio_domain},
                                         {static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32)});
        return uniform_of(words[index % 4]);
    }
    [[nodiscard]] double normal(Trait trait) const { return normal_of(uniform(trait)); }
    [[nodiscard]] bool happens(Trait trait, double probability) const { return uniform(trait) < probability; }

private:
    std::uint64_t seed_;
    std::uint32_t number_;
};

/// The double nearest to a decimal number, so that it is written and read back without change.
double rounded(double value, double parts)
{
    return std::floor(value * parts + 0.5) / parts;
}

double thousandth(double value)
{
    return rounded(value, 1000.0);
}

/// Size before the common scale: lognormal with median 1.
double relative_size(const Traits& traits)
{
    return scalar::exp(size_sigma * traits.normal(Trait::size));
}

/// Lognormal with median 0.25; nine of ten between 0.10 and 0.60.
double share_of_wallet(const Traits& traits)
{
    constexpr double median = 0.25;
    constexpr double sigma = 0.54;
    return std::clamp(median * scalar::exp(sigma * traits.normal(Trait::share_of_wallet)), 0.05, 0.90);
}

void take_contract(const Traits& traits, Account& account)
{
    account.contract_term = 1.0 + std::floor(3.0 * traits.uniform(Trait::contract_term));
    account.next_renewal = std::max(0.01, rounded(account.contract_term * traits.uniform(Trait::next_renewal), 100.0));
}

void take_economics(const Traits& traits, Account& account)
{
    account.growth = thousandth(0.03 + 0.02 * traits.normal(Trait::growth));
    account.volatility =
        thousandth(std::clamp(0.12 * scalar::exp(0.25 * traits.normal(Trait::volatility)), 0.08, 0.25));
    account.gross_margin = thousandth(std::clamp(0.35 + 0.06 * traits.normal(Trait::gross_margin), 0.15, 0.70));
    account.cost_to_serve = thousandth(std::clamp(0.15 + 0.08 * traits.normal(Trait::cost_to_serve), 0.02, 0.40));
}

void take_attitude(const Traits& traits, Account& account)
{
    account.relationship = thousandth(std::clamp(0.40 + 0.15 * traits.normal(Trait::relationship), 0.0, 1.0));
    account.satisfaction = thousandth(std::clamp(0.53 + 0.12 * traits.normal(Trait::satisfaction), 0.0, 1.0));
    account.competition = thousandth(0.2 + 0.6 * traits.uniform(Trait::competition));
    account.fit = thousandth(traits.uniform(Trait::fit));
    account.logo = thousandth(traits.uniform(Trait::logo));
    // The product of two uniforms: mean 0.25, many small values and few large ones.
    account.global_share =
        thousandth(traits.uniform(Trait::crosses_divisions) * traits.uniform(Trait::crosses_borders));
    account.demanding = thousandth(traits.uniform(Trait::demanding));
}

void take_kind(const Traits& traits, Account& account)
{
    account.segment = segments[static_cast<std::size_t>(4.0 * traits.uniform(Trait::segment))];
    account.innovator = traits.happens(Trait::innovator, 0.025);
    account.partner = traits.happens(Trait::partner, 0.1);
    account.expert = traits.happens(Trait::expert, 0.1);
    account.tender = traits.happens(Trait::tender, 0.3);
    const double cells = 12.0 + 2.5 * traits.normal(Trait::size) + 2.0 * traits.normal(Trait::cells);
    account.cells = std::clamp(rounded(cells, 1.0), 6.0, 24.0);
}

Account draw_account(const Traits& traits, int number)
{
    Account account;
    account.id = fmt::format("A{:03}", number);
    account.name = fmt::format("Synthetic account {:03}", number);
    take_kind(traits, account);
    take_economics(traits, account);
    take_attitude(traits, account);
    take_contract(traits, account);
    return account;
}

void check(const SyntheticPortfolioDesign& design)
{
    const int customers = design.accounts - design.prospects;
    if (design.prospects < 0 || customers < 1) {
        throw std::invalid_argument(fmt::format("synthetic portfolio: {} accounts with {} prospects leave no customer; "
                                                "give more accounts than prospects",
                                                design.accounts, design.prospects));
    }
    if (!(design.revenue >= least_revenue * customers) || !std::isfinite(design.revenue)) {
        throw std::invalid_argument(fmt::format("synthetic portfolio: a revenue of {} is too little for {} customers; "
                                                "give at least {}",
                                                design.revenue, customers, least_revenue * customers));
    }
}

/// Rounding leaves a little; the largest customer takes it, so that the total is exact.
void settle_total(double total, std::vector<Account>& accounts)
{
    const auto smaller = [](const Account& left, const Account& right) { return left.revenue < right.revenue; };
    Account& largest = *std::max_element(accounts.begin(), accounts.end(), smaller);
    double tenths_of_others = 0.0; // whole numbers: exact in any order
    for (const Account& account : accounts) {
        tenths_of_others += &account == &largest ? 0.0 : std::floor(account.revenue * 10.0 + 0.5);
    }
    largest.revenue = (std::floor(total * 10.0 + 0.5) - tenths_of_others) / 10.0;
}

} // namespace

std::vector<Account> draw_synthetic_portfolio(const SyntheticPortfolioDesign& design)
{
    check(design);
    const int customers = design.accounts - design.prospects;
    double sum_of_sizes = 0.0;
    for (int number = 1; number <= customers; ++number) {
        sum_of_sizes += relative_size(Traits(design.seed, number));
    }
    const double scale = design.revenue / sum_of_sizes;

    std::vector<Account> accounts;
    for (int number = 1; number <= design.accounts; ++number) {
        const Traits traits(design.seed, number);
        accounts.push_back(draw_account(traits, number));
        accounts.back().status = number <= customers ? AccountStatus::customer : AccountStatus::prospect;
        if (number <= customers) {
            accounts.back().revenue = std::max(least_revenue, rounded(scale * relative_size(traits), 10.0));
        }
    }
    settle_total(design.revenue, accounts);
    for (int number = 1; number <= design.accounts; ++number) {
        const Traits traits(design.seed, number);
        Account& account = accounts[static_cast<std::size_t>(number - 1)];
        const bool is_customer = account.status == AccountStatus::customer;
        const double spent_with_us = is_customer ? account.revenue : scale * relative_size(traits);
        account.wallet = std::max(least_revenue, rounded(spent_with_us / share_of_wallet(traits), 10.0));
        account.live_cells = is_customer ? least_live_cells(account.cells, account.revenue, account.wallet) : 0.0;
    }
    return accounts;
}

} // namespace kamsim
