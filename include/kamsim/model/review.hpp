#pragma once

#include <array>

#include "kamsim/model/parameter.hpp"

namespace kamsim {

/// Choosing the key accounts once a year (docs/model.md, eq. 10-17).
struct ReviewParameters {
    double creep;      ///< accounts a year that an undisciplined list grows by
    double demotion;   ///< loss of relationship and satisfaction of an account that loses the status
    double incumbency; ///< bonus of standing key accounts (default 0.2)
    double noise;      ///< log noise of an undisciplined choice (default 0.25)
};

/// Declarations in the order of the struct; path "review.<name>".
inline constexpr std::array<ParameterDeclaration<ReviewParameters>, 4> review_declarations{{
    {"creep", &ReviewParameters::creep, Unit::per_year, 1.0, 0.0, 3.0, Domain::non_negative,
     "accounts a year that a wholly undisciplined list grows by", "B2-84", Grade::assumption},
    {"demotion", &ReviewParameters::demotion, Unit::dimensionless, 0.09, 0.04, 0.18, Domain::non_negative,
     "loss of relationship and of satisfaction of an account that loses the status",
     "B2-68 (Wagner, Hennig-Thurau and Rudolph), size judged", Grade::assumption},
    {"incumbency", &ReviewParameters::incumbency, Unit::factor, 0.2, 0.1, 0.4, Domain::non_negative,
     "bonus on the score of standing key accounts", "judgement", Grade::assumption},
    {"noise", &ReviewParameters::noise, Unit::dimensionless, 0.25, 0.1, 0.5, Domain::non_negative,
     "standard deviation of the log score in a wholly undisciplined choice", "B2-79, judged", Grade::assumption},
}};

} // namespace kamsim
