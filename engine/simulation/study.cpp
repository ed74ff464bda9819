#include "kamsim/simulation/study.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <string>
#include <utility>

#include <omp.h>

#include "simulation/exception_carrier.hpp"
#include "simulation/measure_cadence.hpp"
#include "simulation/point_kernel.hpp"

namespace kamsim {

namespace {

/// Futures of one point that one thread simulates in one go. Fixed, so that sums have the same bits for any threads.
constexpr std::int64_t slice_size = 128;

std::size_t at(std::int64_t index)
{
    return static_cast<std::size_t>(index);
}

/// Some futures of a point.
struct Slice {
    std::int64_t point = 0;
    std::int64_t first_future = 0;
    std::int64_t futures = 0;
};

struct Sum {
    double count = 0.0;
    double sum = 0.0;
};

/// What a slice leaves.
struct SliceRecord {
    std::vector<double> value;  ///< [alternative][future of the slice]
    std::vector<double> ledger; ///< [alternative][line], sums
    std::vector<Sum> measures;  ///< [alternative][measure][period]
    std::vector<double> effort; ///< [alternative][account][AccountEffort], sums; empty where not kept
    std::string failure;        ///< why there is nothing; empty: there is
};

/// Numbers that are kept of the accounts of one alternative.
std::size_t kept_efforts(const Experiment& experiment, const StudyPlan& plan)
{
    return plan.accounts == KeptAccounts::effort ? experiment.accounts.size() * account_effort_count : 0;
}

class SliceRecorder final : public BlockRecorder {
public:
    SliceRecorder(const Experiment& experiment, const StudyPlan& plan)
        : measures_(plan.measures), alternatives_(experiment.alternatives.size()), periods_(at(experiment.periods)),
          periods_per_year_(experiment.periods_per_year), efforts_(kept_efforts(experiment, plan))
    {}

    void begin_slice(const Slice& slice)
    {
        futures_ = slice.futures;
        record_.value.assign(alternatives_ * at(futures_), 0.0);
        record_.ledger.assign(alternatives_ * ledger_line_count, 0.0);
        record_.measures.assign(alternatives_ * measures_.size() * periods_, Sum{});
        record_.effort.assign(alternatives_ * efforts_, 0.0);
    }
    void begin_block(std::int64_t offset)
    {
        offset_ = offset;
        active_ = static_cast<int>(std::min<std::int64_t>(replications_per_block, futures_ - offset));
    }
    [[nodiscard]] SliceRecord end_slice() { return std::exchange(record_, SliceRecord{}); }

    void record_period(int alternative, int period, const double* frame) override
    {
        for (std::size_t k = 0; k < measures_.size(); ++k) {
            const MeasureDeclaration& declaration = measure_catalogue()[static_cast<std::size_t>(measures_[k])];
            if (!is_in_frame(declaration, period, static_cast<int>(periods_), periods_per_year_)) {
                continue;
            }
            Sum& total = record_.measures[(at(alternative) * measures_.size() + k) * periods_ + at(period)];
            const double* lanes = frame + static_cast<std::size_t>(measures_[k]) * replications_per_block;
            for (int lane = 0; lane < active_; ++lane) {
                if (!std::isnan(lanes[lane])) {
                    total.count += 1.0;
                    total.sum += lanes[lane];
                }
            }
        }
    }
    void record_year(int /*alternative*/, int /*year*/, const YearFrame& /*frame*/) override {}
    void record_end(int alternative, const FinalFrame& frame) override
    {
        double* value = record_.value.data() + at(alternative) * at(futures_) + at(offset_);
        for (std::size_t line = 0; line < ledger_line_count; ++line) {
            double& total = record_.ledger[at(alternative) * ledger_line_count + line];
            for (int lane = 0; lane < active_; ++lane) {
                const double amount = frame.ledger[line * replications_per_block + at(lane)];
                value[lane] += amount; // line by line, as everywhere
                total += amount;
            }
        }
        for (std::size_t k = 0; k < efforts_; ++k) {
            const double* lanes = frame.account_effort + k * replications_per_block;
            double& total = record_.effort[at(alternative) * efforts_ + k];
            total = std::accumulate(lanes, lanes + active_, total);
        }
    }
    void record_notes(int /*alternative*/, int /*period*/, const PeriodNotes& /*notes*/) override {}

private:
    const std::vector<Measure>& measures_;
    std::size_t alternatives_;
    std::size_t periods_;
    int periods_per_year_;
    std::size_t efforts_; ///< numbers kept of an alternative's accounts
    std::int64_t futures_ = 0;
    std::int64_t offset_ = 0;
    int active_ = 0;
    SliceRecord record_;
};

/// What one thread works with.
class StudyWorker {
public:
    StudyWorker(const Experiment& experiment, const StudyPlan& plan, MakeBlockKernel make_kernel)
        : plan_(plan), kernel_({experiment, plan.enter, "point"}, make_kernel), recorder_(experiment, plan)
    {}

