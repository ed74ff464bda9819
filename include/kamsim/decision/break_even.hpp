#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "kamsim/decision/sensitivity_space.hpp"
#include "kamsim/model/measures.hpp"
#include "kamsim/statistics/intervals.hpp"

namespace kamsim {

/// What a supplier would see of an input: a yearly figure of a design, its mean over the horizon.
enum class Observable : std::uint8_t {
    key_loss,            ///< 1 - logo retention of key accounts
    key_gross_retention, ///< of revenue
    key_net_retention,   ///< of revenue
    other_loss,          ///< 1 - logo retention of the other customers
    key_close_rate,
    other_close_rate,
    opportunities, ///< a year
    accounts_won,  ///< a year
    key_satisfaction,
    key_relationship,
    manager_exits, ///< a year
    maturity,
    programme_cost, ///< a year, kEUR
};

struct ObservableDeclaration {
    Observable observable;
    const char* name; ///< "yearly loss of key accounts"
    bool is_share;    ///< told in per cent
};
[[nodiscard]] const ObservableDeclaration& declaration_of(Observable observable);

/// A figure that moves with the input: where the decision changes, and where the experiment stands.
struct ImpliedObservable {
    Observable observable{};
    double at_crossing = 0.0;
    double at_given = 0.0;
    double response = 0.0; ///< change between the ends of the input's range, over the mean of the two
};

/// A value of an input at which another design takes over from the leading one.
struct Crossing {
    double value = 0.0;
    double low = 0.0;   ///< lowest value at which the lead is not settled; NaN: all values down to the range's end
    double high = 0.0;  ///< highest one, likewise
    int takes_over = 0; ///< the design that leads on the other side
    bool leads_below = false; ///< whether the leading design leads at lower values
    int observed = 0; ///< the design whose figures are told: the leading one or, where that has no programme, the other
    std::vector<ImpliedObservable> observables; ///< strongest response first
};

/// What an input's range does to the decision, all others as given and on the same luck.
struct InputBreakEven {
    std::size_t input = 0;
    double from = 0.0; ///< range searched: 5 to 95 %, and the given value
    double to = 0.0;
    double given = 0.0;      ///< NaN where there is none
    double least_lead = 0.0; ///< of the leading design over the best other in the range, mean, kEUR
    double least_lead_at = 0.0;
    Interval least_lead_interval;
    std::vector<Crossing> crossings; ///< nearest to the given value first; at most one on each side of it
    int changes = 0;                 ///< changes of the leading design seen in the range
    std::vector<int> level_leaders;  ///< of a policy: the leading design at each level; empty for numbers
};

/// Which inputs change the decision, and where.
struct BreakEvens {
    int leader = 0; ///< best design as given
    int runner_up = 0;
    double lead = 0.0; ///< over the runner-up, kEUR
    Interval lead_interval;
    std::int64_t futures = 0;
    std::vector<InputBreakEven> inputs; ///< in the order of the space
    bool is_complete = false;           ///< false where the search was ended early
};

struct BreakEvenOptions {
    std::int64_t futures = 512; ///< of each value tried, the same luck at each
    int steps = 9;              ///< values tried over a range, before what lies between them
    int threads = 0;
    std::function<bool()> goes_on{};
    std::function<void(std::int64_t done, std::int64_t all)> progress{}; ///< points; of the scan and of each refinement
};

/// A crossing is the root of the mean lead by bisection; its bounds are those of the 95 % interval of the lead
/// (Student's t over futures, simultaneous over the rivals). Two crossings between neighbouring values tried go unseen.
/// @throws std::invalid_argument where there are not two designs
[[nodiscard]] BreakEvens find_break_evens(const SensitivitySpace& space, const BreakEvenOptions& options = {});

/// "matrix leads while retention.leaving_base stays under -1.9 (95 %: -2.0 to -1.8; given -2.2), that is while yearly
/// loss of key accounts stays under 7.1 % (as given 5.9 %); then none leads."
[[nodiscard]] std::string crossing_sentence(const SensitivitySpace& space, const BreakEvens& break_evens,
                                            const InputBreakEven& input, const Crossing& crossing);

} // namespace kamsim
