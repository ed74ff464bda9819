#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "kamsim/scenario/limits.hpp"
#include "kamsim/scenario/policy_names.hpp"
#include "kamsim/scenario/scenario_keys.hpp"

// Words to declare keys with, and the groups of sections that scenario_keys.cpp puts together.

namespace kamsim {

[[nodiscard]] KeyDeclaration text_key(std::string name, std::string default_value, std::string meaning);
[[nodiscard]] KeyDeclaration texts_key(std::string name, std::string default_value, std::string meaning);
[[nodiscard]] KeyDeclaration truth_key(std::string name, std::string default_value, std::string meaning);
[[nodiscard]] KeyDeclaration number_key(std::string name, const NumberRange& range, std::string default_value,
                                        std::string meaning);
[[nodiscard]] KeyDeclaration whole_number_key(std::string name, const NumberRange& range, std::string default_value,
                                              std::string meaning);
[[nodiscard]] KeyDeclaration word_key(std::string name, std::vector<std::string> words, std::string default_value,
                                      std::string meaning);
[[nodiscard]] KeyDeclaration table_key(std::string name, std::string section, std::string meaning);

/// 1 ... greatest
[[nodiscard]] NumberRange whole_from_one(std::int64_t greatest);

template <class Enum, std::size_t count>
[[nodiscard]] std::vector<std::string> words_of(const std::array<NamedValue<Enum>, count>& names)
{
    std::vector<std::string> words;
    for (const NamedValue<Enum>& named : names) {
        words.emplace_back(named.name);
    }
    return words;
}

/// [portfolio] and what stands inside of it, from the catalogue of account columns.
[[nodiscard]] std::vector<SectionDeclaration> portfolio_sections();
/// [parameters] and [structures.<name>], from the catalogue of parameters.
[[nodiscard]] std::vector<SectionDeclaration> catalogue_sections();
/// [defaults], [[alternatives]], [cross], and what stands inside of them.
[[nodiscard]] std::vector<SectionDeclaration> design_sections();
/// [uncertainty], its inputs and their correlations.
[[nodiscard]] std::vector<SectionDeclaration> uncertainty_sections();
/// The file of a search for the best design.
[[nodiscard]] std::vector<SectionDeclaration> optimisation_sections();
/// [precision]
[[nodiscard]] std::vector<SectionDeclaration> precision_sections();

} // namespace kamsim