    [[nodiscard]] SliceRecord simulate(const Slice& slice)
    {
        if (plan_.failed == FailedPoints::end_study) {
            return simulate_all(slice);
        }
        try {
            return simulate_all(slice);
        } catch (const std::exception& failure) {
            return {{}, {}, {}, *failure.what() == '\0' ? "unknown" : failure.what()};
        }
    }

private:
    [[nodiscard]] SliceRecord simulate_all(const Slice& slice)
    {
        kernel_.enter(slice.point);
        recorder_.begin_slice(slice);
        const std::int64_t sample_part =
            plan_.luck == PointLuck::own ? slice.point : slice.point % plan_.points_per_sample;
        const std::int64_t first = plan_.first_replication + sample_part * plan_.futures + slice.first_future;
        for (std::int64_t offset = 0; offset < slice.futures; offset += replications_per_block) {
            recorder_.begin_block(offset);
            kernel_.kernel().run(static_cast<std::uint32_t>(first + offset), recorder_);
        }
        return recorder_.end_slice();
    }

    const StudyPlan& plan_;
    PointKernel kernel_;
    SliceRecorder recorder_;
};

void require_fitting(const Experiment& experiment, const StudyPlan& plan, PointRange range)
{
    const auto require = [](bool holds, const std::string& message) {
        if (!holds) {
            throw std::invalid_argument("a study of designs at many points: " + message);
        }
    };
    validate(experiment);
    require(experiment.uncertainty.inputs.empty(), "the experiment still has uncertain inputs; give a certain copy");
    require(std::find(plan.measures.begin(), plan.measures.end(), Measure::cumulative_difference)
                == plan.measures.end(),
            "cumulative_difference is no measure of a single design; take differences of cumulative_value");
    require(plan.futures >= 1, std::to_string(plan.futures) + " futures at each point; give 1 or more");
    require(plan.points_per_sample >= 1, "a sample of " + std::to_string(plan.points_per_sample) + " points");
    require(range.first >= 0 && range.first <= range.end && range.end <= plan.points,
            "there are no points " + std::to_string(range.first) + " to " + std::to_string(range.end - 1) + " among "
                + std::to_string(plan.points));
    const auto parts = static_cast<double>(plan.luck == PointLuck::own ? plan.points : plan.points_per_sample);
    const double last = static_cast<double>(plan.first_replication) + static_cast<double>(plan.futures) * parts;
    require(plan.first_replication >= 0 && last < 4'294'967'288.0,
            "the futures need more numbers than the 4,294,967,288 there are; take fewer points or futures");
}

class Study {
public:
    Study(const Experiment& experiment, const StudyPlan& plan, const StudyOptions& options)
        : experiment_(experiment), plan_(plan), options_(options),
          threads_(options.threads > 0 ? options.threads : omp_get_max_threads()),
          slices_per_point_((plan.futures + slice_size - 1) / slice_size)
    {
        const auto make_kernel = kernel_for(options.instruction_set.value_or(best_instruction_set()));
        for (int thread = 0; thread < threads_; ++thread) {
            workers_.push_back(std::make_unique<StudyWorker>(experiment, plan, make_kernel));
        }
    }

