#include "kamsim/results/checks.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string_view>

#include <fmt/format.h>

#include "kamsim/simulation/alternative_pairs.hpp"

namespace kamsim {

namespace {

/// Share of the sum of absolute amounts that rounding may leave between a value and its ledger lines.
constexpr double rounding = 1e-9;

[[noreturn]] void fail(std::string_view what)
{
    throw std::logic_error(fmt::format("the outcome contradicts itself: {}. This is a fault of the program, not of the "
                                       "scenario; the result must not be used",
                                       what));
}

std::size_t product(std::initializer_list<std::int64_t> lengths)
{
    std::size_t result = 1;
    for (const auto length : lengths) {
        result *= static_cast<std::size_t>(length);
    }
    return result;
}

void require_size(std::string_view name, std::size_t size, std::initializer_list<std::int64_t> lengths)
{
    if (size != product(lengths)) {
        fail(fmt::format("{} holds {} numbers, not {}", name, size, product(lengths)));
    }
}

void check_shapes(const Experiment& experiment, const Outcome& outcome)
{
    if (outcome.alternatives != static_cast<int>(experiment.alternatives.size())
        || outcome.accounts != static_cast<int>(experiment.accounts.size()) || outcome.periods != experiment.periods) {
        fail("alternatives, accounts or periods are not those of the experiment");
    }
    const auto alternatives = outcome.alternatives;
    require_size("value", outcome.value.size(), {alternatives, outcome.replications});
    require_size("programme_spending", outcome.programme_spending.size(), {alternatives, outcome.replications});
    require_size("payback_years", outcome.payback_years.size(), {alternatives, outcome.replications});
    require_size("programme_survives", outcome.programme_survives.size(), {alternatives, outcome.replications});
    if (outcome.worlds > 1) {
        require_size("world_ledger", outcome.world_ledger.size(), {alternatives, outcome.worlds, ledger_line_count});
        require_size("value", outcome.value.size(), {alternatives, outcome.worlds, outcome.futures_per_world});
    }
    require_size("ledger", outcome.ledger.size(), {alternatives, ledger_line_count});
    require_size("measures", outcome.measures.size(), {alternatives, measure_count, outcome.periods});
    require_size("account_means", outcome.account_means.size(),
                 {alternatives, account_measure_count, outcome.accounts, outcome.years});
    require_size("account_value", outcome.account_value.size(), {alternatives, outcome.accounts});
    require_size("account_losses", outcome.account_losses.size(), {alternatives, outcome.accounts, loss_reason_count});
    require_size("manager_means", outcome.manager_means.size(),
                 {alternatives, manager_measure_count, outcome.managers, outcome.years});
    const auto pairs = alternative_pairs(outcome.alternatives, outcome.baseline).size();
    if (static_cast<std::size_t>(outcome.pairs) != pairs) {
        fail(fmt::format("there are {} pairs of alternatives, not {}", outcome.pairs, pairs));
    }
    require_size("ledger_difference", outcome.ledger_difference.size(), {outcome.pairs, ledger_line_count});
    require_size("measure_difference", outcome.measure_difference.size(),
                 {outcome.pairs, measure_count, outcome.years});
    require_size("account_difference", outcome.account_difference.size(), {outcome.pairs, outcome.accounts});
    require_size("segment_difference", outcome.segment_difference.size(), {outcome.pairs, outcome.segments});
    require_size("holder_difference", outcome.holder_difference.size(),
                 {outcome.pairs, pair_side_count, outcome.holders()});
    require_size("unshared_difference", outcome.unshared_difference.size(), {outcome.pairs});
    require_size("account_kept_only", outcome.account_kept_only.size(),
                 {outcome.pairs, pair_side_count, outcome.accounts});
    require_size("pareto_curve", outcome.pareto_curve.size(), {alternatives, outcome.years, curve_points});
    require_size("whale_curve", outcome.whale_curve.size(), {alternatives, outcome.years, curve_points});
}

void check_finite(const Outcome& outcome)
{
    const auto finite = [](double amount) { return std::isfinite(amount); };
    if (!std::all_of(outcome.value.begin(), outcome.value.end(), finite)) {
        fail("a value is not a finite number");
    }
    if (!std::all_of(outcome.programme_spending.begin(), outcome.programme_spending.end(),
                     [](double amount) { return std::isfinite(amount) && amount >= 0.0; })) {
        fail("a spending on the programme is negative or not finite");
    }
    if (!std::all_of(outcome.payback_years.begin(), outcome.payback_years.end(),
                     [](double years) { return years >= 0.0; })) {
        fail("a payback time is negative or not a number");
    }
}

double mean_value(const Outcome& outcome, int alternative)
{
    double sum = 0.0;
    for (std::int64_t replication = 0; replication < outcome.replications; ++replication) {
        sum += outcome.value[outcome.value_index(alternative, replication)];
    }
    return sum / static_cast<double>(outcome.replications);
}

void check_ledger(const Outcome& outcome)
{
    for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
        double lines = 0.0;
        double scale = 1.0;
        for (int line = 0; line < ledger_line_count; ++line) {
            const auto& moments = outcome.ledger[outcome.ledger_index(alternative, static_cast<LedgerLine>(line))];
            if (moments.count != static_cast<double>(outcome.replications)) {
                fail(fmt::format("ledger line {} of alternative {} counts {} replications, not {}", line, alternative,
                                 moments.count, outcome.replications));
            }
            lines += moments.mean;
            scale += std::abs(moments.mean);
        }
        const double mean = mean_value(outcome, alternative);
        if (!(std::abs(lines - mean) <= rounding * scale)) {
            fail(fmt::format("the ledger lines of alternative {} sum to {}, its mean value is {}", alternative, lines,
                             mean));
        }
    }
}

/// Sum of the means of `count` parts from `first` on, and of their sizes, each of all replications.
struct PartsSum {
    double mean = 0.0;
    double size = 0.0;

