#include "kamsim/decision/account_paths.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "kamsim/model/worlds.hpp"
#include "kamsim/simulation/paths.hpp"
#include "kamsim/statistics/quantiles.hpp"

namespace kamsim {

namespace {

constexpr int most_ranks = 40;
constexpr std::int64_t usual_futures = 512;
constexpr std::int64_t least_worlds = 24; ///< where something is uncertain, as far as the steps allow
/// Account-periods that are simulated at most: some seconds on two cores, whatever the portfolio.
constexpr std::int64_t most_steps = 64'000'000;
constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

std::size_t at(std::int64_t index)
{
    return static_cast<std::size_t>(index);
}

std::int64_t futures_to_follow(const Experiment& experiment, const Worlds& worlds, std::int64_t asked)
{
    const std::int64_t all = worlds.count() * worlds.futures_per_world();
    const auto steps =
        static_cast<std::int64_t>(experiment.alternatives.size() * experiment.accounts.size()) * experiment.periods;
    const std::int64_t whole = worlds.count() > 1 ? worlds.futures_per_world() : 1;
    const std::int64_t usual = std::max(usual_futures, worlds.count() > 1 ? least_worlds * whole : 1);
    const std::int64_t wanted = asked > 0 ? asked : std::clamp<std::int64_t>(most_steps / steps, 64, usual);
    return std::min(all, (wanted + whole - 1) / whole * whole);
}

/// A quantity of each future, [row][future]; rows become spreads at the end.
class Sample {
public:
    Sample(std::size_t rows, std::int64_t futures) : futures_(at(futures)), values_(rows * futures_) {}

    void set(std::size_t row, std::int64_t future, double value)
    {
        values_[row * futures_ + at(future)] = static_cast<float>(value);
    }

    [[nodiscard]] std::vector<PathSpread> spreads() const
    {
        std::vector<PathSpread> result(values_.size() / futures_);
        for (std::size_t row = 0; row < result.size(); ++row) {
            result[row] = spread_of(row);
        }
        return result;
    }

private:
    [[nodiscard]] PathSpread spread_of(std::size_t row) const
    {
        std::vector<double> defined;
        double sum = 0.0;
        for (std::size_t k = row * futures_; k < (row + 1) * futures_; ++k) {
            if (!std::isnan(values_[k])) {
                defined.push_back(static_cast<double>(values_[k]));
                sum += defined.back();
            }
        }
        if (defined.empty()) {
            return {undefined, undefined, undefined, undefined};
        }
        constexpr std::array probabilities{0.05, 0.5, 0.95};
        const auto quantiles = sample_quantiles(defined, probabilities);
        return {sum / static_cast<double>(defined.size()), quantiles[0], quantiles[1], quantiles[2]};
    }

    std::size_t futures_;
    std::vector<float> values_;
};

/// Accounts by revenue, the largest customer first; ties in the order of the file.
std::vector<int> ranked(const std::vector<double>& revenue, const std::vector<bool>& customer)
{
    std::vector<int> order;
    for (std::size_t account = 0; account < revenue.size(); ++account) {
        if (customer[account]) {
            order.push_back(static_cast<int>(account));
        }
    }
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return revenue[at(a)] > revenue[at(b)]; });
    return order;
}

std::vector<TierState> tiers_in_order(const std::vector<double>& revenue, const std::vector<int>& order)
{
    double total = 0.0;
    for (const int account : order) {
        total += revenue[at(account)];
    }
    std::vector<TierState> tiers(revenue.size(), TierState::no_customer);
    double before = 0.0;
    for (const int account : order) {
        tiers[at(account)] = before < 0.80 * total ? TierState::a : before < 0.95 * total ? TierState::b : TierState::c;
        before += revenue[at(account)];
    }
    return tiers;
}

/// All accounts of one future at one time.
struct Portfolio {
    std::vector<double> revenue; ///< [account]
    std::vector<bool> customer;  ///< [account]
    std::vector<int> order;      ///< customers, the largest first
    std::vector<TierState> tiers;

    explicit Portfolio(std::size_t accounts) : revenue(accounts), customer(accounts) {}

    void rank()
    {
        order = ranked(revenue, customer);
        tiers = tiers_in_order(revenue, order);
    }
};

