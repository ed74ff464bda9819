#include "kamsim/report/certificate_text.hpp"

#include <algorithm>

#include "report/certificate_page.hpp"
#include "report/text_layout.hpp"

namespace kamsim {

namespace {

// Terminal.

std::string bullet_text(const std::string& bullet)
{
    auto text = wrapped(bullet, terminal_width, "  ");
    text[0] = '-';
    return text;
}

std::string table_text(const PageTable& table)
{
    std::vector<std::size_t> widths(table.header.size());
    const auto widen = [&](const std::vector<std::string>& row) {
        for (std::size_t k = 0; k < row.size(); ++k) {
            widths[k] = std::max(widths[k], display_width(row[k]));
        }
    };
    widen(table.header);
    std::for_each(table.rows.begin(), table.rows.end(), widen);
    std::size_t others = 2;
    for (std::size_t k = 1; k < widths.size(); ++k) {
        others += widths[k] + 2;
    }
    widths[0] = std::min(widths[0], terminal_width - others);
    const auto row_text = [&](const std::vector<std::string>& row) {
        std::string text = "  " + left_aligned(clipped(row[0], widths[0]), widths[0]);
        for (std::size_t k = 1; k < row.size(); ++k) {
            text +=
                "  " + (k < table.text_columns ? left_aligned(row[k], widths[k]) : right_aligned(row[k], widths[k]));
        }
        return text + "\n";
    };
    std::string text = row_text(table.header);
    for (const auto& row : table.rows) {
        text += row_text(row);
    }
    return text;
}

std::string section_text(const PageSection& section, Colour colour)
{
    std::string text = "\n";
    if (!section.heading.empty()) {
        text += emphasised(section.heading, Emphasis::strong, colour) + "\n";
    }
    for (const auto& bullet : section.bullets) {
        text += bullet_text(bullet);
    }
    if (!section.table.rows.empty()) {
        text += table_text(section.table);
    }
    for (const auto& paragraph : section.paragraphs) {
        text += wrapped(paragraph, terminal_width);
    }
    return text;
}

// Markdown.

/// The text as it is, whatever signs it holds.
std::string plain(std::string_view text)
{
    constexpr std::string_view signs = "\\`*_{}[]<>#|~&!";
    std::string escaped;
    for (const char sign : text) {
        if (signs.find(sign) != std::string_view::npos) {
            escaped += '\\';
        }
        escaped += sign == '\n' ? ' ' : sign;
    }
    return escaped;
}

std::string row_markdown(const std::vector<std::string>& cells)
{
    std::string text = "|";
    for (const auto& cell : cells) {
        text += " " + plain(cell) + " |";
    }
    return text + "\n";
}

std::string table_markdown(const PageTable& table)
{
    std::string text = row_markdown(table.header) + "|";
    for (std::size_t k = 0; k < table.header.size(); ++k) {
        text += k < table.text_columns ? "---|" : "---:|";
    }
    text += "\n";
    for (const auto& row : table.rows) {
        text += row_markdown(row);
    }
    return text;
}

std::string section_markdown(const PageSection& section)
{
    std::string text = section.heading.empty() ? "" : "\n## " + plain(section.heading) + "\n";
    text += section.bullets.empty() ? "" : "\n";
    for (const auto& bullet : section.bullets) {
        text += "- " + plain(bullet) + "\n";
    }
    if (!section.table.rows.empty()) {
        text += "\n" + table_markdown(section.table);
    }
    for (const auto& paragraph : section.paragraphs) {
        text += "\n" + plain(paragraph) + "\n";
    }
    return text;
}

} // namespace

std::string certificate_text(const Certificate& certificate, const CertificateOrigin& origin, Colour colour)
{
    const auto page = certificate_page(certificate, origin);
    auto text = wrapped(page.title, terminal_width) + wrapped(page.subtitle, terminal_width) + "\n";
    text += emphasised(wrapped(page.recommendation, terminal_width), Emphasis::strong, colour);
    for (const auto& section : page.sections) {
        text += section_text(section, colour);
    }
    return text;
}

std::string certificate_markdown(const Certificate& certificate, const CertificateOrigin& origin)
{
    const auto page = certificate_page(certificate, origin);
    auto text =
        "# " + plain(page.title) + "\n\n" + plain(page.subtitle) + "\n\n**" + plain(page.recommendation) + "**\n";
    for (const auto& section : page.sections) {
        text += section_markdown(section);
    }
    return text;
}

} // namespace kamsim
