#include "support/experiments.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "kamsim/model/account_columns.hpp"
#include "kamsim/model/catalogue.hpp"

namespace kamsim {

namespace {

/// SplitMix64 (Steele, Lea, Flood 2014).
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    double uniform(double low = 0.0, double high = 1.0)
    {
        return low + (high - low) * (static_cast<double>(next() >> 11U) / 9007199254740992.0);
    }
    /// A whole number from low to high, both included.
    int whole(int low, int high) { return low + static_cast<int>(next() % static_cast<std::uint64_t>(high - low + 1)); }
    bool chance(double probability) { return uniform() < probability; }
    template <class Choice>
    Choice one_of(int count)
    {
        return static_cast<Choice>(whole(0, count - 1));
    }

private:
    std::uint64_t next()
    {
        state_ += 0x9E3779B97F4A7C15ULL;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31U);
    }

    std::uint64_t state_;
};

std::vector<Stakeholder> random_map(Dice& dice)
{
    std::vector<Stakeholder> people(static_cast<std::size_t>(dice.whole(1, 6)));
    for (std::size_t i = 0; i < people.size(); ++i) {
        people[i].person = "person " + std::to_string(i);
        people[i].power = dice.whole(1, 3);
        people[i].attitude = dice.uniform(-1.0, 1.0);
        people[i].access = dice.uniform();
        people[i].contact = dice.chance(0.5);
        if (i > 0 && dice.chance(0.7)) {
            people[i].reports_to = people[static_cast<std::size_t>(dice.whole(0, static_cast<int>(i) - 1))].person;
        }
        if (i > 0 && dice.chance(0.4)) {
            people[i - 1].influenced_by.push_back({people[i].person, dice.uniform(0.1, 2.0)});
        }
    }
    return people;
}

Account random_account(Dice& dice, int number, int segments, bool prospect)
{
    Account account;
    account.id = "account " + std::to_string(number);
    account.name = account.id;
    account.segment = "segment " + std::to_string(dice.whole(1, segments));
    account.status = prospect ? AccountStatus::prospect : AccountStatus::customer;
    const double size = dice.uniform(0.1, 1.0);
    account.wallet = 40'000.0 * size * size * size;
    account.cells = dice.whole(1, 30);
    if (!prospect) {
        account.revenue = account.wallet * dice.uniform(0.05, 0.95);
        const double least = least_live_cells(account.cells, account.revenue, account.wallet);
        account.live_cells = dice.chance(0.5) ? least : dice.uniform(least, account.cells);
    }
    account.growth = dice.uniform(-0.1, 0.15);
    account.volatility = dice.uniform(0.0, 0.3);
    account.gross_margin = dice.uniform(0.1, 0.6);
    account.cost_to_serve = dice.uniform(0.0, 0.3);
    account.relationship = dice.uniform(0.1, 0.9);
    account.satisfaction = dice.uniform(0.1, 0.95);
    account.competition = dice.uniform();
    account.contract_term = dice.uniform(0.05, 4.0);
    account.next_renewal = dice.uniform(0.0, account.contract_term);
    account.fit = dice.uniform();
    account.logo = dice.uniform();
    account.global_share = dice.uniform();
    account.demanding = dice.uniform();
    account.innovator = dice.chance(0.3);
    account.partner = dice.chance(0.3);
    account.expert = dice.chance(0.3);
    account.tender = dice.chance(0.3);
    account.key_now = !prospect && dice.chance(0.4);
    if (dice.chance(0.3)) {
        account.stakeholders = random_map(dice);
    }
    return account;
}

/// Half to twice the value, now and then 0, within the domain.
double disturbed(Dice& dice, double value, Domain domain, double chance_of_zero)
{
    if (domain != Domain::positive && dice.chance(chance_of_zero)) {
        return 0.0;
    }
    const double scaled = value * dice.uniform(0.5, 2.0);
    return domain == Domain::unit_interval ? std::min(scaled, 1.0) : scaled;
}

Structure random_structure(Dice& dice)
{
    Structure structure =
        built_in_structure(static_cast<BuiltInStructure>(dice.whole(1, built_in_structure_count - 1)));
    structure.name = "own";
    for (const StructureEntry& entry : structure_catalogue()) {
        double& value = structure.parameters.*entry.member;
        value = disturbed(dice, value, entry.domain, 0.03);
    }
    return structure;
}

void disturb_parameters(Dice& dice, ModelParameters& parameters)
{
    const double share = dice.uniform(0.0, 0.5);
    for (const ModelEntry& entry : model_catalogue()) {
        if (dice.chance(share)) {
            entry.in(parameters) = disturbed(dice, entry.in(parameters), entry.domain, 0.1);
        }
    }
    LedgerParameters& ledger = parameters.ledger;
    ledger.commission_tier_2 = std::max(ledger.commission_tier_1, ledger.commission_tier_2);
}

