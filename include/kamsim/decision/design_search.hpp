#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kamsim/scenario/factors.hpp"
#include "kamsim/scenario/optimisation_plan.hpp"
#include "kamsim/statistics/black_box_search.hpp"
#include "kamsim/statistics/intervals.hpp"

namespace kamsim {

/// A figure of a design on some luck.
struct FigureEstimate {
    double value = 0.0;
    std::optional<Interval> interval; ///< where each future has a value of its own
};

/// A design that was tried.
struct DesignTrial {
    std::vector<double> coordinates; ///< [variable]
    std::vector<double> objectives;  ///< [objective], figures on the luck of the search
    std::vector<double> constraints; ///< [constraint], likewise
    double spending = 0.0;           ///< kEUR a year, likewise
    bool is_feasible = false;
};

/// A design on luck that neither the search nor the choice has met.
struct JudgedDesign {
    std::vector<FigureEstimate> objectives;  ///< [objective]
    std::vector<FigureEstimate> constraints; ///< [constraint]
    FigureEstimate value;
    FigureEstimate difference; ///< to the baseline
    double spending = 0.0;     ///< kEUR a year
    bool is_feasible = false;  ///< by the figures, whose intervals are for who reads them
};

/// One of the best designs of the search.
struct Finalist {
    std::size_t trial = 0; ///< index in DesignSearch::trials
    JudgedDesign judged;
};

/// How the design was chosen among the finalists.
enum class FinalChoice : std::uint8_t {
    guaranteed, ///< by the procedure KN, which ended: best with the confidence, or within the indifference of it
    leading,    ///< the highest mean when there were no more fresh futures
    by_figure,  ///< the best objective on fresh futures; its kind has no procedure with a guarantee
    front,      ///< none: there are several objectives
};

/// What the search's own best was better on the luck of the search than on fresh luck. Of means of money it is that of
/// the lead over the design as the scenario has it, in which most luck cancels; else that of the objective.
struct Optimism {
    double in_search = 0.0;
    FigureEstimate fresh;
    FigureEstimate gap; ///< above 0: the search promised too much
};

/// The chosen design less one that was there before, in value, on luck that neither was chosen on.
struct RivalDifference {
    int alternative = 0; ///< of the scenario
    double mean = 0.0;   ///< kEUR
    Interval interval;   ///< of all rivals together
    JudgedDesign rival;
};

enum class RivalVerdict : std::uint8_t { beats_all, cannot_tell, is_beaten };

/// What a limit of spending leaves.
struct SpendingLevel {
    double limit = 0.0;                          ///< kEUR a year
    std::optional<std::size_t> trial;            ///< the best; empty where no design keeps to it
    JudgedDesign judged;                         ///< of it
    std::optional<FigureEstimate> price_of_more; ///< value that the last kEUR a year brings, against the limit before
};

/// What one manager more (or less) would be worth at the chosen design, with accounts and all else as they are.
struct ManagerPrice {
    int managers = 0;         ///< instead of those of the design
    FigureEstimate value;     ///< difference of value, after their cost, kEUR
    double people_cost = 0.0; ///< what more of people costs, kEUR, net present
};

/// What a search found (docs/model.md, section "Search for the best design").
struct DesignSearch {
    SearchMethod method = SearchMethod::enumeration;
    bool was_interrupted = false; ///< then only `trials` and `best` are there
    std::int64_t futures = 0;     ///< of each design in the search
    std::int64_t fresh_futures = 0;
    std::int64_t futures_per_unit = 1; ///< more than 1 where a unit is a world
    std::int64_t failures = 0;         ///< combinations that are no scenario
    std::string first_failure;
    std::vector<DesignTrial> trials;
    std::vector<std::size_t> best; ///< feasible trials: the best first, or the front by its first objective
    int baseline = 0;              ///< alternative of the scenario
    std::vector<Finalist> finalists;
    FinalChoice choice = FinalChoice::front;
    std::size_t chosen = 0;       ///< finalist
    std::size_t choice_among = 0; ///< designs: the finalists, or all that keep to the constraints where all were tried
    std::int64_t choice_futures = 0; ///< that the leader had in the choice
    Optimism optimism;
    std::vector<RivalDifference> rivals; ///< [alternative]
    RivalVerdict verdict = RivalVerdict::cannot_tell;
    std::vector<SpendingLevel> curve;
    int managers = 0; ///< of the chosen design at its last structure
    std::vector<ManagerPrice> manager_prices;
};

struct DesignSearchOptions {
    int threads = 0;
    std::function<bool()> goes_on{}; ///< asked at any time; false ends the search early
    std::function<void(std::int64_t done, std::int64_t all)> progress{}; ///< designs tried
};

/// Searches for the best design.
/// @param space of the variables of the plan
/// @throws ScenarioError where the plan names an alternative that the scenario does not have
[[nodiscard]] DesignSearch search_designs(const OptimisationPlan& plan, const FactorSpace& space,
                                          const DesignSearchOptions& options = {});

/// The design at a point, as the only alternative of an experiment.
/// @throws ScenarioError where it is no scenario there
[[nodiscard]] Experiment design_at(const OptimisationPlan& plan, const FactorSpace& space,
                                   const std::vector<double>& coordinates);

} // namespace kamsim
