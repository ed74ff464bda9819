#include "kamsim/results/result_reader.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <numeric>
#include <span>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kamsim/model/account_columns.hpp"
#include "kamsim/model/segments.hpp"
#include "kamsim/results/file_verification.hpp"
#include "kamsim/scenario/policy_names.hpp"
#include "kamsim/simulation/alternative_pairs.hpp"
#include "kamsim/version.hpp"
#include "results/hdf5_input.hpp"
#include "results/layout.hpp"
#include "results/resolved_experiment.hpp"

namespace kamsim {

namespace {

constexpr std::string_view run_again = "run its scenario again";

[[noreturn]] void fail(const std::filesystem::path& path, std::string_view reason, std::string_view advice)
{
    throw UnreadableResult(fmt::format("cannot read {}: {}; {}", path.string(), reason, advice));
}

/// Something is missing or contradicts itself. Becomes an UnreadableResult that names the file.
class Damage : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

void require_result(const std::filesystem::path& path, const hdf5::InputFile& file)
{
    if (!file.has_attribute("format") || file.text_attribute("format") != result_format_name) {
        fail(path, "it is an HDF5 file, but no result of kamsim", "give a result file that kamsim run --out wrote");
    }
}

void require_format(const std::filesystem::path& path, const hdf5::InputFile& file)
{
    require_result(path, file);
    const auto found = file.whole_attribute("format_version");
    if (found == result_format_version) {
        return;
    }
    const auto writer = file.has_attribute("program_version") ? file.text_attribute("program_version") : "unknown";
    const auto reason =
        fmt::format("kamsim {} wrote it in version {} of the format, and this kamsim ({}) reads version {}", writer,
                    found, version(), result_format_version);
    fail(path, reason,
         found > result_format_version ? std::string_view("use a newer kamsim")
                                       : std::string_view("run its scenario again with this kamsim"));
}

/// One result file while it is read.
class Reading {
public:
    explicit Reading(const hdf5::InputFile& file) : file_(file) {}

    [[nodiscard]] StoredResult result();

private:
    void require_fixed_dimensions() const;
    [[nodiscard]] std::string text(const std::string& attribute) const;
    [[nodiscard]] std::vector<std::string> list(const std::string& attribute) const;
    [[nodiscard]] std::vector<ScenarioText> bases() const;
    [[nodiscard]] std::vector<InputFile> inputs() const;
    [[nodiscard]] std::vector<std::string> labels(const std::string& variable) const;
    /// Length of a dimension; 0 where the file does without it.
    [[nodiscard]] std::size_t length(const std::string& dimension) const;
    [[nodiscard]] std::vector<double> numbers(const VariableDeclaration& declaration) const;

    [[nodiscard]] Experiment experiment() const;
    [[nodiscard]] std::vector<Account> accounts() const;
    void read_account_columns(std::vector<Account>& accounts) const;
    [[nodiscard]] Outcome outcome(const Experiment& experiment) const;

