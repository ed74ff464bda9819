#include "kamsim/report/html_page.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "report/page_data.hpp"

namespace kamsim {

std::string html_escaped(std::string_view text)
{
    std::string safe;
    safe.reserve(text.size());
    for (const char sign : text) {
        switch (sign) {
        case '&': safe += "&amp;"; break;
        case '<': safe += "&lt;"; break;
        case '>': safe += "&gt;"; break;
        case '"': safe += "&quot;"; break;
        case '\'': safe += "&#39;"; break;
        default: {
            const auto code = static_cast<unsigned char>(sign);
            const bool is_control = code < 0x20 ? sign != '\n' && sign != '\t' : code == 0x7F;
            safe += is_control ? std::string("\xEF\xBF\xBD") : std::string(1, sign);
        }
        }
    }
    return safe;
}

namespace {

std::string scope_of(const Sentence& sentence)
{
    return sentence.scope == SentenceScope::whole_portfolio ? " data-scope=\"portfolio\"" : "";
}

class PageWriter {
public:
    PageWriter(const Report& report, const PageAssets& assets) : report_(report), assets_(assets) {}

    std::string page()
    {
        head();
        put("<a class=\"skip\" href=\"#content\">Skip to the report</a>\n");
        banner();
        contents();
        put("<main id=\"content\">\n");
        for (const auto& part : report_.sections) {
            section(part);
        }
        put("</main>\n");
        put("<footer><p>{}</p></footer>\n", html_escaped(report_.origin));
        if (!assets_.script.empty()) {
            put("<script type=\"application/json\" id=\"report-data\">");
            out_ += page_data(report_);
            put("</script>\n<script>");
            out_ += assets_.script;
            put("</script>\n");
        }
        put("</body>\n</html>\n");
        return std::move(out_);
    }

private:
    template <class... Arguments>
    void put(fmt::format_string<Arguments...> format, Arguments&&... arguments)
    {
        fmt::format_to(std::back_inserter(out_), format, std::forward<Arguments>(arguments)...);
    }

    void head()
    {
        const auto scripts =
            assets_.script.empty() ? std::string("'none'") : fmt::format("'sha256-{}'", assets_.script_hash);
        put("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        put("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src {}; style-src "
            "'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'\">\n",
            scripts);
        put("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        put("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"kamsim\">\n");
        put("<title>{}</title>\n<style>", html_escaped(report_.title));
        out_ += assets_.style;
        put("</style>\n</head>\n<body data-kind=\"{}\">\n", report_.kind);
    }

    void banner()
    {
        put("<header class=\"banner\">\n<h1><bdi>{}</bdi></h1>\n<p class=\"subtitle\">{}</p>\n",
            html_escaped(report_.title), html_escaped(report_.subtitle));
        if (!report_.date.empty()) {
            put("<p class=\"date\">{}</p>\n", html_escaped(report_.date));
        }
        if (assets_.script.empty()) {
            put("<p class=\"no-figures\">This report has no drawings: kamsim was built without Node. Build it where "
                "node and npm "
                "are installed (KAMSIM_FIGURES=ON) to have them. Every number is in the tables.</p>\n");
        } else {
            put("<noscript><p class=\"no-figures\">The drawings need scripts, which are off. Every sentence and every "
                "number "
                "is here without them.</p></noscript>\n");
        }
        put("<div id=\"controls\" class=\"controls\"></div>\n</header>\n");
    }

    void contents()
    {
        put("<nav class=\"contents\" aria-label=\"Contents\">\n<ol>\n");
        for (const auto& one : report_.sections) {
            put("<li value=\"{}\"><a href=\"#{}\">{}</a></li>\n", one.number, one.id, html_escaped(one.title));
        }
        put("</ol>\n</nav>\n");
    }

    void section(const Section& part)
    {
        put("<section id=\"{0}\" aria-labelledby=\"{0}-title\">\n", part.id);
        put("<h2 id=\"{0}-title\"><a class=\"number\" href=\"#{0}\" aria-label=\"Link to section {1}\">{1}</a> "
            "{2}</h2>\n",
            part.id, part.number, html_escaped(part.title));
        put("<p class=\"question\">{}</p>\n", html_escaped(part.question));
        for (const auto& block : part.blocks) {
            std::visit([this](const auto& one) { this->block(one); }, block);
        }
        put("</section>\n");
    }

    void block(const TextBlock& text)
    {
        if (!text.heading.empty()) {
            put("<h3>{}</h3>\n", html_escaped(text.heading));
        }
        switch (text.style) {
        case TextStyle::paragraph: paragraphs("text", text.sentences); break;
        case TextStyle::bullets: list("bullets", text.sentences); break;
        case TextStyle::alerts: list("alerts", text.sentences); break;
        case TextStyle::commands:
            put("<pre class=\"commands\" tabindex=\"0\"><code>");
            for (const auto& one : text.sentences) {
                put("{}\n", html_escaped(one.text));
            }
            put("</code></pre>\n");
            break;
        }
    }

