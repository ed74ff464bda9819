#include "support/sample_report.hpp"

#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace kamsim::test {

namespace {

constexpr int accounts = 12;
constexpr int years = 7;

class Sample {
public:
    Sample(const std::string& name, const NumberStyle& style) : name_(name), money_(style.money_scale(150'000.0))
    {
        report_.title = "Every kind of drawing" + name;
        report_.subtitle = "Made-up numbers";
        report_.style = style;
        report_.designs = {"none" + name, "early_stage" + name, "matrix" + name, "centralized" + name};
        report_.origin = "kamsim, a sample; simulated by nobody";
        for (int i = 0; i < accounts; ++i) {
            report_.accounts.push_back({fmt::format("A{:02}", i), account(i), i % 2 == 0 ? "retail" : "health", i < 4});
        }
        report_.choices = {{"design", "Design", report_.designs, 2},
                           {"pair",
                            "Compare",
                            {report_.designs[2] + " against " + report_.designs[0],
                             report_.designs[2] + " against " + report_.designs[1]},
                            0}};
    }

    Report write()
    {
        texts();
        lines();
        fan();
        bars();
        stack();
        waterfall();
        distribution();
        pareto();
        sankey();
        heatmap();
        bubbles();
        intervals();
        survival();
        decision_map();
        gantt();
        tornado();
        return report_;
    }

private:
    [[nodiscard]] std::string account(int i) const { return fmt::format("Account {:02}{}", i, name_); }

    Section& section(const std::string& id, const std::string& title)
    {
        const int number = static_cast<int>(report_.sections.size()) + 1;
        return report_.sections.emplace_back(Section{number, id, title, "What does " + title + " look like?", {}});
    }

    static std::vector<Sentence> says(const std::string& text, SentenceScope scope = SentenceScope::always)
    {
        return {{"sample.takeaway", text, {{"number", 1.5}}, scope}};
    }

    /// A section with one figure.
    void figure(const Drawing& drawing, std::vector<ReportTable> tables, OnSlide slide = OnSlide::yes)
    {
        const std::string kind(name(drawing.kind));
        auto& made = section(kind, "A drawing of the kind " + kind);
        made.blocks.emplace_back(Figure{fmt::format("{}.1", made.number),
                                        "Kind " + kind,
                                        "Made-up numbers drawn as " + kind + ".",
                                        drawing,
                                        "",
                                        {{0, says("This is the takeaway of a drawing of the kind " + kind + "."),
                                          std::move(tables), says("Intervals are made up, too.")}},
                                        slide});
    }

    void texts()
    {
        auto& made = section("texts", "Texts and cards");
        made.blocks.emplace_back(CardBlock{
            {{"Recommended", report_.designs[2], says("95 % interval of the mean 9.0 to 9.5")[0]},
             {"Worth", report_.style.money(9'251.0), says("Student's t", SentenceScope::whole_portfolio)[0]}}});
        made.blocks.emplace_back(
            TextBlock{"Paragraphs", TextStyle::paragraph,
                      says("A paragraph about " + account(1) + ".", SentenceScope::whole_portfolio)});
        made.blocks.emplace_back(TextBlock{"Bullets", TextStyle::bullets, says("A bullet.")});
        made.blocks.emplace_back(TextBlock{"Alerts", TextStyle::alerts, says("An alert.")});
        made.blocks.emplace_back(
            TextBlock{"Commands", TextStyle::commands, says("kamsim run scenario.toml --out 'a b.h5'")});
        ReportTable table{"cells",
                          "Every kind of cell",
                          {text_column("text", "Text"), truth_column("truth", "Truth"),
                           money_column("money", "Money", money_), share_column("share", "Share"),
                           number_column("years", "Time", 1, "years")},
                          {},
                          {}};
        table.rows = {{account(0), true, 1234.5, 0.4711, 2.5},
                      {account(1), false, TableCell(), 0.001, std::numeric_limits<double>::infinity()}};
        made.blocks.emplace_back(Figure{
            "1.1", "Every kind of cell", "A table.", {}, "", {{0, says("A table has a takeaway, too."), {table}, {}}}});
    }

    void lines()
    {
        ReportTable table{"lines",
                          "Lines",
                          {text_column("design", "Design"), number_column("year", "Time", 0, "years"),
                           money_column("value", "Value", money_), money_column("low", "Low", money_),
                           money_column("high", "High", money_)},
                          {},
                          {}};
        for (int d = 0; d < 4; ++d) {
            for (int y = 0; y <= years; ++y) {
                const double value = 20'000.0 * y * (1.0 + 0.05 * d) - 3'000.0 * d * std::sqrt(y);
                table.rows.push_back({report_.designs[static_cast<std::size_t>(d)], static_cast<double>(y), value,
                                      value - 900.0 * y, value + 1'100.0 * y});
            }
        }
        figure({DrawingKind::lines,
                {{"x", "year"}, {"y", "value"}, {"series", "design"}, {"low", "low"}, {"high", "high"}},
                {{"reference", 100'000.0}}},
               {table});
    }

    void fan()
    {
        ReportTable table{
            "fan", "Fans", {text_column("design", "Design"), number_column("year", "Time", 0, "years")}, {}, {}};
        for (const char* q : {"q05", "q25", "q50", "q75", "q95", "mean"}) {
            table.columns.push_back(money_column(q, q, money_));
        }
        for (int d = 0; d < 4; ++d) {
            for (int y = 0; y <= years; ++y) {
                const double v = 20'000.0 * y + 1'000.0 * d * y;
                const double s = 4'000.0 * std::sqrt(y);
                table.rows.push_back({report_.designs[static_cast<std::size_t>(d)], static_cast<double>(y), v - 1.6 * s,
                                      v - 0.7 * s, v, v + 0.7 * s, v + 1.8 * s, v + 0.1 * s});
            }
        }
        figure({DrawingKind::fan,
                {{"x", "year"},
                 {"q05", "q05"},
                 {"q25", "q25"},
                 {"q50", "q50"},
                 {"q75", "q75"},
                 {"q95", "q95"},
                 {"mean", "mean"},
                 {"series", "design"}},
                {}},
               {table});
    }

    void bars()
    {
        ReportTable table{"bars",
                          "Bars",
                          {text_column("design", "Design"), money_column("value", "Difference", money_),
                           money_column("low", "Low", money_), money_column("high", "High", money_)},
                          {},
                          {}};
        for (int d = 0; d < 4; ++d) {
            const double v = 4'000.0 * d * (2.5 - d);
            table.rows.push_back({report_.designs[static_cast<std::size_t>(d)], v, v - 700.0, v + 700.0});
        }
        figure({DrawingKind::bars,
                {{"label", "design"}, {"value", "value"}, {"low", "low"}, {"high", "high"}},
                {{"horizontal", true}}},
               {table});
    }

    void stack()
    {
        ReportTable table{"stack",
                          "Stack",
                          {number_column("year", "Year", 0), text_column("tier", "Service tier"),
                           money_column("revenue", "Revenue a year", money_)},
                          {},
                          {}};
        for (int y = 0; y <= years; ++y) {
            int tier = 0;
            for (const char* part : {"basic", "standard", "premium"}) {
                table.rows.push_back(
                    {static_cast<double>(y), std::string(part), 60'000.0 - 12'000.0 * tier + 3'000.0 * y * tier});
                ++tier;
            }
        }
        figure({DrawingKind::stack, {{"x", "year"}, {"value", "revenue"}, {"part", "tier"}}, {}}, {table});
    }

    void waterfall()
    {
        ReportTable table{"waterfall",
                          "From none to matrix",
                          {text_column("line", "Ledger line"), text_column("step", "Kind"),
                           money_column("value", "Value", money_), money_column("low", "Low", money_),
                           money_column("high", "High", money_)},
                          {},
                          {}};
        table.rows = {{report_.designs[0], std::string("start"), 137'100.0, TableCell(), TableCell()},
                      {std::string("retained"), std::string("step"), 8'100.0, 7'900.0, 8'300.0},
                      {std::string("expansion"), std::string("step"), 19'900.0, 19'600.0, 20'200.0},
                      {std::string("people"), std::string("step"), -8'000.0, -8'100.0, -7'900.0},
                      {std::string("all other lines"), std::string("step"), -10'800.0, -11'000.0, -10'600.0},
                      {report_.designs[2], std::string("end"), 146'300.0, TableCell(), TableCell()}};
        Drawing drawing{DrawingKind::waterfall,
                        {{"label", "line"}, {"value", "value"}, {"step", "step"}, {"low", "low"}, {"high", "high"}},
                        {}};
        auto& made = section("waterfall", "A waterfall that follows a choice");
        auto other = table;
        other.rows[2][2] = 17'900.0;
        other.rows.back()[2] = 144'300.0;
        made.blocks.emplace_back(
            Figure{fmt::format("{}.1", made.number),
                   "Bridge",
                   "What makes the difference of two designs.",
                   drawing,
                   "pair",
                   {{0, says("The first pair has its own sentence.", SentenceScope::whole_portfolio), {table}, {}},
                    {1, says("The second pair has another one.", SentenceScope::whole_portfolio), {other}, {}}},
                   OnSlide::yes});
    }

    void distribution()
    {
        ReportTable density{"density",
                            "Densities",
                            {text_column("design", "Design"), money_column("value", "Value", money_),
                             number_column("density", "Density", 3)},
                            {},
                            {}};
        ReportTable summary{"summary", "Summary", {text_column("series", "Design")}, {}, {}};
        for (const char* column : {"mean", "low", "high", "q05", "q25", "q50", "q75", "q95"}) {
            summary.columns.push_back(money_column(column, column, money_));
        }
        for (int d = 0; d < 4; ++d) {
            const double centre = 137'000.0 + 3'000.0 * d;
            const double spread = 17'000.0 + 1'500.0 * d;
            for (int i = -30; i <= 30; ++i) {
                const double z = i / 10.0;
                density.rows.push_back({report_.designs[static_cast<std::size_t>(d)], centre + spread * z,
                                        std::exp(-z * z / 2.0) / 2.5066});
            }
            summary.rows.push_back({report_.designs[static_cast<std::size_t>(d)], centre, centre - 300.0,
                                    centre + 300.0, centre - 1.64 * spread, centre - 0.67 * spread, centre,
                                    centre + 0.67 * spread, centre + 1.64 * spread});
        }
        figure({DrawingKind::distribution, {{"series", "design"}, {"x", "value"}, {"y", "density"}}, {}},
               {density, summary});
    }

    void pareto()
    {
        ReportTable table{"accounts",
                          "Accounts by revenue",
                          {text_column("account", "Account"), money_column("revenue", "Revenue a year", money_),
                           share_column("share", "Cumulative share", 1), share_column("low", "5 % of futures", 1),
                           share_column("high", "95 % of futures", 1)},
                          {},
                          {}};
        double all = 0.0;
        for (int i = 0; i < accounts; ++i) {
            all += std::pow(0.75, i);
        }
        double sum = 0.0;
        for (int i = 0; i < accounts; ++i) {
            sum += std::pow(0.75, i) / all;
            table.rows.push_back(
                {account(i), 40'000.0 * std::pow(0.75, i), sum, sum - 0.05 * (1.0 - sum), sum + 0.2 * (1.0 - sum)});
            table.accounts.push_back(i);
        }
        figure({DrawingKind::pareto,
                {{"label", "account"}, {"value", "revenue"}, {"share", "share"}, {"low", "low"}, {"high", "high"}},
                {{"rule", 0.8}}},
               {table});
    }

    void sankey()
    {
        ReportTable table{"moves",
                          "Moves between tiers",
                          {text_column("from", "Tier today"), text_column("to", "Tier at the horizon"),
                           number_column("accounts", "Accounts", 1)},
                          {},
                          {}};
        table.rows = {{std::string("A"), std::string("A"), 8.2},    {std::string("A"), std::string("B"), 2.1},
                      {std::string("A"), std::string("lost"), 1.7}, {std::string("B"), std::string("A"), 2.5},
                      {std::string("B"), std::string("B"), 14.0},   {std::string("B"), std::string("C"), 5.5},
                      {std::string("B"), std::string("lost"), 4.0}, {std::string("C"), std::string("B"), 6.1},
                      {std::string("C"), std::string("C"), 40.2},   {std::string("C"), std::string("lost"), 22.0}};
        figure({DrawingKind::sankey,
                {{"from", "from"}, {"to", "to"}, {"value", "accounts"}},
                {{"left", std::string("Today")}, {"right", std::string("After 7 years")}}},
               {table});
    }

    void heatmap()
    {
        ReportTable table{"cells",
                          "Cells",
                          {text_column("size", "Size"), text_column("managers", "Managers"),
                           text_column("winner", "Best design"), share_column("confidence", "Sureness"),
                           truth_column("sure", "Settled")},
                          {},
                          {}};
        for (int x = 0; x < 6; ++x) {
            for (int y = 0; y < 4; ++y) {
                table.rows.push_back({fmt::format("{} M", 50 * (x + 1)), fmt::format("{} managers", y + 1),
                                      report_.designs[static_cast<std::size_t>((x + y) / 3 % 4)],
                                      0.5 + 0.09 * ((x * y) % 6), (x + y) % 3 != 0});
            }
        }
        figure({DrawingKind::heatmap,
                {{"x", "size"},
                 {"y", "managers"},
                 {"value", "confidence"},
                 {"text", "winner"},
                 {"group", "winner"},
                 {"outline", "sure"}},
                {{"scale", std::string("design")}}},
               {table});
    }

    void bubbles()
    {
        ReportTable table{"accounts",
                          "Accounts",
                          {text_column("account", "Account"), number_column("growth", "Growth", 1),
                           number_column("harmony", "Harmony", 1), money_column("revenue", "Revenue a year", money_),
                           number_column("growth_low", "Growth, 5 %", 1),
                           number_column("growth_high", "Growth, 95 %", 1)},
                          {},
                          {}};
        for (int i = 0; i < accounts; ++i) {
            const double x = 1.0 + 4.0 * std::fabs(std::sin(1.7 * i));
            table.rows.push_back({account(i), x, 1.0 + 4.0 * std::fabs(std::cos(2.3 * i)), 40'000.0 * std::pow(0.75, i),
                                  x - 0.4, x + 0.5});
            table.accounts.push_back(i);
        }
        figure({DrawingKind::bubbles,
                {{"label", "account"},
                 {"x", "growth"},
                 {"y", "harmony"},
                 {"size", "revenue"},
                 {"x_low", "growth_low"},
                 {"x_high", "growth_high"}},
                {{"x_split", 3.0},
                 {"y_split", 3.0},
                 {"north_east", std::string("invest")},
                 {"north_west", std::string("keep")},
                 {"south_east", std::string("build")},
                 {"south_west", std::string("serve")}}},
               {table});
    }

    void intervals()
    {
        ReportTable table{"accounts",
                          "Value at stake",
                          {text_column("account", "Account"), money_column("value", "Value", money_),
                           money_column("low", "Low", money_), money_column("high", "High", money_)},
                          {},
                          {}};
        for (int i = 0; i < accounts; ++i) {
            const double v = 900.0 - 120.0 * i;
            table.rows.push_back({account(i), v, v - 200.0, v + 260.0});
            table.accounts.push_back(i);
        }
        figure({DrawingKind::intervals,
                {{"label", "account"}, {"value", "value"}, {"low", "low"}, {"high", "high"}},
                {{"reference", 0.0}}},
               {table});
    }

    void survival()
    {
        ReportTable table{"survival",
                          "Share still a customer",
                          {text_column("design", "Design"), number_column("year", "Time", 0, "years"),
                           share_column("share", "Still a customer", 1), share_column("low", "5 % of futures", 1),
                           share_column("high", "95 % of futures", 1)},
                          {},
                          {}};
        ReportTable at_risk{"at_risk",
                            "Numbers at risk",
                            {text_column("series", "Design"), number_column("x", "Time", 0, "years"),
                             number_column("count", "Accounts", 1)},
                            {},
                            {}};
        for (int d = 0; d < 4; ++d) {
            for (int y = 0; y <= years; ++y) {
                const double s = std::exp(-(0.09 - 0.012 * d) * y);
                table.rows.push_back({report_.designs[static_cast<std::size_t>(d)], static_cast<double>(y), s,
                                      std::fmax(0.0, s - 0.03 * y), std::fmin(1.0, s + 0.02 * y)});
                at_risk.rows.push_back(
                    {report_.designs[static_cast<std::size_t>(d)], static_cast<double>(y), 185.0 * s});
            }
        }
        figure({DrawingKind::survival,
                {{"x", "year"}, {"y", "share"}, {"series", "design"}, {"low", "low"}, {"high", "high"}},
                {}},
               {table, at_risk});
    }

    void decision_map()
    {
        ReportTable people{"people",
                           "People",
                           {text_column("id", "Id"), text_column("name", "Name"), text_column("role", "Role"),
                            text_column("reports_to", "Reports to"), number_column("power", "Power", 0),
                            number_column("attitude", "Attitude", 2), truth_column("contact", "Key contact"),
                            truth_column("first", "To be won first")},
                           {},
                           {}};
        const auto person = [&](const std::string& id, const std::string& role, const std::string& boss, double power,
                                double attitude, bool contact, bool first) {
            people.rows.push_back({id, role + name_, role, boss.empty() ? TableCell() : TableCell(boss), power,
                                   attitude, contact, first});
        };
        person("ceo", "Chief executive", "", 3, 0.1, false, false);
        person("evp", "Executive vice president", "ceo", 3, 0.0, false, true);
        person("cio", "Chief information officer", "ceo", 2, 0.6, true, false);
        person("buy", "Head of purchasing", "evp", 2, -0.5, false, false);
        person("med", "Medical director", "evp", 1, 0.3, false, false);
        person("ops", "Head of operations", "cio", 1, 0.8, true, false);
        person("adv", "Outside adviser", "", 1, 0.9, true, false);
        ReportTable lines{
            "influence",
            "Lines of influence",
            {text_column("from", "From"), text_column("to", "To"), number_column("weight", "Weight", 1)},
            {{std::string("adv"), std::string("evp"), 2.0}, {std::string("ops"), std::string("buy"), 1.0}},
            {}};
        figure({DrawingKind::decision_map,
                {{"id", "id"},
                 {"name", "name"},
                 {"role", "role"},
                 {"reports_to", "reports_to"},
                 {"power", "power"},
                 {"attitude", "attitude"},
                 {"contact", "contact"},
                 {"first", "first"}},
                {}},
               {people, lines}, OnSlide::no);
    }

    void gantt()
    {
        ReportTable table{"phases",
                          "Phases",
                          {text_column("phase", "Phase"), text_column("design", "Design"),
                           number_column("start", "Start", 1, "years"), number_column("end", "End", 1, "years"),
                           number_column("end_low", "End, 5 %", 1, "years"),
                           number_column("end_high", "End, 95 %", 1, "years")},
                          {},
                          {}};
        for (int d = 1; d < 4; ++d) {
            double start = 0.0;
            for (const char* phase : {"set-up", "half mature", "paid back"}) {
                const double end = start + 0.8 + 0.4 * d;
                table.rows.push_back({std::string(phase) + ", " + report_.designs[static_cast<std::size_t>(d)],
                                      report_.designs[static_cast<std::size_t>(d)], start, end, end - 0.3, end + 0.9});
                start = end;
            }
        }
        figure({DrawingKind::gantt,
                {{"label", "phase"},
                 {"series", "design"},
                 {"start", "start"},
                 {"end", "end"},
                 {"end_low", "end_low"},
                 {"end_high", "end_high"}},
                {}},
               {table}, OnSlide::no);
    }

    void tornado()
    {
        ReportTable table{"inputs",
                          "Inputs",
                          {text_column("input", "Input"), money_column("low", "Lead at the low value", money_),
                           money_column("high", "Lead at the high value", money_),
                           text_column("low_value", "Low value"), text_column("high_value", "High value")},
                          {},
                          {}};
        for (int i = 0; i < 8; ++i) {
            const double swing = 6'000.0 * std::pow(0.7, i) * (i % 3 == 1 ? -1.0 : 1.0);
            table.rows.push_back({fmt::format("structures.matrix.parameter_{}", i), 9'300.0 - swing,
                                  9'300.0 + 0.8 * swing, std::string("0.01"), std::string("0.03")});
        }
        figure({DrawingKind::tornado,
                {{"label", "input"},
                 {"low", "low"},
                 {"high", "high"},
                 {"low_text", "low_value"},
                 {"high_text", "high_value"}},
                {{"base", 9'300.0}}},
               {table});
    }

    std::string name_;
    MoneyScale money_;
    Report report_;
};

} // namespace

Report sample_report(const std::string& name, const NumberStyle& style)
{
    return Sample(name, style).write();
}

} // namespace kamsim::test
