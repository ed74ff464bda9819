#include "kamsim/decision/account_differences.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <span>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "decision/mean_estimate.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/decision/measure_figures.hpp"
#include "kamsim/decision/money_text.hpp"
#include "kamsim/model/segments.hpp"
#include "kamsim/simulation/alternative_pairs.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {

namespace {

/// Rounding of thousands of additions stays far below this part of what is added up.
constexpr double rounding = 1e-9;

std::optional<FoundPair> find_pair_of(const Outcome& outcome, int alternative, int against)
{
    return find_pair(outcome.alternatives, outcome.baseline, alternative, against);
}

std::span<const double> values_of(const Outcome& outcome, int alternative)
{
    return std::span(outcome.value)
        .subspan(outcome.value_index(alternative, 0), static_cast<std::size_t>(outcome.replications));
}

/// The difference the other way round.
/// Of no difference there is one way to say so: not -0.
double signed_mean(double mean, double sign)
{
    return mean == 0.0 ? 0.0 : sign * mean;
}

Moments signed_moments(Moments moments, double sign)
{
    moments.mean = signed_mean(moments.mean, sign);
    return moments;
}

double share_of_total(double mean, double total)
{
    return total == 0.0 ? std::numeric_limits<double>::quiet_NaN() : mean / total;
}

/// Makes parts of one pair.
class PartMaker {
public:
    PartMaker(const Outcome& outcome, const FoundPair& pair, double total)
        : outcome_(outcome), pair_(pair), total_(total)
    {}

    [[nodiscard]] DifferencePart part(const DifferenceSummary& summary) const
    {
        const double mean = signed_mean(summary.moments.mean, pair_.sign());
        const auto units = signed_moments(outcome_.worlds > 1 ? summary.between : summary.moments, pair_.sign());
        auto interval = t_interval(units, comparison_level);
        interval.kind = kind_of_means(outcome_);
        return {mean, units.standard_error(), interval, share_of_total(mean, total_)};
    }

    [[nodiscard]] KeptShares kept(int account) const
    {
        const auto share = [&](PairSide side) {
            return outcome_.account_kept_only.at(outcome_.kept_index(pair_.index, side, account))
                   / static_cast<double>(outcome_.replications);
        };
        return {share(pair_.explained), share(pair_.other())};
    }

private:
    const Outcome& outcome_;
    FoundPair pair_;
    double total_;
};

std::vector<DifferenceRow> account_rows(const Experiment& experiment, const Outcome& outcome, const FoundPair& pair,
                                        const PartMaker& maker)
{
    std::vector<DifferenceRow> rows;
    for (int account = 0; account < outcome.accounts; ++account) {
        const auto& summary = outcome.account_difference.at(outcome.account_difference_index(pair.index, account));
        rows.push_back({account, experiment.accounts.at(static_cast<std::size_t>(account)).id, maker.part(summary),
                        maker.kept(account)});
    }
    return rows;
}

std::vector<DifferenceRow> segment_rows(const Experiment& experiment, const Outcome& outcome, const FoundPair& pair,
                                        const PartMaker& maker)
{
    const auto segments = segments_of(experiment.accounts);
    std::vector<DifferenceRow> rows;
    for (int segment = 0; segment < outcome.segments; ++segment) {
        const auto& summary = outcome.segment_difference.at(outcome.segment_difference_index(pair.index, segment));
        rows.push_back(
            {segment, segments.names.at(static_cast<std::size_t>(segment)), maker.part(summary), std::nullopt});
    }
    return rows;
}

/// For people, who count from 1.
std::string manager_label(const Experiment& experiment, int manager)
{
    if (manager < 0) {
        return "no manager ever";
    }
    const auto& standing = experiment.today.managers;
    const auto place = static_cast<std::size_t>(manager);
    return place < standing.size() && !standing[place].name.empty()
               ? fmt::format("manager {} ({})", manager + 1, standing[place].name)
               : fmt::format("manager {}", manager + 1);
}

std::vector<DifferenceRow> manager_rows(const Experiment& experiment, const Outcome& outcome, const FoundPair& pair,
                                        const PartMaker& maker)
{
    std::vector<DifferenceRow> rows;
    for (int holder = 0; holder < outcome.holders(); ++holder) {
        const auto place = outcome.holder_difference_index(pair.index, pair.explained, holder);
        const auto& summary = outcome.holder_difference.at(place);
        // Managers whom only other alternatives have hold nothing here.
        if (summary.moments.mean != 0.0 || summary.moments.sum_squared_deviations != 0.0) {
            rows.push_back({holder - 1, manager_label(experiment, holder - 1), maker.part(summary), std::nullopt});
        }
    }
    return rows;
}

DifferenceConcentration concentration_of(const std::vector<DifferenceRow>& accounts, double total)
{
    DifferenceConcentration result;
    std::vector<double> pulling; // in the direction of the total
    for (const auto& row : accounts) {
        const double mean = row.part.mean;
        (mean > 0.0 ? result.gains : result.losses) += mean;
        result.gaining += mean > 0.0 ? 1 : 0;
        result.losing += mean < 0.0 ? 1 : 0;
        pulling.push_back(total > 0.0 ? mean : -mean);
    }
    std::sort(pulling.begin(), pulling.end(), std::greater<>());
    double sum = 0.0;
    for (std::size_t count = 0; count < pulling.size() && pulling[count] > 0.0; ++count) {
        sum += pulling[count];
        if (sum >= 0.5 * std::fabs(total)) {
            result.accounts_for_half = static_cast<int>(count) + 1;
            break;
        }
    }
    return result;
}

void require_sum(const AccountDifferences& differences)
{
    double sum = differences.unshared.mean;
    double size = std::fabs(differences.unshared.mean) + std::fabs(differences.total.mean) + 1.0;
    for (const auto& row : differences.rows) {
        sum += row.part.mean;
        size += std::fabs(row.part.mean);
    }
    if (!(std::fabs(sum - differences.total.mean) <= rounding * size)) {
        throw std::invalid_argument(fmt::format(
            "the parts of {} less {} sum to {}, the values differ by {} kEUR; the outcome is damaged, simulate again",
            differences.alternative, differences.against, sum, differences.total.mean));
    }
}

} // namespace

