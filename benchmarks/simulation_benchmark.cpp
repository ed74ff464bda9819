// The full model with all its measures, as `kamsim run` simulates it. Counters are rates of CPU time for one thread and
// of wall time for several: account_periods counts replications x accounts x periods x alternatives (what a user asks
// for), alive_account_periods only those in which the account is a customer.

#include <string>

#include <benchmark/benchmark.h>

#include "kamsim/model/measures.hpp"
#include "kamsim/scenario/read_scenario.hpp"
#include "kamsim/simulation/simulate.hpp"

namespace {

using namespace kamsim;

Experiment default_experiment(std::int64_t replications)
{
    Scenario scenario = read_scenario(KAMSIM_SOURCE_DIR "/scenarios/three_structures.toml");
    scenario.experiment.replications = replications;
    return std::move(scenario.experiment);
}

double account_periods(const Experiment& experiment)
{
    return static_cast<double>(experiment.replications) * static_cast<double>(experiment.accounts.size())
           * experiment.periods * static_cast<double>(experiment.alternatives.size());
}

/// Customers, summed over periods and alternatives, in all replications.
double alive_account_periods(const Outcome& outcome)
{
    double alive = 0.0;
    for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
        for (int period = 0; period < outcome.periods; ++period) {
            alive += outcome.measures[outcome.measure_index(alternative, Measure::customers, period)].moments.mean;
        }
    }
    return alive * static_cast<double>(outcome.replications);
}

void run(benchmark::State& state, Experiment experiment, const SimulationOptions& options)
{
    double alive = 0.0;
    for (auto _ : state) {
        const Outcome outcome = simulate(experiment, options);
        alive = alive_account_periods(outcome);
        benchmark::DoNotOptimize(alive);
    }
    const auto rate = [&](double amount) {
        return benchmark::Counter(amount, benchmark::Counter::kIsIterationInvariantRate);
    };
    state.counters["account_periods"] = rate(account_periods(experiment));
    state.counters["alive_account_periods"] = rate(alive);
}

/// One thread, four designs; argument: level of the instruction set, 2 to 4.
void full_model(benchmark::State& state)
{
    SimulationOptions options;
    options.threads = 1;
    options.instruction_set = static_cast<InstructionSet>(state.range(0) - 2);
    if (!is_supported(*options.instruction_set)) {
        state.SkipWithError("this processor does not have the instruction set");
        return;
    }
    state.SetLabel(std::string(name(*options.instruction_set)));
    run(state, default_experiment(512), options);
}
BENCHMARK(full_model)->Arg(2)->Arg(3)->Arg(4)->Unit(benchmark::kMillisecond);

/// One design alone: the luck is no longer shared.
void one_design(benchmark::State& state)
{
    Experiment experiment = default_experiment(1024);
    experiment.alternatives.erase(experiment.alternatives.begin(), experiment.alternatives.begin() + 2);
    experiment.alternatives.resize(1);
    SimulationOptions options;
    options.threads = 1;
    run(state, experiment, options);
}
BENCHMARK(one_design)->Unit(benchmark::kMillisecond);

/// Threads side by side; compare the rates of the best repetitions (--benchmark_repetitions).
void threads(benchmark::State& state)
{
    SimulationOptions options;
    options.threads = static_cast<int>(state.range(0));
    run(state, default_experiment(4096), options);
}
BENCHMARK(threads)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace
