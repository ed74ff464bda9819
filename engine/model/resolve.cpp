#include "model/resolve.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string>

#include "kamsim/model/segments.hpp"
#include "kamsim/model/stakeholder_map.hpp"
#include "kamsim/random/draws.hpp"
#include "lanes/scalar_math.hpp"

namespace kamsim {
namespace {

/// Probability of at least one event of a yearly rate in a period (eq. 1).
double period_probability(double rate, double dt)
{
    return 1.0 - scalar::exp(-rate * dt);
}

/// Exact step of length dt for reversion at `rate` with noise `noise` per square root of a year (eq. 2, 3).
Reversion reversion(double rate, double noise, double dt)
{
    if (rate <= 0.0) {
        return {1.0, noise * std::sqrt(dt)};
    }
    const double keep = scalar::exp(-rate * dt);
    return {keep, noise * std::sqrt((1.0 - keep * keep) / (2.0 * rate))};
}

Timing resolve_timing(const Experiment& experiment)
{
    const ModelParameters& p = experiment.parameters;
    const double dt = 1.0 / experiment.periods_per_year;
    const double ln2 = 0.6931471805599453;
    return {
        .periods = experiment.periods,
        .periods_per_year = experiment.periods_per_year,
        .dt = dt,
        .sqrt_dt = std::sqrt(dt),
        .discount_rate = experiment.discount_rate,
        .satisfaction = reversion(p.development.satisfaction_rate, p.development.satisfaction_noise, dt),
        .relationship = reversion(p.development.relationship_rate, p.development.relationship_noise, dt),
        .market = reversion(p.market.reversion, p.market.volatility, dt),
        .edge = reversion(p.development.edge_fade, 0.0, dt),
        .proficiency = reversion(ln2 / p.managers.ramp, 0.0, dt),
        .reference = reversion(p.acquisition.reference_rate, 0.0, dt),
        .stranded = reversion(p.ledger.stranded_decay, 0.0, dt),
        .champion_exit = period_probability(p.development.champion_exit, dt),
    };
}

ResolvedAccount resolve_account(const Account& account, const Experiment& experiment)
{
    const bool customer = account.status == AccountStatus::customer;
    const int per_year = experiment.periods_per_year;
    const DevelopmentParameters& development = experiment.parameters.development;
    const int term_periods = std::max(1, rounded_periods(account.contract_term, per_year));
    const auto flag = [](bool set) { return set ? 1.0 : 0.0; };
    return {
        .entity = entity_number(account.id),
        .segment = 0,
        .term_periods = term_periods,
        .first_clock = std::max(1, rounded_periods(account.next_renewal, per_year)),
        .term = static_cast<double>(term_periods) / per_year,
        .alive = flag(customer),
        .log_wallet = scalar::log(account.wallet),
        .depth = depth(account),
        .cells = account.cells,
        .live_cells = customer ? account.live_cells : 0.0,
        .growth = account.growth,
        .volatility = account.volatility,
        .margin = account.gross_margin - account.cost_to_serve,
        .cost_to_serve = account.cost_to_serve,
        .relationship = account.relationship,
        .satisfaction = account.satisfaction,
        .own_relationship = customer ? account.relationship : development.relationship_mean,
        .own_satisfaction = customer ? account.satisfaction : development.satisfaction_mean,
        .competition = account.competition,
        .fit = account.fit,
        .logo = account.logo,
        .global_share = account.global_share,
        .demanding = account.demanding,
        .innovator = flag(account.innovator),
        .partner = flag(account.partner),
        .expert = flag(account.expert),
        .tender = flag(account.tender),
        .key_now = flag(account.key_now),
        .manager_now = account.manager_now,
    };
}

std::array<double, lever_count> lever_speeds(const ProgrammeParameters& p)
{
    return {p.speed_organisation, p.speed_sponsorship, p.speed_champion, p.speed_selection,
            p.speed_training,     p.speed_metrics,     p.speed_review};
}

std::array<double, lever_count> lever_costs(const ProgrammeParameters& p)
{
    return {p.cost_organisation, p.cost_sponsorship, p.cost_champion, p.cost_selection,
            p.cost_training,     p.cost_metrics,     p.cost_review};
}

double lever(const Alternative& alternative, Lever lever)
{
    return alternative.levers[static_cast<std::size_t>(lever)];
}

double mean_of(const std::array<double, lever_count>& levers)
{
    return std::accumulate(levers.begin(), levers.end(), 0.0) / lever_count;
}

double newcomer_skill(HiringPolicy policy, const ManagerParameters& p)
{
    switch (policy) {
    case HiringPolicy::best_seller: return p.best_seller_skill;
    case HiringPolicy::specialist: return p.specialist_skill;
    case HiringPolicy::project_manager: return p.project_manager_skill;
    case HiringPolicy::external: break;
    }
    return 0.0;
}

int managers_of(const Structure& structure, const Alternative& alternative)
{
    if (!structure.is_programme) {
        return 0;
    }
    // Rounding must not ask for one manager more where the load divides the accounts.
    return static_cast<int>(std::ceil(alternative.key_accounts / structure.parameters.load - 1e-9));
}

/// Structure in force in each period, and how it came about: today's until the plan's first entry.
std::vector<PlannedStructure> structures_in_force(const Alternative& alternative, const Experiment& experiment)
{
    std::vector<PlannedStructure> in_force(static_cast<std::size_t>(experiment.periods),
                                           {0.0, experiment.today.structure});
    for (const PlannedStructure& step : alternative.plan) {
        const int from = rounded_periods(step.year, experiment.periods_per_year);
        for (int period = from; period < experiment.periods; ++period) {
            in_force[static_cast<std::size_t>(period)] = step;
        }
    }
    return in_force;
}

/// (1+i)^-(time) of the three moments of a period at which flows are booked (eq. 4).
void set_discounts(PeriodPlan& plan, int period, const Experiment& experiment)
{
    const double dt = 1.0 / experiment.periods_per_year;
    const double growth = 1.0 + experiment.discount_rate;
    const double middle = experiment.booking == Booking::middle ? 0.5 : experiment.booking == Booking::end ? 1.0 : 0.0;
    plan.discount_start = scalar::power(growth, -period * dt);
    plan.discount_flow = scalar::power(growth, -(period + middle) * dt);
    plan.discount_end = scalar::power(growth, -(period + 1) * dt);
}

} // namespace

int largest_manager_count(const Experiment& experiment)
{
    int most = 0;
    for (const Alternative& alternative : experiment.alternatives) {
        std::vector<PlannedStructure> steps = structures_in_force(alternative, experiment);
        steps.push_back({0.0, experiment.today.structure}); // stands before the first day
        for (const PlannedStructure& step : steps) {
            const Structure& structure = experiment.structures[static_cast<std::size_t>(step.structure)];
            most = std::max(most, managers_of(structure, alternative));
        }
    }
    return most;
}

ResolvedExperiment::ResolvedExperiment(const Experiment& experiment, int manager_rows) : experiment_(experiment)
{
    validate(experiment);
    resolve_accounts();
    alternatives_.reserve(experiment.alternatives.size());
    for (const Alternative& alternative : experiment.alternatives) {
        resolve_alternative(alternative);
    }

    view_.seed = experiment.seed;
    view_.timing = resolve_timing(experiment);
    view_.parameters = &experiment.parameters;
    view_.account_count = static_cast<int>(accounts_.size());
    view_.accounts = accounts_.data();
    view_.segment_count = static_cast<int>(segment_entities_.size());
    view_.segment_entities = segment_entities_.data();
    view_.alternative_count = static_cast<int>(alternatives_.size());
    view_.alternatives = alternatives_.data();
    view_.baseline = experiment.baseline;
    view_.manager_count = std::max(manager_rows, largest_manager_count(experiment));
    resolve_standing_managers();
    view_.standing_proficiencies = standing_proficiencies_.data();
    view_.year_count = 1 + (experiment.periods + experiment.periods_per_year - 1) / experiment.periods_per_year;
    for (const ResolvedAccount& account : accounts_) {
        view_.total_logo += account.logo;
    }
    view_.first_period_at_risk = experiment.first_period_at_risk;
    view_.include_residual = experiment.include_residual;
    view_.discount_horizon = scalar::power(1.0 + experiment.discount_rate, -experiment.periods * view_.timing.dt);
    view_.cash_buffer = experiment.firm.cash_buffer;
    view_.overheads_per_period = experiment.firm.yearly_overheads * view_.timing.dt;
}

void ResolvedExperiment::resolve_accounts()
{
    const Segments segments = segments_of(experiment_.accounts);
    for (const std::string& name : segments.names) {
        segment_entities_.push_back(entity_number(name));
    }
    accounts_.reserve(experiment_.accounts.size());
    for (std::size_t row = 0; row < experiment_.accounts.size(); ++row) {
        accounts_.push_back(resolve_account(experiment_.accounts[row], experiment_));
        accounts_.back().segment = segments.of_account[row];
    }
}

void ResolvedExperiment::resolve_standing_managers()
{
    const Today& today = experiment_.today;
    const double usual = today.manager_proficiency.value_or(experiment_.parameters.managers.standing_proficiency);
    standing_proficiencies_.assign(static_cast<std::size_t>(std::max(1, view_.manager_count)), usual);
    for (std::size_t k = 0; k < std::min(today.managers.size(), standing_proficiencies_.size()); ++k) {
        standing_proficiencies_[k] = today.managers[k].proficiency.value_or(usual);
    }
}

std::vector<PeriodPlan> ResolvedExperiment::plan_periods(const Alternative& alternative) const
{
    const auto in_force = structures_in_force(alternative, experiment_);
    const ModelParameters& p = experiment_.parameters;
    const int per_year = experiment_.periods_per_year;
    const double dt = 1.0 / per_year;
    const double mean_lever = mean_of(alternative.levers);
    const double base = first_year_revenue(experiment_);
    const Structure* before = &experiment_.structures[static_cast<std::size_t>(experiment_.today.structure)];
    double years_since_start = before->is_programme ? experiment_.today.programme_age : 0.0;
    int managers = managers_of(*before, alternative);
    // A structure that stands today had its setup long ago.
    int last_setup = -1'000'000;

    std::vector<PeriodPlan> periods(in_force.size());
    for (int period = 0; period < experiment_.periods; ++period) {
        PeriodPlan& plan = periods[static_cast<std::size_t>(period)];
        const PlannedStructure& step = in_force[static_cast<std::size_t>(period)];
        const Structure& now = experiment_.structures[static_cast<std::size_t>(step.structure)];
        plan.structure = &now.parameters;
        plan.is_programme = now.is_programme ? 1.0 : 0.0;
        plan.is_switch = &now != before && step.step == PlanStep::reorganisation;
        plan.managers_before = managers;
        managers = plan.is_switch ? managers_of(now, alternative) : managers;
        plan.managers = managers;
        plan.manager_cost_before = before->parameters.manager_cost;
        plan.starts_programme = now.is_programme && !before->is_programme;
        plan.ends_programme = !now.is_programme && before->is_programme;
        if (plan.starts_programme) {
            years_since_start = 0.0;
        }
        if (plan.is_switch) {
            last_setup = period;
        }
        plan.is_review = period % per_year == 0;
        plan.is_year_end = (period + 1) % per_year == 0 || period + 1 == experiment_.periods;
        plan.year = period / per_year;
        // The tiny addend keeps products such as 0.4 * 5 from falling below the whole number that they are.
        const double creep = p.review.creep * (1.0 - lever(alternative, Lever::selection)) * years_since_start;
        plan.wanted_accounts =
            now.is_programme ? alternative.key_accounts + static_cast<int>(std::floor(creep + 1e-9)) : 0;
        plan.recently_set_up = period - last_setup < 2 * per_year;
        plan.investment = alternative.investment_budget.value_or(now.parameters.investment_share * base);
        plan.rescue = alternative.rescue_budget.value_or(now.parameters.rescue_share * base);
        const auto costs = lever_costs(p.programme);
        for (std::size_t j = 0; j < lever_count; ++j) {
            plan.lever_cost += now.parameters.lever_scale * costs[j] * alternative.levers[j] * alternative.levers[j];
        }
        plan.manager_exit =
            period_probability(now.parameters.manager_exit * (1.3 - 0.6 * lever(alternative, Lever::training)), dt);
        plan.rebuild = period_probability(now.parameters.rebuild_rate * (1.6 - 1.2 * mean_lever)
                                              * (1.5 - lever(alternative, Lever::sponsorship)),
                                          dt);
        set_discounts(plan, period, experiment_);
        years_since_start += dt;
        before = &now;
    }
    return periods;
}

void ResolvedExperiment::resolve_alternative(const Alternative& alternative)
{
    const ModelParameters& p = experiment_.parameters;
    const Structure& today = experiment_.structures[static_cast<std::size_t>(experiment_.today.structure)];
    periods_.push_back(plan_periods(alternative));
    std::vector<double> gains;
    for (const Account& account : experiment_.accounts) {
        gains.push_back(contact_gain(account.stakeholders, alternative.contact_focus));
    }
    contact_gains_.push_back(std::move(gains));
    account_attentions_.push_back(alternative.account_attention);
    account_attentions_.back().resize(experiment_.accounts.size());

    ResolvedAlternative resolved{};
    const auto speeds = lever_speeds(p.programme);
    resolved.mean_lever = mean_of(alternative.levers);
    resolved.programme_speed = 1.0;
    for (std::size_t j = 0; j < lever_count; ++j) {
        resolved.lever[j] = alternative.levers[j];
        resolved.programme_speed *= 1.0 + 2.0 * speeds[j] * (alternative.levers[j] - 0.5);
    }
    resolved.abandon_probability =
        std::clamp(p.programme.abandon * (1.5 - lever(alternative, Lever::champion)), 0.0, 1.0);
    resolved.newcomer_skill = newcomer_skill(alternative.hiring, p.managers);
    resolved.newcomer_cost = alternative.hiring == HiringPolicy::best_seller ? p.managers.star_loss : 0.0;
    resolved.key_accounts = alternative.key_accounts;
    resolved.selection = alternative.selection;
    resolved.attention = alternative.attention;
    resolved.has_own_attention = !alternative.account_attention.empty();
    resolved.account_attention = account_attentions_.back().data();
    resolved.assignment = alternative.assignment;
    resolved.rescue = alternative.rescue;
    resolved.tender_relief = std::min(1.0, alternative.tender_lead / 3.0);
    resolved.contact_gain = contact_gains_.back().data();
    resolved.periods = periods_.back().data();
    resolved.starts_on = today.is_programme ? 1.0 : 0.0;
    resolved.starts_age = today.is_programme ? experiment_.today.programme_age : 0.0;
    resolved.standing_managers = managers_of(today, alternative);
    alternatives_.push_back(resolved);
}

} // namespace kamsim
