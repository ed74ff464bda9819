#include "statistics/search_methods.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include <pagmo/algorithm.hpp>
#include <pagmo/algorithms/cmaes.hpp>
#include <pagmo/algorithms/gaco.hpp>
#include <pagmo/algorithms/nsga2.hpp>
#include <pagmo/batch_evaluators/member_bfe.hpp>
#include <pagmo/bfe.hpp>
#include <pagmo/population.hpp>
#include <pagmo/problem.hpp>

#include "kamsim/random/scrambled_sobol.hpp"
#include "statistics/neighbourhood_descent.hpp"
#include "statistics/surface_steps.hpp"

namespace kamsim {

namespace {

/// Colonies one after another.
constexpr unsigned most_rounds = 16;

/// pagmo wants real variables first and whole ones last.
std::vector<std::size_t> order_for_pagmo(const SearchProblem& problem)
{
    std::vector<std::size_t> order;
    for (const bool wants_real : {true, false}) {
        for (std::size_t k = 0; k < problem.variables.size(); ++k) {
            if ((problem.variables[k].kind == VariableKind::real) == wants_real) {
                order.push_back(k);
            }
        }
    }
    return order;
}

/// The problem as pagmo sees it: some of the variables, the others held at the numbers of a point. All methods used
/// here compare values only, so what is not feasible gets a value above all others that grows with its excess.
class ProblemForPagmo {
public:
    ProblemForPagmo() = default; // pagmo asks for it
    ProblemForPagmo(const SearchProblem& problem, TrialArchive& archive, std::vector<std::size_t> variables,
                    SearchPoint others)
        : problem_(&problem), archive_(&archive), variables_(std::move(variables)), others_(std::move(others))
    {}

