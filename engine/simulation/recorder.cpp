#include "simulation/recorder.hpp"

#include <limits>
#include <utility>

#include "simulation/measure_cadence.hpp"

namespace kamsim {
namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

std::size_t quantities(const Outcome& shape, int per_alternative)
{
    return at(shape.alternatives) * at(per_alternative);
}

/// Where the ledgers of an alternative begin in a super-block.
std::size_t ledger_row(int alternative)
{
    return at(alternative) * ledger_line_count * super_block_size;
}

} // namespace

Recorder::Recorder(const Outcome& shape, const MeasureBins& bins, SuperBlockContent content, const Segments& segments,
                   RecordedDetail detail)
    : shape_(shape), bins_(bins), content_(content), dt_(1.0 / shape.periods_per_year),
      measures_(quantities(shape, measure_count * shape.periods), blocks_per_super_block),
      world_means_(content == SuperBlockContent::whole_worlds ? shape.measures.size() : 0),
      measure_differences_(shape, blocks_per_super_block, content == SuperBlockContent::whole_worlds),
      residual_(quantities(shape, 1)),
      accounts_(quantities(shape, account_measure_count * shape.accounts * shape.years)),
      account_value_(quantities(shape, shape.accounts), blocks_per_super_block),
      account_losses_(quantities(shape, shape.accounts * loss_reason_count)), account_rows_(shape, segments),
      managers_(quantities(shape, manager_measure_count * shape.managers * shape.years)),
      pareto_(quantities(shape, shape.years * curve_points)), whale_(quantities(shape, shape.years * curve_points)),
      replication_ledger_(quantities(shape, ledger_line_count * super_block_size)),
      spending_(quantities(shape, super_block_size)), payback_(quantities(shape, super_block_size)),
      survives_(quantities(shape, super_block_size)),
      cumulative_(quantities(shape, shape.periods * replications_per_block)), difference_(at(replications_per_block)),
      bin_numbers_(quantities(shape, measure_count * shape.periods) * super_block_size, no_bin),
      bin_counts_(bins.total(), 0)
{
    if (holds_accounts(detail)) {
        account_details_.emplace(shape);
    }
}

void Recorder::begin_super_block()
{
    block_ = -1;
    world_means_.clear();
    measures_.clear();
    measure_differences_.clear();
    account_value_.clear();
    for (BlockSums* columns : {&residual_, &accounts_, &account_losses_, &managers_, &pareto_, &whale_}) {
        columns->clear();
    }
}

void Recorder::begin_block(int offset, int active)
{
    offset_ = offset;
    active_ = active;
    ++block_;
}

void Recorder::record_measure(int alternative, int measure, int period, const double* lanes)
{
    const std::size_t quantity = shape_.measure_index(alternative, static_cast<Measure>(measure), period);
    measures_.add(quantity, lanes, active_);
    if (content_ == SuperBlockContent::whole_worlds) {
        world_means_.add(quantity, lanes, active_);
    }
    measure_differences_.keep(alternative, measure, period, lanes);
    // Bins are counted once a super-block, when the counts of one measure fit into the cache.
    std::uint16_t* numbers =
        bin_numbers_.data() + (at(block_) * shape_.measures.size() + quantity) * replications_per_block;
    number_bins(bins_.layout(measure), {lanes, at(active_)}, {numbers, at(active_)});
}

void Recorder::end_world()
{
    world_means_.end_world();
    measure_differences_.end_world();
}

void Recorder::count_bins_of_super_block()
{
    const int blocks = block_ + 1;
    for (int alternative = 0; alternative < shape_.alternatives; ++alternative) {
        for (int measure = 0; measure < measure_count; ++measure) {
            for (int period = 0; period < shape_.periods; ++period) {
                const std::size_t quantity = shape_.measure_index(alternative, static_cast<Measure>(measure), period);
                std::uint32_t* counts = bin_counts_.data() + bins_.offset(alternative, measure, period);
                const std::span<std::uint32_t> bins(counts, at(bins_.layout(measure).bin_count()));
                for (int block = 0; block < blocks; ++block) {
                    const std::size_t row = (at(block) * shape_.measures.size() + quantity) * replications_per_block;
                    count_bins({bin_numbers_.data() + row, replications_per_block}, bins);
                }
            }
        }
    }
    bin_numbers_.assign(bin_numbers_.size(), no_bin);
}

