#include "kamsim/simulation/part_merger.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>

#include "kamsim/model/worlds.hpp"
#include "model/resolve.hpp"
#include "simulation/difference_parts.hpp"
#include "simulation/measure_bins.hpp"
#include "simulation/sample_shape.hpp"
#include "simulation/sum_tree.hpp"

namespace kamsim {
namespace {

void divide(std::vector<double>& sums, double by)
{
    for (double& sum : sums) {
        sum /= by;
    }
}

/// Keeps the first elements of each alternative.
void shorten(std::vector<double>& values, int alternatives, std::size_t before, std::size_t after)
{
    for (std::size_t alternative = 0; alternative < static_cast<std::size_t>(alternatives); ++alternative) {
        const auto from = values.begin() + static_cast<std::ptrdiff_t>(alternative * before);
        std::copy_n(from, after, values.begin() + static_cast<std::ptrdiff_t>(alternative * after));
    }
    values.resize(static_cast<std::size_t>(alternatives) * after);
}

/// Arrays of what is kept of each replication and of each world.
Outcome with_room_for_replications(Outcome shape, const Worlds& worlds)
{
    const auto alternatives = static_cast<std::size_t>(shape.alternatives);
    for (auto* values : {&shape.value, &shape.programme_spending, &shape.payback_years, &shape.programme_survives}) {
        values->resize(alternatives * static_cast<std::size_t>(shape.replications));
    }
    shape.world_inputs.assign(worlds.shared_draws().begin(), worlds.shared_draws().end());
    if (shape.worlds > 1) {
        shape.world_ledger.resize(alternatives * static_cast<std::size_t>(shape.worlds) * ledger_line_count);
    }
    return shape;
}

/// Shortens what is kept of each replication and of each world.
void keep_first(std::int64_t replications, Outcome& outcome)
{
    const auto before = static_cast<std::size_t>(outcome.replications);
    for (auto* values :
         {&outcome.value, &outcome.programme_spending, &outcome.payback_years, &outcome.programme_survives}) {
        shorten(*values, outcome.alternatives, before, static_cast<std::size_t>(replications));
    }
    outcome.replications = replications;
    if (outcome.worlds == 1) {
        outcome.futures_per_world = replications;
        return;
    }
    const auto worlds = static_cast<std::size_t>(outcome.worlds);
    const auto kept = static_cast<std::size_t>(replications / outcome.futures_per_world);
    shorten(outcome.world_ledger, outcome.alternatives, worlds * ledger_line_count, kept * ledger_line_count);
    outcome.world_inputs.resize(outcome.world_inputs.size() / worlds * kept);
    outcome.worlds = static_cast<std::int64_t>(kept);
    if (kept == 1) {
        // One world alone shows nothing between worlds.
        outcome.world_ledger.clear();
        for (MeasureSummary& summary : outcome.measures) {
            summary.between = {};
        }
        for (auto* differences : {&outcome.account_difference, &outcome.segment_difference, &outcome.holder_difference,
                                  &outcome.unshared_difference}) {
            for (DifferenceSummary& difference : *differences) {
                difference.between = {};
            }
        }
    }
}

void condition_on_alive(Outcome& outcome)
{
    const double undefined = std::numeric_limits<double>::quiet_NaN();
    for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
        for (int account = 0; account < outcome.accounts; ++account) {
            for (int year = 0; year < outcome.years; ++year) {
                const double alive =
                    outcome.account_means[outcome.account_index(alternative, AccountMeasure::alive, account, year)];
                for (const auto measure :
                     {AccountMeasure::endangerment, AccountMeasure::relationship, AccountMeasure::satisfaction}) {
                    double& mean = outcome.account_means[outcome.account_index(alternative, measure, account, year)];
                    mean = alive > 0.0 ? mean / alive : undefined;
                }
            }
        }
    }
}

} // namespace

class PartMerger::Implementation {
public:
    explicit Implementation(const Experiment& experiment)
        : leaves_(experiment), worlds_(experiment), resolved_(experiment, manager_rows(experiment, worlds_)),
          bins_(experiment), shape_(sample_shape(experiment, resolved_.view(), worlds_)), tree_(shape_, leaves_),
          bin_counts_(bins_.total()), outcome_(with_room_for_replications(shape_, worlds_))
    {}

