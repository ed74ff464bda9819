#include "results/stored_scenario.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kamsim/model/account_columns.hpp"
#include "kamsim/results/resolved_parameters.hpp"
#include "kamsim/results/sample_size.hpp"
#include "kamsim/scenario/policy_names.hpp"
#include "kamsim/version.hpp"
#include "results/layout.hpp"
#include "results/resolved_experiment.hpp"

namespace kamsim {

namespace {

/// The scenario itself comes first and loses its folder: equal runs give equal bytes wherever the scenario lies.
std::string inputs_json(const std::vector<InputFile>& inputs)
{
    auto list = nlohmann::ordered_json::array();
    for (const auto& input : inputs) {
        const auto path = list.empty() ? std::filesystem::path(input.path).filename().string() : input.path;
        list.push_back({{"path", path}, {"xxh3_128", input.hash}});
    }
    return list.dump();
}

std::string bases_json(const std::vector<ScenarioText>& bases)
{
    auto list = nlohmann::ordered_json::array();
    for (const auto& base : bases) {
        list.push_back({{"path", base.path}, {"text", base.text}});
    }
    return list.dump();
}

std::vector<ScenarioText> bases_of(const StoredFile& file)
{
    std::vector<ScenarioText> all;
    for (const auto& base : nlohmann::json::parse(file.text("scenario_bases"))) {
        all.push_back({base.at("path").get<std::string>(), base.at("text").get<std::string>()});
    }
    return all;
}

std::vector<InputFile> inputs_of(const StoredFile& file)
{
    std::vector<InputFile> files;
    for (const auto& input : nlohmann::json::parse(file.text("inputs"))) {
        files.push_back({input.at("path").get<std::string>(), input.at("xxh3_128").get<std::string>()});
    }
    return files;
}

void read_account_columns(const StoredFile& file, std::vector<Account>& accounts)
{
    const auto values = file.numbers(account_input_declaration());
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

std::vector<Account> accounts_of(const StoredFile& file)
{
    const auto ids = file.labels("account");
    const auto names = file.labels("account_name");
    const auto segments = file.labels("account_segment");
    const auto statuses = file.labels("account_status");
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
    read_account_columns(file, all);
    read_account_details(file.text("account_details"), all);
    return all;
}

Experiment experiment_of(const StoredFile& file)
{
    Experiment experiment;
    experiment.accounts = accounts_of(file);
    read_resolved_parameters(file.text("resolved_parameters"), experiment);
    experiment.seed = std::stoull(file.text("seed"), nullptr, 16);
    const auto baseline = file.text("baseline");
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

} // namespace

void write_provenance(hdf5::File& file, const Scenario& scenario, const char* format)
{
    const auto& experiment = scenario.experiment;
    const auto program = fmt::format("kamsim {} ({})", version(), revision());
    file.add_attribute("Conventions", "CF-1.10");
    file.add_attribute("title", experiment.title);
    file.add_attribute("source", program);
    file.add_attribute("history", fmt::format("written by {}", program));
    file.add_attribute("format", format);
    file.add_attribute("format_version", std::int64_t{result_format_version});
    file.add_attribute("program_version", version());
    file.add_attribute("program_revision", revision());
    file.add_attribute("scenario", scenario.text);
    file.add_attribute("scenario_bases", bases_json(scenario.bases));
    file.add_attribute("overrides", nlohmann::json(scenario.overrides).dump());
    file.add_attribute("inputs", inputs_json(scenario.inputs));
    file.add_attribute("assumptions", nlohmann::json(scenario.assumptions).dump());
    file.add_attribute("resolved_parameters", resolved_parameters_json(experiment));
    file.add_attribute("account_details", account_details_json(experiment.accounts));
    file.add_attribute("seed", fmt::format("{:#018x}", experiment.seed));
    file.add_attribute("currency", experiment.currency);
    file.add_attribute("periods_per_year", std::int64_t{experiment.periods_per_year});
    file.add_attribute("discount_rate", experiment.discount_rate);
    file.add_attribute("baseline", experiment.alternatives.at(static_cast<std::size_t>(experiment.baseline)).name);
    file.add_attribute("replications", experiment.replications);
    file.add_attribute("alternatives", static_cast<std::int64_t>(experiment.alternatives.size()));
    file.add_attribute("accounts", static_cast<std::int64_t>(experiment.accounts.size()));
}

Provenance read_provenance(const StoredFile& file)
{
    Provenance provenance;
    provenance.scenario.experiment = experiment_of(file);
    provenance.scenario.text = file.text("scenario");
    provenance.scenario.bases = bases_of(file);
    provenance.scenario.inputs = inputs_of(file);
    provenance.scenario.overrides = file.list("overrides");
    provenance.scenario.assumptions = file.list("assumptions");
    provenance.program_version = file.text("program_version");
    provenance.program_revision = file.text("program_revision");
    return provenance;
}

namespace {

/// Entries of the command line that change nothing but how many replications there are.
bool sets_size(const std::string& override)
{
    return override.starts_with("replications=") || override.starts_with("simulation.replications=")
           || override.starts_with("uncertainty.worlds=");
}

std::vector<std::string> without_sizes(std::vector<std::string> overrides)
{
    overrides.erase(std::remove_if(overrides.begin(), overrides.end(), sets_size), overrides.end());
    return overrides;
}

/// "/parameters/retention.save is 0.6 in one and 0.7 in the other".
std::string first_json_difference(const nlohmann::json& a, const nlohmann::json& b)
{
    const auto changes = nlohmann::json::diff(a, b);
    if (changes.empty()) {
        return "";
    }
    const auto path = changes.front().at("path").get<std::string>();
    const nlohmann::json::json_pointer pointer(path);
    const auto side = [&](const nlohmann::json& json) {
        return json.contains(pointer) ? json.at(pointer).dump() : std::string("missing");
    };
    return fmt::format("{} is {} in one and {} in the other", path.substr(1), side(a), side(b));
}

nlohmann::json resolved(const Experiment& experiment)
{
    auto json = nlohmann::json::parse(resolved_parameters_json(experiment));
    // The points of a Latin hypercube are those of all worlds together.
    if (experiment.uncertainty.inputs.empty() || experiment.uncertainty.design != WorldDesign::latin_hypercube) {
        json.at("settings").erase("replications");
    }
    return json;
}

bool same_accounts(const std::vector<Account>& a, const std::vector<Account>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Account& one, const Account& other) {
        return one.id == other.id && one.name == other.name && one.segment == other.segment
               && one.status == other.status
               && std::all_of(number_columns.begin(), number_columns.end(),
                              [&](const auto& column) { return one.*column.member == other.*column.member; })
               && std::all_of(flag_columns.begin(), flag_columns.end(),
                              [&](const auto& column) { return one.*column.member == other.*column.member; });
    });
}

} // namespace

void ask_for(Scenario& scenario, std::int64_t replications)
{
    scenario.experiment.replications = replications;
    scenario.overrides = without_sizes(std::move(scenario.overrides));
    auto& overrides = scenario.overrides;
    const bool ends_with_seed = !overrides.empty() && overrides.back().starts_with("seed=");
    overrides.insert(overrides.end() - (ends_with_seed ? 1 : 0), fmt::format("replications={}", replications));
}

std::string why_no_sample(const Provenance& a, const Provenance& b)
{
    const Experiment& one = a.scenario.experiment;
    const Experiment& other = b.scenario.experiment;
    if (a.program_version != b.program_version || a.program_revision != b.program_revision) {
        return fmt::format("they are of kamsim {} ({}) and kamsim {} ({})", a.program_version, a.program_revision,
                           b.program_version, b.program_revision);
    }
    if (one.seed != other.seed) {
        return fmt::format("their seeds are {} and {}", one.seed, other.seed);
    }
    if (auto difference = first_json_difference(resolved(one), resolved(other)); !difference.empty()) {
        return difference;
    }
    if (!same_accounts(one.accounts, other.accounts)
        || account_details_json(one.accounts) != account_details_json(other.accounts)) {
        return "their accounts are not the same";
    }
    const bool same_texts = a.scenario.text == b.scenario.text
                            && inputs_json(a.scenario.inputs) == inputs_json(b.scenario.inputs)
                            && without_sizes(a.scenario.overrides) == without_sizes(b.scenario.overrides);
    return same_texts ? "" : "their scenario files or command lines are not the same";
}

} // namespace kamsim
