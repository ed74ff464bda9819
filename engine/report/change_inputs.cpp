#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kamsim/model/account_columns.hpp"
#include "kamsim/model/catalogue.hpp"
#include "kamsim/results/resolved_parameters.hpp"
#include "report/change_report_parts.hpp"

namespace kamsim::change_report {

namespace {

using Json = nlohmann::ordered_json;

/// What a part of a list is known by, whatever its place; empty where it has no name.
std::string name_of(const Json& part)
{
    for (const char* key : {"name", "account", "path", "structure"}) {
        if (part.is_object() && part.contains(key) && part.at(key).is_string()) {
            return part.at(key).get<std::string>();
        }
    }
    return "";
}

bool is_list_of_named(const Json& json)
{
    return json.is_array() && !json.empty()
           && std::all_of(json.begin(), json.end(), [](const Json& part) { return !name_of(part).empty(); });
}

std::string meaning_of(const std::string& path)
{
    constexpr std::string_view parameters = "parameters.";
    constexpr std::string_view structures = "structures.";
    if (path.starts_with(parameters)) {
        const auto* entry = find_model_entry(std::string_view(path).substr(parameters.size()));
        return entry == nullptr ? "" : entry->meaning;
    }
    if (path.starts_with(structures)) {
        const auto* entry = find_structure_entry(std::string_view(path).substr(path.rfind('.') + 1));
        return entry == nullptr ? "" : entry->meaning;
    }
    return "";
}

class Comparer {
public:
    explicit Comparer(const NumberStyle& style) : style_(style) {}

    void compare(const std::string& path, const Json& before, const Json& now)
    {
        if (before == now) {
            return;
        }
        if (before.is_object() && now.is_object()) {
            compare_members(path, before, now);
        } else if (is_list_of_named(before) && is_list_of_named(now)) {
            compare_lists(path, before, now);
        } else {
            changes.push_back({path, text_of(before), text_of(now), meaning_of(path)});
        }
    }

    std::vector<InputChange> changes;

private:
    static std::string below(const std::string& path, const std::string& key)
    {
        return path.empty() ? key : path + "." + key;
    }

    void compare_members(const std::string& path, const Json& before, const Json& now)
    {
        for (const auto& [key, value] : now.items()) {
            if (before.contains(key)) {
                compare(below(path, key), before.at(key), value);
            } else {
                changes.push_back({below(path, key), "", text_of(value), meaning_of(below(path, key))});
            }
        }
        for (const auto& [key, value] : before.items()) {
            if (!now.contains(key)) {
                changes.push_back({below(path, key), text_of(value), "", meaning_of(below(path, key))});
            }
        }
    }

    /// A part that is there only once is one change, not as many as it has members.
    void compare_lists(const std::string& path, const Json& before, const Json& now)
    {
        const auto find = [](const Json& list, const std::string& name) {
            return std::find_if(list.begin(), list.end(), [&](const Json& part) { return name_of(part) == name; });
        };
        const auto size = changes.size();
        for (const auto& part : now) {
            const auto found = find(before, name_of(part));
            if (found == before.end()) {
                changes.push_back({below(path, name_of(part)), "", "new", ""});
            } else {
                compare(below(path, name_of(part)), *found, part);
            }
        }
        for (const auto& part : before) {
            if (find(now, name_of(part)) == now.end()) {
                changes.push_back({below(path, name_of(part)), "there", "", ""});
            }
        }
        if (changes.size() == size) { // the same parts in another order, or one name twice
            changes.push_back({path, text_of(before), text_of(now), ""});
        }
    }

    /// Lists may be long; a character is not cut in two.
    static std::string shortened(const std::string& text)
    {
        std::size_t end = 160;
        if (text.size() <= end) {
            return text;
        }
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
            --end;
        }
        return text.substr(0, end) + " …";
    }

    [[nodiscard]] std::string text_of(const Json& value) const
    {
        if (value.is_string()) {
            return value.get<std::string>();
        }
        if (value.is_boolean()) {
            return value.get<bool>() ? "yes" : "no";
        }
        if (value.is_null()) {
            return "by default";
        }
        auto text = value.dump();
        if (value.is_number()) {
            std::replace(text.begin(), text.end(), '.', style_.decimal_sign());
        }
        return shortened(text);
    }

