#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kamsim/model/experiment.hpp"
#include "kamsim/model/parameter.hpp"
#include "kamsim/simulation/outcome.hpp"
#include "results/hdf5.hpp"

namespace kamsim {

inline constexpr const char* result_format_name = "kamsim-result";
inline constexpr const char* part_format_name = "kamsim-part";
inline constexpr const char* study_format_name = "kamsim-study";
inline constexpr const char* sweep_format_name = "kamsim-sweep";
inline constexpr const char* sweep_shard_format_name = "kamsim-sweep-shard";
inline constexpr int result_format_version = 4;

/// What a variable of the result file holds; docs/formats/results.md has one row for each.
struct VariableDeclaration {
    const char* name;
    hdf5::Element element;
    std::vector<std::string> dimensions;
    const char* unit; ///< a leading "money" stands for the currency of the scenario
    const char* meaning;
};

/// A variable whose values an outcome holds.
struct OutcomeVariable {
    VariableDeclaration declaration;
    std::vector<double> (*values)(const Outcome&) = nullptr; ///< whole, slowest dimension first
    /// Puts such values back into an outcome with its dimensions set; null where they follow from other variables. To
    /// be called for all variables in their order.
    void (*restore)(Outcome&, std::span<const double>) = nullptr;
    bool needs_worlds = false; ///< only where something is uncertain
};

/// A quantile of a measure, by its place along the dimension quantile.
struct MeasureQuantile {
    double probability;
    double MeasureSummary::*member;
};

inline constexpr std::array<MeasureQuantile, 5> measure_quantiles{{{0.05, &MeasureSummary::q05},
                                                                   {0.25, &MeasureSummary::q25},
                                                                   {0.50, &MeasureSummary::q50},
                                                                   {0.75, &MeasureSummary::q75},
                                                                   {0.95, &MeasureSummary::q95}}};

/// Whether the file does without the variable: there are no managers, no pairs of alternatives, no worlds, or no inputs
/// that a world has one draw of.
[[nodiscard]] bool is_left_out(const OutcomeVariable& variable, const Outcome& outcome);

/// The ledger of every replication, which is written batch by batch.
[[nodiscard]] const VariableDeclaration& ledger_declaration();

/// All variables that are written once the outcome is known, in the order of the file.
[[nodiscard]] const std::vector<OutcomeVariable>& outcome_variables();

/// A dimension whose length and labels the program decides.
struct FixedDimension {
    const char* name;
    std::vector<std::string> labels;
    const char* meaning;
};

/// Ledger lines, measures, columns of accounts and so on, in the order of the file.
[[nodiscard]] const std::vector<FixedDimension>& fixed_dimensions();

/// Columns of numbers, then flags, of every account, [account][account_column].
[[nodiscard]] const VariableDeclaration& account_input_declaration();

/// A declared variable of an outcome by its name.
[[nodiscard]] const VariableDeclaration& declaration_of(std::string_view name);

/// Replications that a file is of.
struct ReplicationRange {
    std::int64_t first = 0;
    std::int64_t count = 0; ///< 0: the file has no dimension of replications
};

/// Dimensions and their labels that the experiment alone decides, and its accounts.
void write_experiment_coordinates(hdf5::File& file, const Experiment& experiment, ReplicationRange replications);

/// Dimensions that depend on the outcome: year, and manager where there is one.
void write_outcome_coordinates(hdf5::File& file, const Outcome& outcome, const std::string& currency);

/// Adds an empty variable with its attributes.
void add_declared(hdf5::File& file, const VariableDeclaration& declaration, const std::string& currency,
                  const std::vector<hsize_t>& chunk = {}, unsigned deflate_level = hdf5::Shape{}.deflate_level);

} // namespace kamsim
