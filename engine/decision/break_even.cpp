#include "kamsim/decision/break_even.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <stdexcept>

#include "decision/observables.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/decision/point_design.hpp"
#include "kamsim/simulation/study.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {

namespace {

constexpr double level = 0.95;
constexpr int bisections = 8;
constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// An input at a value, the others as given.
struct Trial {
    std::size_t input = 0;
    double value = 0.0;
};

/// What a trial shows.
struct Shown {
    double value = 0.0;
    double lead = 0.0; ///< of the leading design over the best other, mean
    Interval interval; ///< simultaneous over the rivals
    int best_other = 0;
    std::vector<std::vector<double>> observables; ///< [alternative][Observable]

    [[nodiscard]] bool leads() const { return lead > 0.0; }
};

/// What is to be true on one side of a place and not on the other.
enum class Edge : std::uint8_t { mean, leader_settled, other_settled };

bool holds(Edge edge, const Shown& shown)
{
    switch (edge) {
    case Edge::mean: return shown.leads();
    case Edge::leader_settled: return shown.interval.low > 0.0;
    case Edge::other_settled: return !(shown.interval.high < 0.0);
    }
    return false;
}

/// Two values with the edge between them.
struct Bracket {
    std::size_t input = 0;
    Edge edge{};
    Shown holding; ///< the edge's condition holds here ...
    Shown failing; ///< ... and not here
};

/// A crossing in the making: brackets by Edge, empty where the range ends before.
struct Search {
    std::size_t input = 0;
    std::array<std::optional<Bracket>, 3> brackets;
};

class BreakEvenSearch {
public:
    BreakEvenSearch(const SensitivitySpace& space, const BreakEvenOptions& options) : space_(space), options_(options)
    {
        if (space.certain().alternatives.size() < 2) {
            throw std::invalid_argument("a break-even of the decision needs two designs at least");
        }
    }

    BreakEvens run()
    {
        look_at_given();
        scan();
        std::vector<Search> searches;
        for (std::size_t k = 0; k < space_.size(); ++k) {
            add_input(k, searches);
        }
        refine(searches);
        for (const Search& search : searches) {
            add_crossing(search);
        }
        for (InputBreakEven& input : result_.inputs) {
            nearest_first(input);
        }
        result_.is_complete = goes_on();
        return std::move(result_);
    }

private:
    [[nodiscard]] bool goes_on() const { return !options_.goes_on || options_.goes_on(); }

    [[nodiscard]] StudyValues simulate(const std::vector<Trial>& trials) const
    {
        StudyPlan plan;
        plan.points = std::ssize(trials);
        plan.futures = options_.futures;
        plan.measures = observed_measures();
        plan.enter = [&](std::int64_t point, Experiment& copy) {
            const Trial& trial = trials[static_cast<std::size_t>(point)];
            auto values = space_.given_point();
            values[trial.input] = trial.value;
            space_.set(values, copy);
        };
        StudyOptions options;
        options.threads = options_.threads;
        options.goes_on = options_.goes_on;
        options.progress = options_.progress;
        return study(space_.certain(), plan, options);
    }

    [[nodiscard]] std::vector<Shown> show(const std::vector<Trial>& trials) const
    {
        std::vector<Shown> all;
        if (trials.empty()) {
            return all;
        }
        const StudyValues values = simulate(trials);
        for (std::int64_t point = 0; point < values.points; ++point) {
            all.push_back(shown_at(values, point, trials[static_cast<std::size_t>(point)].value));
        }
        return all;
    }

    [[nodiscard]] Shown shown_at(const StudyValues& values, std::int64_t point, double value) const
    {
        const auto futures = static_cast<std::size_t>(values.futures);
        const auto of = [&](int alternative) {
            return std::span(values.value).subspan(values.value_index(point, alternative, 0), futures);
        };
        Shown shown;
        shown.value = value;
        std::optional<Moments> least;
        for (int alternative = 0; alternative < values.alternatives; ++alternative) {
            const Moments lead = paired_moments(of(result_.leader), of(alternative));
            if (alternative != result_.leader && (!least || lead.mean < least->mean)) {
                least = lead;
                shown.best_other = alternative;
            }
        }
        shown.lead = least->mean;
        shown.interval = simultaneous_t_interval(*least, level, values.alternatives - 1);
        for (int alternative = 0; alternative < values.alternatives; ++alternative) {
            shown.observables.push_back(observables_at(space_.certain(), values, point, alternative));
        }
        return shown;
    }

