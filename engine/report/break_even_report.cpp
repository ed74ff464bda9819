#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kamsim/decision/money_text.hpp"
#include "kamsim/report/sensitivity_report.hpp"
#include "kamsim/report/terminal.hpp"
#include "report/csv_text.hpp"
#include "report/text_layout.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json; // NaN and infinity are written as null

constexpr std::size_t name_width = 34;
constexpr std::size_t range_width = 18;
constexpr std::size_t lead_width = 12;
constexpr std::size_t precision_width = 9;

std::string design(const SensitivitySpace& space, int alternative)
{
    return space.certain().alternatives[static_cast<std::size_t>(alternative)].name;
}

bool changes(const InputBreakEven& input)
{
    return input.changes > 0;
}

std::string heading(const SensitivitySpace& space, const BreakEvens& break_evens)
{
    const MoneyUnit unit = money_unit(space.certain().currency, std::fabs(break_evens.lead));
    const bool is_settled = break_evens.lead_interval.low > 0.0;
    auto text = wrapped(fmt::format("As given, {} leads {} by {} {} (95 %: {} to {}, {}; {}).",
                                    design(space, break_evens.leader), design(space, break_evens.runner_up),
                                    unit.text(break_evens.lead), unit.name, unit.text(break_evens.lead_interval.low),
                                    unit.text(break_evens.lead_interval.high), name(break_evens.lead_interval.kind),
                                    is_settled ? "settled" : "not settled: more futures may name another leader"),
                        terminal_width);
    const auto flipping = std::count_if(break_evens.inputs.begin(), break_evens.inputs.end(), changes);
    return text
           + wrapped(fmt::format("{} of {} inputs change that within their range, one at a time.", flipping,
                                 break_evens.inputs.size()),
                     terminal_width);
}

std::string level_sentence(const SensitivitySpace& space, const BreakEvens& break_evens, const InputBreakEven& input)
{
    std::string text;
    for (std::size_t k = 0; k < input.level_leaders.size(); ++k) {
        if (input.level_leaders[k] != break_evens.leader) {
            text += fmt::format("{}{} with {}", text.empty() ? "" : ", ", design(space, input.level_leaders[k]),
                                space.input(input.input).levels[k]);
        }
    }
    return fmt::format("{}: {} leads.", space.input(input.input).name, text);
}

std::vector<std::string> sentences(const SensitivitySpace& space, const BreakEvens& break_evens)
{
    std::vector<std::string> texts;
    for (const InputBreakEven& input : break_evens.inputs) {
        if (!input.level_leaders.empty() && changes(input)) {
            texts.push_back(level_sentence(space, break_evens, input));
        }
        for (const Crossing& crossing : input.crossings) {
            texts.push_back(crossing_sentence(space, break_evens, input, crossing));
        }
        if (input.changes > std::ssize(input.crossings) && !input.crossings.empty()) {
            texts.back() +=
                fmt::format(" (The lead changes {} times in the range; the nearest changes are told.)", input.changes);
        }
    }
    return texts;
}

/// The inputs that do not change the leader, by how near they come to it.
std::string near_table(const SensitivitySpace& space, const BreakEvens& break_evens, std::size_t top)
{
    std::vector<const InputBreakEven*> inputs;
    for (const InputBreakEven& input : break_evens.inputs) {
        if (!changes(input)) {
            inputs.push_back(&input);
        }
    }
    if (inputs.empty()) {
        return {};
    }
    std::stable_sort(inputs.begin(), inputs.end(), [](const InputBreakEven* left, const InputBreakEven* right) {
        return left->least_lead < right->least_lead;
    });
    const MoneyUnit unit = money_unit(space.certain().currency, std::fabs(break_evens.lead));
    auto text = "\n" + left_aligned("does not change it", name_width) + left_aligned("searched", range_width)
                + right_aligned("least " + unit.name, lead_width) + right_aligned("±", precision_width) + "\n";
    for (std::size_t k = 0; k < std::min(top, inputs.size()); ++k) {
        const InputBreakEven& input = *inputs[k];
        const auto range =
            space.input(input.input).is_number()
                ? space.value_text(input.input, input.from) + " - " + space.value_text(input.input, input.to)
                : fmt::format("all {} levels", space.input(input.input).levels.size());
        text += left_aligned(clipped(space.input(input.input).name, name_width - 1), name_width)
                + left_aligned(clipped(range, range_width - 1), range_width)
                + right_aligned(unit.text(input.least_lead), lead_width)
                + right_aligned(unit.text(0.5 * (input.least_lead_interval.high - input.least_lead_interval.low)),
                                precision_width)
                + "\n";
    }
    return inputs.size() > top ? text + fmt::format("... and {} more\n", inputs.size() - top) : text;
}