/// Makes rare events frequent, so that every path is walked in a few replications.
void make_eventful(Dice& dice, Experiment& experiment)
{
    ModelParameters& p = experiment.parameters;
    p.development.failure_rate *= 6.0;
    p.development.champion_exit *= 3.0;
    p.expansion.opportunity_rate *= dice.uniform(1.0, 4.0);
    p.expansion.cell_loss_rate *= 8.0;
    p.retention.poaching_rate *= 4.0;
    p.acquisition.pursuit_rate *= 6.0;
    p.programme.abandon = std::min(1.0, 2.0 * p.programme.abandon);
    p.review.creep *= 2.0;
    for (Structure& structure : experiment.structures) {
        structure.parameters.manager_exit *= 4.0;
        structure.parameters.rebuild_rate *= dice.uniform(0.5, 5.0);
    }
}

std::vector<PlannedStructure> random_plan(Dice& dice, const Experiment& experiment)
{
    std::vector<PlannedStructure> plan;
    const int last_structure = static_cast<int>(experiment.structures.size()) - 1;
    int period = dice.chance(0.7) ? 0 : dice.whole(0, experiment.periods - 1);
    for (int steps = dice.whole(0, 4); steps > 0 && period < experiment.periods; --steps) {
        const int structure = dice.chance(0.2) ? 0 : dice.whole(0, last_structure);
        plan.push_back({static_cast<double>(period) / experiment.periods_per_year, structure});
        period += dice.whole(1, 2 * experiment.periods_per_year);
    }
    return plan;
}

/// Some accounts get more of the hours or of the money than the policy says, some nothing.
std::vector<AccountAttention> random_attention(Dice& dice, int accounts)
{
    std::vector<AccountAttention> attention(static_cast<std::size_t>(accounts));
    for (AccountAttention& one : attention) {
        if (dice.chance(0.5)) {
            one.hours_weight = dice.chance(0.2) ? 0.0 : dice.uniform(0.1, 5.0);
            one.money_weight = dice.chance(0.2) ? 0.0 : dice.uniform(0.1, 5.0);
        }
        if (dice.chance(0.1)) {
            one.extra_hours = dice.uniform(-20.0, 20.0);
            one.extra_money = dice.uniform(-100.0, 100.0);
        }
    }
    return attention;
}

Alternative random_alternative(Dice& dice, const Experiment& experiment, int number)
{
    Alternative alternative;
    alternative.name = "alternative " + std::to_string(number);
    alternative.plan = random_plan(dice, experiment);
    for (double& lever : alternative.levers) {
        lever = dice.chance(0.1) ? static_cast<double>(dice.whole(0, 1)) : dice.uniform();
    }
    const int accounts = static_cast<int>(experiment.accounts.size());
    alternative.key_accounts = dice.chance(0.05) ? 0 : dice.whole(1, std::min(accounts, 18));
    if (dice.chance(0.5)) {
        alternative.investment_budget = dice.chance(0.2) ? 0.0 : dice.uniform(0.0, 2000.0);
    }
    if (dice.chance(0.5)) {
        alternative.rescue_budget = dice.chance(0.2) ? 0.0 : dice.uniform(0.0, 1000.0);
    }
    alternative.selection = dice.one_of<SelectionPolicy>(5);
    alternative.attention = dice.one_of<AttentionPolicy>(6);
    alternative.assignment = dice.one_of<AssignmentPolicy>(2);
    alternative.hiring = dice.one_of<HiringPolicy>(4);
    alternative.rescue = dice.one_of<RescuePolicy>(4);
    alternative.contact_focus = dice.one_of<ContactFocus>(4);
    alternative.tender_lead = dice.chance(0.5) ? 0.0 : dice.uniform(0.0, 5.0);
    if (dice.chance(0.4)) {
        alternative.account_attention = random_attention(dice, accounts);
    }
    return alternative;
}

void add_structures(Experiment& experiment)
{
    for (int index = 0; index < built_in_structure_count; ++index) {
        experiment.structures.push_back(built_in_structure(static_cast<BuiltInStructure>(index)));
    }
}

void draw_calendar(Dice& dice, Experiment& experiment)
{
    constexpr std::array<int, 4> periods_per_year{1, 2, 4, 12};
    experiment.periods_per_year = periods_per_year.at(static_cast<std::size_t>(dice.whole(0, 3)));
    const int longest = experiment.periods_per_year == 1 ? 9 : 4 * experiment.periods_per_year;
    experiment.periods = dice.whole(1, longest);
    experiment.discount_rate = dice.chance(0.15) ? 0.0 : dice.uniform(0.0, 0.2);
    experiment.booking = dice.one_of<Booking>(3);
    experiment.first_period_at_risk = dice.chance(0.7);
    experiment.include_residual = dice.chance(0.5);
}

