#include "statistics/surface_steps.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <optional>

#include "kamsim/random/scrambled_sobol.hpp"
#include "kamsim/statistics/gaussian_process.hpp"

namespace kamsim {

namespace {

constexpr std::size_t most_points = 120;       ///< of a surface
constexpr Eigen::Index likelihood_points = 60; ///< by which its parameters are found
constexpr std::size_t points_per_batch = 4;
constexpr std::uint32_t candidates = 1024; ///< of a batch
constexpr std::uint64_t candidate_word = 0x73757266;
constexpr double nearest = 0.01; ///< of two points of a batch, in ranges

double normal_density(double z)
{
    return std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
}

double normal_chance(double z)
{
    return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

std::vector<ProcessInput> inputs_of(const SearchProblem& problem)
{
    std::vector<ProcessInput> inputs;
    for (const SearchVariable& variable : problem.variables) {
        const auto kind =
            variable.kind == VariableKind::category ? ProcessInput::Kind::category : ProcessInput::Kind::number;
        inputs.push_back({kind, ProcessInput::Scale::linear, variable.low, variable.high});
    }
    return inputs;
}

/// The best trials that have finite numbers, the best first.
std::vector<const SearchTrial*> best_trials(const TrialArchive& archive)
{
    std::vector<const SearchTrial*> best;
    for (const std::size_t k : ranked(archive.trials())) {
        const SearchTrial& trial = archive.trials()[k];
        if (std::isfinite(trial.outcome.objectives.front()) && std::isfinite(trial.outcome.total_excess())
            && best.size() < most_points) {
            best.push_back(&trial);
        }
    }
    return best;
}

Eigen::MatrixXd matrix_of(const std::vector<SearchPoint>& points)
{
    Eigen::MatrixXd matrix(std::ssize(points), points.empty() ? 0 : std::ssize(points.front()));
    for (Eigen::Index row = 0; row < matrix.rows(); ++row) {
        for (Eigen::Index column = 0; column < matrix.cols(); ++column) {
            matrix(row, column) = points[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
        }
    }
    return matrix;
}

/// Parameters of the surfaces, which change slowly: found anew now and then, since that is what takes time.
class SurfaceParameters {
public:
    void begin_batch(std::uint32_t batch)
    {
        constexpr std::uint32_t batches_between = 4;
        if (batch % batches_between == 0) {
            known_.clear();
        }
    }
    /// @param surface its number
    [[nodiscard]] const ProcessParameters& of(std::size_t surface, const ProcessData& data)
    {
        if (!known_.contains(surface)) {
            const GaussianProcess fitted(data, {ProcessTrend::constant, likelihood_points, likelihood_points});
            known_[surface] = fitted.parameters();
        }
        return known_[surface];
    }

private:
    std::map<std::size_t, ProcessParameters> known_;
};

/// What is expected of points before they are tried.
class Promise {
public:
    Promise(const SearchProblem& problem, const TrialArchive& archive, SurfaceParameters& parameters)
    {
        const auto inputs = inputs_of(problem);
        const auto best = best_trials(archive);
        std::vector<SearchPoint> tried;
        for (const SearchTrial* trial : best) {
            tried.push_back(trial->point);
        }
        const Eigen::MatrixXd points = matrix_of(tried);
        is_feasible_ = best.front()->outcome.is_feasible();
        least_ = best.front()->outcome.objectives.front();
        const auto surface = [&](std::size_t number, auto&& response) {
            Eigen::VectorXd responses(points.rows());
            for (Eigen::Index k = 0; k < points.rows(); ++k) {
                responses(k) = response(best[static_cast<std::size_t>(k)]->outcome);
            }
            if (responses.maxCoeff() == responses.minCoeff()) {
                return Surface{std::nullopt, responses(0)};
            }
            const ProcessData data{inputs, points, responses, {}};
            return Surface{GaussianProcess(data, ProcessTrend::constant, parameters.of(number, data)), 0.0};
        };
        objective_ = surface(0, [](const SearchOutcome& outcome) { return outcome.objectives[0]; });
        for (std::size_t k = 0; k < best.front()->outcome.excesses.size(); ++k) {
            excesses_.push_back(surface(k + 1, [k](const SearchOutcome& outcome) { return outcome.excesses[k]; }));
        }
    }

    /// The larger the better; of points none of which has been tried.
    [[nodiscard]] Eigen::VectorXd at(const Eigen::MatrixXd& points) const
    {
        Eigen::VectorXd promise = Eigen::VectorXd::Ones(points.rows());
        if (is_feasible_ && objective_.process) {
            const auto expected = objective_.process->at(points);
            for (Eigen::Index k = 0; k < points.rows(); ++k) {
                promise(k) = improvement(expected.means(k), std::sqrt(std::max(0.0, expected.variances(k))));
            }
        }
        for (const Surface& excess : excesses_) {
            multiply_by_chance(excess, points, promise);
        }
        return promise;
    }

private:
    struct Surface {
        std::optional<GaussianProcess> process; ///< empty where all trials have the same number
        double constant = 0.0;                  ///< that number
    };

    [[nodiscard]] double improvement(double mean, double deviation) const
    {
        const double gain = least_ - mean;
        if (deviation <= 0.0) {
            return std::max(0.0, gain);
        }
        return gain * normal_chance(gain / deviation) + deviation * normal_density(gain / deviation);
    }

    static void multiply_by_chance(const Surface& excess, const Eigen::MatrixXd& points, Eigen::VectorXd& promise)
    {
        if (!excess.process) {
            promise *= excess.constant <= 0.0 ? 1.0 : 0.0;
            return;
        }
        const auto expected = excess.process->at(points);
        for (Eigen::Index k = 0; k < points.rows(); ++k) {
            const double deviation = std::sqrt(std::max(0.0, expected.variances(k)));
            const double mean = expected.means(k);
            promise(k) *= deviation > 0.0 ? normal_chance(-mean / deviation) : (mean <= 0.0 ? 1.0 : 0.0);
        }
    }

    bool is_feasible_ = false;
    double least_ = 0.0;
    Surface objective_;
    std::vector<Surface> excesses_;
};

double drawn(const SearchVariable& variable, double share)
{
    const double width = variable.high - variable.low;
    return variable.kind == VariableKind::real
               ? variable.low + share * width
               : std::min(variable.high, variable.low + std::floor(share * (width + 1.0)));
}

/// A number near another one; a category stays or becomes any.
double near(const SearchVariable& variable, double value, double share, double reach)
{
    if (variable.kind == VariableKind::category) {
        return drawn(variable, share);
    }
    const double moved = value + reach * (2.0 * share - 1.0) * (variable.high - variable.low);
    const double number = variable.kind == VariableKind::whole ? std::floor(moved + 0.5) : moved;
    return std::clamp(number, variable.low, variable.high);
}

/// A quarter of the points anywhere, the others around the best trials: some variables of one are moved, more or less.
std::vector<SearchPoint> candidate_points(const SearchProblem& problem, const TrialArchive& archive,
                                          const ScrambledSobol& sequence, std::uint32_t batch)
{
    constexpr std::size_t centres = 8;
    const auto best = best_trials(archive);
    const auto dimensions = static_cast<int>(problem.variables.size());
    std::vector<SearchPoint> points;
    for (std::uint32_t k = 0; k < candidates; ++k) {
        const std::uint32_t index = batch * candidates + k;
        const double reach = std::pow(0.5, static_cast<double>(k / 4 % 6));
        SearchPoint point = best[std::min(best.size() - 1, k / 32 % centres)]->point;
        for (int d = 0; d < dimensions; ++d) {
            const SearchVariable& variable = problem.variables[static_cast<std::size_t>(d)];
            const double share = sequence.coordinate(index, d);
            const bool is_moved = sequence.coordinate(index, dimensions + d) < 0.5;
            double& value = point[static_cast<std::size_t>(d)];
            value = k % 4 == 0 ? drawn(variable, share) : is_moved ? near(variable, value, share, reach) : value;
        }
        points.push_back(std::move(point));
    }
    return points;
}

/// Greatest distance along a variable, in its range.
double distance(const SearchProblem& problem, const SearchPoint& one, const SearchPoint& other)
{
    double greatest = 0.0;
    for (std::size_t k = 0; k < one.size(); ++k) {
        const SearchVariable& variable = problem.variables[k];
        greatest = std::max(greatest, std::abs(one[k] - other[k]) / (variable.high - variable.low));
    }
    return greatest;
}

/// Those that promise most, apart from one another and from what was tried.
std::vector<SearchPoint> most_promising(const SearchProblem& problem, const TrialArchive& archive,
                                        const std::vector<SearchPoint>& points, const Eigen::VectorXd& promise)
{
    std::vector<Eigen::Index> order(points.size());
    for (std::size_t k = 0; k < order.size(); ++k) {
        order[k] = static_cast<Eigen::Index>(k);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](Eigen::Index one, Eigen::Index other) { return promise(one) > promise(other); });
    std::vector<SearchPoint> chosen;
    for (const Eigen::Index k : order) {
        const SearchPoint& point = points[static_cast<std::size_t>(k)];
        const auto is_same = [&](const SearchTrial& trial) { return trial.point == point; };
        const auto is_near = [&](const SearchPoint& other) { return distance(problem, point, other) < nearest; };
        if (std::none_of(chosen.begin(), chosen.end(), is_near)
            && std::none_of(archive.trials().begin(), archive.trials().end(), is_same)) {
            chosen.push_back(point);
        }
        if (chosen.size() == points_per_batch) {
            break;
        }
    }
    return chosen;
}

} // namespace

void step_by_surfaces(const SearchProblem& problem, const SearchRequest& request, TrialArchive& archive)
{
    const auto dimensions = problem.variables.size();
    if (2 * dimensions > static_cast<std::size_t>(ScrambledSobol::most_dimensions)) {
        return;
    }
    const ScrambledSobol sequence(request.seed ^ candidate_word, static_cast<int>(2 * dimensions));
    SurfaceParameters parameters;
    for (std::uint32_t batch = 0; best_trials(archive).size() >= dimensions + 4; ++batch) {
        const auto before = archive.trials().size();
        const auto points = candidate_points(problem, archive, sequence, batch);
        parameters.begin_batch(batch);
        const auto promise = Promise(problem, archive, parameters).at(matrix_of(points));
        archive.try_points(most_promising(problem, archive, points, promise));
        if (archive.trials().size() == before) {
            return;
        }
    }
}

} // namespace kamsim