/// Takes block after block and adds up; what is a mean is divided in the end.
class Follower {
public:
    Follower(const Experiment& experiment, const Worlds& worlds, std::int64_t futures)
        : worlds_(worlds), copy_(worlds.certain_copy()), periods_(experiment.periods),
          per_year_(experiment.periods_per_year), paths_(shape_of(experiment, futures)),
          by_rank_(at(paths_.alternatives) * at(paths_.ranks), futures), shares_(by_rank_),
          to_80_(at(paths_.alternatives) * at(paths_.years), futures), gini_(to_80_),
          survival_(at(paths_.alternatives) * cohort_count * at(paths_.times), futures),
          ranks_(at(paths_.alternatives) * at(paths_.accounts), futures), revenues_(ranks_),
          first_day_(experiment.accounts.size())
    {
        choose_cohorts(experiment);
        const std::size_t accounts = ranks_rows();
        paths_.tier_flows.resize(at(paths_.alternatives) * tier_state_count * tier_state_count);
        paths_.tier_moves.resize(paths_.tier_flows.size() * at(paths_.years));
        paths_.tier_shares.resize(accounts * at(paths_.years) * tier_state_count);
        paths_.flagged.resize(accounts * at(paths_.years));
        paths_.years_flagged.resize(accounts * at(paths_.years));
    }

    void take(const PathBlock& block)
    {
        for (int replication = 0; replication < block.replications; ++replication) {
            const std::int64_t future = block.first_replication + replication;
            enter_world(future / worlds_.futures_per_world());
            for (int alternative = 0; alternative < paths_.alternatives; ++alternative) {
                const std::size_t row = at(alternative) * at(block.replications) + at(replication);
                follow(block, row * at(paths_.accounts) * at(periods_), alternative, future);
            }
        }
    }

    [[nodiscard]] AccountPaths result()
    {
        paths_.revenue_of_rank = by_rank_.spreads();
        paths_.share_of_ranks = shares_.spreads();
        paths_.accounts_to_80 = to_80_.spreads();
        paths_.gini = gini_.spreads();
        paths_.survival = survival_.spreads();
        paths_.rank_at_end = ranks_.spreads();
        paths_.revenue_at_end = revenues_.spreads();
        const auto futures = static_cast<double>(paths_.futures);
        for (std::size_t k = 0; k < paths_.flagged.size(); ++k) {
            paths_.years_flagged[k] = paths_.flagged[k] > 0.0 ? paths_.years_flagged[k] / paths_.flagged[k] : undefined;
        }
        for (auto* sums : {&paths_.tier_flows, &paths_.tier_moves, &paths_.tier_shares, &paths_.flagged}) {
            std::for_each(sums->begin(), sums->end(), [&](double& sum) { sum /= futures; });
        }
        return std::move(paths_);
    }

private:
    [[nodiscard]] std::size_t ranks_rows() const { return at(paths_.alternatives) * at(paths_.accounts); }

    static AccountPaths shape_of(const Experiment& experiment, std::int64_t futures)
    {
        AccountPaths paths;
        paths.futures = futures;
        paths.alternatives = static_cast<int>(experiment.alternatives.size());
        paths.accounts = static_cast<int>(experiment.accounts.size());
        paths.years = 1 + (experiment.periods + experiment.periods_per_year - 1) / experiment.periods_per_year;
        paths.times = 1 + experiment.periods;
        paths.ranks = std::min(most_ranks, paths.accounts);
        return paths;
    }

    /// The same accounts under every design, so that designs are compared on them.
    void choose_cohorts(const Experiment& experiment)
    {
        Portfolio given(experiment.accounts.size());
        for (std::size_t account = 0; account < experiment.accounts.size(); ++account) {
            const auto& one = experiment.accounts[account];
            given.customer[account] = one.status == AccountStatus::customer;
            given.revenue[account] = one.revenue;
            paths_.important_are_key = paths_.important_are_key || (one.key_now && given.customer[account]);
        }
        given.rank();
        paths_.cohort.assign(experiment.accounts.size(), -1);
        for (const int account : given.order) {
            const bool important = paths_.important_are_key ? experiment.accounts[at(account)].key_now
                                                            : given.tiers[at(account)] == TierState::a;
            const auto cohort = important ? Cohort::important : Cohort::other;
            paths_.cohort[at(account)] = static_cast<int>(cohort);
            ++paths_.cohort_size[at(static_cast<int>(cohort))];
        }
    }

