#include "kamsim/report/sweep_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kamsim/decision/money_text.hpp"
#include "kamsim/scenario/sweep_names.hpp"
#include "report/csv_text.hpp"
#include "report/text_layout.hpp"
#include "scenario/diagnostics.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json;

std::string count_text(std::int64_t count, std::string_view noun)
{
    return fmt::format("{} {}{}", grouped(static_cast<double>(count), 0), noun, count == 1 ? "" : "s");
}

std::string method_words(const SweepTable& table)
{
    switch (table.method) {
    case SweepMethod::full_factorial: return "all combinations of";
    case SweepMethod::one_at_a_time: return "one at a time of";
    case SweepMethod::latin_hypercube: return "a Latin hypercube of";
    case SweepMethod::sobol: return "scrambled Sobol points of";
    case SweepMethod::points: break;
    }
    return "given points of";
}

std::string factor_words(const SweepTable& table)
{
    std::string text;
    for (const Factor& factor : table.factors) {
        text += (text.empty() ? "" : ", ") + factor.name;
        if (!factor.has_range()) {
            text += fmt::format(" ({})", factor.levels.size());
        }
    }
    return text;
}

std::string head(const SweepTable& table)
{
    auto text = wrapped(fmt::format("{}: {}, {} {}", shown(table.title), count_text(table.points, "point"),
                                    method_words(table), factor_words(table)),
                        terminal_width);
    const auto sample = table.worlds > 1 ? fmt::format("{} of {}", count_text(table.worlds, "world"),
                                                       count_text(table.futures_per_world, "future"))
                                         : count_text(table.futures_per_world, "future");
    return text
           + wrapped(
               fmt::format("{} at each point, in {}; {}", count_text(std::ssize(table.alternatives), "design"), sample,
                           table.has_own_luck ? "each point has luck of its own." : "all points meet the same luck."),
               terminal_width);
}

std::int64_t failed_points(const SweepTable& table)
{
    return table.points - std::count(table.failures.begin(), table.failures.end(), std::string());
}

/// How often a design is the best, and how often for sure.
std::string wins(const SweepTable& table)
{
    std::string text = fmt::format("{}{}{}{}\n", left_aligned("design", 32), right_aligned("best at", 10),
                                   right_aligned("surely", 10), right_aligned("share of futures", 18));
    for (std::size_t k = 0; k < table.alternatives.size(); ++k) {
        std::int64_t best = 0;
        std::int64_t sure = 0;
        double share = 0.0;
        for (std::int64_t point = 0; point < table.points; ++point) {
            const auto p = static_cast<std::size_t>(point);
            if (!table.has_failed(point)) {
                const bool wins = table.best[p] == static_cast<double>(k);
                best += wins ? 1 : 0;
                sure += wins && table.lead_low[p] > 0.0 ? 1 : 0;
                share += table.share_best[table.row(point, k)];
            }
        }
        const auto good = static_cast<double>(table.points - failed_points(table));
        text += fmt::format("{}{}{}{}\n", left_aligned(clipped(shown(table.alternatives[k]), 31), 32),
                            right_aligned(grouped(static_cast<double>(best), 0), 10),
                            right_aligned(grouped(static_cast<double>(sure), 0), 10),
                            right_aligned(good > 0.0 ? percent_text(share / good) : "n/a", 18));
    }
    return text
           + wrapped("best at: points at which its mean value is the largest; surely: where the 95 % interval of its "
                     "lead over the next best (Student t, paired, of this pair alone) is above 0.",
                     terminal_width);
}

double largest_amount(const SweepTable& table)
{
    double largest = 0.0;
    for (const double value : table.value) {
        largest = std::isnan(value) ? largest : std::max(largest, std::abs(value));
    }
    return largest;
}

std::string coordinates_text(const SweepTable& table, std::int64_t point)
{
    std::string text;
    for (std::size_t k = 0; k < table.factors.size(); ++k) {
        const double coordinate = table.coordinates[table.coordinate_index(point, k)];
        text += (text.empty() ? "" : ", ") + table.factors[k].text_of(coordinate);
    }
    return shown(text);
}

