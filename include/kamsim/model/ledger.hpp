#pragma once

#include <array>

#include "kamsim/model/parameter.hpp"

namespace kamsim {

/// Money: concessions, concentration, commission, stranded cost (docs/model.md, eq. 58-69).
struct LedgerParameters {
    double revenue_pay_discount;    ///< disc: extra concession where pay follows revenue
    double concentration_discount;  ///< conc: price pressure above the threshold share
    double concentration_threshold; ///< share of portfolio revenue above which price pressure starts (default 0.10)
    double stranded_decay;
    double training_pay;      ///< extra people cost of full training (default 0.15)
    double commission_low;    ///< commission rate up to the first tier (default 0.15)
    double commission_middle; ///< to the second tier (default 0.10)
    double commission_high;   ///< above (default 0.05)
    double commission_tier_1; ///< kEUR a year (default 200)
    double commission_tier_2; ///< kEUR a year (default 2000)
    double severance;         ///< years of people cost
};

/// Declarations in the order of the struct; path "ledger.<name>".
inline constexpr std::array<ParameterDeclaration<LedgerParameters>, 11> ledger_declarations{{
    {"revenue_pay_discount", &LedgerParameters::revenue_pay_discount, Unit::share, 0.02, 0.0, 0.05,
     Domain::non_negative, "further price concession, share of revenue, where managers are paid for revenue alone",
     "003-27, 003-28, judged", Grade::assumption},
    {"concentration_discount", &LedgerParameters::concentration_discount, Unit::factor, 0.1, 0.03, 0.2,
     Domain::non_negative, "price concession per unit of a customer's share of revenue above the threshold",
     "B2-10 (Saboo, Kumar and Anand), judged", Grade::assumption},
    {"concentration_threshold", &LedgerParameters::concentration_threshold, Unit::share, 0.1, 0.05, 0.2,
     Domain::unit_interval, "share of portfolio revenue above which a customer presses prices", "B2-09",
     Grade::assumption},
    {"stranded_decay", &LedgerParameters::stranded_decay, Unit::per_year, 1.5, 0.75, 3.0, Domain::non_negative,
     "rate at which dedicated cost of lost key accounts is worked off", "B1-08, judged", Grade::assumption},
    {"training_pay", &LedgerParameters::training_pay, Unit::share, 0.15, 0.05, 0.3, Domain::non_negative,
     "further cost of managers who are fully trained", "judgement", Grade::assumption},
    {"commission_low", &LedgerParameters::commission_low, Unit::share, 0.15, 0.1, 0.2, Domain::unit_interval,
     "commission on the yearly value of a won cell up to the first tier", "B2-50", Grade::assumption},
    {"commission_middle", &LedgerParameters::commission_middle, Unit::share, 0.1, 0.05, 0.15, Domain::unit_interval,
     "commission on the part between the tiers", "B2-50", Grade::assumption},
    {"commission_high", &LedgerParameters::commission_high, Unit::share, 0.05, 0.02, 0.1, Domain::unit_interval,
     "commission on the part above the second tier", "B2-50", Grade::assumption},
    {"commission_tier_1", &LedgerParameters::commission_tier_1, Unit::money_per_year, 200.0, 100.0, 400.0,
     Domain::non_negative, "yearly value at which the first commission tier ends", "B2-50, judged", Grade::assumption},
    {"commission_tier_2", &LedgerParameters::commission_tier_2, Unit::money_per_year, 2000.0, 1000.0, 4000.0,
     Domain::non_negative, "yearly value at which the second commission tier ends", "B2-50, judged", Grade::assumption},
    {"severance", &LedgerParameters::severance, Unit::years, 0.5, 0.25, 1.0, Domain::non_negative,
     "years of people cost paid when managers are dismissed or a programme is abandoned", "judgement",
     Grade::assumption},
}};

} // namespace kamsim
