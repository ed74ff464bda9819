#include "report/sections/account_sentences.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "report/sections/account_rows.hpp"

namespace kamsim::sections {

Sentence concentration_sentence(const NumberStyle& style, const Concentration& found)
{
    if (found.customers == 0) {
        return say_of_all("pareto.no_customers", "Nobody is a customer on the first day: there is no revenue to share "
                                                 "out.");
    }
    if (found.customers == 1) {
        return say_of_all("pareto.one_customer", "One customer brings all of the revenue.");
    }
    if (std::isnan(found.gini)) {
        return say_of_all("pareto.no_revenue", "No customer brings revenue on the first day.");
    }
    const double part = static_cast<double>(found.needed) / found.customers;
    const char* rule = part <= 0.25   ? "A few carry the portfolio"
                       : part >= 0.60 ? "The revenue is spread widely"
                                      : "The revenue is less concentrated than the rule of 20 to 80";
    return say_of_all("pareto.concentration",
                      fmt::format("{} of {} customers, {}, bring 80 % of the revenue. {}: the largest fifth brings {} "
                                  "(Gini coefficient {}).",
                                  style.count(found.needed), style.count(found.customers), style.percent(part), rule,
                                  style.percent(found.top_fifth), style.number(found.gini, 2)),
                      {{"needed", found.needed},
                       {"customers", found.customers},
                       {"part", part},
                       {"top_fifth", found.top_fifth},
                       {"gini", found.gini}});
}

Sentence largest_customer_sentence(const NumberStyle& style, const std::string& name, double share)
{
    if (std::isnan(share)) {
        return say_of_all("pareto.largest_none", "There is no largest customer.");
    }
    const char* rule = share > 0.70   ? "with more than 70 %, the supplier lives on one customer"
                       : share > 0.20 ? "with more than 20 %, the supplier depends on it"
                       : share > 0.10 ? "with more than 10 %, it can press on prices"
                                      : "no customer is above 10 %, where pressure on prices begins";
    return say_of_all("pareto.largest",
                      fmt::format("The largest, {}, brings {}: {}.", name, style.percent(share, 1), rule),
                      {{"largest_share", share}});
}

Sentence later_concentration_sentence(const NumberStyle& style, const std::string& design,
                                      const LaterConcentration& found)
{
    if (std::isnan(found.mean)) {
        return say_of_all("pareto.later_nobody", fmt::format("After {} under {} nobody is a customer in any future.",
                                                             style.years(found.years), design));
    }
    const auto told =
        fmt::format("After {} under {}, {} of {} customers bring 80 % of the revenue in the mean, {} to {} "
                    "in nine of ten futures",
                    style.years(found.years), design, style.number(found.mean, 1), style.number(found.customers, 1),
                    style.count(found.low), style.count(found.high));
    if (std::isnan(found.now)) {
        return say_of_all("pareto.later_new", told + "; on the first day there are none.",
                          {{"mean", found.mean}, {"q05", found.low}, {"q95", found.high}});
    }
    const auto before = style.count(found.now);
    const auto rule = found.low > found.now ? "more than the " + before + " of the first day, in nearly every future"
                      : found.high < found.now
                          ? "fewer than the " + before + " of the first day, in nearly every future"
                          : "not clearly more or fewer than the " + before + " of the first day";
    return say_of_all("pareto.later", fmt::format("{}: {}.", told, rule),
                      {{"now", found.now}, {"mean", found.mean}, {"q05", found.low}, {"q95", found.high}});
}

Sentence tier_fate_sentence(const NumberStyle& style, const std::string& design, const TierFate& found)
{
    if (!(found.accounts > 0.0)) {
        return say_of_all("tiers.none", "No account is in tier A on the first day.");
    }
    const double stay = found.stay / found.accounts;
    const char* rule = found.lost >= found.accounts * (1.0 - 1e-9) ? "every one is lost"
                       : stay >= 0.75                              ? "most stay"
                       : found.lost > found.fall                   ? "more are lost than fall"
                                                                   : "more fall to B or C than are lost";
    return say_of_all(
        "tiers.fate",
        fmt::format("Of the {} in tier A on the first day, {} are there at the horizon under {} in the mean, {} are in "
                    "B or C and {} are no customers any more: {}. {} others climb into A.",
                    counted(style, found.accounts, "account"), style.number(found.stay, 1), design,
                    style.number(found.fall, 1), style.number(found.lost, 1), rule, style.number(found.climbed, 1)),
        {{"accounts", found.accounts},
         {"stay", found.stay},
         {"fall", found.fall},
         {"lost", found.lost},
         {"climbed", found.climbed}});
}

Sentence ranking_sentence(const NumberStyle& style, const RankingLead& found)
{
    if (found.accounts == 0) {
        return say_of_all("scoring.nobody", "There are no customers to rank.");
    }
    if (found.accounts == 1) {
        return say_of_all("scoring.one", fmt::format("{} is the only customer.", found.first));
    }
    const char* lead = found.share_first >= 1.0   ? "whatever the weights"
                       : found.share_first >= 0.5 ? "with most weights"
                                                  : "with some weights only";
    const auto whole =
        found.wanted == 0
            ? std::string("The design has no key accounts.")
            : fmt::format(
                "Among the first {}, as many as there are key accounts, {} with every weight and {} more with "
                "some: {}.",
                count_text(style, found.wanted),
                counted(style, found.always, "customer") + (found.always == 1 ? " is" : " are"),
                style.count(found.sometimes - found.always),
                found.always >= found.wanted ? "the choice hangs on no weight"
                                             : "the choice of the others hangs on what one values");
    return say_of_all("scoring.lead",
                      fmt::format("{} has the highest score, and is first {} ({} of them). {}", found.first, lead,
                                  style.percent(found.share_first), whole),
                      {{"share_first", found.share_first},
                       {"wanted", found.wanted},
                       {"always", found.always},
                       {"sometimes", found.sometimes}});
}

std::string development_text(const std::string& before, const std::string& after, const Development& of)
{
    if (std::isnan(of.before) || std::isnan(of.after)) {
        return std::isnan(of.after) ? "is not defined at the horizon" : "is " + after + " at the horizon";
    }
    if (before == after) {
        return "stays at " + before;
    }
    return fmt::format("{} from {} to {}", of.after > of.before ? "rises" : "falls", before, after);
}

Sentence key_accounts_sentence(const NumberStyle& style, const std::string& design, int accounts, int shown,
                               int endangered)
{
    if (accounts == 0) {
        return say_of_all("dashboard.no_key", fmt::format("{} has no key accounts at the end of year 1.", design));
    }
    const auto of =
        shown < accounts ? fmt::format("of the {} most often key ", style.count(shown)) : std::string("of them ");
    return say_of_all(
        "dashboard.key_accounts",
        fmt::format("Under {} {} {} key at the end of year 1 in some future; {}{} {} endangered in the mean.", design,
                    counted(style, accounts, "account"), accounts == 1 ? "is" : "are", of,
                    endangered == 0 ? "none" : count_text(style, endangered),
                    endangered == 1 || endangered == 0 ? "is" : "are"),
        {{"accounts", accounts}, {"shown", shown}, {"endangered", endangered}});
}

Sentence endangered_sentence(const NumberStyle& style, const Endangered& found)
{
    if (found.customers == 0) {
        return say_of_all("at_risk.nobody", "Nobody is a customer on the first day: nothing is at stake.");
    }
    const auto threshold = style.percent(found.threshold);
    const auto flagged = found.flagged == 0 ? fmt::format("No customer is seen above {} on the first day", threshold)
                                            : fmt::format("{} of {} customers {} seen above {} on the first day",
                                                          style.count(found.flagged), style.count(found.customers),
                                                          found.flagged == 1 ? "is" : "are", threshold);
    return say_of_all(
        "at_risk.queue",
        fmt::format("{}. Most is to be lost at {}: {} at stake, with a chance of {} to leave at a yearly renewal. "
                    "Over all customers, value at stake times chance is {}.",
                    flagged, found.first, style.money(found.at_stake), style.percent(found.chance),
                    style.money(found.expected)),
        {{"customers", found.customers},
         {"flagged", found.flagged},
         {"threshold", found.threshold},
         {"chance", found.chance},
         {"at_stake", found.at_stake},
         {"expected", found.expected}});
}

Sentence warning_sentence(const NumberStyle& style, const std::string& design, const Warning& found)
{
    if (std::isnan(found.recall)) {
        return say_of_all("at_risk.nobody_leaves", fmt::format("Under {} no customer leaves in any future.", design));
    }
    if (std::isnan(found.precision)) {
        return say_of_all("at_risk.nobody_flagged",
                          fmt::format("Under {} nobody is ever flagged, and all who leave do so unannounced.", design));
    }
    const char* rule = found.recall >= 0.8   ? "few leave unannounced"
                       : found.recall >= 0.4 ? "many leave unannounced"
                                             : "most leave unannounced";
    return say_of_all("at_risk.warning",
                      fmt::format("Under {} the flag warns of {} of those who leave, one period ahead: {}. Of the "
                                  "flagged, {} leave in the next period.",
                                  design, style.percent(found.recall), rule, style.percent(found.precision, 1)),
                      {{"recall", found.recall}, {"precision", found.precision}});
}

Sentence profit_sentence(const NumberStyle& style, const std::string& design, const ProfitCounts& found)
{
    if (found.accounts == 0) {
        return say_of_all("profit.no_revenue", fmt::format("Under {} no account brings revenue.", design));
    }
    const std::vector<std::pair<std::string, double>> values{
        {"accounts", found.accounts}, {"losing", found.losing}, {"dear", found.dear}};
    if (found.losing == found.accounts) {
        return say_of_all(
            "profit.all_lose",
            fmt::format("Under {} every account costs more than it brings, in the mean of the horizon.", design),
            values);
    }
    const auto losing = found.losing == 0   ? std::string("no account costs")
                        : found.losing == 1 ? "1 account costs"
                                            : style.count(found.losing) + " accounts cost";
    return say_of_all("profit.quadrants",
                      fmt::format("Under {} {} more than {} in the mean of the horizon, after cost to serve and the "
                                  "programme, of {} in all. {} {} a small margin and {} much to serve.",
                                  design, losing, found.losing > 1 ? "they bring" : "it brings",
                                  style.count(found.accounts), style.count(found.dear),
                                  found.dear == 1 ? "has" : "have", found.dear == 1 ? "costs" : "cost"),
                      values);
}

Sentence whale_sentence(const NumberStyle& style, const std::string& design, const Whale& found)
{
    if (found.accounts == 0) {
        return say_of_all("profit.nobody", "There are no accounts that could earn money.");
    }
    if (std::isnan(found.peak)) {
        return say_of_all("profit.no_total",
                          fmt::format("Under {} the accounts together earn nothing in the last year in any future, so "
                                      "that no peak stands above it.",
                                      design),
                          {{"total", found.total}});
    }
    const auto losing = found.losing > 0.0
                            ? fmt::format("{} lose{} money in the mean of that year",
                                          counted(style, found.losing, "account"), found.losing == 1.0 ? "s" : "")
                            : std::string("no account loses money in the mean of that year");
    const char* rule = found.peak > 1.5    ? "the good accounts pay for many others"
                       : found.peak > 1.05 ? "some of the profit is lost again"
                                           : "next to nothing is lost again";
    return say_of_all(
        "profit.whale",
        fmt::format("Under {} the accounts that earn money bring {} of the whole profit of the last whole "
                    "year: {}; {}.",
                    design, style.percent(found.peak), rule, losing),
        {{"peak", found.peak}, {"total", found.total}, {"losing", found.losing}});
}

Sentence staying_sentence(const NumberStyle& style, const std::string& design, const Staying& found)
{
    if (found.customers == 0 || std::isnan(found.share)) {
        return say_of_all("retention.nobody", "There are none of these customers on the first day.");
    }
    if (found.share <= 0.0) {
        return say_of_all("retention.all_lost",
                          fmt::format("Under {} none of the {} is still there after {}, in any future.", design,
                                      counted(style, found.customers, "customer"), style.years(found.years)),
                          {{"share", found.share}});
    }
    if (found.share >= 1.0) {
        return say_of_all("retention.all_stay",
                          fmt::format("Under {} nobody of the {} leaves within {}, in any future.", design,
                                      counted(style, found.customers, "customer"), style.years(found.years)),
                          {{"share", found.share}});
    }
    return say_of_all("retention.staying",
                      fmt::format("Under {}, {} of the {} of the first day have never left after {}, and {} in nine of "
                                  "ten futures.",
                                  design, style.percent(found.share), counted(style, found.customers, "customer"),
                                  style.years(found.years), style.percent_range(found.low, found.high)),
                      {{"share", found.share}, {"q05", found.low}, {"q95", found.high}});
}

std::string reason_words(const std::string& name)
{
    auto words = name;
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

Sentence loss_sentence(const NumberStyle& style, const std::string& design, const LossCauses& found)
{
    if (!(found.losses > 0.0)) {
        return say_of_all("retention.no_losses", fmt::format("Under {} nobody is lost in any future.", design),
                          {{"losses", 0.0}});
    }
    return say_of_all("retention.reasons",
                      fmt::format("Under {} {} accounts are lost in a future in the mean; most often it is {} that "
                                  "weighs most ({}).",
                                  design, style.number(found.losses, 1), reason_words(found.main),
                                  style.percent(found.share)),
                      {{"losses", found.losses}, {"share", found.share}});
}

Sentence penetration_sentence(const NumberStyle& style, const std::string& design, const Penetration& found)
{
    if (std::isnan(found.now) || std::isnan(found.later)) {
        return say_of_all("divisions.no_cells", "There are no customers, and so nothing to serve them with.");
    }
    const auto before = style.percent(found.now);
    const auto after = style.percent(found.later);
    return say_of_all("divisions.penetration",
                      fmt::format("The share served of what could be offered to all accounts {} over {} under {}.",
                                  development_text(before, after, {found.now, found.later}), style.years(found.years),
                                  design),
                      {{"now", found.now}, {"later", found.later}});
}

} // namespace kamsim::sections
