#include "kamsim/report/json.hpp"

#include <cstddef>
#include <optional>

#include <nlohmann/json.hpp>

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json; // NaN and infinity are written as null

Json interval_json(const Interval& interval)
{
    return Json::array({interval.low, interval.high});
}

Json value_json(const FutureSummary& value)
{
    const auto& quantiles = value.quantiles;
    return {{"mean", value.mean},
            {"standard_error", value.standard_error},
            {"interval", interval_json(value.interval)},
            {"quantiles",
             {{"5", quantiles.q05},
              {"25", quantiles.q25},
              {"50", quantiles.q50},
              {"75", quantiles.q75},
              {"95", quantiles.q95}}}};
}

Json difference_json(const FutureSummary& difference, const std::string& baseline)
{
    return {{"baseline", baseline},
            {"mean", difference.mean},
            {"standard_error", difference.standard_error},
            {"interval", interval_json(difference.interval)}};
}

Json measures_json(const AlternativeResult& alternative)
{
    Json measures = Json::object();
    for (const auto& declaration : measure_catalogue()) {
        measures[declaration.name] = alternative.measures[static_cast<std::size_t>(declaration.measure)];
    }
    return measures;
}

Json ledger_json(const AlternativeResult& alternative)
{
    Json ledger = Json::object();
    for (const auto& declaration : ledger_lines) {
        ledger[declaration.name] = alternative.ledger[static_cast<std::size_t>(declaration.line)];
    }
    return ledger;
}

Json spread_json(const Knowledge& knowledge)
{
    return {{"sd_between_worlds", knowledge.sd_between},
            {"sd_within_worlds", knowledge.sd_within},
            {"share_between_worlds", knowledge.share_between}};
}

/// Only where something is uncertain.
void add_knowledge(const AlternativeResult& alternative, Json& json)
{
    json["share_of_worlds_best"] = alternative.share_of_worlds_best;
    json["knowledge"] = {{"value", spread_json(alternative.value_knowledge)},
                         {"difference", spread_json(alternative.difference_knowledge)},
                         {"interval_kind", name(alternative.value.interval.kind)}};
}

Json alternative_json(const AlternativeResult& alternative, const std::string& baseline)
{
    return {{"name", alternative.name},
            {"value", value_json(alternative.value)},
            {"difference", difference_json(alternative.difference, baseline)},
            {"share_of_futures_best", alternative.share_of_futures_best},
            {"confidence_best", alternative.confidence_best},
            {"expected_loss", alternative.expected_loss},
            {"payback_years", alternative.payback_years ? Json(*alternative.payback_years) : Json()},
            {"programme_spending", alternative.programme_spending},
            {"programme_return", alternative.programme_return ? Json(*alternative.programme_return) : Json()},
            {"measures", measures_json(alternative)},
            {"ledger", ledger_json(alternative)}};
}

Json item_json(const Comparison& comparison, const PrecisionItem& item)
{
    const bool is_measure = item.quantity == PreciseQuantity::measure;
    const char* const quantity = item.quantity == PreciseQuantity::difference ? "difference" : "value";
    return {{"quantity", is_measure ? measure_catalogue()[static_cast<std::size_t>(item.measure)].name : quantity},
            {"alternative", comparison.alternatives[static_cast<std::size_t>(item.alternative)].name},
            {"mean", item.mean},
            {"half_width", item.half_width()},
            {"target", item.target},
            {"holds", item.holds}};
}

Json precision_json(const Comparison& comparison, const PrecisionReport& report)
{
    Json items = Json::array();
    for (const auto& item : report.items) {
        items.push_back(item_json(comparison, item));
    }
    Json json{{"holds", report.holds},
              {"look", report.look},
              {"looks", report.looks},
              {"replications", report.replications},
              {"replications_needed", report.replications_needed},
              {"confidence", report.contract.confidence},
              {"interval_kind", name(IntervalKind::student_t_at_every_look)},
              {"items", items}};
    if (const auto& selection = report.selection) {
        json["selection"] = {{"leader", comparison.alternatives[static_cast<std::size_t>(selection->leader)].name},
                             {"rival", comparison.alternatives[static_cast<std::size_t>(selection->rival)].name},
                             {"excess", selection->excess},
                             {"indifference", selection->target.indifference},
                             {"probability", selection->target.probability},
                             {"holds", selection->holds}};
    }
    return json;
}

Json kind_json(const Interval& interval)
{
    return {{"interval", interval_json(interval)}, {"interval_kind", name(interval.kind)}};
}

Json test_json(const DominanceTest& test)
{
    return {{"standing", name(test.standing)}, {"p_dominates", test.p_dominates}, {"p_dominated", test.p_dominated}};
}

