#include "kamsim/report/allocation_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "kamsim/decision/money_text.hpp"
#include "kamsim/scenario/policy_names.hpp"
#include "report/csv_text.hpp"
#include "report/text_layout.hpp"

namespace kamsim {

namespace {

constexpr std::size_t name_width = 15;

std::string marginal_text(const MarginalValue& value)
{
    return std::isfinite(value.mean) ? fmt::format("{:.2f} ±{:.2f}", value.mean, value.standard_error)
                                     : std::string("-");
}

std::string cell(const std::string& text, std::size_t width)
{
    return " " + right_aligned(text, width);
}

std::string account_rows(const Experiment& experiment, const Allocation& allocation)
{
    std::string text = fmt::format("  {}        hours a month {:>13}    one more is worth, {}\n"
                                   "  {}   key    now   best    now   best     of hours    of money\n",
                                   left_aligned("", name_width), experiment.currency + " a year", experiment.currency,
                                   left_aligned("key account", name_width));
    for (const AccountAllocation& one : allocation.accounts) {
        const Account& account = experiment.accounts[static_cast<std::size_t>(one.now.account)];
        // Names that begin alike would be cut to the same.
        const bool is_short = !account.name.empty() && display_width(account.name) <= name_width;
        text += "  " + left_aligned(clipped(is_short ? account.name : account.id, name_width), name_width)
                + cell(percent_text(one.now.key_share), 5);
        for (const AttentionResource resource : attention_resources) {
            const int decimals = resource == AttentionResource::hours ? 1 : 0;
            text += cell(grouped(one.now.amount[resource], decimals), 6)
                    + cell(grouped(one.best.amount[resource], decimals), 6);
        }
        text += cell(marginal_text(one.now.marginal[AttentionResource::hours]), 11)
                + cell(marginal_text(one.now.marginal[AttentionResource::money]), 11) + "\n";
    }
    return text;
}

std::string way_name(const JudgedPolicy& one)
{
    return one.is_as_given ? std::string("weights as given") : std::string(name_in(attention_policy_names, one.policy));
}

std::string policy_rows(const Experiment& experiment, const Allocation& allocation)
{
    const MoneyUnit unit = money_unit(experiment.currency, allocation.split_value);
    std::string text = fmt::format("  {:<17} {:>12} {:>14} {:>23}\n", "policy", fmt::format("mean, {}", unit.name),
                                   "split leads by", "interval");
    for (const JudgedPolicy& one : allocation.judged) {
        text += fmt::format("  {:<17} {:>12} {:>14} {:>23}\n", way_name(one), unit.text(one.value),
                            money_text(one.lead), money_range_text(one.interval.low, one.interval.high));
    }
    return text + fmt::format("  {:<17} {:>12}\n", "best split", unit.text(allocation.split_value));
}

std::string verdict(const Allocation& allocation)
{
    const JudgedPolicy& best = allocation.best_policy();
    const std::string lead =
        fmt::format("{} ({})", money_text(best.lead), money_range_text(best.interval.low, best.interval.high));
    if (allocation.is_better()) {
        return fmt::format("The split is worth more than every named policy; its lead over the best one, {}, is {}.",
                           way_name(best), lead);
    }
    return fmt::format(
        "The split is not shown to be better than every named policy: its lead over the best one, {}, is "
        "{}. Take the policy, or look with more futures (--futures, --fresh).",
        way_name(best), lead);
}

/// What one more unit brings against what it costs.
std::string budget_sentence(const std::string& unit, const std::string& currency, const MarginalValue& value,
                            double cost)
{
    const double net = value.mean - cost;
    const char* advice = net > 2.0 * value.standard_error    ? "more of it would pay"
                         : net < -2.0 * value.standard_error ? "less of it would pay"
                                                             : "about as much as is right";
    return fmt::format("One more {}, shared out as now, is worth {} {} and costs {:.2f}: {}. ", unit,
                       marginal_text(value), currency, cost, advice);
}

std::string budget_paragraph(const Experiment& experiment, const Allocation& allocation)
{
    const auto& now = allocation.margins_now.of_all;
    const auto& best = allocation.margins_best.of_all;
    const std::string& currency = experiment.currency;
    std::string text = budget_sentence("hour", currency, now[AttentionResource::hours], allocation.cost_of_hour);
    if (std::isfinite(now[AttentionResource::money].mean)) {
        text += budget_sentence(currency + " of investment", currency, now[AttentionResource::money], 1.0);
    }
    return text
           + fmt::format("With the split it is {} for an hour{}.", marginal_text(best[AttentionResource::hours]),
                         std::isfinite(best[AttentionResource::money].mean)
                             ? " and " + marginal_text(best[AttentionResource::money]) + " for a " + currency
                             : "");
}

std::string search_paragraph(const Allocation& allocation)
{
    const MarginalValues& now = allocation.margins_now;
    const MarginalValues& best = allocation.margins_best;
    return fmt::format(
        "The search took {} steps and gained {} on its own luck ({} futures) and {} ± {} on fresh luck ({} futures): "
        "its optimism is {}. Marginal values of an hour differ between accounts by {:.2f} now and {:.2f} with the "
        "split, those of money by {:.2f} and {:.2f} (standard deviations, noise taken out).",
        allocation.rounds.size(), money_text(allocation.search_gain),
        grouped(static_cast<double>(allocation.search_futures), 0), money_text(allocation.fresh_gain),
        money_text(allocation.fresh_gain_error), grouped(static_cast<double>(allocation.fresh_futures), 0),
        money_text(allocation.search_gain - allocation.fresh_gain), now.spread[AttentionResource::hours],
        best.spread[AttentionResource::hours], now.spread[AttentionResource::money],
        best.spread[AttentionResource::money]);
}

std::string notes(const Experiment& experiment, const Allocation& allocation)
{
    std::string text = fmt::format(
        "Money in {}, net present. key: part of the discounted horizon as a key account; accounts below {} keep their "
        "policy's weight. now: design as given; hours and money are means while it is key. One more is worth: for each "
        "discounted hour or unit of money, before its cost, now, ± one standard error (central differences on common "
        "luck). "
        "Leads: paired; all intervals together hold with {} ({}{}).",
        experiment.currency, percent_text(allocation.request.least_key_share), percent_text(allocation.request.level),
        name(allocation.judged.front().interval.kind), allocation.are_worlds ? ", of means of worlds" : "");
    return text;
}

} // namespace

std::string allocation_text(const Experiment& experiment, const Allocation& allocation, Colour colour)
{
    const Alternative& design = experiment.alternatives[static_cast<std::size_t>(allocation.request.design)];
    const auto paragraph = [](const std::string& text) { return wrapped(text, terminal_width) + "\n"; };
    return paragraph(fmt::format("Attention of {} over its key accounts (policy {})", design.name,
                                 name_in(attention_policy_names, design.attention)))
           + account_rows(experiment, allocation) + "\n" + paragraph(budget_paragraph(experiment, allocation))
           + policy_rows(experiment, allocation) + "\n"
           + emphasised(wrapped(verdict(allocation), terminal_width), Emphasis::strong, colour) + "\n"
           + paragraph(search_paragraph(allocation)) + wrapped(notes(experiment, allocation), terminal_width);
}

std::string allocation_csv(const Experiment& experiment, const Allocation& allocation)
{
    std::string text = "account,name,key_share";
    for (const char* resource : {"hours", "money"}) {
        text += fmt::format(",{0}_now,{0}_best,{0}_share_now,{0}_share_best,{0}_weight,{0}_value_now,"
                            "{0}_value_now_error,{0}_value_best,{0}_value_best_error",
                            resource);
    }
    text += "\n";
    for (const AccountAllocation& one : allocation.accounts) {
        const Account& account = experiment.accounts[static_cast<std::size_t>(one.now.account)];
        text +=
            csv_text_cell(account.id) + "," + csv_text_cell(account.name) + "," + csv_number_cell(one.now.key_share);
        for (const AttentionResource resource : attention_resources) {
            for (const double number : {one.now.amount[resource], one.best.amount[resource], one.share_now[resource],
                                        one.share_best[resource], one.weight[resource], one.now.marginal[resource].mean,
                                        one.now.marginal[resource].standard_error, one.best.marginal[resource].mean,
                                        one.best.marginal[resource].standard_error}) {
                text += "," + csv_number_cell(number);
            }
        }
        text += "\n";
    }
    return text;
}

} // namespace kamsim
