#include "results/resolved_experiment.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "kamsim/model/catalogue.hpp"
#include "kamsim/scenario/policy_names.hpp"
#include "results/resolved_uncertainty.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json;

[[noreturn]] void refuse(const std::string& what, const std::string& word)
{
    throw std::invalid_argument("there is no " + what + " \"" + word + "\"");
}

template <class Enumeration, std::size_t count>
Enumeration value_of(const std::array<NamedValue<Enumeration>, count>& names, const Json& json, const std::string& what)
{
    const auto word = json.get<std::string>();
    const auto found = std::find_if(names.begin(), names.end(), [&](const auto& named) { return named.name == word; });
    if (found == names.end()) {
        refuse(what, word);
    }
    return found->value;
}

std::optional<double> optional(const Json& json)
{
    return json.is_null() ? std::nullopt : std::optional(json.get<double>());
}

int index_of(const std::vector<Structure>& structures, const Json& json)
{
    const auto name = json.get<std::string>();
    const auto found = std::find_if(structures.begin(), structures.end(),
                                    [&](const Structure& structure) { return structure.name == name; });
    if (found == structures.end()) {
        refuse("structure", name);
    }
    return static_cast<int>(std::distance(structures.begin(), found));
}

void read_settings(const Json& json, Experiment& experiment)
{
    experiment.title = json.at("title").get<std::string>();
    experiment.currency = json.at("currency").get<std::string>();
    experiment.replications = json.at("replications").get<std::int64_t>();
    experiment.periods_per_year = json.at("periods_per_year").get<int>();
    experiment.periods = json.at("periods").get<int>();
    experiment.discount_rate = json.at("discount_rate").get<double>();
    experiment.booking = value_of(booking_names, json.at("booking"), "booking");
    experiment.first_period_at_risk = json.at("first_period_at_risk").get<bool>();
    experiment.include_residual = json.at("include_residual").get<bool>();
}

Structure structure_of(const Json& json)
{
    Structure structure;
    structure.name = json.at("name").get<std::string>();
    structure.is_programme = json.at("is_programme").get<bool>();
    for (const auto& entry : structure_catalogue()) {
        structure.parameters.*entry.member = json.at(entry.name).get<double>();
    }
    return structure;
}

/// What was written of accounts whose attention is not what the policy says; nothing where none was given any.
std::vector<AccountAttention> attention_of(const Json& alternative, const std::vector<Account>& accounts)
{
    const auto written = alternative.find("attention_weights");
    if (written == alternative.end()) {
        return {};
    }
    std::vector<AccountAttention> attention(accounts.size());
    for (const auto& one : *written) {
        const auto id = one.at("account").get<std::string>();
        const auto found =
            std::find_if(accounts.begin(), accounts.end(), [&](const Account& account) { return account.id == id; });
        if (found == accounts.end()) {
            refuse("account", id);
        }
        attention[static_cast<std::size_t>(found - accounts.begin())] = {
            .hours_weight = one.at("hours_weight").get<double>(),
            .money_weight = one.at("money_weight").get<double>(),
            .extra_hours = one.at("extra_hours").get<double>(),
            .extra_money = one.at("extra_money").get<double>()};
    }
    return attention;
}

Alternative alternative_of(const Json& json, const std::vector<Structure>& structures,
                           const std::vector<Account>& accounts)
{
    Alternative alternative;
    alternative.name = json.at("name").get<std::string>();
    for (const auto& step : json.at("plan")) {
        alternative.plan.push_back({step.at("year").get<double>(), index_of(structures, step.at("structure")),
                                    step.value("in_place", false) ? PlanStep::in_place : PlanStep::reorganisation});
    }
    for (std::size_t lever = 0; lever < lever_names.size(); ++lever) {
        alternative.levers.at(lever) = json.at("levers").at(std::string(lever_names.at(lever))).get<double>();
    }
    alternative.key_accounts = json.at("key_accounts").get<int>();
    alternative.investment_budget = optional(json.at("investment_budget"));
    alternative.rescue_budget = optional(json.at("rescue_budget"));
    alternative.selection = value_of(selection_policy_names, json.at("selection"), "selection policy");
    alternative.attention = value_of(attention_policy_names, json.at("attention"), "attention policy");
    alternative.assignment = value_of(assignment_policy_names, json.at("assignment"), "assignment policy");
    alternative.hiring = value_of(hiring_policy_names, json.at("hiring"), "hiring policy");
    alternative.rescue = value_of(rescue_policy_names, json.at("rescue"), "rescue policy");
    alternative.contact_focus = value_of(contact_focus_names, json.at("contact_focus"), "contact focus");
    alternative.tender_lead = json.at("tender_lead").get<double>();
    alternative.account_attention = attention_of(json, accounts);
    return alternative;
}

