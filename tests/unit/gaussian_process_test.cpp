#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numbers>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include <Eigen/LU>
#include <boost/math/distributions/students_t.hpp>
#include <gtest/gtest.h>

#include "kamsim/random/draws.hpp"
#include "kamsim/random/latin_hypercube.hpp"
#include "kamsim/random/scrambled_sobol.hpp"
#include "kamsim/statistics/gaussian_process.hpp"
#include "statistics/process_likelihood.hpp"
#include "support/sensitivity_functions.hpp"
#include "support/stochastic_check.hpp"

namespace kamsim {
namespace {

using Kind = ProcessInput::Kind;

Eigen::MatrixXd latin_hypercube(std::uint64_t seed, Eigen::Index points, Eigen::Index inputs)
{
    Eigen::MatrixXd places(points, inputs);
    for (Eigen::Index k = 0; k < inputs; ++k) {
        const auto column = latin_hypercube_column(seed, points, static_cast<int>(k));
        places.col(k) = Eigen::Map<const Eigen::VectorXd>(column.data(), points);
    }
    return places;
}

Eigen::VectorXd normals(std::uint32_t repetition, Eigen::Index count)
{
    Eigen::VectorXd values(count);
    for (Eigen::Index k = 0; k < count; ++k) {
        const auto words = philox4x32_10({static_cast<std::uint32_t>(k / 4), repetition, 0, 0}, {19, 5});
        values[k] = normal_of(uniform_of(words[static_cast<std::size_t>(k % 4)]));
    }
    return values;
}

/// Two numbers and a category of three, with known noise that differs.
ProcessData mixed_data(Eigen::Index points = 24)
{
    ProcessData data;
    data.inputs = {{}, {Kind::number, ProcessInput::Scale::logarithmic, 1.0, 100.0}, {Kind::category}};
    data.points = latin_hypercube(3, points, 3);
    data.points.col(1) = (std::log(100.0) * data.points.col(1).array()).exp();
    data.points.col(2) = (3.0 * data.points.col(2).array()).floor();
    data.responses = (5.0 * data.points.col(0).array() + data.points.col(2).array()).sin()
                     + (1.5 * data.points.col(1).array().log()).cos() + 0.1 * normals(1, points).array();
    data.noise_variances = 0.01 * (1.0 + data.points.col(0).array());
    return data;
}

ProcessParameters mixed_parameters()
{
    return {0.8, 0.02, Eigen::Vector3d(0.4, 0.9, 0.6)};
}

ProcessData without_point(const ProcessData& data, const std::vector<Eigen::Index>& left_out)
{
    std::vector<Eigen::Index> kept;
    for (Eigen::Index k = 0; k < data.responses.size(); ++k) {
        if (std::find(left_out.begin(), left_out.end(), k) == left_out.end()) {
            kept.push_back(k);
        }
    }
    return {data.inputs, data.points(kept, Eigen::all), data.responses(kept), data.noise_variances(kept)};
}

TEST(GaussianProcess, PassesThroughPointsWithoutNoise)
{
    ProcessData data = mixed_data();
    data.noise_variances.resize(0);
    const GaussianProcess process(data, ProcessTrend::linear, {1.0, 0.0, Eigen::Vector3d(0.4, 0.9, 0.6)});
    const auto prediction = process.at(data.points);
    EXPECT_LT((prediction.means - data.responses).cwiseAbs().maxCoeff(), 1e-10);
    EXPECT_LT(prediction.variances.maxCoeff(), 1e-10);
}

/// The correlation there is below 1e-30.
TEST(GaussianProcess, IsThePriorFarFromAllPoints)
{
    const ProcessData data = mixed_data();
    const GaussianProcess process(data, ProcessTrend::constant, mixed_parameters());
    Eigen::MatrixXd places(2, 3);
    places << 20.0, 10.0, 0.0, -20.0, 10.0, 2.0;
    const auto far = process.at(places);
    const Eigen::MatrixXd scaled = scaled_points(data.inputs, data.points);
    Eigen::MatrixXd covariance = 0.8 * process_correlation(data.inputs, mixed_parameters().ranges, scaled, scaled);
    covariance.diagonal().array() += 0.02 + data.noise_variances.array();
    const Eigen::MatrixXd inverse = covariance.inverse();
    const double information = inverse.sum();
    const double trend = (inverse * data.responses).sum() / information;
    EXPECT_NEAR(far.means[0], trend, 1e-10);
    EXPECT_NEAR(far.means[1], trend, 1e-10);
    EXPECT_NEAR(far.variances[0], 0.8 + 1.0 / information, 1e-10);
    EXPECT_NEAR(process.means_at(data.points.topRows(1))[0], process.at(data.points.topRows(1)).means[0], 1e-12);
}

TEST(GaussianProcess, LeavesPointsOutInClosedForm)
{
    const ProcessData data = mixed_data();
    for (const auto trend : {ProcessTrend::constant, ProcessTrend::linear}) {
        const GaussianProcess process(data, trend, mixed_parameters());
        const CrossValidation closed = process.leave_one_out();
        for (Eigen::Index k = 0; k < data.responses.size(); ++k) {
            const GaussianProcess others(without_point(data, {k}), trend, mixed_parameters());
            const auto there = others.at(data.points.row(k));
            EXPECT_NEAR(closed.predicted[k], there.means[0], 1e-9);
            EXPECT_NEAR(closed.variances[k], there.variances[0] + 0.02 + data.noise_variances[k], 1e-9);
        }
    }
}

/// Every point is in one fold, and predicted from the points of the other folds.
TEST(GaussianProcess, LeavesFoldsOutInClosedForm)
{
    const ProcessData data = mixed_data(12);
    const GaussianProcess process(data, ProcessTrend::constant, mixed_parameters());
    const CrossValidation closed = process.cross_validated(6);
    int pairs = 0;
    for (Eigen::Index first = 0; first < 12; ++first) {
        for (Eigen::Index second = first + 1; second < 12; ++second) {
            const GaussianProcess others(without_point(data, {first, second}), ProcessTrend::constant,
                                         mixed_parameters());
            const auto there = others.at(data.points(std::vector{first, second}, Eigen::all));
            pairs += std::fabs(there.means[0] - closed.predicted[first]) < 1e-9
                             && std::fabs(there.means[1] - closed.predicted[second]) < 1e-9
                         ? 1
                         : 0;
        }
    }
    EXPECT_EQ(pairs, 6);
    EXPECT_EQ(closed.folds, 6);
    EXPECT_THROW(static_cast<void>(process.cross_validated(1)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(process.cross_validated(13)), std::invalid_argument);
}

TEST(GaussianProcess, HasTheGradientOfItsLikelihood)
{
    const ProcessData data = mixed_data();
    const Eigen::MatrixXd scaled = scaled_points(data.inputs, data.points);
    for (const auto trend : {ProcessTrend::constant, ProcessTrend::linear}) {
        const ProcessLikelihood likelihood(data.inputs, scaled, trend_basis(data.inputs, scaled, trend), data.responses,
                                           data.noise_variances);
        const Eigen::VectorXd place = likelihood.coordinates(mixed_parameters());
        Eigen::VectorXd gradient = Eigen::VectorXd::Zero(place.size());
        const double here = likelihood.at(place, gradient);
        EXPECT_NEAR(here, GaussianProcess(data, trend, mixed_parameters()).log_likelihood(), 1e-10);
        Eigen::VectorXd none;
        for (Eigen::Index k = 0; k < place.size(); ++k) {
            constexpr double step = 1e-5;
            Eigen::VectorXd above = place;
            Eigen::VectorXd below = place;
            above[k] += step;
            below[k] -= step;
            const double slope = (likelihood.at(above, none) - likelihood.at(below, none)) / (2.0 * step);
            EXPECT_NEAR(gradient[k], slope, 1e-6 * (1.0 + std::fabs(slope))) << k;
            EXPECT_GT(std::fabs(gradient[k]), 1e-3) << k;
        }
    }
}

ProcessData branin_on_a_grid()
{
    ProcessData data{{{}, {}}, Eigen::MatrixXd(16, 2), Eigen::VectorXd(16), {}};
    for (Eigen::Index k = 0; k < 16; ++k) {
        data.points(k, 0) = static_cast<double>(k % 4) / 3.0;
        data.points(k, 1) = static_cast<double>(k / 4) / 3.0;
        // The published run has 5 where the function has 5.1.
        const double x = 15.0 * data.points(k, 0) - 5.0;
        constexpr double pi = std::numbers::pi;
        const double square = 15.0 * data.points(k, 1) - 5.0 / (4.0 * pi * pi) * x * x + 5.0 / pi * x - 6.0;
        data.responses[k] = square * square + 10.0 * (1.0 - 1.0 / (8.0 * pi)) * std::cos(x) + 10.0;
    }
    return data;
}

/// Logarithm of the likelihood, not the restricted one, with its variance at its best.
double profile_likelihood(const ProcessData& data, double length, double& trend, double& variance)
{
    const GaussianProcess unit(data, ProcessTrend::constant, {1.0, 0.0, Eigen::Vector2d(length, 2.0)});
    const auto far = unit.at(Eigen::RowVector2d(1e4, 1e4));
    trend = far.means[0];
    const double information = 1.0 / (far.variances[0] - 1.0);
    // The restricted likelihood at variances 1 and e differs by the quadratic form and by its degrees of freedom.
    const GaussianProcess wide(data, ProcessTrend::constant, {std::numbers::e, 0.0, Eigen::Vector2d(length, 2.0)});
    const double form = 2.0 * (wide.log_likelihood() - unit.log_likelihood() + 7.5) / (1.0 - 1.0 / std::numbers::e);
    variance = form / 16.0;
    return unit.log_likelihood() + 0.5 * std::log(information) + 0.5 * form - 8.0 * std::log(variance);
}

/// Trend, variance and first length that DiceKriging finds by maximum likelihood for Branin's function on 16 points,
/// the second length at its limit 2 (Roustant, Ginsbourger, Deville 2012; the example of its function km).
TEST(GaussianProcess, AgreesWithDiceKrigingOnBranin)
{
    const ProcessData data = branin_on_a_grid();
    double trend = 0.0;
    double variance = 0.0;
    const double best = profile_likelihood(data, 0.8254355, trend, variance);
    EXPECT_NEAR(trend, 306.5783, 5e-5);
    EXPECT_NEAR(variance, 145556.6, 0.05);
    double ignored = 0.0;
    EXPECT_GT(best, profile_likelihood(data, 0.8254355 * seeded_fault, ignored, ignored));
    EXPECT_GT(best, profile_likelihood(data, 0.8254355 / seeded_fault, ignored, ignored));
}

TEST(GaussianProcess, FindsTheMostLikelyParameters)
{
    const ProcessData data = mixed_data(60);
    const GaussianProcess process(data, {ProcessTrend::linear});
    const Eigen::MatrixXd scaled = scaled_points(data.inputs, data.points);
    const ProcessLikelihood likelihood(data.inputs, scaled, trend_basis(data.inputs, scaled, ProcessTrend::linear),
                                       data.responses, data.noise_variances);
    Eigen::VectorXd none;
    for (std::int64_t start = 0; start < 200; ++start) {
        Eigen::VectorXd place = likelihood.coordinates(process.parameters());
        for (Eigen::Index k = 0; k < place.size(); ++k) {
            place[k] += 0.3 * normals(static_cast<std::uint32_t>(start), place.size())[k];
        }
        EXPECT_LE(likelihood.at(place, none), process.log_likelihood() + 1e-4);
    }
}

/// Mean square of errors at other points, over the variance, and the same as leaving out says it beforehand.
TEST(GaussianProcess, SaysHowWellItFollowsIshigamisFunction)
{
    const auto function = test::ishigami();
    const auto values = [&](const Eigen::MatrixXd& points) {
        Eigen::VectorXd all(points.rows());
        for (Eigen::Index k = 0; k < points.rows(); ++k) {
            const Eigen::RowVectorXd point = points.row(k);
            all[k] = function.value({point.data(), 3});
        }
        return all;
    };
    const Eigen::MatrixXd points = latin_hypercube(8, 200, 3);
    const GaussianProcess process({{{}, {}, {}}, points, values(points), {}}, ProcessOptions{});
    const Eigen::MatrixXd places = latin_hypercube(9, 1000, 3);
    constexpr double variance = 13.8445879407;
    const double unexplained = (process.at(places).means - values(places)).squaredNorm() / (1000.0 * variance);
    EXPECT_LT(unexplained, 0.01);
    const CrossValidation left_out = process.leave_one_out();
    EXPECT_NEAR(left_out.root_mean_square, std::sqrt(unexplained * variance), 0.1);
    EXPECT_NEAR(left_out.explained, 1.0 - unexplained, 0.01);
    EXPECT_GE(left_out.covered, 0.92);
}

TEST(GaussianProcess, ChoosesPointsThatFillTheSpace)
{
    ProcessData data = mixed_data(300);
    data.noise_variances.resize(0);
    ProcessOptions options;
    options.most_points = 40;
    const GaussianProcess process(data, options);
    ASSERT_EQ(process.used().size(), 40U);
    EXPECT_EQ(process.leave_one_out().predicted.size(), 40);
    const Eigen::MatrixXd scaled = scaled_points(data.inputs, data.points);
    EXPECT_EQ(process.used(), space_filling(data.inputs, scaled, 40));
    const auto closest = [&](const std::vector<Eigen::Index>& chosen) {
        double least = 10.0;
        for (std::size_t k = 0; k < chosen.size(); ++k) {
            for (std::size_t other = 0; other < k; ++other) {
                const Eigen::RowVectorXd apart = scaled.row(chosen[k]) - scaled.row(chosen[other]);
                least = std::min(least, std::hypot(apart[0], apart[1], apart[2] == 0.0 ? 0.0 : 1.0));
            }
        }
        return least;
    };
    std::vector<Eigen::Index> first(40);
    std::iota(first.begin(), first.end(), 0);
    EXPECT_GT(closest(process.used()), 5.0 * closest(first));
}

TEST(GaussianProcess, RefusesWhatItCannotTell)
{
    const auto changed = [](const std::function<void(ProcessData&)>& change) {
        ProcessData data = mixed_data();
        change(data);
        return GaussianProcess(data, ProcessTrend::linear, mixed_parameters());
    };
    EXPECT_THROW(changed([](ProcessData& data) { data.points.conservativeResize(23, 3); }), std::invalid_argument);
    EXPECT_THROW(changed([](ProcessData& data) { data.responses[2] = std::nan(""); }), std::invalid_argument);
    EXPECT_THROW(changed([](ProcessData& data) { data.noise_variances[2] = -1.0; }), std::invalid_argument);
    EXPECT_THROW(changed([](ProcessData& data) { data.inputs[0].high = 0.0; }), std::invalid_argument);
    EXPECT_THROW(changed([](ProcessData& data) { data.inputs[1].low = 0.0; }), std::invalid_argument);
    EXPECT_THROW(changed([](ProcessData& data) { data = mixed_data(4); }), std::invalid_argument);
}

/// How often the interval of 95 % holds the surface at a new point: 30 noisy points of a surface drawn anew each time,
/// with all parameters estimated.
double coverage(std::uint32_t repetitions)
{
    const Eigen::VectorXd ranges = Eigen::Vector2d(0.5, 0.8);
    const std::vector<ProcessInput> inputs(2);
    int covered = 0;
    for (std::uint32_t repetition = 0; repetition < repetitions; ++repetition) {
        const Eigen::MatrixXd points = latin_hypercube(repetition, 31, 2);
        Eigen::MatrixXd covariance = process_correlation(inputs, ranges, points, points);
        covariance.diagonal().array() += 1e-10;
        const Eigen::VectorXd draws = normals(repetition, 61);
        const Eigen::VectorXd surface = covariance.llt().matrixL() * draws.head(31);
        const GaussianProcess process(
            {inputs, points.topRows(30), surface.head(30) + 0.2 * draws.tail(30), Eigen::VectorXd::Constant(30, 0.04)});
        const auto there = process.at(points.row(30));
        const double limit =
            boost::math::quantile(boost::math::students_t(static_cast<double>(process.degrees_of_freedom())), 0.975);
        covered += std::fabs(there.means[0] - surface[30]) <= limit * std::sqrt(there.variances[0]) ? 1 : 0;
    }
    return static_cast<double>(covered) / repetitions;
}

/// Standard error 0.6 % at 93 %, which known parameters reach here too: 2,000 surfaces have 1.5 % fewer than nominal.
TEST(GaussianProcess, SlowCoverageOfItsIntervals)
{
    const double share = coverage(2000);
    RecordProperty("coverage", std::to_string(share));
    EXPECT_GE(share, 0.915);
    EXPECT_LE(share, 0.965);
}

/// Standard error 1.8 %; without what estimated parameters add it is 0.86 of the first 200.
TEST(GaussianProcess, CoverageOfItsIntervals)
{
    const double share = coverage(200);
    EXPECT_GE(share, 0.86);
}

} // namespace
} // namespace kamsim