    const hdf5::InputFile& file_;
};

std::string Reading::text(const std::string& attribute) const
{
    if (!file_.has_attribute(attribute)) {
        throw Damage(fmt::format("the attribute {} is missing", attribute));
    }
    return file_.text_attribute(attribute);
}

std::vector<std::string> Reading::list(const std::string& attribute) const
{
    return nlohmann::json::parse(text(attribute)).get<std::vector<std::string>>();
}

std::vector<ScenarioText> Reading::bases() const
{
    std::vector<ScenarioText> all;
    for (const auto& base : nlohmann::json::parse(text("scenario_bases"))) {
        all.push_back({base.at("path").get<std::string>(), base.at("text").get<std::string>()});
    }
    return all;
}

std::vector<InputFile> Reading::inputs() const
{
    std::vector<InputFile> files;
    for (const auto& input : nlohmann::json::parse(text("inputs"))) {
        files.push_back({input.at("path").get<std::string>(), input.at("xxh3_128").get<std::string>()});
    }
    return files;
}

std::vector<std::string> Reading::labels(const std::string& variable) const
{
    if (!file_.has_variable(variable)) {
        throw Damage(fmt::format("the variable {} is missing", variable));
    }
    return file_.texts(variable);
}

std::size_t Reading::length(const std::string& dimension) const
{
    if (!file_.has_variable(dimension)) {
        return 0;
    }
    const auto shape = file_.shape(dimension);
    return shape.size() == 1 ? static_cast<std::size_t>(shape.front()) : 0;
}

std::vector<double> Reading::numbers(const VariableDeclaration& declaration) const
{
    if (!file_.has_variable(declaration.name)) {
        throw Damage(fmt::format("the variable {} is missing", declaration.name));
    }
    std::vector<hsize_t> expected;
    for (const auto& dimension : declaration.dimensions) {
        expected.push_back(length(dimension));
    }
    if (file_.shape(declaration.name) != expected) {
        throw Damage(fmt::format("the variable {} has another shape than its dimensions", declaration.name));
    }
    return file_.numbers(declaration.name);
}

/// Lines, measures and columns are known by their place; a program that has others cannot tell what is what.
void Reading::require_fixed_dimensions() const
{
    for (const auto& dimension : fixed_dimensions()) {
        const bool may_be_missing =
            std::string_view(dimension.name) == "manager_measure" || std::string_view(dimension.name) == "side";
        if (may_be_missing && !file_.has_variable(dimension.name)) {
            continue;
        }
        if (labels(dimension.name) != dimension.labels) {
            throw Damage(fmt::format("its list {} is not the one of this kamsim ({})", dimension.name, version()));
        }
    }
}

void Reading::read_account_columns(std::vector<Account>& accounts) const
{
    const auto values = numbers(account_input_declaration());
    auto value = values.begin();
    for (auto& account : accounts) {
        for (const auto& column : number_columns) {
            account.*column.member = *value++;
        }
        for (const auto& column : flag_columns) {
            account.*column.member = *value++ != 0.0;
        }
    }
}

std::vector<Account> Reading::accounts() const
{
    const auto ids = labels("account");
    const auto names = labels("account_name");
    const auto segments = labels("account_segment");
    const auto statuses = labels("account_status");
    if (names.size() != ids.size() || segments.size() != ids.size() || statuses.size() != ids.size()) {
        throw Damage("names, segments and status are not one for each account");
    }
    std::vector<Account> all(ids.size());
    for (std::size_t k = 0; k < all.size(); ++k) {
        all[k].id = ids[k];
        all[k].name = names[k];
        all[k].segment = segments[k];
        const bool is_prospect = statuses[k] == name_in(account_status_names, AccountStatus::prospect);
        all[k].status = is_prospect ? AccountStatus::prospect : AccountStatus::customer;
    }
    read_account_columns(all);
    read_account_details(text("account_details"), all);
    return all;
}

Experiment Reading::experiment() const
{
    Experiment experiment;
    read_resolved_parameters(text("resolved_parameters"), experiment);
    experiment.seed = std::stoull(text("seed"), nullptr, 16);
    experiment.accounts = accounts();
    const auto baseline = text("baseline");
    const auto& all = experiment.alternatives;
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Alternative& alternative) { return alternative.name == baseline; });
    if (found == all.end()) {
        throw Damage(fmt::format("the baseline \"{}\" is none of the alternatives", baseline));
    }
    experiment.baseline = static_cast<int>(std::distance(all.begin(), found));
    validate(experiment);
    return experiment;
}