    void add(const Outcome& outcome, const std::vector<DifferenceSummary>& parts, std::size_t first, int count)
    {
        for (std::size_t k = first; k < first + static_cast<std::size_t>(count); ++k) {
            if (parts[k].moments.count != static_cast<double>(outcome.replications)) {
                fail(fmt::format("a part of a difference counts {} replications, not {}", parts[k].moments.count,
                                 outcome.replications));
            }
            mean += parts[k].moments.mean;
            size += std::abs(parts[k].moments.mean);
        }
    }
};

void check_parts(const Outcome& outcome, const AlternativePair& pair, int index)
{
    PartsSum accounts;
    accounts.add(outcome, outcome.account_difference, outcome.account_difference_index(index, 0), outcome.accounts);
    PartsSum segments;
    segments.add(outcome, outcome.segment_difference, outcome.segment_difference_index(index, 0), outcome.segments);
    PartsSum unshared;
    unshared.add(outcome, outcome.unshared_difference, static_cast<std::size_t>(index), 1);
    const double alternative = mean_value(outcome, pair.alternative);
    const double against = mean_value(outcome, pair.against);
    const double scale = 1.0 + accounts.size + unshared.size + std::abs(alternative) + std::abs(against);
    const auto require = [&](const char* parts, double sum, double expected) {
        if (!(std::abs(sum - expected) <= rounding * scale)) {
            fail(fmt::format("the difference of alternatives {} and {} is {}, its parts by {} sum to {}",
                             pair.alternative, pair.against, expected, parts, sum));
        }
    };
    require("account", accounts.mean + unshared.mean, alternative - against);
    double lines = 0.0;
    for (int line = 0; line < ledger_line_count; ++line) {
        lines += outcome.ledger_difference[outcome.ledger_difference_index(index, static_cast<LedgerLine>(line))].mean;
    }
    require("ledger line", lines, alternative - against);
    require("segment", segments.mean + unshared.mean, alternative - against);
    for (const PairSide side : {PairSide::alternative, PairSide::against}) {
        PartsSum holders;
        holders.add(outcome, outcome.holder_difference, outcome.holder_difference_index(index, side, 0),
                    outcome.holders());
        require("manager", holders.mean + unshared.mean, alternative - against);
    }
}

void check_kept(const Outcome& outcome, int pair)
{
    for (int account = 0; account < outcome.accounts; ++account) {
        const double here = outcome.account_kept_only[outcome.kept_index(pair, PairSide::alternative, account)];
        const double there = outcome.account_kept_only[outcome.kept_index(pair, PairSide::against, account)];
        if (!(here >= 0.0 && there >= 0.0 && here + there <= static_cast<double>(outcome.replications))) {
            fail(fmt::format("account {} of pair {} is kept by one design only in {} and {} of {} replications",
                             account, pair, here, there, outcome.replications));
        }
    }
}

void check_pairs(const Outcome& outcome)
{
    const auto pairs = alternative_pairs(outcome.alternatives, outcome.baseline);
    for (std::size_t pair = 0; pair < pairs.size(); ++pair) {
        check_parts(outcome, pairs[pair], static_cast<int>(pair));
        check_kept(outcome, static_cast<int>(pair));
    }
}

void check_baseline(const Outcome& outcome)
{
    for (int period = 0; period < outcome.periods; ++period) {
        const auto& moments =
            outcome.measures[outcome.measure_index(outcome.baseline, Measure::cumulative_difference, period)].moments;
        if (moments.mean != 0.0 || moments.sum_squared_deviations != 0.0) {
            fail("the baseline differs from itself");
        }
    }
}

} // namespace

std::vector<std::string> check_outcome(const Experiment& experiment, const Outcome& outcome)
{
    check_shapes(experiment, outcome);
    check_finite(outcome);
    check_ledger(outcome);
    check_pairs(outcome);
    check_baseline(outcome);
    return {"every array has the shape of its dimensions", "values, spending and payback times are in their domains",
            "ledger lines sum to the value",
            "ledger lines, and accounts and what they do not share, sum to the difference of designs",
            "the baseline differs from itself by exactly 0"};
}

} // namespace kamsim
