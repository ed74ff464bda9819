#include "kamsim/statistics/black_box_search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <string>

#include "statistics/search_methods.hpp"
#include "statistics/trial_archive.hpp"

namespace kamsim {

namespace {

/// Points of one batch of an enumeration.
constexpr std::int64_t enumeration_batch = 64;

double levels_of(const SearchVariable& variable)
{
    return variable.high - variable.low + 1.0;
}

void require(bool holds, const std::string& message)
{
    if (!holds) {
        throw std::invalid_argument("a search: " + message);
    }
}

void require_fitting(const SearchProblem& problem, const SearchRequest& request)
{
    require(!problem.variables.empty(), "there is no variable");
    require(problem.objectives >= 1, "there is no objective");
    require(static_cast<bool>(problem.evaluate), "there is no function");
    require(request.evaluations >= 1, std::to_string(request.evaluations) + " evaluations; give 1 or more");
    for (std::size_t k = 0; k < problem.variables.size(); ++k) {
        const SearchVariable& variable = problem.variables[k];
        const bool is_whole = std::floor(variable.low) == variable.low && std::floor(variable.high) == variable.high;
        const std::string name = "variable " + std::to_string(k);
        require(std::isfinite(variable.low) && std::isfinite(variable.high) && variable.low < variable.high,
                name + " has no range");
        require(variable.kind == VariableKind::real || is_whole, name + " has ends that are no whole numbers");
    }
    for (const SearchPoint& point : request.first) {
        require(point.size() == problem.variables.size(), "a first point has other variables");
    }
}

/// The point with this number, the last variable running fastest.
SearchPoint point_at(std::int64_t number, std::span<const SearchVariable> variables)
{
    SearchPoint point(variables.size());
    for (std::size_t k = variables.size(); k-- > 0;) {
        const auto levels = static_cast<std::int64_t>(levels_of(variables[k]));
        point[k] = variables[k].low + static_cast<double>(number % levels);
        number /= levels;
    }
    return point;
}

void enumerate(const SearchProblem& problem, std::int64_t all, TrialArchive& archive)
{
    for (std::int64_t first = 0; first < all; first += enumeration_batch) {
        std::vector<SearchPoint> points;
        for (std::int64_t number = first; number < std::min(all, first + enumeration_batch); ++number) {
            points.push_back(point_at(number, problem.variables));
        }
        archive.try_points(points);
    }
}

double worth(double objective)
{
    return std::isnan(objective) ? std::numeric_limits<double>::infinity() : objective;
}

bool dominates(const SearchOutcome& first, const SearchOutcome& second)
{
    bool is_ahead = false;
    for (std::size_t k = 0; k < first.objectives.size(); ++k) {
        if (worth(first.objectives[k]) > worth(second.objectives[k])) {
            return false;
        }
        is_ahead = is_ahead || worth(first.objectives[k]) < worth(second.objectives[k]);
    }
    return is_ahead;
}

} // namespace

bool SearchOutcome::is_feasible() const
{
    return total_excess() <= 0.0;
}

double SearchOutcome::total_excess() const
{
    double sum = 0.0;
    for (const double excess : excesses) {
        if (std::isnan(excess)) {
            return std::numeric_limits<double>::infinity();
        }
        sum += std::max(0.0, excess);
    }
    return sum;
}

std::optional<std::int64_t> number_of_points(std::span<const SearchVariable> variables)
{
    constexpr double most = 4.6e18;
    double product = 1.0;
    for (const SearchVariable& variable : variables) {
        product *= levels_of(variable);
        if (variable.kind == VariableKind::real || !(product < most)) {
            return std::nullopt;
        }
    }
    return static_cast<std::int64_t>(product);
}

SearchResult search_black_box(const SearchProblem& problem, const SearchRequest& request)
{
    require_fitting(problem, request);
    const auto points = number_of_points(problem.variables);
    const bool is_small = points && *points <= std::max(request.most_enumerated, request.evaluations);
    TrialArchive archive(problem, request, is_small ? *points : request.evaluations);
    SearchResult result;
    try {
        if (is_small) {
            enumerate(problem, *points, archive);
        } else if (problem.objectives == 1) {
            result.method = SearchMethod::stages;
            search_in_stages(problem, request, archive);
        } else {
            result.method = SearchMethod::genetic_front;
            search_by_genetic_front(problem, request, archive);
        }
    } catch (const SearchEnded&) { // the usual end: no more evaluations
    }
    result.was_interrupted = archive.was_interrupted();
    result.trials = archive.take();
    return result;
}

bool is_better(const SearchOutcome& first, const SearchOutcome& second)
{
    const double first_excess = first.total_excess();
    const double second_excess = second.total_excess();
    if (first_excess != second_excess) {
        return first_excess < second_excess;
    }
    return worth(first.objectives.front()) < worth(second.objectives.front());
}

std::vector<std::size_t> ranked(std::span<const SearchTrial> trials)
{
    std::vector<std::size_t> order(trials.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t first, std::size_t second) {
        return is_better(trials[first].outcome, trials[second].outcome);
    });
    return order;
}

std::vector<std::size_t> front_of(std::span<const SearchTrial> trials)
{
    std::vector<std::size_t> feasible;
    for (std::size_t k = 0; k < trials.size(); ++k) {
        if (trials[k].outcome.is_feasible()) {
            feasible.push_back(k);
        }
    }
    std::stable_sort(feasible.begin(), feasible.end(), [&](std::size_t first, std::size_t second) {
        const auto& of_first = trials[first].outcome.objectives;
        const auto& of_second = trials[second].outcome.objectives;
        return std::lexicographical_compare(of_first.begin(), of_first.end(), of_second.begin(), of_second.end(),
                                            [](double one, double other) { return worth(one) < worth(other); });
    });
    std::vector<std::size_t> front; // only what stands before can beat
    for (const std::size_t k : feasible) {
        const bool is_beaten = std::any_of(front.begin(), front.end(), [&](std::size_t other) {
            return dominates(trials[other].outcome, trials[k].outcome);
        });
        if (!is_beaten) {
            front.push_back(k);
        }
    }
    return front;
}

} // namespace kamsim