    [[nodiscard]] pagmo::vector_double fitness(const pagmo::vector_double& values) const
    {
        return batch_fitness(values);
    }
    /// Points one after another, and their values likewise.
    [[nodiscard]] pagmo::vector_double batch_fitness(const pagmo::vector_double& values) const
    {
        std::vector<SearchPoint> points;
        for (std::size_t first = 0; first < values.size(); first += variables_.size()) {
            points.push_back(others_);
            for (std::size_t k = 0; k < variables_.size(); ++k) {
                points.back()[variables_[k]] = values[first + k];
            }
        }
        pagmo::vector_double all;
        for (const std::size_t place : archive_->try_points(points)) {
            const auto of_point = values_of(archive_->trials()[place].outcome);
            all.insert(all.end(), of_point.begin(), of_point.end());
        }
        return all;
    }
    [[nodiscard]] std::pair<pagmo::vector_double, pagmo::vector_double> get_bounds() const
    {
        std::pair<pagmo::vector_double, pagmo::vector_double> bounds;
        for (const std::size_t variable : variables_) {
            bounds.first.push_back(problem_->variables[variable].low);
            bounds.second.push_back(problem_->variables[variable].high);
        }
        return bounds;
    }
    [[nodiscard]] pagmo::vector_double::size_type get_nobj() const { return problem_->objectives; }
    [[nodiscard]] pagmo::vector_double::size_type get_nix() const
    {
        return static_cast<pagmo::vector_double::size_type>(
            std::count_if(variables_.begin(), variables_.end(), [this](std::size_t variable) {
                return problem_->variables[variable].kind != VariableKind::real;
            }));
    }
    [[nodiscard]] pagmo::vector_double numbers_of(const SearchPoint& point) const
    {
        pagmo::vector_double numbers;
        for (const std::size_t variable : variables_) {
            numbers.push_back(point[variable]);
        }
        return numbers;
    }
    [[nodiscard]] static pagmo::vector_double values_of(const SearchOutcome& outcome)
    {
        constexpr double above_all = 1e100;
        const double excess = outcome.total_excess();
        if (excess > 0.0) {
            const double part = std::isinf(excess) ? 1.0 : excess / (1.0 + excess);
            return pagmo::vector_double(outcome.objectives.size(), above_all * (1.0 + part));
        }
        pagmo::vector_double values = outcome.objectives;
        for (double& value : values) {
            value = std::isnan(value) ? above_all : std::clamp(value, -above_all, above_all);
        }
        return values;
    }

private:
    const SearchProblem* problem_ = nullptr;
    TrialArchive* archive_ = nullptr;
    std::vector<std::size_t> variables_; ///< of the problem, in the order of pagmo
    SearchPoint others_;
};

ProblemForPagmo whole_problem(const SearchProblem& problem, TrialArchive& archive)
{
    return {problem, archive, order_for_pagmo(problem), SearchPoint(problem.variables.size())};
}

/// A point of a Sobol sequence in the ranges of the variables.
SearchPoint spread_point(const ScrambledSobol& sequence, std::uint32_t index, const SearchProblem& problem)
{
    SearchPoint point;
    for (std::size_t k = 0; k < problem.variables.size(); ++k) {
        const SearchVariable& variable = problem.variables[k];
        const double uniform = sequence.coordinate(index, static_cast<int>(k));
        const double width = variable.high - variable.low;
        point.push_back(variable.kind == VariableKind::real ? variable.low + uniform * width
                                                            : variable.low + std::floor(uniform * (width + 1.0)));
    }
    return point;
}

/// The points to begin with, the best that are known, and others that are spread over the space.
pagmo::population first_population(const SearchProblem& problem, const SearchRequest& request, TrialArchive& archive,
                                   std::size_t size, unsigned round)
{
    std::vector<SearchPoint> points = request.first;
    if (round > 0) {
        points.push_back(archive.trials()[ranked(archive.trials()).front()].point);
    }
    points.resize(std::min(points.size(), size / 2));
    const ScrambledSobol sequence(request.seed + round, static_cast<int>(problem.variables.size()));
    for (std::uint32_t index = 0; points.size() < size; ++index) {
        points.push_back(spread_point(sequence, index, problem));
    }
    const auto places = archive.try_points(points);
    const ProblemForPagmo seen = whole_problem(problem, archive);
    pagmo::population population{seen, 0U, static_cast<unsigned>(request.seed + round)};
    for (const std::size_t place : places) {
        const SearchTrial& trial = archive.trials()[place];
        population.push_back(seen.numbers_of(trial.point), ProblemForPagmo::values_of(trial.outcome));
    }
    return population;
}

unsigned generations(std::int64_t evaluations, std::size_t size)
{
    return static_cast<unsigned>(std::max<std::int64_t>(2, evaluations / static_cast<std::int64_t>(size)));
}

/// Ants until the archive allows no more, or they find nothing new.
void send_ants(const SearchProblem& problem, const SearchRequest& request, TrialArchive& archive,
               std::int64_t evaluations)
{
    const auto ants = static_cast<std::size_t>(std::clamp<std::int64_t>(evaluations / 50, 24, 200));
    for (unsigned round = 0; round < most_rounds; ++round) {
        const auto before = archive.trials().size();
        auto population = first_population(problem, request, archive, ants, round);
        const unsigned length = generations(evaluations, ants);
        pagmo::gaco method(length, 13U, 1.0, 1e9, 0.01, std::max(1U, length / 2), 7U, 100'000U, 100'000U, 0.0, false,
                           static_cast<unsigned>(request.seed + round));
        method.set_bfe(pagmo::bfe{pagmo::member_bfe{}});
        static_cast<void>(pagmo::algorithm{method}.evolve(population));
        if (archive.trials().size() == before) {
            return;
        }
    }
}

bool has_real(const SearchProblem& problem)
{
    return std::any_of(problem.variables.begin(), problem.variables.end(),
                       [](const SearchVariable& variable) { return variable.kind == VariableKind::real; });
}

/// Best trials that differ in what is not real, the best first.
std::vector<SearchPoint> best_by_whole_part(const SearchProblem& problem, const TrialArchive& archive, std::size_t most)
{
    std::vector<SearchPoint> best;
    const auto is_equal = [&](const SearchPoint& first, const SearchPoint& second) {
        for (std::size_t k = 0; k < problem.variables.size(); ++k) {
            if (problem.variables[k].kind != VariableKind::real && first[k] != second[k]) {
                return false;
            }
        }
        return true;
    };
    for (const std::size_t place : ranked(archive.trials())) {
        const SearchPoint& point = archive.trials()[place].point;
        const bool is_known =
            std::any_of(best.begin(), best.end(), [&](const SearchPoint& other) { return is_equal(point, other); });
        if (!is_known) {
            best.push_back(point);
        }
        if (best.size() == most) {
            break;
        }
    }
    return best;
}

/// Covariance matrix adaptation over the real variables around a point.
void adapt(const SearchProblem& problem, TrialArchive& archive, const SearchPoint& around, double spread, unsigned seed,
           std::int64_t evaluations)
{
    std::vector<std::size_t> variables = order_for_pagmo(problem);
    variables.erase(
        std::remove_if(variables.begin(), variables.end(),
                       [&](std::size_t variable) { return problem.variables[variable].kind != VariableKind::real; }),
        variables.end());
    const auto dimensions = static_cast<double>(variables.size());
    const std::size_t size = 4 + 2 * static_cast<std::size_t>(std::ceil(std::log(1.0 + dimensions)));
    const ScrambledSobol sequence(seed, static_cast<int>(problem.variables.size()));
    std::vector<SearchPoint> points{around};
    for (std::uint32_t index = 0; points.size() < size; ++index) {
        const SearchPoint away = spread_point(sequence, index, problem);
        points.push_back(around);
        for (const std::size_t variable : variables) {
            points.back()[variable] += spread * (away[variable] - around[variable]);
        }
    }
    const auto places = archive.try_points(points);
    const ProblemForPagmo seen(problem, archive, variables, around);
    pagmo::population population{seen, 0U, seed};
    for (const std::size_t place : places) {
        const SearchTrial& trial = archive.trials()[place];
        population.push_back(seen.numbers_of(trial.point), ProblemForPagmo::values_of(trial.outcome));
    }
    const pagmo::cmaes method(generations(evaluations, size), -1, -1, -1, -1, spread, 0.0, 0.0, false, true, seed);
    static_cast<void>(pagmo::algorithm{method}.evolve(population));
}

/// A stage that has a share of the evaluations.
template <class Stage>
void within(TrialArchive& archive, std::int64_t share, Stage&& stage)
{
    try {
        archive.limit(std::ssize(archive.trials()) + share);
        stage();
    } catch (const SearchEnded&) { // others have shares of their own
        if (archive.was_interrupted()) {
            throw;
        }
    }
}

/// What is left of the evaluations: around the best where there are real variables, else from elsewhere.
void start_again(const SearchProblem& problem, const SearchRequest& request, TrialArchive& archive, unsigned start)
{
    if (!has_real(problem)) {
        within(archive, archive.left(), [&] {
            SearchRequest elsewhere = request;
            elsewhere.seed += most_rounds * (start + 1);
            send_ants(problem, elsewhere, archive, archive.left() / 2);
            descend_by_neighbours(problem, archive);
        });
        return;
    }
    constexpr double narrow = 0.05;
    constexpr std::size_t most_parts = 2;
    const auto best = best_by_whole_part(problem, archive, most_parts);
    const auto share = std::max<std::int64_t>(1, archive.left() / std::ssize(best));
    within(archive, share, [&] {
        adapt(problem, archive, best[start % best.size()], narrow, static_cast<unsigned>(request.seed) + start, share);
    });
}

} // namespace

void search_in_stages(const SearchProblem& problem, const SearchRequest& request, TrialArchive& archive)
{
    const auto all = archive.left();
    const auto share = [&](double part) {
        return std::max<std::int64_t>(1, static_cast<std::int64_t>(part * static_cast<double>(all)));
    };
    // Where so many points can be tried, one costs less than a surface does.
    constexpr std::int64_t enough_without_surfaces = 1000;
    const bool has_surfaces = all < enough_without_surfaces;
    const double share_of_ants = has_surfaces ? 0.3 : 0.4;
    const double share_of_surfaces = has_surfaces ? 0.2 : 0.0;
    const double share_of_neighbours = has_surfaces ? 0.25 : 0.3;
    if (request.scope == SearchScope::near_first) {
        archive.try_points(request.first);
        descend_by_neighbours(problem, archive);
    } else {
        const auto of_ants = share(share_of_ants);
        within(archive, of_ants, [&] { send_ants(problem, request, archive, of_ants); });
        if (has_surfaces) {
            constexpr std::int64_t most_of_surfaces = 100;
            const auto of_surfaces = std::min(most_of_surfaces, share(share_of_surfaces));
            within(archive, of_surfaces, [&] { step_by_surfaces(problem, request, archive); });
        }
        const auto of_neighbours = has_real(problem) ? share(share_of_neighbours) : archive.left();
        within(archive, of_neighbours, [&] { descend_by_neighbours(problem, archive); });
    }
    constexpr unsigned most_starts = 12;
    for (unsigned start = 0; start < most_starts && archive.left() > 0; ++start) {
        start_again(problem, request, archive, start);
    }
}

void search_by_genetic_front(const SearchProblem& problem, const SearchRequest& request, TrialArchive& archive)
{
    constexpr std::int64_t least = 24;
    constexpr std::int64_t most = 100;
    const auto size = static_cast<std::size_t>(std::clamp(archive.left() / 80 * 4, least, most));
    auto population = first_population(problem, request, archive, size, 0);
    pagmo::nsga2 method(2 * generations(archive.left(), size), 0.95, 10.0, 0.02, 50.0,
                        static_cast<unsigned>(request.seed));
    method.set_bfe(pagmo::bfe{pagmo::member_bfe{}});
    static_cast<void>(pagmo::algorithm{method}.evolve(population));
}

} // namespace kamsim
