#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace kamsim {

// The best point of a function that can only be evaluated, over real, whole and unordered variables under constraints.

/// Real: any number of a range. Whole: whole numbers of a range. Category: whole numbers of a range without an order
/// that means something.
enum class VariableKind : std::uint8_t { real, whole, category };

struct SearchVariable {
    VariableKind kind = VariableKind::real;
    double low = 0.0;
    double high = 1.0; ///< above low
    double step = 0.0; ///< of a real one: only multiples of it, and the ends of the range; 0: all numbers
};

/// One number for each variable.
using SearchPoint = std::vector<double>;

struct SearchOutcome {
    std::vector<double> objectives; ///< smaller is better; NaN is worse than any number
    /// One for each constraint, which holds where it is 0 or less; NaN: it does not hold. Constraints are weighed
    /// against one another by these numbers, so they should be in comparable units.
    std::vector<double> excesses;

    [[nodiscard]] bool is_feasible() const;
    /// Sum of what is above 0; infinite where one is NaN.
    [[nodiscard]] double total_excess() const;
};

/// Takes many points at once, so that it can share them out over threads. Outcomes in the order of the points.
using BlackBox = std::function<std::vector<SearchOutcome>(std::span<const SearchPoint> points)>;

struct SearchProblem {
    std::vector<SearchVariable> variables;
    std::size_t objectives = 1;
    BlackBox evaluate; ///< a pure function of each point
};

/// Where a search with one objective looks: everywhere, or from the best of its first points on.
enum class SearchScope : std::uint8_t { everywhere, near_first };

struct SearchRequest {
    std::uint64_t seed = 1;
    SearchScope scope = SearchScope::everywhere;
    std::int64_t evaluations = 1000;     ///< of different points, at most
    std::int64_t most_enumerated = 1000; ///< with this many points or fewer (and no real variable) all are evaluated
    std::vector<SearchPoint> first;      ///< points to begin with, such as answers that are known to be good
    std::function<bool()> goes_on{};     ///< asked before each batch; false ends the search early
    std::function<void(std::int64_t done, std::int64_t all)> progress{}; ///< evaluations
};

/// A point that was evaluated.
struct SearchTrial {
    SearchPoint point;
    SearchOutcome outcome;
};

enum class SearchMethod : std::uint8_t {
    enumeration, ///< every point
    /// Extended ant colony over all variables (Schlueter, Egea, Banga 2009), then, with few evaluations, steps to where
    /// surfaces expect the largest improvement (Jones, Schonlau, Welch 1998), steps to better neighbours of the best,
    /// then covariance matrix adaptation over the real variables (Hansen 2006).
    stages,
    genetic_front, ///< NSGA-II (Deb and others 2002), for several objectives
};

struct SearchResult {
    SearchMethod method = SearchMethod::enumeration;
    bool was_interrupted = false;
    std::vector<SearchTrial> trials; ///< all that was evaluated, each point once, in order
};

/// Searches for the least objective, or for the front of several. What is feasible comes before what is not, and of
/// that, what exceeds least (Deb 2000). The points that are tried are a function of problem and request alone.
/// @throws std::invalid_argument where a variable, a first point, or a number does not fit
[[nodiscard]] SearchResult search_black_box(const SearchProblem& problem, const SearchRequest& request);

/// Number of points of a problem without real variables; empty where there is one, or where they are more than 2^62.
[[nodiscard]] std::optional<std::int64_t> number_of_points(std::span<const SearchVariable> variables);

/// Whether the first is the better answer: feasible, or with less excess, or equal in that and with the smaller
/// objective.
[[nodiscard]] bool is_better(const SearchOutcome& first, const SearchOutcome& second);

/// Indices of the trials, the best first; equal ones in order. Of the first objective.
[[nodiscard]] std::vector<std::size_t> ranked(std::span<const SearchTrial> trials);

/// Indices of the feasible trials that no other feasible one beats in one objective without losing in another
/// (Pareto), by their first objective.
[[nodiscard]] std::vector<std::size_t> front_of(std::span<const SearchTrial> trials);

} // namespace kamsim