    std::int64_t run(PointRange range, const StudySink& sink)
    {
        const std::int64_t batch = options_.points_per_batch > 0
                                       ? options_.points_per_batch
                                       : std::max<std::int64_t>(1, 32 * threads_ / slices_per_point_);
        std::int64_t next = range.first;
        while (next < range.end && (!options_.goes_on || options_.goes_on())) {
            const PointRange points{next, std::min(range.end, next + batch)};
            sink(values_of(points, simulate(points)));
            next = points.end;
            if (options_.progress) {
                options_.progress(next - range.first, range.end - range.first);
            }
        }
        return next - range.first;
    }

private:
    [[nodiscard]] Slice slice_at(std::int64_t first_point, std::int64_t index) const
    {
        const std::int64_t first = index % slices_per_point_ * slice_size;
        return {first_point + index / slices_per_point_, first, std::min(slice_size, plan_.futures - first)};
    }

    [[nodiscard]] std::vector<SliceRecord> simulate(PointRange points)
    {
        std::vector<SliceRecord> records(at((points.end - points.first) * slices_per_point_));
        ExceptionCarrier carrier;
        std::atomic<std::int64_t> next{0};
#pragma omp parallel num_threads(threads_)
        carrier.run([&] {
            StudyWorker& worker = *workers_[at(omp_get_thread_num())];
            for (std::int64_t k = next++; k < std::ssize(records); k = next++) {
                records[at(k)] = worker.simulate(slice_at(points.first, k));
            }
        });
        carrier.rethrow();
        return records;
    }

    [[nodiscard]] StudyValues values_of(PointRange points, const std::vector<SliceRecord>& records) const
    {
        StudyValues values;
        values.first_point = points.first;
        values.points = points.end - points.first;
        values.futures = plan_.futures;
        values.alternatives = static_cast<int>(experiment_.alternatives.size());
        values.measures = static_cast<int>(plan_.measures.size());
        values.periods = experiment_.periods;
        const std::size_t efforts = kept_efforts(experiment_, plan_);
        values.accounts = static_cast<int>(efforts / account_effort_count);
        const std::size_t rows = at(values.points) * at(values.alternatives);
        values.value.resize(rows * at(plan_.futures));
        values.ledger.resize(rows * ledger_line_count);
        values.measure_means.resize(rows * at(values.measures) * at(values.periods));
        values.account_effort.resize(rows * efforts);
        values.measure_counts.resize(values.measure_means.size());
        for (std::int64_t point = points.first; point < points.end; ++point) {
            const SliceRecord* slices = records.data() + at((point - points.first) * slices_per_point_);
            const auto reason = failure_of(point, slices);
            if (reason.empty()) {
                join(point, slices, values);
            } else if (plan_.failed == FailedPoints::end_study) {
                throw std::runtime_error(reason);
            } else {
                leave_out(point, values);
                values.failures.push_back({point, reason});
            }
        }
        return values;
    }

    /// @return empty where the point has its values
    [[nodiscard]] std::string failure_of(std::int64_t point, const SliceRecord* slices) const
    {
        for (std::int64_t k = 0; k < slices_per_point_; ++k) {
            if (!slices[k].failure.empty()) {
                return slices[k].failure;
            }
            if (!std::all_of(slices[k].value.begin(), slices[k].value.end(),
                             [](double value) { return std::isfinite(value); })) {
                return "a future at point " + std::to_string(point)
                       + " has no finite value; look for a parameter far outside its range";
            }
        }
        return {};
    }

