#pragma once

#include <array>

#include "kamsim/model/parameter.hpp"

namespace kamsim {

/// Segment markets and customers' wallets (docs/model.md, eq. 34, 35).
struct MarketParameters {
    double reversion;          ///< macro_k, per year
    double volatility;         ///< macro_sd
    double wallet_correlation; ///< rho: share of a wallet's variance that its segment explains
};

/// Declarations in the order of the struct; path "market.<name>".
inline constexpr std::array<ParameterDeclaration<MarketParameters>, 3> market_declarations{{
    {"reversion", &MarketParameters::reversion, Unit::per_year, 0.5, 0.25, 1.0, Domain::non_negative,
     "rate at which a segment's market returns to normal", "judgement", Grade::assumption},
    {"volatility", &MarketParameters::volatility, Unit::dimensionless, 0.02, 0.01, 0.04, Domain::non_negative,
     "noise of a segment's market, standard deviation per square root of a year", "judgement", Grade::assumption},
    {"wallet_correlation", &MarketParameters::wallet_correlation, Unit::share, 0.3, 0.1, 0.5, Domain::unit_interval,
     "share of the variance of a customer's wallet that its segment explains", "B2-04", Grade::assumption},
}};

} // namespace kamsim
