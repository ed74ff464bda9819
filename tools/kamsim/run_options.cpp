#include "kamsim/run_options.hpp"

#include <charconv>
#include <cstdint>
#include <limits>
#include <string_view>

#include <boost/program_options.hpp>
#include <fmt/format.h>
#include <fmt/ostream.h>

#include "kamsim/command.hpp"
#include "kamsim/scenario/nearest_name.hpp"

namespace kamsim::program {

namespace {

namespace options = boost::program_options;

constexpr auto hint = "; kamsim run --help shows how";
constexpr std::int64_t most_threads = 1024;
/// Scenarios are TOML, whose whole numbers have a sign and 64 bits.
constexpr auto largest_number = std::numeric_limits<std::int64_t>::max();

options::options_description described_options()
{
    const auto text = [](const char* name) { return options::value<std::string>()->value_name(name); };
    options::options_description description("Options");
    auto add = description.add_options();
    add("out", text("FILE"), "keep every number in an HDF5 (netCDF-4) file");
    add("replications", text("N"), "number of futures, in place of the scenario's");
    add("seed", text("N"), "seed of all luck, in place of the scenario's");
    add("threads", text("N"), "threads to use; no number depends on it");
    add("set", options::value<std::vector<std::string>>()->value_name("PATH=VALUE"),
        "change one entry of the scenario or one parameter; may be repeated");
    add("quiet", "print the verdict only, and no progress");
    add("json", "print one JSON object and nothing else");
    add("help,h", "show this help");
    return description;
}

options::options_description all_options()
{
    auto all = described_options();
    all.add_options()("scenario", options::value<std::vector<std::string>>());
    return all;
}

[[noreturn]] void refuse_unknown(const std::string& option, const options::options_description& known)
{
    std::vector<std::string> names;
    for (const auto& entry : known.options()) {
        names.push_back("--" + entry->long_name());
    }
    throw UsageError(fmt::format("unknown option {}{}{}", option, did_you_mean(option, names), hint));
}

options::variables_map parse(const std::vector<std::string>& arguments)
{
    const auto known = all_options();
    options::positional_options_description positions;
    positions.add("scenario", -1);
    // Without guessing: a shortened name would change its meaning when an option is added.
    const auto style = options::command_line_style::default_style & ~options::command_line_style::allow_guessing;
    options::variables_map values;
    try {
        options::store(options::command_line_parser(arguments).options(known).positional(positions).style(style).run(),
                       values);
    } catch (const options::unknown_option& error) {
        refuse_unknown(error.get_option_name(), described_options());
    } catch (const options::error& error) {
        throw UsageError(std::string(error.what()) + hint);
    }
    return values;
}

/// A whole number of an option, within bounds.
std::int64_t whole_number(const std::string& option, const std::string& text, std::int64_t low, std::int64_t high)
{
    std::int64_t number = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stop != end || number < low || number > high) {
        throw UsageError(
            fmt::format("--{} \"{}\": give a whole number from {} to {}{}", option, text, low, high, hint));
    }
    return number;
}

std::filesystem::path only_scenario(const options::variables_map& values)
{
    if (values.count("scenario") == 0) {
        throw UsageError(fmt::format("no scenario is given; write: kamsim run FILE{}", hint));
    }
    const auto& files = values["scenario"].as<std::vector<std::string>>();
    if (files.size() > 1) {
        throw UsageError(fmt::format("one scenario at a time; \"{}\" and \"{}\" are two{}", files[0], files[1], hint));
    }
    return files.front();
}

OutputForm output_form(const options::variables_map& values)
{
    if (values.count("json") > 0) {
        return OutputForm::json;
    }
    return values.count("quiet") > 0 ? OutputForm::verdict_only : OutputForm::text;
}

std::vector<std::string> overrides_of(const options::variables_map& values)
{
    std::vector<std::string> overrides;
    if (values.count("set") > 0) {
        overrides = values["set"].as<std::vector<std::string>>();
    }
    if (values.count("replications") > 0) {
        const auto number = whole_number("replications", values["replications"].as<std::string>(), 1, largest_number);
        overrides.push_back(fmt::format("replications={}", number));
    }
    if (values.count("seed") > 0) {
        const auto number = whole_number("seed", values["seed"].as<std::string>(), 0, largest_number);
        overrides.push_back(fmt::format("seed={}", number));
    }
    return overrides;
}

} // namespace

std::optional<RunOptions> parse_run_options(const std::vector<std::string>& arguments)
{
    const auto values = parse(arguments);
    if (values.count("help") > 0) {
        return std::nullopt;
    }
    RunOptions run;
    run.scenario = only_scenario(values);
    run.overrides = overrides_of(values);
    run.form = output_form(values);
    run.shows_progress = values.count("quiet") == 0;
    if (values.count("out") > 0) {
        run.result_file = values["out"].as<std::string>();
    }
    if (values.count("threads") > 0) {
        run.threads = static_cast<int>(whole_number("threads", values["threads"].as<std::string>(), 1, most_threads));
    }
    return run;
}

std::string run_help()
{
    return fmt::format("Usage: kamsim run FILE [OPTION]...\n"
                       "\n"
                       "Simulates every design of the scenario FILE on the same luck, compares them and says\n"
                       "which is best. Nothing is written unless --out asks for it.\n"
                       "\n"
                       "{}\n"
                       "Examples:\n"
                       "  kamsim run scenario.toml\n"
                       "  kamsim run scenario.toml --replications 60000 --out result.h5\n"
                       "  kamsim run scenario.toml --set retention.save=0.7 --set alternatives.matrix.key_accounts=12\n"
                       "  kamsim run scenario.toml --json | jq '.alternatives[] | {{name, value}}'\n"
                       "\n"
                       "docs/formats/results.md describes the file, docs/formats/scenario.md the scenario.\n",
                       fmt::streamed(described_options()));
}

} // namespace kamsim::program
