#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kamsim/model/measures.hpp"
#include "kamsim/scenario/factors.hpp"

namespace kamsim {

/// A figure of a design.
enum class DesignFigure : std::uint8_t {
    value,           ///< mean net present value, kEUR
    difference,      ///< mean difference of it to the baseline, kEUR
    tail_value,      ///< mean of the lowest share `tail` of the values of futures (CVaR), kEUR
    tail_difference, ///< the same of the differences to the baseline, kEUR
    chance_of_loss,  ///< share of futures in which the difference to the baseline is below 0
    spending,        ///< what the programme costs a year: the even amount with the same present value, kEUR a year
    measure,         ///< mean of a measure, in its unit
};

/// When a measure is meant.
enum class MeasureTime : std::uint8_t { horizon, mean, greatest };

struct FigureRequest {
    DesignFigure figure = DesignFigure::value;
    Measure measure = Measure::revenue;
    MeasureTime time = MeasureTime::horizon;
    double tail = 0.05;
};

enum class ObjectiveDirection : std::uint8_t { maximise, minimise };

struct DesignObjective {
    FigureRequest figure;
    ObjectiveDirection direction = ObjectiveDirection::maximise;
};

enum class BoundSide : std::uint8_t { at_most, at_least };

struct DesignConstraint {
    FigureRequest figure;
    BoundSide side = BoundSide::at_most;
    double bound = 0.0;
};

/// The best value at limits of spending, each searched on its own.
struct SpendingCurvePlan {
    std::vector<double> levels;    ///< kEUR a year, ascending
    std::int64_t evaluations = 60; ///< at each level
};

/// A search for the best design as its file asks for it (docs/formats/optimise.md).
struct OptimisationPlan {
    std::string title;
    std::filesystem::path scenario;
    std::vector<std::string> overrides; ///< of the scenario, everywhere
    std::string design;                 ///< name of the alternative that is changed
    std::string baseline;               ///< of differences; empty: that of the scenario
    std::vector<Factor> variables;
    std::vector<DesignObjective> objectives; ///< several: the front is searched for
    std::vector<DesignConstraint> constraints;
    std::uint64_t seed = 1; ///< of the search; luck is that of the scenario
    std::int64_t evaluations = 400;
    std::int64_t futures = 256;        ///< of a design in the search
    std::int64_t fresh_futures = 2048; ///< in the choice among finalists, and as many again in the judgement
    int finalists = 6;
    double confidence = 0.95;
    double indifference = 100.0; ///< kEUR: a lead below this does not matter in the choice
    std::optional<SpendingCurvePlan> curve;
    std::string text;              ///< of the file, byte for byte
    std::vector<InputFile> inputs; ///< the file
};

/// Reads the file of a search; the scenario that it names is not read.
/// @param overrides of the scenario, over those of the file
/// @throws ScenarioError with all errors found
[[nodiscard]] OptimisationPlan read_optimisation(const std::filesystem::path& file,
                                                 const std::vector<std::string>& overrides = {});

} // namespace kamsim