std::string points_table(const SweepTable& table, std::int64_t most_points)
{
    const auto unit = money_unit(table.currency, largest_amount(table));
    constexpr std::size_t coordinate_width = 30;
    constexpr std::size_t best_width = 18;
    std::string text =
        fmt::format("{}  {}{}{}{}\n", right_aligned("point", 6), left_aligned("factors", coordinate_width),
                    left_aligned("best", best_width), right_aligned("its value", 11), right_aligned("lead ±", 13));
    for (std::int64_t point = 0; point < std::min(table.points, most_points); ++point) {
        const auto p = static_cast<std::size_t>(point);
        text +=
            fmt::format("{}  {}", right_aligned(fmt::format("{}", point), 6),
                        left_aligned(clipped(coordinates_text(table, point), coordinate_width - 1), coordinate_width));
        if (table.has_failed(point)) {
            text += "failed\n";
            continue;
        }
        const auto best = static_cast<std::size_t>(table.best[p]);
        const double half_width = (table.lead_high[p] - table.lead_low[p]) / 2.0;
        text += left_aligned(clipped(shown(table.alternatives[best]), best_width - 1), best_width)
                + right_aligned(unit.text(table.value[table.row(point, best)]), 11)
                + right_aligned(fmt::format("{} ± {}", unit.text(table.lead[p]), unit.text(half_width)), 13) + "\n";
    }
    if (table.points > most_points) {
        text += wrapped(fmt::format("... and {} more: --top N, or --format csv for all.",
                                    count_text(table.points - most_points, "point")),
                        terminal_width);
    }
    return text
           + wrapped(fmt::format("Money in {}, net present. ± half of the 95 % interval (Student t{}).", unit.name,
                                 table.worlds > 1 ? " over worlds" : ""),
                     terminal_width);
}

std::string failures_text(const SweepTable& table)
{
    const auto failed = failed_points(table);
    if (failed == 0) {
        return "";
    }
    std::string text = fmt::format("\n{} failed\n", count_text(failed, "point"));
    constexpr int most = 5;
    int told = 0;
    for (std::int64_t point = 0; point < table.points && told < most; ++point) {
        if (table.has_failed(point)) {
            const auto& reason = table.failures[static_cast<std::size_t>(point)];
            text += wrapped(fmt::format("{} ({}): {}", point, coordinates_text(table, point), shown(reason)),
                            terminal_width, "  ");
            ++told;
        }
    }
    return text;
}

Json number(double value)
{
    return std::isnan(value) ? Json(nullptr) : Json(value);
}

Json alternative_json(const SweepTable& table, std::int64_t point, std::size_t k)
{
    const auto row = table.row(point, k);
    Json ledger = Json::object();
    for (std::size_t line = 0; line < ledger_line_count; ++line) {
        ledger[ledger_lines[line].name] = number(table.ledger[row * ledger_line_count + line]);
    }
    Json quantiles = Json::array();
    for (std::size_t q = 0; q < sweep_quantiles.size(); ++q) {
        quantiles.push_back(number(table.quantiles[row * sweep_quantiles.size() + q]));
    }
    return {
        {"design", table.alternatives[k]},
        {"value", number(table.value[row])},
        {"value_interval", {number(table.value_low[row]), number(table.value_high[row])}},
        {"deviation", number(table.deviation[row])},
        {"quantiles", quantiles},
        {"difference", number(table.difference[row])},
        {"difference_interval", {number(table.difference_low[row]), number(table.difference_high[row])}},
        {"chance_of_loss", number(table.chance_of_loss[row])},
        {"chance_of_loss_interval", {number(table.chance_of_loss_low[row]), number(table.chance_of_loss_high[row])}},
        {"shortfall", number(table.shortfall[row])},
        {"share_best", number(table.share_best[row])},
        {"ledger", ledger}};
}

Json point_json(const SweepTable& table, std::int64_t point)
{
    Json factors = Json::object();
    for (std::size_t k = 0; k < table.factors.size(); ++k) {
        const double coordinate = table.coordinates[table.coordinate_index(point, k)];
        const Factor& factor = table.factors[k];
        factors[factor.name] = std::isnan(coordinate)    ? Json(nullptr)
                               : factor.is_categorical() ? Json(factor.text_of(coordinate))
                                                         : Json(factor.number_of(coordinate));
    }
    Json json{{"point", point}, {"factors", factors}};
    if (table.has_failed(point)) {
        json["failure"] = table.failures[static_cast<std::size_t>(point)];
        return json;
    }
    const auto p = static_cast<std::size_t>(point);
    json["best"] = table.alternatives[static_cast<std::size_t>(table.best[p])];
    json["lead"] = number(table.lead[p]);
    json["lead_interval"] = {number(table.lead_low[p]), number(table.lead_high[p])};
    json["designs"] = Json::array();
    for (std::size_t k = 0; k < table.alternatives.size(); ++k) {
        json["designs"].push_back(alternative_json(table, point, k));
    }
    return json;
}

} // namespace

