#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>
#include <stdexcept>

#include <fmt/format.h>

#include "decision/share_of_wins.hpp"
#include "kamsim/decision/sweep.hpp"
#include "kamsim/statistics/intervals.hpp"
#include "kamsim/statistics/paired.hpp"
#include "kamsim/statistics/quantiles.hpp"
#include "kamsim/statistics/tail_risk.hpp"

namespace kamsim {

namespace {

constexpr double level = 0.95;
constexpr double tail = 0.05;

double mean_of(std::span<const double> values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Means of groups of values that follow one another.
std::vector<double> group_means(std::span<const double> values, std::size_t group_size)
{
    std::vector<double> means;
    for (std::size_t first = 0; first < values.size(); first += group_size) {
        means.push_back(mean_of(values.subspan(first, group_size)));
    }
    return means;
}

/// A mean with its interval over groups of futures that share a world, or over futures.
struct MeanInterval {
    double mean = 0.0;
    Interval interval;
};

MeanInterval mean_interval(std::span<const double> values, std::size_t group_size)
{
    const Moments moments =
        sample_moments(group_size == 1 ? std::vector(values.begin(), values.end()) : group_means(values, group_size));
    return {moments.mean, t_interval(moments, level)};
}

void fill(std::vector<double>& array, std::size_t size)
{
    array.assign(size, std::numeric_limits<double>::quiet_NaN());
}

/// All dimensions of the design, all numbers missing.
SweepTable empty_table(const Sweep& sweep)
{
    const Experiment& base = sweep.space().base().experiment;
    SweepTable table;
    table.title = sweep.design().title.empty() ? base.title : sweep.design().title;
    table.currency = base.currency;
    table.method = sweep.design().method;
    table.factors = sweep.design().factors;
    for (const Alternative& alternative : base.alternatives) {
        table.alternatives.push_back(alternative.name);
    }
    table.baseline = base.baseline;
    table.points = std::ssize(sweep.design().coordinates);
    const bool is_uncertain = !base.uncertainty.inputs.empty();
    table.worlds = is_uncertain ? sweep.units_per_point() : 1;
    table.futures_per_world = base.replications / table.worlds;
    table.has_own_luck = sweep.design().luck == SweepLuck::own;
    for (const auto& point : sweep.design().coordinates) {
        table.coordinates.insert(table.coordinates.end(), point.begin(), point.end());
    }
    table.periods = base.periods;
    for (const Measure measure : sweep.design().measures) {
        table.measures.emplace_back(measure_catalogue()[static_cast<std::size_t>(measure)].name);
    }
    const auto points = static_cast<std::size_t>(table.points);
    const auto rows = points * table.alternatives.size();
    table.failures.resize(points);
    for (auto array : {&table.value, &table.value_low, &table.value_high, &table.deviation, &table.difference,
                       &table.difference_low, &table.difference_high, &table.chance_of_loss, &table.chance_of_loss_low,
                       &table.chance_of_loss_high, &table.shortfall, &table.share_best}) {
        fill(*array, rows);
    }
    fill(table.quantiles, rows * sweep_quantiles.size());
    fill(table.ledger, rows * ledger_line_count);
    for (auto array : {&table.best, &table.lead, &table.lead_low, &table.lead_high}) {
        fill(*array, points);
    }
    fill(table.world_value, is_uncertain ? rows * static_cast<std::size_t>(table.worlds) : 0);
    fill(table.measure_means, rows * table.measures.size() * static_cast<std::size_t>(table.periods));
    return table;
}

/// One point from the values of all its futures.
class PointSummary {
public:
    /// @param values [alternative][future]
    PointSummary(SweepTable& table, std::int64_t point, const std::vector<std::vector<double>>& values)
        : table_(table), point_(point), values_(values),
          group_size_(table.worlds > 1 ? static_cast<std::size_t>(table.futures_per_world) : 1)
    {}

    void write()
    {
        for (std::size_t k = 0; k < values_.size(); ++k) {
            write_value(k);
            write_difference(k);
        }
        const auto shares = shares_of_wins({values_.begin(), values_.end()});
        std::copy(shares.begin(), shares.end(), table_.share_best.begin() + static_cast<std::ptrdiff_t>(row(0)));
        write_best();
    }

private:
    [[nodiscard]] std::size_t row(std::size_t alternative) const { return table_.row(point_, alternative); }

    void write_value(std::size_t k)
    {
        const auto value = mean_interval(values_[k], group_size_);
        table_.value[row(k)] = value.mean;
        table_.value_low[row(k)] = value.interval.low;
        table_.value_high[row(k)] = value.interval.high;
        table_.deviation[row(k)] = std::sqrt(sample_moments(values_[k]).variance());
        const auto quantiles = sample_quantiles(values_[k], sweep_quantiles);
        std::copy(quantiles.begin(), quantiles.end(),
                  table_.quantiles.begin() + static_cast<std::ptrdiff_t>(row(k) * quantiles.size()));
        if (group_size_ > 1 || table_.worlds > 1) {
            const auto means = group_means(values_[k], group_size_);
            for (std::size_t world = 0; world < means.size(); ++world) {
                table_.world_value[table_.world_index(point_, static_cast<std::int64_t>(world), k)] = means[world];
            }
        }
    }

    void write_difference(std::size_t k)
    {
        const auto differences = paired_differences(values_[k], values_[static_cast<std::size_t>(table_.baseline)]);
        const auto difference = mean_interval(differences, group_size_);
        table_.difference[row(k)] = difference.mean;
        table_.difference_low[row(k)] = difference.interval.low;
        table_.difference_high[row(k)] = difference.interval.high;
        const auto losses = share_below_threshold(differences, static_cast<std::int64_t>(group_size_), 0.0, level);
        table_.chance_of_loss[row(k)] = losses.share;
        table_.chance_of_loss_low[row(k)] = losses.interval.low;
        table_.chance_of_loss_high[row(k)] = losses.interval.high;
        table_.shortfall[row(k)] = tail_risk(differences, 1, tail, level).conditional_value_at_risk;
    }

    /// The baseline is the best among equals, else the first of them.
    void write_best()
    {
        const auto before = [&](std::size_t a, std::size_t b) {
            const double one = table_.value[row(a)];
            const double other = table_.value[row(b)];
            const auto baseline = static_cast<std::size_t>(table_.baseline);
            return one != other ? one > other : (a == baseline || (b != baseline && a < b));
        };
        std::vector<std::size_t> order(values_.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::sort(order.begin(), order.end(), before);
        const auto point = static_cast<std::size_t>(point_);
        table_.best[point] = static_cast<double>(order[0]);
        if (order.size() == 1) {
            table_.lead[point] = table_.lead_low[point] = table_.lead_high[point] = 0.0;
            return;
        }
        const auto lead = mean_interval(paired_differences(values_[order[0]], values_[order[1]]), group_size_);
        table_.lead[point] = lead.mean;
        table_.lead_low[point] = lead.interval.low;
        table_.lead_high[point] = lead.interval.high;
    }

    SweepTable& table_;
    std::int64_t point_;
    const std::vector<std::vector<double>>& values_;
    std::size_t group_size_;
};

} // namespace

SweepTableBuilder::SweepTableBuilder(const Sweep& sweep, const SweepTable* base)
    : sweep_(sweep), table_(base != nullptr ? *base : empty_table(sweep)), values_(table_.alternatives.size())
{}

void SweepTableBuilder::take(const StudyValues& values)
{
    if (values.first_point != next_) {
        throw std::invalid_argument(
            fmt::format("values of units {} and on do not follow those before {}", values.first_point, next_));
    }
    for (std::int64_t unit = values.first_point; unit < values.first_point + values.points; ++unit) {
        take_unit(values, unit);
    }
}

void SweepTableBuilder::take_unit(const StudyValues& values, std::int64_t unit)
{
    const auto alternatives = static_cast<int>(values_.size());
    const std::size_t measures = values_.size() * table_.measures.size() * static_cast<std::size_t>(table_.periods);
    if (unit % sweep_.units_per_point() == 0) {
        values_.assign(values_.size(), {});
        ledger_.assign(values_.size() * ledger_line_count, 0.0);
        measures_.assign(measures, 0.0);
        measure_counts_.assign(measures, 0.0);
        failure_.clear();
    }
    for (const PointFailure& failure : values.failures) {
        if (failure.point == unit && failure_.empty()) {
            failure_ = failure.reason;
        }
    }
    for (int k = 0; k < alternatives; ++k) {
        const double* first = values.value.data() + values.value_index(unit, k, 0);
        auto& of_alternative = values_[static_cast<std::size_t>(k)];
        of_alternative.insert(of_alternative.end(), first, first + values.futures);
    }
    for (std::size_t place = 0; place < ledger_.size(); ++place) {
        ledger_[place] += values.ledger[values.ledger_index(unit, 0, LedgerLine{}) + place];
    }
    for (std::size_t place = 0; place < measures; ++place) {
        const std::size_t from = values.measure_index(unit, 0, 0, 0) + place;
        const double count = values.measure_counts[from];
        measures_[place] += count > 0.0 ? count * values.measure_means[from] : 0.0;
        measure_counts_[place] += count;
    }
    ++next_;
    if (next_ % sweep_.units_per_point() == 0) {
        finish_point(sweep_.taken()[static_cast<std::size_t>(unit / sweep_.units_per_point())]);
    }
}

void SweepTableBuilder::finish_point(std::int64_t point)
{
    table_.failures[static_cast<std::size_t>(point)] = failure_;
    if (!failure_.empty()) {
        return;
    }
    PointSummary(table_, point, values_).write();
    for (std::size_t place = 0; place < ledger_.size(); ++place) {
        table_.ledger[table_.row(point, 0) * ledger_line_count + place] =
            ledger_[place] / static_cast<double>(sweep_.units_per_point());
    }
    for (std::size_t place = 0; place < measures_.size(); ++place) {
        table_.measure_means[static_cast<std::size_t>(point) * measures_.size() + place] =
            measures_[place] / measure_counts_[place];
    }
}

SweepTable SweepTableBuilder::finish()
{
    if (next_ != sweep_.units()) {
        throw std::logic_error(fmt::format("{} of {} units are missing", sweep_.units() - next_, sweep_.units()));
    }
    return std::move(table_);
}

} // namespace kamsim
