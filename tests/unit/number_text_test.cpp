// Numbers and dates as people write them in exports: marks, groups, signs, currencies, orders of day and month.

#include <array>
#include <chrono>
#include <cmath>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "scenario/date_text.hpp"
#include "scenario/number_text.hpp"

namespace kamsim {
namespace {

struct Written {
    std::string text;
    DecimalMark mark;
    std::optional<double> number;
};

class NumberText : public ::testing::TestWithParam<Written> {};

TEST_P(NumberText, IsRead)
{
    const auto read = read_written_number(GetParam().text, GetParam().mark);
    ASSERT_EQ(read.has_value(), GetParam().number.has_value()) << GetParam().text;
    if (read) {
        EXPECT_DOUBLE_EQ(read->value, *GetParam().number) << GetParam().text;
    }
}

constexpr auto point = DecimalMark::point;
constexpr auto comma = DecimalMark::comma;
constexpr auto nothing = std::nullopt;

INSTANTIATE_TEST_SUITE_P(
    Writings, NumberText,
    ::testing::Values(Written{"1200", point, 1200.0}, Written{"1,200.50", point, 1200.5},
                      Written{"1.200,50", comma, 1200.5}, Written{"1.200", comma, 1200.0}, Written{"1.200", point, 1.2},
                      Written{"1,200", point, 1200.0}, Written{"1,200", comma, 1.2},
                      Written{"1 234 567,8", comma, 1234567.8}, Written{"1\u00A0234\u00A0567,8", comma, 1234567.8},
                      Written{"1\u202F234,5", comma, 1234.5}, Written{"1'234'567.8", point, 1234567.8},
                      Written{"1\u2019234.5", point, 1234.5}, Written{".5", point, 0.5}, Written{"5.", point, 5.0},
                      Written{" 7 ", point, 7.0}, Written{"-3", point, -3.0}, Written{"\u22123", point, -3.0},
                      Written{"3-", point, -3.0}, Written{"(1,200)", point, -1200.0}, Written{"+4", point, 4.0},
                      Written{"1.5E+06", point, 1.5e6}, Written{"1,5e-3", comma, 1.5e-3}, Written{"2e3", point, 2000.0},
                      Written{"€ 1.200", comma, 1200.0}, Written{"1.200 €", comma, 1200.0},
                      Written{"EUR 1.200,5", comma, 1200.5}, Written{"1,200.5 USD", point, 1200.5},
                      Written{"-$1,200", point, -1200.0}, Written{"$-1,200", point, -1200.0},
                      Written{"CHF 1'200", point, 1200.0}, Written{"35 %", point, 35.0}, Written{"3,5%", comma, 3.5},
                      // what is none
                      Written{"", point, nothing}, Written{"ten", point, nothing}, Written{"1,20", point, nothing},
                      Written{"1.20", comma, nothing}, Written{"12,34,567", point, nothing},
                      Written{"1,234'567", point, nothing}, Written{"1234,567", point, nothing},
                      Written{"1.2.3", point, nothing}, Written{"1..2", point, nothing}, Written{"1 2", point, nothing},
                      Written{"1e", point, nothing}, Written{"e5", point, nothing}, Written{"--3", point, nothing},
                      Written{"12k", point, nothing}, Written{"1.2 Mio", point, nothing},
                      Written{"EUR", point, nothing}, Written{".", point, nothing}, Written{"-", point, nothing},
                      Written{",234", point, nothing}));

TEST(WrittenNumber, KeepsPercentSignsAndCurrencies)
{
    EXPECT_TRUE(read_written_number("35 %", point)->is_percentage);
    EXPECT_FALSE(read_written_number("35", point)->is_percentage);
    EXPECT_EQ(read_written_number("€35", point)->currency, "EUR");
    EXPECT_EQ(read_written_number("35 SEK", point)->currency, "SEK");
    EXPECT_EQ(read_written_number("US$ 35", point)->currency, "USD");
    EXPECT_EQ(read_written_number("35", point)->currency, "");
    EXPECT_TRUE(std::isnan(read_written_number("NaN", point)->value));
    EXPECT_TRUE(std::isinf(read_written_number("-inf", comma)->value));
}

struct Evidence {
    std::string text;
    MarkEvidence evidence;
};

TEST(MarkEvidence, ComesFromWhatCanBeReadInOneWayOnly)
{
    const std::array<Evidence, 22> cases{{{"1200", MarkEvidence::none},          {"1 200", MarkEvidence::none},
                                          {"ten, twelve", MarkEvidence::none},   {"1.5", MarkEvidence::point},
                                          {"1,5", MarkEvidence::comma},          {"0.125", MarkEvidence::point},
                                          {"0,125", MarkEvidence::comma},        {"1234.567", MarkEvidence::point},
                                          {"1,234.5", MarkEvidence::point},      {"1.234,5", MarkEvidence::comma},
                                          {"1,234,567", MarkEvidence::point},    {"1.234.567", MarkEvidence::comma},
                                          {"1 234,567", MarkEvidence::comma},    {"1'234.567", MarkEvidence::point},
                                          {"1.234", MarkEvidence::undecided},    {"1,234", MarkEvidence::undecided},
                                          {"€ 12,345", MarkEvidence::undecided}, {"-123.456", MarkEvidence::undecided},
                                          {"12.50 %", MarkEvidence::point},      {"1.5e3", MarkEvidence::point},
                                          {".125", MarkEvidence::point},         {"1.2345", MarkEvidence::point}}};
    for (const Evidence& entry : cases) {
        EXPECT_EQ(decimal_mark_evidence(entry.text), entry.evidence) << entry.text;
    }
}

struct WrittenDate {
    std::string text;
    DateOrder order;
    std::optional<std::chrono::year_month_day> day;
};

TEST(DateText, IsReadInEveryOrder)
{
    using std::chrono::day;
    using std::chrono::month;
    using std::chrono::year;
    const std::chrono::year_month_day last_of_2026(year(2026), month(12), day(31));
    const std::chrono::year_month_day third_of_april(year(2026), month(4), day(3));
    const std::array<WrittenDate, 17> cases{{{"2026-12-31", DateOrder::automatic, last_of_2026},
                                             {"2026/12/31", DateOrder::month_first, last_of_2026},
                                             {"2026-12-31 00:00:00", DateOrder::automatic, last_of_2026},
                                             {"2026-12-31T23:59:00Z", DateOrder::automatic, last_of_2026},
                                             {"31.12.2026", DateOrder::automatic, last_of_2026},
                                             {"31.12.26", DateOrder::month_first, last_of_2026},
                                             {"31/12/2026", DateOrder::day_first, last_of_2026},
                                             {"12/31/2026", DateOrder::month_first, last_of_2026},
                                             {"3/4/26", DateOrder::day_first, third_of_april},
                                             {"4-3-2026", DateOrder::month_first, third_of_april},
                                             {"3/4/2026", DateOrder::automatic, nothing},
                                             {"12/31/2026", DateOrder::day_first, nothing},
                                             {"2026-02-30", DateOrder::automatic, nothing},
                                             {"2026-12", DateOrder::automatic, nothing},
                                             {"31.12/2026", DateOrder::day_first, nothing},
                                             {"0.5", DateOrder::day_first, nothing},
                                             {"2026-12-31 or later", DateOrder::automatic, nothing}}};
    for (const WrittenDate& entry : cases) {
        const auto read = read_date(entry.text, entry.order);
        ASSERT_EQ(read.has_value(), entry.day.has_value()) << entry.text;
        if (read) {
            EXPECT_EQ(std::chrono::year_month_day(*read), *entry.day) << entry.text;
        }
    }
}

TEST(DateText, OrderComesFromADayAboveTwelve)
{
    EXPECT_EQ(date_order_evidence("31/12/2026"), OrderEvidence::day_first);
    EXPECT_EQ(date_order_evidence("12/31/2026"), OrderEvidence::month_first);
    EXPECT_EQ(date_order_evidence("3/4/2026"), OrderEvidence::undecided);
    EXPECT_EQ(date_order_evidence("3.4.2026"), OrderEvidence::none);
    EXPECT_EQ(date_order_evidence("2026-04-03"), OrderEvidence::none);
    EXPECT_EQ(date_order_evidence("1.5"), OrderEvidence::none);
}

} // namespace
} // namespace kamsim
