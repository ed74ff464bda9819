#include "kamsim/emulate_command.hpp"

#include <stdexcept>

#include <fmt/format.h>

#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/console.hpp"
#include "kamsim/output_format.hpp"
#include "kamsim/report/emulator_text.hpp"
#include "kamsim/results/sweep_table.hpp"
#include "kamsim/swept_places.hpp"

namespace kamsim::program {

namespace {

const CommandDeclaration& declaration()
{
    static const CommandDeclaration declared{
        .name = "emulate",
        .argument = "SWEEP",
        .argument_noun = "result file of a sweep",
        .purpose = "Says what designs are worth between the points of a sweep, with intervals: by a\n"
                   "smooth surface through its points. Without --at and --slice it says how well the\n"
                   "surface predicts points that it has not seen, and which factors move it.\n",
        .options =
            {
                {"at", "PLACE", "factors with their values: size=40,key_accounts=12", OptionDeclaration::Use::repeated},
                {"slice", "FACTOR", "through the range of a factor, others as --at says"},
                {"check", "", "errors and factors also with --at or --slice"},
                {"threads", "N", "threads to use; no number depends on it"},
                format_option,
                {"quiet", "", "no warnings"},
                {"verbose", "", "say what is read, on the standard error"},
            },
        .examples =
            {
                "emulate sweep.h5",
                "emulate sweep.h5 --at key_accounts=12,manager_cost=140",
                "emulate sweep.h5 --slice key_accounts --format csv",
            },
        .closing = "Factors that --at leaves out are held at their middle, or their first level.\n"
                   "docs/guide/sweep.md explains the figures.\n",
    };
    return declared;
}

Eigen::MatrixXd places_of(const CommandLine& line, const SweepSpace& space)
{
    const auto asked = line.texts("at");
    const auto slice = line.text("slice");
    if (!slice) {
        Eigen::MatrixXd places(std::ssize(asked), std::ssize(space.inputs()));
        for (std::size_t k = 0; k < asked.size(); ++k) {
            places.row(static_cast<Eigen::Index>(k)) = swept_place(space, asked[k]);
        }
        return places;
    }
    if (asked.size() > 1) {
        throw UsageError("a slice goes through one place; give --at once");
    }
    const auto input = static_cast<Eigen::Index>(swept_input(space, *slice));
    const auto steps = space.steps(static_cast<std::size_t>(input));
    Eigen::MatrixXd places = swept_place(space, asked.empty() ? "" : asked.front()).replicate(std::ssize(steps), 1);
    places.col(input) = Eigen::Map<const Eigen::VectorXd>(steps.data(), std::ssize(steps));
    return places;
}

std::string answer_of(const CommandLine& line, const SweepSpace& space, const SweepEmulator& emulator,
                      const EmulatedPlaces& places)
{
    const auto format = output_format(line);
    const bool has_places = places.places.rows() > 0;
    if (format == OutputFormat::json) {
        return emulator_json(space, emulator, check_of(space, emulator), places);
    }
    if (format == OutputFormat::csv) {
        return has_places ? emulated_places_csv(space, places) : emulator_check_csv(space, check_of(space, emulator));
    }
    const auto text = has_places ? emulated_places_text(space, places) : std::string();
    if (has_places && !line.has("check")) {
        return text;
    }
    return text + (has_places ? "\n" : "") + emulator_check_text(space, check_of(space, emulator));
}

int tell_surfaces(const CommandLine& line, Console& console)
{
    const auto threads = static_cast<int>(line.whole_number("threads", 1, 1024).value_or(0));
    static_cast<void>(output_format(line)); // before the work
    const auto table = read_sweep(line.arguments().front());
    console.detail(fmt::format("read {}: {} points", line.arguments().front(), table.points));
    try {
        const SweepSpace space(table);
        const auto places = places_of(line, space);
        const auto emulator = emulate(space, threads);
        print(answer_of(line, space, emulator, emulated_at(emulator, places)));
    } catch (const std::invalid_argument& failure) {
        throw UsageError(fmt::format("{}: {}", line.arguments().front(), failure.what()));
    }
    return exit_done;
}

} // namespace

int emulate_sweep(const std::vector<std::string>& arguments)
{
    return run_command(declaration(), arguments, tell_surfaces);
}

} // namespace kamsim::program
