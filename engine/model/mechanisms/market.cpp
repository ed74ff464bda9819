#include "model/mechanisms/mechanisms.hpp"

namespace kamsim::KAMSIM_KERNEL {

void advance_surroundings(const ResolvedView& experiment, const std::vector<AccountLuck>& luck, Surroundings& surroundings,
                          int packs)
{
    const Timing& timing = experiment.timing;
    for (std::size_t s = 0; s < surroundings.market.size(); ++s) {
        for (int i = 0; i < packs; ++i) {
            surroundings.market[s][i] = surroundings.market[s][i] * Lane(timing.market.keep)
                                        + Lane(timing.market.noise) * surroundings.market_shock[s][i]; // eq. 34
        }
    }
    const double correlation = experiment.parameters->market.wallet_correlation;
    const double common = __builtin_sqrt(correlation);
    const double own = __builtin_sqrt(1.0 - correlation);
    for (std::size_t a = 0; a < surroundings.demand.size(); ++a) {
        const ResolvedAccount& account = experiment.accounts[a];
        const Row shock = surroundings.market_shock[static_cast<std::size_t>(account.segment)];
        const Lane drift(timing.dt * (account.growth - 0.5 * account.volatility * account.volatility));
        const Lane spread(account.volatility * timing.sqrt_dt);
        for (int i = 0; i < packs; ++i) {
            surroundings.wallet_before[a][i] = surroundings.wallet[a][i];
            surroundings.demand[a][i] +=
                drift + spread * (Lane(common) * shock[i] + Lane(own) * luck[a].demand[i]); // eq. 35
            surroundings.wallet[a][i] = exp(surroundings.demand[a][i]);
        }
    }
}

} // namespace kamsim::KAMSIM_KERNEL
