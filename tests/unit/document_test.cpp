#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/report/document.hpp"
#include "kamsim/report/html_page.hpp"
#include "support/sample_report.hpp"

namespace kamsim {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

const Figure& first_figure(Report& report, std::size_t section)
{
    return std::get<Figure>(report.sections[section].blocks.back());
}

TEST(ReportDocument, ASampleOfEveryKindIsSound)
{
    EXPECT_THAT(faults_of(test::sample_report()), ElementsAre());
}

TEST(ReportDocument, FaultsAreTold)
{
    auto report = test::sample_report();
    auto& figure = std::get<Figure>(report.sections[1].blocks.back());
    figure.description.clear();
    figure.variants.front().takeaway.clear();
    figure.variants.front().tables.front().rows.front().pop_back();
    figure.drawing.roles.emplace_back("size", "nowhere");
    EXPECT_THAT(faults_of(report), SizeIs(4));
    EXPECT_THAT(first_figure(report, 1).description, "");
}

TEST(ReportDocument, ACellThatIsNoNumberIsAFault)
{
    auto report = test::sample_report();
    auto& figure = std::get<Figure>(report.sections[1].blocks.back());
    figure.variants.front().tables.front().rows.front()[2] = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THAT(faults_of(report), ElementsAre(HasSubstr("a cell is NaN")));
    EXPECT_EQ(cell(std::numeric_limits<double>::quiet_NaN()), TableCell());
}

TEST(ReportDocument, CellsAreToldInTheWordsOfTheLocale)
{
    const NumberStyle english;
    const NumberStyle german(Locale::de, "kEUR");
    const auto money = money_column("money", "Money", english.money_scale(150'000.0));
    EXPECT_EQ(cell_text(money, 1'234'567.0, english), "1,234.6");
    EXPECT_EQ(cell_text(money, 1'234'567.0, german), "1.234,6");
    EXPECT_EQ(cell_text(money, TableCell(), english), "–");
    EXPECT_EQ(cell_text(share_column("share", "Share"), 0.001, english), "< 1 %");
    EXPECT_EQ(cell_text(number_column("time", "Time", 1, "years"), std::numeric_limits<double>::infinity(), english),
              "never");
    EXPECT_EQ(cell_text(truth_column("truth", "Truth"), true, english), "yes");
    EXPECT_EQ(cell_text(text_column("text", "Text"), std::string("=cmd()"), english), "=cmd()");
    EXPECT_EQ(heading(money), "Money, MEUR");
}

TEST(HtmlPage, NamesAreTextWhereverTheyStand)
{
    const auto page = html_page(test::sample_report("</script><img src=x onerror=alert(1)>"), {"", "void 0", "hash"});
    EXPECT_THAT(page, Not(HasSubstr("<img")));
    EXPECT_THAT(page, HasSubstr("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"));
    EXPECT_THAT(page, HasSubstr("\\u003c/script>\\u003cimg"));
}

TEST(HtmlPage, SaysWhatBringsTheFiguresWhereItWasBuiltWithoutThem)
{
    const auto page = html_page(test::sample_report(), {"", "", ""});
    EXPECT_THAT(page, HasSubstr("KAMSIM_FIGURES"));
    EXPECT_THAT(page, HasSubstr("script-src 'none'"));
    EXPECT_THAT(page, Not(HasSubstr("<script")));
}

TEST(HtmlPage, EqualDocumentsGiveEqualBytes)
{
    EXPECT_EQ(html_page(test::sample_report(), {}), html_page(test::sample_report(), {}));
}

} // namespace
} // namespace kamsim
