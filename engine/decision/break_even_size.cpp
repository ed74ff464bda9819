#include "kamsim/decision/break_even_size.hpp"

#include <cmath>
#include <span>
#include <stdexcept>
#include <vector>

#include <fmt/format.h>

#include "kamsim/decision/comparison.hpp"
#include "kamsim/decision/money_text.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "kamsim/statistics/intervals.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {

namespace {

constexpr double step = 2.0;
constexpr int bisections = 6;

/// The best programme at one size.
struct Trial {
    double factor = 1.0;
    int alternative = -1;
    Interval difference; ///< of its mean to the baseline
    double mean = 0.0;

    [[nodiscard]] bool pays() const { return mean > 0.0; }
};

Experiment scaled(const Experiment& experiment, double factor, std::int64_t replications)
{
    Experiment larger = experiment;
    larger.replications = replications;
    larger.uncertainty = {};
    for (Account& account : larger.accounts) {
        account.revenue *= factor;
        account.wallet *= factor;
    }
    return larger;
}

class Search {
public:
    Search(const Experiment& experiment, const BreakEvenSizeOptions& options)
        : experiment_(experiment), options_(options)
    {}

    BreakEvenSize run()
    {
        Trial below = trial(1.0);
        Trial above = below;
        // Upwards until a programme pays for sure; the root lies before the first size at which it pays on average.
        for (Trial at = below; !(at.difference.low > 0.0) && at.factor < options_.largest_factor && goes_on();) {
            at = trial(at.factor * step);
            if (!above.pays()) {
                below = above;
                above = at;
            }
        }
        if (above.pays() && below.factor < above.factor) {
            bisect(below, above);
            size_.is_found = goes_on();
        }
        return size_;
    }

private:
    [[nodiscard]] bool goes_on() const { return !options_.goes_on || options_.goes_on(); }

    /// Money that matters to the search is linear near the root: the mean differences guide the last step.
    void bisect(Trial below, Trial above)
    {
        for (int k = 0; k < bisections && goes_on(); ++k) {
            const Trial middle = trial(std::sqrt(below.factor * above.factor));
            (middle.pays() ? above : below) = middle;
        }
        const double weight = -below.mean / (above.mean - below.mean);
        size_.factor = below.factor + weight * (above.factor - below.factor);
        size_.alternative = above.alternative;
    }

    Trial trial(double factor)
    {
        const Experiment larger = scaled(experiment_, factor, options_.replications);
        SimulationOptions simulation;
        simulation.threads = options_.threads;
        const Outcome outcome = simulate(larger, simulation);
        const auto values = [&](int alternative) {
            return std::span(outcome.value)
                .subspan(outcome.value_index(alternative, 0), static_cast<std::size_t>(outcome.replications));
        };
        Trial best;
        best.factor = factor;
        for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
            if (is_without_programme(experiment_, alternative)) {
                continue;
            }
            const Moments difference = paired_moments(values(alternative), values(experiment_.baseline));
            if (best.alternative < 0 || difference.mean > best.mean) {
                best.alternative = alternative;
                best.mean = difference.mean;
                best.difference = t_interval(difference, comparison_level);
            }
        }
        note_bounds(best);
        return best;
    }

    void note_bounds(const Trial& trial)
    {
        size_.largest_tried = std::fmax(size_.largest_tried, trial.factor);
        if (trial.difference.high < 0.0) {
            size_.low = std::fmax(size_.low, trial.factor);
        }
        if (trial.difference.low > 0.0 && (size_.high == 0.0 || trial.factor < size_.high)) {
            size_.high = trial.factor;
        }
    }

    const Experiment& experiment_;
    const BreakEvenSizeOptions& options_;
    BreakEvenSize size_;
};

} // namespace

BreakEvenSize find_break_even_size(const Experiment& experiment, const BreakEvenSizeOptions& options)
{
    if (!is_without_programme(experiment, experiment.baseline)) {
        throw std::invalid_argument("the size at which a programme pays is looked for against a baseline without one; "
                                    "set baseline to an alternative with structure \"none\"");
    }
    return Search(experiment, options).run();
}

std::string break_even_size_sentence(const Experiment& experiment, const BreakEvenSize& size)
{
    const double revenue = first_year_revenue(experiment);
    const std::string_view condition = experiment.uncertainty.inputs.empty()
                                           ? "With the same costs"
                                           : "With the same costs, and what is uncertain at its given value";
    if (!size.is_found) {
        return fmt::format("{}, no programme was found to pay up to {:.3g} times this revenue ({}).", condition,
                           size.largest_tried, money_text(size.largest_tried * revenue));
    }
    const std::string& name = experiment.alternatives[static_cast<std::size_t>(size.alternative)].name;
    std::string bounds;
    if (size.low > 0.0) {
        bounds += fmt::format("; at {:.3g} times none pays, 95 % sure", size.low);
    }
    if (size.high > 0.0) {
        bounds += fmt::format("; at {:.3g} times one does, 95 % sure", size.high);
    }
    return fmt::format("{}, {} would be the first to pay, from about {:.2g} times this revenue on ({}{}).", condition,
                       name, size.factor, money_text(size.factor * revenue), bounds);
}

} // namespace kamsim
