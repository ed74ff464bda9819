#include "support/small_outcome.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "kamsim/model/catalogue.hpp"

namespace kamsim::test {

namespace {

std::vector<double> distinct(double first, std::size_t count)
{
    std::vector<double> values(count);
    std::iota(values.begin(), values.end(), first);
    return values;
}

std::size_t product(std::initializer_list<int> lengths)
{
    return std::accumulate(lengths.begin(), lengths.end(), std::size_t{1},
                           [](std::size_t result, int length) { return result * static_cast<std::size_t>(length); });
}

void fill_ledger(Outcome& outcome)
{
    outcome.ledger.resize(product({outcome.alternatives, ledger_line_count}));
    outcome.ledger_difference.resize(ledger_line_count);
    for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
        for (std::int64_t replication = 0; replication < outcome.replications; ++replication) {
            double value = 0.0;
            for (int line = 0; line < ledger_line_count; ++line) {
                const double amount = small_ledger(alternative, replication, line);
                const auto index = outcome.ledger_index(alternative, static_cast<LedgerLine>(line));
                outcome.ledger[index].add(amount);
                if (alternative == 1) {
                    outcome.ledger_difference[static_cast<std::size_t>(line)].add(amount
                                                                                  - small_ledger(0, replication, line));
                }
                value += amount;
            }
            outcome.value.push_back(value);
        }
    }
}

void fill_measures(Outcome& outcome)
{
    outcome.measures.resize(product({outcome.alternatives, measure_count, outcome.periods}));
    constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
    double number = 0.0;
    for (auto& summary : outcome.measures) {
        number += 1.0;
        // Every third measure is defined nowhere, as yearly measures are between the ends of years.
        if (static_cast<int>(number) % 3 == 0) {
            summary.q05 = summary.q25 = summary.q50 = summary.q75 = summary.q95 = undefined;
            continue;
        }
        summary.moments = {static_cast<double>(outcome.replications), number, 4.0 * number};
        summary.q05 = number + 0.05;
        summary.q25 = number + 0.25;
        summary.q50 = number + 0.50;
        summary.q75 = number + 0.75;
        summary.q95 = number + 0.95;
        summary.quantile_error = number / 1024.0;
    }
    // The baseline differs from itself by exactly nothing.
    for (int period = 0; period < outcome.periods; ++period) {
        auto& summary =
            outcome.measures[outcome.measure_index(outcome.baseline, Measure::cumulative_difference, period)];
        summary.moments.mean = summary.moments.sum_squared_deviations = 0.0;
    }
}

/// Of the measures that both alternatives have, 1 less 0, at the ends of years.
void fill_measure_differences(Outcome& outcome)
{
    outcome.measure_difference.resize(product({measure_count, outcome.years}));
    for (int measure = 0; measure < measure_count; ++measure) {
        for (int year = 1; year < outcome.years; ++year) {
            const int period = std::min(year * outcome.periods_per_year, outcome.periods) - 1;
            const auto which = static_cast<Measure>(measure);
            const auto& first = outcome.measures[outcome.measure_index(1, which, period)].moments;
            const auto& second = outcome.measures[outcome.measure_index(0, which, period)].moments;
            if (first.count > 0.0 && second.count > 0.0) {
                outcome.measure_difference[outcome.measure_difference_index(0, which, year)].moments = {
                    first.count, first.mean - second.mean, 2.0 * first.mean};
            }
        }
    }
}

/// Accounts 1, 2 and 3 (segments 0, 1, 0) of one pair; the first was held by the last manager, the others by nobody.
void fill_differences(Outcome& outcome)
{
    const auto count = static_cast<double>(outcome.replications);
    const auto part = [count](double mean) { return DifferenceSummary{{count, mean, std::abs(mean) + 0.5}, {}}; };
    double total = 0.0;
    for (int line = 0; line < ledger_line_count; ++line) {
        total += outcome.ledger_difference[outcome.ledger_difference_index(0, static_cast<LedgerLine>(line))].mean;
    }
    outcome.pairs = 1;
    outcome.segments = 2;
    outcome.account_difference = {part(10.25), part(-20.5), part(40.75)};
    outcome.segment_difference = {part(51.0), part(-20.5)};
    outcome.unshared_difference = {part(total - 30.5)};
    for (int side = 0; side < pair_side_count; ++side) {
        std::vector<DifferenceSummary> holders(static_cast<std::size_t>(outcome.holders()), part(0.0));
        holders.front() = part(20.25);
        holders.back().moments.mean += 10.25;
        outcome.holder_difference.insert(outcome.holder_difference.end(), holders.begin(), holders.end());
    }
    outcome.account_kept_only = {1.0, 0.0, 2.0, 0.0, 3.0, 1.0};
}

} // namespace

