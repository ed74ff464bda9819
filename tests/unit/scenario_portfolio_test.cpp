// Accounts and stakeholders: columns, mapping, constants, scale, defaults, and errors with file, line and column.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/model/stakeholder_map.hpp"
#include "kamsim/random/draws.hpp"
#include "unit/scenario_files.hpp"

namespace kamsim {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class ScenarioPortfolio : public testing::ScenarioFiles {
protected:
    [[nodiscard]] std::vector<Account> accounts_of(std::string_view csv, std::string_view more = "") const
    {
        write("accounts.csv", csv);
        return read_with(more, {"defaults.key_accounts=1"}).experiment.accounts;
    }
    [[nodiscard]] std::vector<std::string> accounts_errors(std::string_view csv, std::string_view more = "") const
    {
        write("accounts.csv", csv);
        return errors_with(more, {"defaults.key_accounts=1"});
    }
    [[nodiscard]] std::vector<std::string> people_errors(std::string_view csv) const
    {
        write("people.csv", csv);
        return errors_with("stakeholders = \"people.csv\"\n");
    }
};

TEST_F(ScenarioPortfolio, EveryColumnIsRead)
{
    const std::vector<Account> accounts = accounts_of(
        "id,name,segment,status,revenue,wallet,cells,live_cells,growth,volatility,gross_margin,cost_to_serve,"
        "relationship,"
        "satisfaction,competition,contract_term,next_renewal,fit,logo,global_share,demanding,innovator,partner,expert,"
        "tender,key_now\n"
        "acme,Acme Ltd,retail,customer,1000,4000,10,4,0.01,0.2,0.4,0.1,0.6,0.7,0.3,3,1.5,0.8,0.9,0.25,0.35,1,true,yes,"
        "TRUE,1\n"
        "city,,,prospect,,900,,,,,,,,,,,,,,,,0,false,no,,0\n");
    ASSERT_EQ(accounts.size(), 2U);
    const Account& acme = accounts[0];
    EXPECT_EQ(acme.id, "acme");
    EXPECT_EQ(acme.name, "Acme Ltd");
    EXPECT_EQ(acme.segment, "retail");
    EXPECT_EQ(acme.status, AccountStatus::customer);
    EXPECT_EQ(acme.revenue, 1000.0);
    EXPECT_EQ(acme.wallet, 4000.0);
    EXPECT_EQ(acme.cells, 10.0);
    EXPECT_EQ(acme.live_cells, 4.0);
    EXPECT_EQ(acme.growth, 0.01);
    EXPECT_EQ(acme.volatility, 0.2);
    EXPECT_EQ(acme.gross_margin, 0.4);
    EXPECT_EQ(acme.cost_to_serve, 0.1);
    EXPECT_EQ(acme.relationship, 0.6);
    EXPECT_EQ(acme.satisfaction, 0.7);
    EXPECT_EQ(acme.competition, 0.3);
    EXPECT_EQ(acme.contract_term, 3.0);
    EXPECT_EQ(acme.next_renewal, 1.5);
    EXPECT_EQ(acme.fit, 0.8);
    EXPECT_EQ(acme.logo, 0.9);
    EXPECT_EQ(acme.global_share, 0.25);
    EXPECT_EQ(acme.demanding, 0.35);
    EXPECT_TRUE(acme.innovator && acme.partner && acme.expert && acme.tender && acme.key_now);
    const Account& city = accounts[1];
    EXPECT_EQ(city.name, "city");
    EXPECT_EQ(city.segment, "all");
    EXPECT_EQ(city.status, AccountStatus::prospect);
    EXPECT_EQ(city.revenue, 0.0);
    EXPECT_EQ(city.wallet, 900.0);
    EXPECT_EQ(city.live_cells, 0.0);
    EXPECT_FALSE(city.innovator || city.partner || city.expert || city.tender || city.key_now);
}

TEST_F(ScenarioPortfolio, MissingColumnsHaveTheirDefaultsAndASentenceEach)
{
    write("accounts.csv", "id,revenue\nacme,1000\n");
    const Scenario scenario = read_with("[today]\n", {"defaults.key_accounts=1"});
    const Account& acme = scenario.experiment.accounts.at(0);
    EXPECT_EQ(acme.wallet, 4000.0);
    EXPECT_EQ(acme.cells, 12.0);
    EXPECT_EQ(acme.live_cells, 3.0);
    EXPECT_EQ(acme.growth, 0.03);
    EXPECT_EQ(acme.volatility, 0.12);
    EXPECT_EQ(acme.gross_margin, 0.35);
    EXPECT_EQ(acme.cost_to_serve, 0.15);
    EXPECT_EQ(acme.relationship, 0.40);
    EXPECT_EQ(acme.satisfaction, 0.53);
    EXPECT_EQ(acme.competition, 0.5);
    EXPECT_EQ(acme.contract_term, 2.0);
    EXPECT_DOUBLE_EQ(acme.next_renewal, std::max(0.25, 2.0 * static_cast<double>(entity_number("acme")) * 0x1p-64));
    EXPECT_EQ(acme.fit, 0.5);
    EXPECT_EQ(acme.logo, 0.5);
    EXPECT_EQ(acme.global_share, 0.2);
    EXPECT_EQ(acme.demanding, 0.5);
    EXPECT_EQ(scenario.assumptions.size(), 16U); // one for each of the columns above
    EXPECT_THAT(scenario.assumptions, Contains("wallet: not given; revenue / 0.25 (docs/model.md)"));
    EXPECT_THAT(scenario.assumptions, Contains("cells: not given; 12 (docs/model.md)"));
}

TEST_F(ScenarioPortfolio, AnEmptyFieldIsMissingForItsRowOnly)
{
    write("accounts.csv", "id,revenue,wallet,cells\nacme,1000,5000,6\nbolt,500,,\ncity,100,, 8 \n");
    const Scenario scenario = read_with("");
    EXPECT_EQ(scenario.experiment.accounts[0].wallet, 5000.0);
    EXPECT_EQ(scenario.experiment.accounts[1].wallet, 2000.0);
    EXPECT_EQ(scenario.experiment.accounts[1].cells, 12.0);
    EXPECT_EQ(scenario.experiment.accounts[2].cells, 8.0);
    EXPECT_THAT(scenario.assumptions, Contains("wallet: empty for 2 of 3 accounts; revenue / 0.25 (docs/model.md)"));
    EXPECT_THAT(scenario.assumptions, Contains("cells: empty for 1 of 3 accounts; 12 (docs/model.md)"));
}

TEST_F(ScenarioPortfolio, ColumnsAreMappedConstantsFillAndMoneyIsScaled)
{
    write("accounts.csv", "customer,sales,purse,country,city\n7,2000,9000,UK,London\n8,1000,4000,FR,Paris\n");
    const Scenario scenario = read_with("scale = 0.001\n[portfolio.columns]\nid = \"customer\"\nrevenue = \"sales\"\n"
                                        "wallet = \"purse\"\nsegment = \"country\"\n[portfolio.constants]\ncells = 9\n"
                                        "contract_term = 1.5\ntender = true\nname = \"anonymous\"\n");
    const Account& first = scenario.experiment.accounts.at(0);
    EXPECT_EQ(first.id, "7");
    EXPECT_DOUBLE_EQ(first.revenue, 2.0);
    EXPECT_DOUBLE_EQ(first.wallet, 9.0);
    EXPECT_EQ(first.segment, "UK");
    EXPECT_EQ(first.cells, 9.0);
    EXPECT_EQ(first.contract_term, 1.5);
    EXPECT_TRUE(first.tender);
    EXPECT_EQ(first.name, "anonymous");
    EXPECT_THAT(scenario.assumptions, Contains("ignored columns of accounts.csv: city"));
    EXPECT_THAT(scenario.assumptions, ::testing::Not(Contains(StartsWith("cells:"))));
}

TEST_F(ScenarioPortfolio, AnIgnoredColumnThatIsNearToOneOfOursSaysSo)
{
    write("accounts.csv", "id,revenue,relationshp\nacme,1000,0.5\nbolt,10,0.1\n");
    EXPECT_THAT(read_with("").assumptions,
                Contains("ignored columns of accounts.csv: relationshp (near to \"relationship\")"));
}

TEST_F(ScenarioPortfolio, AConstantGoesBeforeAColumnAndMoneyOfConstantsIsNotScaled)
{
    const std::vector<Account> accounts =
        accounts_of("id,revenue,wallet,cells\nacme,1000,7000,5\n",
                    "scale = 0.001\n[portfolio.constants]\nwallet = 30\ncells = 20\n");
    EXPECT_EQ(accounts[0].cells, 20.0);
    EXPECT_EQ(accounts[0].wallet, 30.0);
}

TEST_F(ScenarioPortfolio, FitIsTheMeanOfItsRatings)
{
    const std::vector<Account> accounts =
        accounts_of("id,revenue,fit,fit_strategy,fit_culture,fit_vision,fit_organisation\n"
                    "acme,1000,,0.2,0.4,0.6,1\nbolt,500,,0.9,,,\ncity,500,0.1,1,1,1,1\n");
    EXPECT_DOUBLE_EQ(accounts[0].fit, 0.55);
    EXPECT_EQ(accounts[1].fit, 0.9);
    EXPECT_EQ(accounts[2].fit, 0.1);
}

TEST_F(ScenarioPortfolio, LiveCellsAreRaisedToHoldTheRevenue)
{
    write("accounts.csv", "id,revenue,wallet,cells,live_cells\nacme,1000,2000,10,2\nbolt,100,1000,10,4\n");
    const Scenario scenario = read_with("");
    EXPECT_EQ(scenario.experiment.accounts[0].live_cells, 5.0);
    EXPECT_EQ(scenario.experiment.accounts[1].live_cells, 4.0);
    EXPECT_THAT(scenario.assumptions, Contains(StartsWith("live_cells of \"acme\": raised")));
}

TEST_F(ScenarioPortfolio, TheFileMayHaveAByteOrderMarkQuotesAndOtherLineEnds)
{
    const std::vector<Account> accounts = accounts_of("\xEF\xBB\xBFid,name,revenue\r\n\"a\",\"Say \"\"hi\"\", "
                                                      "Bob\",10\r\n\r\nb,\"two\nlines\",20\r\nc,Gr\xC3\xB6\xC3\x9F"
                                                      "e,30");
    ASSERT_EQ(accounts.size(), 3U);
    EXPECT_EQ(accounts[0].id, "a");
    EXPECT_EQ(accounts[0].name, "Say \"hi\", Bob");
    EXPECT_EQ(accounts[1].name, "two\nlines");
    EXPECT_EQ(accounts[2].name, "Gr\xC3\xB6\xC3\x9F"
                                "e");
    EXPECT_EQ(accounts[2].revenue, 30.0);
}

TEST_F(ScenarioPortfolio, ErrorsNameTheLineAlsoAfterFieldsOfSeveralLines)
{
    EXPECT_THAT(accounts_errors("id,name,revenue\na,\"two\nlines\",10\n\nb,x,ten\n"),
                ElementsAre(StartsWith("accounts.csv:5: column \"revenue\": \"ten\" is no number")));
}

TEST_F(ScenarioPortfolio, AFileThatIsNoTableIsAnError)
{
    EXPECT_THAT(accounts_errors(""), Contains(StartsWith("accounts.csv: the file has no header line")));
    EXPECT_THAT(accounts_errors("id/revenue\nacme/1000\n"), Contains(HasSubstr("there is no column \"id\"")));
    EXPECT_THAT(accounts_errors("id,revenue,id\nacme,1,b\n"),
                ElementsAre("accounts.csv:1: column \"id\" stands twice in the header"));
    EXPECT_THAT(accounts_errors("id,revenue\nacme,1\nbolt,1,000\n"),
                ElementsAre(StartsWith("accounts.csv:3: the row has 3 fields and the header 2")));
    EXPECT_THAT(accounts_errors("id,revenue\nacme,1\nbo\"lt,1\n"),
                ElementsAre(StartsWith("accounts.csv:3: a quotation mark")));
    EXPECT_THAT(accounts_errors("id,revenue\nacme,1\n\"bolt,1\n"),
                ElementsAre(StartsWith("accounts.csv:3: a field starts")));
    EXPECT_THAT(accounts_errors("id,revenue\nM\xFCller,1\n"), ElementsAre(StartsWith("accounts.csv:2: is not UTF-8")));
    EXPECT_THAT(accounts_errors("id,revenue\n"), ElementsAre(HasSubstr("accounts")));
}

TEST_F(ScenarioPortfolio, RequiredColumnsThatAreMissingAreErrors)
{
    EXPECT_THAT(accounts_errors("ids,revenues\nacme,1\n"),
                ElementsAre(StartsWith("accounts.csv:1: there is no column \"id\" — did you mean \"ids\"?"),
                            StartsWith("accounts.csv:1: there is no column \"revenue\" — did you mean \"revenues\"?")));
    EXPECT_THAT(accounts_errors("id,revenue\n,1\n"),
                ElementsAre(StartsWith("accounts.csv:2: column \"id\": is empty")));
    EXPECT_THAT(accounts_errors("id,revenue\nacme,\n"),
                ElementsAre(StartsWith("accounts.csv:2: column \"revenue\": is missing")));
    EXPECT_THAT(accounts_errors("id,revenue,status\nacme,,prospect\n"),
                ElementsAre(StartsWith("accounts.csv:2: column \"wallet\": is missing; a prospect needs")));
}

TEST_F(ScenarioPortfolio, ValuesThatDoNotFitAreErrors)
{
    EXPECT_THAT(
        accounts_errors("id,revenue,gross_margin\nacme,1,35\n"),
        ElementsAre("accounts.csv:2: column \"gross_margin\": 35 must be between 0 and 1, a share and no "
                    "percentage; where the column is in percent, state \"percent\" for it under [portfolio.units]"));
    EXPECT_THAT(accounts_errors("id,revenue,cells\nacme,1,2.5\n"),
                ElementsAre(HasSubstr("2.5 must be a whole number")));
    EXPECT_THAT(
        accounts_errors("id,revenue,growth\nacme,1,three\n"),
        ElementsAre(StartsWith("accounts.csv:2: column \"growth\": \"three\" is no number; write it with digits and a "
                               "decimal point")));
    EXPECT_THAT(accounts_errors("id,revenue,growth\nacme,1,nan\n"), ElementsAre(HasSubstr("nan must be")));
    EXPECT_THAT(
        accounts_errors("id,revenue,status\nacme,1,custumer\n"),
        ElementsAre("accounts.csv:2: column \"status\": \"custumer\" is no status — did you mean \"customer\"?"));
    EXPECT_THAT(accounts_errors("id,revenue,expert\nacme,1,maybe\n"), ElementsAre(HasSubstr("\"maybe\" is no flag")));
    EXPECT_THAT(accounts_errors("id,revenue\nacme,0\n"), ElementsAre(HasSubstr("0 is no revenue of a customer")));
    EXPECT_THAT(accounts_errors("id,revenue,contract_term\nacme,1,0\n"), ElementsAre(HasSubstr("0 must be above 0")));
}

TEST_F(ScenarioPortfolio, ValuesThatContradictOneAnotherAreErrors)
{
    EXPECT_THAT(
        accounts_errors("id,sales,wallet\nacme,450,120\n", "[portfolio.columns]\nrevenue = \"sales\"\n"),
        ElementsAre(StartsWith("accounts.csv:2: column \"wallet\": 120 is below the revenue of this account (450)")));
    EXPECT_THAT(
        accounts_errors("id,revenue,cells,live_cells\nacme,1,4,5\n"),
        ElementsAre(StartsWith("accounts.csv:2: column \"live_cells\": 5 is more than the cells of this account (4)")));
    EXPECT_THAT(accounts_errors("id,revenue,wallet,status\nacme,1,9,prospect\n"),
                ElementsAre(HasSubstr("column \"revenue\": a prospect has no revenue")));
    EXPECT_THAT(accounts_errors("id,revenue,wallet,status,live_cells\nacme,,9,prospect,1\n"),
                ElementsAre(HasSubstr("column \"live_cells\": a prospect has no live cells")));
    EXPECT_THAT(accounts_errors("id,revenue,wallet,status,key_now\nacme,,9,prospect,1\n"),
                ElementsAre(HasSubstr("column \"key_now\": only a customer")));
    EXPECT_THAT(accounts_errors("id,revenue\nacme,1\nbolt,2\nacme,3\n"),
                ElementsAre("accounts.csv:4: column \"id\": \"acme\" stands on line 2 already; ids must differ"));
}

TEST_F(ScenarioPortfolio, MappingsAndConstantsWithFaultsAreErrors)
{
    EXPECT_THAT(errors_with("[portfolio.columns]\nwallet = \"revenu\"\n"),
                ElementsAre("scenario.toml:6:10: accounts.csv has no column \"revenu\" — did you mean \"revenue\"?"));
    EXPECT_THAT(errors_with("[portfolio.columns]\nwalet = \"revenue\"\n"),
                ElementsAre("scenario.toml:6:1: unknown key \"portfolio.columns.walet\" — did you mean "
                            "\"portfolio.columns.wallet\"?"));
    EXPECT_THAT(errors_with("[portfolio.constants]\ncell = 3\n"),
                ElementsAre("scenario.toml:6:1: unknown key \"portfolio.constants.cell\" — did you mean "
                            "\"portfolio.constants.cells\"?"));
    EXPECT_THAT(errors_with("[portfolio.constants]\ncells = [3]\n"),
                ElementsAre(StartsWith("scenario.toml:6:9: \"portfolio.constants.cells\" takes a number")));
    EXPECT_THAT(errors_with("[portfolio.constants]\nfit = 3\n"),
                Contains("scenario.toml:6:7: column \"fit\": 3 must be between 0 and 1"));
    EXPECT_THAT(errors_with("scale = 0\n"),
                ElementsAre("scenario.toml:5:9: \"portfolio.scale\" is 0; it must be above 0"));
    EXPECT_THAT(errors_with("stakeholder = \"x.csv\"\n"),
                ElementsAre(HasSubstr("did you mean \"portfolio.stakeholders\"?")));
}

TEST_F(ScenarioPortfolio, StakeholdersBelongToTheirAccountsAndGiveTheMissingRelationship)
{
    write("accounts.csv", "id,revenue,relationship\nacme,1000,\nbolt,500,0.3\ncity,20,\n");
    write("people.csv", "account,person,role,power,attitude,reports_to,influenced_by,access,contact\n"
                        "acme,boss,Chief,high,-0.5,,adviser:2.5; helper,,0\n"
                        "acme,helper,Clerk,1,0.5,boss,,,1\n"
                        "acme,adviser,Outside,2,0.8,,,0.9,no\n"
                        "bolt,boss,Owner,3,1,,,,yes\n");
    const Scenario scenario = read_with("stakeholders = \"people.csv\"\n");
    const std::vector<Account>& accounts = scenario.experiment.accounts;
    ASSERT_EQ(accounts[0].stakeholders.size(), 3U);
    const Stakeholder& boss = accounts[0].stakeholders[0];
    EXPECT_EQ(boss.person, "boss");
    EXPECT_EQ(boss.role, "Chief");
    EXPECT_EQ(boss.power, 3.0);
    EXPECT_EQ(boss.attitude, -0.5);
    EXPECT_EQ(boss.access, 0.3);
    EXPECT_FALSE(boss.contact);
    ASSERT_EQ(boss.influenced_by.size(), 2U);
    EXPECT_EQ(boss.influenced_by[0].person, "adviser");
    EXPECT_EQ(boss.influenced_by[0].weight, 2.5);
    EXPECT_EQ(boss.influenced_by[1].person, "helper");
    EXPECT_EQ(boss.influenced_by[1].weight, 1.0);
    EXPECT_EQ(accounts[0].stakeholders[1].reports_to, "boss");
    EXPECT_EQ(accounts[0].stakeholders[1].access, 1.0);
    EXPECT_TRUE(accounts[0].stakeholders[1].contact);
    EXPECT_EQ(accounts[0].stakeholders[2].access, 0.9);
    EXPECT_EQ(accounts[0].relationship, solve_stakeholder_map(accounts[0].stakeholders).relationship);
    EXPECT_EQ(accounts[1].relationship, 0.3);
    EXPECT_EQ(accounts[2].relationship, 0.40);
    EXPECT_THAT(scenario.assumptions,
                Contains(StartsWith("relationship of \"acme\": not given; from the stakeholder map")));
    EXPECT_EQ(scenario.inputs.size(), 3U);
}

TEST_F(ScenarioPortfolio, StakeholdersWithFaultsAreErrors)
{
    EXPECT_THAT(
        people_errors("account,person\nacmee,boss\n"),
        ElementsAre("people.csv:2: column \"account\": there is no account \"acmee\" — did you mean \"acme\"?"));
    EXPECT_THAT(
        people_errors("account,person,reports_to\nacme,boss,\nacme,clerk,bos\n"),
        ElementsAre("people.csv:3: column \"reports_to\": account \"acme\" has no person \"bos\" — did you mean "
                    "\"boss\"?"));
    EXPECT_THAT(people_errors("account,person,influenced_by\nacme,boss,boss:1\n"),
                ElementsAre("people.csv:2: column \"influenced_by\": \"boss\" names the person itself"));
    EXPECT_THAT(people_errors("account,person,influenced_by\nacme,boss,clerk:much\nacme,clerk,\n"),
                ElementsAre(HasSubstr("\"much\" is no number")));
    EXPECT_THAT(people_errors("account,person\nacme,boss\nacme,boss\n"),
                ElementsAre("people.csv:3: column \"person\": \"boss\" of account \"acme\" stands on line 2 already"));
    EXPECT_THAT(people_errors("account,person,attitude\nacme,boss,2\n"),
                ElementsAre("people.csv:2: column \"attitude\": 2 must be between -1 (against us) and 1 (for us)"));
    EXPECT_THAT(people_errors("account,person\nacme,\n"),
                ElementsAre(StartsWith("people.csv:2: column \"person\": is empty")));
    EXPECT_THAT(people_errors("acount,person\nacme,boss\n"),
                ElementsAre(StartsWith(
                    "people.csv:1: there is no column \"account\" — did you mean \"acount\"?; name the column "
                    "that holds it under [portfolio.stakeholders.columns]")));
    EXPECT_THAT(people_errors("account,person,power\nacme,boss,0\n"),
                ElementsAre(StartsWith("people.csv:2: stakeholders of")));
}

} // namespace
} // namespace kamsim
