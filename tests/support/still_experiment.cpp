#include "support/still_experiment.hpp"

#include "kamsim/model/catalogue.hpp"

namespace kamsim {

namespace {

/// Log-odds at which nobody ever leaves.
constexpr double never = -1000.0;

ModelParameters still_parameters()
{
    ModelParameters parameters = default_parameters();
    for (const ModelEntry& entry : model_catalogue()) {
        if (entry.domain != Domain::positive) {
            entry.in(parameters) = 0.0;
        }
    }
    parameters.retention.leaving_base = never;
    return parameters;
}

Structure still_structure()
{
    Structure structure;
    structure.name = "programme";
    for (const StructureEntry& entry : structure_catalogue()) {
        structure.parameters.*entry.member = entry.domain == Domain::positive ? 1.0 : 0.0;
    }
    return structure;
}

} // namespace

Account plain_account(int number)
{
    Account account;
    account.id = "account " + std::to_string(number);
    account.name = account.id;
    account.segment = "all";
    account.revenue = 100.0;
    account.wallet = 400.0;
    account.cells = 12.0;
    account.live_cells = 3.0;
    account.gross_margin = 1.0;
    account.relationship = 0.4;
    account.satisfaction = 0.5;
    account.competition = 0.5;
    account.contract_term = 1.0;
    account.next_renewal = 1.0;
    account.fit = 0.5;
    account.logo = 0.5;
    account.demanding = 0.5;
    return account;
}

Experiment still_experiment(int accounts, std::int64_t replications)
{
    Experiment experiment;
    experiment.title = "still";
    experiment.seed = 1;
    experiment.replications = replications;
    experiment.discount_rate = 0.0;
    experiment.parameters = still_parameters();
    experiment.structures = {built_in_structure(BuiltInStructure::none), still_structure()};
    for (int number = 0; number < accounts; ++number) {
        experiment.accounts.push_back(plain_account(number));
    }
    Alternative alternative;
    alternative.name = "under test";
    alternative.levers.fill(0.5);
    alternative.key_accounts = 0;
    alternative.rescue = RescuePolicy::none;
    experiment.alternatives.push_back(alternative);
    return experiment;
}

Experiment still_programme(int accounts, std::int64_t replications)
{
    Experiment experiment = still_experiment(accounts, replications);
    experiment.today.structure = 1;
    experiment.alternatives.front().key_accounts = accounts;
    return experiment;
}

Outcome run(const Experiment& experiment)
{
    SimulationOptions options;
    options.threads = 1;
    return simulate(experiment, options);
}

const Moments& moments_of(const Outcome& outcome, Measure measure, int period, int alternative)
{
    return outcome.measures.at(outcome.measure_index(alternative, measure, period)).moments;
}

double mean_of(const Outcome& outcome, Measure measure, int period, int alternative)
{
    return moments_of(outcome, measure, period, alternative).mean;
}

Estimate estimate_of(const Outcome& outcome, Measure measure, int period, int alternative)
{
    return mean_estimate(moments_of(outcome, measure, period, alternative));
}

double line_of(const Outcome& outcome, LedgerLine line, int alternative)
{
    return outcome.ledger.at(outcome.ledger_index(alternative, line)).mean;
}

double account_mean(const Outcome& outcome, AccountMeasure measure, int account, int year, int alternative)
{
    return outcome.account_means.at(outcome.account_index(alternative, measure, account, year));
}

} // namespace kamsim