void Recorder::record_period(int alternative, int period, const double* frame)
{
    for (const MeasureDeclaration& declaration : measure_catalogue()) {
        if (is_in_frame(declaration, period, shape_.periods, shape_.periods_per_year)) {
            const int measure = static_cast<int>(declaration.measure);
            record_measure(alternative, measure, period, frame + at(measure) * at(replications_per_block));
        }
    }
    const double* value = frame + at(static_cast<int>(Measure::cumulative_value)) * at(replications_per_block);
    double* kept =
        cumulative_.data() + (at(alternative) * at(shape_.periods) + at(period)) * at(replications_per_block);
    for (int lane = 0; lane < replications_per_block; ++lane) {
        kept[lane] = value[lane];
    }
}

std::size_t Recorder::account_row(int alternative, int year, int account) const
{
    return ((at(alternative) * at(shape_.years) + at(year)) * at(shape_.accounts) + at(account))
           * account_measure_count;
}

std::vector<double> Recorder::account_sums() const
{
    std::vector<double> result(accounts_.sums().size());
    for (int alternative = 0; alternative < shape_.alternatives; ++alternative) {
        for (int year = 0; year < shape_.years; ++year) {
            for (int account = 0; account < shape_.accounts; ++account) {
                const std::size_t row = account_row(alternative, year, account);
                for (int measure = 0; measure < account_measure_count; ++measure) {
                    const auto which = static_cast<AccountMeasure>(measure);
                    result[shape_.account_index(alternative, which, account, year)] =
                        accounts_.sums()[row + at(measure)];
                }
            }
        }
    }
    return result;
}

void Recorder::record_year(int alternative, int year, const YearFrame& frame)
{
    accounts_.add(account_row(alternative, year, 0), at(shape_.accounts) * account_measure_count, frame.accounts,
                  active_);
    for (int manager = 0; manager < shape_.managers; ++manager) {
        for (int measure = 0; measure < manager_measure_count; ++measure) {
            const std::size_t row = (at(manager) * manager_measure_count + at(measure)) * replications_per_block;
            managers_.add(shape_.manager_index(alternative, static_cast<ManagerMeasure>(measure), manager, year), 1,
                          frame.managers + row, active_);
        }
    }
    pareto_.add(shape_.curve_index(alternative, year, 0), curve_points, frame.pareto, active_);
    whale_.add(shape_.curve_index(alternative, year, 0), curve_points, frame.whale, active_);
}

void Recorder::record_end(int alternative, const FinalFrame& frame)
{
    for (int line = 0; line < ledger_line_count; ++line) {
        double* kept = replication_ledger_.data() + (at(alternative) * ledger_line_count + at(line)) * super_block_size
                       + at(offset_);
        for (int lane = 0; lane < active_; ++lane) {
            kept[lane] = frame.ledger[at(line) * at(replications_per_block) + at(lane)];
        }
    }
    const std::size_t first = at(alternative) * super_block_size + at(offset_);
    for (std::size_t lane = 0; lane < at(active_); ++lane) {
        spending_[first + lane] = frame.spending[lane];
        survives_[first + lane] = frame.programme_on[lane];
    }
    residual_.add(at(alternative), 1, frame.residual, active_);
    for (int account = 0; account < shape_.accounts; ++account) {
        account_value_.add(at(alternative) * at(shape_.accounts) + at(account),
                           frame.account_value + at(account) * replications_per_block, active_);
    }
    account_rows_.keep(alternative, offset_, active_, frame);
    if (account_details_) {
        account_details_->keep(alternative, offset_, active_, frame);
    }
    account_losses_.add(shape_.loss_index(alternative, 0, LossReason{}), at(shape_.accounts) * loss_reason_count,
                        frame.account_losses, active_);
}

