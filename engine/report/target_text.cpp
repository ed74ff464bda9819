#include "kamsim/report/target_text.hpp"

#include <array>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kamsim/decision/comparison.hpp"
#include "kamsim/decision/money_text.hpp"
#include "report/csv_text.hpp"
#include "report/text_layout.hpp"
#include "scenario/diagnostics.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json; // NaN and infinity are written as null

constexpr std::size_t title_width = 25;
constexpr std::size_t answer_width = 30;
constexpr std::size_t seen_width = 8;

const TargetEffectDeclaration& declaration_of(const EffectTarget& target)
{
    return target_effects[static_cast<std::size_t>(target.effect)];
}

bool is_strength(const EffectTarget& target)
{
    return declaration_of(target).given == 0.0;
}

std::string position_text(const EffectTarget& target, double position)
{
    const auto& declaration = declaration_of(target);
    if (std::isinf(position)) {
        return position < 0.0 ? fmt::format("< {:.3g}", declaration.lowest)
                              : fmt::format("> {:.3g}", declaration.highest);
    }
    return is_strength(target) ? fmt::format("{:+.2f}", position) : fmt::format("{:.2f}", position);
}

std::string answer_text(const EffectTarget& target)
{
    switch (target.answer) {
    case TargetAnswer::always: return is_strength(target) ? "pays even at the weak end" : "pays at all that was tried";
    case TargetAnswer::never:
        return target.effect == TargetEffect::cost ? "not even at no cost"
               : is_strength(target)               ? "beyond the evidence"
                                                   : "at none that was tried";
    case TargetAnswer::at_a_position: break;
    }
    return fmt::format("{} {} ({} to {})", target.pays_above ? "from" : "up to", position_text(target, target.position),
                       position_text(target, target.interval.low), position_text(target, target.interval.high));
}

std::string seen_text(const TargetObservables& seen)
{
    return right_aligned(fmt::format("{:.1f} %", 100.0 * seen.key_loss), seen_width)
           + right_aligned(fmt::format("{:.1f} %", 100.0 * seen.net_revenue_retention), seen_width)
           + right_aligned(fmt::format("{:.1f}", seen.new_cells), seen_width);
}

std::string factor_text(const RatioEstimate& ratio)
{
    switch (ratio.set) {
    case RatioSet::between:
        return fmt::format("{:.2f} times ({:.2f} to {:.2f})", ratio.ratio, ratio.interval.low, ratio.interval.high);
    case RatioSet::outside:
        return fmt::format("{:.2f} times (all but {:.2f} to {:.2f})", ratio.ratio, ratio.interval.low,
                           ratio.interval.high);
    case RatioSet::all: break;
    }
    return fmt::format("{:.2f} times (any number is possible)", ratio.ratio);
}

std::string benefit_sentence(const BenefitTarget& benefit)
{
    const auto sums = fmt::format("It brings {} more margin and costs {} more.", money_text(benefit.benefits),
                                  money_text(benefit.costs));
    if (!(benefit.benefits > 0.0)) {
        return sums + " No multiple of such benefits pays.";
    }
    const double missing = benefit.costs - benefit.benefits;
    return fmt::format("{} To be level, the benefits would have to be {}: {} {} than they are.", sums,
                       factor_text(benefit.needed), money_text(std::fabs(missing)), missing > 0.0 ? "more" : "less");
}

std::string verdict(const BreakEvenTargets& targets)
{
    const auto* word = targets.interval.low > 0.0    ? "pays for itself"
                       : targets.interval.high < 0.0 ? "does not pay for itself"
                                                     : "may or may not pay for itself";
    return fmt::format("{} {} by year {} against {}", shown(targets.alternative), word, targets.year,
                       shown(targets.against));
}

Json interval_json(const Interval& interval)
{
    return {{"low", interval.low}, {"high", interval.high}, {"kind", name(interval.kind)}};
}

Json observables_json(const TargetObservables& seen)
{
    return {{"key_loss_a_year", seen.key_loss},
            {"key_net_revenue_retention", seen.net_revenue_retention},
            {"new_cells_a_year", seen.new_cells}};
}

constexpr std::array answers{"at_a_position", "always", "never"};
constexpr std::array sets{"between", "outside", "all"};

/// On which side of the position it pays; empty where there is no position.
std::string side_words(const EffectTarget& target)
{
    if (target.answer != TargetAnswer::at_a_position) {
        return "";
    }
    return target.pays_above ? "above" : "below";
}

Json effect_json(const EffectTarget& target)
{
    const auto& declaration = declaration_of(target);
    const bool is_found = target.answer == TargetAnswer::at_a_position;
    return {{"effect", declaration.name},
            {"meaning", declaration.meaning},
            {"answer", answers[static_cast<std::size_t>(target.answer)]},
            {"position", target.position},
            {"pays", is_found ? Json(side_words(target)) : Json()},
            {"interval", interval_json(target.interval)},
            {"observables", target.observables ? observables_json(*target.observables) : Json()}};
}