Json pair_json(const Comparison& comparison, const PairResult& pair)
{
    Json json{{"alternative", comparison.alternatives[static_cast<std::size_t>(pair.alternative)].name},
              {"against", comparison.alternatives[static_cast<std::size_t>(pair.against)].name},
              {"difference", pair.mean},
              {"standard_error", pair.standard_error}};
    json.update(kind_json(pair.interval));
    json["simultaneous"] = kind_json(pair.simultaneous);
    json["first_order_dominance"] = test_json(pair.first_order);
    json["second_order_dominance"] = test_json(pair.second_order);
    return json;
}

Json share_json(const std::optional<SampleShare>& share)
{
    if (!share) {
        return {};
    }
    Json json{{"share", share->share}};
    json.update(kind_json(share->interval));
    return json;
}

Json payback_json(const std::optional<PaybackDistribution>& payback)
{
    if (!payback) {
        return {};
    }
    const auto years = [](const std::optional<double>& quantile) { return quantile ? Json(*quantile) : Json(); };
    return {{"share_by_year", payback->share_by_year},
            {"share_never", payback->share_never},
            {"quantiles_of_paid_back",
             {{"25", years(payback->q25)}, {"50", years(payback->q50)}, {"75", years(payback->q75)}}}};
}

Json details_json(const AlternativeDetails& details)
{
    Json at_risk{{"value", details.value.value_at_risk}};
    at_risk.update(kind_json(details.value.value_at_risk_interval));
    Json conditional{{"value", details.value.conditional_value_at_risk},
                     {"standard_error", details.value.conditional_standard_error}};
    conditional.update(kind_json(details.value.conditional_interval));
    Json flags = Json::object();
    for (std::size_t flag = 0; flag < concentration_flags.size(); ++flag) {
        const auto& measure = measure_catalogue()[static_cast<std::size_t>(concentration_flags[flag])];
        flags[measure.name] = details.share_flagged[flag];
    }
    return {{"value_at_risk", std::move(at_risk)},
            {"conditional_value_at_risk", std::move(conditional)},
            {"below_baseline", share_json(details.below_baseline)},
            {"below_target", share_json(details.below_target)},
            {"share_ruined", details.share_ruined},
            {"regret", {{"mean", details.regret.mean}, {"95", details.regret.q95}}},
            {"payback", payback_json(details.payback)},
            {"concentration", std::move(flags)}};
}

/// Only where they were asked for.
void add_details(const Comparison& comparison, Json& document)
{
    const auto& details = *comparison.details;
    document["interval_level"] = comparison_level;
    document["tail"] = details.question.tail;
    document["target"] = details.question.target ? Json(*details.question.target) : Json();
    Json pairs = Json::array();
    for (const auto& pair : details.pairs) {
        pairs.push_back(pair_json(comparison, pair));
    }
    document["pairs"] = std::move(pairs);
    for (std::size_t i = 0; i < details.alternatives.size(); ++i) {
        Json& json = document["alternatives"][i]["details"];
        json = details_json(details.alternatives[i]);
        if (details.losses) {
            const auto& loss = details.losses->alternatives[i];
            json["opportunity_loss"] = {{"mean", loss.mean}, {"uncorrected", loss.uncorrected}};
            json["opportunity_loss"].update(kind_json(loss.interval));
        }
    }
}

} // namespace

std::string comparison_json(const Experiment& experiment, const Outcome& outcome, const Comparison& comparison,
                            std::string_view version)
{
    const auto& baseline = comparison.alternatives[static_cast<std::size_t>(comparison.baseline)].name;
    Json alternatives = Json::array();
    for (const auto& alternative : comparison.alternatives) {
        alternatives.push_back(alternative_json(alternative, baseline));
        if (comparison.worlds > 1) {
            add_knowledge(alternative, alternatives.back());
        }
    }
    const auto& verdict = comparison.verdict;
    Json document{
        {"alternatives", alternatives},
        {"baseline", baseline},
        {"verdict",
         {{"best", comparison.alternatives[static_cast<std::size_t>(verdict.best)].name},
          {"distinguishable", verdict.distinguishable},
          {"sentence", verdict.sentence}}},
        {"replications", comparison.replications},
        {"seed", comparison.seed},
        {"version", version},
        {"account_periods", comparison.replications * static_cast<std::int64_t>(experiment.accounts.size())
                                * outcome.periods * outcome.alternatives},
        {"seconds", outcome.seconds},
        {"unit", experiment.currency},
    };
    if (comparison.worlds > 1) {
        document["worlds"] = comparison.worlds;
        document["futures_per_world"] = comparison.futures_per_world;
    }
    if (comparison.precision) {
        document["precision"] = precision_json(comparison, *comparison.precision);
    }
    if (comparison.details) {
        add_details(comparison, document);
    }
    // Text that is not UTF-8 is replaced rather than refused: a name must not cost the numbers.
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace kamsim
