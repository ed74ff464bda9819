#include "model/mechanisms/mechanisms.hpp"
#include "model/ranking.hpp"

namespace kamsim::KAMSIM_KERNEL {
namespace {

/// Score of accounts that cannot be chosen.
constexpr double not_eligible = -1.0;

struct Totals {
    Lane revenue{0.0};
    Lane potential{0.0};
};

Lane potential(const ResolvedAccount& account, const AccountState& state, const Row& wallet, int pack)
{
    return state.alive[pack] * wallet[pack] * Lane(account.depth);
}

Totals totals_of(const Setting& setting, const Weather& weather, const AlternativeState& state, int pack)
{
    Totals totals;
    for (std::size_t a = 0; a < state.accounts.size(); ++a) {
        totals.revenue += state.accounts[a].revenue[pack];
        totals.potential +=
            potential(setting.experiment.accounts[a], state.accounts[a], weather.accounts[a].wallet_before, pack);
    }
    return totals;
}

/// Shares of nothing are 0: a portfolio without customers has no scores to compare.
Lane share(Lane part, Lane total)
{
    return select(total > Lane(0.0), part / total, Lane(0.0));
}

constexpr int factor_count = 8;

/// The eight factors of eq. 14 before scaling, in the order of their weights.
void factors_of(const Setting& setting, const ResolvedAccount& account, const AccountState& state, const Row& wallet,
                int pack, Lane (&factor)[factor_count])
{
    factor[0] = state.revenue[pack];
    factor[1] = wallet[pack] * Lane(account.depth) * (Lane(1.0) - state.live[pack] / Lane(account.cells));
    factor[2] = Lane(1.0) - state.seen[pack];
    factor[3] = ordinary_close_rate(setting.parameters.expansion, account, state, pack);
    factor[4] = Lane(-account.cells);
    factor[5] = state.relationship[pack];
    factor[6] = Lane(account.fit);
    factor[7] = Lane(account.logo);
}

void score_eight_factors(const Setting& setting, const Weather& weather, AlternativeState& state, int pack)
{
    constexpr double weights[factor_count] = {.15, .20, .10, .10, .10, .15, .15, .05};
    Lane least[factor_count];
    Lane greatest[factor_count];
    for (int f = 0; f < factor_count; ++f) {
        least[f] = Lane(1e300);
        greatest[f] = Lane(-1e300);
    }
    Lane factor[factor_count];
    for (std::size_t a = 0; a < state.accounts.size(); ++a) {
        const Mask alive = is_set(state.accounts[a].alive[pack]);
        factors_of(setting, setting.experiment.accounts[a], state.accounts[a], weather.accounts[a].wallet_before, pack,
                   factor);
        for (int f = 0; f < factor_count; ++f) {
            least[f] = select(alive, min(least[f], factor[f]), least[f]);
            greatest[f] = select(alive, max(greatest[f], factor[f]), greatest[f]);
        }
    }
    for (std::size_t a = 0; a < state.accounts.size(); ++a) {
        factors_of(setting, setting.experiment.accounts[a], state.accounts[a], weather.accounts[a].wallet_before, pack,
                   factor);
        Lane score(0.0);
        for (int f = 0; f < factor_count; ++f) {
            const Lane width = greatest[f] - least[f];
            score += Lane(weights[f]) * select(width > Lane(0.0), (factor[f] - least[f]) / width, Lane(0.5));
        }
        state.accounts[a].score[pack] = score;
    }
}

/// Scores before incumbency and noise (eq. 11-14).
void score_accounts(const Setting& setting, const Weather& weather, AlternativeState& state, int pack)
{
    const SelectionPolicy policy = setting.alternative.selection;
    if (policy == SelectionPolicy::eight_factor) {
        score_eight_factors(setting, weather, state, pack);
        return;
    }
    const Totals totals = totals_of(setting, weather, state, pack);
    const Lane discipline(setting.lever(Lever::selection));
    for (std::size_t a = 0; a < state.accounts.size(); ++a) {
        const ResolvedAccount& account = setting.experiment.accounts[a];
        AccountState& at = state.accounts[a];
        const Lane b = share(at.revenue[pack], totals.revenue);
        const Lane g = share(potential(account, at, weather.accounts[a].wallet_before, pack), totals.potential);
        switch (policy) {
        case SelectionPolicy::revenue: at.score[pack] = b; break;
        case SelectionPolicy::potential: at.score[pack] = g; break;
        case SelectionPolicy::manual: at.score[pack] = Lane(account.key_now > 0.5 ? 1.0 : not_eligible); break;
        default:
            at.score[pack] = (Lane(1.0) - discipline) * b
                             + discipline * (Lane(0.5) * b + Lane(0.5) * g) * Lane(0.6 + 0.8 * account.fit);
        }
    }
}

/// Incumbents have an edge, and an undisciplined choice is noisy (eq. 15).
void perturb_scores(const Setting& setting, const Weather& weather, AlternativeState& state, int pack)
{
    const ReviewParameters& p = setting.parameters.review;
    const Lane noise(p.noise * (1.0 - setting.lever(Lever::selection)));
    const bool manual = setting.alternative.selection == SelectionPolicy::manual;
    for (std::size_t a = 0; a < state.accounts.size(); ++a) {
        AccountState& at = state.accounts[a];
        Lane score = at.score[pack];
        if (!manual) {
            score =
                score * (Lane(1.0) + Lane(p.incumbency) * at.key[pack]) * exp(noise * weather.accounts[a].review[pack]);
        }
        at.score[pack] = select(is_set(at.alive[pack]), score, Lane(not_eligible));
    }
}

/// Chooses and assigns in one replication; both need sorting.
void choose_in_lane(const Setting& setting, AlternativeState& state, int lane, int* order)
{
    const bool on = column(state.programme.on)[lane] > 0.5;
    const int wanted = on ? setting.plan.wanted_accounts : 0;
    const int count = static_cast<int>(state.accounts.size());
    AccountState& first = state.accounts.front();
    // The new status waits in cost_key until demotion has compared it with the old one.
    const int chosen =
        choose_best(column(first.score) + lane, count, account_stride, wanted, column(first.cost_key) + lane, order);
    if (setting.plan.managers == 0 || !on) {
        return;
    }
    for (int a = 0; a < count; ++a) {
        if (column(first.cost_key)[a * account_stride + lane] < 0.5) {
            column(first.manager)[a * account_stride + lane] = -1.0;
        }
    }
    const ManagerState& manager = state.managers.front();
    const ManagerChoice choice{column(manager.effectiveness) + lane, manager_stride, setting.plan.managers,
                               (wanted + setting.plan.managers - 1) / setting.plan.managers,
                               setting.alternative.assignment == AssignmentPolicy::matched};
    assign_managers(order, chosen, choice, column(first.manager) + lane, account_stride, order + count);
}

void update_status(const Setting& setting, AlternativeState& state, int pack)
{
    for (AccountState& account : state.accounts) {
        const Mask chosen = is_set(account.cost_key[pack]);
        end_key_status(setting, account, is_set(account.key[pack]) & !chosen, pack);
        account.key[pack] = account.cost_key[pack];
        // Managers are dealt nowhere else, so that once a year is often enough to remember them.
        account.last_manager[pack] =
            select(account.manager[pack] >= Lane(0.0), account.manager[pack], account.last_manager[pack]);
    }
}

} // namespace

void review_key_accounts(const Setting& setting, const Weather& weather, AlternativeState& state, int* order)
{
    const double half_variance = 0.5 * setting.parameters.managers.skill_sd * setting.parameters.managers.skill_sd;
    for (int i = 0; i < packs; ++i) {
        for (int k = 0; k < setting.plan.managers; ++k) {
            ManagerState& manager = state.managers[static_cast<std::size_t>(k)];
            manager.effectiveness[i] = manager.proficiency[i] * exp(manager.skill[i] - Lane(half_variance));
        }
        score_accounts(setting, weather, state, i);
        perturb_scores(setting, weather, state, i);
    }
    for (int lane = 0; lane < replications_per_block; ++lane) {
        choose_in_lane(setting, state, lane, order);
    }
    for (int i = 0; i < packs; ++i) {
        update_status(setting, state, i);
    }
}

void count_key_accounts(const Setting& setting, AlternativeState& state, Frame& frame)
{
    for (int i = 0; i < packs; ++i) {
        Lane count(0.0);
        Lane wanted_hours(0.0);
        for (std::size_t a = 0; a < state.accounts.size(); ++a) {
            AccountState& account = state.accounts[a];
            account.cost_key[i] = account.key[i];
            count += account.key[i];
            wanted_hours += account.key[i] * Lane(setting.experiment.accounts[a].cells / 12.0);
        }
        state.programme.key_count[i] = count;
        frame[Measure::managers][i] = state.programme.on[i]; // times their number at the period's end
        frame[Measure::hours_wanted][i] = wanted_hours * Lane(setting.parameters.effort.half_saturation_hours);
    }
}

} // namespace kamsim::KAMSIM_KERNEL
