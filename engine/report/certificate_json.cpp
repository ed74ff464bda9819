#include <nlohmann/json.hpp>

#include "kamsim/model/catalogue.hpp"
#include "kamsim/report/certificate_text.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json; // NaN and infinity are written as null

Json interval_json(const Interval& interval)
{
    return {{"low", interval.low}, {"high", interval.high}, {"level", interval.level}, {"kind", name(interval.kind)}};
}

Json loss_json(const OpportunityLoss& loss)
{
    return {{"mean", loss.mean}, {"uncorrected", loss.uncorrected}, {"interval", interval_json(loss.interval)}};
}

Json design_json(const Certificate& certificate, std::size_t design)
{
    const auto& result = certificate.comparison.alternatives[design];
    const auto& details = certificate.comparison.details->alternatives[design];
    Json json{
        {"name", result.name},
        {"value", {{"mean", result.value.mean}, {"interval", interval_json(result.value.interval)}}},
        {"difference", {{"mean", result.difference.mean}, {"interval", interval_json(result.difference.interval)}}},
        {"share_of_futures_best", result.share_of_futures_best},
        {"confidence_best_mean", result.confidence_best},
        {"share_of_worlds_best", certificate.shares_of_worlds_best[design]},
        {"expected_loss_of_precision", result.expected_loss},
        {"expected_loss_of_knowledge", loss_json(certificate.information.losses.alternatives[design])},
        {"worst_twentieth_of_futures",
         {{"mean", details.value.conditional_value_at_risk},
          {"interval", interval_json(details.value.conditional_interval)}}}};
    if (details.below_baseline) {
        json["chance_below_baseline"] = {{"share", details.below_baseline->share},
                                         {"interval", interval_json(details.below_baseline->interval)}};
    }
    return json;
}

Json crossing_json(const Certificate& certificate, const Crossing& crossing, const std::string& sentence)
{
    const auto& alternatives = certificate.comparison.alternatives;
    return {{"value", crossing.value},
            {"not_settled_from", crossing.low},
            {"not_settled_to", crossing.high},
            {"takes_over", alternatives[static_cast<std::size_t>(crossing.takes_over)].name},
            {"sentence", sentence}};
}

Json assumptions_json(const Certificate& certificate)
{
    Json all = Json::array();
    for (std::size_t k = 0; k < certificate.assumptions.size(); ++k) {
        const auto& assumption = certificate.assumptions[k];
        Json crossings = Json::array();
        for (std::size_t c = 0; c < assumption.crossings.size(); ++c) {
            crossings.push_back(crossing_json(certificate,
                                              certificate.break_evens.inputs[assumption.searched].crossings[c],
                                              assumption.crossings[c]));
        }
        all.push_back({{"input", assumption.input},
                       {"given", assumption.given},
                       {"grade", assumption.grade ? Json(name(*assumption.grade)) : Json()},
                       {"source", assumption.source},
                       {"worth_of_knowing", assumption.worth.mean},
                       {"worth_interval", interval_json(assumption.worth.interval)},
                       {"explains", assumption.worth.explained},
                       {"changes_the_answer", crossings}});
    }
    return all;
}

Json proof_json(const Certificate& certificate, const CertificateOrigin& origin)
{
    Json inputs = Json::array();
    for (const auto& input : origin.inputs) {
        inputs.push_back({{"path", input.path}, {"xxh3", input.hash}});
    }
    return {{"replications", certificate.comparison.replications},
            {"seed", certificate.comparison.seed},
            {"worlds", certificate.worlds},
            {"futures_per_world", certificate.futures_per_world},
            {"futures_of_break_evens", certificate.break_evens.futures},
            {"program", origin.program},
            {"inputs", inputs},
            {"commands", origin.commands}};
}

} // namespace

std::string certificate_json(const Certificate& certificate, const CertificateOrigin& origin)
{
    const auto& comparison = certificate.comparison;
    const auto& alternatives = comparison.alternatives;
    Json designs = Json::array();
    for (std::size_t design = 0; design < alternatives.size(); ++design) {
        designs.push_back(design_json(certificate, design));
    }
    const Json document{{"title", comparison.title},
                        {"currency", comparison.currency},
                        {"years", comparison.years},
                        {"recommended", alternatives[static_cast<std::size_t>(certificate.recommended)].name},
                        {"recommendation", recommendation_text(certificate)},
                        {"verdict", comparison.verdict.sentence},
                        {"is_settled", comparison.verdict.distinguishable},
                        {"baseline", alternatives[static_cast<std::size_t>(comparison.baseline)].name},
                        {"share_of_futures_best_interval", interval_json(certificate.share_interval)},
                        {"best_over_worlds", alternatives[static_cast<std::size_t>(certificate.best_over_worlds)].name},
                        {"knowledge_from", certificate.basis == KnowledgeBasis::scenario ? "scenario" : "evidence"},
                        {"uncertain_inputs", certificate.shared_inputs},
                        {"candidates", certificate.candidates},
                        {"perfect_information", loss_json(certificate.information.losses.perfect_information)},
                        {"designs", designs},
                        {"assumptions", assumptions_json(certificate)},
                        {"proof", proof_json(certificate, origin)}};
    // Text that is not UTF-8 is replaced rather than refused: a name must not cost the numbers.
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace kamsim