    /// Gives a point no values.
    void leave_out(std::int64_t point, StudyValues& values) const
    {
        constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
        const auto rows = at(values.alternatives);
        const auto fill = [&](std::vector<double>& array, std::size_t per_row) {
            std::fill_n(array.begin() + static_cast<std::ptrdiff_t>(values.row(point, 0) * per_row), rows * per_row,
                        nothing);
        };
        fill(values.value, at(values.futures));
        fill(values.ledger, ledger_line_count);
        fill(values.measure_means, at(values.measures) * at(values.periods));
        fill(values.account_effort, kept_efforts(experiment_, plan_));
    }

    /// Puts the slices of a point together, in order.
    void join(std::int64_t point, const SliceRecord* slices, StudyValues& values) const
    {
        const std::size_t per_row = at(values.measures) * at(values.periods);
        std::vector<Sum> sums(at(values.alternatives) * per_row);
        for (std::int64_t k = 0; k < slices_per_point_; ++k) {
            const Slice slice = slice_at(point, k);
            for (int alternative = 0; alternative < values.alternatives; ++alternative) {
                const double* from = slices[k].value.data() + at(alternative) * at(slice.futures);
                const std::size_t to = values.value_index(point, alternative, slice.first_future);
                std::copy_n(from, at(slice.futures), values.value.begin() + static_cast<std::ptrdiff_t>(to));
            }
            for (std::size_t place = 0; place < slices[k].ledger.size(); ++place) {
                values.ledger[values.ledger_index(point, 0, LedgerLine{}) + place] +=
                    slices[k].ledger[place] / static_cast<double>(plan_.futures);
            }
            for (std::size_t place = 0; place < slices[k].effort.size(); ++place) {
                values.account_effort[values.effort_index(point, 0, 0, AccountEffort{}) + place] +=
                    slices[k].effort[place] / static_cast<double>(plan_.futures);
            }
            for (std::size_t place = 0; place < sums.size(); ++place) {
                sums[place].count += slices[k].measures[place].count;
                sums[place].sum += slices[k].measures[place].sum;
            }
        }
        for (std::size_t place = 0; place < sums.size(); ++place) {
            values.measure_means[values.row(point, 0) * per_row + place] = sums[place].sum / sums[place].count;
            values.measure_counts[values.row(point, 0) * per_row + place] = sums[place].count;
        }
    }

    const Experiment& experiment_;
    const StudyPlan& plan_;
    const StudyOptions& options_;
    int threads_;
    std::int64_t slices_per_point_;
    std::vector<std::unique_ptr<StudyWorker>> workers_;
};

} // namespace

double StudyValues::mean(std::int64_t point, int alternative) const
{
    double sum = 0.0;
    for (std::int64_t future = 0; future < futures; ++future) {
        sum += value[value_index(point, alternative, future)];
    }
    return sum / static_cast<double>(futures);
}

void StudyValues::append(const StudyValues& later)
{
    if (points == 0) {
        *this = later;
        return;
    }
    if (later.first_point != first_point + points || later.futures != futures || later.alternatives != alternatives
        || later.measures != measures || later.periods != periods || later.accounts != accounts) {
        throw std::invalid_argument("values of points " + std::to_string(later.first_point)
                                    + " and on do not follow those before " + std::to_string(first_point + points));
    }
    points += later.points;
    for (auto array : {&StudyValues::value, &StudyValues::ledger, &StudyValues::measure_means,
                       &StudyValues::measure_counts, &StudyValues::account_effort}) {
        (this->*array).insert((this->*array).end(), (later.*array).begin(), (later.*array).end());
    }
    failures.insert(failures.end(), later.failures.begin(), later.failures.end());
}

std::int64_t study_parts(const Experiment& experiment, const StudyPlan& plan, PointRange range, const StudySink& sink,
                         const StudyOptions& options)
{
    require_fitting(experiment, plan, range);
    return Study(experiment, plan, options).run(range, sink);
}

StudyValues study(const Experiment& experiment, const StudyPlan& plan, const StudyOptions& options)
{
    StudyValues all;
    static_cast<void>(study_parts(
        experiment, plan, {0, plan.points}, [&](StudyValues&& values) { all.append(values); }, options));
    return all;
}

} // namespace kamsim
