#pragma once

#include "kamsim/model/acquisition.hpp"
#include "kamsim/model/development.hpp"
#include "kamsim/model/effort.hpp"
#include "kamsim/model/expansion.hpp"
#include "kamsim/model/ledger.hpp"
#include "kamsim/model/managers.hpp"
#include "kamsim/model/market.hpp"
#include "kamsim/model/programme.hpp"
#include "kamsim/model/retention.hpp"
#include "kamsim/model/review.hpp"

namespace kamsim {

/// All parameters that do not belong to a structure; one world has one set. Values come from the catalogue.
struct ModelParameters {
    EffortParameters effort;
    DevelopmentParameters development;
    ManagerParameters managers;
    MarketParameters market;
    ExpansionParameters expansion;
    RetentionParameters retention;
    AcquisitionParameters acquisition;
    ReviewParameters review;
    LedgerParameters ledger;
    ProgrammeParameters programme;
};

} // namespace kamsim
