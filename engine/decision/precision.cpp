#include "kamsim/decision/precision.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "decision/mean_estimate.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/simulation/sample_part.hpp"
#include "kamsim/statistics/looks.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {

namespace {

/// A half-width of this share of the estimate makes the estimate err by at most `relative` of the truth.
double share_of_estimate(double relative)
{
    return relative / (1.0 + relative);
}

double half_width_allowed(const PrecisionTarget& target, double mean)
{
    const double absolute = target.absolute.value_or(0.0);
    return std::fmax(absolute, target.relative ? share_of_estimate(*target.relative) * std::fabs(mean) : 0.0);
}

class Judgement {
public:
    Judgement(const PrecisionContract& contract, const Outcome& outcome, int look, int looks) : outcome_(outcome)
    {
        report_.contract = contract;
        report_.look = look;
        report_.looks = looks;
        report_.replications = outcome.replications;
        report_.replications_needed = static_cast<double>(outcome.replications);
        for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
            units_.push_back(independent_units(outcome, values(alternative)));
        }
    }

    PrecisionReport run()
    {
        const auto& contract = report_.contract;
        for (int alternative = 0; alternative < outcome_.alternatives; ++alternative) {
            judge_money(alternative);
        }
        for (const MeasureTarget& target : contract.measures) {
            for (int alternative = 0; alternative < outcome_.alternatives; ++alternative) {
                judge_measure(target, alternative);
            }
        }
        if (contract.selection) {
            judge_selection(*contract.selection);
        }
        report_.holds = std::all_of(report_.items.begin(), report_.items.end(),
                                    [](const PrecisionItem& item) { return item.holds; })
                        && (!report_.selection || report_.selection->holds);
        return std::move(report_);
    }

private:
    [[nodiscard]] std::span<const double> values(int alternative) const
    {
        return std::span(outcome_.value)
            .subspan(outcome_.value_index(alternative, 0), static_cast<std::size_t>(outcome_.replications));
    }
    [[nodiscard]] const std::vector<double>& units(int alternative) const
    {
        return units_[static_cast<std::size_t>(alternative)];
    }

    /// How many half-widths are asked for: they hold together.
    [[nodiscard]] int quantities() const
    {
        const auto& contract = report_.contract;
        return (contract.difference.is_given() ? outcome_.alternatives - 1 : 0)
               + (contract.value.is_given() ? outcome_.alternatives : 0)
               + static_cast<int>(contract.measures.size()) * outcome_.alternatives;
    }

    void judge_money(int alternative)
    {
        const auto& contract = report_.contract;
        if (contract.difference.is_given() && alternative != outcome_.baseline) {
            judge({PreciseQuantity::difference, alternative, {}, 0.0, {}, 0.0, false},
                  paired_moments(units(alternative), units(outcome_.baseline)), contract.difference);
        }
        if (contract.value.is_given()) {
            judge({PreciseQuantity::value, alternative, {}, 0.0, {}, 0.0, false}, sample_moments(units(alternative)),
                  contract.value);
        }
    }

    void judge_measure(const MeasureTarget& target, int alternative)
    {
        const int period = last_period(outcome_, target.measure);
        const auto& summary = outcome_.measures[outcome_.measure_index(alternative, target.measure, period)];
        judge({PreciseQuantity::measure, alternative, target.measure, 0.0, {}, 0.0, false},
              outcome_.worlds > 1 ? summary.between : summary.moments, {target.half_width, std::nullopt});
    }

    void judge(PrecisionItem item, const Moments& moments, const PrecisionTarget& target)
    {
        item.mean = moments.count > 0.0 ? moments.mean : std::numeric_limits<double>::quiet_NaN();
        item.interval = sequential_t_interval(moments, report_.contract.confidence, quantities(), report_.looks);
        item.target = half_width_allowed(target, item.mean);
        item.holds = item.half_width() <= item.target;
        if (!item.holds) {
            need(item.half_width() / item.target);
        }
        report_.items.push_back(item);
    }

    /// A half-width that is this many times too wide takes the square of it in replications.
    void need(double ratio)
    {
        const double needed = static_cast<double>(outcome_.replications) * ratio * ratio;
        report_.replications_needed = std::isfinite(needed) ? std::max(report_.replications_needed, needed)
                                                            : std::numeric_limits<double>::infinity();
    }

    /// Wrong is a leader that is worth less than the best by the indifference or more. That takes an upper bound that
    /// fails for the one pair of best and leader; there are as many pairs with the best as it has rivals.
    void judge_selection(const SelectionTarget& target)
    {
        SelectionPrecision selection;
        selection.target = target;
        for (int i = 1; i < outcome_.alternatives; ++i) {
            selection.leader = mean(i) > mean(selection.leader) ? i : selection.leader;
        }
        selection.excess = -std::numeric_limits<double>::infinity();
        double worst = 0.0;
        for (int rival = 0; rival < outcome_.alternatives; ++rival) {
            if (rival != selection.leader) {
                const auto moments = paired_moments(units(rival), units(selection.leader));
                const double level = 1.0 - 2.0 * (1.0 - target.probability) / (outcome_.alternatives - 1);
                const auto interval = sequential_t_interval(moments, level, 1, report_.looks);
                const double spread = interval.high - moments.mean;
                if (!(interval.high <= selection.excess)) {
                    selection.excess = interval.high;
                    selection.spread = spread;
                    selection.rival = rival;
                }
                worst = std::fmax(worst, spread / (target.indifference - moments.mean));
            }
        }
        selection.holds = selection.excess < target.indifference;
        if (!selection.holds) {
            need(worst);
        }
        report_.selection = selection;
    }

    [[nodiscard]] double mean(int alternative) const { return sample_moments(units(alternative)).mean; }

    const Outcome& outcome_;
    std::vector<std::vector<double>> units_; ///< [alternative][unit]
    PrecisionReport report_;
};

} // namespace

std::vector<std::int64_t> looks_of(const Experiment& experiment, const PrecisionContract& contract)
{
    const SampleLeaves leaves(experiment);
    std::int64_t least = leaves.replications();
    if (!experiment.uncertainty.inputs.empty()) {
        least = std::max(least, 2 * leaves.replications_per_leaf());
    }
    return look_sizes(least, contract.most_replications, leaves.replications_per_leaf());
}

PrecisionReport judge_precision(const PrecisionContract& contract, const Outcome& outcome, int look, int looks)
{
    return Judgement(contract, outcome, look, looks).run();
}

} // namespace kamsim