    void look_at_given()
    {
        const StudyValues values = simulate({{0, none}});
        if (values.points == 0) {
            return;
        }
        for (int alternative = 1; alternative < values.alternatives; ++alternative) {
            result_.leader =
                values.mean(0, alternative) > values.mean(0, result_.leader) ? alternative : result_.leader;
        }
        given_ = shown_at(values, 0, none);
        result_.runner_up = given_.best_other;
        result_.lead = given_.lead;
        result_.lead_interval = given_.interval;
        result_.futures = options_.futures;
    }

    /// Values to be tried of an input, ascending: over its range, its given value among them; levels of a policy.
    [[nodiscard]] std::vector<double> values_of(std::size_t input) const
    {
        std::vector<double> values;
        if (!space_.input(input).is_number()) {
            for (std::size_t k = 0; k < space_.input(input).levels.size(); ++k) {
                values.push_back(static_cast<double>(k));
            }
            return values;
        }
        const double from = space_.quantile(input, one_way_low);
        const double to = space_.quantile(input, one_way_high);
        for (int k = 0; k < options_.steps; ++k) {
            values.push_back(from + (to - from) * k / (options_.steps - 1));
        }
        if (!std::isnan(space_.given_value(input))) {
            values.push_back(space_.given_value(input));
        }
        std::sort(values.begin(), values.end());
        values.erase(std::unique(values.begin(), values.end()), values.end());
        return values;
    }

    void scan()
    {
        std::vector<Trial> trials;
        for (std::size_t k = 0; k < space_.size(); ++k) {
            for (const double value : values_of(k)) {
                trials.push_back({k, value});
            }
        }
        scanned_.resize(space_.size());
        const auto shown = show(trials);
        for (std::size_t k = 0; k < shown.size(); ++k) {
            scanned_[trials[k].input].push_back(shown[k]);
        }
    }

    void add_input(std::size_t k, std::vector<Search>& searches)
    {
        const std::vector<Shown>& scan = scanned_[k];
        if (scan.empty()) {
            return;
        }
        InputBreakEven input;
        input.input = k;
        input.from = scan.front().value;
        input.to = scan.back().value;
        input.given = space_.given_value(k);
        const auto least = std::min_element(
            scan.begin(), scan.end(), [](const Shown& left, const Shown& right) { return left.lead < right.lead; });
        input.least_lead = least->lead;
        input.least_lead_at = least->value;
        input.least_lead_interval = least->interval;
        const bool is_number = space_.input(k).is_number();
        for (std::size_t place = 0; place < scan.size(); ++place) {
            if (!is_number) {
                input.level_leaders.push_back(scan[place].leads() ? result_.leader : scan[place].best_other);
            }
            if (place > 0 && scan[place].leads() != scan[place - 1].leads()) {
                ++input.changes;
                if (is_number) {
                    searches.push_back(search_at(k, place));
                }
            }
        }
        result_.inputs.push_back(std::move(input));
    }

    /// Between the scanned values place - 1 and place the lead changes.
    [[nodiscard]] Search search_at(std::size_t k, std::size_t place) const
    {
        const std::vector<Shown>& scan = scanned_[k];
        const bool leads_below = scan[place - 1].leads();
        const Shown& leading = scan[leads_below ? place - 1 : place];
        const Shown& behind = scan[leads_below ? place : place - 1];
        Search search;
        search.input = k;
        search.brackets[static_cast<std::size_t>(Edge::mean)] = Bracket{k, Edge::mean, leading, behind};
        for (const Edge edge : {Edge::leader_settled, Edge::other_settled}) {
            const bool goes_down = leads_below == (edge == Edge::leader_settled);
            const Shown* near = edge == Edge::leader_settled ? &behind : &leading;
            for (auto at = static_cast<std::ptrdiff_t>(goes_down ? place - 1 : place); at >= 0 && at < std::ssize(scan);
                 at += goes_down ? -1 : 1) {
                const Shown& far = scan[static_cast<std::size_t>(at)];
                if (holds(edge, far) == (edge == Edge::leader_settled)) {
                    search.brackets[static_cast<std::size_t>(edge)] =
                        edge == Edge::leader_settled ? Bracket{k, edge, far, *near} : Bracket{k, edge, *near, far};
                    break;
                }
                near = &far;
            }
        }
        return search;
    }

