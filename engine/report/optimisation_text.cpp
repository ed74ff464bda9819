#include "kamsim/report/optimisation_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "kamsim/decision/money_text.hpp"
#include "kamsim/scenario/optimisation_names.hpp"
#include "report/optimisation_words.hpp"
#include "report/text_layout.hpp"

namespace kamsim {

namespace {

constexpr std::size_t label_width = 32;
constexpr std::size_t number_width = 14;
constexpr std::size_t range_width = 24;

class Text {
public:
    Text(const OptimisationPlan& plan, const FactorSpace& space, const DesignSearch& found, Colour colour)
        : plan_(plan), space_(space), experiment_(space.base().experiment), found_(found), colour_(colour),
          unit_(money_unit(experiment_.currency, largest()))
    {}

    [[nodiscard]] std::string all() const
    {
        std::string text = head();
        if (found_.best.empty()) {
            return text + wrapped("No design that was tried keeps to the constraints.", terminal_width);
        }
        if (found_.was_interrupted) {
            return text
                   + wrapped("Interrupted: what follows is the best so far on the luck of the search alone, whose "
                             "figures promise too much.",
                             terminal_width)
                   + "\n" + design(found_.best.front());
        }
        if (plan_.objectives.size() > 1) {
            return text + front() + "\n" + failures();
        }
        const Finalist& chosen = found_.finalists[found_.chosen];
        return text + verdict() + "\n" + design(chosen.trial) + "\n" + figures(chosen) + "\n" + rivals() + "\n"
               + finalists() + "\n" + curve() + managers() + failures() + kinds();
    }

private:
    [[nodiscard]] double largest() const
    {
        double most = 0.0;
        for (const RivalDifference& rival : found_.rivals) {
            most = std::max({most, std::fabs(rival.rival.value.value), std::fabs(rival.mean)});
        }
        return most;
    }

    [[nodiscard]] const std::string& name_of(int alternative) const
    {
        return experiment_.alternatives[static_cast<std::size_t>(alternative)].name;
    }

    [[nodiscard]] std::string head() const
    {
        std::string aims;
        for (const DesignObjective& objective : plan_.objectives) {
            aims +=
                fmt::format("{}{} {}", aims.empty() ? "" : ", ",
                            name_in(objective_direction_names, objective.direction), figure_label(objective.figure));
        }
        const std::string title = plan_.title.empty() ? experiment_.title : plan_.title;
        std::string unit = "futures";
        if (found_.futures_per_unit > 1) {
            unit = fmt::format("futures in {} worlds", found_.futures / found_.futures_per_unit);
        }
        return emphasised(clipped(title, terminal_width), Emphasis::strong, colour_) + "\n"
               + wrapped(fmt::format("To {}: {} designs in place of {}, {}, each in the same {} {}.", aims,
                                     grouped(static_cast<double>(found_.trials.size()), 0), plan_.design,
                                     method_words(found_.method), grouped(static_cast<double>(found_.futures), 0),
                                     unit),
                         terminal_width)
               + "\n";
    }

    [[nodiscard]] std::string verdict() const
    {
        const RivalDifference& rival = best_rival(found_);
        const auto range = money_range_text(rival.interval.low, rival.interval.high);
        const std::string lead = fmt::format(
            "{} over {}, the best of the scenario's own designs ({} % interval of the mean {}, of all "
            "together)",
            money_text(rival.mean), name_of(rival.alternative), grouped(100.0 * plan_.confidence, 0), range);
        std::string sentence;
        Emphasis emphasis = Emphasis::strong;
        switch (found_.verdict) {
        case RivalVerdict::beats_all:
            sentence = fmt::format("The design found beats every design of the scenario: {}.", lead);
            emphasis = Emphasis::good;
            break;
        case RivalVerdict::is_beaten:
            sentence = fmt::format("The design found is worth less than a design of the scenario: {}.", lead);
            emphasis = Emphasis::bad;
            break;
        case RivalVerdict::cannot_tell:
            sentence =
                fmt::format("These futures cannot tell whether the design found beats the scenario's own: {}.", lead);
            break;
        }
        return emphasised(wrapped(sentence, terminal_width), emphasis, colour_);
    }

