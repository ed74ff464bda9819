#pragma once

#include <cstdint>
#include <vector>

#include <Eigen/Cholesky>
#include <Eigen/Core>

namespace kamsim {

/// One input of a response: a number, or one of several categories without order.
struct ProcessInput {
    enum class Kind : std::uint8_t { number, category };
    enum class Scale : std::uint8_t { linear, logarithmic };
    Kind kind = Kind::number;
    Scale scale = Scale::linear; ///< of a number: in which units the response is smooth
    double low = 0.0;            ///< of a number: becomes 0
    double high = 1.0;           ///< of a number: becomes 1
};

/// What is known of a response.
struct ProcessData {
    std::vector<ProcessInput> inputs;
    Eigen::MatrixXd points;          ///< [point][input]; categories by number
    Eigen::VectorXd responses;       ///< [point]
    Eigen::VectorXd noise_variances; ///< [point], known squared standard errors; empty: none
};

/// What the surface returns to far from all points.
enum class ProcessTrend : std::uint8_t {
    constant,
    linear ///< in the scaled numbers
};

/// How a response varies (docs/model.md, eq. 127-129).
struct ProcessParameters {
    double variance = 1.0; ///< of the surface around its trend
    double nugget = 0.0;   ///< variance, own to each point, of what neither a smooth surface nor known noise explains
    /// [input]: of a number its length in units of its range, over which the surface changes by itself; of a category
    /// the correlation of the surfaces of two different ones.
    Eigen::VectorXd ranges;
};

struct ProcessOptions {
    ProcessTrend trend = ProcessTrend::constant;
    Eigen::Index most_points = 2000;           ///< of more, this many that fill the space count
    Eigen::Index most_likelihood_points = 250; ///< the same, for finding the parameters
};

/// At places: what the surface is, as a normal variable, and what an observation there would be.
struct ProcessPrediction {
    Eigen::VectorXd means;
    Eigen::VectorXd variances; ///< of the surface: without nugget and known noise
};

/// Each point predicted from the others, the parameters held.
struct CrossValidation {
    Eigen::Index folds = 0;
    Eigen::VectorXd predicted; ///< [point]
    Eigen::VectorXd variances; ///< [point]: of the observation, with its nugget and its noise
    double root_mean_square = 0.0;
    double explained = 0.0; ///< 1 less the squares of errors over those of deviations from the mean (Q squared)
    double covered = 0.0;   ///< share of points within their intervals of 95 %
};

/// A smooth surface through noisy points (Gaussian process regression, universal kriging): trend, a product of Matérn
/// correlations of order 5/2 over numbers and of constant ones over categories, an estimated nugget and known noise of
/// each point. Parameters by restricted maximum likelihood (Patterson and Thompson 1971) from several starts; that they
/// are estimated widens the variances (docs/model.md, eq. 131). A pure function of its data.
class GaussianProcess {
public:
    /// @throws std::invalid_argument where sizes do not fit, values are not finite, a range is empty, a logarithmic one
    ///         not above 0, a noise variance negative, or there are fewer than two points more than trend coefficients
    explicit GaussianProcess(ProcessData data, const ProcessOptions& options = {});
    /// With parameters that are known.
    GaussianProcess(ProcessData data, ProcessTrend trend, const ProcessParameters& parameters);

    /// @param places [place][input]; a category of none of the points is one more different one
    [[nodiscard]] ProcessPrediction at(const Eigen::MatrixXd& places) const;

    /// The means alone, for many places.
    [[nodiscard]] Eigen::VectorXd means_at(const Eigen::MatrixXd& places) const;

    [[nodiscard]] const ProcessParameters& parameters() const { return parameters_; }
    /// Logarithm of the restricted likelihood of the points that count.
    [[nodiscard]] double log_likelihood() const { return log_likelihood_; }
    /// Of all points given, those that count, ascending.
    [[nodiscard]] const std::vector<Eigen::Index>& used() const { return used_; }
    /// Points that count less coefficients of the trend: degrees of freedom of intervals by Student's t.
    [[nodiscard]] Eigen::Index degrees_of_freedom() const { return data_.responses.size() - basis_.cols(); }

    /// In closed form (Dubrule 1983), of the points that count.
    [[nodiscard]] CrossValidation leave_one_out() const;
    /// @param folds of points in an order that is random and fixed
    /// @throws std::invalid_argument where there are fewer than 2, or more than points
    [[nodiscard]] CrossValidation cross_validated(Eigen::Index folds) const;

private:
    void condition();
    void find_parameters(Eigen::Index most_points);
    [[nodiscard]] Eigen::VectorXd parameter_variances(const Eigen::MatrixXd& places) const;
    [[nodiscard]] Eigen::MatrixXd precision() const;
    [[nodiscard]] CrossValidation validated(const std::vector<std::vector<Eigen::Index>>& folds) const;

    ProcessData data_; ///< of points that count
    ProcessTrend trend_;
    ProcessParameters parameters_;
    std::vector<Eigen::Index> used_;
    Eigen::MatrixXd scaled_;                  ///< [point][input]
    Eigen::MatrixXd basis_;                   ///< [point][coefficient]
    Eigen::LLT<Eigen::MatrixXd> factor_;      ///< of the covariance of the responses
    Eigen::MatrixXd whitened_basis_;          ///< [point][coefficient]
    Eigen::LLT<Eigen::MatrixXd> information_; ///< of the coefficients
    Eigen::VectorXd coefficients_;
    Eigen::VectorXd weights_;
    double log_likelihood_ = 0.0;
    std::vector<GaussianProcess> neighbours_; ///< pairs, one standard deviation of a direction before and behind
    std::vector<GaussianProcess> centre_;     ///< the same points with the parameters; empty without neighbours
};

/// Points that fill the space: each next one is farthest from those before, the first nearest to the middle.
/// @param scaled [point][input], numbers on [0, 1]
/// @return indices, ascending; all of them where there are not more than `count`
[[nodiscard]] std::vector<Eigen::Index> space_filling(const std::vector<ProcessInput>& inputs,
                                                      const Eigen::MatrixXd& scaled, Eigen::Index count);

} // namespace kamsim
