#include "model/mechanisms/mechanisms.hpp"

namespace kamsim::KAMSIM_KERNEL {

void advance_markets(const ResolvedView& experiment, const std::vector<Row>& demand, const std::vector<Row>& shocks,
                     Climate& climate, Weather& weather)
{
    const Timing& timing = experiment.timing;
    for (std::size_t s = 0; s < climate.market.size(); ++s) {
        for (int i = 0; i < packs; ++i) {
            climate.market[s][i] =
                climate.market[s][i] * Lane(timing.market.keep) + Lane(timing.market.noise) * shocks[s][i]; // eq. 34
        }
        weather.market[s] = climate.market[s];
    }
    const double correlation = experiment.parameters->market.wallet_correlation;
    const double common = __builtin_sqrt(correlation);
    const double own = __builtin_sqrt(1.0 - correlation);
    for (std::size_t a = 0; a < climate.wallets.size(); ++a) {
        const ResolvedAccount& account = experiment.accounts[a];
        const Row& shock = shocks[static_cast<std::size_t>(account.segment)];
        const Lane drift(timing.dt * (account.growth - 0.5 * account.volatility * account.volatility));
        const Lane spread(account.volatility * timing.sqrt_dt);
        weather.accounts[a].wallet_before = climate.wallets[a];
        for (int i = 0; i < packs; ++i) {
            climate.log_wallets[a][i] +=
                drift + spread * (Lane(common) * shock[i] + Lane(own) * demand[a][i]); // eq. 35
            climate.wallets[a][i] = exp(climate.log_wallets[a][i]);
        }
        weather.accounts[a].wallet = climate.wallets[a];
    }
}

} // namespace kamsim::KAMSIM_KERNEL
