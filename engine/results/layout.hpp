#pragma once

#include <string>
#include <vector>

#include "kamsim/model/experiment.hpp"
#include "kamsim/model/parameter.hpp"
#include "kamsim/simulation/outcome.hpp"
#include "results/hdf5.hpp"

namespace kamsim {

inline constexpr const char* result_format_name = "kamsim-result";
inline constexpr int result_format_version = 1;

/// What a variable of the result file holds; docs/formats/results.md has one row for each.
struct VariableDeclaration {
    const char* name;
    hdf5::Element element;
    std::vector<std::string> dimensions;
    const char* unit; ///< "money" stands for the currency of the scenario
    const char* meaning;
};

/// A variable whose values an outcome holds.
struct OutcomeVariable {
    VariableDeclaration declaration;
    std::vector<double> (*values)(const Outcome&) = nullptr; ///< whole, slowest dimension first
};

/// The ledger of every replication, which is written batch by batch.
[[nodiscard]] const VariableDeclaration& ledger_declaration();

/// All variables that are written once the outcome is known, in the order of the file.
[[nodiscard]] const std::vector<OutcomeVariable>& outcome_variables();

/// Text of a unit, with the scenario's currency where it is money.
[[nodiscard]] std::string unit_text(Unit unit, const std::string& currency);
[[nodiscard]] Unit unit(AccountMeasure measure);
[[nodiscard]] Unit unit(ManagerMeasure measure);

/// Dimensions and their labels that the experiment alone decides.
void write_experiment_coordinates(hdf5::File& file, const Experiment& experiment);

/// Dimensions that depend on the outcome: year, and manager where there is one.
void write_outcome_coordinates(hdf5::File& file, const Outcome& outcome, const std::string& currency);

/// Adds an empty variable with its attributes.
void add_declared(hdf5::File& file, const VariableDeclaration& declaration, const std::string& currency,
                  const std::vector<hsize_t>& chunk = {});

} // namespace kamsim
