#include "kamsim/sensitivity_command.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/console.hpp"
#include "kamsim/output_format.hpp"
#include "kamsim/report/sensitivity_report.hpp"
#include "kamsim/study_steps.hpp"
#include "kamsim/varied_inputs.hpp"

namespace kamsim::program {

namespace {

enum class Method : std::uint8_t { tornado, morris, sobol, moment_independent, all };

const CommandDeclaration& declaration()
{
    static const CommandDeclaration declared{
        .name = "sensitivity",
        .argument = "FILE",
        .argument_noun = "scenario or result file",
        .purpose = "Says which inputs move the value of designs: one at a time (tornado, the\n"
                   "default), over the whole space (morris, sobol), by the whole distribution\n"
                   "(moment-independent). Without --of: the best design less the next. kamsim\n"
                   "break-even says which inputs change the best design.\n",
        .options =
            {
                {"method", "NAME", "tornado, morris, sobol, moment-independent or all"},
                inputs_option,
                policies_option,
                of_option,
                against_option,
                {"points", "N", "base points of sobol (256) and moment-independent (1024)"},
                {"scramblings", "R", "independent parts of them, for the intervals (8)"},
                {"trajectories", "N", "of morris (32)"},
                {"futures", "N", "of each point (tornado 512, morris 64, else 8)"},
                {"out", "FILE", "keep every value; what is finished outlives a kill"},
                {"resume", "", "go on with the unfinished study of --out"},
                {"commit", "SECONDS", "bring values to disk this often (10)"},
                top_option,
                set_option,
                study_threads_option,
                format_option,
                {"quiet", "", "no warnings and no progress"},
                {"verbose", "", "say what is read, on the standard error"},
            },
        .examples =
            {
                "sensitivity scenarios/uncertain.toml",
                "sensitivity scenarios/uncertain.toml --method all --format json",
                "sensitivity result.h5 --inputs evidence --of matrix --against none",
                "sensitivity mine.toml --method sobol --points 1024 --out study.h5",
            },
        .closing = inputs_help,
    };
    return declared;
}

struct Request {
    Method method = Method::tornado;
    std::optional<std::int64_t> points;
    std::int64_t scramblings = 8;
    std::int64_t trajectories = 32;
    std::optional<std::int64_t> futures;
    std::optional<KeptStudy> kept;
    std::size_t top = 20;
};

Request read_request(const CommandLine& line)
{
    Request request;
    request.method = static_cast<Method>(
        line.choice("method", {"tornado", "morris", "sobol", "moment-independent", "all"}).value_or(0));
    request.points = line.whole_number("points", 2, 1'000'000'000);
    request.scramblings = line.whole_number("scramblings", 1, 1'000'000).value_or(request.scramblings);
    request.trajectories = line.whole_number("trajectories", 2, 1'000'000).value_or(request.trajectories);
    request.futures = line.whole_number("futures", 1, 10'000'000);
    request.top = static_cast<std::size_t>(line.whole_number("top", 1, 1'000'000).value_or(20));
    const auto out = line.text("out");
    if (!out && (line.has("resume") || line.has("commit"))) {
        line.refuse("--resume and --commit need --out: the file of the study");
    }
    if (out && request.method == Method::all) {
        line.refuse("--out keeps the study of one method; name it with --method");
    }
    if (out) {
        request.kept = {*out, line.has("resume") ? StudyStart::go_on : StudyStart::anew,
                        line.seconds("commit").value_or(KeptStudy{}.commit_every)};
    }
    return request;
}

FillingSizes filling_sizes(const CommandLine& line, const Request& request, std::int64_t usual_points)
{
    const std::int64_t points = request.points.value_or(usual_points);
    if (points % request.scramblings != 0) {
        line.refuse(fmt::format("--points {} is no multiple of the {} scramblings; powers of two fill best", points,
                                request.scramblings));
    }
    return {points / request.scramblings, request.scramblings, request.futures.value_or(FillingSizes{}.futures)};
}

/// Everything that the values depend on.
StudyIdentity identity_of(const CommandLine& line, const VariedScenario& varied, const PointDesign& design)
{
    StudyIdentity identity;
    identity.points = design.points;
    identity.futures = design.futures;
    nlohmann::ordered_json description;
    description["design"] = design.name;
    for (const InputFile& input : varied.scenario.inputs) {
        description["files"].push_back(input.hash);
    }
    description["overrides"] = varied.scenario.overrides;
    description["seed"] = varied.space.certain().seed;
    description["replications"] = varied.space.certain().replications;
    description["inputs"] = line.text("inputs").value_or("scenario");
    for (std::size_t k = 0; k < varied.space.size(); ++k) {
        identity.inputs.push_back(varied.space.input(k).name);
    }
    for (const Alternative& alternative : varied.space.certain().alternatives) {
        identity.alternatives.push_back(alternative.name);
    }
    description["coordinates"] = identity.inputs;
    description["alternatives"] = identity.alternatives;
    identity.description = description.dump();
    return identity;
}

/// Simulates for one method after the other and fills the report.
class SensitivityWork {
public:
    SensitivityWork(const CommandLine& line, const Request& request, const VariedScenario& varied,
                    const StudyOptions& options, Console& console)
        : line_(line), request_(request), varied_(varied), options_(options), console_(console)
    {
        report_.output = varied.output;
    }

    /// @return false where it was interrupted
    bool run() { return tornado() && morris() && sobol() && dependence(); }

    [[nodiscard]] const SensitivityReport& report() const { return report_; }

private:
    [[nodiscard]] bool asks_for(Method method) const
    {
        return request_.method == method || request_.method == Method::all;
    }

    [[nodiscard]] const SensitivitySpace& space() const { return varied_.space; }

    [[nodiscard]] std::optional<StudyValues> simulate(const PointDesign& design)
    {
        return simulate_design(space(), design, identity_of(line_, varied_, design), request_.kept, options_, console_);
    }

    bool tornado()
    {
        if (!asks_for(Method::tornado)) {
            return true;
        }
        const PointDesign design = one_way_design(space(), request_.futures.value_or(512));
        const auto values = simulate(design);
        if (values) {
            report_.tornado = tornado_of(space(), *values, varied_.output);
            report_.tornado_futures = design.futures;
        }
        return values.has_value();
    }

    bool morris()
    {
        const bool is_left_out = request_.method == Method::all && space().has_correlations();
        if (!asks_for(Method::morris) || is_left_out) {
            if (is_left_out) {
                console_.warn("correlated inputs: Morris's method, which steps one input alone, is left out");
            }
            return true;
        }
        const PointDesign design = morris_design(space(), request_.trajectories, request_.futures.value_or(64));
        const auto values = simulate(design);
        if (values) {
            report_.morris = morris_of(space(), design, *values, varied_.output, request_.trajectories);
            report_.trajectories = request_.trajectories;
            report_.morris_futures = design.futures;
        }
        return values.has_value();
    }

    bool sobol()
    {
        if (!asks_for(Method::sobol)) {
            return true;
        }
        report_.sizes = filling_sizes(line_, request_, 256);
        const auto values = simulate(sobol_design(space(), report_.sizes));
        if (values) {
            report_.sobol = sobol_of(space(), report_.sizes, *values, varied_.output);
        }
        return values.has_value();
    }

    bool dependence()
    {
        if (!asks_for(Method::moment_independent)) {
            return true;
        }
        report_.dependence_sizes = filling_sizes(line_, request_, 1024);
        const PointDesign design = sample_design(space(), report_.dependence_sizes);
        const auto values = simulate(design);
        if (values) {
            report_.dependence = dependence_of(space(), design, report_.dependence_sizes, *values, varied_.output);
        }
        return values.has_value();
    }

    const CommandLine& line_;
    const Request& request_;
    const VariedScenario& varied_;
    const StudyOptions& options_;
    Console& console_;
    SensitivityReport report_;
};

int work(const CommandLine& line, Console& console)
{
    const auto format = output_format(line);
    const Request request = read_request(line);
    const Interruption interruption;
    const auto varied = varied_scenario(line, KeptDesigns::of_output, console, interruption);
    if (!varied) {
        return interruption.exit_code();
    }
    if (request.method == Method::morris && varied->space.has_correlations()) {
        line.refuse("Morris's method steps one input alone, which correlated inputs do not do; take --method sobol, "
                    "which draws them together, or moment-independent");
    }
    const StudyOptions options = study_options(line, interruption);
    SensitivityWork sensitivity(line, request, *varied, options, console);
    if (!sensitivity.run()) {
        return interruption.exit_code();
    }
    switch (format) {
    case OutputFormat::table: print(sensitivity_text(varied->space, sensitivity.report(), request.top)); break;
    case OutputFormat::csv: print(sensitivity_csv(varied->space, sensitivity.report())); break;
    case OutputFormat::json: print(sensitivity_json(varied->space, sensitivity.report())); break;
    }
    return exit_done;
}

} // namespace

int study_sensitivity(const std::vector<std::string>& arguments)
{
    return run_command(declaration(), arguments, work);
}

} // namespace kamsim::program
