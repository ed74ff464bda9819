#include "scenario/key_declarations.hpp"

#include <fmt/format.h>

#include "kamsim/model/catalogue.hpp"

namespace kamsim {

namespace {

template <class Entry>
KeyDeclaration catalogue_number(const std::string& name, const Entry& entry, std::string default_value)
{
    return number_key(name, range_of(entry.domain), std::move(default_value), entry.meaning);
}

} // namespace

KeyDeclaration text_key(std::string name, std::string default_value, std::string meaning)
{
    return {std::move(name), KeyType::text, std::move(default_value), std::move(meaning), any_number, {}, {}};
}

KeyDeclaration texts_key(std::string name, std::string default_value, std::string meaning)
{
    return {std::move(name), KeyType::texts, std::move(default_value), std::move(meaning), any_number, {}, {}};
}

KeyDeclaration truth_key(std::string name, std::string default_value, std::string meaning)
{
    return {std::move(name), KeyType::truth, std::move(default_value), std::move(meaning), any_number, {}, {}};
}

KeyDeclaration number_key(std::string name, const NumberRange& range, std::string default_value, std::string meaning)
{
    return {std::move(name), KeyType::number, std::move(default_value), std::move(meaning), range, {}, {}};
}

KeyDeclaration whole_number_key(std::string name, const NumberRange& range, std::string default_value,
                                std::string meaning)
{
    return {std::move(name), KeyType::whole_number, std::move(default_value), std::move(meaning), range, {}, {}};
}

KeyDeclaration word_key(std::string name, std::vector<std::string> words, std::string default_value,
                        std::string meaning)
{
    return {
        std::move(name), KeyType::word, std::move(default_value), std::move(meaning), any_number, std::move(words), {}};
}

KeyDeclaration table_key(std::string name, std::string section, std::string meaning)
{
    return {std::move(name), KeyType::table, "", std::move(meaning), any_number, {}, std::move(section)};
}

NumberRange whole_from_one(std::int64_t greatest)
{
    return {1.0, static_cast<double>(greatest), "a whole number, 1 or more"};
}

std::vector<SectionDeclaration> catalogue_sections()
{
    SectionDeclaration parameters{"parameters", "Any parameter of the catalogue but those of structures.", {}};
    for (const ModelEntry& entry : model_catalogue()) {
        parameters.keys.push_back(catalogue_number(entry.path, entry, fmt::format("{}", entry.default_value)));
    }
    SectionDeclaration structure{"structures.<name>", "Changes a built-in structure, or defines a new one.", {}};
    std::vector<std::string> bases;
    for (int i = 1; i < built_in_structure_count; ++i) {
        bases.emplace_back(name(static_cast<BuiltInStructure>(i)));
    }
    structure.keys.push_back(
        word_key("on", std::move(bases), "required for a new structure", "what a new one starts from"));
    for (const StructureEntry& entry : structure_catalogue()) {
        structure.keys.push_back(catalogue_number(entry.name, entry, "that of the structure"));
    }
    return {std::move(parameters), std::move(structure)};
}

} // namespace kamsim
