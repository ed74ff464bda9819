#include <nlohmann/json.hpp>

#include "kamsim/report/allocation_text.hpp"
#include "kamsim/scenario/policy_names.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json; // NaN and infinity are written as null

Json marginal_json(const MarginalValue& value)
{
    return {{"mean", value.mean}, {"standard_error", value.standard_error}};
}

Json resource_json(const AccountAllocation& one, AttentionResource resource)
{
    return {{"now", one.now.amount[resource]},
            {"best", one.best.amount[resource]},
            {"share_now", one.share_now[resource]},
            {"share_best", one.share_best[resource]},
            {"weight", one.weight[resource]},
            {"value_now", marginal_json(one.now.marginal[resource])},
            {"value_best", marginal_json(one.best.marginal[resource])}};
}

Json accounts_json(const Experiment& experiment, const Allocation& allocation)
{
    Json all = Json::array();
    for (const AccountAllocation& one : allocation.accounts) {
        const Account& account = experiment.accounts[static_cast<std::size_t>(one.now.account)];
        all.push_back({{"account", account.id},
                       {"name", account.name},
                       {"key_share", one.now.key_share},
                       {"hours_a_month", resource_json(one, AttentionResource::hours)},
                       {"money_a_year", resource_json(one, AttentionResource::money)}});
    }
    return all;
}

Json budgets_json(const MarginalValues& values)
{
    Json json = Json::object();
    for (const AttentionResource resource : attention_resources) {
        json[resource == AttentionResource::hours ? "hours" : "money"] = {
            {"value", marginal_json(values.of_all[resource])},
            {"spread", values.spread[resource]},
            {"noise", values.noise[resource]},
            {"variance_ratio", values.variance_ratio[resource]}};
    }
    return json;
}

Json policies_json(const Allocation& allocation)
{
    Json all = Json::array();
    for (const JudgedPolicy& one : allocation.judged) {
        all.push_back({{"policy", name_in(attention_policy_names, one.policy)},
                       {"is_as_given", one.is_as_given},
                       {"mean", one.value},
                       {"lead", one.lead},
                       {"standard_error", one.standard_error},
                       {"interval",
                        {{"low", one.interval.low},
                         {"high", one.interval.high},
                         {"level", one.interval.level},
                         {"kind", name(one.interval.kind)}}}});
    }
    return all;
}

Json rounds_json(const Allocation& allocation)
{
    Json all = Json::array();
    for (const AllocationRound& round : allocation.rounds) {
        all.push_back({{"value", round.value},
                       {"gain", round.gain},
                       {"gain_error", round.gain_error},
                       {"step", round.step},
                       {"spread_hours", round.spread[AttentionResource::hours]},
                       {"spread_money", round.spread[AttentionResource::money]}});
    }
    return all;
}

} // namespace

std::string allocation_json(const Experiment& experiment, const Allocation& allocation)
{
    const Json all{
        {"design", experiment.alternatives[static_cast<std::size_t>(allocation.request.design)].name},
        {"currency", experiment.currency},
        {"search_futures", allocation.search_futures},
        {"fresh_futures", allocation.fresh_futures},
        {"over_worlds", allocation.are_worlds},
        {"accounts", accounts_json(experiment, allocation)},
        {"discounted_hours", allocation.hours},
        {"discounted_money", allocation.money},
        {"cost_of_hour", allocation.cost_of_hour},
        {"one_more_now", budgets_json(allocation.margins_now)},
        {"one_more_with_split", budgets_json(allocation.margins_best)},
        {"split",
         {{"policy", name_in(attention_policy_names, allocation.split.attention)}, {"mean", allocation.split_value}}},
        {"policies", policies_json(allocation)},
        {"is_better", allocation.is_better()},
        {"search",
         {{"rounds", rounds_json(allocation)},
          {"gain_on_its_luck", allocation.search_gain},
          {"gain_on_fresh_luck", allocation.fresh_gain},
          {"gain_on_fresh_luck_error", allocation.fresh_gain_error},
          {"optimism", allocation.search_gain - allocation.fresh_gain}}}};
    return all.dump(2) + "\n";
}

} // namespace kamsim
