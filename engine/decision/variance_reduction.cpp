#include "kamsim/decision/variance_reduction.hpp"

#include <array>
#include <stdexcept>

#include "kamsim/decision/comparison.hpp"
#include "kamsim/decision/luck_controls.hpp"
#include "kamsim/model/input_space.hpp"
#include "kamsim/random/draws.hpp"
#include "kamsim/random/scrambled_sobol.hpp"
#include "kamsim/simulation/alternative_pairs.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "kamsim/simulation/study.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {

namespace {

/// Up to this many alternatives, every two of them are shown.
constexpr int most_in_all_pairs = 4;

enum class WorldPoints : std::uint8_t { random, antithetic, sobol };

/// Coordinates of the points of one design, each randomised by itself, as functions of the experiment's seed.
class Coordinates {
public:
    Coordinates(WorldPoints design, std::uint64_t seed, int dimensions, const ReductionRequest& request)
        : design_(design), worlds_(request.worlds),
          dimensions_(dimensions), key_{static_cast<std::uint32_t>(seed) ^ 0x6469616Eu,
                                        static_cast<std::uint32_t>(seed >> 32) + 1u}
    {
        for (std::int64_t k = 0; design == WorldPoints::sobol && k < request.randomisations; ++k) {
            const auto words = philox4x32_10({static_cast<std::uint32_t>(k), 0, 0, number()}, key_);
            sequences_.emplace_back((std::uint64_t{words[0]} << 32) | words[1], dimensions);
        }
    }

    [[nodiscard]] std::vector<double> at(std::int64_t point) const
    {
        const auto randomisation = static_cast<std::uint32_t>(point / worlds_);
        auto world = static_cast<std::uint32_t>(point % worlds_);
        const bool is_mirrored = design_ == WorldPoints::antithetic && world % 2 == 1;
        world -= is_mirrored ? 1 : 0;
        std::vector<double> uniforms;
        for (int k = 0; k < dimensions_; ++k) {
            double u = 0.0;
            if (design_ == WorldPoints::sobol) {
                u = sequences_[randomisation].coordinate(world, k);
            } else {
                u = uniform_of(philox4x32_10({randomisation, world, static_cast<std::uint32_t>(k), number()}, key_)[0]);
            }
            uniforms.push_back(is_mirrored ? 1.0 - u : u);
        }
        return uniforms;
    }

private:
    [[nodiscard]] std::uint32_t number() const { return static_cast<std::uint32_t>(design_) + 1; }

    WorldPoints design_;
    std::int64_t worlds_;
    int dimensions_;
    std::array<std::uint32_t, 2> key_;
    std::vector<ScrambledSobol> sequences_; ///< [randomisation]
};

class Measurement {
public:
    Measurement(const Experiment& experiment, const ReductionRequest& request, const ReductionOptions& options)
        : experiment_(experiment), options_(options), space_(experiment), certain_(space_.certain_copy())
    {
        result_.request = request;
        result_.has_own_draws = space_.has_own_draws();
        result_.futures_per_world = is_uncertain() ? experiment.uncertainty.futures_per_world : 0;
        if (request.replications < 64 || request.randomisations < 30 || request.worlds < 2 || request.worlds % 2 != 0) {
            throw std::invalid_argument("variance reduction is measured from 64 replications, and 30 randomisations of "
                                        "an even number of worlds, or more");
        }
    }

    VarianceReduction run()
    {
        measure_luck();
        if (is_uncertain()) {
            measure_worlds();
        }
        return std::move(result_);
    }

private:
    [[nodiscard]] bool is_uncertain() const { return space_.size() > 0; }
    [[nodiscard]] int alternatives() const { return static_cast<int>(experiment_.alternatives.size()); }
    [[nodiscard]] std::int64_t points() const { return result_.request.randomisations * result_.request.worlds; }

    [[nodiscard]] std::int64_t all_replications() const
    {
        return result_.request.replications + (is_uncertain() ? 3 * points() * result_.futures_per_world : 0);
    }

    [[nodiscard]] std::vector<EstimatedQuantity> quantities() const
    {
        std::vector<EstimatedQuantity> all;
        for (int i = 0; i < alternatives(); ++i) {
            all.push_back({i, std::nullopt});
        }
        for (const AlternativePair& pair : alternative_pairs(alternatives(), experiment_.baseline)) {
            if (alternatives() <= most_in_all_pairs || pair.against == experiment_.baseline) {
                all.push_back({pair.alternative, pair.against});
            }
        }
        return all;
    }

    /// Simulates points of the certain experiment.
    [[nodiscard]] StudyValues simulated(const StudyPlan& plan, std::int64_t done) const
    {
        StudyOptions options;
        options.threads = options_.threads;
        options.goes_on = options_.goes_on;
        options.progress = [&](std::int64_t points, std::int64_t) {
            if (options_.progress) {
                options_.progress(done + points * plan.futures, all_replications());
            }
        };
        auto values = study(certain_, plan, options);
        if (values.points < plan.points) {
            throw SimulationStopped(all_replications());
        }
        return values;
    }