    [[nodiscard]] std::string design(std::size_t trial) const
    {
        std::string text = fmt::format("The design: {} with\n", plan_.design);
        for (std::size_t k = 0; k < space_.factors().size(); ++k) {
            const Factor& variable = space_.factors()[k];
            text += "  " + left_aligned(clipped(variable.name, label_width - 3), label_width - 2)
                    + clipped(variable.text_of(found_.trials[trial].coordinates[k]), terminal_width - label_width)
                    + "\n";
        }
        return text;
    }

    [[nodiscard]] static std::string row(std::string_view label, std::string_view first, std::string_view second,
                                         std::string_view third)
    {
        return "  " + left_aligned(clipped(label, label_width - 3), label_width - 2)
               + right_aligned(first, number_width) + right_aligned(second, number_width)
               + (third.empty() ? "" : right_aligned(third, range_width - 4)) + "\n";
    }

    [[nodiscard]] std::string range(const FigureRequest& request, const FigureEstimate& estimate) const
    {
        if (!estimate.interval) {
            return "-";
        }
        const auto& interval = *estimate.interval;
        if (request.figure == DesignFigure::chance_of_loss) {
            return fmt::format("{:.1f} to {:.1f} %", 100.0 * interval.low, 100.0 * interval.high);
        }
        return money_range_text(interval.low, interval.high);
    }

    [[nodiscard]] static std::string short_text(const FigureRequest& request, double figure)
    {
        switch (request.figure) {
        case DesignFigure::chance_of_loss: return fmt::format("{:.1f} %", 100.0 * figure);
        case DesignFigure::measure: return fmt::format("{:.4g}", figure);
        default: break;
        }
        return money_text(figure);
    }

    [[nodiscard]] std::string interval_heading() const
    {
        return fmt::format("{:.3g} % interval", 100.0 * plan_.confidence);
    }

    [[nodiscard]] std::string figures(const Finalist& finalist) const
    {
        const DesignTrial& trial = found_.trials[finalist.trial];
        auto text = row("", "in the search", "fresh luck", interval_heading());
        for (std::size_t k = 0; k < plan_.objectives.size(); ++k) {
            const FigureRequest& request = plan_.objectives[k].figure;
            text += row(figure_label(request), short_text(request, trial.objectives[k]),
                        short_text(request, finalist.judged.objectives[k].value),
                        range(request, finalist.judged.objectives[k]));
        }
        if (plan_.objectives.front().figure.figure != DesignFigure::difference) {
            text += row(fmt::format("difference to {}", name_of(found_.baseline)), "",
                        money_text(finalist.judged.difference.value),
                        range({DesignFigure::difference, {}, {}, {}}, finalist.judged.difference));
        }
        text += row("spending a year", money_text(trial.spending), money_text(finalist.judged.spending), "");
        return text + constraints(trial, finalist.judged) + optimism();
    }

    [[nodiscard]] std::string constraints(const DesignTrial& trial, const JudgedDesign& judged) const
    {
        std::string text;
        for (std::size_t k = 0; k < plan_.constraints.size(); ++k) {
            const DesignConstraint& constraint = plan_.constraints[k];
            const auto bound = short_text(constraint.figure, constraint.bound);
            text += row(fmt::format("{} {} {}", figure_label(constraint.figure),
                                    constraint.side == BoundSide::at_most ? "<=" : ">=", bound),
                        short_text(constraint.figure, trial.constraints[k]),
                        short_text(constraint.figure, judged.constraints[k].value),
                        range(constraint.figure, judged.constraints[k]));
        }
        if (!judged.is_feasible) {
            text += wrapped("On fresh luck the design misses a constraint that it kept to in the search; take the "
                            "bound tighter, or more futures.",
                            terminal_width);
        }
        return text;
    }