std::string sweep_text(const SweepTable& table, std::int64_t most_points)
{
    return head(table) + "\n" + wins(table) + "\n" + points_table(table, most_points) + failures_text(table);
}

std::string sweep_csv(const SweepTable& table)
{
    std::string text = "point";
    for (const Factor& factor : table.factors) {
        text += "," + factor.name;
    }
    text += ",design,failed,value,value_low,value_high,deviation,q05,q50,q95,difference,difference_low,"
            "difference_high,chance_of_loss,chance_of_loss_low,chance_of_loss_high,shortfall,share_best,is_best\n";
    for (std::int64_t point = 0; point < table.points; ++point) {
        std::string start = fmt::format("{}", point);
        for (std::size_t k = 0; k < table.factors.size(); ++k) {
            const double coordinate = table.coordinates[table.coordinate_index(point, k)];
            const Factor& factor = table.factors[k];
            start +=
                ","
                + (factor.is_categorical() && !std::isnan(coordinate) ? csv_text_cell(factor.text_of(coordinate))
                                                                      : csv_number_cell(factor.number_of(coordinate)));
        }
        for (std::size_t k = 0; k < table.alternatives.size(); ++k) {
            const auto row = table.row(point, k);
            text +=
                fmt::format("{},{},{}", start, csv_text_cell(table.alternatives[k]), table.has_failed(point) ? 1 : 0);
            const auto* quantiles = table.quantiles.data() + row * sweep_quantiles.size();
            for (const double figure :
                 {table.value[row], table.value_low[row], table.value_high[row], table.deviation[row], quantiles[0],
                  quantiles[1], quantiles[2], table.difference[row], table.difference_low[row],
                  table.difference_high[row], table.chance_of_loss[row], table.chance_of_loss_low[row],
                  table.chance_of_loss_high[row], table.shortfall[row], table.share_best[row]}) {
                text += "," + csv_number_cell(figure);
            }
            const bool is_best = table.best[static_cast<std::size_t>(point)] == static_cast<double>(k);
            text += is_best ? ",1\n" : ",0\n";
        }
    }
    return text;
}

std::string sweep_json(const SweepTable& table)
{
    Json json{{"title", table.title},
              {"currency", table.currency},
              {"method", sweep_method_names[static_cast<std::size_t>(table.method)].name},
              {"luck", table.has_own_luck ? "own" : "shared"},
              {"baseline", table.alternatives[static_cast<std::size_t>(table.baseline)]},
              {"worlds", table.worlds},
              {"futures_per_world", table.futures_per_world},
              {"interval", {{"level", 0.95}, {"kind", table.worlds > 1 ? "student_t_over_worlds" : "student_t"}}},
              {"quantiles", sweep_quantiles},
              {"failed_points", failed_points(table)},
              {"points", Json::array()}};
    for (std::int64_t point = 0; point < table.points; ++point) {
        json["points"].push_back(point_json(table, point));
    }
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string points_csv(const SweepDesign& design)
{
    std::string text = "point";
    for (const Factor& factor : design.factors) {
        text += "," + factor.name;
    }
    text += "\n";
    for (std::size_t point = 0; point < design.coordinates.size(); ++point) {
        text += fmt::format("{}", point);
        for (std::size_t k = 0; k < design.factors.size(); ++k) {
            const double coordinate = design.coordinates[point][k];
            const Factor& factor = design.factors[k];
            text +=
                ","
                + (factor.is_categorical() && !std::isnan(coordinate) ? csv_text_cell(factor.text_of(coordinate))
                                                                      : csv_number_cell(factor.number_of(coordinate)));
        }
        text += "\n";
    }
    return text;
}

} // namespace kamsim