    void measure_luck()
    {
        // Points of eight futures, since the study works on whole points.
        constexpr std::int64_t futures = 8;
        StudyPlan plan;
        plan.points = result_.request.replications / futures;
        plan.futures = futures;
        plan.luck = PointLuck::own;
        const auto study = simulated(plan, 0);
        std::vector<std::vector<double>> values(static_cast<std::size_t>(alternatives()));
        for (std::int64_t point = 0; point < plan.points; ++point) {
            for (int i = 0; i < alternatives(); ++i) {
                const auto first = study.value.begin() + static_cast<std::ptrdiff_t>(study.value_index(point, i, 0));
                values[static_cast<std::size_t>(i)].insert(values[static_cast<std::size_t>(i)].end(), first,
                                                           first + futures);
            }
        }
        std::vector<std::vector<double>> controls;
        for (auto& control : luck_controls(certain_, plan.points * futures)) {
            controls.push_back(std::move(control.values));
        }
        for (const EstimatedQuantity& quantity : quantities()) {
            result_.rows.push_back(luck_row(quantity, values, controls));
        }
    }

    static ReductionRow luck_row(const EstimatedQuantity& quantity, const std::vector<std::vector<double>>& values,
                                 const std::vector<std::vector<double>>& controls)
    {
        ReductionRow row;
        row.quantity = quantity;
        auto sample = values[static_cast<std::size_t>(quantity.alternative)];
        if (quantity.against) {
            const auto& other = values[static_cast<std::size_t>(*quantity.against)];
            row.common_luck = pairing_ratio(sample, other, comparison_level);
            sample = paired_differences(sample, other);
        }
        row.controls = reduction_ratio(sample, with_controls(sample, controls), comparison_level);
        return row;
    }

    /// Means over the worlds of each randomisation, and over the futures of each world alone: [quantity].
    struct DesignMoments {
        std::vector<Moments> of_randomisations;
        std::vector<Moments> of_worlds;
    };

    [[nodiscard]] DesignMoments moments_under(WorldPoints design, std::int64_t done) const
    {
        const Coordinates coordinates(design, experiment_.seed, static_cast<int>(space_.size()), result_.request);
        StudyPlan plan;
        plan.points = points();
        plan.futures = result_.futures_per_world;
        plan.luck = PointLuck::own;
        // Each design meets luck of its own, so that their variances are independent.
        plan.first_replication =
            result_.request.replications + static_cast<std::int64_t>(design) * points() * plan.futures;
        plan.enter = [&](std::int64_t point, Experiment& copy) {
            space_.set(space_.values_at(coordinates.at(point)), copy);
        };
        const auto study = simulated(plan, done);
        DesignMoments moments;
        for (const ReductionRow& row : result_.rows) {
            Moments of_randomisations;
            Moments of_worlds;
            double sum = 0.0;
            for (std::int64_t point = 0; point < plan.points; ++point) {
                double mean = study.mean(point, row.quantity.alternative);
                mean -= row.quantity.against ? study.mean(point, *row.quantity.against) : 0.0;
                of_worlds.add(mean);
                sum += mean;
                if ((point + 1) % result_.request.worlds == 0) {
                    of_randomisations.add(sum / static_cast<double>(result_.request.worlds));
                    sum = 0.0;
                }
            }
            moments.of_randomisations.push_back(of_randomisations);
            moments.of_worlds.push_back(of_worlds);
        }
        return moments;
    }

    void measure_worlds()
    {
        const std::int64_t of_design = points() * result_.futures_per_world;
        const std::int64_t first = result_.request.replications;
        const auto random = moments_under(WorldPoints::random, first);
        const auto antithetic = moments_under(WorldPoints::antithetic, first + of_design);
        const auto sobol = moments_under(WorldPoints::sobol, first + 2 * of_design);
        // The mean of n independent worlds has the variance of a world over n, which all worlds together tell best.
        const double scale = 1.0 / static_cast<double>(result_.request.worlds);
        for (std::size_t k = 0; k < result_.rows.size(); ++k) {
            const auto ratio = [&](const DesignMoments& design) {
                return ratio_of_variances(random.of_worlds[k], scale, design.of_randomisations[k], comparison_level);
            };
            result_.rows[k].antithetic_worlds = ratio(antithetic);
            result_.rows[k].sobol_worlds = ratio(sobol);
        }
    }

    const Experiment& experiment_;
    const ReductionOptions& options_;
    InputSpace space_;
    Experiment certain_;
    VarianceReduction result_;
};

} // namespace

VarianceReduction measure_variance_reduction(const Experiment& experiment, const ReductionRequest& request,
                                             const ReductionOptions& options)
{
    return Measurement(experiment, request, options).run();
}

} // namespace kamsim
