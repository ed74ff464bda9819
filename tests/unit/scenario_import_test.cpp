// Accounts as a CRM exports them: dialects of CSV, units, currencies, dates, defaults, divisions and managers.

#include <chrono>
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/scenario_files.hpp"

namespace kamsim {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

class ScenarioImport : public testing::ScenarioFiles {
protected:
    [[nodiscard]] Scenario scenario_of(std::string_view csv, std::string_view more = "") const
    {
        write("accounts.csv", csv);
        return read_with(more, {"defaults.key_accounts=1"});
    }
    [[nodiscard]] std::vector<Account> accounts_of(std::string_view csv, std::string_view more = "") const
    {
        return scenario_of(csv, more).experiment.accounts;
    }
    [[nodiscard]] std::vector<std::string> import_errors(std::string_view csv, std::string_view more = "") const
    {
        write("accounts.csv", csv);
        return errors_with(more, {"defaults.key_accounts=1"});
    }
};

struct Dialect {
    std::string what;
    std::string csv;
    std::string keys;
};

TEST_F(ScenarioImport, EveryDialectGivesTheSameAccounts)
{
    const std::vector<Dialect> dialects{
        {"plain", "id,revenue,growth\nM\u00FCller,1234.5,0.03\n", ""},
        {"semicolons and decimal comma", "id;revenue;growth\nM\u00FCller;1234,5;0,03\n", ""},
        {"semicolons and groups", "id;revenue;growth\nM\u00FCller;1.234,5;0,03\n", ""},
        {"tabs", "id\trevenue\tgrowth\nM\u00FCller\t1 234,5\t0,03\n", ""},
        {"pipes", "id|revenue|growth\nM\u00FCller|$1,234.5|3%\n", ""},
        {"announced", "sep=;\nid;revenue;growth\nM\u00FCller;1234,5;0,03\n", ""},
        {"stated delimiter", "id;revenue,x;growth\nM\u00FCller;1234,5;0,03\n",
         "delimiter = \";\"\n[portfolio.columns]\nrevenue = \"revenue,x\"\n"},
        {"delimiter by name", "id|revenue|growth\nM\u00FCller|1234,5|0,03\n", "delimiter = \"pipe\"\n"},
        {"lone carriage returns", "id,revenue,growth\rM\u00FCller,1234.5,0.03\r", ""},
        {"byte order mark, CRLF", "\xEF\xBB\xBFid,revenue,growth\r\nM\u00FCller,1234.5,0.03\r\n", ""},
        {"windows-1252", "id;revenue;growth\nM\xFCller;1234,5;0,03\n", "encoding = \"windows-1252\"\n"},
        {"iso-8859-1", "id;revenue;growth\nM\xFCller;1234,5;0,03\n", "encoding = \"iso-8859-1\"\n"},
    };
    for (const Dialect& dialect : dialects) {
        const std::vector<Account> accounts = accounts_of(dialect.csv, dialect.keys);
        ASSERT_EQ(accounts.size(), 1U) << dialect.what;
        EXPECT_EQ(accounts[0].id, "M\u00FCller") << dialect.what;
        EXPECT_DOUBLE_EQ(accounts[0].revenue, 1234.5) << dialect.what;
        EXPECT_DOUBLE_EQ(accounts[0].growth, 0.03) << dialect.what;
    }
}

TEST_F(ScenarioImport, Utf16IsReadInBothOrdersWhereItIsStated)
{
    const std::string plain = "id,revenue\nacme,12\n";
    for (const bool little_end_first : {true, false}) {
        for (const bool has_mark : {true, false}) {
            std::string bytes = has_mark ? (little_end_first ? "\xFF\xFE" : "\xFE\xFF") : "";
            for (const char letter : plain) {
                bytes += little_end_first ? std::string{letter, '\0'} : std::string{'\0', letter};
            }
            EXPECT_THAT(import_errors(bytes), ElementsAre(HasSubstr("looks like UTF-16; state encoding = \"utf-16\"")));
            const std::vector<Account> accounts = accounts_of(bytes, "encoding = \"utf-16\"\n");
            ASSERT_EQ(accounts.size(), 1U);
            EXPECT_EQ(accounts[0].id, "acme");
        }
    }
}

TEST_F(ScenarioImport, EncodingsThatDoNotFitAreErrors)
{
    EXPECT_THAT(import_errors("id,revenue\nM\xFCller,1\n"),
                ElementsAre(HasSubstr("accounts.csv:2: is not UTF-8; save the file as \"CSV UTF-8\", or state its "
                                      "encoding under [portfolio]")));
    EXPECT_THAT(import_errors("id,revenue\nM\x81ller,1\n", "encoding = \"windows-1252\"\n"),
                ElementsAre(HasSubstr("accounts.csv: line 2 is not windows-1252")));
    EXPECT_THAT(import_errors("id,revenue\na,1\n", "encoding = \"latin1\"\n"),
                ElementsAre(HasSubstr("\"latin1\" is no value of \"portfolio.encoding\"")));
}

TEST_F(ScenarioImport, TheDecimalMarkIsDecidedOnceForTheFile)
{
    // 1.234 alone may be both; a growth of 0,03 tells.
    EXPECT_DOUBLE_EQ(accounts_of("id;revenue;growth\na;1.234;0,03\n")[0].revenue, 1234.0);
    EXPECT_DOUBLE_EQ(accounts_of("id;revenue;growth\na;1.234;0.03\n")[0].revenue, 1.234);
    EXPECT_DOUBLE_EQ(accounts_of("id;revenue\na;1.234\n", "decimal = \"comma\"\n")[0].revenue, 1234.0);
    EXPECT_DOUBLE_EQ(accounts_of("id;revenue\na;1.234\n", "decimal = \"point\"\n")[0].revenue, 1.234);
    EXPECT_THAT(import_errors("id;revenue\na;1.234\n"),
                ElementsAre(StartsWith("accounts.csv:2: column \"revenue\": \"1.234\" may be")));
    EXPECT_THAT(
        import_errors("id;revenue;growth\na;1,5;0\nb;1.5;0\n"),
        ElementsAre(StartsWith("accounts.csv:2: column \"revenue\": \"1,5\" has a decimal comma, and \"1.5\" on "
                               "line 3 (column \"revenue\") a decimal point; state under [portfolio]")));
    // Columns that are not used say nothing.
    EXPECT_DOUBLE_EQ(accounts_of("id;revenue;version\na;1,5;2.5\n")[0].revenue, 1.5);
    EXPECT_THAT(scenario_of("id;revenue\na;1,5\n").assumptions,
                Contains("accounts.csv: delimiter semicolon, decimal comma"));
    EXPECT_THAT(scenario_of("id,revenue\na,1.5\n").assumptions, Not(Contains(HasSubstr("delimiter"))));
}

TEST_F(ScenarioImport, TextsThatStandForNothingAreMissing)
{
    for (const std::string_view text : {"", " ", "n/a", "NA", "-", "null", "#N/A", "–"}) {
        const std::vector<Account> accounts = accounts_of("id,revenue,cells\na,1," + std::string(text) + "\n");
        EXPECT_EQ(accounts.at(0).cells, 12.0) << text;
    }
    EXPECT_THAT(import_errors("id,revenue,cells\na,1,tbd\n"), ElementsAre(HasSubstr("\"tbd\" is no number")));
    EXPECT_EQ(accounts_of("id,revenue,cells\na,1,TBD\n", "missing = [\"tbd\"]\n").at(0).cells, 12.0);
    EXPECT_THAT(import_errors("id,revenue,cells\na,1,NA\n", "missing = [\"tbd\"]\n"), Not(IsEmpty()));
    EXPECT_THAT(import_errors("id,revenue\na,1\n", "missing = [3]\n"),
                ElementsAre(HasSubstr("\"portfolio.missing\" takes texts in quotes")));
    // A name may be any text: NA is a region.
    EXPECT_EQ(accounts_of("id,revenue,segment\na,1,NA\n").at(0).segment, "NA");
}

struct Unit {
    std::string column;
    std::string unit;
    std::string text;
    double expected;
};

TEST_F(ScenarioImport, EveryUnitIsBroughtIntoOurs)
{
    const std::vector<Unit> units{
        {"wallet", "units", "5000000", 5000.0},
        {"wallet", "thousands", "5000", 5000.0},
        {"wallet", "millions", "5", 5000.0},
        {"wallet", "thousands_per_month", "500", 6000.0},
        {"wallet", "units_per_month", "500000", 6000.0},
        {"wallet", "millions_per_month", "0.5", 6000.0},
        {"wallet", "thousands_per_quarter", "1500", 6000.0},
        {"wallet", "units_per_quarter", "1500000", 6000.0},
        {"wallet", "millions_per_quarter", "1.5", 6000.0},
        {"growth", "percent", "3.5", 0.035},
        {"growth", "percent", "3.5 %", 0.035},
        {"growth", "share", "0.5", 0.5},
        {"gross_margin", "share", "35 %", 0.35},
        {"satisfaction", "of_5", "4", 0.75},
        {"satisfaction", "of_5", "1", 0.0},
        {"satisfaction", "of_10", "7", 0.7},
        {"satisfaction", "percent", "64", 0.64},
        {"contract_term", "months", "18", 1.5},
        {"contract_term", "quarters", "6", 1.5},
        {"contract_term", "weeks", "52", 52.0 * 7.0 / 365.25},
        {"contract_term", "days", "365.25", 1.0},
        {"contract_term", "years", "2", 2.0},
    };
    for (const Unit& unit : units) {
        const Account account = accounts_of("id,revenue," + unit.column + "\na,10," + unit.text + "\n",
                                            "[portfolio.units]\n" + unit.column + " = \"" + unit.unit + "\"\n")
                                    .at(0);
        const double read = unit.column == "wallet"         ? account.wallet
                            : unit.column == "growth"       ? account.growth
                            : unit.column == "gross_margin" ? account.gross_margin
                            : unit.column == "satisfaction" ? account.satisfaction
                                                            : account.contract_term;
        EXPECT_DOUBLE_EQ(read, unit.expected) << unit.column << " in " << unit.unit;
    }
}

TEST_F(ScenarioImport, AUnitGoesBeforeTheScaleAndRatingsOfFitHaveThemToo)
{
    const Account account = accounts_of("id,revenue,wallet,fit_vision,fit_culture\na,2000,9,5,3\n",
                                        "scale = 0.001\n[portfolio.units]\nwallet = \"thousands\"\n"
                                        "fit_vision = \"of_5\"\nfit_culture = \"of_5\"\n")
                                .at(0);
    EXPECT_DOUBLE_EQ(account.revenue, 2.0);
    EXPECT_DOUBLE_EQ(account.wallet, 9.0);
    EXPECT_DOUBLE_EQ(account.fit, 0.75);
}

TEST_F(ScenarioImport, UnitsThatDoNotFitAreErrors)
{
    EXPECT_THAT(import_errors("id,revenue,cells\na,1,3\n", "[portfolio.units]\ncells = \"percent\"\n"),
                ElementsAre(HasSubstr("unknown key \"portfolio.units.cells\"")));
    EXPECT_THAT(import_errors("id,revenue\na,1\n", "[portfolio.units]\nrevenue = \"percent\"\n"),
                ElementsAre(HasSubstr("\"percent\" is no value of \"portfolio.units.revenue\"")));
    EXPECT_THAT(import_errors("id,revenue\na,1\n", "[portfolio.units]\nrevenu = \"units\"\n"),
                ElementsAre(HasSubstr("did you mean \"portfolio.units.revenue\"")));
    EXPECT_THAT(
        import_errors("id,revenue,satisfaction\na,1,6\n", "[portfolio.units]\nsatisfaction = \"of_5\"\n"),
        ElementsAre("accounts.csv:2: column \"satisfaction\": 6 of_5, 1.25 in our unit, must be between 0 and 1"));
    EXPECT_THAT(import_errors("id,revenue,contract_term\na,1,5 %\n"), ElementsAre(HasSubstr("is a percentage")));
    EXPECT_THAT(import_errors("id,revenue,logo\na,1,€5\n"), ElementsAre(HasSubstr("is money")));
    EXPECT_THAT(import_errors("id,revenue,contract_term\na,1,240\n"), ElementsAre(HasSubstr("[portfolio.units]")));
    EXPECT_THAT(import_errors("id,revenue,next_renewal\na,1,46023\n"),
                ElementsAre(HasSubstr("the day count of a spreadsheet")));
}

TEST_F(ScenarioImport, MoneyIsConvertedByTheRatesOfTheScenario)
{
    const std::string rates = "[portfolio.exchange_rates]\nUSD = 0.9\n";
    const std::vector<Account> accounts =
        accounts_of("id,revenue,wallet,currency\na,100,200,USD\nb,100,200,EUR\nc,100,200,\n", rates);
    EXPECT_DOUBLE_EQ(accounts.at(0).revenue, 90.0);
    EXPECT_DOUBLE_EQ(accounts.at(0).wallet, 180.0);
    EXPECT_DOUBLE_EQ(accounts.at(1).revenue, 100.0);
    EXPECT_DOUBLE_EQ(accounts.at(2).revenue, 100.0);
    EXPECT_DOUBLE_EQ(accounts_of("id,revenue\na,$100\n", rates).at(0).revenue, 90.0);
    EXPECT_THAT(import_errors("id,revenue,currency\na,1,EUR\nb,1,SEK\n", rates),
                ElementsAre(StartsWith("accounts.csv:3: column \"revenue\": is in \"SEK\", which has no rate")));
}

TEST_F(ScenarioImport, MoneyOfTwoCurrenciesWithoutRatesIsAnError)
{
    EXPECT_THAT(import_errors("id,revenue,currency\na,1,EUR\nb,1,USD\n"),
                ElementsAre(StartsWith("accounts.csv:3: column \"revenue\": is in \"USD\", and line 2 in \"EUR\"")));
    EXPECT_THAT(import_errors("id,revenue\na,€1\nb,$1\n"), ElementsAre(HasSubstr("is in \"USD\", and line 2")));
    EXPECT_THAT(import_errors("id,revenue,currency\na,1,USD\nb,1,USD\n"), IsEmpty());
    EXPECT_THAT(import_errors("id,revenue\na,1\n", "[portfolio.exchange_rates]\nUSD = -1\n"),
                ElementsAre(HasSubstr("must be above 0")));
}

constexpr std::string_view first_day = "first_day = 2026-01-01\n";

TEST_F(ScenarioImport, DatesBecomeYearsFromTheFirstDay)
{
    struct Case {
        std::string text;
        std::string keys;
    };
    for (const Case& entry :
         {Case{"2026-07-03", ""}, Case{"3.7.2026", ""}, Case{"03/07/2026", "date_format = \"d/m/y\"\n"},
          Case{"7/3/26", "date_format = \"m/d/y\"\n"}, Case{"2026-07-03 00:00:00", "date_format = \"y-m-d\"\n"}}) {
        const std::vector<Account> accounts = accounts_of("id,revenue,next_renewal\na,1," + entry.text + "\nb,1,0.25\n",
                                                          std::string(first_day) + entry.keys);
        EXPECT_DOUBLE_EQ(accounts.at(0).next_renewal, 183.0 / 365.25) << entry.text;
        EXPECT_DOUBLE_EQ(accounts.at(1).next_renewal, 0.25);
    }
    // Another date of the file tells the order.
    EXPECT_DOUBLE_EQ(
        accounts_of("id,revenue,next_renewal\na,1,03/07/2026\nb,1,31/12/2026\n", first_day).at(0).next_renewal,
        183.0 / 365.25);
    EXPECT_DOUBLE_EQ(
        accounts_of("id,revenue,next_renewal\na,1,07/03/2026\nb,1,12/31/2026\n", first_day).at(0).next_renewal,
        183.0 / 365.25);
}

TEST_F(ScenarioImport, PastRenewalsMoveOnByWholeTerms)
{
    const Scenario scenario = scenario_of("id,revenue,next_renewal,contract_term\na,1,2025-07-02,1\nb,1,2020-01-01,4\n"
                                          "c,1,2026-01-01,1\n",
                                          first_day);
    const std::vector<Account>& accounts = scenario.experiment.accounts;
    EXPECT_NEAR(accounts.at(0).next_renewal, 1.0 - 183.0 / 365.25, 1e-12);
    EXPECT_NEAR(accounts.at(1).next_renewal, 8.0 - 2192.0 / 365.25, 1e-12);
    EXPECT_DOUBLE_EQ(accounts.at(2).next_renewal, 0.0);
    EXPECT_THAT(scenario.assumptions, Contains("next_renewal of \"a\", \"b\": lies before the first day; moved on by "
                                               "whole contract terms"));
}

TEST_F(ScenarioImport, AContractsStartGivesWhatIsMissing)
{
    const Scenario scenario =
        scenario_of("id,revenue,contract_start,next_renewal,contract_term\na,1,2024-07-02,2026-07-02,\n"
                    "b,1,2025-07-02,,3\nc,1,2019-07-02,,3\n",
                    first_day);
    const std::vector<Account>& accounts = scenario.experiment.accounts;
    EXPECT_DOUBLE_EQ(accounts.at(0).contract_term, 730.0 / 365.25);
    EXPECT_DOUBLE_EQ(accounts.at(0).next_renewal, 182.0 / 365.25);
    EXPECT_DOUBLE_EQ(accounts.at(1).next_renewal, 3.0 - 183.0 / 365.25);
    EXPECT_NEAR(accounts.at(2).next_renewal, 9.0 - 2375.0 / 365.25, 1e-12);
    EXPECT_THAT(scenario.assumptions,
                Contains("contract_term of \"a\": not given; from contract_start to next_renewal"));
}

TEST_F(ScenarioImport, DatesWithFaultsAreErrors)
{
    EXPECT_THAT(
        import_errors("id,revenue,next_renewal\na,1,2026-07-02\nb,1,2026-08-02\n"),
        ElementsAre(StartsWith("accounts.csv:2: column \"next_renewal\": \"2026-07-02\" is a date; state the day "
                               "on which the simulation starts")));
    EXPECT_THAT(import_errors("id,revenue,next_renewal\na,1,03/07/2026\n", first_day),
                ElementsAre(HasSubstr("may start with the day or the month")));
    EXPECT_THAT(import_errors("id,revenue,next_renewal\na,1,31/07/2026\nb,1,07/31/2026\n", first_day),
                Contains(HasSubstr("starts with the month, and \"31/07/2026\" on line 2 with the day")));
    EXPECT_THAT(import_errors("id,revenue,next_renewal\na,1,2026-02-30\n", first_day),
                ElementsAre(HasSubstr("\"2026-02-30\" is no date")));
    EXPECT_THAT(import_errors("id,revenue,next_renewal\na,1,9999-12-31\n", first_day),
                ElementsAre(HasSubstr("more than 100 years from the first day")));
    EXPECT_THAT(import_errors("id,revenue,contract_start\na,1,long ago\n", first_day),
                ElementsAre(HasSubstr("\"long ago\" is no date")));
    EXPECT_THAT(import_errors("id,revenue,contract_start,next_renewal\na,1,2027-01-01,2026-06-01\n", first_day),
                ElementsAre(HasSubstr("starts on the day of its renewal or later")));
    EXPECT_THAT(import_errors("id,revenue\na,1\n", "first_day = \"soon\"\n"),
                ElementsAre(HasSubstr("takes a date such as 2026-01-01")));
}

TEST_F(ScenarioImport, StatedDefaultsStandOnlyInGaps)
{
    const Scenario scenario =
        scenario_of("id,revenue,cells,segment,tender\na,100,,,\nb,100,7,north,no\n",
                    "[portfolio.defaults]\ncells = 9\nsegment = \"south\"\ntender = true\ncontract_term = 1.5\n"
                    "[portfolio.constants]\nlogo = 0.9\n");
    const std::vector<Account>& accounts = scenario.experiment.accounts;
    EXPECT_EQ(accounts.at(0).cells, 9.0);
    EXPECT_EQ(accounts.at(0).segment, "south");
    EXPECT_TRUE(accounts.at(0).tender);
    EXPECT_EQ(accounts.at(1).cells, 7.0);
    EXPECT_EQ(accounts.at(1).segment, "north");
    EXPECT_FALSE(accounts.at(1).tender);
    EXPECT_EQ(accounts.at(1).contract_term, 1.5);
    EXPECT_EQ(accounts.at(1).logo, 0.9);
    EXPECT_THAT(scenario.assumptions, Contains("cells: empty for 1 of 2 accounts; 9 ([portfolio.defaults])"));
    EXPECT_THAT(scenario.assumptions, Contains("contract_term: not given; 1.5 ([portfolio.defaults])"));
    EXPECT_THAT(import_errors("id,revenue,wallet\na,100,\n", "[portfolio.defaults]\nwallet = 50\n"),
                ElementsAre(HasSubstr("is below the revenue of this account")));
    EXPECT_THAT(import_errors("id,revenue\na,100\n", "[portfolio.defaults]\nlogo = 5\n"),
                ElementsAre("scenario.toml:6:8: column \"logo\": 5 must be between 0 and 1"));
}

TEST_F(ScenarioImport, DivisionsGiveTheCellsThatTheAccountsLack)
{
    write("divisions.csv", "account;division;offer;status\na;Paris;pumps;Sold\na;Paris;service;lead\na;Lyon;pumps;\n"
                           "b;Oslo;pumps;sold\nb;Oslo;service;none\n");
    const Scenario scenario =
        scenario_of("id,revenue,cells,live_cells\na,100,,\nb,100,10,4\nc,100,,\n", "divisions = \"divisions.csv\"\n");
    const std::vector<Account>& accounts = scenario.experiment.accounts;
    EXPECT_EQ(accounts.at(0).cells, 3.0);
    EXPECT_EQ(accounts.at(0).live_cells, 1.0);
    EXPECT_EQ(accounts.at(1).cells, 10.0);
    EXPECT_EQ(accounts.at(1).live_cells, 4.0);
    EXPECT_EQ(accounts.at(2).cells, 12.0);
    ASSERT_EQ(accounts.at(0).cell_list.size(), 3U);
    EXPECT_EQ(accounts.at(0).cell_list[1].division, "Paris");
    EXPECT_EQ(accounts.at(0).cell_list[1].offer, "service");
    EXPECT_EQ(accounts.at(0).cell_list[1].status, CellStatus::lead);
    EXPECT_EQ(accounts.at(0).cell_list[0].status, CellStatus::sold);
    EXPECT_EQ(accounts.at(0).cell_list[2].status, CellStatus::none);
    EXPECT_THAT(scenario.assumptions, Contains("divisions.csv: 5 divisions x offers, 2 sold, 1 leads: a (Paris, "
                                               "service); they count as cells where the accounts file gives none"));
}

TEST_F(ScenarioImport, DivisionsWithFaultsAreErrors)
{
    const auto division_errors = [&](std::string_view csv, std::string_view accounts) {
        write("divisions.csv", csv);
        return import_errors(accounts, "divisions = \"divisions.csv\"\n");
    };
    constexpr std::string_view customers = "id,revenue,cells\nacme,100,1\n";
    EXPECT_THAT(division_errors("account,division,offer,status\nacmee,x,y,sold\n", customers),
                ElementsAre("divisions.csv:2: column \"account\": there is no account \"acmee\" — did you mean "
                            "\"acme\"?"));
    EXPECT_THAT(division_errors("account,division,offer,status\nacme,x,y,maybe\n", customers),
                ElementsAre(HasSubstr("write \"none\", \"lead\" or \"sold\"")));
    EXPECT_THAT(division_errors("account,division,offer,status\nacme,x,y,sold\nacme,x,y,lead\n", customers),
                ElementsAre(HasSubstr("stands twice")));
    EXPECT_THAT(division_errors("account,division,offer\nacme,x,\n", customers),
                ElementsAre("divisions.csv:2: column \"offer\": is empty; every row names a division and an offer"));
    EXPECT_THAT(division_errors("account,division,offer,status\nacme,x,y,sold\nacme,x,z,sold\n", customers),
                ElementsAre(HasSubstr("account \"acme\" has 1 cells and 2 live ones")));
    EXPECT_THAT(division_errors("account,offer\nacme,y\n", customers),
                ElementsAre(HasSubstr("no column \"division\"")));
    EXPECT_THAT(division_errors("account,division,offer,status\nacme,x,y,sold\n",
                                "id,revenue,wallet,status\nacme,,100,prospect\n"),
                Contains(HasSubstr("is a prospect, to which nothing is sold yet")));
}

TEST_F(ScenarioImport, ManagersStandWithTheirProficiencyAndTheirAccounts)
{
    write("managers.csv", "manager,proficiency,name\nm1,\"0,9\",First\nm2,,\n");
    const Scenario scenario =
        scenario_of("id,revenue,key_now,manager\na,100,1,m2\nb,100,1,m1\nc,100,1,\nd,100,0,someone\n",
                    "managers = \"managers.csv\"\n[today]\nstructure = \"matrix\"\n");
    const Experiment& experiment = scenario.experiment;
    ASSERT_EQ(experiment.today.managers.size(), 2U);
    EXPECT_EQ(experiment.today.managers[0].name, "First");
    EXPECT_EQ(experiment.today.managers[0].proficiency, 0.9);
    EXPECT_EQ(experiment.today.managers[1].name, "m2");
    EXPECT_EQ(experiment.today.managers[1].proficiency, std::nullopt);
    EXPECT_EQ(experiment.accounts.at(0).manager_now, 1);
    EXPECT_EQ(experiment.accounts.at(1).manager_now, 0);
    EXPECT_EQ(experiment.accounts.at(2).manager_now, -1);
    EXPECT_EQ(experiment.accounts.at(3).manager_now, -1);
}

TEST_F(ScenarioImport, WithoutAFileTheManagersAreThoseOfTheKeyAccounts)
{
    const std::string_view csv = "id,revenue,key_now,manager\na,100,1,x\nb,100,1,y\nc,100,1,x\nd,100,0,z\n";
    const Experiment experiment = scenario_of(csv, "[today]\nstructure = \"matrix\"\n").experiment;
    ASSERT_EQ(experiment.today.managers.size(), 2U);
    EXPECT_EQ(experiment.today.managers[1].name, "y");
    EXPECT_EQ(experiment.accounts.at(2).manager_now, 0);
    EXPECT_EQ(experiment.accounts.at(3).manager_now, -1);
    EXPECT_THAT(scenario_of(csv).assumptions, Contains(StartsWith("manager: no programme stands today")));
}

TEST_F(ScenarioImport, ManagersWithFaultsAreErrors)
{
    const auto manager_errors = [&](std::string_view csv) {
        write("managers.csv", csv);
        return import_errors("id,revenue,key_now,manager\na,100,1,mary\n", "managers = \"managers.csv\"\n");
    };
    EXPECT_THAT(manager_errors("manager\nmarie\n"),
                ElementsAre(HasSubstr("has no manager \"mary\" — did you mean \"marie\"?")));
    EXPECT_THAT(manager_errors("manager\nmary\nmary\n"), ElementsAre(HasSubstr("\"mary\" stands twice")));
    EXPECT_THAT(manager_errors("manager,proficiency\nmary,2\n"), ElementsAre(HasSubstr("must be between 0 and 1")));
    EXPECT_THAT(manager_errors("name\nmary\n"), Contains(HasSubstr("there is no column \"manager\"")));
}

TEST_F(ScenarioImport, FilesBesideTheAccountsHaveTheirOwnColumnsAndDialect)
{
    write("people.csv", "Firma;Person;Einstellung\na;boss;0,5\n");
    const Scenario scenario =
        scenario_of("id,revenue\na,1.5\n", "[portfolio.stakeholders]\nfile = \"people.csv\"\n"
                                           "decimal = \"comma\"\n"
                                           "columns = { account = \"Firma\", person = \"Person\", "
                                           "attitude = \"Einstellung\" }\n");
    ASSERT_EQ(scenario.experiment.accounts.at(0).stakeholders.size(), 1U);
    EXPECT_EQ(scenario.experiment.accounts.at(0).stakeholders[0].attitude, 0.5);
    EXPECT_THAT(import_errors("id,revenue\na,1\n", "[portfolio.stakeholders]\ncolumns = {}\n"),
                ElementsAre(HasSubstr("[portfolio.stakeholders] lacks \"file\"")));
    EXPECT_THAT(import_errors("id,revenue\na,1\n", "[portfolio.stakeholders]\nfile = \"people.csv\"\ncolumn = 3\n"
                                                   "columns = { account = \"Firma\", person = \"Person\" }\n"),
                ElementsAre(HasSubstr("did you mean \"portfolio.stakeholders.columns\"?")));
}

} // namespace
} // namespace kamsim
