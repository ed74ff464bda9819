#include <cmath>
#include <cstdint>
#include <cstring>
#include <functional>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/model/catalogue.hpp"
#include "kamsim/model/experiment.hpp"
#include "kamsim/random/draws.hpp"

namespace kamsim {
namespace {

Account customer(const std::string& id)
{
    Account account;
    account.id = id;
    account.segment = "all";
    account.revenue = 1000.0;
    account.wallet = 4000.0;
    account.cells = 12.0;
    account.live_cells = 3.0;
    account.gross_margin = 0.35;
    account.cost_to_serve = 0.15;
    account.relationship = 0.4;
    account.satisfaction = 0.5;
    account.contract_term = 2.0;
    account.next_renewal = 1.0;
    return account;
}

Account prospect(const std::string& id)
{
    Account account = customer(id);
    account.status = AccountStatus::prospect;
    account.revenue = 0.0;
    account.live_cells = 0.0;
    return account;
}

Experiment valid_experiment()
{
    Experiment experiment;
    experiment.accounts = {customer("first"), customer("second"), prospect("third")};
    experiment.structures = {built_in_structure(BuiltInStructure::none), built_in_structure(BuiltInStructure::matrix)};
    Alternative none;
    none.name = "none";
    none.key_accounts = 0;
    Alternative matrix;
    matrix.name = "matrix";
    matrix.key_accounts = 2;
    matrix.plan = {{0.0, 1}, {3.0, 0}};
    experiment.alternatives = {none, matrix};
    experiment.parameters = default_parameters();
    return experiment;
}

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();

TEST(Experiment, RoundsPeriodsHalfUp)
{
    EXPECT_EQ(rounded_periods(2.0, 4), 8);
    EXPECT_EQ(rounded_periods(0.125, 4), 1);
    EXPECT_EQ(rounded_periods(0.124, 4), 0);
    EXPECT_EQ(rounded_periods(0.375, 4), 2);
    EXPECT_EQ(rounded_periods(1.0 / 3.0, 12), 4);
}

TEST(Experiment, SumsRevenueOfCustomersAlone)
{
    Experiment experiment = valid_experiment();
    experiment.accounts[1].revenue = 500.0;
    experiment.accounts[2].revenue = 7.0;
    EXPECT_EQ(first_year_revenue(experiment), 1500.0);
}

TEST(Account, NeedsCellsForItsRevenue)
{
    EXPECT_EQ(least_live_cells(12.0, 1000.0, 4000.0), 3.0);
    EXPECT_EQ(least_live_cells(12.0, 1001.0, 4000.0), 4.0);
    EXPECT_EQ(least_live_cells(12.0, 4000.0, 4000.0), 12.0);
    EXPECT_EQ(least_live_cells(12.0, 1.0, 4000.0), 1.0);
    EXPECT_EQ(least_live_cells(2.5, 4000.0, 4000.0), 2.5);
    // 12 * 0.7 / 2.8 is above 3 in floating point.
    EXPECT_EQ(least_live_cells(12.0, 0.7, 2.8), 3.0);
}

TEST(Account, HasADepthThatGivesBackItsRevenue)
{
    Account account = customer("first");
    account.live_cells = 5.0;
    EXPECT_DOUBLE_EQ(account.wallet * account.live_cells / account.cells * depth(account), account.revenue);
    account.live_cells = least_live_cells(account.cells, account.revenue, account.wallet);
    EXPECT_LE(depth(account), 1.0);
    EXPECT_EQ(depth(prospect("third")), 0.5);
}

TEST(Experiment, AcceptsWhatFits)
{
    EXPECT_NO_THROW(validate(valid_experiment()));
}

TEST(Experiment, AcceptsEveryRateAtZero)
{
    Experiment experiment = valid_experiment();
    for (const ModelEntry& entry : model_catalogue()) {
        if (entry.domain != Domain::positive) {
            entry.in(experiment.parameters) = 0.0;
        }
    }
    EXPECT_NO_THROW(validate(experiment));
}

struct Fault {
    std::string what;
    std::function<void(Experiment&)> make;
    std::vector<std::string> named; ///< what the message must name
};

void expect_refusal(const Fault& fault)
{
    Experiment experiment = valid_experiment();
    fault.make(experiment);
    try {
        validate(experiment);
        ADD_FAILURE() << fault.what << " was accepted";
    } catch (const std::invalid_argument& error) {
        const std::string message = error.what();
        for (const std::string& part : fault.named) {
            EXPECT_NE(message.find(part), std::string::npos) << fault.what << ": " << message;
        }
        EXPECT_NE(message.find(';'), std::string::npos) << "no advice in: " << message;
    }
}

TEST(Experiment, RefusesAccountsThatDoNotFit)
{
    const std::vector<Fault> faults{
        {"no account", [](Experiment& e) { e.accounts.clear(); }, {"accounts"}},
        {"no id", [](Experiment& e) { e.accounts[1].id.clear(); }, {"account 2", "id"}},
        {"an id twice", [](Experiment& e) { e.accounts[1].id = "first"; }, {"\"first\"", "twice"}},
        {"no revenue", [](Experiment& e) { e.accounts[0].revenue = 0.0; }, {"\"first\"", "revenue"}},
        {"endless revenue", [](Experiment& e) { e.accounts[0].revenue = infinite; }, {"\"first\"", "revenue"}},
        {"no wallet", [](Experiment& e) { e.accounts[2].wallet = 0.0; }, {"\"third\"", "wallet"}},
        {"a wallet below revenue", [](Experiment& e) { e.accounts[0].wallet = 999.0; }, {"\"first\"", "wallet"}},
        {"no cells", [](Experiment& e) { e.accounts[0].cells = 0.0; }, {"\"first\"", "cells"}},
        {"too few live cells", [](Experiment& e) { e.accounts[0].live_cells = 2.0; }, {"\"first\"", "live_cells", "3"}},
        {"too many live cells", [](Experiment& e) { e.accounts[0].live_cells = 13.0; }, {"\"first\"", "live_cells"}},
        {"a prospect that pays", [](Experiment& e) { e.accounts[2].revenue = 5.0; }, {"\"third\"", "prospect"}},
        {"a key prospect", [](Experiment& e) { e.accounts[2].key_now = true; }, {"\"third\"", "key_now"}},
        {"no growth number", [](Experiment& e) { e.accounts[0].growth = not_a_number; }, {"\"first\"", "growth"}},
        {"negative volatility", [](Experiment& e) { e.accounts[0].volatility = -0.1; }, {"\"first\"", "volatility"}},
        {"no term", [](Experiment& e) { e.accounts[0].contract_term = 0.0; }, {"\"first\"", "contract_term"}},
        {"an endless term", [](Experiment& e) { e.accounts[0].contract_term = 1e9; }, {"\"first\"", "contract_term"}},
        {"a renewal in the past",
         [](Experiment& e) { e.accounts[0].next_renewal = -1.0; },
         {"\"first\"", "next_renewal"}},
        {"a map without power",
         [](Experiment& e) {
             e.accounts[1].stakeholders.resize(1);
             e.accounts[1].stakeholders[0].power = 0.0;
         },
         {"\"second\"", "power"}}};
    for (const Fault& fault : faults) {
        expect_refusal(fault);
    }
}

TEST(Experiment, RefusesSharesOutsideOfTheUnitInterval)
{
    const std::vector<std::pair<std::string, double Account::*>> shares{{"gross_margin", &Account::gross_margin},
                                                                        {"cost_to_serve", &Account::cost_to_serve},
                                                                        {"relationship", &Account::relationship},
                                                                        {"satisfaction", &Account::satisfaction},
                                                                        {"competition", &Account::competition},
                                                                        {"fit", &Account::fit},
                                                                        {"logo", &Account::logo},
                                                                        {"global_share", &Account::global_share},
                                                                        {"demanding", &Account::demanding}};
    for (const auto& [field, member] : shares) {
        for (const double value : {-0.01, 1.01, not_a_number}) {
            expect_refusal({field,
                            [member = member, value](Experiment& e) { e.accounts[1].*member = value; },
                            {"\"second\"", field}});
        }
    }
}

TEST(Experiment, RefusesDesignsThatDoNotFit)
{
    const std::vector<Fault> faults{
        {"no alternative", [](Experiment& e) { e.alternatives.clear(); }, {"alternatives"}},
        {"a name twice", [](Experiment& e) { e.alternatives[1].name = "none"; }, {"\"none\"", "twice"}},
        {"no name", [](Experiment& e) { e.alternatives[1].name.clear(); }, {"alternative"}},
        {"an unknown structure", [](Experiment& e) { e.alternatives[1].plan[0].structure = 2; }, {"\"matrix\"", "2"}},
        {"a negative structure", [](Experiment& e) { e.alternatives[1].plan[0].structure = -1; }, {"\"matrix\"", "-1"}},
        {"a negative year", [](Experiment& e) { e.alternatives[1].plan[0].year = -1.0; }, {"\"matrix\"", "year"}},
        {"years out of order", [](Experiment& e) { e.alternatives[1].plan[0].year = 4.0; }, {"\"matrix\"", "order"}},
        {"a programme that begins in place",
         [](Experiment& e) { e.alternatives[1].plan[0].step = PlanStep::in_place; },
         {"\"matrix\"", "in place", "reorganisation"}},
        {"two steps in a period", [](Experiment& e) { e.alternatives[1].plan[1].year = 0.1; }, {"\"matrix\"", "0.1"}},
        {"negative key accounts", [](Experiment& e) { e.alternatives[1].key_accounts = -1; }, {"\"matrix\"", "-1"}},
        {"too many key accounts", [](Experiment& e) { e.alternatives[1].key_accounts = 4; }, {"\"matrix\"", "3"}},
        {"a lever above 1", [](Experiment& e) { e.alternatives[1].levers[6] = 1.1; }, {"\"matrix\"", "lever 7"}},
        {"a negative investment",
         [](Experiment& e) { e.alternatives[1].investment_budget = -1.0; },
         {"investment_budget"}},
        {"an endless rescue", [](Experiment& e) { e.alternatives[1].rescue_budget = infinite; }, {"rescue_budget"}},
        {"a negative lead", [](Experiment& e) { e.alternatives[1].tender_lead = -1.0; }, {"tender_lead"}},
        {"an unknown baseline", [](Experiment& e) { e.baseline = 2; }, {"baseline"}},
        {"no structures", [](Experiment& e) { e.structures.clear(); }, {"structures"}},
        {"none not first", [](Experiment& e) { std::swap(e.structures[0], e.structures[1]); }, {"structures", "none"}},
        {"a structure twice", [](Experiment& e) { e.structures.push_back(e.structures[1]); }, {"\"matrix\"", "twice"}},
        {"a second none", [](Experiment& e) { e.structures[1].is_programme = false; }, {"\"matrix\"", "none"}},
        {"no load", [](Experiment& e) { e.structures[1].parameters.load = 0.0; }, {"\"matrix\"", "load"}},
        {"an army of managers", [](Experiment& e) { e.structures[1].parameters.load = 1e-9; }, {"managers", "load"}},
        {"an unknown structure today", [](Experiment& e) { e.today.structure = 2; }, {"today"}},
        {"a negative age", [](Experiment& e) { e.today.programme_age = -1.0; }, {"today", "programme_age"}},
        {"a proficiency above 1", [](Experiment& e) { e.today.manager_proficiency = 1.5; }, {"manager_proficiency"}}};
    for (const Fault& fault : faults) {
        expect_refusal(fault);
    }
}

TEST(Experiment, RefusesSizesAndParametersThatDoNotFit)
{
    const std::vector<Fault> faults{
        {"no replication", [](Experiment& e) { e.replications = 0; }, {"replications"}},
        {"too many replications", [](Experiment& e) { e.replications = std::int64_t{1} << 32; }, {"replications"}},
        {"no period", [](Experiment& e) { e.periods = 0; }, {"periods"}},
        {"too many periods", [](Experiment& e) { e.periods = 0xFFFFFF; }, {"periods"}},
        {"no periods in a year", [](Experiment& e) { e.periods_per_year = 0; }, {"periods_per_year"}},
        {"a discount rate of -1", [](Experiment& e) { e.discount_rate = -1.0; }, {"discount_rate"}},
        {"no discount number", [](Experiment& e) { e.discount_rate = not_a_number; }, {"discount_rate"}},
        {"no buffer number", [](Experiment& e) { e.firm.cash_buffer = not_a_number; }, {"cash_buffer"}},
        {"negative overheads", [](Experiment& e) { e.firm.yearly_overheads = -1.0; }, {"yearly_overheads"}},
        {"a negative rate",
         [](Experiment& e) { e.parameters.development.failure_rate = -0.1; },
         {"development.failure_rate", "0 or more"}},
        {"no save number", [](Experiment& e) { e.parameters.retention.save = not_a_number; }, {"retention.save"}},
        {"tiers in the wrong order",
         [](Experiment& e) { e.parameters.ledger.commission_tier_1 = 3000.0; },
         {"commission_tier_1", "ascending"}}};
    for (const Fault& fault : faults) {
        expect_refusal(fault);
    }
    Experiment largest = valid_experiment();
    largest.replications = std::numeric_limits<std::uint32_t>::max();
    largest.periods = 0xFFFFFE;
    EXPECT_NO_THROW(validate(largest));
}

/// Another id with the same XXH64: of two stripes of 32 bytes, the second one undoes in its first word what another
/// first word of the first stripe did to the accumulator.
std::string colliding_id(const std::string& id)
{
    constexpr std::uint64_t prime_1 = 0x9E3779B185EBCA87;
    constexpr std::uint64_t prime_2 = 0xC2B2AE3D27D4EB4F;
    std::uint64_t inverse_2 = prime_2;
    for (int step = 0; step < 6; ++step) {
        inverse_2 *= 2 - prime_2 * inverse_2;
    }
    const auto accumulate = [&](std::uint64_t word) {
        const std::uint64_t sum = prime_1 + prime_2 + word * prime_2;
        return ((sum << 31) | (sum >> 33)) * prime_1;
    };
    std::uint64_t first = 0;
    std::uint64_t second = 0;
    std::memcpy(&first, id.data(), sizeof first);
    std::memcpy(&second, id.data() + 32, sizeof second);
    const std::uint64_t other_first = first + 1;
    const std::uint64_t other_second = second + (accumulate(first) - accumulate(other_first)) * inverse_2;
    std::string other = id;
    std::memcpy(other.data(), &other_first, sizeof other_first);
    std::memcpy(other.data() + 32, &other_second, sizeof other_second);
    return other;
}

TEST(Experiment, RefusesTwoIdsWithTheSameLuck)
{
    const std::string id(64, 'a');
    const std::string other = colliding_id(id);
    ASSERT_NE(id, other);
    ASSERT_EQ(entity_number(id), entity_number(other));
    expect_refusal({"two accounts with one luck",
                    [&](Experiment& e) {
                        e.accounts[0].id = id;
                        e.accounts[1].id = other;
                    },
                    {"same number in the luck", id}});
    expect_refusal({"two segments with one luck",
                    [&](Experiment& e) {
                        e.accounts[0].segment = id;
                        e.accounts[1].segment = other;
                    },
                    {"segment", "same number in the luck"}});
}

} // namespace
} // namespace kamsim
