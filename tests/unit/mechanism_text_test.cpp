#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "kamsim/decision/break_even_targets.hpp"
#include "kamsim/decision/mechanism_bridge.hpp"
#include "kamsim/report/mechanism_text.hpp"
#include "kamsim/report/target_text.hpp"
#include "report/text_layout.hpp"

namespace kamsim {
namespace {

using testing::HasSubstr;
using testing::Not;

MechanismBridge some_bridge(double size)
{
    MechanismBridge bridge;
    bridge.from = "none";
    bridge.to = "a design with a name that is much too long to stand in a table of eighty columns \x1b[31m";
    bridge.hybrids = 129;
    bridge.futures = 1024;
    for (std::size_t k = 0; k < bridge.groups.size(); ++k) {
        MechanismShare& share = bridge.groups[k];
        share.group = static_cast<MechanismGroup>(k);
        share.differs = k != 3;
        if (share.differs) {
            share.share.mean = -size * static_cast<double>(k + 1);
            share.share.interval = {share.share.mean - size, share.share.mean + size, 0.95, IntervalKind::student_t};
            share.lines.fill(share.share.mean / ledger_line_count);
            bridge.total.mean += share.share.mean;
        }
    }
    bridge.total.interval = {bridge.total.mean - size, bridge.total.mean + size, 0.95, IntervalKind::student_t};
    bridge.lines.fill(bridge.total.mean / ledger_line_count);
    return bridge;
}

void expect_narrow(const std::string& text)
{
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        EXPECT_LE(display_width(line), terminal_width) << line;
    }
}

TEST(MechanismTable, IsNarrowAndLeavesOutWhatIsEqual)
{
    for (const double size : {0.01, 12.0, 900.0, 90'000.0}) {
        const std::string text = mechanism_table(some_bridge(size), "kEUR");
        expect_narrow(text);
        EXPECT_THAT(text, HasSubstr("People"));
        EXPECT_THAT(text, Not(HasSubstr("Keeping customers")));
        EXPECT_THAT(text, HasSubstr("Student t"));
        EXPECT_THAT(text, Not(HasSubstr("\x1b")));
    }
}

TEST(MechanismTable, SaysWhereNothingDiffers)
{
    EXPECT_THAT(mechanism_table(MechanismBridge{}, "kEUR"), HasSubstr("are the same"));
}

TEST(MechanismJson, HoldsEveryGroupAndLine)
{
    const MechanismBridge bridge = some_bridge(12.0);
    const auto json = nlohmann::json::parse(mechanism_json(bridge, "kEUR"));
    ASSERT_EQ(json.at("groups").size(), mechanism_groups.size());
    EXPECT_EQ(json.at("groups").at(2).at("group"), "people");
    EXPECT_EQ(json.at("groups").at(2).at("share").at("mean"), bridge.groups[2].share.mean);
    EXPECT_EQ(json.at("groups").at(2).at("lines").size(), ledger_lines.size());
    EXPECT_EQ(json.at("order"), "any");
    // A heading, the shares, their lines, and the difference.
    const std::string csv = mechanism_csv(bridge, "kEUR");
    EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 2 + mechanism_group_count * (1 + ledger_line_count));
}

BreakEvenTargets some_targets()
{
    BreakEvenTargets targets;
    targets.alternative = "matrix";
    targets.against = "none";
    targets.year = 5;
    targets.difference = -1234.0;
    targets.interval = {-2000.0, -400.0, 0.95, IntervalKind::student_t};
    targets.observables = {0.0712, 1.034, 12.3};
    targets.benefit = {5000.0, 6234.0, {1.2468, {1.1, 1.4, 0.95, IntervalKind::fieller}, RatioSet::between}};
    targets.futures = 1024;
    for (const auto& declaration : target_effects) {
        EffectTarget target;
        target.effect = declaration.effect;
        target.interval = {0.1, 0.9, 0.95, IntervalKind::student_t};
        targets.effects.push_back(target);
    }
    targets.effects[1].answer = TargetAnswer::at_a_position;
    targets.effects[1].position = 0.5;
    targets.effects[1].observables = targets.observables;
    targets.effects[2].answer = TargetAnswer::always;
    targets.effects[4].answer = TargetAnswer::at_a_position;
    targets.effects[4].position = 1.75;
    targets.effects[4].interval.high = std::numeric_limits<double>::infinity();
    return targets;
}

TEST(TargetTable, SaysWhatWouldMakeADesignPay)
{
    const std::string text = target_table(some_targets(), "kEUR");
    expect_narrow(text);
    EXPECT_THAT(text, HasSubstr("matrix does not pay for itself by year 5 against none"));
    EXPECT_THAT(text, HasSubstr("not even at no cost"));
    EXPECT_THAT(text, HasSubstr("from +0.50 (+0.10 to +0.90)"));
    EXPECT_THAT(text, HasSubstr("pays even at the weak end"));
    EXPECT_THAT(text, HasSubstr("beyond the evidence"));
    EXPECT_THAT(text, HasSubstr("from 1.75 (0.10 to > 64)"));
    EXPECT_THAT(text, HasSubstr("7.1 %"));
    EXPECT_THAT(text, HasSubstr("1.25 times (1.10 to 1.40)"));
    expect_narrow(target_rules(std::vector{some_targets()}));
}

TEST(TargetTable, SaysHowSureItIs)
{
    BreakEvenTargets targets = some_targets();
    targets.interval.high = 400.0;
    EXPECT_THAT(target_table(targets, "kEUR"), HasSubstr("matrix may or may not pay for itself by year 5"));
    targets.interval.low = 100.0;
    EXPECT_THAT(target_table(targets, "kEUR"), HasSubstr("matrix pays for itself by year 5"));
    targets.benefit.benefits = -1.0;
    EXPECT_THAT(target_table(targets, "kEUR"), HasSubstr("No multiple of such benefits"));
}

TEST(TargetJson, HoldsNullWhereThereIsNothing)
{
    const auto json = nlohmann::json::parse(target_json(std::vector{some_targets()}, "kEUR")).at("targets").at(0);
    EXPECT_EQ(json.at("effects").size(), target_effects.size());
    EXPECT_TRUE(json.at("effects").at(0).at("observables").is_null());
    EXPECT_EQ(json.at("effects").at(1).at("position"), 0.5);
    EXPECT_TRUE(json.at("effects").at(4).at("interval").at("high").is_null());
    EXPECT_EQ(json.at("benefit").at("needed_factor"), 1.2468);
    const std::string csv = target_csv(std::vector{some_targets()}, "kEUR");
    EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 2 + target_effect_count);
}

} // namespace
} // namespace kamsim