std::string_view name(DifferenceGrouping grouping)
{
    switch (grouping) {
    case DifferenceGrouping::account: return "account";
    case DifferenceGrouping::segment: return "segment";
    case DifferenceGrouping::manager: return "manager";
    }
    return "";
}

bool holds_pair(const Outcome& outcome, int alternative, int against)
{
    return find_pair_of(outcome, alternative, against).has_value();
}

DifferencePart total_difference(const Outcome& outcome, int alternative, int against)
{
    const auto differences = paired_differences(values_of(outcome, alternative), values_of(outcome, against));
    const auto precision = precision_of_mean(outcome, independent_units(outcome, differences));
    const double mean = sample_moments(differences).mean;
    return {mean, precision.standard_error, precision.interval, share_of_total(mean, mean)};
}

AccountDifferences account_differences(const Experiment& experiment, const Outcome& outcome, int alternative,
                                       int against, DifferenceGrouping grouping,
                                       const std::optional<DifferencePart>& total)
{
    const auto pair = find_pair_of(outcome, alternative, against);
    if (!pair || experiment.alternatives.size() != static_cast<std::size_t>(outcome.alternatives)
        || experiment.accounts.size() != static_cast<std::size_t>(outcome.accounts)) {
        throw std::invalid_argument(fmt::format(
            "account differences: the outcome of {} alternatives does not hold that of alternatives {} and {}",
            outcome.alternatives, alternative, against));
    }
    AccountDifferences result;
    result.alternative = experiment.alternatives[static_cast<std::size_t>(alternative)].name;
    result.against = experiment.alternatives[static_cast<std::size_t>(against)].name;
    result.grouping = grouping;
    result.accounts = outcome.accounts;
    result.total = total ? *total : total_difference(outcome, alternative, against);
    const PartMaker maker(outcome, *pair, result.total.mean);
    result.unshared = maker.part(outcome.unshared_difference.at(static_cast<std::size_t>(pair->index)));
    auto accounts = account_rows(experiment, outcome, *pair, maker);
    result.concentration = concentration_of(accounts, result.total.mean);
    switch (grouping) {
    case DifferenceGrouping::account: result.rows = std::move(accounts); break;
    case DifferenceGrouping::segment: result.rows = segment_rows(experiment, outcome, *pair, maker); break;
    case DifferenceGrouping::manager: result.rows = manager_rows(experiment, outcome, *pair, maker); break;
    }
    require_sum(result);
    return result;
}

namespace {

std::string accounts_text(int count)
{
    return count == 1 ? "1 account" : grouped(count, 0) + " accounts";
}

std::string half_text(const AccountDifferences& differences, int accounts)
{
    const int count = differences.concentration.accounts_for_half;
    if (count == 0) {
        return " No number of accounts makes half of it: most belongs to no account.";
    }
    return fmt::format(" {} of {} {} half of it.", grouped(count, 0), accounts_text(accounts),
                       count == 1 ? "makes" : "make");
}

} // namespace

std::string concentration_sentence(const AccountDifferences& differences)
{
    const auto& total = differences.total;
    const auto& concentration = differences.concentration;
    if (total.mean == 0.0 && concentration.gaining + concentration.losing == 0) {
        return fmt::format("{} and {} are worth the same at every account.", differences.alternative,
                           differences.against);
    }
    const bool is_open = !(total.interval.low > 0.0 || total.interval.high < 0.0);
    auto text = fmt::format("{} is worth {} {} than {}", differences.alternative, money_text(std::fabs(total.mean)),
                            total.mean < 0.0 ? "less" : "more", differences.against);
    if (!std::isnan(total.interval.low)) {
        text += fmt::format(" ({} interval of the mean {}{})", percent_text(total.interval.level),
                            money_range_text(total.interval.low, total.interval.high),
                            is_open ? ": not told from nothing" : "");
    }
    text += "." + half_text(differences, differences.accounts);
    return text
           + fmt::format(" Gains of {} at {} stand against losses of {} at {}; {} belong to no account.",
                         money_text(concentration.gains), accounts_text(concentration.gaining),
                         money_text(std::fabs(concentration.losses)), accounts_text(concentration.losing),
                         money_text(differences.unshared.mean));
}

} // namespace kamsim