Json json_of(const Crossing& crossing, const SensitivitySpace& space, const BreakEvens& break_evens,
             const InputBreakEven& input)
{
    Json observables = Json::array();
    for (const ImpliedObservable& observable : crossing.observables) {
        observables.push_back({{"name", declaration_of(observable.observable).name},
                               {"at_crossing", observable.at_crossing},
                               {"as_given", observable.at_given},
                               {"response", observable.response}});
    }
    return {{"value", crossing.value},
            {"not_settled", {crossing.low, crossing.high}},
            {"leads_below", crossing.leads_below},
            {"takes_over", design(space, crossing.takes_over)},
            {"observed_design", design(space, crossing.observed)},
            {"observables", std::move(observables)},
            {"sentence", crossing_sentence(space, break_evens, input, crossing)}};
}

Json json_of(const InputBreakEven& input, const SensitivitySpace& space, const BreakEvens& break_evens)
{
    Json json = {{"name", space.input(input.input).name},
                 {"searched", {input.from, input.to}},
                 {"given", input.given},
                 {"changes", input.changes},
                 {"least_lead",
                  {{"mean", input.least_lead},
                   {"at", input.least_lead_at},
                   {"interval", {input.least_lead_interval.low, input.least_lead_interval.high}}}},
                 {"crossings", Json::array()}};
    for (const Crossing& crossing : input.crossings) {
        json["crossings"].push_back(json_of(crossing, space, break_evens, input));
    }
    for (std::size_t k = 0; k < input.level_leaders.size(); ++k) {
        json["level_leaders"][space.input(input.input).levels[k]] = design(space, input.level_leaders[k]);
    }
    return json;
}

} // namespace

std::string break_even_text(const SensitivitySpace& space, const BreakEvens& break_evens, std::size_t top)
{
    auto text = heading(space, break_evens);
    for (const std::string& sentence : sentences(space, break_evens)) {
        text += "\n" + wrapped(sentence, terminal_width);
    }
    text += near_table(space, break_evens, top);
    if (space.has_own_draws()) {
        text += "\n" + wrapped("What every account draws of its own stands at its given value.", terminal_width);
    }
    return text + "\n"
           + wrapped(
               fmt::format("Each input from its 5 % to its 95 % quantile, the others as given, {} futures on the "
                           "same luck at every value. A break-even is the value at which the mean lead is 0; it is "
                           "not settled where the 95 % interval of the lead holds 0: more futures narrow that. How "
                           "probable the other side is, the input's distribution says.",
                           break_evens.futures),
               terminal_width);
}

std::string break_even_csv(const SensitivitySpace& space, const BreakEvens& break_evens)
{
    std::string text = "input,given,from,to,least_lead,leader,break_even,not_settled_low,not_settled_high,leads_below,"
                       "takes_over,observable,observable_at_break_even,observable_as_given\n";
    for (const InputBreakEven& input : break_evens.inputs) {
        const auto begin = csv_text_cell(space.input(input.input).name) + "," + csv_number_cell(input.given) + ","
                           + csv_number_cell(input.from) + "," + csv_number_cell(input.to) + ","
                           + csv_number_cell(input.least_lead) + "," + csv_text_cell(design(space, break_evens.leader));
        if (input.crossings.empty()) {
            text += begin + ",,,,,,,,\n";
        }
        for (const Crossing& crossing : input.crossings) {
            text += begin + "," + csv_number_cell(crossing.value) + "," + csv_number_cell(crossing.low) + ","
                    + csv_number_cell(crossing.high) + "," + (crossing.leads_below ? "1" : "0") + ","
                    + csv_text_cell(design(space, crossing.takes_over));
            if (crossing.observables.empty()) {
                text += ",,,\n";
            } else {
                const ImpliedObservable& seen = crossing.observables.front();
                text += "," + csv_text_cell(declaration_of(seen.observable).name) + ","
                        + csv_number_cell(seen.at_crossing) + "," + csv_number_cell(seen.at_given) + "\n";
            }
        }
    }
    return text;
}

std::string break_even_json(const SensitivitySpace& space, const BreakEvens& break_evens)
{
    Json json;
    json["leader"] = design(space, break_evens.leader);
    json["runner_up"] = design(space, break_evens.runner_up);
    json["lead"] = {{"mean", break_evens.lead},
                    {"interval", {break_evens.lead_interval.low, break_evens.lead_interval.high}},
                    {"interval_kind", name(break_evens.lead_interval.kind)}};
    json["unit"] = space.certain().currency;
    json["seed"] = space.certain().seed;
    json["futures"] = break_evens.futures;
    json["inputs"] = Json::array();
    for (const InputBreakEven& input : break_evens.inputs) {
        json["inputs"].push_back(json_of(input, space, break_evens));
    }
    return json.dump(2) + "\n";
}

} // namespace kamsim
