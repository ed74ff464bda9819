#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "kamsim/model/parameter.hpp"
#include "kamsim/statistics/distributions.hpp"

namespace kamsim {

struct Experiment;

/// What an uncertain input changes.
enum class UncertainTarget : std::uint8_t {
    model_parameter,     ///< `entry` counts in model_catalogue()
    structure_parameter, ///< `entry` counts in structure_catalogue()
    discount_rate,
    account_number, ///< `entry` counts in number_columns
    account_flag,   ///< `entry` counts in flag_columns; set where what is drawn is 0.5 or more
};

/// How a drawn number meets the value that the experiment gives.
enum class UncertainApplication : std::uint8_t { value, factor, addend };

/// Whether accounts share one draw or each has its own.
enum class UncertainScope : std::uint8_t { all, each };

/// One thing that is not known exactly.
struct UncertainInput {
    std::string name; ///< its path in the scenario; differs
    UncertainTarget target{};
    std::size_t entry = 0;
    std::vector<int> structures; ///< of a structure's parameter: indices in Experiment::structures that take the draw
    std::string segment;         ///< of an account's column: only accounts of this segment; empty: of all
    std::string account;         ///< only the account with this id; empty: all
    Distribution distribution{};
    UncertainApplication application = UncertainApplication::value;
    UncertainScope scope = UncertainScope::all;
    double minimum = -std::numeric_limits<double>::infinity(); ///< the distribution is cut here
    double maximum = std::numeric_limits<double>::infinity();
};

/// Spearman's rank correlation of two inputs, by their indices.
struct RankCorrelation {
    std::size_t first = 0;
    std::size_t second = 0;
    double rank = 0.0;
};

/// How worlds fill the space of the inputs that all accounts share. What each account has of its own is always random.
enum class WorldDesign : std::uint8_t { sobol, latin_hypercube, random };

inline constexpr std::int64_t default_worlds = 1024;
inline constexpr std::int64_t default_futures_per_world = 8;

/// What is not known (docs/model.md, section 12). Without inputs there is one world, and it holds all replications.
struct Uncertainty {
    std::vector<UncertainInput> inputs;
    std::vector<RankCorrelation> correlations;
    WorldDesign design = WorldDesign::sobol;
    std::int64_t futures_per_world = default_futures_per_world; ///< divides the replications where there are inputs
};

[[nodiscard]] bool is_account_target(UncertainTarget target);

/// Indices of the inputs that have one draw for a world, in the order of the inputs.
[[nodiscard]] std::vector<std::size_t> shared_inputs(const Uncertainty& uncertainty);

/// Unit of what is drawn: that of the parameter or column, or none for a factor.
[[nodiscard]] Unit unit_of_draw(const UncertainInput& input);

/// @throws std::invalid_argument naming the first input, correlation or number that does not fit
void validate_uncertainty(const Experiment& experiment);

} // namespace kamsim
