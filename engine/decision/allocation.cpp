#include "kamsim/decision/allocation.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "decision/attention_trials.hpp"
#include "decision/split_search.hpp"
#include "kamsim/scenario/policy_names.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {

namespace {

/// Counts what is simulated over all parts of the work.
class Work {
public:
    Work(const AllocationOptions& options, std::int64_t most) : options_(options), most_(most) {}

    [[nodiscard]] TrialPlan plan(std::int64_t futures, TrialLuck luck)
    {
        return {futures, luck, options_.threads, options_.goes_on, [this](std::int64_t more) {
                    done_ += more;
                    if (options_.progress) {
                        options_.progress(done_, most_);
                    }
                }};
    }

private:
    const AllocationOptions& options_;
    std::int64_t most_;
    std::int64_t done_ = 0;
};

const Alternative& design_of(const Experiment& experiment, const AllocationRequest& request)
{
    const Alternative& design = experiment.alternatives.at(static_cast<std::size_t>(request.design));
    const auto has_programme = [&](const PlannedStructure& step) {
        return experiment.structures[static_cast<std::size_t>(step.structure)].is_programme;
    };
    if (design.key_accounts < 2
        || (std::none_of(design.plan.begin(), design.plan.end(), has_programme)
            && !has_programme({0.0, experiment.today.structure}))) {
        throw std::invalid_argument(fmt::format("design \"{}\" has no programme with two key accounts or more, so "
                                                "there is no attention to share out; name another design",
                                                design.name));
    }
    return design;
}

std::vector<int> accounts_of(const Experiment& experiment, const TrialValues& values, double least_key_share)
{
    const double least = least_key_share * discounted_years(experiment);
    std::vector<int> accounts;
    for (int account = 0; account < static_cast<int>(experiment.accounts.size()); ++account) {
        const double years = values.given(0, account, AccountEffort::key_years);
        if (years > 0.0 && years >= least) {
            accounts.push_back(account);
        }
    }
    return accounts;
}

/// Most variants times futures that there is to simulate.
std::int64_t most_work(const AllocationRequest& request, std::size_t accounts)
{
    const auto probes = static_cast<std::int64_t>(1 + 4 * accounts);
    const std::int64_t search = 1 + 7 + request.most_rounds * (probes + 5) + 2;
    return request.search_futures * (search + 2 * probes) + request.fresh_futures * 10;
}

double discounted(const TrialValues& values, std::size_t variant, AccountEffort effort)
{
    double sum = 0.0;
    for (std::size_t account = 0; account < values.accounts; ++account) {
        sum += values.given(variant, static_cast<int>(account), effort);
    }
    return sum;
}

/// The split, the start of the search and every named way on fresh luck.
void judge(const Experiment& experiment, const Alternative& design, const FoundSplit& found, const TrialPlan& plan,
           Allocation& result)
{
    const std::vector<Alternative> ways = named_ways(design);
    std::vector<Alternative> variants = ways;
    variants.push_back(found.start);
    variants.push_back(found.split);
    variants.push_back(design);
    const TrialValues values = simulate_variants(experiment, variants, plan);
    const std::size_t start = ways.size();
    const std::size_t split = start + 1;
    for (std::size_t k = 0; k < ways.size(); ++k) {
        const Moments lead = paired_moments(values.units[split], values.units[k]);
        result.judged.push_back({ways[k].attention, !ways[k].account_attention.empty(), values.mean(k), lead.mean,
                                 lead.standard_error(),
                                 simultaneous_t_interval(lead, result.request.level, static_cast<int>(ways.size()))});
    }
    const Moments gain = paired_moments(values.units[split], values.units[start]);
    result.split_value = values.mean(split);
    result.fresh_gain = gain.mean;
    result.fresh_gain_error = gain.standard_error();
    result.hours = discounted(values, split + 1, AccountEffort::hours);
    result.money = discounted(values, split + 1, AccountEffort::money);
    result.cost_of_hour = -values.people[split + 1] / result.hours;
    result.are_worlds = values.are_worlds;
}

double share_of(const AccountMargin& margin, AttentionResource resource, const Allocation& result)
{
    const bool is_hours = resource == AttentionResource::hours;
    const double all = is_hours ? result.hours : result.money;
    return all > 0.0 ? margin.amount[resource] * margin.key_years * (is_hours ? 12.0 : 1.0) / all : 0.0;
}

/// Puts the two rows of each account side by side.
void describe_accounts(Allocation& result)
{
    for (const AccountMargin& now : result.margins_now.accounts) {
        AccountAllocation one;
        one.now = now;
        const auto& best = result.margins_best.accounts;
        const auto found = std::find_if(best.begin(), best.end(),
                                        [&](const AccountMargin& other) { return other.account == now.account; });
        one.best.account = now.account;
        if (found != best.end()) {
            one.best = *found;
        }
        const AccountAttention own = result.split.account_attention.empty()
                                         ? AccountAttention{}
                                         : result.split.account_attention[static_cast<std::size_t>(now.account)];
        one.weight[AttentionResource::hours] = own.hours_weight;
        one.weight[AttentionResource::money] = own.money_weight;
        for (const AttentionResource resource : attention_resources) {
            one.share_now[resource] = share_of(one.now, resource, result);
            one.share_best[resource] = share_of(one.best, resource, result);
        }
        result.accounts.push_back(one);
    }
}

} // namespace

const JudgedPolicy& Allocation::best_policy() const
{
    return *std::max_element(judged.begin(), judged.end(),
                             [](const JudgedPolicy& a, const JudgedPolicy& b) { return a.value < b.value; });
}

bool Allocation::is_better() const
{
    return std::all_of(judged.begin(), judged.end(), [](const JudgedPolicy& one) { return one.interval.low > 0.0; });
}

Allocation allocate_attention(const Experiment& experiment, const AllocationRequest& request,
                              const AllocationOptions& options)
{
    const Alternative& design = design_of(experiment, request);
    Work work(options, most_work(request, static_cast<std::size_t>(design.key_accounts)));
    const TrialPlan search = work.plan(request.search_futures, TrialLuck::other);
    const TrialPlan fresh = work.plan(request.fresh_futures, TrialLuck::own);
    const TrialPlan probing = work.plan(request.search_futures, TrialLuck::own);
    const std::vector<int> accounts =
        accounts_of(experiment, simulate_variants(experiment, {design}, search), request.least_key_share);
    if (accounts.size() < 2) {
        throw std::invalid_argument(fmt::format("fewer than two accounts are key accounts of design \"{}\" for {} of "
                                                "the horizon; ask for less with --least-key-share",
                                                design.name, request.least_key_share));
    }
    Allocation result;
    result.request = request;
    result.search_futures = trial_futures(experiment, search);
    result.fresh_futures = trial_futures(experiment, fresh);
    const FoundSplit found = search_split(experiment, design, accounts, request.most_rounds, search);
    result.split = found.split;
    result.rounds = found.rounds;
    result.search_gain = found.gain;
    judge(experiment, design, found, fresh, result);
    result.margins_now = marginal_values(experiment, design, accounts, probing);
    result.margins_best = marginal_values(experiment, found.split, accounts, probing);
    describe_accounts(result);
    return result;
}

} // namespace kamsim
