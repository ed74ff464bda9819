#include "kamsim/report/sweep_report.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "report/sweep_report_parts.hpp"

namespace kamsim {

namespace sweep_report {

namespace {

double largest_of(const std::vector<double>& amounts)
{
    double largest = 0.0;
    for (const double amount : amounts) {
        largest = std::isfinite(amount) ? std::max(largest, std::fabs(amount)) : largest;
    }
    return largest;
}

std::string_view method_words(SweepMethod method)
{
    switch (method) {
    case SweepMethod::full_factorial: return "all combinations of their values";
    case SweepMethod::one_at_a_time: return "one factor at a time";
    case SweepMethod::latin_hypercube: return "a Latin hypercube";
    case SweepMethod::sobol: return "scrambled Sobol points";
    case SweepMethod::points: return "given points";
    }
    return "";
}

std::string luck_text(const SweepTable& table, const NumberStyle& style)
{
    const auto futures = table.worlds > 1
                             ? fmt::format("{} worlds of {} futures", style.count(static_cast<double>(table.worlds)),
                                           style.count(static_cast<double>(table.futures_per_world)))
                             : style.count(static_cast<double>(table.futures_per_world)) + " futures";
    return fmt::format("{} at each point, {}", futures,
                       table.has_own_luck ? "each point with luck of its own" : "the same luck at all points");
}

void try_surfaces(Source& source)
{
    try {
        source.space.emplace(source.table);
        source.emulator = emulate(*source.space, source.threads);
    } catch (const std::invalid_argument& reason) {
        source.without_surface = reason.what();
    }
}

Sentence best_of_points(const Source& source, const std::vector<Wins>& wins)
{
    const auto good = source.table.points - failed_points(source.table);
    std::vector<std::size_t> order;
    for (std::size_t k = 0; k < wins.size(); ++k) {
        if (wins[k].best > 0) {
            order.push_back(k);
        }
    }
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return wins[a].best > wins[b].best; });
    if (order.empty()) {
        return {"sweep.all_failed", "No point could be simulated, so nothing is known of any design.", {}};
    }
    std::vector<SentenceValue> values{{"points", TableCell(good)}};
    std::string text;
    for (const auto k : order) {
        const auto best = source.style.count(static_cast<double>(wins[k].best));
        const auto surely = source.style.count(static_cast<double>(wins[k].surely));
        text += text.empty()
                    ? fmt::format("{} is worth most at {} of {} points, surely at {}", source.table.alternatives[k],
                                  best, source.style.count(static_cast<double>(good)), surely)
                    : fmt::format("; {} at {}, surely at {}", source.table.alternatives[k], best, surely);
        values.push_back({"best_at", TableCell(wins[k].best)});
        values.push_back({"surely_at", TableCell(wins[k].surely)});
    }
    const auto id = order.size() == 1 ? "sweep.one_design_everywhere" : "sweep.designs_by_points";
    return {id, text + ".", std::move(values)};
}

Figure table_of_wins(const Source& source, const std::vector<Wins>& wins)
{
    ReportTable table{"designs",
                      "Designs by the points at which they are worth most",
                      {text_column("design", "Design"), number_column("best", "Best at", 0, "points"),
                       number_column("surely", "Surely at", 0, "points"),
                       share_column("share", "Share of futures best")},
                      {},
                      {}};
    for (std::size_t k = 0; k < wins.size(); ++k) {
        table.rows.push_back(
            {source.table.alternatives[k], TableCell(wins[k].best), TableCell(wins[k].surely), cell(wins[k].share)});
    }
    Figure figure{"1.1", "How often each design is best", "A table: a row for each design.", {}, "", {}, OnSlide::yes};
    FigureVariant variant;
    variant.takeaway = {best_of_points(source, wins)};
    variant.tables = {std::move(table)};
    variant.notes = {{"sweep.surely",
                      fmt::format("Surely: where the 95 % interval of the lead over the next best ({}, paired, of this "
                                  "pair alone; precision) is above 0. Share of futures: of all points alike.",
                                  source.table.worlds > 1 ? "Student t over worlds" : "Student t"),
                      {}}};
    figure.variants = {std::move(variant)};
    return figure;
}

} // namespace

std::int64_t failed_points(const SweepTable& table)
{
    return table.points - std::count(table.failures.begin(), table.failures.end(), std::string());
}

