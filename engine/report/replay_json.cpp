#include <cmath>

#include <nlohmann/json.hpp>

#include "kamsim/report/replay_text.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json; // NaN is written as null

/// Only what an event speaks of.
Json event_json(const Experiment& experiment, const Event& event)
{
    const auto& declaration = event_catalogue()[static_cast<std::size_t>(event.kind)];
    Json json{{"period", event.period}, {"event", declaration.name}};
    if (event.account >= 0) {
        json["account"] = experiment.accounts[static_cast<std::size_t>(event.account)].id;
        json["key_account"] = event.key;
        json["revenue"] = event.revenue;
    }
    if (event.manager >= 0) {
        json["manager"] = event.manager;
    }
    if (event.structure >= 0) {
        json["structure"] = experiment.structures[static_cast<std::size_t>(event.structure)].name;
    }
    if (event.kind == EventKind::lost) {
        json["reason"] = name(event.reason);
    }
    for (const auto& [key, number] :
         {std::pair("count", event.count), std::pair("money", event.money), std::pair("chance", event.chance),
          std::pair("chance_without_rescue", event.chance_without_rescue),
          std::pair("satisfaction", event.satisfaction), std::pair("relationship", event.relationship),
          std::pair("programme_age", event.programme_age)}) {
        if (number != 0.0) {
            json[key] = number;
        }
    }
    return json;
}

Json path_json(const AlternativeReplay& one, int account)
{
    Json paths = Json::object();
    for (const auto& declaration : path_catalogue()) {
        Json path = Json::array();
        for (int period = 0; period < one.periods; ++period) {
            path.push_back(one.path(declaration.quantity, account, period));
        }
        paths[declaration.name] = std::move(path);
    }
    return paths;
}

Json alternative_json(const Experiment& experiment, const AlternativeReplay& one, std::optional<int> account)
{
    Json ledger = Json::object();
    for (const auto& declaration : ledger_lines) {
        ledger[declaration.name] = one.ledger[static_cast<std::size_t>(declaration.line)];
    }
    Json accounts = Json::object();
    for (std::size_t k = 0; k < one.account_value.size(); ++k) {
        if (!account || static_cast<std::size_t>(*account) == k) {
            accounts[experiment.accounts[k].id] = one.account_value[k];
        }
    }
    Json events = Json::array();
    for (const Event& event : one.events) {
        if (!account || event.account == *account) {
            events.push_back(event_json(experiment, event));
        }
    }
    Json json{{"name", experiment.alternatives[static_cast<std::size_t>(one.alternative)].name},
              {"value", one.value},
              {"ledger", std::move(ledger)},
              {"account_value", std::move(accounts)},
              {"events", std::move(events)}};
    if (account) {
        json["path"] = path_json(one, *account);
    }
    return json;
}

} // namespace

std::string replay_json(const Experiment& experiment, const Replay& replay, std::optional<int> account)
{
    Json alternatives = Json::array();
    for (const AlternativeReplay& one : replay.alternatives) {
        alternatives.push_back(alternative_json(experiment, one, account));
    }
    const Json json{{"title", experiment.title},
                    {"replication", replay.replication},
                    {"world", replay.world},
                    {"unit", experiment.currency},
                    {"periods_per_year", experiment.periods_per_year},
                    {"alternatives", std::move(alternatives)}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace kamsim