    void add_records(std::int64_t first_replication, const ReplicationRecords& records);
    void add_sums(const PartSums& sums);
    [[nodiscard]] std::int64_t replications() const { return merged_; }
    [[nodiscard]] PartSums sums() const { return {tree_.nodes(), bin_counts_}; }
    [[nodiscard]] Outcome so_far() const;
    [[nodiscard]] Outcome finish();

private:
    void keep_records(std::int64_t first_replication, const ReplicationRecords& records);
    void add_to_world(int alternative, std::int64_t replication, std::span<const double, ledger_line_count> lines);
    void complete(Outcome& outcome) const;
    void take_total(Outcome& outcome) const;
    void summarise_measures(Outcome& outcome) const;

    SampleLeaves leaves_;
    Worlds worlds_;
    ResolvedExperiment resolved_; ///< without what is uncertain, for the shapes
    MeasureBins bins_;
    Outcome shape_;
    SumTree tree_;
    std::vector<std::uint32_t> bin_counts_;
    Outcome outcome_;
    std::int64_t merged_ = 0;
};

void PartMerger::Implementation::add_records(std::int64_t first_replication, const ReplicationRecords& records)
{
    if (first_replication != merged_ || records.replications > leaves_.replications() - merged_) {
        throw std::invalid_argument(std::to_string(records.replications) + " replications from "
                                    + std::to_string(first_replication) + " on do not follow the "
                                    + std::to_string(merged_) + " before");
    }
    const auto rows = static_cast<std::size_t>(outcome_.alternatives) * static_cast<std::size_t>(records.replications);
    const auto of_accounts = rows * static_cast<std::size_t>(outcome_.accounts) * account_detail_count;
    if (records.ledger.size() != rows * ledger_line_count || records.programme_spending.size() != rows
        || records.payback_years.size() != rows || records.programme_survives.size() != rows
        || (!records.accounts.empty() && records.accounts.size() != of_accounts)) {
        throw std::invalid_argument("the records of replications have another shape than the experiment");
    }
    keep_records(first_replication, records);
    merged_ += records.replications;
}

void PartMerger::Implementation::add_sums(const PartSums& sums)
{
    if (sums.bin_counts.size() != bin_counts_.size()) {
        throw std::invalid_argument("the counts of bins have another shape than the experiment");
    }
    if (!sums.nodes.empty() && sums.nodes.front().leaves.first != tree_.leaves().end) {
        throw std::invalid_argument("the sums do not follow those before");
    }
    tree_.add(sums.nodes);
    std::transform(bin_counts_.begin(), bin_counts_.end(), sums.bin_counts.begin(), bin_counts_.begin(), std::plus<>());
}

void PartMerger::Implementation::keep_records(std::int64_t first_replication, const ReplicationRecords& records)
{
    std::size_t from = 0;
    for (int alternative = 0; alternative < outcome_.alternatives; ++alternative) {
        for (std::int64_t k = 0; k < records.replications; ++k, ++from) {
            const std::int64_t replication = first_replication + k;
            const std::size_t to = outcome_.value_index(alternative, replication);
            const std::span<const double, ledger_line_count> lines(records.ledger.data() + from * ledger_line_count,
                                                                   ledger_line_count);
            double value = 0.0;
            for (const double amount : lines) {
                value += amount;
            }
            if (!std::isfinite(value)) {
                throw std::runtime_error("replication " + std::to_string(replication)
                                         + " has no finite value; look for a parameter far outside its range");
            }
            add_to_world(alternative, replication, lines);
            outcome_.value[to] = value;
            outcome_.programme_spending[to] = records.programme_spending[from];
            outcome_.payback_years[to] = records.payback_years[from];
            outcome_.programme_survives[to] = records.programme_survives[from];
        }
    }
}

