#include "kamsim/report/report_json.hpp"

#include <fmt/format.h>

#include "kamsim/version.hpp"
#include "report/document_json.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json;

/// A template may tell the same quantity of several designs: the second is `value_2`.
Json values_of(const Sentence& sentence)
{
    Json values = Json::object();
    for (const auto& [name, cell] : sentence.values) {
        std::string key = name;
        for (int count = 2; values.contains(key); ++count) {
            key = fmt::format("{}_{}", name, count);
        }
        values[key] = json_of(cell);
    }
    return values;
}

Json json_of_sentence(const Sentence& sentence)
{
    return {{"id", sentence.id},
            {"text", sentence.text},
            {"values", values_of(sentence)},
            {"scope", sentence.scope == SentenceScope::always ? "always" : "whole_portfolio"}};
}

Json json_of_sentences(const std::vector<Sentence>& sentences)
{
    Json all = Json::array();
    for (const auto& sentence : sentences) {
        all.push_back(json_of_sentence(sentence));
    }
    return all;
}

std::string_view name(TextStyle style)
{
    switch (style) {
    case TextStyle::paragraph: return "paragraph";
    case TextStyle::bullets: return "bullets";
    case TextStyle::alerts: return "alerts";
    case TextStyle::commands: return "commands";
    }
    return "";
}

Json json_of_block(const TextBlock& block)
{
    return {{"type", "text"},
            {"heading", block.heading},
            {"style", name(block.style)},
            {"sentences", json_of_sentences(block.sentences)}};
}

Json json_of_block(const CardBlock& block)
{
    Json cards = Json::array();
    for (const auto& card : block.cards) {
        cards.push_back({{"label", card.label}, {"value", card.value}, {"detail", json_of_sentence(card.detail)}});
    }
    return {{"type", "cards"}, {"cards", std::move(cards)}};
}

Json json_of_variant(const FigureVariant& variant)
{
    Json tables = Json::array();
    for (const auto& table : variant.tables) {
        tables.push_back(json_of(table));
    }
    return {{"option", variant.option},
            {"takeaway", json_of_sentences(variant.takeaway)},
            {"tables", std::move(tables)},
            {"notes", json_of_sentences(variant.notes)}};
}

Json json_of_block(const Figure& figure)
{
    Json roles = Json::object();
    for (const auto& [role, column] : figure.drawing.roles) {
        roles[role] = column;
    }
    Json settings = Json::object();
    for (const auto& [setting, value] : figure.drawing.settings) {
        settings[setting] = json_of(value);
    }
    Json variants = Json::array();
    for (const auto& variant : figure.variants) {
        variants.push_back(json_of_variant(variant));
    }
    return {{"type", "figure"},
            {"number", figure.number},
            {"title", figure.title},
            {"description", figure.description},
            {"kind", name(figure.drawing.kind)},
            {"roles", std::move(roles)},
            {"settings", std::move(settings)},
            {"choice", figure.choice.empty() ? Json(nullptr) : Json(figure.choice)},
            {"slide", figure.slide == OnSlide::yes},
            {"variants", std::move(variants)}};
}

Json json_of_sections(const Report& report)
{
    Json sections = Json::array();
    for (const auto& section : report.sections) {
        Json blocks = Json::array();
        for (const auto& block : section.blocks) {
            blocks.push_back(std::visit([](const auto& one) { return json_of_block(one); }, block));
        }
        sections.push_back({{"number", section.number},
                            {"id", section.id},
                            {"title", section.title},
                            {"question", section.question},
                            {"blocks", std::move(blocks)}});
    }
    return sections;
}

Json json_of_choices(const Report& report)
{
    Json choices = Json::array();
    for (const auto& choice : report.choices) {
        choices.push_back(
            {{"id", choice.id}, {"label", choice.label}, {"options", choice.options}, {"chosen", choice.chosen}});
    }
    return choices;
}

Json json_of_accounts(const Report& report)
{
    Json accounts = Json::array();
    for (const auto& account : report.accounts) {
        accounts.push_back(
            {{"id", account.id}, {"name", account.name}, {"segment", account.segment}, {"key", account.is_key}});
    }
    return accounts;
}

} // namespace

std::string report_json(const Report& report)
{
    const Json json{{"format", report_format_name}, // first: what a replaced file is known by
                    {"version", report_format_version},
                    {"program", fmt::format("kamsim {}", version())},
                    {"kind", report.kind},
                    {"title", report.title},
                    {"subtitle", report.subtitle},
                    {"date", report.date.empty() ? Json(nullptr) : Json(report.date)},
                    {"origin", report.origin},
                    {"locale", name(report.style.locale())},
                    {"currency", report.style.currency()},
                    {"designs", report.designs},
                    {"baseline", report.baseline},
                    {"accounts", json_of_accounts(report)},
                    {"choices", json_of_choices(report)},
                    {"sections", json_of_sections(report)}};
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace kamsim
