#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "kamsim/report/number_style.hpp"
#include "kamsim/report/result_tables.hpp"

namespace kamsim {

// A report before it has a form: what it says and shows, complete with every number. The page, its JSON twin, the
// workbook and the slides are written from the same document, so they cannot disagree.

/// A number that a sentence tells, as it was calculated.
struct SentenceValue {
    std::string name; ///< snake_case
    TableCell value;
};

/// Whether a sentence still holds when the reader looks at some of the accounts only.
enum class SentenceScope : std::uint8_t { always, whole_portfolio };

/// One or more sentences from one template. Plain text; names in it are data, never markup.
struct Sentence {
    std::string id;   ///< of the template, stable: "pareto.concentration"
    std::string text; ///< with every number in the words of the locale
    std::vector<SentenceValue> values;
    SentenceScope scope = SentenceScope::always;
};

/// How the cells of a column are told.
struct ReportColumn {
    std::string id;    ///< snake_case, stable
    std::string label; ///< for people, without the unit
    ColumnType type{};
    std::string unit;   ///< as it stands in the heading: "MEUR", "%", "years"; empty: none
    double scale = 1.0; ///< what is shown is the value over this: 1000 for money in millions, 0.01 for per cent
    int decimals = 0;   ///< of what is shown
};

[[nodiscard]] ReportColumn text_column(std::string id, std::string label);
[[nodiscard]] ReportColumn truth_column(std::string id, std::string label);
[[nodiscard]] ReportColumn money_column(std::string id, std::string label, const MoneyScale& scale);
[[nodiscard]] ReportColumn share_column(std::string id, std::string label, int decimals = 0);
[[nodiscard]] ReportColumn number_column(std::string id, std::string label, int decimals, std::string unit = "");

/// A row is an array in the order of the columns; a missing cell is monostate (NaN is not allowed in it).
struct ReportTable {
    std::string id;    ///< snake_case, unique in its figure
    std::string title; ///< "Accounts by revenue"
    std::vector<ReportColumn> columns;
    std::vector<std::vector<TableCell>> rows;
    std::vector<int> accounts; ///< [row]: the account (index in the experiment) that it is about, -1: none; empty: none
                               ///< of the rows is. What a filter on accounts works by.
};

/// A cell for a number; what is not a number is missing.
[[nodiscard]] TableCell cell(double value);

/// What a cell looks like. Missing is a dash, true "yes", infinity "never" where the unit is years, else "infinite".
[[nodiscard]] std::string cell_text(const ReportColumn& column, const TableCell& cell, const NumberStyle& style);
/// The column's label with its unit: "Value, MEUR".
[[nodiscard]] std::string heading(const ReportColumn& column);

/// How a figure is drawn (docs/developer/report.md says what each takes).
enum class DrawingKind : std::uint8_t {
    none, ///< a table only
    lines,
    fan,
    bars,
    stack,
    waterfall,
    distribution,
    pareto,
    sankey,
    heatmap,
    bubbles,
    intervals,
    survival,
    decision_map,
    gantt,
    tornado,
};
inline constexpr int drawing_kind_count = static_cast<int>(DrawingKind::tornado) + 1;
[[nodiscard]] std::string_view name(DrawingKind kind);

struct Drawing {
    DrawingKind kind = DrawingKind::none;
    std::vector<std::pair<std::string, std::string>> roles;  ///< role, column id in the figure's first table
    std::vector<std::pair<std::string, TableCell>> settings; ///< for example {"reference", 0.8}
};

/// What a figure says and shows for one option of its choice.
struct FigureVariant {
    std::size_t option = 0;          ///< of the report's choice that the figure follows; 0 without one
    std::vector<Sentence> takeaway;  ///< above the drawing; at least one
    std::vector<ReportTable> tables; ///< the first one is what is drawn; others where the kind of drawing takes them
    std::vector<Sentence> notes;     ///< below: kinds of intervals, how to read it
};

/// Whether a figure is among the slides.
enum class OnSlide : std::uint8_t { no, yes };

/// A numbered figure, or a numbered table (DrawingKind::none).
struct Figure {
    std::string number; ///< "6.1": of its section, fixed by what it shows, never by what else is there
    std::string title;
    std::string description; ///< what is drawn, for who does not see it
    Drawing drawing;
    std::string choice; ///< id of the report's choice that it follows; empty: it has one variant
    std::vector<FigureVariant> variants;
    OnSlide slide = OnSlide::no;
};

enum class TextStyle : std::uint8_t { paragraph, bullets, alerts, commands };

struct TextBlock {
    std::string heading; ///< may be empty
    TextStyle style = TextStyle::paragraph;
    std::vector<Sentence> sentences; ///< each a paragraph, bullet, alert or command line
};

/// A large number with its name.
struct Card {
    std::string label;
    std::string value; ///< in the words of the locale
    Sentence detail;   ///< its interval, and the interval's kind
};

struct CardBlock {
    std::vector<Card> cards;
};

using Block = std::variant<TextBlock, CardBlock, Figure>;

struct Section {
    int number = 0;       ///< fixed
    std::string id;       ///< stable, the target of links: "pareto"
    std::string title;    ///< "Pareto analysis"
    std::string question; ///< what it answers: "How much of the revenue hangs on few customers?"
    std::vector<Block> blocks;
};

/// What the reader can choose: a pair of designs, a design, an account. Figures that follow it have a variant for
/// each option.
struct Choice {
    std::string id;    ///< "pair", "design", "account"
    std::string label; ///< "Compare"
    std::vector<std::string> options;
    std::size_t chosen = 0;
};

/// An account as the filter knows it.
struct ReportAccount {
    std::string id;
    std::string name;
    std::string segment;
    bool is_key = false; ///< today
};

struct Report {
    std::string kind = "run"; ///< "run", "sweep", "change"
    std::string title;
    std::string subtitle;
    std::string date; ///< in words; empty: none
    NumberStyle style;
    std::vector<std::string> designs; ///< in the order of the experiment, which gives each its colour
    int baseline = 0;
    std::vector<ReportAccount> accounts;
    std::vector<Choice> choices;
    std::vector<Section> sections;
    std::string origin; ///< one line for the foot of every page and slide: program, seed, futures
};

/// @return nullptr where there is no such choice
[[nodiscard]] const Choice* find_choice(const Report& report, const std::string& id);

/// What is wrong with a document, for tests and before it is written: figures without takeaway, description or table,
/// two figures with one number, rows of the wrong length, roles without a column, cells that are not a number, options
/// that there are not.
[[nodiscard]] std::vector<std::string> faults_of(const Report& report);

} // namespace kamsim
