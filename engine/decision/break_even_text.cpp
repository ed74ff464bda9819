#include <cmath>

#include <fmt/format.h>

#include "kamsim/decision/break_even.hpp"
#include "kamsim/decision/money_text.hpp"

namespace kamsim {

namespace {

std::string observable_text(Observable observable, double value)
{
    return declaration_of(observable).is_share ? fmt::format("{:.1f} %", 100.0 * value) : fmt::format("{:.3g}", value);
}

std::string bound_text(double bound, std::string_view otherwise)
{
    return std::isnan(bound) ? std::string(otherwise) : fmt::format("{:.3g}", bound);
}

} // namespace

std::string crossing_sentence(const SensitivitySpace& space, const BreakEvens& break_evens, const InputBreakEven& input,
                              const Crossing& crossing)
{
    const auto name = [&](int alternative) {
        return space.certain().alternatives[static_cast<std::size_t>(alternative)].name;
    };
    std::string text = fmt::format(
        "{} leads while {} stays {} {:.3g} (not settled from {} to {}; given {}); then {} leads.",
        name(break_evens.leader), space.input(input.input).name, crossing.leads_below ? "under" : "over",
        crossing.value, bound_text(crossing.low, "the lower end"), bound_text(crossing.high, "the upper end"),
        bound_text(input.given, "differs"), name(crossing.takes_over));
    if (!crossing.observables.empty()) {
        const ImpliedObservable& seen = crossing.observables.front();
        const std::string under =
            crossing.observed == break_evens.leader ? "" : fmt::format(" under {}", name(crossing.observed));
        text += fmt::format(
            " To be seen: {} leads while {}{} stays {} {} (as given {}).", name(break_evens.leader),
            declaration_of(seen.observable).name, under, seen.at_given < seen.at_crossing ? "under" : "over",
            observable_text(seen.observable, seen.at_crossing), observable_text(seen.observable, seen.at_given));
    }
    return text;
}

} // namespace kamsim
