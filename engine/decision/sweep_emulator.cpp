#include "kamsim/decision/sweep_emulator.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>

#include <boost/math/distributions/students_t.hpp>
#include <fmt/format.h>
#include <omp.h>

#include "kamsim/random/scrambled_sobol.hpp"
#include "kamsim/statistics/moments.hpp"
#include "simulation/exception_carrier.hpp"

namespace kamsim {

namespace {

constexpr Eigen::Index fewest_points = 4;
constexpr double table_level = 0.95; ///< of the intervals of a sweep
/// Of the points at which a surface's indices are taken: they belong to the surface, not to the luck of an experiment.
constexpr std::uint64_t index_seed = 0x73756266;
constexpr std::size_t index_scramblings = 8;
constexpr std::size_t index_rows = 128;

double t_quantile(double degrees_of_freedom, double level)
{
    return boost::math::quantile(boost::math::students_t(degrees_of_freedom), 0.5 * (1.0 + level));
}

/// Of a difference of two designs in a point's worlds.
Moments world_moments(const SweepTable& table, std::int64_t point, const SweepResponse& response)
{
    Moments moments;
    for (std::int64_t world = 0; world < table.worlds; ++world) {
        moments.add(
            table.world_value[table.world_index(point, world, static_cast<std::size_t>(response.alternative))]
            - table.world_value[table.world_index(point, world, static_cast<std::size_t>(response.compared_with))]);
    }
    return moments;
}

/// Half of an interval of a sweep, of a value or of a difference to the baseline.
double half_width(const SweepTable& table, std::int64_t point, int alternative, bool of_difference)
{
    const auto row = table.row(point, static_cast<std::size_t>(alternative));
    return of_difference ? 0.5 * (table.difference_high[row] - table.difference_low[row])
                         : 0.5 * (table.value_high[row] - table.value_low[row]);
}

double mean_of(const SweepTable& table, std::int64_t point, const SweepResponse& response)
{
    const auto row = table.row(point, static_cast<std::size_t>(response.alternative));
    if (response.compared_with == SweepResponse::nothing) {
        return table.value[row];
    }
    // Differences to the baseline, so that none of them loses digits.
    return table.difference[row] - table.difference[table.row(point, static_cast<std::size_t>(response.compared_with))];
}

double standard_error(const SweepTable& table, std::int64_t point, const SweepResponse& response, double t)
{
    if (response.compared_with == SweepResponse::nothing) {
        return half_width(table, point, response.alternative, false) / t;
    }
    if (table.worlds > 1) {
        return world_moments(table, point, response).standard_error();
    }
    double sum = 0.0; // a bound where neither is the baseline: standard errors of a difference add at most
    for (const int alternative : {response.alternative, response.compared_with}) {
        sum += alternative == table.baseline ? 0.0 : half_width(table, point, alternative, true) / t;
    }
    return sum;
}

GaussianProcess process_of(const SweepSpace& space, const SweepObservations& observations, bool has_shared_luck)
{
    if (!observations.means.allFinite() || !observations.squared_errors.allFinite()) {
        throw std::invalid_argument("a point of the sweep has no mean or no spread; sweep with two futures or more");
    }
    if (observations.means.size() < fewest_points) {
        throw std::invalid_argument(fmt::format("{} points of the sweep did not fail; a surface takes {} or more",
                                                observations.means.size(), fewest_points));
    }
    ProcessOptions options;
    const auto numbers = std::count_if(space.inputs().begin(), space.inputs().end(), [](const ProcessInput& input) {
        return input.kind == ProcessInput::Kind::number;
    });
    // Three points for each coefficient: fewer could not tell a slope from the surface.
    options.trend = space.points().rows() >= 3 * (numbers + 1) ? ProcessTrend::linear : ProcessTrend::constant;
    return GaussianProcess({space.inputs(), space.points(), observations.means,
                            has_shared_luck ? Eigen::VectorXd(Eigen::VectorXd::Zero(observations.means.size()))
                                            : observations.squared_errors},
                           options);
}

/// Squared standard errors at places, by inverse squared distances in scaled inputs (Shepard 1968).
Eigen::VectorXd errors_at(const SweepSpace& space, const Eigen::VectorXd& squared_errors, const Eigen::MatrixXd& places)
{
    Eigen::VectorXd errors(places.rows());
    for (Eigen::Index place = 0; place < places.rows(); ++place) {
        Eigen::ArrayXd distances = Eigen::ArrayXd::Constant(space.points().rows(), 1e-12); // a point has its own
        for (std::size_t k = 0; k < space.inputs().size(); ++k) {
            const auto& input = space.inputs()[k];
            const auto column = static_cast<Eigen::Index>(k);
            const Eigen::ArrayXd apart = (space.points().col(column).array() - places(place, column)).abs();
            distances += input.kind == ProcessInput::Kind::category ? Eigen::ArrayXd((apart > 0.0).cast<double>())
                                                                    : (apart / (input.high - input.low)).square();
        }
        const Eigen::ArrayXd weights = distances.inverse();
        errors[place] = (weights * squared_errors.array()).sum() / weights.sum();
    }
    return errors;
}

Interval around(double mean, double variance, double degrees_of_freedom, double level, IntervalKind kind)
{
    const double half = t_quantile(degrees_of_freedom, level) * std::sqrt(variance);
    return {mean - half, mean + half, level, kind};
}

} // namespace

SweepObservations observations_of(const SweepSpace& space, const SweepResponse& response)
{
    const SweepTable& table = space.table();
    SweepObservations all;
    all.degrees_of_freedom = static_cast<double>((table.worlds > 1 ? table.worlds : table.futures_per_world) - 1);
    const double t = all.degrees_of_freedom > 0.0 ? t_quantile(all.degrees_of_freedom, table_level)
                                                  : std::numeric_limits<double>::quiet_NaN();
    all.means.resize(space.points().rows());
    all.squared_errors.resize(space.points().rows());
    for (std::size_t k = 0; k < space.kept().size(); ++k) {
        const auto place = static_cast<Eigen::Index>(k);
        const double error = standard_error(table, space.kept()[k], response, t);
        all.means[place] = mean_of(table, space.kept()[k], response);
        all.squared_errors[place] = error * error;
    }
    return all;
}

SweepSurface::SweepSurface(const SweepSpace& space, const SweepResponse& response)
    : space_(&space), response_(response), observations_(observations_of(space, response)),
      has_shared_luck_(!space.table().has_own_luck), process_(process_of(space, observations_, has_shared_luck_))
{}

std::vector<EmulatedValue> SweepSurface::at(const Eigen::MatrixXd& places, double level) const
{
    const auto surface = process_.at(places);
    const Eigen::VectorXd errors = errors_at(*space_, observations_.squared_errors, places);
    const auto freedom = static_cast<double>(process_.degrees_of_freedom());
    const double both = std::min(freedom, observations_.degrees_of_freedom);
    std::vector<EmulatedValue> values;
    for (Eigen::Index place = 0; place < places.rows(); ++place) {
        const double mean = surface.means[place];
        const double smooth = surface.variances[place];
        const double point = smooth + process_.parameters().nugget;
        const auto of_mean =
            has_shared_luck_
                ? around(mean, smooth + errors[place], both, level, IntervalKind::student_t_of_surface_and_luck)
                : around(mean, smooth, freedom, level, IntervalKind::student_t_of_surface);
        const auto of_found = around(mean, has_shared_luck_ ? point : point + errors[place],
                                     has_shared_luck_ ? freedom : both, level, IntervalKind::student_t_of_surface);
        values.push_back({mean, of_mean, of_found});
    }
    return values;
}

SweepEmulator emulate(const SweepSpace& space, int threads)
{
    const SweepTable& table = space.table();
    std::vector<SweepResponse> responses;
    for (int alternative = 0; alternative < std::ssize(table.alternatives); ++alternative) {
        responses.push_back({alternative, SweepResponse::nothing});
    }
    for (int alternative = 0; alternative < std::ssize(table.alternatives); ++alternative) {
        if (alternative != table.baseline) {
            responses.push_back({alternative, table.baseline});
        }
    }
    std::vector<std::optional<SweepSurface>> surfaces(responses.size());
    ExceptionCarrier carrier;
    const int used_threads = threads > 0 ? threads : omp_get_max_threads();
#pragma omp parallel for schedule(dynamic) num_threads(used_threads)
    for (std::size_t k = 0; k < responses.size(); ++k) {
        carrier.run([&] { surfaces[k].emplace(space, responses[k]); });
    }
    carrier.rethrow();
    SweepEmulator emulator;
    for (std::size_t k = 0; k < surfaces.size(); ++k) {
        (k < table.alternatives.size() ? emulator.values : emulator.differences).push_back(std::move(*surfaces[k]));
    }
    return emulator;
}

SobolIndices surface_indices(const SweepSpace& space, const SweepSurface& surface)
{
    const std::size_t inputs = space.inputs().size();
    std::vector<SobolRows> scramblings;
    for (std::size_t scrambling = 0; scrambling < index_scramblings; ++scrambling) {
        const ScrambledSobol sequence(index_seed + scrambling, static_cast<int>(2 * inputs));
        const auto number = [&](std::size_t row, std::size_t input, bool of_second) {
            const Factor& factor = space.factor(input);
            const auto dimension = static_cast<int>(input + (of_second ? inputs : 0));
            return factor.number_of(
                factor.coordinate_at(sequence.coordinate(static_cast<std::uint32_t>(row), dimension)));
        };
        Eigen::MatrixXd places(static_cast<Eigen::Index>(index_rows * (inputs + 2)), std::ssize(space.inputs()));
        for (std::size_t row = 0; row < index_rows; ++row) {
            for (std::size_t point = 0; point < inputs + 2; ++point) { // A, B, then A with one input of B
                for (std::size_t input = 0; input < inputs; ++input) {
                    places(static_cast<Eigen::Index>(row * (inputs + 2) + point), static_cast<Eigen::Index>(input)) =
                        number(row, input, point == 1 || point == input + 2);
                }
            }
        }
        const Eigen::VectorXd means = surface.process().means_at(places);
        SobolRows rows(inputs, 1);
        for (std::size_t row = 0; row < index_rows; ++row) {
            rows.add({means.data() + row * (inputs + 2), inputs + 2});
        }
        scramblings.push_back(std::move(rows));
    }
    return sobol_indices(scramblings, emulator_level);
}

} // namespace kamsim
