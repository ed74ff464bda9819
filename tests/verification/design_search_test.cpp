// Searches for the best design through the whole engine: where the value of a decision is a closed form, the search
// must find its optimum, and say truly what it is worth on luck that it has not met.

#include <cmath>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "kamsim/decision/design_search.hpp"
#include "kamsim/model/catalogue.hpp"
#include "unit/scenario_files.hpp"

namespace kamsim {
namespace {

/// A scenario of one year in one period in which nothing moves but what a test says: every parameter that may be 0 is
/// 0, and nobody leaves. The structure "programme" has stood for so long that it is as mature as it gets.
class StillScenario : public testing::ScenarioFiles {
protected:
    [[nodiscard]] static std::string still(const std::string& parameters, const std::string& programme)
    {
        std::string text = "[simulation]\nyears = 1\nperiods_per_year = 1\ndiscount_rate = 0\n[portfolio]\naccounts = "
                           "\"accounts.csv\"\n[today]\nstructure = \"programme\"\nprogramme_age = 100\n[parameters]\n";
        for (const ModelEntry& entry : model_catalogue()) {
            const bool is_set = parameters.find("\"" + entry.path + "\"") != std::string::npos;
            if (entry.domain != Domain::positive && entry.path != "retention.leaving_base" && !is_set) {
                text += fmt::format("\"{}\" = 0\n", entry.path);
            }
        }
        text += "\"retention.leaving_base\" = -1000\n" + parameters + "[structures.programme]\non = \"matrix\"\n";
        for (const StructureEntry& entry : structure_catalogue()) {
            const bool is_set = programme.find(entry.name + " =") != std::string::npos;
            if (!is_set) {
                text += fmt::format("{} = {}\n", entry.name, entry.domain == Domain::positive ? 1 : 0);
            }
        }
        return text + programme
               + "[defaults]\nrescue = \"none\"\nattention = \"equal\"\nselection = \"revenue\"\nlevers = 1\n"
                 "investment_budget = 0\nrescue_budget = 0\n"
                 "[[alternatives]]\nname = \"as is\"\nstructure = \"programme\"\n";
    }
    [[nodiscard]] DesignSearch search(const std::string& text, int threads = 0) const
    {
        write("search.toml", "scenario = \"scenario.toml\"\ndesign = \"as is\"\n" + text);
        const auto plan = read_optimisation(path("search.toml"));
        const FactorSpace space(plan.scenario, plan.overrides, plan.variables);
        DesignSearchOptions options;
        options.threads = threads;
        return search_designs(plan, space, options);
    }
    [[nodiscard]] static const std::vector<double>& chosen(const DesignSearch& found)
    {
        return found.trials[found.finalists[found.chosen].trial].coordinates;
    }
};

constexpr int customers = 100;
constexpr double saturation = 2.0;  ///< kEUR of investment at an account for 1 - 1/e of what it can bring
constexpr double cell_value = 10.0; ///< kEUR a year
constexpr double most_won = 1.0;    ///< cells in the year, with endless investment

/// Investment wins cells: each account gets B/100 and wins Poisson(1 - exp(-B/200)) cells of 10 kEUR. A cell is one of
/// a thousand, so that they do not run out. The value of B over no budget is 1000 (1 - exp(-B/200)) - B, which is
/// largest at B = 200 ln 5 with 800 - 200 ln 5. (Of more than 8 cells in a period the model knows nothing: 1e-6 of the
/// value.)
class InvestmentBudget : public StillScenario {
protected:
    InvestmentBudget()
    {
        std::string accounts = "id,revenue,wallet,cells,live_cells,gross_margin,cost_to_serve,growth,volatility,"
                               "contract_term,next_renewal,global_share\n";
        for (int account = 0; account < customers; ++account) {
            accounts += fmt::format("a{},1000,10000,1000,100,1,0,0,0,50,50,0\n", account);
        }
        write("accounts.csv", accounts);
        write("scenario.toml", still(fmt::format("\"expansion.opportunity_rate\" = {}\n\"expansion.opportunity_money\" "
                                                 "= 1\n\"effort.money_scale\" = {}\n"
                                                 "\"expansion.onboarding_rate\" = 1000\n",
                                                 2.0 * most_won / 0.9, saturation / 10000.0),
                                     "")
                                   + fmt::format("key_accounts = {}\n", customers));
    }
    static constexpr double unit = customers * saturation;                 ///< kEUR
    static constexpr double most = customers * most_won * cell_value;      ///< kEUR
    static inline const double best_budget = unit * std::log(most / unit); ///< 321.9 kEUR a year
    static inline const double best_lead = most - unit - best_budget;
};

constexpr const char* budget_variable =
    "[[variable]]\npath = \"alternatives.as is.investment_budget\"\nrange = [0, 1000]\n";

TEST_F(InvestmentBudget, IsFoundAndWorthWhatTheClosedFormSays)
{
    const auto found = search(std::string("evaluations = 60\nfutures = 512\nfresh_futures = 7168\nconfidence = "
                                          "0.99\nindifference = 5\n")
                              + budget_variable);
    EXPECT_EQ(found.method, SearchMethod::stages);
    ASSERT_FALSE(found.finalists.empty());
    EXPECT_NEAR(chosen(found).front(), best_budget, 0.1 * best_budget);
    // The lead over no budget on fresh luck: 4 standard errors (a false alarm in 16,000), and these below a quarter of
    // a per cent, so that a fault of 1 % in what a cell brings, or in the budget's effect, would be seen.
    const RivalDifference& lead = found.rivals.front();
    const double budget = chosen(found).front();
    const double expected = most * (1.0 - std::exp(-budget / unit)) - budget;
    const double half_width = 0.5 * (lead.interval.high - lead.interval.low);
    const double standard_error = half_width / 2.577;
    EXPECT_LT(standard_error, 0.0025 * best_lead);
    EXPECT_NEAR(lead.mean, expected, 4.0 * standard_error);
    EXPECT_GT(expected, 0.99 * best_lead);
    EXPECT_EQ(found.verdict, RivalVerdict::beats_all);
    // Spending is the budget, for one year.
    EXPECT_NEAR(found.finalists[found.chosen].judged.spending, budget, 1e-9 * budget);
}

TEST_F(InvestmentBudget, BindsWhereSpendingIsLimitedAndItsPriceIsTheSlope)
{
    const auto found =
        search(std::string("evaluations = 60\nfutures = 256\nfresh_futures = 2048\nindifference = "
                           "5\n[[constraint]]\nfigure = \"spending\"\nat_most = 150\n[curve]\nspending = "
                           "[100, 200, 1000]\nevaluations = 30\n")
               + budget_variable);
    ASSERT_FALSE(found.finalists.empty());
    EXPECT_LE(chosen(found).front(), 150.0 + 1e-9);
    EXPECT_GT(chosen(found).front(), 140.0);
    ASSERT_EQ(found.curve.size(), 3U);
    const auto value = [](double budget) { return most * (1.0 - std::exp(-budget / unit)) - budget; };
    ASSERT_TRUE(found.curve[1].price_of_more);
    const FigureEstimate& price = *found.curve[1].price_of_more; // between 100 and 200
    const double slope = (value(200.0) - value(100.0)) / 100.0;
    EXPECT_NEAR(price.value, slope, 0.05 * slope);
    EXPECT_LT(price.interval->low, price.value);
    ASSERT_TRUE(found.curve[2].trial);
    EXPECT_NEAR(found.trials[*found.curve[2].trial].coordinates.front(), best_budget, 0.15 * best_budget);
}

TEST_F(InvestmentBudget, IsTheSameForAnyNumberOfThreads)
{
    const std::string text =
        std::string("evaluations = 40\nfutures = 32\nfresh_futures = 64\nfinalists = 3\n") + budget_variable;
    const auto one = search(text, 1);
    const auto three = search(text, 3);
    ASSERT_EQ(one.trials.size(), three.trials.size());
    for (std::size_t k = 0; k < one.trials.size(); ++k) {
        EXPECT_EQ(one.trials[k].coordinates, three.trials[k].coordinates);
        EXPECT_EQ(one.trials[k].objectives, three.trials[k].objectives);
    }
    EXPECT_EQ(one.chosen, three.chosen);
    EXPECT_EQ(one.rivals.front().mean, three.rivals.front().mean);
    EXPECT_EQ(one.optimism.gap.value, three.optimism.gap.value);
}

TEST_F(InvestmentBudget, IsNotSaidToBeatWhatItDoesNot)
{
    // The scenario's own design has the best budget already, and 24 futures cannot show a difference.
    write("best.toml",
          fmt::format("extends = \"scenario.toml\"\n[[alternatives]]\nname = \"as is\"\ninvestment_budget = "
                      "{}\n",
                      best_budget));
    write("search.toml", std::string("scenario = \"best.toml\"\ndesign = \"as is\"\nevaluations = 40\nfutures = "
                                     "24\nfresh_futures = 24\nindifference = 5\n")
                             + budget_variable);
    const auto plan = read_optimisation(path("search.toml"));
    const FactorSpace space(plan.scenario, plan.overrides, plan.variables);
    const auto found = search_designs(plan, space);
    EXPECT_EQ(found.verdict, RivalVerdict::cannot_tell);
    EXPECT_GT(found.optimism.in_search, 0.0); // on its own luck it was better: that is the optimism
    EXPECT_GT(found.optimism.gap.value, 0.0);
}

TEST_F(InvestmentBudget, TradesMoneyAgainstSpendingAlongTheKnownFront)
{
    const auto found = search(std::string("evaluations = 200\nfutures = 128\nfresh_futures = 256\nfinalists = "
                                          "6\n[[objective]]\nfigure = \"value\"\n[[objective]]\nfigure = "
                                          "\"spending\"\n")
                              + budget_variable);
    EXPECT_EQ(found.method, SearchMethod::genetic_front);
    EXPECT_EQ(found.choice, FinalChoice::front);
    ASSERT_EQ(found.finalists.size(), 6U);
    for (const std::size_t trial : found.best) { // more than the best budget pays nobody
        EXPECT_LT(found.trials[trial].coordinates.front(), 1.15 * best_budget);
    }
    EXPECT_LT(found.trials[found.best.back()].coordinates.front(), 0.1 * best_budget);
}

/// A key account brings back a share of its revenue and costs a fixed amount, without luck: an account is worth it if
/// its revenue is above a threshold, so the best number is how many there are above.
class NumberOfKeyAccounts : public StillScenario {
protected:
    NumberOfKeyAccounts()
    {
        std::string accounts = "id,revenue,wallet,cells,live_cells,gross_margin,cost_to_serve,growth,volatility,"
                               "contract_term,next_renewal\n";
        for (int account = 1; account <= 40; ++account) {
            accounts += fmt::format("a{0},{1},{2},10,10,1,0,0,0,50,50\n", account, 25 * account, 25 * account);
        }
        write("accounts.csv", accounts);
        write("scenario.toml",
              still("", fmt::format("maturity_ceiling = 1\nrecovery = 0.05\nteam_fte = 1\nfte_cost = {}\n",
                                    0.05 * threshold))
                  + "key_accounts = 5\n");
    }
    static constexpr double threshold = 662.0; ///< kEUR a year: accounts 27 to 40 are above
};

TEST_F(NumberOfKeyAccounts, IsHowManyAreAboveTheThreshold)
{
    const auto found =
        search("futures = 8\nfresh_futures = 16\nindifference = 0.01\nconfidence = 0.99\n[[variable]]\n"
               "path = \"alternatives.as is.key_accounts\"\nvalues = [0, 2, 4, 6, 8, 10, 11, 12, 13, 14, "
               "15, 16, 18, 20, 25, 30, 40]\n");
    EXPECT_EQ(found.method, SearchMethod::enumeration);
    EXPECT_EQ(found.choice, FinalChoice::guaranteed);
    EXPECT_EQ(found.choice_among, 17U);
    ASSERT_FALSE(found.finalists.empty());
    EXPECT_EQ(chosen(found).front(), 9.0); // the place of 14
    double gain = 0.0;                     // over the five largest accounts of the scenario's own design
    for (int account = 27; account <= 35; ++account) {
        gain += 0.05 * (25.0 * account - threshold);
    }
    EXPECT_NEAR(found.rivals.front().mean, gain, 1e-6 * gain);
    EXPECT_EQ(found.optimism.gap.value, 0.0); // without luck there is none
}

} // namespace
} // namespace kamsim