    /// The first day, which may differ between worlds.
    void enter_world(std::int64_t world)
    {
        if (world == world_) {
            return;
        }
        world_ = world;
        worlds_.enter(world, copy_);
        for (std::size_t account = 0; account < copy_.accounts.size(); ++account) {
            first_day_.customer[account] = copy_.accounts[account].status == AccountStatus::customer;
            first_day_.revenue[account] = first_day_.customer[account] ? copy_.accounts[account].revenue : 0.0;
        }
        first_day_.rank();
    }

    void follow(const PathBlock& block, std::size_t row, int alternative, std::int64_t future)
    {
        auto before = first_day_;
        measure_concentration(before, alternative, 0, future);
        count_tiers(before, alternative, 0);
        for (int year = 1; year < paths_.years; ++year) {
            const int period = std::min(year * per_year_, periods_) - 1;
            Portfolio now(first_day_.revenue.size());
            for (std::size_t account = 0; account < now.revenue.size(); ++account) {
                const std::size_t cell = row + account * at(periods_) + at(period);
                now.customer[account] = value(block, PathQuantity::alive, cell) > 0.5;
                now.revenue[account] = value(block, PathQuantity::revenue, cell);
            }
            now.rank();
            measure_concentration(now, alternative, year, future);
            count_tiers(now, alternative, year);
            for (std::size_t account = 0; account < now.tiers.size(); ++account) {
                ++paths_.tier_moves[paths_.move_index(alternative, year, before.tiers[account], now.tiers[account])];
            }
            before = std::move(now);
        }
        end_with(before, alternative, future);
        follow_flags(block, row, alternative);
        follow_cohorts(block, row, alternative, future);
    }

    static double value(const PathBlock& block, PathQuantity quantity, std::size_t cell)
    {
        return static_cast<double>(block.values[at(static_cast<int>(quantity))][cell]);
    }

    void count_tiers(const Portfolio& portfolio, int alternative, int year)
    {
        for (int account = 0; account < paths_.accounts; ++account) {
            ++paths_.tier_shares[paths_.tier_share_index(alternative, account, year, portfolio.tiers[at(account)])];
        }
    }

    void measure_concentration(const Portfolio& portfolio, int alternative, int year, std::int64_t future)
    {
        std::vector<double> revenue;
        for (const int account : portfolio.order) {
            revenue.push_back(portfolio.revenue[at(account)]);
        }
        const auto in_a = std::count(portfolio.tiers.begin(), portfolio.tiers.end(), TierState::a);
        const std::size_t row = paths_.year_index(alternative, year);
        to_80_.set(row, future, revenue.empty() ? undefined : static_cast<double>(in_a));
        gini_.set(row, future, gini_coefficient(std::move(revenue)));
    }

    void end_with(const Portfolio& end, int alternative, std::int64_t future)
    {
        double total = 0.0;
        for (const int account : end.order) {
            total += end.revenue[at(account)];
        }
        double sum = 0.0;
        for (int rank = 0; rank < paths_.ranks; ++rank) {
            const double revenue = at(rank) < end.order.size() ? end.revenue[at(end.order[at(rank)])] : 0.0;
            sum += revenue;
            by_rank_.set(paths_.rank_index(alternative, rank), future, revenue);
            shares_.set(paths_.rank_index(alternative, rank), future, total > 0.0 ? sum / total : undefined);
        }
        for (int account = 0; account < paths_.accounts; ++account) {
            const std::size_t row = paths_.account_index(alternative, account);
            ranks_.set(row, future, undefined);
            revenues_.set(row, future, end.customer[at(account)] ? end.revenue[at(account)] : 0.0);
            ++paths_.tier_flows[paths_.flow_index(alternative, first_day_.tiers[at(account)], end.tiers[at(account)])];
        }
        for (std::size_t rank = 0; rank < end.order.size(); ++rank) {
            ranks_.set(paths_.account_index(alternative, end.order[rank]), future, static_cast<double>(rank + 1));
        }
    }

