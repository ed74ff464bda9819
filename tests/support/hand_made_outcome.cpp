#include "support/hand_made_outcome.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>

#include "kamsim/model/catalogue.hpp"
#include "kamsim/random/draws.hpp"
#include "kamsim/simulation/alternative_pairs.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim::test {

namespace {

Account customer(const char* id, double revenue)
{
    Account account;
    account.id = id;
    account.name = std::string("Account ") + id;
    account.revenue = revenue;
    account.wallet = 4.0 * revenue;
    account.live_cells = 3.0;
    account.relationship = 0.4;
    account.satisfaction = 0.5;
    account.competition = 0.5;
    account.contract_term = 2.0;
    return account;
}

Experiment experiment_of(const std::vector<HandMadeDesign>& designs)
{
    Experiment experiment;
    experiment.title = "Hand made";
    experiment.seed = 7;
    experiment.replications = static_cast<std::int64_t>(designs.front().values.size());
    experiment.accounts = {customer("A", 1000.0), customer("B", 3000.0), customer("C", 500.0)};
    experiment.structures = {built_in_structure(BuiltInStructure::none), built_in_structure(BuiltInStructure::matrix)};
    experiment.parameters = default_parameters();
    for (const auto& design : designs) {
        Alternative alternative;
        alternative.name = design.name;
        alternative.plan = {{0.0, design.name == "none" ? 0 : 1}};
        experiment.alternatives.push_back(alternative);
    }
    return experiment;
}

/// Part of the value that stands in a line of the ledger.
double share_of_line(LedgerLine line)
{
    if (line == LedgerLine::retained) {
        return 1.5;
    }
    return line == LedgerLine::people ? -0.5 : 0.0;
}

void add_ledger(Outcome& outcome, const std::vector<double>& values)
{
    for (const auto& line : ledger_lines) {
        Moments& moments = outcome.ledger.emplace_back();
        for (const double value : values) {
            moments.add(share_of_line(line.line) * value);
        }
    }
}

DifferenceSummary difference_of(double share, const HandMadeDesign& alternative, const HandMadeDesign& against)
{
    DifferenceSummary summary;
    for (std::size_t i = 0; i < alternative.values.size(); ++i) {
        summary.moments.add(share * alternative.values[i] - share * against.values[i]);
    }
    return summary;
}

void add_pairs(Outcome& outcome, const std::vector<HandMadeDesign>& designs)
{
    outcome.segments = 1;
    for (const auto& pair : alternative_pairs(outcome.alternatives, outcome.baseline)) {
        const auto& alternative = designs[static_cast<std::size_t>(pair.alternative)];
        const auto& against = designs[static_cast<std::size_t>(pair.against)];
        for (const auto& line : ledger_lines) {
            outcome.ledger_difference.push_back(difference_of(share_of_line(line.line), alternative, against).moments);
        }
        for (const double share : hand_made_shares) {
            outcome.account_difference.push_back(difference_of(share, alternative, against));
        }
        outcome.segment_difference.push_back(difference_of(0.9, alternative, against));
        outcome.holder_difference.insert(outcome.holder_difference.end(), 2, outcome.segment_difference.back());
        outcome.unshared_difference.push_back(difference_of(0.1, alternative, against));
        ++outcome.pairs;
    }
    outcome.account_kept_only.resize(static_cast<std::size_t>(outcome.pairs) * pair_side_count
                                     * hand_made_shares.size());
}

} // namespace

HandMade hand_made(const std::vector<HandMadeDesign>& designs)
{
    HandMade made{experiment_of(designs), {}};
    auto& outcome = made.outcome;
    outcome.replications = made.experiment.replications;
    outcome.alternatives = static_cast<int>(designs.size());
    outcome.periods = made.experiment.periods;
    outcome.periods_per_year = made.experiment.periods_per_year;
    outcome.accounts = static_cast<int>(made.experiment.accounts.size());
    for (const auto& design : designs) {
        outcome.value.insert(outcome.value.end(), design.values.begin(), design.values.end());
        add_ledger(outcome, design.values);
    }
    add_pairs(outcome, designs);
    outcome.programme_spending.assign(outcome.value.size(), 100.0);
    outcome.payback_years.assign(outcome.value.size(), 2.0);
    outcome.programme_survives.assign(outcome.value.size(), 1.0);
    outcome.years = 1 + outcome.periods / outcome.periods_per_year;
    const std::size_t rows = designs.size() * made.experiment.accounts.size();
    outcome.account_means.resize(rows * account_measure_count * static_cast<std::size_t>(outcome.years));
    outcome.account_value.resize(rows);
    outcome.account_losses.resize(rows * loss_reason_count);
    outcome.pareto_curve.resize(designs.size() * static_cast<std::size_t>(outcome.years) * curve_points);
    outcome.whale_curve.resize(outcome.pareto_curve.size());
    outcome.residual_mean.resize(designs.size());
    outcome.measures.resize(designs.size() * measure_count * static_cast<std::size_t>(outcome.periods));
    outcome.measure_difference.resize(static_cast<std::size_t>(outcome.pairs) * measure_count
                                      * static_cast<std::size_t>(outcome.years));
    return made;
}

std::vector<double> normal_scores(int count, double mean, double standard_deviation, int stride)
{
    std::vector<double> scores;
    std::int64_t position = 0;
    for (int i = 0; i < count; ++i) {
        scores.push_back(normal_of((static_cast<double>(position) + 0.5) / count));
        position = (position + stride) % count;
    }
    const auto moments = sample_moments(scores);
    for (double& score : scores) {
        score = mean + standard_deviation * (score - moments.mean) / std::sqrt(moments.variance());
    }
    return scores;
}

} // namespace kamsim::test