Outcome Reading::outcome(const Experiment& experiment) const
{
    Outcome outcome;
    outcome.replications = static_cast<std::int64_t>(length("replication"));
    outcome.alternatives = static_cast<int>(length("alternative"));
    outcome.periods = static_cast<int>(length("period"));
    outcome.periods_per_year = experiment.periods_per_year;
    outcome.years = static_cast<int>(length("year"));
    outcome.accounts = static_cast<int>(length("account"));
    outcome.managers = static_cast<int>(length("manager"));
    outcome.pairs = static_cast<int>(length("pair"));
    outcome.segments = static_cast<int>(segments_of(experiment.accounts).names.size());
    outcome.worlds = std::max<std::int64_t>(1, static_cast<std::int64_t>(length("world")));
    outcome.futures_per_world = outcome.replications / outcome.worlds;
    outcome.world_inputs.resize(static_cast<std::size_t>(outcome.worlds) * length("input"));
    outcome.baseline = experiment.baseline;
    outcome.seconds = std::numeric_limits<double>::quiet_NaN();
    if (outcome.replications != experiment.replications || outcome.periods != experiment.periods
        || outcome.alternatives != static_cast<int>(experiment.alternatives.size())
        || alternative_pairs(outcome.alternatives, outcome.baseline).size() != length("pair")) {
        throw Damage("replications, periods or alternatives are not those of its resolved parameters");
    }
    if (outcome.pairs > 0
        && (length("segment") != static_cast<std::size_t>(outcome.segments)
            || length("holder") != static_cast<std::size_t>(outcome.holders()))) {
        throw Damage("segments or holders are not those of its accounts and managers");
    }
    for (const OutcomeVariable& variable : outcome_variables()) {
        if (variable.restore != nullptr && !is_left_out(variable, outcome)) {
            variable.restore(outcome, numbers(variable.declaration));
        }
    }
    return outcome;
}

StoredResult Reading::result()
{
    require_fixed_dimensions();
    StoredResult stored;
    stored.scenario.experiment = experiment();
    stored.scenario.text = text("scenario");
    stored.scenario.bases = bases();
    stored.scenario.inputs = inputs();
    stored.scenario.overrides = list("overrides");
    stored.scenario.assumptions = list("assumptions");
    stored.outcome = outcome(stored.scenario.experiment);
    stored.checks = list("checks");
    stored.verdict = text("verdict");
    stored.program_version = text("program_version");
    stored.program_revision = text("program_revision");
    return stored;
}

} // namespace

StoredResult read_result(const std::filesystem::path& path)
{
    const hdf5::QuietErrors quiet;
    const auto verification = verify_file(path);
    const bool has_hashes = verification.blocks > 0; // older formats have none, and are refused as such
    try {
        if (verification.damage.empty() || !has_hashes) {
            const hdf5::InputFile file(path);
            require_format(path, file);
            if (has_hashes) {
                return Reading(file).result();
            }
        }
    } catch (const hdf5::Error& error) {
        fail(path, fmt::format("it is damaged or not complete ({})", error.what()), run_again);
    } catch (const Damage& damage) {
        fail(path, fmt::format("it is damaged or not complete: {}", damage.what()), run_again);
    } catch (const nlohmann::json::exception& error) {
        fail(path, fmt::format("an attribute of it is damaged ({})", error.what()), run_again);
    } catch (const std::logic_error& error) { // what stands in it is no experiment
        fail(path, fmt::format("it contradicts itself ({})", error.what()), run_again);
    }
    fail(path, fmt::format("it is damaged or not complete: {}", damage_text(verification.damage.front())),
         "kamsim verify-file lists all that is damaged; use a copy, or run its scenario again");
}

ResultIdentity identify_result(const std::filesystem::path& path)
{
    const hdf5::QuietErrors quiet;
    try {
        const hdf5::InputFile file(path);
        require_result(path, file);
        return {file.whole_attribute("format_version"), file.text_attribute("program_version"),
                file.text_attribute("program_revision"), file.whole_attribute("replications")};
    } catch (const hdf5::Error& error) {
        fail(path, fmt::format("its attributes are not those of a result ({})", error.what()), run_again);
    }
}

} // namespace kamsim