void read_today(const Json& json, Experiment& experiment)
{
    experiment.today.structure = index_of(experiment.structures, json.at("structure"));
    experiment.today.programme_age = json.at("programme_age").get<double>();
    experiment.today.manager_proficiency = optional(json.at("manager_proficiency"));
    for (const auto& manager : json.at("managers")) {
        experiment.today.managers.push_back(
            {manager.at("name").get<std::string>(), optional(manager.at("proficiency"))});
    }
}

Json person_json(const Stakeholder& person)
{
    Json influences = Json::array();
    for (const auto& influence : person.influenced_by) {
        influences.push_back({{"person", influence.person}, {"weight", influence.weight}});
    }
    return {{"person", person.person},         {"role", person.role},
            {"power", person.power},           {"attitude", person.attitude},
            {"reports_to", person.reports_to}, {"influenced_by", std::move(influences)},
            {"access", person.access},         {"contact", person.contact}};
}

Stakeholder person_of(const Json& json)
{
    Stakeholder person;
    person.person = json.at("person").get<std::string>();
    person.role = json.at("role").get<std::string>();
    person.power = json.at("power").get<double>();
    person.attitude = json.at("attitude").get<double>();
    person.reports_to = json.at("reports_to").get<std::string>();
    for (const auto& influence : json.at("influenced_by")) {
        person.influenced_by.push_back(
            {influence.at("person").get<std::string>(), influence.at("weight").get<double>()});
    }
    person.access = json.at("access").get<double>();
    person.contact = json.at("contact").get<bool>();
    return person;
}

} // namespace

void read_resolved_parameters(const std::string& json, Experiment& experiment)
{
    const Json all = Json::parse(json);
    read_settings(all.at("settings"), experiment);
    for (const auto& structure : all.at("structures")) {
        experiment.structures.push_back(structure_of(structure));
    }
    for (const auto& alternative : all.at("alternatives")) {
        experiment.alternatives.push_back(alternative_of(alternative, experiment.structures, experiment.accounts));
    }
    read_today(all.at("today"), experiment);
    experiment.firm.cash_buffer = all.at("firm").at("cash_buffer").get<double>();
    experiment.firm.yearly_overheads = all.at("firm").at("yearly_overheads").get<double>();
    for (const auto& entry : model_catalogue()) {
        entry.in(experiment.parameters) = all.at("parameters").at(entry.path).get<double>();
    }
    read_uncertainty(all.at("uncertainty"), experiment);
}

std::string account_details_json(const std::vector<Account>& accounts)
{
    Json all = Json::object();
    for (const auto& account : accounts) {
        Json details = Json::object();
        if (account.manager_now >= 0) {
            details["manager_now"] = account.manager_now;
        }
        for (const auto& cell : account.cell_list) {
            details["cells"].push_back({{"division", cell.division},
                                        {"offer", cell.offer},
                                        {"status", name_in(cell_status_names, cell.status)}});
        }
        for (const auto& person : account.stakeholders) {
            details["stakeholders"].push_back(person_json(person));
        }
        if (!details.empty()) {
            all[account.id] = std::move(details);
        }
    }
    return all.dump();
}

void read_account_details(const std::string& json, std::vector<Account>& accounts)
{
    const Json all = Json::parse(json);
    for (const auto& [id, details] : all.items()) {
        const auto found = std::find_if(accounts.begin(), accounts.end(),
                                        [&id = id](const Account& account) { return account.id == id; });
        if (found == accounts.end()) {
            refuse("account", id);
        }
        found->manager_now = details.value("manager_now", -1);
        for (const auto& cell : details.value("cells", Json::array())) {
            found->cell_list.push_back({cell.at("division").get<std::string>(), cell.at("offer").get<std::string>(),
                                        value_of(cell_status_names, cell.at("status"), "status of a cell")});
        }
        for (const auto& person : details.value("stakeholders", Json::array())) {
            found->stakeholders.push_back(person_of(person));
        }
    }
}

} // namespace kamsim
