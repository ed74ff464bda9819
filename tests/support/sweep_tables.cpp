#include "support/sweep_tables.hpp"

#include "kamsim/statistics/intervals.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim::test {

namespace {

Interval interval_of(const std::vector<double>& values)
{
    const Moments moments = sample_moments(values);
    if (values.size() > 1) {
        return t_interval(moments, 0.95);
    }
    return {moments.mean - 1.0, moments.mean + 1.0, 0.95, IntervalKind::student_t};
}

/// Values of the alternatives in the worlds of one point.
void add_point(const std::vector<std::vector<double>>& in_worlds, SweepTable& table)
{
    std::size_t best = 0;
    std::size_t next = 1;
    for (std::size_t k = 0; k < in_worlds.size(); ++k) {
        const double mean = sample_moments(in_worlds[k]).mean;
        const auto value = interval_of(in_worlds[k]);
        const auto difference = interval_of(paired_differences(in_worlds[k], in_worlds[0]));
        table.value.push_back(mean);
        table.value_low.push_back(value.low);
        table.value_high.push_back(value.high);
        table.difference.push_back(paired_moments(in_worlds[k], in_worlds[0]).mean);
        table.difference_low.push_back(difference.low);
        table.difference_high.push_back(difference.high);
        const auto mean_of = [&](std::size_t other) { return sample_moments(in_worlds[other]).mean; };
        if (mean > mean_of(best)) {
            next = best;
            best = k;
        } else if (k != best && (next == best || mean > mean_of(next))) {
            next = k;
        }
    }
    const auto lead = paired_differences(in_worlds[best], in_worlds[next]);
    table.best.push_back(static_cast<double>(best));
    table.lead.push_back(sample_moments(lead).mean);
    table.lead_low.push_back(interval_of(lead).low);
    table.lead_high.push_back(interval_of(lead).high);
}

} // namespace

Factor ranged(const std::string& name, double low, double high)
{
    Factor factor;
    factor.name = name;
    factor.path = "defaults." + name;
    factor.low = low;
    factor.high = high;
    return factor;
}

Factor levelled(const std::string& name, const std::vector<std::string>& labels)
{
    Factor factor;
    factor.name = name;
    for (const auto& label : labels) {
        factor.levels.push_back({label, {{"title", label}}});
    }
    return factor;
}

SweepTable sweep_table(SweepMethod method, std::vector<Factor> factors, const std::vector<std::vector<double>>& points,
                       std::vector<std::string> alternatives, std::int64_t worlds, const WorldValue& value)
{
    SweepTable table;
    table.title = "By hand";
    table.currency = "kEUR";
    table.method = method;
    table.factors = std::move(factors);
    table.alternatives = std::move(alternatives);
    table.points = std::ssize(points);
    table.worlds = worlds;
    table.futures_per_world = 64;
    table.failures.resize(points.size());
    for (const auto& point : points) {
        table.coordinates.insert(table.coordinates.end(), point.begin(), point.end());
        std::vector<std::vector<double>> in_worlds(table.alternatives.size());
        for (std::int64_t world = 0; world < worlds; ++world) {
            for (std::size_t k = 0; k < in_worlds.size(); ++k) {
                in_worlds[k].push_back(value(point, k, world));
                if (worlds > 1) {
                    table.world_value.push_back(in_worlds[k].back());
                }
            }
        }
        add_point(in_worlds, table);
    }
    return table;
}

} // namespace kamsim::test
