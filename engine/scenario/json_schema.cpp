#include "kamsim/scenario/json_schema.hpp"

#include <cstdint>
#include <limits>

#include <nlohmann/json.hpp>

#include "kamsim/scenario/scenario_keys.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json;

/// The bound as a whole number where it is one, since the last digit of a large one would get lost otherwise.
void add_bounds(Json& schema, const KeyDeclaration& key)
{
    constexpr auto most = static_cast<double>(std::numeric_limits<std::int64_t>::max());
    const auto bound = [&](double number) {
        return key.type == KeyType::whole_number ? Json(static_cast<std::int64_t>(number)) : Json(number);
    };
    if (key.range.least == smallest_positive_number) {
        schema["exclusiveMinimum"] = 0;
    } else if (key.range.least > -largest_number) {
        schema["minimum"] = bound(key.range.least);
    }
    if (key.range.greatest < (key.type == KeyType::whole_number ? most : largest_number)) {
        schema["maximum"] = bound(key.range.greatest);
    }
}

/// Sections of free names lose "<name>", which no pointer may hold.
std::string definition_name(const std::string& section)
{
    return section.substr(0, section.find(".<"));
}

Json reference(const std::string& section)
{
    return {{"$ref", "#/$defs/" + definition_name(section)}};
}

Json number_schema(const KeyDeclaration& key)
{
    Json schema{{"type", key.type == KeyType::whole_number ? "integer" : "number"}};
    add_bounds(schema, key);
    return schema;
}

/// A table without a distribution is part of a path.
Json input_schema(const std::string& section)
{
    const Json evidence{{"const", "evidence"}};
    const Json several{{"type", "array"}, {"items", reference(section)}};
    const Json part_of_path{{"type", "object"}, {"not", {{"required", {"distribution"}}}}};
    return {{"anyOf", {evidence, reference(section), several, part_of_path}}};
}

Json value_schema(const KeyDeclaration& key)
{
    switch (key.type) {
    case KeyType::text: return {{"type", "string"}};
    case KeyType::number:
    case KeyType::whole_number: return number_schema(key);
    case KeyType::truth: return {{"type", "boolean"}};
    case KeyType::word: return {{"enum", key.words}};
    case KeyType::texts: return {{"type", "array"}, {"items", {{"type", "string"}}}};
    case KeyType::constant: return {{"type", {"string", "number", "boolean"}}};
    case KeyType::table: return reference(key.section);
    case KeyType::number_or_table: return {{"anyOf", {number_schema(key), reference(key.section)}}};
    case KeyType::text_or_table: return {{"anyOf", {Json{{"type", "string"}}, reference(key.section)}}};
    case KeyType::named_numbers: return {{"type", "object"}, {"additionalProperties", number_schema(key)}};
    case KeyType::tables: return {{"type", "array"}, {"items", reference(key.section)}};
    case KeyType::named_tables: return {{"type", "object"}, {"additionalProperties", reference(key.section)}};
    case KeyType::word_or_table: return {{"anyOf", {Json{{"enum", key.words}}, reference(key.section)}}};
    case KeyType::by_path: return {{"type", "object"}, {"additionalProperties", input_schema(key.section)}};
    case KeyType::numbers: return {{"type", "array"}, {"items", {{"type", "number"}}}};
    case KeyType::list:
        return {
            {"type", "array"}, {"minItems", 1}, {"items", value_schema(*scenario_section(key.section).find(key.name))}};
    }
    return Json::object();
}

Json key_schema(const KeyDeclaration& key)
{
    Json schema = value_schema(key);
    schema["title"] = key.name;
    schema["description"] = key.meaning;
    if (is_default_a_value(key)) {
        schema["default"] = Json::parse(key.default_value);
    } else if (!key.default_value.empty()) {
        schema["description"] = key.meaning + " (default: " + key.default_value + ")";
    }
    return schema;
}

/// A path with dots can be one quoted key or tables within tables; both are described.
void add_nested(Json& properties, const KeyDeclaration& key)
{
    const std::size_t dot = key.name.find('.');
    const std::string outer = key.name.substr(0, dot);
    const std::string inner = key.name.substr(dot + 1);
    if (!properties.contains(outer)) {
        properties[outer] = {{"type", "object"},
                             {"title", outer},
                             {"description", "Parameters of " + outer + "."},
                             {"additionalProperties", false},
                             {"properties", Json::object()}};
    }
    Json schema = key_schema(key);
    schema["title"] = inner;
    properties[outer]["properties"][inner] = std::move(schema);
}

Json section_schema(const SectionDeclaration& section)
{
    Json properties = Json::object();
    for (const KeyDeclaration& key : section.keys) {
        properties[key.name] = key_schema(key);
        if (key.name.find('.') != std::string::npos) {
            add_nested(properties, key);
        }
    }
    return {{"type", "object"},
            {"description", section.meaning},
            {"additionalProperties", false},
            {"properties", std::move(properties)}};
}

/// What only several keys together can break.
void add_conditions(Json& definitions)
{
    definitions["simulation"]["not"] = {{"required", {"period", "periods_per_year"}}};
    definitions["alternatives"]["required"] = {"name"};
    definitions["alternatives"]["not"] = {{"required", {"structure", "plan"}}};
    definitions["plan"]["required"] = {"year", "structure"};
    definitions["plan"]["title"] = "step";
    definitions["uncertainty.inputs"]["required"] = {"distribution"};
    definitions["uncertainty.correlations"]["required"] = {"inputs", "rank"};
}

} // namespace

std::string scenario_json_schema()
{
    Json definitions = Json::object();
    for (const SectionDeclaration& section : scenario_sections()) {
        if (!section.path.empty()) {
            definitions[definition_name(section.path)] = section_schema(section);
        }
    }
    add_conditions(definitions);
    Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "kamsim scenario"}};
    schema.update(section_schema(scenario_section("")));
    schema["description"] = "What kamsim simulates; docs/formats/scenario.md explains it.";
    schema["anyOf"] = {{{"required", {"portfolio"}}}, {{"required", {"extends"}}}};
    schema["$defs"] = std::move(definitions);
    return schema.dump(2) + "\n";
}

} // namespace kamsim
