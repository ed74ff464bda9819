// Prints the tables of docs/validation.md: which structure suits which supplier, over many drawn portfolios, how many
// key accounts are best, and whom to win first at the health system for a range of weights. Takes some minutes.

#include <cmath>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "kamsim/decision/comparison.hpp"
#include "kamsim/model/catalogue.hpp"
#include "kamsim/model/stakeholder_map.hpp"
#include "kamsim/scenario/read_scenario.hpp"
#include "kamsim/scenario/synthetic_portfolio.hpp"
#include "kamsim/simulation/simulate.hpp"

namespace {

using namespace kamsim;

constexpr int portfolios = 20;
constexpr std::int64_t replications = 2048;
constexpr double prospect_share = 0.075; ///< of the accounts, as in the shipped scenarios

struct Supplier {
    double revenue; ///< kEUR a year
    int accounts;
    int key_accounts;
};

constexpr Supplier suppliers[] = {
    {10'000.0, 60, 4}, {40'000.0, 100, 8}, {70'000.0, 140, 8}, {150'000.0, 200, 15}, {600'000.0, 300, 20}};

Experiment experiment_of(const Supplier& supplier, std::uint64_t portfolio_seed)
{
    Experiment experiment;
    experiment.seed = 1;
    experiment.replications = replications;
    experiment.parameters = default_parameters();
    const int prospects = static_cast<int>(std::lround(prospect_share * supplier.accounts));
    experiment.accounts = draw_synthetic_portfolio({supplier.accounts, prospects, supplier.revenue, portfolio_seed});
    for (const auto structure : {BuiltInStructure::none, BuiltInStructure::early_stage, BuiltInStructure::matrix,
                                 BuiltInStructure::centralized}) {
        experiment.structures.push_back(built_in_structure(structure));
        Alternative alternative;
        alternative.name = name(structure);
        alternative.plan = {{0.0, static_cast<int>(experiment.structures.size()) - 1}};
        alternative.key_accounts = supplier.key_accounts;
        experiment.alternatives.push_back(alternative);
    }
    return experiment;
}

/// Best by mean, and how often; mean difference to none over portfolios.
void study_sizes()
{
    std::printf(
        "| supplier | none best | early_stage best | matrix best | centralized best | settled | "
        "early_stage - none, M | matrix - none, M | centralized - none, M |\n|---|---|---|---|---|---|---|---|---|\n");
    for (const Supplier& supplier : suppliers) {
        std::vector<int> best(4, 0);
        std::vector<Moments> difference(4);
        int settled = 0;
        for (int portfolio = 1; portfolio <= portfolios; ++portfolio) {
            const Experiment experiment = experiment_of(supplier, static_cast<std::uint64_t>(portfolio));
            const Comparison comparison = compare(experiment, simulate(experiment));
            ++best[static_cast<std::size_t>(comparison.verdict.best)];
            settled += comparison.verdict.distinguishable ? 1 : 0;
            for (std::size_t a = 1; a < 4; ++a) {
                difference[a].add(comparison.alternatives[a].difference.mean / 1000.0);
            }
        }
        std::printf("| %.0f M, %d accounts, %d key |", supplier.revenue / 1000.0, supplier.accounts,
                    supplier.key_accounts);
        for (const int count : best) {
            std::printf(" %d |", count);
        }
        std::printf(" %d |", settled);
        for (std::size_t a = 1; a < 4; ++a) {
            std::printf(" %.2f ± %.2f |", difference[a].mean, difference[a].standard_error());
        }
        std::printf("\n");
        std::fflush(stdout);
    }
}

/// Value of each structure by the number of key accounts, on the default size.
void study_key_accounts()
{
    std::printf(
        "\n| key accounts | early_stage - none, M | matrix - none, M | centralized - none, M |\n|---|---|---|---|\n");
    for (const int key_accounts : {5, 8, 10, 12, 15, 20, 25, 30, 40, 60, 80}) {
        std::vector<Moments> difference(4);
        for (int portfolio = 1; portfolio <= 5; ++portfolio) {
            Supplier supplier = suppliers[3];
            supplier.key_accounts = key_accounts;
            const Experiment experiment = experiment_of(supplier, static_cast<std::uint64_t>(portfolio));
            const Comparison comparison = compare(experiment, simulate(experiment));
            for (std::size_t a = 1; a < 4; ++a) {
                difference[a].add(comparison.alternatives[a].difference.mean / 1000.0);
            }
        }
        std::printf("| %d |", key_accounts);
        for (std::size_t a = 1; a < 4; ++a) {
            std::printf(" %.2f |", difference[a].mean);
        }
        std::printf("\n");
        std::fflush(stdout);
    }
}

void study_health_system(const std::string& scenario_file)
{
    const Scenario scenario = read_scenario(scenario_file);
    std::printf("\n| influence weights | susceptibility | first to win | gain in support | second | gain in support |\n"
                "|---|---|---|---|---|---|\n");
    for (const Account& account : scenario.experiment.accounts) {
        if (account.stakeholders.empty()) {
            continue;
        }
        for (const double susceptible : {0.5, 0.7, 0.9}) {
            for (const double scale : {0.0, 0.25, 0.5, 1.0, 2.0, 4.0}) {
                const StakeholderMap map = solve_stakeholder_map(account.stakeholders, scale, susceptible);
                std::size_t second = map.first_to_win == 0 ? 1 : 0;
                for (std::size_t k = 0; k < map.people.size(); ++k) {
                    if (static_cast<int>(k) != map.first_to_win
                        && map.people[k].expected_gain > map.people[second].expected_gain) {
                        second = k;
                    }
                }
                const auto first = static_cast<std::size_t>(map.first_to_win);
                std::printf("| x %.2g | %.1f | %s | %.3f | %s | %.3f |\n", scale, susceptible,
                            account.stakeholders[first].person.c_str(), map.people[first].expected_gain,
                            account.stakeholders[second].person.c_str(), map.people[second].expected_gain);
            }
        }
    }
}

} // namespace

int main(int argument_count, char** arguments)
{
    try {
        const std::string scenarios = argument_count > 1 ? arguments[1] : "scenarios";
        study_sizes();
        study_key_accounts();
        study_health_system(scenarios + "/health_system.toml");
    } catch (const std::exception& error) {
        std::fprintf(stderr, "validation_study: %s\n", error.what());
        return 1;
    }
    return 0;
}
