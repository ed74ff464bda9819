#include "report/page_data.hpp"

#include <nlohmann/json.hpp>

#include "report/document_json.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json;

Json figure_json(const Figure& figure)
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
        Json tables = Json::array();
        for (const auto& table : variant.tables) {
            tables.push_back(json_of(table));
        }
        variants.push_back({{"option", variant.option}, {"tables", std::move(tables)}});
    }
    return {{"number", figure.number},
            {"title", figure.title},
            {"kind", name(figure.drawing.kind)},
            {"roles", std::move(roles)},
            {"settings", std::move(settings)},
            {"choice", figure.choice},
            {"slide", figure.slide == OnSlide::yes},
            {"variants", std::move(variants)}};
}

/// `</script>` and `<!--` end or change a script element, whatever its type.
std::string in_script_element(const std::string& json)
{
    std::string safe;
    safe.reserve(json.size());
    for (const char sign : json) {
        safe += sign == '<' ? std::string("\\u003c") : std::string(1, sign);
    }
    return safe;
}

} // namespace

std::string page_data(const Report& report)
{
    Json accounts = Json::array();
    for (const auto& account : report.accounts) {
        accounts.push_back(
            {{"id", account.id}, {"name", account.name}, {"segment", account.segment}, {"key", account.is_key}});
    }
    Json choices = Json::array();
    for (const auto& choice : report.choices) {
        choices.push_back(
            {{"id", choice.id}, {"label", choice.label}, {"options", choice.options}, {"chosen", choice.chosen}});
    }
    Json figures = Json::array();
    for (const auto& section : report.sections) {
        for (const auto& block : section.blocks) {
            if (const auto* figure = std::get_if<Figure>(&block)) {
                figures.push_back(figure_json(*figure));
            }
        }
    }
    const Json json{{"kind", report.kind},
                    {"title", report.title},
                    {"subtitle", report.subtitle},
                    {"date", report.date},
                    {"origin", report.origin},
                    {"numbers",
                     {{"locale", name(report.style.locale())},
                      {"decimal", std::string(1, report.style.decimal_sign())},
                      {"group", std::string(1, report.style.group_sign())}}},
                    {"designs", report.designs},
                    {"baseline", report.baseline},
                    {"accounts", std::move(accounts)},
                    {"choices", std::move(choices)},
                    {"figures", std::move(figures)}};
    return in_script_element(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

} // namespace kamsim