    [[nodiscard]] std::string optimism() const
    {
        const FigureRequest& request = plan_.objectives.front().figure;
        const bool is_lead = is_money(request.figure);
        const auto interval =
            found_.optimism.gap.interval ? fmt::format(" ({})", range(request, found_.optimism.gap)) : std::string();
        return wrapped(
            fmt::format("Optimism of the search: {} of its own best was {} in the search and is {} on fresh "
                        "luck, {} less{}.",
                        is_lead ? fmt::format("the lead over {} as given", plan_.design) : std::string("the objective"),
                        short_text(request, found_.optimism.in_search),
                        short_text(request, found_.optimism.fresh.value),
                        short_text(request, found_.optimism.gap.value), interval),
            terminal_width);
    }

    [[nodiscard]] static bool is_money(DesignFigure figure)
    {
        return figure == DesignFigure::value || figure == DesignFigure::difference;
    }

    [[nodiscard]] std::string rivals() const
    {
        auto text =
            row("design of the scenario", fmt::format("value, {}", unit_.name), "lead over it", "of all together");
        for (const RivalDifference& rival : found_.rivals) {
            text += row(name_of(rival.alternative), unit_.text(rival.rival.value.value), unit_.text(rival.mean),
                        fmt::format("{} to {}", unit_.text(rival.interval.low), unit_.text(rival.interval.high)));
        }
        return text;
    }

    [[nodiscard]] std::string choice_sentence() const
    {
        const auto futures = grouped(static_cast<double>(found_.choice_futures), 0);
        const std::string among = found_.choice_among == found_.finalists.size()
                                      ? std::string("these finalists")
                                      : fmt::format("all {} designs that keep to the constraints", found_.choice_among);
        switch (found_.choice) {
        case FinalChoice::guaranteed:
            return fmt::format("Chosen among {} by the procedure KN (Kim and Nelson 2001) after {} futures: the best "
                               "of them with {:.3g} % confidence wherever its lead is {} or more.",
                               among, futures, 100.0 * plan_.confidence, money_text(plan_.indifference));
        case FinalChoice::leading:
            return fmt::format("Chosen among {} as the one with the highest mean after {} futures; the guarantee "
                               "needs more fresh futures, or a larger indifference than {}.",
                               among, futures, money_text(plan_.indifference));
        case FinalChoice::by_figure:
            return fmt::format("Chosen among {} by the objective in {} fresh futures, without a guarantee.", among,
                               futures);
        case FinalChoice::front: break;
        }
        return "";
    }

    [[nodiscard]] std::string finalists() const
    {
        const FigureRequest& request = plan_.objectives.front().figure;
        auto text = row("finalist", "in the search", "fresh luck", interval_heading());
        for (std::size_t k = 0; k < found_.finalists.size(); ++k) {
            const Finalist& finalist = found_.finalists[k];
            text += "  " + clipped(label_of(finalist.trial, k == found_.chosen ? "* " : "  "), terminal_width - 2)
                    + "\n"
                    + row("", short_text(request, found_.trials[finalist.trial].objectives.front()),
                          short_text(request, finalist.judged.objectives.front().value),
                          range(request, finalist.judged.objectives.front()));
        }
        return text + wrapped(choice_sentence(), terminal_width);
    }

    /// The design in few words: what tells it from other finalists.
    [[nodiscard]] std::string label_of(std::size_t trial, std::string_view mark) const
    {
        std::string label;
        for (std::size_t k = 0; k < space_.factors().size(); ++k) {
            const double coordinate = found_.trials[trial].coordinates[k];
            const bool is_shared =
                std::all_of(found_.finalists.begin(), found_.finalists.end(), [&](const Finalist& other) {
                    return found_.trials[other.trial].coordinates[k] == coordinate;
                });
            const Factor& variable = space_.factors()[k];
            if (!is_shared) {
                label += (label.empty() ? "" : ", ")
                         + (variable.has_range() ? fmt::format("{:.4g}", coordinate) : variable.text_of(coordinate));
            }
        }
        return std::string(mark) + (label.empty() ? "the only one" : label);
    }

