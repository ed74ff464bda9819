#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "kamsim/report/number_style.hpp"

namespace kamsim {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

const NumberStyle english(Locale::en);
const NumberStyle italian(Locale::it);
const NumberStyle german(Locale::de);

TEST(NumberStyle, TellsNumbersByTheHabitsOfTheLocale)
{
    EXPECT_EQ(english.number(1234567.89, 1), "1,234,567.9");
    EXPECT_EQ(italian.number(1234567.89, 1), "1.234.567,9");
    EXPECT_EQ(german.number(-1234.5, 2), "-1.234,50");
    EXPECT_EQ(english.number(999.0, 0), "999");
    EXPECT_EQ(english.number(1000.0, 0), "1,000");
    EXPECT_EQ(english.count(10000.0), "10,000");
}

TEST(NumberStyle, HasNoNegativeZero)
{
    for (const auto* style : {&english, &italian, &german}) {
        EXPECT_EQ(style->number(-0.04, 0), "0");
        EXPECT_EQ(style->number(-0.0, 0), "0");
    }
    EXPECT_EQ(english.number(-0.04, 1), "0.0");
    EXPECT_EQ(german.number(-0.04, 2), "-0,04");
}

TEST(NumberStyle, SaysWhatIsNoNumber)
{
    for (const auto* style : {&english, &italian, &german}) {
        EXPECT_EQ(style->number(nan, 2), "n/a");
        EXPECT_EQ(style->number(infinity, 2), "infinite");
        EXPECT_EQ(style->number(-infinity, 2), "-infinite");
        EXPECT_EQ(style->money(nan), "n/a");
        EXPECT_EQ(style->money_change(infinity), "infinite");
        EXPECT_EQ(style->plain(nan), "n/a");
        EXPECT_EQ(style->money_range(nan, 1.0).find("nan"), std::string::npos);
        EXPECT_EQ(style->percent(nan).find("nan"), std::string::npos);
    }
}

TEST(NumberStyle, TellsThreeDigitsOfNumbersOfAnySize)
{
    EXPECT_EQ(english.plain(0.0), "0");
    EXPECT_EQ(english.plain(0.02519), "0.0252");
    EXPECT_EQ(italian.plain(1.5), "1,5");
    EXPECT_EQ(german.plain(12345.0), "12.345");
    EXPECT_EQ(english.plain(-0.5), "-0.5");
}

TEST(NumberStyle, NeverRoundsAShareToNoneOrAll)
{
    EXPECT_EQ(english.percent(0.0), "0 %");
    EXPECT_EQ(english.percent(1.0), "100 %");
    EXPECT_EQ(english.percent(0.001), "< 1 %");
    EXPECT_EQ(english.percent(0.999), "> 99 %");
    EXPECT_EQ(german.percent(0.0004, 1), "< 0,1 %");
    EXPECT_EQ(italian.percent(0.474, 1), "47,4 %");
    EXPECT_EQ(english.percent(-0.12), "-12 %");
    EXPECT_EQ(english.percent_range(0.65, 0.66), "65 % to 66 %");
}

TEST(NumberStyle, TellsMoneyInThousandsOrMillions)
{
    EXPECT_EQ(english.money(26123.0), "EUR 26.1 M");
    EXPECT_EQ(italian.money(26123.0), "26,1 Mln EUR");
    EXPECT_EQ(german.money(26123.0), "26,1 Mio. EUR");
    EXPECT_EQ(english.money(850.0), "EUR 850 k");
    EXPECT_EQ(italian.money(850.0), "850 mila EUR");
    EXPECT_EQ(german.money(850.0), "850 Tsd. EUR");
    EXPECT_EQ(english.money(0.0), "EUR 0 k");
    EXPECT_EQ(english.money(-0.04), "EUR 0.0 k");
    EXPECT_EQ(NumberStyle(Locale::en, "kUSD").money(1.2), "USD 1.2 k");
}

/// 999.6 k would print as 1,000 k, which is 1.0 M.
TEST(NumberStyle, TellsNoThousandThousands)
{
    EXPECT_EQ(english.money(999.4), "EUR 999 k");
    EXPECT_EQ(english.money(999.6), "EUR 1.0 M");
    EXPECT_EQ(german.money(-999.6), "-1,0 Mio. EUR");
}

TEST(NumberStyle, TellsChangesWithTheirSign)
{
    EXPECT_EQ(english.money_change(3000.0), "EUR +3.0 M");
    EXPECT_EQ(german.money_change(-3000.0), "-3,0 Mio. EUR");
    EXPECT_EQ(italian.money_change(0.0), "0 mila EUR");
    EXPECT_EQ(english.money_change(0.04), "EUR 0.0 k");
}

TEST(NumberStyle, TellsBothEndsOfARangeInOneUnit)
{
    EXPECT_EQ(english.money_range(24500.0, 27600.0), "EUR 24.5 to 27.6 M");
    EXPECT_EQ(german.money_range(-300.0, 2000.0), "-0,3 to 2,0 Mio. EUR");
    EXPECT_EQ(italian.money_range(-5.0, 80.0), "-5 to 80 mila EUR");
}

TEST(NumberStyle, TellsYearsAndDates)
{
    EXPECT_EQ(english.years(7.0), "7 years");
    EXPECT_EQ(english.years(1.0), "1 year");
    EXPECT_EQ(german.years(5.5), "5,5 years");
    EXPECT_EQ(english.date(2026, 11, 2), "2 November 2026");
    EXPECT_EQ(italian.date(2026, 11, 2), "02/11/2026");
    EXPECT_EQ(german.date(2026, 11, 2), "02.11.2026");
}

TEST(NumberStyle, TellsParametersWithTheirUnits)
{
    EXPECT_EQ(english.with_unit(0.31, Unit::share), "31 %");
    EXPECT_EQ(german.with_unit(0.031, Unit::probability), "3,1 %");
    EXPECT_EQ(english.with_unit(150.0, Unit::money_per_year), "EUR 150 k a year");
    EXPECT_EQ(english.with_unit(2.0, Unit::years), "2 years");
    EXPECT_EQ(italian.with_unit(1.25, Unit::factor), "1,25");
}

TEST(NumberStyle, ChoosesTheUnitOfATableByItsLargestAmount)
{
    EXPECT_EQ(english.money_scale(9999.0).unit, "kEUR");
    EXPECT_EQ(english.money_scale(9999.0).thousands, 1.0);
    EXPECT_EQ(english.money_scale(-10000.0).unit, "MEUR");
    EXPECT_EQ(german.money_scale(10000.0).unit, "Mio. EUR");
    EXPECT_EQ(italian.money_scale(10000.0).unit, "Mln EUR");
    EXPECT_EQ(english.money_scale(50.0).decimals, 1);
    EXPECT_EQ(english.money_scale(nan).thousands, 1.0);
}

} // namespace
} // namespace kamsim
