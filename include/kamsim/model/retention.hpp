#pragma once

#include <array>

#include "kamsim/model/parameter.hpp"

namespace kamsim {

/// Leaving at and between renewals, the endangerment score and the rescue (docs/model.md, eq. 42-49).
struct RetentionParameters {
    double leaving_base; ///< ch0
    double satisfaction;
    double high_satisfaction; ///< c_q2, extra above 0.8
    double relationship;
    double competition;
    double sponsorship;
    double save;
    double rescue_cost;
    double first_contract;
    double tender;
    double market;
    double frailty_sd;
    double poaching_rate;
    double poaching_relationship; ///< default 3
    double observation_sd;
    double observation_maturity; ///< share of the observation noise that full maturity removes (default 0.6)
    double endangerment_threshold;
};

/// Declarations in the order of the struct; path "retention.<name>".
inline constexpr std::array<ParameterDeclaration<RetentionParameters>, 17> retention_declarations{{
    {"leaving_base", &RetentionParameters::leaving_base, Unit::log_odds, -2.2, -2.75, -1.8, Domain::any,
     "log-odds of leaving at a yearly renewal, at satisfaction and competition 0.5 and relationship 0.4",
     "B2-13 (Pacific Crest: 6-14 % a year), derived", Grade::derived},
    {"satisfaction", &RetentionParameters::satisfaction, Unit::log_odds, 1.7, 0.7, 3.0, Domain::any,
     "fall of the log-odds of leaving from satisfaction 0 to 1",
     "B2-62 (0.2-0.9 for a standard deviation, taken as 0.3), derived", Grade::derived},
    {"high_satisfaction", &RetentionParameters::high_satisfaction, Unit::log_odds, 2.5, 1.0, 4.5, Domain::any,
     "further fall of the log-odds of leaving per unit of satisfaction above 0.8",
     "B2-62 (Kennesaw State Tenacity Center), derived", Grade::derived},
    {"relationship", &RetentionParameters::relationship, Unit::log_odds, 1.8, 0.6, 3.0, Domain::any,
     "fall of the log-odds of leaving from relationship 0 to 1", "B2-60, B2-61, judged", Grade::assumption},
    {"competition", &RetentionParameters::competition, Unit::log_odds, 1.0, 0.3, 1.8, Domain::any,
     "rise of the log-odds of leaving from no to full competition", "judgement", Grade::assumption},
    {"sponsorship", &RetentionParameters::sponsorship, Unit::log_odds, 0.35, 0.1, 0.6, Domain::any,
     "fall of a key account's log-odds of leaving under full sponsorship in a mature programme",
     "B2-29 (Workman, Homburg and Jensen), size judged", Grade::assumption},
    {"save", &RetentionParameters::save, Unit::log_odds, 0.8, 0.3, 2.0, Domain::non_negative,
     "drop in the log-odds of leaving when a rescue is saturated", "judgement", Grade::assumption},
    {"rescue_cost", &RetentionParameters::rescue_cost, Unit::share, 0.03, 0.015, 0.06, Domain::positive,
     "rescue money, as a share of yearly revenue, that brings 1 - 1/e of the rescue's effect", "judgement",
     Grade::assumption},
    {"first_contract", &RetentionParameters::first_contract, Unit::log_odds, 0.6, 0.26, 0.92, Domain::any,
     "rise of the log-odds of leaving at the first renewal", "B2-17 (1.3 to 2.5 times), derived", Grade::derived},
    {"tender", &RetentionParameters::tender, Unit::log_odds, 0.9, 0.4, 1.5, Domain::any,
     "rise of the log-odds of leaving in a tender that was not prepared", "B2-35", Grade::assumption},
    {"market", &RetentionParameters::market, Unit::log_odds, 6.0, 3.0, 10.0, Domain::any,
     "fall of the log-odds of leaving per unit of the segment's market", "judgement", Grade::assumption},
    {"frailty_sd", &RetentionParameters::frailty_sd, Unit::log_odds, 0.7, 0.5, 1.3, Domain::non_negative,
     "standard deviation between accounts of the log-odds of leaving that nothing observed explains",
     "B2-15 (Fader and Hardie: polarisation 0.05-0.25), derived", Grade::derived},
    {"poaching_rate", &RetentionParameters::poaching_rate, Unit::per_year, 0.012, 0.005, 0.03, Domain::non_negative,
     "rate of leaving between renewals at competition 0.5 and relationship 0.4", "judgement", Grade::assumption},
    {"poaching_relationship", &RetentionParameters::poaching_relationship, Unit::log_odds, 3.0, 1.5, 5.0, Domain::any,
     "fall of the log rate of poaching from relationship 0 to 1", "judgement", Grade::assumption},
    {"observation_sd", &RetentionParameters::observation_sd, Unit::log_odds, 0.9, 0.5, 1.5, Domain::non_negative,
     "standard deviation of the error with which the supplier sees the log-odds of leaving", "judgement",
     Grade::assumption},
    {"observation_maturity", &RetentionParameters::observation_maturity, Unit::share, 0.6, 0.3, 0.8,
     Domain::unit_interval, "share of that error that a fully mature programme removes at key accounts",
     "000-11, judged", Grade::assumption},
    {"endangerment_threshold", &RetentionParameters::endangerment_threshold, Unit::probability, 0.25, 0.15, 0.4,
     Domain::unit_interval, "endangerment seen above which an account is flagged", "judgement", Grade::assumption},
}};

} // namespace kamsim
