#include "kamsim/decision/luck_controls.hpp"

#include <array>
#include <cmath>
#include <stdexcept>

#include "kamsim/model/closed_forms.hpp"
#include "kamsim/model/segments.hpp"
#include "kamsim/random/draws.hpp"

namespace kamsim {

namespace {

enum class Control : std::uint8_t { wallets, markets, frailty, renewals, satisfaction, relationship, won_cells };
constexpr std::array<std::string_view, 7> control_names{"wallets",      "markets",      "frailty",  "renewals",
                                                        "satisfaction", "relationship", "won cells"};

/// What of an account does not change from replication to replication.
struct AccountWeights {
    std::uint64_t entity = 0;
    std::size_t segment = 0;
    double margin = 0.0; ///< kEUR a period, as on the first day
    double drift = 0.0;  ///< of the log wallet, a period
    double spread = 0.0;
    double leaving = 0.0;            ///< chance of leaving at a renewal that everything is average for
    std::vector<double> mean_wallet; ///< [period], as a multiple of the first day's
    std::vector<bool> renews;        ///< [period], if it never leaves
};

class Controls {
public:
    Controls(const Experiment& experiment, std::int64_t replications)
        : experiment_(experiment), step_(1.0 / experiment.periods_per_year), segments_(segments_of(experiment.accounts))
    {
        for (const auto name : control_names) {
            controls_.push_back({name, std::vector<double>(static_cast<std::size_t>(replications))});
        }
        for (const auto& name : segments_.names) {
            segment_entities_.push_back(entity_number(name));
        }
        for (int period = 0; period < experiment.periods; ++period) {
            discount_.push_back(std::pow(1.0 + experiment.discount_rate, -(period + 0.5) * step_));
        }
        still_to_come_ = discount_;
        for (std::size_t period = discount_.size(); period-- > 1;) {
            still_to_come_[period - 1] += still_to_come_[period];
        }
        for (std::size_t a = 0; a < experiment.accounts.size(); ++a) {
            add_account(experiment.accounts[a], segments_.of_account[a]);
        }
    }

    std::vector<LuckControl> run()
    {
        const auto replications = static_cast<std::uint32_t>(controls_.front().values.size());
        for (std::uint32_t replication = 0; replication < replications; ++replication) {
            draw_markets(replication);
            for (const AccountWeights& account : accounts_) {
                add_once(replication, account);
                add_path(replication, account);
            }
        }
        return std::move(controls_);
    }

private:
    void add_account(const Account& account, int segment)
    {
        if (account.status == AccountStatus::prospect) {
            return;
        }
        const auto& parameters = experiment_.parameters;
        AccountWeights weights;
        weights.entity = entity_number(account.id);
        weights.segment = static_cast<std::size_t>(segment);
        weights.margin = account.revenue * (account.gross_margin - account.cost_to_serve) * step_;
        weights.drift = step_ * (account.growth - 0.5 * account.volatility * account.volatility);
        weights.spread = account.volatility * std::sqrt(step_);
        weights.leaving = leaving_chance(parameters.retention.leaving_base, std::fmax(account.contract_term, step_));
        const auto at_least_one = [&](double years) {
            return std::max(1, rounded_periods(years, experiment_.periods_per_year));
        };
        int clock = at_least_one(account.next_renewal);
        for (int period = 0; period < experiment_.periods; ++period) {
            weights.mean_wallet.push_back(
                wallet_spread(1.0, account.growth, account.volatility, (period + 1) * step_).mean);
            weights.renews.push_back(--clock == 0);
            clock = clock == 0 ? at_least_one(account.contract_term) : clock;
        }
        accounts_.push_back(std::move(weights));
    }

    [[nodiscard]] double uniform(std::uint32_t replication, std::uint64_t entity, int period, Purpose purpose) const
    {
        return draw(experiment_.seed, replication, entity, static_cast<std::uint32_t>(period), purpose);
    }
    [[nodiscard]] double normal(std::uint32_t replication, std::uint64_t entity, int period, Purpose purpose) const
    {
        return normal_of(uniform(replication, entity, period, purpose));
    }
    void add(Control control, std::uint32_t replication, double amount)
    {
        controls_[static_cast<std::size_t>(control)].values[replication] += amount;
    }

    /// Shocks and states of the segments' markets in one replication: [segment][period].
    void draw_markets(std::uint32_t replication)
    {
        const auto& market = experiment_.parameters.market;
        shocks_.assign(segment_entities_.size(), {});
        states_ = shocks_;
        for (std::size_t s = 0; s < segment_entities_.size(); ++s) {
            double state = 0.0;
            for (int period = 0; period < experiment_.periods; ++period) {
                const double shock = normal(replication, segment_entities_[s], period, Purpose::market);
                state = reverted(state, 0.0, market.reversion, market.volatility, step_, shock);
                shocks_[s].push_back(shock);
                states_[s].push_back(state);
            }
        }
    }

    void add_once(std::uint32_t replication, const AccountWeights& account)
    {
        const double frailty = normal_of(draw(experiment_.seed, replication, account.entity, once, Purpose::frailty));
        add(Control::frailty, replication, account.margin * frailty);
    }

    void add_path(std::uint32_t replication, const AccountWeights& account)
    {
        const double correlation = experiment_.parameters.market.wallet_correlation;
        const double common = std::sqrt(correlation);
        const double own = std::sqrt(1.0 - correlation);
        double log_wallet = 0.0;
        for (int period = 0; period < experiment_.periods; ++period) {
            const auto t = static_cast<std::size_t>(period);
            const double to_come = account.margin * still_to_come_[t];
            const double demand = normal(replication, account.entity, period, Purpose::demand);
            log_wallet += account.drift + account.spread * (common * shocks_[account.segment][t] + own * demand);
            add(Control::wallets, replication,
                account.margin * discount_[t] * (std::exp(log_wallet) - account.mean_wallet[t]));
            add(Control::markets, replication, account.margin * discount_[t] * states_[account.segment][t]);
            add(Control::satisfaction, replication,
                to_come * normal(replication, account.entity, period, Purpose::satisfaction));
            add(Control::relationship, replication,
                to_come * normal(replication, account.entity, period, Purpose::relationship));
            add(Control::won_cells, replication,
                to_come * (uniform(replication, account.entity, period, Purpose::won_cells) - 0.5));
            if (account.renews[t]) {
                const double luck = uniform(replication, account.entity, period, Purpose::renewal);
                add(Control::renewals, replication, to_come * ((luck < account.leaving ? 1.0 : 0.0) - account.leaving));
            }
        }
    }

    const Experiment& experiment_;
    double step_; ///< years
    Segments segments_;
    std::vector<std::uint64_t> segment_entities_;
    std::vector<double> discount_;      ///< [period]
    std::vector<double> still_to_come_; ///< [period], discounts of this period and all later ones
    std::vector<AccountWeights> accounts_;
    std::vector<std::vector<double>> shocks_;
    std::vector<std::vector<double>> states_;
    std::vector<LuckControl> controls_;
};

} // namespace

std::vector<LuckControl> luck_controls(const Experiment& experiment, std::int64_t replications)
{
    if (!experiment.uncertainty.inputs.empty()) {
        throw std::invalid_argument("luck_controls: the expectations of the controls need an experiment that is "
                                    "certain; take the certain copy of its input space");
    }
    return Controls(experiment, replications).run();
}

} // namespace kamsim