Json targets_json(const BreakEvenTargets& targets)
{
    Json effects = Json::array();
    for (const EffectTarget& target : targets.effects) {
        effects.push_back(effect_json(target));
    }
    const auto& benefit = targets.benefit;
    return {{"alternative", targets.alternative},
            {"against", targets.against},
            {"year", targets.year},
            {"difference", targets.difference},
            {"interval", interval_json(targets.interval)},
            {"observables", observables_json(targets.observables)},
            {"benefit",
             {{"benefits", benefit.benefits},
              {"costs", benefit.costs},
              {"needed_factor", benefit.needed.ratio},
              {"interval", interval_json(benefit.needed.interval)},
              {"interval_set", sets[static_cast<std::size_t>(benefit.needed.set)]}}},
            {"effects", effects},
            {"futures", targets.futures},
            {"worlds", targets.worlds}};
}

} // namespace

std::string target_table(const BreakEvenTargets& targets, std::string_view currency, Colour colour)
{
    const auto emphasis = targets.interval.low > 0.0 ? Emphasis::good : Emphasis::bad;
    const auto unit = money_unit(currency, targets.difference);
    std::string text = emphasised(wrapped(verdict(targets), terminal_width), emphasis, colour);
    text += wrapped(fmt::format("Net present value of these years, less that of {}: {} {} ({} interval {} to {}, {}).",
                                shown(targets.against), unit.text(targets.difference), unit.name,
                                percent_text(comparison_level), unit.text(targets.interval.low),
                                unit.text(targets.interval.high), name(targets.interval.kind)),
                    terminal_width)
            + wrapped(benefit_sentence(targets.benefit), terminal_width);
    text += left_aligned("level, each alone", title_width) + left_aligned("", answer_width)
            + right_aligned("loss", seen_width) + right_aligned("net ret", seen_width)
            + right_aligned("cells", seen_width) + "\n" + left_aligned("  as given", title_width + answer_width)
            + seen_text(targets.observables) + "\n";
    for (const EffectTarget& target : targets.effects) {
        const std::string row = left_aligned(fmt::format("  {}", declaration_of(target).title), title_width)
                                + left_aligned(answer_text(target), answer_width)
                                + (target.observables ? seen_text(*target.observables) : "");
        text += row.substr(0, row.find_last_not_of(' ') + 1) + "\n";
    }
    return text;
}

std::string target_rules(std::span<const BreakEvenTargets> targets)
{
    const BreakEvenTargets& first = targets.front();
    std::string text = wrapped(
        fmt::format("Level: where the mean net present value of the years up to the named one, and nothing later, is "
                    "that of the other design; on the same luck ({} futures{}). In brackets the positions that this "
                    "sample cannot tell from it ({} each: where the interval of the difference holds 0, {}; factors on "
                    "benefits and cost: Fieller).",
                    grouped(static_cast<double>(first.futures), 0),
                    first.worlds > 1 ? fmt::format(" in {} worlds", grouped(static_cast<double>(first.worlds), 0)) : "",
                    percent_text(comparison_level), name(first.interval.kind)),
        terminal_width);
    for (const auto& declaration : target_effects) {
        text += wrapped(fmt::format("{}: {}.", declaration.title, declaration.meaning), terminal_width);
    }
    return text
           + wrapped(
               "Strength: 0 as given, +1 and -1 the strong and the weak end of what the evidence supports for any "
               "programme.",
               terminal_width)
           + wrapped("Loss: key accounts of a year's start that leave in the year. Net ret: net revenue retention of "
                     "key accounts. Cells: expected wins at key accounts a year.",
                     terminal_width);
}

std::string target_csv(std::span<const BreakEvenTargets> targets, std::string_view currency)
{
    std::string text = "alternative,against,year,effect,answer,position,pays,low,high,interval_kind,key_loss_a_year,"
                       "key_net_revenue_retention,new_cells_a_year,difference,benefits,costs,unit\n";
    for (const BreakEvenTargets& one : targets) {
        const auto begin =
            fmt::format("{},{},{}", csv_text_cell(one.alternative), csv_text_cell(one.against), one.year);
        const auto end =
            fmt::format("{},{},{},{}", csv_number_cell(one.difference), csv_number_cell(one.benefit.benefits),
                        csv_number_cell(one.benefit.costs), csv_text_cell(currency));
        const auto seen = [](const TargetObservables& observed) {
            return fmt::format("{},{},{}", csv_number_cell(observed.key_loss),
                               csv_number_cell(observed.net_revenue_retention), csv_number_cell(observed.new_cells));
        };
        const auto& needed = one.benefit.needed;
        text += fmt::format("{},benefits,{},{},above,{},{},{},{},{}\n", begin,
                            one.benefit.benefits > 0.0 ? answers[0] : answers[2], csv_number_cell(needed.ratio),
                            csv_number_cell(needed.interval.low), csv_number_cell(needed.interval.high),
                            csv_text_cell(name(needed.interval.kind)), seen(one.observables), end);
        for (const EffectTarget& target : one.effects) {
            text += fmt::format("{},{},{},{},{},{},{},{},{},{}\n", begin, declaration_of(target).name,
                                answers[static_cast<std::size_t>(target.answer)], csv_number_cell(target.position),
                                side_words(target), csv_number_cell(target.interval.low),
                                csv_number_cell(target.interval.high), csv_text_cell(name(target.interval.kind)),
                                target.observables ? seen(*target.observables) : ",,", end);
        }
    }
    return text;
}

std::string target_json(std::span<const BreakEvenTargets> targets, std::string_view currency)
{
    Json all = Json::array();
    for (const BreakEvenTargets& one : targets) {
        all.push_back(targets_json(one));
    }
    const Json document{{"targets", all}, {"level", comparison_level}, {"unit", currency}};
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace kamsim
