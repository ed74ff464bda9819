#include "kamsim/decision/sweep.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <mutex>
#include <numeric>
#include <stdexcept>

#include <fmt/format.h>

#include "kamsim/model/worlds.hpp"
#include "kamsim/random/derived_seed.hpp"
#include "scenario/input_files.hpp"

namespace kamsim {

namespace {

/// Futures of a block, where nothing is uncertain: few enough for a good share of many threads and machines.
constexpr std::int64_t most_futures_per_unit = 1024;
constexpr std::uint32_t luck_word = 0x73776570; ///< what the seeds of points are for

// A shard is about one to ten seconds of work for one processor, less where there would be few, and at most some
// megabytes.
constexpr double account_periods_a_second = 2e7;
constexpr double seconds_to_read = 0.001; // the scenario at a point
constexpr double values_per_shard = 4e6;

/// The experiment at a point, as its units need it.
struct PointExperiment {
    explicit PointExperiment(Experiment read)
        : experiment(std::move(read)), worlds(experiment), certain(worlds.certain_copy())
    {}

    Experiment experiment;
    Worlds worlds; ///< of `experiment`
    Experiment certain;
};

/// Fewest equal blocks of a multiple of 8 that keep to the limit.
std::int64_t futures_per_block(std::int64_t futures)
{
    if (futures <= most_futures_per_unit) {
        return futures;
    }
    if (futures % 8 != 0) {
        throw ScenarioError({fmt::format("a sweep simulates more than {} futures of a point in blocks of 8; give {} "
                                         "futures instead of {}",
                                         most_futures_per_unit, (futures + 7) / 8 * 8, futures)});
    }
    std::int64_t blocks = (futures + most_futures_per_unit - 1) / most_futures_per_unit;
    while (futures % blocks != 0 || futures / blocks % 8 != 0) {
        ++blocks;
    }
    return futures / blocks;
}

bool is_uncertain(const Experiment& experiment)
{
    return !experiment.uncertainty.inputs.empty();
}

/// Results have one shape, so some things cannot be varied.
void require_same_shape(const Experiment& at_point, const Experiment& base, bool keeps_measures)
{
    const auto require = [](bool holds, const char* what) {
        if (!holds) {
            throw std::invalid_argument(fmt::format("a sweep cannot vary {}", what));
        }
    };
    const auto same_name = [](const Alternative& one, const Alternative& other) { return one.name == other.name; };
    require(std::equal(at_point.alternatives.begin(), at_point.alternatives.end(), base.alternatives.begin(),
                       base.alternatives.end(), same_name),
            "the alternatives; their policies and numbers it can");
    require(at_point.baseline == base.baseline, "the baseline");
    require(at_point.replications == base.replications
                && at_point.uncertainty.futures_per_world == base.uncertainty.futures_per_world,
            "the number of futures or worlds; set it in the design");
    require(is_uncertain(at_point) == is_uncertain(base), "whether anything is uncertain");
    require(at_point.currency == base.currency, "the currency");
    require(!keeps_measures || (at_point.periods == base.periods && at_point.periods_per_year == base.periods_per_year),
            "the horizon or the periods where it keeps measures");
}

} // namespace

class Sweep::Implementation {
public:
    explicit Implementation(SweepDesign design)
        : design_(std::move(design)), space_(design_.scenario, design_.overrides, design_.factors),
          certain_(Worlds(base()).certain_copy())
    {
        taken_.resize(design_.coordinates.size());
        std::iota(taken_.begin(), taken_.end(), std::int64_t{0});
        futures_per_unit_ =
            is_uncertain(base()) ? base().uncertainty.futures_per_world : futures_per_block(base().replications);
        units_per_point_ = base().replications / futures_per_unit_;
        units_per_shard_ = chosen_units_per_shard();
    }

    [[nodiscard]] const SweepDesign& design() const { return design_; }
    [[nodiscard]] const FactorSpace& space() const { return space_; }
    [[nodiscard]] const Experiment& certain() const { return certain_; }
    [[nodiscard]] std::int64_t futures_per_unit() const { return futures_per_unit_; }
    [[nodiscard]] std::int64_t units_per_point() const { return units_per_point_; }
    [[nodiscard]] std::int64_t units() const { return std::ssize(taken_) * units_per_point_; }
    [[nodiscard]] std::int64_t units_per_shard() const { return units_per_shard_; }
    [[nodiscard]] const std::vector<std::int64_t>& taken() const { return taken_; }
    void take_only(std::vector<std::int64_t> points) { taken_ = std::move(points); }

    [[nodiscard]] std::uint64_t seed_at(std::int64_t point) const
    {
        return design_.luck == SweepLuck::own ? derived_seed(base().seed, static_cast<std::uint64_t>(point), luck_word)
                                              : base().seed;
    }

