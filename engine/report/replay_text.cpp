#include "kamsim/report/replay_text.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include <fmt/format.h>

#include "kamsim/decision/money_text.hpp"
#include "report/event_words.hpp"
#include "report/story_paragraphs.hpp"
#include "report/text_layout.hpp"
#include "scenario/diagnostics.hpp"

namespace kamsim {

namespace {

constexpr std::size_t name_width = 24;

std::string alternative_name(const Experiment& experiment, int alternative)
{
    return shown(experiment.alternatives[static_cast<std::size_t>(alternative)].name);
}

std::span<const double> values_of(const Outcome& outcome, int alternative)
{
    return {outcome.value.data() + outcome.value_index(alternative, 0), static_cast<std::size_t>(outcome.replications)};
}

/// Share of the futures of the run in which the alternative is worth less.
double share_below(const Outcome& outcome, int alternative, double value)
{
    const auto values = values_of(outcome, alternative);
    const auto below = std::count_if(values.begin(), values.end(), [&](double other) { return other < value; });
    return static_cast<double>(below) / static_cast<double>(values.size());
}

double mean_of(std::span<const double> values)
{
    double mean = 0.0;
    for (std::size_t k = 0; k < values.size(); ++k) {
        mean += (values[k] - mean) / static_cast<double>(k + 1);
    }
    return mean;
}

MoneyUnit unit_of(const Experiment& experiment, const Replay& all)
{
    double largest = 0.0;
    for (const auto& one : all.alternatives) {
        largest = std::max(largest, std::fabs(one.value));
    }
    return money_unit(experiment.currency, largest);
}

/// "Year 3" and how the portfolio stands at its end.
std::string year_heading(const Experiment& experiment, const AlternativeReplay& one, int year, Colour colour)
{
    const int last = std::min(one.periods, (year + 1) * experiment.periods_per_year) - 1;
    double revenue = 0.0;
    int customers = 0;
    int keys = 0;
    for (int account = 0; account < one.accounts; ++account) {
        revenue += one.path(PathQuantity::revenue, account, last);
        customers += one.path(PathQuantity::alive, account, last) > 0.5 ? 1 : 0;
        keys += one.path(PathQuantity::key, account, last) > 0.5 ? 1 : 0;
    }
    return emphasised(fmt::format("Year {}", year + 1), Emphasis::strong, colour)
           + fmt::format(" (at its end {} customers, {} key, revenue {} a year)\n", customers, keys,
                         money_text(revenue));
}

std::string account_years(const Experiment& experiment, const AlternativeReplay& one, int account)
{
    std::string text = left_aligned("  end of", 10) + right_aligned("revenue", 10) + right_aligned("cells", 8)
                       + right_aligned("relation", 10) + right_aligned("satisfied", 11) + right_aligned("in danger", 11)
                       + "  looked after by\n";
    const int per_year = experiment.periods_per_year;
    for (int first = 0; first < one.periods; first += per_year) {
        const int period = std::min(one.periods, first + per_year) - 1;
        const auto at = [&](PathQuantity quantity) { return one.path(quantity, account, period); };
        text += left_aligned(fmt::format("  year {}", first / per_year + 1), 10);
        if (at(PathQuantity::alive) < 0.5) {
            text += "no customer\n";
            continue;
        }
        const bool is_key = at(PathQuantity::key) > 0.5;
        const auto manager = static_cast<int>(at(PathQuantity::manager));
        text += right_aligned(money_text(at(PathQuantity::revenue)), 10)
                + right_aligned(grouped(at(PathQuantity::cells_live), 1), 8)
                + right_aligned(grouped(at(PathQuantity::relationship), 2), 10)
                + right_aligned(grouped(at(PathQuantity::satisfaction), 2), 11)
                + right_aligned(percent_text(at(PathQuantity::endangerment_seen)), 11) + "  "
                + (!is_key       ? "-"
                   : manager < 0 ? "nobody yet"
                                 : manager_words(experiment, one, manager, period + 1))
                + "\n";
    }
    return text;
}

} // namespace

std::string replay_header(const Experiment& experiment, const Outcome& outcome, const Replay& replay,
                          std::string_view chosen_as)
{
    auto text = fmt::format("Future {} of {} (counted from 0)", replay.replication,
                            grouped(static_cast<double>(outcome.replications), 0));
    if (outcome.worlds > 1) {
        text += fmt::format(", in world {}", replay.world);
    }
    if (!chosen_as.empty()) {
        text += fmt::format(", {}", chosen_as);
    }
    return wrapped(text, terminal_width) + wrapped(shown(experiment.title), terminal_width);
}

std::string replay_summary(const Experiment& experiment, const Outcome& outcome, const Replay& all, int told,
                           Colour colour)
{
    const auto unit = unit_of(experiment, all);
    const auto baseline = alternative_name(experiment, experiment.baseline);
    const double reference = all.alternatives[static_cast<std::size_t>(experiment.baseline)].value;
    std::string text = fmt::format("Net present value in this future, {}\n", unit.name);
    text += left_aligned("  design", name_width) + right_aligned("here", 12)
            + right_aligned("to " + clipped(baseline, 9), 14) + right_aligned("mean", 12)
            + right_aligned("better than", 16) + "\n";
    for (const AlternativeReplay& one : all.alternatives) {
        const bool is_told = one.alternative == told;
        const auto cell = left_aligned(
            clipped((is_told ? "* " : "  ") + alternative_name(experiment, one.alternative), name_width - 1),
            name_width);
        text += (is_told ? emphasised(cell, Emphasis::strong, colour) : cell) + right_aligned(unit.text(one.value), 12)
                + right_aligned(unit.text(one.value - reference), 14)
                + right_aligned(unit.text(mean_of(values_of(outcome, one.alternative))), 12)
                + right_aligned(percent_text(share_below(outcome, one.alternative, one.value)), 8) + " of its" + "\n";
    }
    return text
           + wrapped(
               "*: told below; mean: over all futures of the run; better than: share of the design's own futures.",
               terminal_width);
}

std::string replay_story(const Experiment& experiment, const AlternativeReplay& one, const StoryLength& length,
                         Colour colour)
{
    auto paragraphs = story_paragraphs(experiment, one);
    const auto left_out = keep_most_telling(paragraphs, length.paragraphs);
    std::string text =
        emphasised("What happens under " + alternative_name(experiment, one.alternative), Emphasis::strong, colour)
        + "\n";
    int year = -1;
    const int years = (one.periods + experiment.periods_per_year - 1) / experiment.periods_per_year;
    for (const Paragraph& paragraph : paragraphs) {
        while (year < paragraph.period / experiment.periods_per_year) {
            text += year_heading(experiment, one, ++year, colour);
        }
        text += paragraph_lines(experiment, paragraph, colour);
    }
    while (year + 1 < years) {
        text += year_heading(experiment, one, ++year, colour);
    }
    if (left_out > 0) {
        text += wrapped(fmt::format("Told are the {} moments of accounts with the most revenue at stake, of {}; --all "
                                    "tells every one.",
                                    length.paragraphs, grouped(static_cast<double>(left_out + length.paragraphs), 0)),
                        terminal_width);
    }
    return text;
}

std::string account_story(const Experiment& experiment, const Outcome& outcome, const AlternativeReplay& one,
                          int account, Colour colour)
{
    const double value = one.account_value[static_cast<std::size_t>(account)];
    const auto moments = static_cast<std::size_t>(one.alternative * outcome.accounts + account);
    const auto heading =
        fmt::format("{} under {}", account_words(experiment, account), alternative_name(experiment, one.alternative));
    std::string text = emphasised(clipped(heading, terminal_width), Emphasis::strong, colour) + "\n"
                       + fmt::format("  worth {} here, {} on average\n", money_text(value),
                                     money_text(outcome.account_value[moments].mean));
    text += account_years(experiment, one, account);
    int year = -1;
    for (const Paragraph& paragraph : account_paragraphs(experiment, one, account)) {
        if (year < paragraph.period / experiment.periods_per_year) {
            year = paragraph.period / experiment.periods_per_year;
            text += emphasised(fmt::format("Year {}", year + 1), Emphasis::strong, colour) + "\n";
        }
        auto told = paragraph;
        told.text = told.text.substr(account_words(experiment, account).size() + 2); // whose story it is stands above
        text += paragraph_lines(experiment, told, colour);
    }
    return text;
}

std::string replay_ledger(const Experiment& experiment, const Outcome& outcome, const AlternativeReplay& one)
{
    const auto unit = money_unit(experiment.currency, one.value);
    std::string text = fmt::format("Ledger of {}, {}\n", alternative_name(experiment, one.alternative), unit.name);
    text += left_aligned("", name_width) + right_aligned("here", 12) + right_aligned("mean", 12) + "\n";
    for (const auto& declaration : ledger_lines) {
        const double amount = one.ledger[static_cast<std::size_t>(declaration.line)];
        const double mean = outcome.ledger[outcome.ledger_index(one.alternative, declaration.line)].mean;
        if (amount != 0.0 || mean != 0.0) {
            text += left_aligned(fmt::format("  {}", declaration.name), name_width)
                    + right_aligned(unit.text(amount), 12) + right_aligned(unit.text(mean), 12) + "\n";
        }
    }
    return text + left_aligned("value", name_width) + right_aligned(unit.text(one.value), 12)
           + right_aligned(unit.text(mean_of(values_of(outcome, one.alternative))), 12) + "\n";
}

} // namespace kamsim
