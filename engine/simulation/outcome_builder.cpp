#include "simulation/outcome_builder.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <stdexcept>

#include "simulation/account_rows.hpp"

namespace kamsim {
namespace {

void add(std::vector<double>& to, const std::vector<double>& from)
{
    for (std::size_t k = 0; k < to.size(); ++k) {
        to[k] += from[k];
    }
}

void merge_all(std::vector<Moments>& to, const std::vector<Moments>& from)
{
    for (std::size_t k = 0; k < to.size(); ++k) {
        to[k].merge(from[k]);
    }
}

void divide(std::vector<double>& sums, double by)
{
    for (double& sum : sums) {
        sum /= by;
    }
}

} // namespace

OutcomeBuilder::OutcomeBuilder(const Experiment& experiment, const ResolvedView& resolved, const Worlds& worlds)
{
    Outcome& o = outcome_;
    o.replications = experiment.replications;
    o.worlds = worlds.count();
    o.futures_per_world = worlds.futures_per_world();
    o.world_inputs.assign(worlds.shared_draws().begin(), worlds.shared_draws().end());
    o.alternatives = resolved.alternative_count;
    o.periods = experiment.periods;
    o.periods_per_year = experiment.periods_per_year;
    o.years = resolved.year_count;
    o.accounts = resolved.account_count;
    o.managers = resolved.manager_count;
    o.baseline = resolved.baseline;
    o.pairs = static_cast<int>(alternative_pairs(o.alternatives, o.baseline).size());
    o.segments = resolved.segment_count;

    const auto alternatives = static_cast<std::size_t>(o.alternatives);
    const auto accounts = static_cast<std::size_t>(o.accounts);
    const auto years = static_cast<std::size_t>(o.years);
    const std::size_t kept = alternatives * static_cast<std::size_t>(o.replications);
    for (auto* values : {&o.value, &o.programme_spending, &o.payback_years, &o.programme_survives}) {
        values->resize(kept);
    }
    if (o.worlds > 1) {
        o.world_ledger.resize(alternatives * static_cast<std::size_t>(o.worlds) * ledger_line_count);
    }
    o.ledger.resize(alternatives * ledger_line_count);
    o.ledger_difference.resize(alternatives * ledger_line_count);
    o.residual_mean.resize(alternatives);
    o.measures.resize(alternatives * measure_count * static_cast<std::size_t>(o.periods));
    o.account_means.resize(alternatives * account_measure_count * accounts * years);
    o.account_value.resize(alternatives * accounts);
    o.account_losses.resize(alternatives * accounts * loss_reason_count);
    o.manager_means.resize(alternatives * manager_measure_count * static_cast<std::size_t>(o.managers) * years);
    o.pareto_curve.resize(alternatives * years * curve_points);
    o.whale_curve.resize(alternatives * years * curve_points);
}

void OutcomeBuilder::keep_replications(std::int64_t first_replication, const SuperBlockSums& sums)
{
    std::size_t from = 0;
    for (int alternative = 0; alternative < outcome_.alternatives; ++alternative) {
        for (int replication = 0; replication < sums.replications; ++replication, ++from) {
            const std::size_t to = outcome_.value_index(alternative, first_replication + replication);
            const std::span<const double, ledger_line_count> lines(
                sums.replication_ledger.data() + from * ledger_line_count, ledger_line_count);
            double value = 0.0;
            for (const double amount : lines) {
                value += amount;
            }
            add_to_world(alternative, first_replication + replication, lines);
            if (!std::isfinite(value)) {
                throw std::runtime_error("replication " + std::to_string(first_replication + replication)
                                         + " has no finite value; look for a parameter far outside its range");
            }
            outcome_.value[to] = value;
            outcome_.programme_spending[to] = sums.spending[from];
            outcome_.payback_years[to] = sums.payback[from];
            outcome_.programme_survives[to] = sums.survives[from];
        }
    }
}

void OutcomeBuilder::add_to_world(int alternative, std::int64_t replication,
                                  std::span<const double, ledger_line_count> lines)
{
    if (outcome_.worlds == 1) {
        return;
    }
    const std::size_t first = outcome_.world_index(alternative, replication / outcome_.futures_per_world, LedgerLine{});
    for (std::size_t line = 0; line < lines.size(); ++line) {
        outcome_.world_ledger[first + line] += lines[line];
    }
}

void OutcomeBuilder::merge(std::int64_t first_replication, const SuperBlockSums& sums)
{
    keep_replications(first_replication, sums);
    for (std::size_t k = 0; k < outcome_.measures.size(); ++k) {
        outcome_.measures[k].moments.merge(sums.measures[k]);
    }
    merge_world_means(first_replication, sums);
    merge_all(outcome_.ledger, sums.ledger);
    merge_all(outcome_.ledger_difference, sums.ledger_difference);
    merge_all(outcome_.account_value, sums.account_value);
    differences_.resize(sums.differences.size());
    merge_all(differences_, sums.differences);
    world_differences_.resize(outcome_.worlds > 1 ? sums.differences.size() : 0);
    if (!sums.world_differences.empty()) {
        merge_all(world_differences_, sums.world_differences);
    } else if (outcome_.worlds > 1) {
        unfinished_differences_.resize(sums.differences.size());
        merge_all(unfinished_differences_, sums.differences);
        if ((first_replication + sums.replications) % outcome_.futures_per_world == 0) {
            for (std::size_t k = 0; k < world_differences_.size(); ++k) {
                world_differences_[k].add(unfinished_differences_[k].mean);
            }
            unfinished_differences_.clear();
        }
    }
    outcome_.account_kept_only.resize(sums.kept_only.size());
    add(outcome_.account_kept_only, sums.kept_only);
    add(outcome_.residual_mean, sums.residual);
    add(outcome_.account_means, sums.accounts);
    add(outcome_.account_losses, sums.account_losses);
    add(outcome_.manager_means, sums.managers);
    add(outcome_.pareto_curve, sums.pareto);
    add(outcome_.whale_curve, sums.whale);
}

/// Worlds come whole, several in a super-block, or in parts, one after another.
void OutcomeBuilder::merge_world_means(std::int64_t first_replication, const SuperBlockSums& sums)
{
    if (outcome_.worlds == 1) {
        return;
    }
    if (!sums.world_means.empty()) {
        for (std::size_t k = 0; k < outcome_.measures.size(); ++k) {
            outcome_.measures[k].between.merge(sums.world_means[k]);
        }
        return;
    }
    unfinished_world_.resize(outcome_.measures.size());
    merge_all(unfinished_world_, sums.measures);
    if ((first_replication + sums.replications) % outcome_.futures_per_world == 0) {
        for (std::size_t k = 0; k < outcome_.measures.size(); ++k) {
            if (unfinished_world_[k].count > 0.0) {
                outcome_.measures[k].between.add(unfinished_world_[k].mean);
            }
        }
        unfinished_world_.clear();
    }
}

void OutcomeBuilder::condition_on_alive()
{
    const double undefined = std::numeric_limits<double>::quiet_NaN();
    for (int alternative = 0; alternative < outcome_.alternatives; ++alternative) {
        for (int account = 0; account < outcome_.accounts; ++account) {
            for (int year = 0; year < outcome_.years; ++year) {
                const double alive =
                    outcome_.account_means[outcome_.account_index(alternative, AccountMeasure::alive, account, year)];
                for (const auto measure :
                     {AccountMeasure::endangerment, AccountMeasure::relationship, AccountMeasure::satisfaction}) {
                    double& mean = outcome_.account_means[outcome_.account_index(alternative, measure, account, year)];
                    mean = alive > 0.0 ? mean / alive : undefined;
                }
            }
        }
    }
}

void OutcomeBuilder::summarise_measures(const MeasureBins& bins, const std::vector<std::uint32_t>& counts)
{
    for (int alternative = 0; alternative < outcome_.alternatives; ++alternative) {
        for (int measure = 0; measure < measure_count; ++measure) {
            const BinLayout& layout = bins.layout(measure);
            for (int period = 0; period < outcome_.periods; ++period) {
                MeasureSummary& summary =
                    outcome_.measures[outcome_.measure_index(alternative, static_cast<Measure>(measure), period)];
                const std::span<const std::uint32_t> bin(counts.data() + bins.offset(alternative, measure, period),
                                                         static_cast<std::size_t>(layout.bin_count()));
                const auto quantile = [&](double probability) {
                    const BinnedQuantile found = binned_quantile(layout, bin, probability);
                    summary.quantile_error = std::fmax(summary.quantile_error, found.error);
                    return found.value;
                };
                summary.q05 = quantile(0.05);
                summary.q25 = quantile(0.25);
                summary.q50 = quantile(0.50);
                summary.q75 = quantile(0.75);
                summary.q95 = quantile(0.95);
            }
        }
    }
}

namespace {

/// Keeps the first elements of each alternative.
void shorten(std::vector<double>& values, int alternatives, std::size_t before, std::size_t after)
{
    for (std::size_t alternative = 0; alternative < static_cast<std::size_t>(alternatives); ++alternative) {
        const auto from = values.begin() + static_cast<std::ptrdiff_t>(alternative * before);
        std::copy_n(from, after, values.begin() + static_cast<std::ptrdiff_t>(alternative * after));
    }
    values.resize(static_cast<std::size_t>(alternatives) * after);
}

} // namespace

/// Shortens what is kept of each replication and of each world.
void OutcomeBuilder::keep_first(std::int64_t replications)
{
    const auto before = static_cast<std::size_t>(outcome_.replications);
    for (auto* values :
         {&outcome_.value, &outcome_.programme_spending, &outcome_.payback_years, &outcome_.programme_survives}) {
        shorten(*values, outcome_.alternatives, before, static_cast<std::size_t>(replications));
    }
    outcome_.replications = replications;
    if (outcome_.worlds == 1) {
        outcome_.futures_per_world = replications;
        return;
    }
    const auto worlds = static_cast<std::size_t>(outcome_.worlds);
    const auto kept = static_cast<std::size_t>(replications / outcome_.futures_per_world);
    shorten(outcome_.world_ledger, outcome_.alternatives, worlds * ledger_line_count, kept * ledger_line_count);
    outcome_.world_inputs.resize(outcome_.world_inputs.size() / worlds * kept);
    outcome_.worlds = static_cast<std::int64_t>(kept);
    if (kept == 1) {
        // One world alone shows nothing between worlds.
        outcome_.world_ledger.clear();
        for (MeasureSummary& summary : outcome_.measures) {
            summary.between = {};
        }
    }
}

Outcome OutcomeBuilder::finish(std::int64_t merged_replications, const MeasureBins& bins,
                               const std::vector<std::uint32_t>& counts)
{
    if (merged_replications < outcome_.replications) {
        keep_first(merged_replications);
    }
    const auto replications = static_cast<double>(outcome_.replications);
    if (outcome_.worlds == 1) {
        world_differences_.clear();
    }
    take_differences(differences_, world_differences_, outcome_);
    condition_on_alive();
    // Sums given alive are means already; the others are divided by all replications.
    for (std::size_t k = 0; k < outcome_.account_means.size(); ++k) {
        const std::size_t per_measure =
            static_cast<std::size_t>(outcome_.accounts) * static_cast<std::size_t>(outcome_.years);
        const auto measure = static_cast<AccountMeasure>((k / per_measure) % account_measure_count);
        if (measure != AccountMeasure::endangerment && measure != AccountMeasure::relationship
            && measure != AccountMeasure::satisfaction) {
            outcome_.account_means[k] /= replications;
        }
    }
    divide(outcome_.world_ledger, static_cast<double>(outcome_.futures_per_world));
    divide(outcome_.residual_mean, replications);
    divide(outcome_.account_losses, replications);
    divide(outcome_.manager_means, replications);
    divide(outcome_.pareto_curve, replications);
    divide(outcome_.whale_curve, replications);
    summarise_measures(bins, counts);
    return std::move(outcome_);
}

} // namespace kamsim
