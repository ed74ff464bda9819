#include <cstddef>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "kamsim/model/account_measures.hpp"
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
            EXPECT_EQ(entry.scale, BinScale::share) << entry.name;
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

TEST(Measures, NameEveryReason)
{
    std::set<std::string> names;
    for (int reason = 0; reason < loss_reason_count; ++reason) {
        names.insert(name(static_cast<LossReason>(reason)));
    }
    EXPECT_EQ(names.size(), static_cast<std::size_t>(loss_reason_count));
    EXPECT_FALSE(names.contains(""));
    EXPECT_STREQ(name(LossReason::first_year), "first_year");
    EXPECT_STREQ(name(LossReason::chance), "chance");
}

template <class Catalogue>
void expect_in_order_and_complete(const Catalogue& catalogue)
{
    std::set<std::string> names;
    int value = 0;
    for (const auto& entry : catalogue) {
        EXPECT_EQ(static_cast<int>(entry.measure), value++) << entry.name;
        EXPECT_STRNE(entry.meaning, "") << entry.name;
        names.insert(entry.name);
    }
    EXPECT_EQ(names.size(), catalogue.size());
}

TEST(Measures, OfAccountsAndManagersStandInTheirOrder)
{
    expect_in_order_and_complete(account_measure_catalogue());
    expect_in_order_and_complete(manager_measure_catalogue());
    const auto& last = account_measure_catalogue().back();
    EXPECT_STREQ(last.name, "service_premium");
    EXPECT_EQ(last.unit, Unit::share);
    EXPECT_STREQ(manager_measure_catalogue().back().name, "proficiency");
}

} // namespace
} // namespace kamsim