    /// A customer is flagged where it was one before the period as well: who has just been won was not looked at.
    void follow_flags(const PathBlock& block, std::size_t row, int alternative)
    {
        const double threshold = copy_.parameters.retention.endangerment_threshold;
        for (int account = 0; account < paths_.accounts; ++account) {
            bool was_customer = first_day_.customer[at(account)];
            int queue = 0;
            for (int period = 0; period < periods_; ++period) {
                const std::size_t cell = row + at(account) * at(periods_) + at(period);
                const bool customer = value(block, PathQuantity::alive, cell) > 0.5;
                const bool flagged =
                    customer && was_customer && value(block, PathQuantity::endangerment_seen, cell) > threshold;
                queue = flagged ? queue + 1 : 0;
                was_customer = customer;
                if (flagged && ((period + 1) % per_year_ == 0 || period + 1 == periods_)) {
                    const int year = (period + per_year_) / per_year_;
                    const std::size_t at_year = paths_.account_year_index(alternative, account, year);
                    paths_.flagged[at_year] += 1.0;
                    paths_.years_flagged[at_year] += static_cast<double>(queue) / per_year_;
                }
            }
        }
    }

    void follow_cohorts(const PathBlock& block, std::size_t row, int alternative, std::int64_t future)
    {
        std::vector<int> left(at(paths_.times) * cohort_count, 0);
        for (int account = 0; account < paths_.accounts; ++account) {
            const int cohort = paths_.cohort[at(account)];
            for (int period = 0; cohort >= 0 && period < periods_; ++period) {
                if (value(block, PathQuantity::alive, row + at(account) * at(periods_) + at(period)) < 0.5) {
                    ++left[at(cohort) * at(paths_.times) + at(period) + 1];
                    break;
                }
            }
        }
        for (int cohort = 0; cohort < cohort_count; ++cohort) {
            const double size = paths_.cohort_size[at(cohort)];
            double there = size;
            for (int time = 0; time < paths_.times; ++time) {
                there -= left[at(cohort) * at(paths_.times) + at(time)];
                survival_.set(paths_.survival_index(alternative, static_cast<Cohort>(cohort), time), future,
                              size > 0.0 ? there / size : undefined);
            }
        }
    }

    const Worlds& worlds_;
    Experiment copy_;
    int periods_;
    int per_year_;
    AccountPaths paths_;
    Sample by_rank_;
    Sample shares_;
    Sample to_80_;
    Sample gini_;
    Sample survival_;
    Sample ranks_;
    Sample revenues_;
    Portfolio first_day_;
    std::int64_t world_ = -1;
};

} // namespace

std::optional<AccountPaths> follow_accounts(const Experiment& experiment, const AccountPathOptions& options)
{
    const Worlds worlds(experiment);
    const std::int64_t futures = futures_to_follow(experiment, worlds, options.futures);
    Follower follower(experiment, worlds, futures);
    std::int64_t done = 0;
    PathOptions stream;
    stream.threads = options.threads;
    stream.replications = futures;
    stream.goes_on = options.goes_on;
    stream.sink = [&](const PathBlock& block) {
        follower.take(block);
        done += block.replications;
        if (options.progress) {
            options.progress(done, futures);
        }
    };
    if (stream_paths(experiment, stream) < futures) {
        return std::nullopt;
    }
    auto paths = follower.result();
    paths.worlds = worlds.count() > 1 ? futures / worlds.futures_per_world() : 1;
    return paths;
}

std::vector<TierState> abc_tiers(const std::vector<double>& revenue, const std::vector<bool>& customer)
{
    return tiers_in_order(revenue, ranked(revenue, customer));
}

double gini_coefficient(std::vector<double> revenue)
{
    std::sort(revenue.begin(), revenue.end());
    const double total = std::accumulate(revenue.begin(), revenue.end(), 0.0);
    if (!(total > 0.0)) {
        return undefined;
    }
    double weighted = 0.0;
    for (std::size_t k = 0; k < revenue.size(); ++k) {
        weighted += static_cast<double>(k + 1) * revenue[k];
    }
    const auto count = static_cast<double>(revenue.size());
    return 2.0 * weighted / (count * total) - (count + 1.0) / count;
}

} // namespace kamsim