void PartMerger::Implementation::add_to_world(int alternative, std::int64_t replication,
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

void PartMerger::Implementation::take_total(Outcome& outcome) const
{
    SampleSums total = tree_.total();
    for (std::size_t k = 0; k < outcome.measures.size(); ++k) {
        outcome.measures[k].moments = total.measures[k];
        if (!total.world_means.empty()) {
            outcome.measures[k].between = total.world_means[k];
        }
    }
    take_differences(total, outcome);
    outcome.account_kept_only = std::move(total.kept_only);
    outcome.ledger = std::move(total.ledger);
    outcome.ledger_difference = std::move(total.ledger_difference);
    outcome.account_value = std::move(total.account_value);
    outcome.residual_mean = std::move(total.residual);
    outcome.account_means = std::move(total.accounts);
    outcome.account_losses = std::move(total.account_losses);
    outcome.manager_means = std::move(total.managers);
    outcome.pareto_curve = std::move(total.pareto);
    outcome.whale_curve = std::move(total.whale);
}

void PartMerger::Implementation::summarise_measures(Outcome& outcome) const
{
    for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
        for (int measure = 0; measure < measure_count; ++measure) {
            const BinLayout& layout = bins_.layout(measure);
            for (int period = 0; period < outcome.periods; ++period) {
                MeasureSummary& summary =
                    outcome.measures[outcome.measure_index(alternative, static_cast<Measure>(measure), period)];
                const std::span<const std::uint32_t> bin(bin_counts_.data()
                                                             + bins_.offset(alternative, measure, period),
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

void PartMerger::Implementation::complete(Outcome& outcome) const
{
    if (leaves_.first_replication(tree_.leaves().end) != merged_) {
        throw std::invalid_argument("there are records of " + std::to_string(merged_) + " replications and sums of "
                                    + std::to_string(leaves_.first_replication(tree_.leaves().end)));
    }
    take_total(outcome);
    if (merged_ < outcome.replications) {
        keep_first(merged_, outcome);
    }
    const auto replications = static_cast<double>(outcome.replications);
    condition_on_alive(outcome);
    // Sums given alive are means already; the others are divided by all replications.
    const std::size_t per_measure =
        static_cast<std::size_t>(outcome.accounts) * static_cast<std::size_t>(outcome.years);
    for (std::size_t k = 0; k < outcome.account_means.size(); ++k) {
        const auto measure = static_cast<AccountMeasure>((k / per_measure) % account_measure_count);
        if (measure != AccountMeasure::endangerment && measure != AccountMeasure::relationship
            && measure != AccountMeasure::satisfaction) {
            outcome.account_means[k] /= replications;
        }
    }
    divide(outcome.world_ledger, static_cast<double>(outcome.futures_per_world));
    divide(outcome.residual_mean, replications);
    divide(outcome.account_losses, replications);
    divide(outcome.manager_means, replications);
    divide(outcome.pareto_curve, replications);
    divide(outcome.whale_curve, replications);
    summarise_measures(outcome);
}

Outcome PartMerger::Implementation::so_far() const
{
    Outcome outcome = outcome_;
    complete(outcome);
    return outcome;
}

Outcome PartMerger::Implementation::finish()
{
    complete(outcome_);
    return std::move(outcome_);
}

PartMerger::PartMerger(const Experiment& experiment) : implementation_(std::make_unique<Implementation>(experiment))
{}

PartMerger::~PartMerger() = default;

void PartMerger::add(const SamplePart& part)
{
    add_records(part.first_replication, part.records);
    add_sums(part.sums);
}

void PartMerger::add_records(std::int64_t first_replication, const ReplicationRecords& records)
{
    implementation_->add_records(first_replication, records);
}

void PartMerger::add_sums(const PartSums& sums)
{
    implementation_->add_sums(sums);
}

std::int64_t PartMerger::replications() const
{
    return implementation_->replications();
}

PartSums PartMerger::sums() const
{
    return implementation_->sums();
}

Outcome PartMerger::so_far() const
{
    return implementation_->so_far();
}

Outcome PartMerger::finish()
{
    return implementation_->finish();
}

PartSums joined(const Experiment& experiment, const std::vector<PartSums>& parts)
{
    const SampleLeaves leaves(experiment);
    const Worlds worlds(experiment);
    const ResolvedExperiment resolved(experiment, manager_rows(experiment, worlds));
    const Outcome shape = sample_shape(experiment, resolved.view(), worlds);
    SumTree tree(shape, leaves);
    std::vector<std::uint32_t> counts(MeasureBins(experiment).total());
    for (const PartSums& part : parts) {
        if (part.bin_counts.size() != counts.size()) {
            throw std::invalid_argument("the counts of bins have another shape than the experiment");
        }
        tree.add(part.nodes);
        std::transform(counts.begin(), counts.end(), part.bin_counts.begin(), counts.begin(), std::plus<>());
    }
    return {tree.nodes(), std::move(counts)};
}

} // namespace kamsim
