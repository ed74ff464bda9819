#include "kamsim/model/worlds.hpp"

#include <algorithm>
#include <numeric>

#include <Eigen/Core>

#include "kamsim/model/input_space.hpp"
#include "kamsim/random/draws.hpp"
#include "kamsim/random/latin_hypercube.hpp"
#include "kamsim/random/scrambled_sobol.hpp"
#include "model/rank_copula.hpp"

namespace kamsim {

namespace {

/// [dimension][world], uniform on (0, 1).
std::vector<std::vector<double>> design_columns(const Experiment& experiment, std::int64_t worlds, std::size_t inputs)
{
    const auto dimensions = static_cast<int>(inputs);
    const auto design = experiment.uncertainty.design;
    const ScrambledSobol sobol(experiment.seed, design == WorldDesign::sobol ? dimensions : 0);
    std::vector<std::vector<double>> columns;
    for (int dimension = 0; dimension < dimensions; ++dimension) {
        if (design == WorldDesign::latin_hypercube) {
            columns.push_back(latin_hypercube_column(experiment.seed, worlds, dimension));
            continue;
        }
        std::vector<double>& column = columns.emplace_back(static_cast<std::size_t>(worlds));
        for (std::uint32_t world = 0; world < column.size(); ++world) {
            column[world] =
                design == WorldDesign::sobol
                    ? sobol.coordinate(world, dimension)
                    : draw(experiment.seed, world, static_cast<std::uint64_t>(dimension), once, Purpose::world_shared);
        }
    }
    return columns;
}

/// L x for a lower triangular L, column by column. Plain sums in one order: a library's products are cut by the sizes
/// of caches and the number of threads, and their last bits with them.
Eigen::MatrixXd lower_times(const Eigen::MatrixXd& lower, const Eigen::MatrixXd& columns)
{
    Eigen::MatrixXd product = Eigen::MatrixXd::Zero(columns.rows(), columns.cols());
    for (Eigen::Index column = 0; column < columns.cols(); ++column) {
        for (Eigen::Index row = 0; row < columns.rows(); ++row) {
            for (Eigen::Index k = 0; k <= row; ++k) {
                product(row, column) += lower(row, k) * columns(k, column);
            }
        }
    }
    return product;
}

/// L^-1 x, likewise.
Eigen::MatrixXd lower_solve(const Eigen::MatrixXd& lower, Eigen::MatrixXd columns)
{
    for (Eigen::Index column = 0; column < columns.cols(); ++column) {
        for (Eigen::Index row = 0; row < columns.rows(); ++row) {
            for (Eigen::Index k = 0; k < row; ++k) {
                columns(row, column) -= lower(row, k) * columns(k, column);
            }
            columns(row, column) /= lower(row, row);
        }
    }
    return columns;
}

/// The values of `column` in an order that has the ranks of `wanted`: each stratum stays hit once.
std::vector<double> reordered(std::vector<double> column, const std::vector<double>& wanted)
{
    std::vector<std::size_t> order(wanted.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });
    std::sort(column.begin(), column.end());
    std::vector<double> result(column.size());
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        result[order[rank]] = column[rank];
    }
    return result;
}

} // namespace

class Worlds::Implementation {
public:
    explicit Implementation(const Experiment& experiment)
        : experiment_(experiment), space_(experiment), copula_(experiment.uncertainty),
          shared_(shared_inputs(experiment.uncertainty))
    {
        const bool is_certain = inputs().empty();
        futures_ = is_certain ? experiment.replications : experiment.uncertainty.futures_per_world;
        count_ = is_certain ? 1 : experiment.replications / futures_;
        draw_shared();
        number_accounts();
    }

    [[nodiscard]] std::int64_t count() const { return count_; }
    [[nodiscard]] std::int64_t futures() const { return futures_; }
    [[nodiscard]] std::span<const double> shared_draws() const { return shared_draws_; }

    [[nodiscard]] double account_draw(std::int64_t world, std::size_t input, std::size_t account) const
    {
        const auto place = copula_.place_of(input);
        const double uniform = place ? correlated_uniform(world, *place, account) : own_uniform(world, input, account);
        return space_.distribution(input).quantile(uniform);
    }

    [[nodiscard]] Experiment certain_copy() const { return space_.certain_copy(); }

    void enter(std::int64_t world, Experiment& copy) const
    {
        const OwnDraw own_draw = [&](std::size_t input, std::size_t account) {
            return account_draw(world, input, account);
        };
        space_.set(shared_draws().subspan(static_cast<std::size_t>(world) * space_.size(), space_.size()), own_draw,
                   copy);
    }

private:
    [[nodiscard]] const std::vector<UncertainInput>& inputs() const { return experiment_.uncertainty.inputs; }