void draw_today(Dice& dice, Experiment& experiment)
{
    if (dice.chance(0.5)) {
        experiment.today.structure = dice.whole(1, static_cast<int>(experiment.structures.size()) - 1);
        experiment.today.programme_age = dice.uniform(0.0, 6.0);
    }
    if (dice.chance(0.5)) {
        experiment.today.manager_proficiency = dice.uniform(0.2, 1.0);
    }
    for (int managers = dice.whole(0, 4); managers > 0; --managers) {
        StandingManager manager;
        manager.name = "manager " + std::to_string(managers);
        if (dice.chance(0.7)) {
            manager.proficiency = dice.uniform(0.1, 1.0);
        }
        experiment.today.managers.push_back(manager);
    }
    experiment.firm.cash_buffer = dice.uniform(0.0, 5'000.0);
    experiment.firm.yearly_overheads = dice.uniform(0.0, 20'000.0);
}

} // namespace

Experiment small_experiment()
{
    Dice dice(2024);
    Experiment experiment;
    experiment.title = "small";
    experiment.seed = 11;
    experiment.replications = 64;
    experiment.periods = 12;
    experiment.parameters = default_parameters();
    add_structures(experiment);
    for (int number = 0; number < 24; ++number) {
        experiment.accounts.push_back(random_account(dice, number, 3, number >= 20));
    }
    for (const Structure& structure : experiment.structures) {
        Alternative alternative;
        alternative.name = structure.name;
        alternative.plan = {{0.0, static_cast<int>(experiment.alternatives.size())}};
        alternative.key_accounts = 6;
        experiment.alternatives.push_back(alternative);
    }
    return experiment;
}

std::size_t model_entry(std::string_view path)
{
    return static_cast<std::size_t>(find_model_entry(path) - model_catalogue().data());
}

std::size_t structure_entry(std::string_view name)
{
    return static_cast<std::size_t>(find_structure_entry(name) - structure_catalogue().data());
}

Experiment uncertain_experiment(std::int64_t futures_per_world, WorldDesign design)
{
    constexpr std::int64_t worlds = 13;
    Experiment experiment = small_experiment();
    experiment.title = "uncertain";
    experiment.replications = worlds * futures_per_world;
    Uncertainty& uncertainty = experiment.uncertainty;
    uncertainty.futures_per_world = futures_per_world;
    uncertainty.design = design;
    const auto add = [&](const char* name, UncertainTarget target, std::size_t entry, Distribution distribution,
                         UncertainApplication application, UncertainScope scope) {
        UncertainInput input;
        input.name = name;
        input.target = target;
        input.entry = entry;
        input.distribution = std::move(distribution);
        input.application = application;
        input.scope = scope;
        uncertainty.inputs.push_back(input);
    };
    using enum UncertainTarget;
    using enum UncertainApplication;
    using enum UncertainScope;
    add("leaving", model_parameter, model_entry("retention.leaving_base"), NormalDistribution{-2.2, 0.3}, value, all);
    add("load", structure_parameter, structure_entry("load"), PertDistribution{1.0, 3.0, 6.0}, value, all);
    uncertainty.inputs.back().structures = {2};
    add("discount", UncertainTarget::discount_rate, 0, UniformDistribution{0.05, 0.15}, value, all);
    add("wallet", account_number, static_cast<std::size_t>(NumberColumn::wallet), LognormalDistribution{1.0, 0.3},
        factor, each);
    add("cells", account_number, static_cast<std::size_t>(NumberColumn::cells), TriangularDistribution{-4.0, 0.0, 6.0},
        addend, each);
    add("margin", account_number, static_cast<std::size_t>(NumberColumn::gross_margin),
        QuantileDistribution{{0.05, 0.5, 0.95}, {0.8, 1.0, 1.3}}, factor, all);
    add("tender", account_flag, 3, DiscreteDistribution{{0.0, 1.0}, {2.0, 1.0}}, value, each);
    uncertainty.correlations = {{0, 5, -0.4}, {3, 4, 0.5}, {0, 3, 0.3}};
    return experiment;
}

Experiment random_experiment(std::uint64_t seed)
{
    Dice dice(seed);
    Experiment experiment;
    experiment.title = "random " + std::to_string(seed);
    experiment.seed = seed * 0x9E3779B97F4A7C15ULL;
    experiment.replications = 5;
    experiment.parameters = default_parameters();
    disturb_parameters(dice, experiment.parameters);
    add_structures(experiment);
    experiment.structures.push_back(random_structure(dice));
    if (dice.chance(0.6)) {
        make_eventful(dice, experiment);
    }
    draw_calendar(dice, experiment);
    draw_today(dice, experiment);

    const int accounts = dice.whole(5, 40);
    const int segments = dice.whole(1, 4);
    const double prospects = dice.uniform(0.0, 0.4);
    for (int number = 0; number < accounts; ++number) {
        experiment.accounts.push_back(random_account(dice, number, segments, number > 0 && dice.chance(prospects)));
    }
    if (!experiment.today.managers.empty()) {
        for (Account& account : experiment.accounts) {
            account.manager_now = dice.whole(-1, static_cast<int>(experiment.today.managers.size()) - 1);
        }
    }
    const int alternatives = dice.whole(1, 10);
    for (int number = 0; number < alternatives; ++number) {
        experiment.alternatives.push_back(random_alternative(dice, experiment, number));
    }
    experiment.baseline = dice.whole(0, alternatives - 1);
    return experiment;
}

void forget_today(Experiment& experiment)
{
    experiment.today = {};
    for (Account& account : experiment.accounts) {
        account.manager_now = -1;
    }
}

} // namespace kamsim
