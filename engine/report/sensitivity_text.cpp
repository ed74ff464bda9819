#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include <fmt/format.h>

#include "kamsim/decision/money_text.hpp"
#include "kamsim/report/sensitivity_report.hpp"
#include "kamsim/report/terminal.hpp"
#include "report/text_layout.hpp"

namespace kamsim {

namespace {

constexpr std::size_t name_width = 32;
constexpr std::size_t range_width = 17;
constexpr std::size_t bar_width = 13;
constexpr std::size_t amount_width = 10;
constexpr std::size_t precision_width = 8;
constexpr std::size_t wide_name_width = 38;
constexpr std::size_t index_width = 10;

double half_width(const Interval& interval)
{
    return 0.5 * (interval.high - interval.low);
}

/// Three digits; "-" for what is not defined.
std::string index_text(double value)
{
    return std::isnan(value) ? "-" : fmt::format("{:.3f}", value);
}

std::string rest_text(std::size_t all, std::size_t top)
{
    return all > top ? fmt::format("... and {} more (--top {}, --format csv)\n", all - top, all) : std::string();
}

/// Indices of the rows, the largest key first.
std::vector<std::size_t> descending(const std::vector<double>& keys)
{
    std::vector<std::size_t> order(keys.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t left, std::size_t right) { return keys[left] > keys[right]; });
    return order;
}

/// From the lesser to the greater output, with the output as given marked.
class BarScale {
public:
    explicit BarScale(const Tornado& tornado) : given_(tornado.given), least_(given_), greatest_(given_)
    {
        for (const TornadoBar& bar : tornado.bars) {
            least_ = std::min({least_, bar.low, bar.high});
            greatest_ = std::max({greatest_, bar.low, bar.high});
        }
    }

    [[nodiscard]] std::string text(const TornadoBar& bar) const
    {
        const std::size_t from = place(std::min(bar.low, bar.high));
        const std::size_t to = place(std::max(bar.low, bar.high));
        std::string text;
        for (std::size_t k = 0; k < bar_width; ++k) {
            const bool is_filled = k >= from && k <= to && bar.swing != 0.0;
            text += k == place(given_) ? "│" : (is_filled ? "█" : " ");
        }
        return text;
    }

private:
    [[nodiscard]] std::size_t place(double value) const
    {
        const double width = greatest_ - least_;
        return width > 0.0 ? static_cast<std::size_t>(std::lround((value - least_) / width * (bar_width - 1))) : 0;
    }

