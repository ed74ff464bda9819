#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kamsim/model/account.hpp"
#include "kamsim/model/alternative.hpp"
#include "kamsim/model/parameters.hpp"
#include "kamsim/model/structure.hpp"
#include "kamsim/model/uncertainty.hpp"

namespace kamsim {

/// When in the period flows are booked (docs/model.md, eq. 4).
enum class Booking : std::uint8_t { middle, start, end };

/// A key account manager who stands in the post on the first day.
struct StandingManager {
    std::string name;
    std::optional<double> proficiency; ///< empty: that of Today, else of the catalogue
};

/// What stands before the first day.
struct Today {
    int structure = 0;                         ///< index in Experiment::structures
    double programme_age = 0.0;                ///< years
    std::optional<double> manager_proficiency; ///< empty: the catalogue's standing_proficiency
    std::vector<StandingManager> managers;     ///< in their order; others, where more stand, have no name
};

/// The firm around the programme; without `cash_buffer` and `yearly_overheads` cash starts at 0 and takes profit only.
struct Firm {
    double cash_buffer = 0.0;      ///< kEUR on the first day
    double yearly_overheads = 0.0; ///< kEUR
};

/// Everything that a simulation needs, resolved and immutable. Built by scenario/ or by hand.
struct Experiment {
    std::string title;
    std::string currency = "kEUR";
    std::uint64_t seed = 1;
    std::int64_t replications = 10'000;
    int periods_per_year = 4;
    int periods = 28;
    double discount_rate = 0.10;
    Booking booking = Booking::middle;
    bool first_period_at_risk = true;
    bool include_residual = false;

    std::vector<Account> accounts;
    std::vector<Structure> structures; ///< index 0 is always `none`
    std::vector<Alternative> alternatives;
    int baseline = 0; ///< index of the alternative that the others are compared with
    Today today;
    Firm firm;
    ModelParameters parameters{};
    Uncertainty uncertainty;
};

/// Σ revenue of the customers of the first day, kEUR a year: the base of budgets given as shares.
[[nodiscard]] double first_year_revenue(const Experiment& experiment);

/// Number of periods in `years`, rounded half up.
[[nodiscard]] int rounded_periods(double years, int periods_per_year);

/// Checks that indices, sizes and domains fit together.
/// @throws std::invalid_argument naming the first thing that does not.
void validate(const Experiment& experiment);

} // namespace kamsim