Scenario small_scenario(std::int64_t replications)
{
    Scenario scenario;
    scenario.text = "title = \"Größe\"\n";
    scenario.bases = {{"base.toml", "title = \"base\"\n"}};
    scenario.inputs = {{"a folder/small.toml", "0123456789abcdef0123456789abcdef"},
                       {"data/accounts.csv", "00112233445566778899aabbccddeeff"}};
    scenario.overrides = {"years=1.5"};
    scenario.assumptions = {"The wallet of an account is revenue / 0.25."};
    auto& experiment = scenario.experiment;
    experiment.title = "Größe";
    experiment.currency = "kUSD";
    experiment.seed = 0xfedcba9876543210U;
    experiment.replications = replications;
    experiment.periods = 6;
    experiment.structures = {built_in_structure(BuiltInStructure::none), built_in_structure(BuiltInStructure::matrix)};
    experiment.parameters = default_parameters();
    for (const auto* id : {"first", "zweite", "troisième"}) {
        auto& account = experiment.accounts.emplace_back();
        account.id = id;
        account.segment = "all";
        account.wallet = 2000.0;
        account.revenue = 500.0;
        account.live_cells = 3.0;
        account.contract_term = 2.0;
    }
    auto& second = experiment.accounts[1];
    second.name = "Second & sons";
    second.revenue = 1000.0 / 3.0;
    second.segment = "größer";
    second.tender = true;
    second.stakeholders = {{"Fürst", "buyer", 1.0, -0.1, "", {{"Lee", 0.7}}, 0.3, false},
                           {"Lee", "", 3.0, 0.2, "Fürst", {}, 0.6, true}};
    second.cell_list = {{"north", "repair", CellStatus::sold}, {"south", "repair", CellStatus::lead}};
    second.manager_now = 1;
    experiment.today.managers = {{"manager 1", 0.7}, {"manager 2", {}}};
    auto& third = experiment.accounts[2];
    third.status = AccountStatus::prospect;
    third.revenue = third.live_cells = 0.0;
    for (const int structure : {0, 1}) {
        auto& alternative = experiment.alternatives.emplace_back();
        alternative.name = experiment.structures[static_cast<std::size_t>(structure)].name;
        alternative.plan = {{0.0, structure}};
        alternative.key_accounts = 2;
    }
    return scenario;
}

double small_ledger(int alternative, std::int64_t replication, int line)
{
    return static_cast<double>(alternative + 1) * (100.0 * line - 600.0) + static_cast<double>(replication) / 8.0
           + line;
}

Outcome small_outcome(const Scenario& scenario, int managers)
{
    Outcome outcome;
    outcome.replications = scenario.experiment.replications;
    outcome.futures_per_world = outcome.replications;
    outcome.alternatives = static_cast<int>(scenario.experiment.alternatives.size());
    outcome.periods = scenario.experiment.periods;
    outcome.periods_per_year = scenario.experiment.periods_per_year;
    outcome.years = 3;
    outcome.accounts = static_cast<int>(scenario.experiment.accounts.size());
    outcome.managers = managers;
    fill_ledger(outcome);
    fill_measures(outcome);
    fill_measure_differences(outcome);
    const auto alternatives = outcome.alternatives;
    outcome.programme_spending = distinct(1e4, outcome.value.size());
    outcome.payback_years = distinct(0.5, outcome.value.size());
    outcome.payback_years.front() = std::numeric_limits<double>::infinity();
    outcome.programme_survives.assign(outcome.value.size(), 1.0);
    outcome.programme_survives.front() = 0.0;
    outcome.residual_mean = distinct(2e4, product({alternatives}));
    outcome.account_means =
        distinct(3e4, product({alternatives, account_measure_count, outcome.accounts, outcome.years}));
    outcome.account_value.assign(product({alternatives, outcome.accounts}),
                                 {static_cast<double>(outcome.replications), 40.0, 72.0});
    outcome.account_losses = distinct(4e4, product({alternatives, outcome.accounts, loss_reason_count}));
    outcome.manager_means = distinct(5e4, product({alternatives, manager_measure_count, managers, outcome.years}));
    outcome.pareto_curve = distinct(6e4, product({alternatives, outcome.years, curve_points}));
    fill_differences(outcome);
    outcome.whale_curve = distinct(7e4, product({alternatives, outcome.years, curve_points}));
    return outcome;
}

} // namespace kamsim::test