    const NumberStyle& style_;
};

std::string number_text(double number, const NumberStyle& style)
{
    auto text = fmt::format("{}", number);
    std::replace(text.begin(), text.end(), '.', style.decimal_sign());
    return text;
}

bool have_equal_people(const Account& one, const Account& other)
{
    return std::equal(one.stakeholders.begin(), one.stakeholders.end(), other.stakeholders.begin(),
                      other.stakeholders.end(), [](const Stakeholder& a, const Stakeholder& b) {
                          const auto same_influence =
                              std::equal(a.influenced_by.begin(), a.influenced_by.end(), b.influenced_by.begin(),
                                         b.influenced_by.end(), [](const auto& x, const auto& y) {
                                             return x.person == y.person && x.weight == y.weight;
                                         });
                          return same_influence && a.person == b.person && a.role == b.role && a.power == b.power
                                 && a.attitude == b.attitude && a.reports_to == b.reports_to && a.access == b.access
                                 && a.contact == b.contact;
                      });
}

bool have_equal_cells(const Account& one, const Account& other)
{
    return std::equal(one.cell_list.begin(), one.cell_list.end(), other.cell_list.begin(), other.cell_list.end(),
                      [](const AccountCell& a, const AccountCell& b) {
                          return a.division == b.division && a.offer == b.offer && a.status == b.status;
                      });
}

/// Empty where nothing differs.
std::string differences_of(const Account& before, const Account& now, const NumberStyle& style)
{
    std::string text;
    const auto add = [&text](std::string_view what, const std::string& was, const std::string& is) {
        text += fmt::format("{}{} {} → {}", text.empty() ? "" : ", ", what, was, is);
    };
    for (const auto& column : number_columns) {
        if (before.*column.member != now.*column.member) {
            add(column.name, number_text(before.*column.member, style), number_text(now.*column.member, style));
        }
    }
    for (const auto& column : flag_columns) {
        if (before.*column.member != now.*column.member) {
            add(column.name, before.*column.member ? "yes" : "no", now.*column.member ? "yes" : "no");
        }
    }
    for (const auto& column : text_columns) {
        if (before.*column.member != now.*column.member) {
            add(column.name, before.*column.member, now.*column.member);
        }
    }
    if (before.status != now.status) {
        const auto word = [](AccountStatus status) {
            return std::string(status == AccountStatus::customer ? "customer" : "prospect");
        };
        add("status", word(before.status), word(now.status));
    }
    if (!have_equal_people(before, now)) {
        text += text.empty() ? "stakeholders" : ", stakeholders";
    }
    if (!have_equal_cells(before, now)) {
        text += text.empty() ? "divisions and offers" : ", divisions and offers";
    }
    if (before.manager_now != now.manager_now) {
        text += text.empty() ? "manager" : ", manager";
    }
    return text;
}

double size_of(const AccountChange& change)
{
    const double before = std::isnan(change.revenue_before) ? 0.0 : change.revenue_before;
    const double now = std::isnan(change.revenue_now) ? 0.0 : change.revenue_now;
    return std::fabs(now - before);
}

} // namespace

std::vector<InputChange> changed_inputs(const Experiment& before, const Experiment& now, const NumberStyle& style)
{
    Comparer comparer(style);
    comparer.compare("", Json::parse(resolved_parameters_json(before)), Json::parse(resolved_parameters_json(now)));
    const auto name = [](const Experiment& experiment) {
        return experiment.alternatives[static_cast<std::size_t>(experiment.baseline)].name;
    };
    if (name(before) != name(now)) {
        comparer.changes.push_back(
            {"baseline", name(before), name(now), "the design that the others are compared with"});
    }
    if (before.seed != now.seed) {
        comparer.changes.push_back(
            {"seed", std::to_string(before.seed), std::to_string(now.seed), "all luck hangs on it"});
    }
    return std::move(comparer.changes);
}

std::vector<AccountChange> changed_accounts(const Experiment& before, const Experiment& now, const NumberStyle& style)
{
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    std::map<std::string, const Account*> earlier;
    for (const auto& account : before.accounts) {
        earlier[account.id] = &account;
    }
    std::vector<AccountChange> changes;
    for (int place = 0; place < std::ssize(now.accounts); ++place) {
        const auto& account = now.accounts[static_cast<std::size_t>(place)];
        const auto found = earlier.find(account.id);
        if (found == earlier.end()) {
            changes.push_back(
                {AccountChange::Kind::appeared, account.id, account.name, place, none, account.revenue, "new"});
            continue;
        }
        if (auto what = differences_of(*found->second, account, style); !what.empty()) {
            changes.push_back({AccountChange::Kind::changed, account.id, account.name, place, found->second->revenue,
                               account.revenue, std::move(what)});
        }
        earlier.erase(found);
    }
    for (const auto& account : before.accounts) {
        if (earlier.count(account.id) != 0) {
            changes.push_back({AccountChange::Kind::gone, account.id, account.name, -1, account.revenue, none, "gone"});
        }
    }
    std::stable_sort(changes.begin(), changes.end(),
                     [](const auto& a, const auto& b) { return size_of(a) > size_of(b); });
    return changes;
}

} // namespace kamsim::change_report