    [[nodiscard]] StudyPlan plan() const
    {
        StudyPlan plan;
        plan.points = units();
        plan.futures = futures_per_unit_;
        plan.points_per_sample = units_per_point_;
        plan.failed = FailedPoints::are_kept_apart;
        plan.measures = design_.measures;
        plan.enter = [this](std::int64_t unit, Experiment& copy) { enter(unit, copy); };
        return plan;
    }

    [[nodiscard]] std::string description() const
    {
        std::string text = design_.text;
        for (const auto* inputs : {&design_.inputs, &space_.base().inputs}) {
            for (const InputFile& input : *inputs) {
                text += fmt::format("\n{} {}", input.path, input.hash);
            }
        }
        for (const std::string& override : design_.overrides) {
            text += fmt::format("\n{}", override);
        }
        for (const std::int64_t point : taken_) {
            text += fmt::format(" {}", point);
        }
        return fmt::format("{} points in {} units of {} futures, of {} alternatives; design and scenario {}",
                           taken_.size(), units(), futures_per_unit_, base().alternatives.size(), content_hash(text));
    }

private:
    [[nodiscard]] const Experiment& base() const { return space_.base().experiment; }

    [[nodiscard]] std::int64_t chosen_units_per_shard() const
    {
        if (design_.points_per_shard > 0) {
            return design_.points_per_shard * units_per_point_;
        }
        const double values = static_cast<double>(base().alternatives.size()) * static_cast<double>(futures_per_unit_);
        const double work = values * static_cast<double>(base().accounts.size()) * base().periods;
        const double seconds = work / account_periods_a_second + seconds_to_read; // of a unit
        constexpr double enough_shards = 64.0; // so that several machines share out well
        const double units =
            std::clamp(static_cast<double>(units_of_all()) / enough_shards, 1.0 / seconds, 10.0 / seconds);
        return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::min(units, values_per_shard / values)));
    }
    [[nodiscard]] std::int64_t units_of_all() const { return std::ssize(design_.coordinates) * units_per_point_; }

    void enter(std::int64_t unit, Experiment& copy) const
    {
        const auto at_point = experiment_at(taken_[static_cast<std::size_t>(unit / units_per_point_)]);
        copy = at_point->certain;
        if (is_uncertain(base())) {
            at_point->worlds.enter(unit % units_per_point_, copy);
        }
    }

    /// Reading takes some milliseconds; the units of a point come one after another.
    [[nodiscard]] std::shared_ptr<const PointExperiment> experiment_at(std::int64_t point) const
    {
        constexpr std::size_t most_kept = 64;
        {
            const std::lock_guard lock(mutex_);
            for (const auto& [number, kept] : kept_) {
                if (number == point) {
                    return kept;
                }
            }
        }
        Experiment experiment = space_.scenario_at(design_.coordinates[static_cast<std::size_t>(point)]).experiment;
        require_same_shape(experiment, base(), !design_.measures.empty());
        experiment.seed = seed_at(point);
        auto made = std::make_shared<const PointExperiment>(std::move(experiment));
        const std::lock_guard lock(mutex_);
        kept_.emplace_back(point, made);
        if (kept_.size() > most_kept) {
            kept_.pop_front();
        }
        return made;
    }

    SweepDesign design_;
    FactorSpace space_;
    Experiment certain_;
    std::vector<std::int64_t> taken_;
    std::int64_t futures_per_unit_ = 0;
    std::int64_t units_per_point_ = 0;
    std::int64_t units_per_shard_ = 0;
    mutable std::mutex mutex_;
    mutable std::deque<std::pair<std::int64_t, std::shared_ptr<const PointExperiment>>> kept_;
};

Sweep::Sweep(SweepDesign design) : implementation_(std::make_unique<Implementation>(std::move(design)))
{}

Sweep::~Sweep() = default;

const SweepDesign& Sweep::design() const
{
    return implementation_->design();
}

const FactorSpace& Sweep::space() const
{
    return implementation_->space();
}

void Sweep::take_only(std::vector<std::int64_t> points)
{
    implementation_->take_only(std::move(points));
}

const std::vector<std::int64_t>& Sweep::taken() const
{
    return implementation_->taken();
}

std::int64_t Sweep::units() const
{
    return implementation_->units();
}

std::int64_t Sweep::units_per_point() const
{
    return implementation_->units_per_point();
}

std::int64_t Sweep::futures_per_unit() const
{
    return implementation_->futures_per_unit();
}

std::int64_t Sweep::shards() const
{
    const std::int64_t size = implementation_->units_per_shard();
    return (units() + size - 1) / size;
}

PointRange Sweep::shard(std::int64_t number) const
{
    const std::int64_t size = implementation_->units_per_shard();
    return {number * size, std::min(units(), (number + 1) * size)};
}

StudyPlan Sweep::plan() const
{
    return implementation_->plan();
}

const Experiment& Sweep::certain() const
{
    return implementation_->certain();
}

std::string Sweep::description() const
{
    return implementation_->description();
}

std::uint64_t Sweep::seed_at(std::int64_t point) const
{
    return implementation_->seed_at(point);
}

} // namespace kamsim
