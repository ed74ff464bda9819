#pragma once

#include <array>

#include "kamsim/model/parameter.hpp"

namespace kamsim {

/// Winning prospects and winning back, and the reference stock (docs/model.md, eq. 50, 51).
struct AcquisitionParameters {
    double pursuit_rate;
    double win_base;
    double win_reference;
    double win_specialist;
    double win_competition; ///< default 0.8
    double win_back;
    double initial_reference;
    double reference_rate;       ///< default 0.5
    double initial_relationship; ///< of a won account (default 0.40)
    double initial_satisfaction; ///< of a won account (default 0.55)
};

/// Declarations in the order of the struct; path "acquisition.<name>".
inline constexpr std::array<ParameterDeclaration<AcquisitionParameters>, 10> acquisition_declarations{{
    {"pursuit_rate", &AcquisitionParameters::pursuit_rate, Unit::per_year, 0.7, 0.3, 1.4, Domain::non_negative,
     "approaches a year to an account that is no customer", "judgement", Grade::assumption},
    {"win_base", &AcquisitionParameters::win_base, Unit::log_odds, -2.35, -2.94, -1.39, Domain::any,
     "log-odds of winning a new customer at reference and competition 0.5", "B2-40 (Farris et al.: 5-20 %), derived",
     Grade::derived},
    {"win_reference", &AcquisitionParameters::win_reference, Unit::log_odds, 0.8, 0.26, 0.92, Domain::any,
     "rise of the log-odds of winning from reference 0.5 to 1",
     "B2-37 (eMarketer on Implisit: 1.3 to 2.5 times), derived", Grade::derived},
    {"win_specialist", &AcquisitionParameters::win_specialist, Unit::log_odds, 0.3, 0.1, 0.6, Domain::any,
     "rise of the log-odds of winning where the programme always has a specialist at hand", "B1-07, judged",
     Grade::assumption},
    {"win_competition", &AcquisitionParameters::win_competition, Unit::log_odds, 0.8, 0.4, 1.4, Domain::any,
     "fall of the log-odds of winning from no to full competition", "B2-34, judged", Grade::assumption},
    {"win_back", &AcquisitionParameters::win_back, Unit::factor, 0.4, 0.2, 0.8, Domain::non_negative,
     "rate of winning back a former customer against winning a new one", "judgement", Grade::assumption},
    {"initial_reference", &AcquisitionParameters::initial_reference, Unit::share, 0.5, 0.3, 0.7, Domain::unit_interval,
     "reference stock on the first day", "judgement", Grade::assumption},
    {"reference_rate", &AcquisitionParameters::reference_rate, Unit::per_year, 0.5, 0.25, 1.0, Domain::non_negative,
     "rate at which the reference stock follows the satisfied well-known customers", "judgement", Grade::assumption},
    {"initial_relationship", &AcquisitionParameters::initial_relationship, Unit::dimensionless, 0.4, 0.3, 0.5,
     Domain::unit_interval, "relationship of an account just won", "judgement", Grade::assumption},
    {"initial_satisfaction", &AcquisitionParameters::initial_satisfaction, Unit::dimensionless, 0.55, 0.45, 0.65,
     Domain::unit_interval, "satisfaction of an account just won", "judgement", Grade::assumption},
}};

} // namespace kamsim