    /// All brackets are halved together, so that there is work for all threads.
    void refine(std::vector<Search>& searches) const
    {
        std::vector<Bracket*> brackets;
        for (Search& search : searches) {
            for (auto& bracket : search.brackets) {
                if (bracket) {
                    brackets.push_back(&*bracket);
                }
            }
        }
        for (int round = 0; round < bisections && goes_on(); ++round) {
            std::vector<Trial> trials;
            for (const Bracket* bracket : brackets) {
                trials.push_back({bracket->input, 0.5 * (bracket->holding.value + bracket->failing.value)});
            }
            const auto shown = show(trials);
            for (std::size_t k = 0; k < shown.size(); ++k) {
                (holds(brackets[k]->edge, shown[k]) ? brackets[k]->holding : brackets[k]->failing) = shown[k];
            }
        }
    }

    /// The last bracket is so narrow that the lead is a straight line in it.
    void add_crossing(const Search& search)
    {
        const Bracket& mean = *search.brackets[static_cast<std::size_t>(Edge::mean)];
        const double weight = mean.holding.lead / (mean.holding.lead - mean.failing.lead);
        Crossing crossing;
        crossing.value = mean.holding.value + weight * (mean.failing.value - mean.holding.value);
        crossing.takes_over = mean.failing.best_other;
        crossing.leads_below = mean.holding.value < mean.failing.value;
        const auto edge_value = [&](Edge edge) {
            const auto& bracket = search.brackets[static_cast<std::size_t>(edge)];
            return bracket ? (edge == Edge::leader_settled ? bracket->holding.value : bracket->failing.value) : none;
        };
        const double settled = edge_value(Edge::leader_settled);
        const double other = edge_value(Edge::other_settled);
        crossing.low = crossing.leads_below ? settled : other;
        crossing.high = crossing.leads_below ? other : settled;
        crossing.observed =
            is_without_programme(space_.certain(), result_.leader) ? crossing.takes_over : result_.leader;
        crossing.observables = implied(search.input, mean, weight, crossing.observed);
        const auto input = std::find_if(result_.inputs.begin(), result_.inputs.end(),
                                        [&](const InputBreakEven& of) { return of.input == search.input; });
        input->crossings.push_back(std::move(crossing));
    }

    [[nodiscard]] std::vector<ImpliedObservable> implied(std::size_t input, const Bracket& mean, double weight,
                                                         int observed) const
    {
        const auto of = [&](const Shown& shown, std::size_t k) {
            return shown.observables[static_cast<std::size_t>(observed)][k];
        };
        std::vector<ImpliedObservable> result;
        for (std::size_t k = 0; k < observed_measures().size(); ++k) {
            const double low = of(scanned_[input].front(), k);
            const double high = of(scanned_[input].back(), k);
            const double at = of(mean.holding, k) + weight * (of(mean.failing, k) - of(mean.holding, k));
            const double middle = 0.5 * (std::fabs(low) + std::fabs(high));
            const double response = middle > 0.0 ? (high - low) / middle : 0.0;
            if (std::fabs(response) >= least_response && std::isfinite(at) && at != of(given_, k)) {
                result.push_back({static_cast<Observable>(k), at, of(given_, k), response});
            }
        }
        std::stable_sort(result.begin(), result.end(),
                         [](const ImpliedObservable& left, const ImpliedObservable& right) {
                             return std::fabs(left.response) > std::fabs(right.response);
                         });
        return result;
    }

    /// Keeps the nearest crossing on each side of the given value.
    static void nearest_first(InputBreakEven& input)
    {
        if (std::isnan(input.given)) {
            return;
        }
        const auto distance = [&](const Crossing& crossing) { return std::fabs(crossing.value - input.given); };
        std::stable_sort(input.crossings.begin(), input.crossings.end(),
                         [&](const Crossing& left, const Crossing& right) { return distance(left) < distance(right); });
        std::vector<Crossing> kept;
        for (Crossing& crossing : input.crossings) {
            const bool is_below = crossing.value < input.given;
            const bool is_first = std::none_of(kept.begin(), kept.end(), [&](const Crossing& other) {
                return (other.value < input.given) == is_below;
            });
            if (is_first) {
                kept.push_back(std::move(crossing));
            }
        }
        input.crossings = std::move(kept);
    }

    const SensitivitySpace& space_;
    const BreakEvenOptions& options_;
    BreakEvens result_;
    Shown given_;
    std::vector<std::vector<Shown>> scanned_; ///< [input], ascending in value
};

} // namespace

BreakEvens find_break_evens(const SensitivitySpace& space, const BreakEvenOptions& options)
{
    return BreakEvenSearch(space, options).run();
}

} // namespace kamsim
