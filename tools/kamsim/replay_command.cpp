#include "kamsim/replay_command.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <optional>
#include <stdexcept>

#include <fmt/format.h>

#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/console.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/report/replay_text.hpp"
#include "kamsim/results/result_reader.hpp"
#include "kamsim/scenario/nearest_name.hpp"
#include "kamsim/simulation/replay.hpp"
#include "kamsim/terminal.hpp"

namespace kamsim::program {

namespace {

const CommandDeclaration& declaration()
{
    static const CommandDeclaration declared{
        .name = "replay",
        .argument = "RESULT",
        .argument_noun = "result file",
        .purpose = "Simulates one future of a result file again and tells what happens in it: who\n"
                   "renewed, who was lost and why, which rescue kept a customer, who left. Its value\n"
                   "must equal the stored one bit for bit.\n",
        .options =
            {
                {"replication", "N", "the future: a number from 0 on, worst, median or best"},
                {"alternative", "NAME", "the design to tell; else the best of the verdict"},
                {"against", "NAME", "side by side with this design, on the same luck"},
                {"account", "ID", "the story of this account only, by its id or name"},
                {"all", "", "leave nothing out of a long story"},
                {"format", "FORMAT", "table (default) or json"},
                {"quiet", "", "no warnings"},
                {"verbose", "", "say what is read, on the standard error"},
            },
        .examples =
            {
                "replay result.h5 --replication 17",
                "replay result.h5 --replication worst --alternative matrix",
                "replay result.h5 --replication 17 --alternative matrix --account C004",
                "replay result.h5 --replication worst --against none",
            },
        .closing = "worst, median and best: of the design's value or, with --against, of the\n"
                   "difference. docs/guide/replay.md reads a story.\n",
    };
    return declared;
}

/// What of the file is to be told.
struct Request {
    std::int64_t replication = 0;
    std::string choice; ///< in words, where the future was not given by its number
    int alternative = 0;
    std::optional<int> against;
    std::optional<int> account;
    bool is_json = false;
};

std::string unknown_name(std::string_view option, const std::string& name, const std::vector<std::string>& known)
{
    return fmt::format("--{}: there is no {} \"{}\"{}", option, option == "account" ? "account" : "design", name,
                       did_you_mean(name, known));
}

std::optional<int> chosen_alternative(const CommandLine& line, std::string_view option, const Experiment& experiment)
{
    const auto name = line.text(option);
    if (!name) {
        return std::nullopt;
    }
    std::vector<std::string> known;
    std::transform(experiment.alternatives.begin(), experiment.alternatives.end(), std::back_inserter(known),
                   [](const Alternative& alternative) { return alternative.name; });
    const auto found = std::find(known.begin(), known.end(), *name);
    if (found == known.end()) {
        line.refuse(unknown_name(option, *name, known));
    }
    return static_cast<int>(std::distance(known.begin(), found));
}

/// By id, or else by name.
std::optional<int> chosen_account(const CommandLine& line, const Experiment& experiment)
{
    const auto asked = line.text("account");
    if (!asked) {
        return std::nullopt;
    }
    std::vector<std::string> known;
    for (const auto member : {&Account::id, &Account::name}) {
        for (const Account& account : experiment.accounts) {
            known.push_back(account.*member);
        }
    }
    const auto found = std::find(known.begin(), known.end(), *asked);
    if (found == known.end()) {
        line.refuse(unknown_name("account", *asked, known));
    }
    return static_cast<int>(std::distance(known.begin(), found) % std::ssize(experiment.accounts));
}

/// The replication that a word names, among the values of the design or its differences to another.
std::int64_t ranked_replication(const Outcome& outcome, const Request& request, std::size_t word)
{
    std::vector<double> values;
    for (std::int64_t replication = 0; replication < outcome.replications; ++replication) {
        const double other = request.against ? outcome.value[outcome.value_index(*request.against, replication)] : 0.0;
        values.push_back(outcome.value[outcome.value_index(request.alternative, replication)] - other);
    }
    std::vector<std::int64_t> order(values.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::int64_t a, std::int64_t b) {
        return values[static_cast<std::size_t>(a)] < values[static_cast<std::size_t>(b)];
    });
    const std::size_t last = order.size() - 1;
    return order[word == 0 ? 0 : word == 1 ? last / 2 : last];
}

void choose_replication(const CommandLine& line, const StoredResult& stored, Request& request)
{
    static const std::vector<std::string> words{"worst", "median", "best"};
    const auto asked = line.text("replication");
    if (!asked) {
        line.refuse(fmt::format("say which future: --replication N, from 0 to {}, or worst, median or best",
                                stored.outcome.replications - 1));
    }
    const auto word = std::find(words.begin(), words.end(), *asked);
    if (word == words.end()) {
        request.replication = *line.whole_number("replication", 0, stored.outcome.replications - 1);
        return;
    }
    request.replication =
        ranked_replication(stored.outcome, request, static_cast<std::size_t>(std::distance(words.begin(), word)));
    const auto& alternatives = stored.scenario.experiment.alternatives;
    const auto& design = alternatives[static_cast<std::size_t>(request.alternative)].name;
    request.choice = request.against ? fmt::format("the {} for {} against {}", *word, design,
                                                   alternatives[static_cast<std::size_t>(*request.against)].name)
                                     : fmt::format("the {} for {}", *word, design);
}

Request read_request(const CommandLine& line, const StoredResult& stored)
{
    const auto& experiment = stored.scenario.experiment;
    Request request;
    request.is_json = line.choice("format", {"table", "json"}).value_or(0) == 1;
    const auto alternative = chosen_alternative(line, "alternative", experiment);
    request.alternative = alternative ? *alternative : compare(experiment, stored.outcome).verdict.best;
    request.against = chosen_alternative(line, "against", experiment);
    if (request.against == request.alternative) {
        line.refuse(fmt::format("--against names the design that is told, {}; name another one, or --alternative",
                                experiment.alternatives[static_cast<std::size_t>(request.alternative)].name));
    }
    request.account = chosen_account(line, experiment);
    choose_replication(line, stored, request);
    return request;
}

/// @throws std::runtime_error where the program does not find what the file holds
void require_stored_values(const StoredResult& stored, const Replay& all, const std::string& file)
{
    const auto& outcome = stored.outcome;
    for (const AlternativeReplay& one : all.alternatives) {
        const double kept = outcome.value[outcome.value_index(one.alternative, all.replication)];
        if (one.value != kept) {
            const auto& name = stored.scenario.experiment.alternatives[static_cast<std::size_t>(one.alternative)].name;
            throw std::runtime_error(fmt::format(
                "{} and this program do not belong together: replication {} of {} is worth {} in the file "
                "and {} here; replay it with kamsim {} ({}), which wrote it, or run its scenario again",
                file, all.replication, name, kept, one.value, stored.program_version, stored.program_revision));
        }
    }
}

void print_story(const StoredResult& stored, const Request& request, const Replay& all, const StoryLength& length,
                 const std::string& file)
{
    const auto& experiment = stored.scenario.experiment;
    const auto colour = output_colour();
    const auto& one = all.alternatives[static_cast<std::size_t>(request.alternative)];
    print(replay_header(experiment, stored.outcome, all, request.choice) + "\n");
    print(replay_summary(experiment, stored.outcome, all, request.alternative, colour) + "\n");
    const auto* other = request.against ? &all.alternatives[static_cast<std::size_t>(*request.against)] : nullptr;
    if (request.account) {
        print(account_story(experiment, stored.outcome, one, *request.account, colour) + "\n");
        if (other != nullptr) {
            print(account_story(experiment, stored.outcome, *other, *request.account, colour) + "\n");
        }
    } else if (other != nullptr) {
        print(replay_difference_text(experiment, one, *other, length, colour) + "\n");
    } else {
        print(replay_story(experiment, one, length, colour) + "\n");
        print(replay_ledger(experiment, stored.outcome, one) + "\n");
    }
    print(fmt::format("The values of all designs here equal, bit for bit, those stored in\n{}.\n", file));
}

int replay_stored(const CommandLine& line, Console& console)
{
    const auto& file = line.arguments().front();
    const auto stored = read_result(file);
    console.detail(fmt::format("read {} (kamsim {})", file, stored.program_version));
    const auto request = read_request(line, stored);
    const auto& experiment = stored.scenario.experiment;
    std::vector<int> alternatives(experiment.alternatives.size());
    std::iota(alternatives.begin(), alternatives.end(), 0);
    auto all = replay(experiment, request.replication, alternatives);
    require_stored_values(stored, all, file);
    if (!request.is_json) {
        print_story(stored, request, all, line.has("all") ? StoryLength::whole() : StoryLength{}, file);
        return exit_done;
    }
    Replay told{all.replication, all.world, {all.alternatives[static_cast<std::size_t>(request.alternative)]}};
    if (request.against) {
        told.alternatives.push_back(all.alternatives[static_cast<std::size_t>(*request.against)]);
    }
    print(replay_json(experiment, told, request.account));
    return exit_done;
}

} // namespace

int replay_result(const std::vector<std::string>& arguments)
{
    return run_command(declaration(), arguments, replay_stored);
}

} // namespace kamsim::program