std::vector<Wins> wins_of(const SweepTable& table)
{
    std::vector<Wins> wins(table.alternatives.size());
    const auto good = static_cast<double>(table.points - failed_points(table));
    for (std::int64_t point = 0; point < table.points; ++point) {
        if (table.has_failed(point)) {
            continue;
        }
        const auto p = static_cast<std::size_t>(point);
        for (std::size_t k = 0; k < wins.size(); ++k) {
            const bool is_best = table.best[p] == static_cast<double>(k);
            wins[k].best += is_best ? 1 : 0;
            wins[k].surely += is_best && (wins.size() == 1 || table.lead_low[p] > 0.0) ? 1 : 0;
            wins[k].share += table.share_best.empty() ? std::numeric_limits<double>::quiet_NaN()
                                                      : table.share_best[table.row(point, k)];
        }
    }
    for (auto& one : wins) {
        one.share = good > 0.0 ? one.share / good : std::numeric_limits<double>::quiet_NaN();
    }
    return wins;
}

std::string place_text(const SweepTable& table, std::int64_t point)
{
    std::string text;
    for (std::size_t k = 0; k < table.factors.size(); ++k) {
        const double coordinate = table.coordinates[table.coordinate_index(point, k)];
        text +=
            fmt::format("{}{} = {}", k == 0 ? "" : ", ", table.factors[k].name, table.factors[k].text_of(coordinate));
    }
    return text;
}

Section summary(const Source& source)
{
    const auto& table = source.table;
    const auto wins = wins_of(table);
    Section section{1, "summary", "Summary", "Which design is worth most, and where?", {}};
    std::string factors;
    for (const auto& factor : table.factors) {
        factors += (factors.empty() ? "" : ", ") + factor.name;
    }
    TextBlock made{"", TextStyle::paragraph, {}};
    made.sentences.push_back(
        {"sweep.what",
         fmt::format("{} points over {} ({}), {}.", source.style.count(static_cast<double>(table.points)), factors,
                     method_words(table.method), luck_text(table, source.style)),
         {{"points", TableCell(table.points)},
          {"worlds", TableCell(table.worlds)},
          {"futures_per_world", TableCell(table.futures_per_world)}}});
    section.blocks.emplace_back(std::move(made));
    if (const auto failed = failed_points(table); failed > 0) {
        section.blocks.emplace_back(TextBlock{
            "",
            TextStyle::alerts,
            {{"sweep.failed_points",
              fmt::format("{} of {} points could not be simulated; section 6 says why. Nothing is known there.",
                          source.style.count(static_cast<double>(failed)),
                          source.style.count(static_cast<double>(table.points))),
              {{"failed", TableCell(failed)}, {"points", TableCell(table.points)}}}}});
    }
    section.blocks.emplace_back(table_of_wins(source, wins));
    return section;
}

} // namespace sweep_report

Report write_sweep_report(const SweepTable& table, const SweepOrigin& made, const ReportOrigin& origin,
                          const ReportOptions& options, int threads)
{
    using namespace sweep_report;
    const NumberStyle style(options.locale, table.currency);
    std::vector<double> gaps = table.difference;
    gaps.insert(gaps.end(), table.lead.begin(), table.lead.end());
    Source source{table,
                  made,
                  origin,
                  style,
                  style.money_scale(largest_of(table.value)),
                  style.money_scale(largest_of(gaps)),
                  threads,
                  std::nullopt,
                  std::nullopt,
                  ""};
    try_surfaces(source);
    Report report;
    report.kind = "sweep";
    report.title = table.title;
    report.subtitle = fmt::format("{} {}, {} points, {}", table.alternatives.size(),
                                  table.alternatives.size() == 1 ? "design" : "designs",
                                  style.count(static_cast<double>(table.points)), luck_text(table, style));
    report.date = options.date;
    report.style = style;
    report.designs = table.alternatives;
    report.baseline = table.baseline;
    report.sections.push_back(summary(source));
    add_map(source, report);
    add_slices(source, report);
    report.sections.push_back(moving_factors(source));
    report.sections.push_back(regions(source));
    report.sections.push_back(points(source));
    report.sections.push_back(provenance(source));
    report.origin = fmt::format("kamsim {} ({}), seed {}, {} points; simulated", made.program_version,
                                made.program_revision, made.seed, style.count(static_cast<double>(table.points)));
    return report;
}

} // namespace kamsim
