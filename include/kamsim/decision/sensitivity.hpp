#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "kamsim/decision/point_design.hpp"
#include "kamsim/decision/sensitivity_space.hpp"
#include "kamsim/simulation/study.hpp"
#include "kamsim/statistics/dependence.hpp"
#include "kamsim/statistics/elementary_effects.hpp"
#include "kamsim/statistics/sobol_indices.hpp"

namespace kamsim {

/// Level of every interval of a sensitivity.
inline constexpr double sensitivity_level = 0.95;

/// What is studied: the value of a design, or how far it lies above that of another; kEUR, net present.
struct StudyOutput {
    int of = 0;
    std::optional<int> against;
};

/// The output in each future of a point.
[[nodiscard]] std::vector<double> outputs_at(const StudyValues& values, std::int64_t point, const StudyOutput& output);

/// An input at both ends of its range, the others as given.
struct TornadoBar {
    std::size_t input = 0;
    double low_value = 0.0; ///< of the input; of a policy the level with the least mean output
    double high_value = 0.0;
    double low = 0.0; ///< mean output there
    double high = 0.0;
    double swing = 0.0; ///< high less low, paired
    double standard_error = 0.0;
    Interval
        interval; ///< of the swing, by Student's t over futures; of a policy without regard to the choice of levels
};

/// One input after the other, with all others as given.
struct Tornado {
    double given = 0.0; ///< mean output of the experiment as given
    Interval interval;
    std::vector<TornadoBar> bars; ///< the largest swing first
};

/// An input's part in the output by ranks, whatever the shape and the other inputs, and by linear regression.
struct InputDependence {
    std::vector<SensitivityIndex> indices; ///< [input]
    StandardisedRegression regression;     ///< [input], over numbers; NaN of policies, whose levels have no order
};

// From the values at the points of a design.

/// @throws std::invalid_argument where the values are not those of the whole design
[[nodiscard]] Tornado tornado_of(const SensitivitySpace& space, const StudyValues& values, const StudyOutput& output);

/// Effects on the way from the 12.5 % quantile, or level, upwards, for a step of the whole probability.
/// @return [input]
[[nodiscard]] std::vector<ElementaryEffect> morris_of(const SensitivitySpace& space, const PointDesign& design,
                                                      const StudyValues& values, const StudyOutput& output,
                                                      std::int64_t trajectories);

/// @return one for each group of the space
[[nodiscard]] SobolIndices sobol_of(const SensitivitySpace& space, const FillingSizes& sizes, const StudyValues& values,
                                    const StudyOutput& output);

[[nodiscard]] InputDependence dependence_of(const SensitivitySpace& space, const PointDesign& design,
                                            const FillingSizes& sizes, const StudyValues& values,
                                            const StudyOutput& output);

/// The difference that is worth studying: the design with the highest mean, all inputs as given, against the next.
/// @param futures of the look at them
[[nodiscard]] StudyOutput leading_difference(const Experiment& certain, std::int64_t futures,
                                             const StudyOptions& options = {});

/// An uncertain input, and what its range does to an output.
struct InputSwing {
    std::string input; ///< its name
    TornadoBar bar;    ///< its place in a space has no meaning here
};

/// A tornado that stands alone.
struct OneWay {
    double given = 0.0; ///< mean output of the experiment as given
    Interval interval;
    std::vector<InputSwing> inputs; ///< the largest swing first
};

/// Every uncertain input that accounts share at both ends of its range, one at a time (Tornado).
/// @param futures of each point
/// @return empty where the study was ended early
/// @throws std::invalid_argument where nothing is uncertain
[[nodiscard]] std::optional<OneWay> one_way(const Experiment& experiment, const StudyOutput& output,
                                            std::int64_t futures, const StudyOptions& options = {});

/// Names of the uncertain inputs that move the output most, one at a time (Tornado), the strongest first.
/// @param count of names, at most
/// @param futures of each point
/// @return empty where the study was ended early
/// @throws std::invalid_argument where nothing is uncertain
[[nodiscard]] std::vector<std::string> strongest_inputs(const Experiment& experiment, const StudyOutput& output,
                                                        std::size_t count, std::int64_t futures,
                                                        const StudyOptions& options = {});

} // namespace kamsim
