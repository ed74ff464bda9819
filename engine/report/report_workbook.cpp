#include "report/report_workbook.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "kamsim/report/report_workbook.hpp"
#include "kamsim/version.hpp"

namespace kamsim {

namespace workbook {

namespace {

constexpr int text_width = 110; ///< characters of a line of text over the columns of a sheet

/// @return the next free row
lxw_row_t write_title(const Report& report, Sheet& sheet)
{
    lxw_row_t row = 0;
    sheet.text(row++, 0, report.title, Look::title);
    sheet.text(row++, 0, report.subtitle);
    if (!report.date.empty()) {
        sheet.text(row++, 0, report.date);
    }
    sheet.text(row++, 0, report.origin);
    return row + 1;
}

class TextSheet {
public:
    explicit TextSheet(Sheet& sheet) : sheet_(sheet) {}

    void put(const Section& section)
    {
        const auto first = row_;
        for (const auto& block : section.blocks) {
            if (const auto* text = std::get_if<TextBlock>(&block)) {
                put(section, *text);
            } else if (const auto* cards = std::get_if<CardBlock>(&block)) {
                put(section, *cards);
            }
        }
        if (row_ > first) {
            ++row_;
        }
    }

private:
    void heading(const Section& section)
    {
        if (section.number != section_) {
            section_ = section.number;
            sheet_.text(row_++, 0, fmt::format("{} {}", section.number, section.title), Look::heading);
        }
    }

    void put(const Section& section, const TextBlock& text)
    {
        if (text.sentences.empty()) {
            return;
        }
        heading(section);
        if (!text.heading.empty()) {
            sheet_.text(row_++, 0, text.heading, Look::plain);
        }
        for (const auto& sentence : text.sentences) {
            sheet_.paragraph(row_++, 2, sentence.text, Look::paragraph, text_width);
        }
    }

    void put(const Section& section, const CardBlock& cards)
    {
        heading(section);
        for (const auto& card : cards.cards) {
            sheet_.text(row_, 0, card.label);
            sheet_.text(row_, 1, card.value, Look::beside_numbers);
            sheet_.text(row_++, 2, card.detail.text, Look::table_text);
        }
    }

    Sheet& sheet_;
    lxw_row_t row_ = 2;
    int section_ = 0;
};

std::string first_takeaway(const Report& report, const Figure& figure)
{
    const auto* choice = find_choice(report, figure.choice);
    for (const auto& variant : figure.variants) {
        if ((choice == nullptr || variant.option == choice->chosen) && !variant.takeaway.empty()) {
            return variant.takeaway.front().text;
        }
    }
    return "";
}

void dress(Sheet& sheet)
{
    worksheet_gridlines(sheet.raw(), LXW_HIDE_ALL_GRIDLINES);
    worksheet_set_landscape(sheet.raw());
    worksheet_fit_to_pages(sheet.raw(), 1, 0);
}

} // namespace

std::vector<PlacedFigure> placed_figures(const Report& report)
{
    std::vector<PlacedFigure> placed;
    for (const auto& section : report.sections) {
        for (const auto& block : section.blocks) {
            if (const auto* figure = std::get_if<Figure>(&block)) {
                placed.push_back({figure, &section, figure->number});
            }
        }
    }
    return placed;
}

void write_contents(const Report& report, const std::vector<PlacedFigure>& figures, Workbook& book, Sheet sheet)
{
    dress(sheet);
    sheet.width(0, 0, 10.0);
    sheet.width(1, 1, 44.0);
    sheet.width(2, 2, 110.0);
    auto row = write_title(report, sheet);
    sheet.link(row++, 0, text_sheet_name, text_sheet_name, book);
    const Section* section = nullptr;
    for (const auto& placed : figures) {
        if (placed.section != section) {
            section = placed.section;
            sheet.text(++row, 0, fmt::format("{} {}", section->number, section->title), Look::heading);
            ++row;
        }
        sheet.link(row, 0, placed.sheet, placed.figure->number, book);
        sheet.text(row, 1, placed.figure->title, Look::top);
        sheet.text(row, 2, first_takeaway(report, *placed.figure), Look::paragraph);
        ++row;
    }
}

void write_texts(const Report& report, Workbook& book, Sheet sheet)
{
    dress(sheet);
    sheet.width(0, 0, 34.0);
    sheet.width(1, 1, 18.0);
    sheet.width(2, 2, 70.0);
    sheet.text(0, 0, report.title, Look::title);
    sheet.link(1, 0, contents_sheet_name, contents_sheet_name, book);
    TextSheet texts(sheet);
    for (const auto& section : report.sections) {
        texts.put(section);
    }
}

} // namespace workbook

void write_report_workbook(const Report& report, const std::filesystem::path& file, const std::string& final_name)
{
    using namespace workbook;
    const auto figures = placed_figures(report);
    Workbook book(file, final_name);
    book.describe(report.title, fmt::format("{} {}", report_author, version()));
    write_contents(report, figures, book, book.add_sheet(contents_sheet_name));
    write_texts(report, book, book.add_sheet(text_sheet_name));
    for (const auto& placed : figures) {
        write_figure(report, placed, book, book.add_sheet(placed.sheet));
    }
    book.close();
}

} // namespace kamsim
