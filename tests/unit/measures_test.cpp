#include <cstddef>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "kamsim/model/ledger_lines.hpp"
#include "kamsim/model/measures.hpp"

namespace kamsim {
namespace {

const MeasureDeclaration& declaration(Measure measure)
{
    return measure_catalogue()[static_cast<std::size_t>(measure)];
}

TEST(Measures, StandInTheOrderOfTheirValues)
{
    std::set<std::string> names;
    for (std::size_t index = 0; index < measure_catalogue().size(); ++index) {
        const MeasureDeclaration& entry = measure_catalogue()[index];
        EXPECT_EQ(static_cast<std::size_t>(entry.measure), index) << entry.name;
        EXPECT_TRUE(names.insert(entry.name).second) << entry.name;
        EXPECT_GT(std::string(entry.meaning).size(), 15U) << entry.name;
    }
    EXPECT_STREQ(declaration(Measure::revenue).name, "revenue");
    EXPECT_STREQ(declaration(Measure::age_lost_at_switch).name, "age_lost_at_switch");
}

TEST(Measures, HaveBinsThatFitTheirUnit)
{
    for (const MeasureDeclaration& entry : measure_catalogue()) {
        const bool is_money = entry.unit == Unit::money || entry.unit == Unit::money_per_year;
        EXPECT_EQ(entry.scale == BinScale::money, is_money) << entry.name;
        EXPECT_EQ(entry.upper > 0.0, entry.scale == BinScale::count) << entry.name;
        if (entry.unit == Unit::probability) {
            EXPECT_EQ(entry.scale, BinScale::unit_interval) << entry.name;
        }
    }
}

TEST(Measures, AreYearlyWhereTheyLookBackAYear)
{
    const std::set<std::string> yearly{"key_gross_revenue_retention",
                                       "key_net_revenue_retention",
                                       "key_logo_retention",
                                       "other_gross_revenue_retention",
                                       "other_net_revenue_retention",
                                       "other_logo_retention",
                                       "tier_upgrades",
                                       "tier_downgrades",
                                       "top_fifth_revenue_share",
                                       "abc_a_accounts",
                                       "abc_b_accounts",
                                       "abc_c_accounts",
                                       "abc_upward_moves",
                                       "abc_downward_moves",
                                       "whale_peak"};
    for (const MeasureDeclaration& entry : measure_catalogue()) {
        EXPECT_EQ(entry.cadence == Cadence::year, yearly.contains(entry.name)) << entry.name;
    }
}

TEST(Measures, HaveEveryLineOfTheLedgerThatHasAPeriod)
{
    int found = 0;
    for (const LedgerLineDeclaration& line : ledger_lines) {
        for (const MeasureDeclaration& entry : measure_catalogue()) {
            if (std::string(entry.name) == line.name) {
                EXPECT_EQ(entry.unit, Unit::money) << entry.name;
                EXPECT_TRUE(std::string(entry.meaning).starts_with("ledger line")) << entry.name;
                ++found;
            }
        }
    }
    EXPECT_EQ(found, ledger_line_count - 1) << "all but the residual";
}

template <class Enumeration>
std::set<std::string> names_of(int count)
{
    std::set<std::string> names;
    for (int value = 0; value < count; ++value) {
        names.insert(name(static_cast<Enumeration>(value)));
    }
    names.erase("");
    return names;
}

TEST(Measures, NameEveryReasonAndRecord)
{
    EXPECT_EQ(names_of<LossReason>(loss_reason_count).size(), static_cast<std::size_t>(loss_reason_count));
    EXPECT_EQ(names_of<AccountMeasure>(account_measure_count).size(), static_cast<std::size_t>(account_measure_count));
    EXPECT_EQ(names_of<ManagerMeasure>(manager_measure_count).size(), static_cast<std::size_t>(manager_measure_count));
    EXPECT_STREQ(name(LossReason::first_year), "first_year");
    EXPECT_STREQ(name(LossReason::chance), "chance");
    EXPECT_STREQ(name(AccountMeasure::service_premium), "service_premium");
    EXPECT_STREQ(name(ManagerMeasure::proficiency), "proficiency");
}

} // namespace
} // namespace kamsim