    void draw_shared()
    {
        auto columns = design_columns(experiment_, count_, shared_.size());
        correlate(columns);
        shared_draws_.resize(static_cast<std::size_t>(count_) * shared_.size());
        for (std::size_t column = 0; column < shared_.size(); ++column) {
            for (std::size_t world = 0; world < columns[column].size(); ++world) {
                shared_draws_[world * shared_.size() + column] = space_.quantile(column, columns[column][world]);
            }
        }
    }

    /// Gives the columns their rank correlations and keeps the independent normals behind them, from which accounts'
    /// own draws go on.
    void correlate(std::vector<std::vector<double>>& columns)
    {
        const auto size = static_cast<Eigen::Index>(copula_.shared_count());
        const Eigen::MatrixXd factor = copula_.factor().topLeftCorner(size, size);
        std::vector<std::size_t> places;
        for (std::size_t k = 0; k < copula_.shared_count(); ++k) {
            const auto found = std::find(shared_.begin(), shared_.end(), copula_.inputs()[k]);
            places.push_back(static_cast<std::size_t>(found - shared_.begin()));
        }
        Eigen::MatrixXd normals(size, count_);
        for (Eigen::Index k = 0; k < size; ++k) {
            for (Eigen::Index world = 0; world < count_; ++world) {
                normals(k, world) =
                    normal_of(columns[places[static_cast<std::size_t>(k)]][static_cast<std::size_t>(world)]);
            }
        }
        Eigen::MatrixXd correlated = lower_times(factor, normals);
        for (Eigen::Index k = 0; k < size; ++k) {
            std::vector<double>& column = columns[places[static_cast<std::size_t>(k)]];
            std::vector<double> wanted(column.size());
            for (std::size_t world = 0; world < wanted.size(); ++world) {
                wanted[world] = standard_normal_below(correlated(k, static_cast<Eigen::Index>(world)));
            }
            const bool keeps_strata = experiment_.uncertainty.design == WorldDesign::latin_hypercube;
            column = keeps_strata ? reordered(std::move(column), wanted) : std::move(wanted);
            for (std::size_t world = 0; keeps_strata && world < column.size(); ++world) {
                correlated(k, static_cast<Eigen::Index>(world)) = normal_of(column[world]);
            }
        }
        shared_normals_ = lower_solve(factor, std::move(correlated));
    }

    void number_accounts()
    {
        entities_.resize(inputs().size());
        for (std::size_t input = 0; input < inputs().size(); ++input) {
            if (inputs()[input].scope == UncertainScope::each) {
                for (const Account& account : experiment_.accounts) {
                    entities_[input].push_back(entity_number(account.id + '\n' + inputs()[input].name));
                }
            }
        }
    }

    [[nodiscard]] double own_uniform(std::int64_t world, std::size_t input, std::size_t account) const
    {
        return draw(experiment_.seed, static_cast<std::uint32_t>(world), entities_[input][account], once,
                    Purpose::world_account);
    }

    [[nodiscard]] double correlated_uniform(std::int64_t world, std::size_t place, std::size_t account) const
    {
        const auto row = static_cast<Eigen::Index>(place);
        double sum = 0.0;
        for (Eigen::Index k = 0; k <= row; ++k) {
            const auto other = static_cast<std::size_t>(k);
            const double normal = other < copula_.shared_count()
                                      ? shared_normals_(k, world)
                                      : normal_of(own_uniform(world, copula_.inputs()[other], account));
            sum += copula_.factor()(row, k) * normal;
        }
        return standard_normal_below(sum);
    }

    const Experiment& experiment_;
    InputSpace space_;
    RankCopula copula_;
    std::vector<std::size_t> shared_;
    std::int64_t futures_ = 0;
    std::int64_t count_ = 0;
    std::vector<double> shared_draws_;                 ///< [world][shared input]
    Eigen::MatrixXd shared_normals_;                   ///< [place in the copula][world]
    std::vector<std::vector<std::uint64_t>> entities_; ///< [input][account]; empty for shared inputs
};

Worlds::Worlds(const Experiment& experiment) : implementation_(std::make_unique<Implementation>(experiment))
{}

Worlds::~Worlds() = default;

std::int64_t Worlds::count() const
{
    return implementation_->count();
}

std::int64_t Worlds::futures_per_world() const
{
    return implementation_->futures();
}

std::span<const double> Worlds::shared_draws() const
{
    return implementation_->shared_draws();
}

double Worlds::account_draw(std::int64_t world, std::size_t input, std::size_t account) const
{
    return implementation_->account_draw(world, input, account);
}

Experiment Worlds::certain_copy() const
{
    return implementation_->certain_copy();
}

void Worlds::enter(std::int64_t world, Experiment& copy) const
{
    implementation_->enter(world, copy);
}

} // namespace kamsim
