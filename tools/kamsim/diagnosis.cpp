#include "kamsim/diagnosis.hpp"

#include "kamsim/command.hpp"
#include "kamsim/decision/variance_reduction.hpp"
#include "kamsim/progress_line.hpp"
#include "kamsim/report/variance_reduction_text.hpp"
#include "kamsim/simulation_steps.hpp"

namespace kamsim::program {

int diagnose(const RunOptions& run, Console& console, const Interruption& interruption)
{
    const auto scenario = read_and_tell(run, console);
    ProgressLine line(console.shows_progress() ? Progress::shown : Progress::hidden);
    ReductionOptions options;
    options.threads = run.threads;
    options.goes_on = [&] { return !interruption.is_requested(); };
    options.progress = [&](std::int64_t done, std::int64_t all) { line.show(done, all); };
    const auto reduction = measure_variance_reduction(scenario.experiment, {}, options);
    print(run.form == OutputForm::json ? variance_reduction_json(scenario.experiment, reduction)
                                       : variance_reduction_table(scenario.experiment, reduction));
    return exit_done;
}

} // namespace kamsim::program