void Recorder::record_payback(int alternative)
{
    const std::size_t block = at(shape_.periods) * at(replications_per_block);
    const double* value = cumulative_.data() + at(alternative) * block;
    const double* baseline = cumulative_.data() + at(shape_.baseline) * block;
    double* payback = payback_.data() + at(alternative) * super_block_size + at(offset_);
    for (int lane = 0; lane < active_; ++lane) {
        // First period after which the difference stays above 0 to the horizon (eq. 77).
        int from = shape_.periods;
        while (from > 0
               && value[at(from - 1) * at(replications_per_block) + at(lane)]
                      > baseline[at(from - 1) * at(replications_per_block) + at(lane)]) {
            --from;
        }
        payback[lane] = from == shape_.periods ? std::numeric_limits<double>::infinity() : (from + 1) * dt_;
    }
}

void Recorder::end_block()
{
    const std::size_t block = at(shape_.periods) * at(replications_per_block);
    for (int alternative = 0; alternative < shape_.alternatives; ++alternative) {
        for (int period = 0; period < shape_.periods; ++period) {
            const double* value =
                cumulative_.data() + at(alternative) * block + at(period) * at(replications_per_block);
            const double* baseline =
                cumulative_.data() + at(shape_.baseline) * block + at(period) * at(replications_per_block);
            for (std::size_t lane = 0; lane < at(active_); ++lane) {
                difference_[lane] = value[lane] - baseline[lane];
            }
            record_measure(alternative, static_cast<int>(Measure::cumulative_difference), period, difference_.data());
        }
        record_payback(alternative);
    }
    measure_differences_.end_block(active_);
}

SuperBlockRecord Recorder::end_super_block(int replications)
{
    count_bins_of_super_block();
    SampleSums sums;
    sums.world_means = world_means_.totals();
    sums.measures = measures_.totals();
    measure_differences_.put_into(sums);
    sums.residual = residual_.sums();
    sums.accounts = account_sums();
    sums.account_value = account_value_.totals();
    sums.account_losses = account_losses_.sums();
    const bool holds_worlds = content_ == SuperBlockContent::whole_worlds;
    account_rows_.sum_differences(replications, holds_worlds ? shape_.futures_per_world : 0, sums);
    sums.managers = managers_.sums();
    sums.pareto = pareto_.sums();
    sums.whale = whale_.sums();
    sum_ledgers(replications, sums);
    return {std::move(sums), records_of(replications)};
}

void Recorder::sum_ledgers(int replications, SampleSums& sums) const
{
    sums.ledger.resize(at(shape_.alternatives) * ledger_line_count);
    for (std::size_t alternative = 0; alternative < at(shape_.alternatives); ++alternative) {
        const double* ledger = replication_ledger_.data() + alternative * ledger_line_count * super_block_size;
        for (std::size_t line = 0; line < ledger_line_count; ++line) {
            const std::size_t quantity = alternative * ledger_line_count + line;
            for (std::size_t replication = 0; replication < at(replications); ++replication) {
                sums.ledger[quantity].add(ledger[line * super_block_size + replication]);
            }
        }
    }
    for (const AlternativePair& pair : alternative_pairs(shape_.alternatives, shape_.baseline)) {
        const double* alternative = replication_ledger_.data() + ledger_row(pair.alternative);
        const double* against = replication_ledger_.data() + ledger_row(pair.against);
        for (std::size_t line = 0; line < ledger_line_count; ++line) {
            Moments& difference = sums.ledger_difference.emplace_back();
            for (std::size_t replication = 0; replication < at(replications); ++replication) {
                const std::size_t place = line * super_block_size + replication;
                difference.add(alternative[place] - against[place]);
            }
        }
    }
}

ReplicationRecords Recorder::records_of(int replications) const
{
    ReplicationRecords records;
    records.replications = replications;
    for (std::size_t alternative = 0; alternative < at(shape_.alternatives); ++alternative) {
        const double* ledger = replication_ledger_.data() + alternative * ledger_line_count * super_block_size;
        for (std::size_t replication = 0; replication < at(replications); ++replication) {
            for (std::size_t line = 0; line < ledger_line_count; ++line) {
                records.ledger.push_back(ledger[line * super_block_size + replication]);
            }
            const std::size_t kept = alternative * super_block_size + replication;
            records.programme_spending.push_back(spending_[kept]);
            records.payback_years.push_back(payback_[kept]);
            records.programme_survives.push_back(survives_[kept]);
        }
    }
    if (account_details_) {
        records.accounts = account_details_->of_first(replications);
    }
    return records;
}

} // namespace kamsim