    double given_;
    double least_;
    double greatest_;
};

std::string tornado_text(const SensitivitySpace& space, const SensitivityReport& report, std::size_t top)
{
    const Tornado& tornado = *report.tornado;
    const MoneyUnit unit = money_unit(space.certain().currency,
                                      tornado.bars.empty() ? tornado.given : std::fabs(tornado.bars.front().swing));
    auto text = fmt::format("One input at a time, 5 % to 95 %; with all as given {} {} ± {}\n\n",
                            unit.text(tornado.given), unit.name, unit.text(half_width(tornado.interval)))
                + left_aligned("input", name_width) + left_aligned("from - to", range_width)
                + left_aligned("less │ more", bar_width) + right_aligned(unit.name, amount_width)
                + right_aligned("±", precision_width) + "\n";
    const BarScale scale(tornado);
    for (std::size_t k = 0; k < std::min(top, tornado.bars.size()); ++k) {
        const TornadoBar& bar = tornado.bars[k];
        const auto range =
            space.value_text(bar.input, bar.low_value) + " - " + space.value_text(bar.input, bar.high_value);
        text += left_aligned(clipped(space.input(bar.input).name, name_width - 1), name_width)
                + left_aligned(clipped(range, range_width - 1), range_width) + scale.text(bar)
                + right_aligned(unit.text(bar.swing), amount_width)
                + right_aligned(unit.text(half_width(bar.interval)), precision_width) + "\n";
    }
    return text + rest_text(tornado.bars.size(), top) + "\n"
           + wrapped(
               fmt::format(
                   "{} futures on the same luck at every point. From one end to the other, ± half of the 95 % interval "
                   "({}): more runs narrow it.",
                   report.tornado_futures, name(tornado.interval.kind)),
               terminal_width);
}

std::string morris_text(const SensitivitySpace& space, const SensitivityReport& report, std::size_t top)
{
    const auto& effects = *report.morris;
    std::vector<double> keys;
    for (const ElementaryEffect& effect : effects) {
        keys.push_back(effect.mean_absolute);
    }
    const auto order = descending(keys);
    const MoneyUnit unit = money_unit(space.certain().currency, keys[order.front()]);
    auto text = fmt::format("Elementary effects (Morris), {}\n\n", unit.name) + left_aligned("input", wide_name_width)
                + right_aligned("mu*", index_width) + right_aligned("±", precision_width)
                + right_aligned("mu", index_width) + right_aligned("sigma", precision_width) + right_aligned("luck", 6)
                + "\n";
    for (std::size_t k = 0; k < std::min(top, order.size()); ++k) {
        const ElementaryEffect& effect = effects[order[k]];
        text += left_aligned(clipped(space.input(order[k]).name, wide_name_width - 1), wide_name_width)
                + right_aligned(unit.text(effect.mean_absolute), index_width)
                + right_aligned(unit.text(half_width(effect.interval)), precision_width)
                + right_aligned(unit.text(effect.mean), index_width)
                + right_aligned(unit.text(effect.standard_deviation), precision_width)
                + right_aligned(unit.text(effect.luck), 6) + "\n";
    }
    return text + rest_text(order.size(), top) + "\n"
           + wrapped(
               fmt::format("{} trajectories on {} levels, {} futures a point. An effect is the change of the mean "
                           "for a step through the whole distribution of the input. sigma: how it changes with the "
                           "other inputs, luck taken out; luck: what luck leaves in one effect, so a mu* below it "
                           "says little. ± half of the 95 % interval ({}).",
                           report.trajectories, morris_levels, report.morris_futures,
                           name(IntervalKind::student_t_over_trajectories)),
               terminal_width);
}

std::string filling_text(const FillingSizes& sizes)
{
    return fmt::format("{} base points in {} independent scramblings, {} futures a point. ± half of the 95 % interval "
                       "({}).",
                       grouped(static_cast<double>(sizes.rows * sizes.scramblings), 0), sizes.scramblings,
                       sizes.futures, name(IntervalKind::student_t_over_scramblings));
}

std::string sobol_text(const SensitivitySpace& space, const SensitivityReport& report, std::size_t top)
{
    const SobolIndices& indices = *report.sobol;
    const MoneyUnit unit = money_unit(space.certain().currency, std::sqrt(indices.luck_variance + indices.variance));
    std::vector<double> keys;
    for (const SobolIndex& index : indices.groups) {
        keys.push_back(index.total.value);
    }
    auto text = std::string("Shares of the variance (Sobol)\n\n") + left_aligned("input", wide_name_width)
                + right_aligned("first", index_width) + right_aligned("±", precision_width)
                + right_aligned("total", index_width) + right_aligned("±", precision_width) + "\n";
    const auto order = descending(keys);
    for (std::size_t k = 0; k < std::min(top, order.size()); ++k) {
        const SobolIndex& index = indices.groups[order[k]];
        text += left_aligned(clipped(group_text(space, order[k]), wide_name_width - 1), wide_name_width)
                + right_aligned(index_text(index.first.value), index_width)
                + right_aligned(index_text(half_width(index.first.interval)), precision_width)
                + right_aligned(index_text(index.total.value), index_width)
                + right_aligned(index_text(half_width(index.total.interval)), precision_width) + "\n";
    }
    return text + rest_text(order.size(), top) + "\n"
           + wrapped(
               fmt::format("What is not known spreads the mean by {} {} (standard deviation; the indices are shares "
                           "of its square); luck, which nobody can know, spreads one future by {} {} more. first: "
                           "what knowing this input alone would take away; total: what would be left if all others "
                           "were known. {} Luck is taken out, so an index of nearly nothing may come out below 0.",
                           unit.text(std::sqrt(std::fmax(0.0, indices.variance))), unit.name,
                           unit.text(std::sqrt(indices.luck_variance)), unit.name, filling_text(report.sizes)),
               terminal_width)
           + (space.has_correlations()
                  ? wrapped("Correlated inputs are drawn together and share one index.", terminal_width)
                  : std::string());
}

std::string dependence_text(const SensitivitySpace& space, const SensitivityReport& report, std::size_t top)
{
    const InputDependence& dependence = *report.dependence;
    std::vector<double> keys;
    for (const SensitivityIndex& index : dependence.indices) {
        keys.push_back(index.value);
    }
    auto text = std::string("Dependence by ranks (Cramer-von Mises index)\n\n") + left_aligned("input", wide_name_width)
                + right_aligned("index", index_width) + right_aligned("±", precision_width)
                + right_aligned("regression", 12) + "\n";
    const auto order = descending(keys);
    for (std::size_t k = 0; k < std::min(top, order.size()); ++k) {
        const SensitivityIndex& index = dependence.indices[order[k]];
        text += left_aligned(clipped(space.input(order[k]).name, wide_name_width - 1), wide_name_width)
                + right_aligned(index_text(index.value), index_width)
                + right_aligned(index_text(half_width(index.interval)), precision_width)
                + right_aligned(index_text(dependence.regression.coefficients[order[k]]), 12) + "\n";
    }
    return text + rest_text(order.size(), top) + "\n"
           + wrapped(
               fmt::format("index: 0 where the distribution of the mean does not depend on the input, 1 where the "
                           "input alone decides; correlated inputs are as they are. Luck that is left in the means "
                           "of few futures lowers it. regression: standardised coefficient, for the sign (R squared "
                           "{}). {}",
                           index_text(dependence.regression.explained), filling_text(report.dependence_sizes)),
               terminal_width);
}

} // namespace

std::string output_text(const SensitivitySpace& space, const StudyOutput& output)
{
    const auto name = [&](int alternative) {
        return space.certain().alternatives[static_cast<std::size_t>(alternative)].name;
    };
    return output.against ? fmt::format("value of {} less that of {}", name(output.of), name(*output.against))
                          : fmt::format("value of {}", name(output.of));
}

std::string group_text(const SensitivitySpace& space, std::size_t group)
{
    std::string text;
    for (const std::size_t input : space.groups()[group]) {
        text += (text.empty() ? "" : " + ") + space.input(input).name;
    }
    return text;
}

std::string sensitivity_text(const SensitivitySpace& space, const SensitivityReport& report, std::size_t top)
{
    auto text = wrapped(
        fmt::format("Sensitivity of the {}, net present, {} inputs", output_text(space, report.output), space.size()),
        terminal_width);
    if (space.has_own_draws()) {
        text += wrapped("What every account draws of its own stands at its given value.", terminal_width);
    }
    if (report.tornado) {
        text += "\n" + tornado_text(space, report, top);
    }
    if (report.morris) {
        text += "\n" + morris_text(space, report, top);
    }
    if (report.sobol) {
        text += "\n" + sobol_text(space, report, top);
    }
    if (report.dependence) {
        text += "\n" + dependence_text(space, report, top);
    }
    return text;
}

} // namespace kamsim