    void block(const CardBlock& cards)
    {
        put("<dl class=\"cards\">\n");
        for (const auto& card : cards.cards) {
            put("<div class=\"card\"><dt>{}</dt><dd class=\"value\">{}</dd><dd class=\"detail\" "
                "data-sentence=\"{}\"{}>{}</dd></div>\n",
                html_escaped(card.label), html_escaped(card.value), html_escaped(card.detail.id), scope_of(card.detail),
                html_escaped(card.detail.text));
        }
        put("</dl>\n");
    }

    void block(const Figure& figure)
    {
        const bool is_table = figure.drawing.kind == DrawingKind::none;
        std::string id = (is_table ? "table-" : "figure-") + figure.number;
        std::replace(id.begin(), id.end(), '.', '-');
        put("<figure id=\"{0}\" class=\"{1}\" data-number=\"{2}\" data-choice=\"{3}\" aria-labelledby=\"{0}-title\">\n",
            id, is_table ? "table-only" : "drawn", figure.number, html_escaped(figure.choice));
        put("<h3 id=\"{0}-title\"><a class=\"number\" href=\"#{0}\">{1} {2}</a> {3}</h3>\n", id,
            is_table ? "Table" : "Figure", figure.number, html_escaped(figure.title));
        put("<p class=\"description\" id=\"{}-description\">{}</p>\n", id, html_escaped(figure.description));
        const auto* choice = find_choice(report_, figure.choice);
        for (const auto& one : figure.variants) {
            variant(id, figure, one, choice);
        }
        put("</figure>\n");
    }

    void variant(const std::string& id, const Figure& figure, const FigureVariant& variant, const Choice* choice)
    {
        const bool is_chosen = choice == nullptr || variant.option == choice->chosen;
        put("<div class=\"variant\" data-option=\"{}\" data-chosen=\"{}\">\n", variant.option, is_chosen);
        if (choice != nullptr) {
            put("<p class=\"option\"><bdi>{}</bdi></p>\n", html_escaped(choice->options[variant.option]));
        }
        paragraphs("takeaway", variant.takeaway);
        if (figure.drawing.kind != DrawingKind::none && !assets_.script.empty()) {
            put("<div class=\"drawing\" data-kind=\"{}\"></div>\n", name(figure.drawing.kind));
        }
        paragraphs("note", variant.notes);
        for (const auto& one : variant.tables) {
            table(id, figure, variant, one);
        }
        put("</div>\n");
    }

    void table(const std::string& id, const Figure& figure, const FigureVariant& variant, const ReportTable& table)
    {
        const bool is_open = figure.drawing.kind == DrawingKind::none;
        put("<details class=\"data\"{}><summary>{}</summary>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
            "aria-label=\"{}\">\n<table id=\"{}-{}-{}\">\n<caption>{}</caption>\n<thead><tr>",
            is_open ? " open" : "", html_escaped("Table: " + table.title),
            html_escaped(fmt::format("{}, {}", table.title, figure.number)), id, variant.option, html_escaped(table.id),
            html_escaped(table.title));
        for (const auto& column : table.columns) {
            put("<th scope=\"col\"{}>{}</th>", is_number(column) ? " class=\"number\"" : "",
                html_escaped(heading(column)));
        }
        put("</tr></thead>\n<tbody>\n");
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            this->row(table, row);
        }
        put("</tbody>\n</table>\n</div>\n</details>\n");
    }

    void row(const ReportTable& table, std::size_t row)
    {
        if (table.accounts.empty()) {
            put("<tr>");
        } else {
            put("<tr data-account=\"{}\">", table.accounts[row]);
        }
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            const auto& declared = table.columns[column];
            const auto text = html_escaped(cell_text(declared, table.rows[row][column], report_.style));
            if (column == 0) {
                put("<th scope=\"row\">{}</th>", isolated(declared, text));
            } else {
                put("<td{}>{}</td>", is_number(declared) ? " class=\"number\"" : "", isolated(declared, text));
            }
        }
        put("</tr>\n");
    }

    /// Names may be written from right to left; they must not turn what stands beside them.
    static std::string isolated(const ReportColumn& column, const std::string& text)
    {
        return column.type == ColumnType::text ? "<bdi>" + text + "</bdi>" : text;
    }

    static bool is_number(const ReportColumn& column)
    {
        return column.type == ColumnType::number || column.type == ColumnType::whole_number;
    }

    void paragraphs(std::string_view kind, const std::vector<Sentence>& sentences)
    {
        for (const auto& one : sentences) {
            put("<p class=\"{}\" data-sentence=\"{}\"{}>{}</p>\n", kind, html_escaped(one.id), scope_of(one),
                html_escaped(one.text));
        }
    }

    void list(std::string_view kind, const std::vector<Sentence>& sentences)
    {
        if (sentences.empty()) {
            return;
        }
        put("<ul class=\"{}\">\n", kind);
        for (const auto& one : sentences) {
            put("<li data-sentence=\"{}\"{}>{}</li>\n", html_escaped(one.id), scope_of(one), html_escaped(one.text));
        }
        put("</ul>\n");
    }

    const Report& report_;
    const PageAssets& assets_;
    std::string out_;
};

} // namespace

std::string html_page(const Report& report, const PageAssets& assets)
{
    return PageWriter(report, assets).page();
}

} // namespace kamsim
