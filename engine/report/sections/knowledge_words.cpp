#include "report/sections/knowledge_words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "kamsim/decision/varied_experiments.hpp"
#include "kamsim/model/account_columns.hpp"
#include "kamsim/model/catalogue.hpp"

namespace kamsim::sections {

namespace {

constexpr std::string_view structures_prefix = "structures.";

void add_catalogue(const std::string& path, InputWords& words)
{
    if (const auto* entry = find_model_entry(path)) {
        words.meaning = entry->meaning;
        words.source = entry->source;
        words.grade = entry->grade;
        words.unit = entry->unit;
    } else if (path.starts_with(structures_prefix)) {
        if (const auto* parameter = find_structure_entry(path.substr(path.rfind('.') + 1))) {
            words.meaning = parameter->meaning;
            words.source = parameter->source;
            words.grade = parameter->grade;
            words.unit = parameter->unit;
        }
    }
}

void add_scenario(const UncertainInput& input, InputWords& words)
{
    words.application = input.application;
    switch (input.target) {
    case UncertainTarget::discount_rate:
        words.meaning = "yearly discount rate";
        words.source = "the scenario";
        words.unit = Unit::share; // told in per cent
        return;
    case UncertainTarget::account_number: words.meaning = number_columns.at(input.entry).meaning; break;
    case UncertainTarget::account_flag: words.meaning = flag_columns.at(input.entry).meaning; break;
    case UncertainTarget::model_parameter:
    case UncertainTarget::structure_parameter: return;
    }
    words.source = "the scenario";
    words.unit = unit_of_draw(input);
}

} // namespace

std::string label_of_input(const std::string& path)
{
    const auto suffix = std::min(path.find(" ("), path.size());
    const auto dot = path.rfind('.', suffix);
    const auto begin = dot == std::string::npos ? 0 : dot + 1;
    std::string name = path.substr(begin, suffix - begin);
    std::replace(name.begin(), name.end(), '_', ' ');
    std::string group = begin == 0 ? "" : path.substr(0, dot);
    if (group.starts_with(structures_prefix)) {
        group = group.substr(structures_prefix.size());
    }
    if (suffix < path.size()) { // " (segment north)" has brackets of its own
        group += (group.empty() ? "" : ", ") + path.substr(suffix + 2, path.size() - suffix - 3);
    }
    return group.empty() ? name : fmt::format("{} ({})", name, group);
}

InputWords words_of_input(const Uncertainty& uncertainty, const std::string& path)
{
    InputWords words;
    words.path = path;
    words.label = label_of_input(path);
    add_catalogue(path, words);
    const auto found = std::find_if(uncertainty.inputs.begin(), uncertainty.inputs.end(),
                                    [&](const UncertainInput& input) { return input.name == path; });
    if (found != uncertainty.inputs.end()) {
        add_scenario(*found, words);
    }
    return words;
}

std::string value_text(const InputWords& input, double value, const NumberStyle& style)
{
    if (std::isnan(value)) {
        return "as given";
    }
    switch (input.application) {
    case UncertainApplication::factor: return style.plain(value) + " times what is given";
    case UncertainApplication::addend:
        return (value > 0.0 ? "+" : "") + style.with_unit(value, input.unit) + " on what is given";
    case UncertainApplication::value: break;
    }
    return style.with_unit(value, input.unit);
}

std::string axis_unit(const InputWords& input, const NumberStyle& style)
{
    switch (input.application) {
    case UncertainApplication::factor: return "times what is given";
    case UncertainApplication::addend: return "on what is given";
    case UncertainApplication::value: break;
    }
    const bool is_told_with_number = input.unit == Unit::share || input.unit == Unit::probability
                                     || input.unit == Unit::money || input.unit == Unit::money_per_year;
    const bool has_none = input.unit == Unit::dimensionless || input.unit == Unit::factor || input.unit == Unit::count
                          || input.unit == Unit::log_odds;
    return is_told_with_number || has_none ? "" : unit_text(input.unit, style.currency());
}

std::string axis_text(const InputWords& input, double value, const NumberStyle& style)
{
    if (input.application == UncertainApplication::factor || !axis_unit(input, style).empty()) {
        return (input.application == UncertainApplication::addend && value > 0.0 ? "+" : "") + style.plain(value);
    }
    return style.with_unit(value, input.unit);
}

Uncertainty uncertainty_of(const Experiment& experiment)
{
    return experiment.uncertainty.inputs.empty() ? with_inputs_of_evidence(experiment).uncertainty
                                                 : experiment.uncertainty;
}

std::string money_interval_text(const Interval& interval, const NumberStyle& style)
{
    return fmt::format("{} interval {}, {}", style.percent(interval.level),
                       style.money_range(interval.low, interval.high), name(interval.kind));
}

TextBlock not_simulated(std::string id, const std::string& what)
{
    return paragraph(
        {std::move(id),
         what
             + " is simulated anew for a report, and this one was written with --quick. The command kamsim "
               "report with this result and without --quick brings it.",
         {}});
}

TextBlock without_certificate(const ReportSource& source, std::string id, const std::string& what)
{
    constexpr std::int64_t fewest_worlds = 8;
    const auto worlds = source.comparison().worlds;
    if (worlds == 1 || worlds >= fewest_worlds) {
        return not_simulated(std::move(id), what);
    }
    return paragraph(
        {std::move(id),
         fmt::format("{} cannot be told from the {} worlds of this result. A run with more worlds, 256 or so, "
                     "can tell.",
                     what, worlds),
         {{"worlds", worlds}}});
}

TextBlock paragraph(Sentence sentence)
{
    return {"", TextStyle::paragraph, {std::move(sentence)}};
}

std::string listed(const std::vector<std::string>& items)
{
    std::string text;
    for (std::size_t k = 0; k < items.size(); ++k) {
        text += (k == 0 ? "" : k + 1 == items.size() ? " and " : ", ") + items[k];
    }
    return text;
}

std::string counted(double count, const std::string& noun, const NumberStyle& style)
{
    return style.count(count) + " " + noun + (count == 1.0 ? "" : "s");
}

std::vector<int> mapped_accounts(const Experiment& experiment)
{
    std::vector<int> accounts;
    for (std::size_t k = 0; k < experiment.accounts.size(); ++k) {
        if (!experiment.accounts[k].stakeholders.empty()) {
            accounts.push_back(static_cast<int>(k));
        }
    }
    std::stable_sort(accounts.begin(), accounts.end(), [&](int one, int other) {
        return experiment.accounts[static_cast<std::size_t>(one)].revenue
               > experiment.accounts[static_cast<std::size_t>(other)].revenue;
    });
    accounts.resize(std::min(accounts.size(), most_mapped_accounts));
    std::sort(accounts.begin(), accounts.end());
    return accounts;
}

const std::string& account_name(const Account& account)
{
    return account.name.empty() ? account.id : account.name;
}

} // namespace kamsim::sections
