#include "kamsim/model/worlds.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include <Eigen/Core>

#include "kamsim/model/account_columns.hpp"
#include "kamsim/model/catalogue.hpp"
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

double restricted(double value, const NumberRange& range)
{
    return std::clamp(value, range.least, range.greatest);
}

double applied(const UncertainInput& input, double before, double drawn)
{
    switch (input.application) {
    case UncertainApplication::factor: return before * drawn;
    case UncertainApplication::addend: return before + drawn;
    case UncertainApplication::value: break;
    }
    return drawn;
}

bool is_meant(const UncertainInput& input, const Account& account)
{
    return (input.segment.empty() || account.segment == input.segment)
           && (input.account.empty() || account.id == input.account);
}

void set_column(const UncertainInput& input, double drawn, Account& account)
{
    if (input.target == UncertainTarget::account_flag) {
        account.*flag_columns[input.entry].member = drawn >= 0.5;
        return;
    }
    const NumberColumnDeclaration& column = number_columns[input.entry];
    account.*column.member = restricted(applied(input, account.*column.member, drawn), column.range);
}

/// What must hold between the columns of an account, whatever was drawn for each (eq. 84).
void restore_invariants(Account& account)
{
    account.cells = restricted(std::floor(account.cells + 0.5), cell_count);
    if (account.status == AccountStatus::prospect) {
        account.revenue = 0.0;
        account.live_cells = 0.0;
        account.key_now = false;
        return;
    }
    account.revenue = restricted(account.revenue, positive_number);
    account.wallet = std::max(account.wallet, account.revenue);
    account.live_cells =
        std::clamp(account.live_cells, least_live_cells(account.cells, account.revenue, account.wallet), account.cells);
}

} // namespace

class Worlds::Implementation {
public:
    explicit Implementation(const Experiment& experiment)
        : experiment_(experiment), copula_(checked(experiment)), shared_(shared_inputs(experiment.uncertainty))
    {
        const bool is_certain = inputs().empty();
        futures_ = is_certain ? experiment.replications : experiment.uncertainty.futures_per_world;
        count_ = is_certain ? 1 : experiment.replications / futures_;
        for (const UncertainInput& input : inputs()) {
            distributions_.emplace_back(input.distribution, input.minimum, input.maximum);
            touches_accounts_ = touches_accounts_ || is_account_target(input.target);
        }
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
        return distributions_[input].quantile(uniform);
    }

    [[nodiscard]] Experiment certain_copy() const
    {
        Experiment copy = experiment_;
        copy.uncertainty.inputs.clear();
        copy.uncertainty.correlations.clear();
        return copy;
    }

    void enter(std::int64_t world, Experiment& copy) const
    {
        restore(copy);
        std::size_t dimension = static_cast<std::size_t>(world) * shared_.size();
        for (std::size_t input = 0; input < inputs().size(); ++input) {
            if (inputs()[input].scope == UncertainScope::all) {
                set_shared(inputs()[input], shared_draws_[dimension++], copy);
            } else {
                set_each(world, input, copy);
            }
        }
        LedgerParameters& ledger = copy.parameters.ledger;
        ledger.commission_tier_2 = std::max(ledger.commission_tier_1, ledger.commission_tier_2);
        if (touches_accounts_) {
            std::for_each(copy.accounts.begin(), copy.accounts.end(), restore_invariants);
        }
    }

private:
    static const Uncertainty& checked(const Experiment& experiment)
    {
        validate_uncertainty(experiment);
        return experiment.uncertainty;
    }

    [[nodiscard]] const std::vector<UncertainInput>& inputs() const { return experiment_.uncertainty.inputs; }

    void draw_shared()
    {
        auto columns = design_columns(experiment_, count_, shared_.size());
        correlate(columns);
        shared_draws_.resize(static_cast<std::size_t>(count_) * shared_.size());
        for (std::size_t column = 0; column < shared_.size(); ++column) {
            const TruncatedDistribution& distribution = distributions_[shared_[column]];
            for (std::size_t world = 0; world < columns[column].size(); ++world) {
                shared_draws_[world * shared_.size() + column] = distribution.quantile(columns[column][world]);
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

    void restore(Experiment& copy) const
    {
        copy.parameters = experiment_.parameters;
        copy.discount_rate = experiment_.discount_rate;
        for (std::size_t k = 0; k < copy.structures.size(); ++k) {
            copy.structures[k].parameters = experiment_.structures[k].parameters;
        }
        for (std::size_t k = 0; touches_accounts_ && k < copy.accounts.size(); ++k) {
            for (const NumberColumnDeclaration& column : number_columns) {
                copy.accounts[k].*column.member = experiment_.accounts[k].*column.member;
            }
            for (const FlagColumnDeclaration& column : flag_columns) {
                copy.accounts[k].*column.member = experiment_.accounts[k].*column.member;
            }
        }
    }

    static void set_shared(const UncertainInput& input, double drawn, Experiment& copy)
    {
        const auto set = [&](double& value, const NumberRange& range) {
            value = restricted(applied(input, value, drawn), range);
        };
        switch (input.target) {
        case UncertainTarget::model_parameter: {
            const ModelEntry& entry = model_catalogue()[input.entry];
            set(entry.in(copy.parameters), range_of(entry.domain));
            return;
        }
        case UncertainTarget::structure_parameter: {
            const StructureEntry& entry = structure_catalogue()[input.entry];
            for (const int structure : input.structures) {
                set(copy.structures[static_cast<std::size_t>(structure)].parameters.*entry.member,
                    range_of(entry.domain));
            }
            return;
        }
        case UncertainTarget::discount_rate: set(copy.discount_rate, discount_range); return;
        case UncertainTarget::account_number:
        case UncertainTarget::account_flag: break;
        }
        for (Account& account : copy.accounts) {
            if (is_meant(input, account)) {
                set_column(input, drawn, account);
            }
        }
    }

    void set_each(std::int64_t world, std::size_t input, Experiment& copy) const
    {
        for (std::size_t account = 0; account < copy.accounts.size(); ++account) {
            if (is_meant(inputs()[input], copy.accounts[account])) {
                set_column(inputs()[input], account_draw(world, input, account), copy.accounts[account]);
            }
        }
    }

    const Experiment& experiment_;
    RankCopula copula_;
    std::vector<std::size_t> shared_;
    std::int64_t futures_ = 0;
    std::int64_t count_ = 0;
    std::vector<TruncatedDistribution> distributions_; ///< [input]
    std::vector<double> shared_draws_;                 ///< [world][shared input]
    Eigen::MatrixXd shared_normals_;                   ///< [place in the copula][world]
    std::vector<std::vector<std::uint64_t>> entities_; ///< [input][account]; empty for shared inputs
    bool touches_accounts_ = false;
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