    [[nodiscard]] std::string front() const
    {
        std::string text = wrapped(
            fmt::format("{} designs are on the front: none of them gains in one objective without losing in another. "
                        "Of these, evenly along it, on fresh luck:",
                        found_.best.size()),
            terminal_width);
        for (const Finalist& finalist : found_.finalists) {
            text += "\n  " + clipped(label_of(finalist.trial, ""), terminal_width - 2) + "\n";
            text += objectives_of(finalist.judged);
        }
        text += "\nThe designs of the scenario\n";
        for (const RivalDifference& rival : found_.rivals) {
            text += "\n  " + clipped(name_of(rival.alternative), terminal_width - 2) + "\n";
            text += objectives_of(rival.rival);
        }
        return text;
    }

    [[nodiscard]] std::string objectives_of(const JudgedDesign& judged) const
    {
        std::string text;
        for (std::size_t k = 0; k < plan_.objectives.size(); ++k) {
            const FigureRequest& request = plan_.objectives[k].figure;
            text += row("  " + figure_label(request), "", short_text(request, judged.objectives[k].value),
                        range(request, judged.objectives[k]));
        }
        return text;
    }

    [[nodiscard]] std::string curve() const
    {
        if (found_.curve.empty()) {
            return "";
        }
        auto text = row("most spent a year", "value", "gain per kEUR", interval_heading());
        for (const SpendingLevel& level : found_.curve) {
            if (!level.trial) {
                text += row(money_text(level.limit), "none keeps to it", "", "");
                continue;
            }
            text += row(money_text(level.limit), money_text(level.judged.value.value),
                        level.price_of_more ? grouped(level.price_of_more->value, 2) : "",
                        level.price_of_more ? fmt::format("{} to {}", grouped(level.price_of_more->interval->low, 2),
                                                          grouped(level.price_of_more->interval->high, 2))
                                            : " ");
        }
        return text
               + wrapped("The best design under each limit, in place of those of the search; what the last kEUR a year "
                         "up to it brings in kEUR of value "
                         "over the horizon, on the same fresh luck.",
                         terminal_width)
               + "\n";
    }

    [[nodiscard]] std::string managers() const
    {
        std::string text;
        for (const ManagerPrice& price : found_.manager_prices) {
            const FigureRequest value{DesignFigure::value, {}, {}, {}};
            text += wrapped(fmt::format("With {} managers instead of {} for the same accounts the design would be "
                                        "worth {} {} (difference {}); people would cost {} {}.",
                                        price.managers, found_.managers, money_text(std::fabs(price.value.value)),
                                        price.value.value < 0.0 ? "less" : "more", range(value, price.value),
                                        money_text(std::fabs(price.people_cost)),
                                        price.people_cost < 0.0 ? "less" : "more"),
                            terminal_width);
        }
        return text.empty() ? text : text + "\n";
    }

    [[nodiscard]] std::string failures() const
    {
        return found_.failures == 0
                   ? ""
                   : wrapped(fmt::format("{} of the designs tried are no scenario and count as not allowed; the first: "
                                         "{}",
                                         found_.failures, found_.first_failure),
                             terminal_width);
    }

    [[nodiscard]] std::string kinds() const
    {
        const auto& interval = best_rival(found_).interval;
        return wrapped(fmt::format("Fresh luck: {} futures that neither the search nor the choice has met. Intervals "
                                   "of means: {}; of leads: {}.",
                                   grouped(static_cast<double>(found_.fresh_futures), 0),
                                   name(found_.finalists.front().judged.value.interval->kind), name(interval.kind)),
                       terminal_width);
    }

    const OptimisationPlan& plan_;
    const FactorSpace& space_;
    const Experiment& experiment_;
    const DesignSearch& found_;
    Colour colour_;
    MoneyUnit unit_;
};

} // namespace

std::string optimisation_text(const OptimisationPlan& plan, const FactorSpace& space, const DesignSearch& found,
                              Colour colour)
{
    return Text(plan, space, found, colour).all();
}

} // namespace kamsim
