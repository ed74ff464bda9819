#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kamsim/model/parameter.hpp"
#include "kamsim/model/parameters.hpp"
#include "kamsim/model/structure.hpp"
#include "kamsim/model/structure_declarations.hpp"

namespace kamsim {

/// A parameter of the model as every reader of the catalogue sees it.
struct ModelEntry {
    std::string path; ///< for example "retention.save"
    Unit unit{};
    double default_value = 0.0;
    double low = 0.0; ///< range of the evidence
    double high = 0.0;
    Domain domain{};
    std::string meaning;
    std::string source;
    Grade grade{};
    std::function<double&(ModelParameters&)> member;

    /// The parameter itself, to read or to set.
    [[nodiscard]] double& in(ModelParameters& parameters) const { return member(parameters); }
    [[nodiscard]] double value_in(ModelParameters parameters) const { return member(parameters); }
};

[[nodiscard]] std::string_view name(BuiltInStructure structure);

/// A parameter of a structure: one declaration, one default for each built-in structure.
struct StructureEntry {
    std::string name; ///< for example "setup"; its path is "structures.<structure>.setup"
    double StructureParameters::*member = nullptr;
    Unit unit{};
    BuiltInValues defaults{};
    BuiltInValues low{};
    BuiltInValues high{};
    Domain domain{};
    std::string meaning;
    std::string source;
    Grade grade{};
};

/// Every parameter outside the structures, mechanism by mechanism, in the order of ModelParameters.
[[nodiscard]] const std::vector<ModelEntry>& model_catalogue();
/// Every parameter of a structure, in the order of StructureParameters.
[[nodiscard]] const std::vector<StructureEntry>& structure_catalogue();

/// @return nullptr where no entry has this path.
[[nodiscard]] const ModelEntry* find_model_entry(std::string_view path);
[[nodiscard]] const StructureEntry* find_structure_entry(std::string_view name);

/// The catalogue's defaults.
[[nodiscard]] ModelParameters default_parameters();
[[nodiscard]] Structure built_in_structure(BuiltInStructure structure);

/// @return false for what is not a finite number, whatever the domain
[[nodiscard]] bool is_in_domain(double value, Domain domain);
[[nodiscard]] std::string_view name(Unit unit);
/// Name of a unit, with the currency of a scenario where it is money.
[[nodiscard]] std::string unit_text(Unit unit, const std::string& currency);
[[nodiscard]] std::string_view name(Grade grade);
[[nodiscard]] std::string_view describe(Domain domain); ///< "0 or more", "between 0 and 1", ...

} // namespace kamsim
