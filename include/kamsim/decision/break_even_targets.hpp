#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kamsim/model/experiment.hpp"
#include "kamsim/statistics/fieller_ratio.hpp"

namespace kamsim {

/// What would have to be otherwise, each alone, for a design to pay for itself by a year.
enum class TargetEffect : std::uint8_t {
    cost,      ///< its setup, fixed cost, levers' cost, managers and teams, times one factor
    retention, ///< authority, breadth of contact, relationship and project roles
    expansion, ///< specialists, latencies, the other roles
    maturity,  ///< ceiling, midpoint, rate of rebuilding, age kept
    size,      ///< revenue and wallet of every account, times one factor
};

inline constexpr int target_effect_count = 5;

struct TargetEffectDeclaration {
    TargetEffect effect;
    const char* name;
    const char* title;
    const char* meaning;
    double given;  ///< position at which the design is as given
    double lowest; ///< positions that are tried
    double highest;
};

/// Strengths run from -1, the weak end of what the evidence supports for any programme, over 0, as given, to 1, the
/// strong end; in between every parameter moves in proportion.
inline constexpr std::array<TargetEffectDeclaration, target_effect_count> target_effects{{
    {TargetEffect::cost, "cost", "Cost of the programme", "factor on setup, fixed cost, levers, managers and teams",
     1.0, 0.0, 1e9},
    {TargetEffect::retention, "retention", "Keeping customers",
     "strength of authority, breadth of contact, relationship and project roles", 0.0, -1.0, 1.0},
    {TargetEffect::expansion, "expansion", "Growing with customers",
     "strength of specialists, speed across divisions and borders, the other roles", 0.0, -1.0, 1.0},
    {TargetEffect::maturity, "maturity", "Maturing",
     "strength of the ceiling, the speed of maturing, and of what lasts through crises", 0.0, -1.0, 1.0},
    {TargetEffect::size, "size", "Size of the portfolio", "factor on revenue and wallet of every account", 1.0,
     1.0 / 64.0, 64.0},
}};

/// What would be seen, means over futures and years.
struct TargetObservables {
    double key_loss = 0.0;              ///< share of the key accounts of a year's start that leave in the year
    double net_revenue_retention = 0.0; ///< of the key accounts of a year's start
    double new_cells = 0.0;             ///< expected wins at key accounts a year: opportunities times close rate
};

/// Whether the design pays for itself at all positions that were tried, at some, or at none.
enum class TargetAnswer : std::uint8_t { at_a_position, always, never };

struct EffectTarget {
    TargetEffect effect{};
    TargetAnswer answer = TargetAnswer::never;
    double position = 0.0;  ///< at which the mean difference is 0; where there is one
    bool pays_above = true; ///< it pays beyond the position, else below it
    Interval interval;      ///< positions at which the difference is not significantly different from 0; ends beyond
                            ///< what was tried are infinite
    std::optional<TargetObservables> observables; ///< at the position, where the effect changes them
};

/// What the benefits of a design would have to be, all together.
struct BenefitTarget {
    double benefits = 0.0; ///< mean difference of retained, expansion, acquisition and of the margin regained, kEUR
    double costs = 0.0;    ///< mean of what the design costs more in all other lines, kEUR
    RatioEstimate needed;  ///< costs over benefits: it pays where this is 1 or less
};

struct BreakEvenTargets {
    std::string alternative;
    std::string against;
    int year = 0;
    double difference = 0.0; ///< mean, over the first `year` years, kEUR, net present
    Interval interval;
    TargetObservables observables; ///< as given
    BenefitTarget benefit;
    std::vector<EffectTarget> effects; ///< in the order of target_effects
    std::int64_t futures = 0;
    std::int64_t worlds = 1;
};

struct BreakEvenTargetOptions {
    std::int64_t futures = 1024; ///< of each design at each position; where something is uncertain whole worlds
    int threads = 0;             ///< 0: what OpenMP offers
    std::function<bool()> goes_on{};
    std::function<void(std::int64_t done, std::int64_t most)> progress{}; ///< trials, and as many as there may be
};

/// By what a design would be worth as much as another one over the first `year` years, value beyond them left out:
/// on the same luck, and in the worlds of the experiment's own run (docs/model.md, eq. 112-114).
/// @param alternative a design with a programme
/// @return empty where `goes_on` said no
/// @throws std::invalid_argument where an alternative is unknown, both are the same or the first one has no programme,
///   or where the year is not 1 or more
[[nodiscard]] std::optional<BreakEvenTargets> find_break_even_targets(const Experiment& experiment, int alternative,
                                                                      int against, int year,
                                                                      const BreakEvenTargetOptions& options = {});

} // namespace kamsim
