// What a file of accounts probably is: by the words of its header and by its values, which decide.

#include <algorithm>
#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/scenario/import_check.hpp"
#include "kamsim/scenario/import_guess.hpp"
#include "kamsim/scenario/starter.hpp"
#include "unit/scenario_files.hpp"

namespace kamsim {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::chrono::year_month_day first_day(std::chrono::year{2026}, std::chrono::month{1}, std::chrono::day{1});

std::string theirs(const ImportGuess& guess, std::string_view ours)
{
    const auto found = std::ranges::find(guess.columns, ours, &GuessedColumn::ours);
    return found == guess.columns.end() ? "" : found->theirs;
}

std::string unit(const ImportGuess& guess, std::string_view ours)
{
    const auto found = std::ranges::find(guess.columns, ours, &GuessedColumn::ours);
    return found == guess.columns.end() ? "no such column" : found->unit;
}

Confidence confidence(const ImportGuess& guess, std::string_view ours)
{
    return std::ranges::find(guess.columns, ours, &GuessedColumn::ours)->confidence;
}

std::string key(const ImportGuess& guess, std::string_view name)
{
    const auto found = std::ranges::find(guess.keys, name, &GuessedKey::name);
    return found == guess.keys.end() ? "" : found->value;
}

struct Header {
    std::string ours;
    std::string theirs;
    std::string values[3];
};

TEST(ImportGuess, KnowsHeadersInFiveLanguages)
{
    const std::vector<Header> headers{
        {"revenue", "Annual Revenue", {"100", "200", "300"}},
        {"revenue", "ARR (kEUR)", {"100", "200", "300"}},
        {"revenue", "Jahresumsatz 2025", {"100", "200", "300"}},
        {"revenue", "Chiffre d'affaires", {"100", "200", "300"}},
        {"revenue", "Fatturato annuo", {"100", "200", "300"}},
        {"revenue", "Facturación", {"100", "200", "300"}},
        {"name", "Account Name", {"a", "b", "c"}},
        {"name", "Firma", {"a", "b", "c"}},
        {"name", "Raison sociale", {"a", "b", "c"}},
        {"name", "Ragione sociale", {"a", "b", "c"}},
        {"name", "Razón social", {"a", "b", "c"}},
        {"segment", "Industry", {"x", "x", "x"}},
        {"segment", "Branche", {"x", "x", "x"}},
        {"segment", "Settore", {"x", "x", "x"}},
        {"next_renewal", "renewal_date", {"2026-05-01", "2027-05-01", "2027-06-01"}},
        {"next_renewal", "ContractEndDate", {"2026-05-01", "2027-05-01", "2027-06-01"}},
        {"next_renewal", "Vertragsende", {"1.5.2026", "1.5.2027", "1.6.2027"}},
        {"next_renewal", "Échéance", {"1.5.2026", "1.5.2027", "1.6.2027"}},
        {"next_renewal", "Scadenza contratto", {"1.5.2026", "1.5.2027", "1.6.2027"}},
        {"contract_start", "Vertragsbeginn", {"1.5.2024", "1.5.2025", "1.6.2025"}},
        {"contract_term", "Laufzeit (Monate)", {"12", "24", "36"}},
        {"satisfaction", "Kundenzufriedenheit", {"1", "3", "5"}},
        {"satisfaction", "CSAT", {"61", "70", "88"}},
        {"gross_margin", "Marge brute", {"0.3", "0.4", "0.2"}},
        {"wallet", "Sales Potential", {"1000", "2000", "3000"}},
        {"key_now", "Key Account?", {"yes", "no", "no"}},
        {"manager", "Account Owner", {"m1", "m2", "m1"}},
        {"status", "Status", {"Kunde", "Kunde", "customer"}},
    };
    for (const Header& header : headers) {
        std::string csv = "Customer ID,filler," + header.theirs + (header.ours == "revenue" ? "\n" : ",Sales\n");
        for (int i = 0; i < 3; ++i) {
            csv += "c" + std::to_string(i) + ",," + header.values[i] + (header.ours == "revenue" ? "\n" : ",1\n");
        }
        const ImportGuess guess = guess_import(csv, "x.csv");
        EXPECT_EQ(theirs(guess, header.ours), header.theirs);
        EXPECT_EQ(theirs(guess, "id"), "Customer ID") << header.theirs;
        EXPECT_THAT(guess.unused, Contains("filler"));
    }
}

TEST(ImportGuess, ValuesDecideOverWords)
{
    // An id repeats nowhere, whatever its name.
    const ImportGuess repeats = guess_import("Customer No,Token,Sales\n1,a,10\n1,b,20\n2,c,30\n", "x.csv");
    EXPECT_EQ(theirs(repeats, "id"), "Token");
    EXPECT_EQ(confidence(repeats, "id"), Confidence::doubtful);
    // Words are no revenue; the largest numbers probably are.
    const ImportGuess words = guess_import("id,Revenue,Volume\n1,high,10\n2,low,20\n3,low,30\n", "x.csv");
    EXPECT_EQ(theirs(words, "revenue"), "Volume");
    EXPECT_EQ(confidence(words, "revenue"), Confidence::doubtful);
    // A type that is no status, a key that is no flag, a growth that is out of any range.
    const ImportGuess others =
        guess_import("id,sales,type,key account,growth\n1,9,GmbH,maybe,5000\n2,8,AG,yes,1\n3,7,KG,no,2\n", "x.csv");
    EXPECT_EQ(theirs(others, "status"), "");
    EXPECT_EQ(theirs(others, "key_now"), "");
    EXPECT_EQ(theirs(others, "growth"), "");
}

TEST(ImportGuess, UnitsComeFromTheHeaderOrTheSizeOfTheValues)
{
    struct Case {
        std::string header;
        std::string values[3];
        std::string ours;
        std::string unit;
        Confidence confidence;
    };
    const std::vector<Case> cases{
        {"Revenue (kEUR)", {"100", "200", "300"}, "revenue", "thousands", Confidence::sure},
        {"Revenue in TEUR", {"100", "200", "300"}, "revenue", "thousands", Confidence::sure},
        {"Umsatz Mio", {"1", "2", "3"}, "revenue", "millions", Confidence::sure},
        {"Revenue (EUR)", {"100", "200", "300"}, "revenue", "units", Confidence::sure},
        {"Revenue", {"90000", "80000", "70000"}, "revenue", "units", Confidence::doubtful},
        {"Revenue", {"900", "800", "700"}, "revenue", "thousands", Confidence::doubtful},
        {"Revenue", {"€900", "€800", "€700"}, "revenue", "units", Confidence::sure},
        {"MRR (EUR)", {"100", "200", "300"}, "revenue", "units_per_month", Confidence::sure},
        {"Revenue per quarter (kEUR)", {"100", "200", "300"}, "revenue", "thousands_per_quarter", Confidence::sure},
        {"margin", {"20", "30", "40"}, "gross_margin", "percent", Confidence::sure},
        {"margin", {"20 %", "30 %", "40 %"}, "gross_margin", "", Confidence::sure},
        {"margin", {"0.2", "0.3", "0.4"}, "gross_margin", "", Confidence::sure},
        {"satisfaction", {"1", "3", "5"}, "satisfaction", "of_5", Confidence::sure},
        {"satisfaction", {"0", "3", "9"}, "satisfaction", "of_10", Confidence::sure},
        {"satisfaction", {"40", "60", "80"}, "satisfaction", "percent", Confidence::sure},
        {"satisfaction", {"0.1", "0.5", "0.9"}, "satisfaction", "", Confidence::sure},
        {"term", {"12", "24", "36"}, "contract_term", "months", Confidence::doubtful},
        {"term (months)", {"3", "4", "5"}, "contract_term", "months", Confidence::sure},
        {"term (days)", {"365", "30", "90"}, "contract_term", "days", Confidence::sure},
        {"term", {"1", "2", "3"}, "contract_term", "", Confidence::sure},
    };
    for (const Case& entry : cases) {
        std::string csv = "id," + entry.header + (entry.ours == "revenue" ? "\n" : ",turnover\n");
        for (int i = 0; i < 3; ++i) {
            csv += std::to_string(i) + "," + entry.values[i] + (entry.ours == "revenue" ? "\n" : ",7\n");
        }
        const ImportGuess guess = guess_import(csv, "x.csv");
        EXPECT_EQ(unit(guess, entry.ours), entry.unit) << entry.header << " " << entry.values[0];
        EXPECT_EQ(confidence(guess, entry.ours), entry.confidence) << entry.header << " " << entry.values[0];
    }
}

TEST(ImportGuess, TheDialectIsStatedWhereItIsNotTheUsualOne)
{
    const ImportGuess plain = guess_import("id,sales (kEUR)\na,1.5\nb,2.5\n", "x.csv");
    EXPECT_EQ(key(plain, "decimal"), "");
    EXPECT_EQ(key(plain, "encoding"), "");
    EXPECT_EQ(key(guess_import("id;sales\na;1,5\nb;2\n", "x.csv"), "decimal"), "\"comma\"");
    const ImportGuess undecided = guess_import("id;sales\na;1.500\nb;2.500\n", "x.csv");
    EXPECT_EQ(key(undecided, "decimal"), "\"comma\"");
    EXPECT_EQ(undecided.keys.front().confidence, Confidence::doubtful);
    EXPECT_EQ(key(guess_import("id,name,sales\n1,M\xFCller,3\n", "x.csv"), "encoding"), "\"windows-1252\"");
    EXPECT_EQ(key(guess_import("id,sales,renewal date\n1,2,03/04/2026\n2,2,05/06/2026\n", "x.csv"), "date_format"),
              "\"d/m/y\"");
    EXPECT_EQ(key(guess_import("id,sales,renewal date\n1,2,03/04/2026\n2,2,05/16/2026\n", "x.csv"), "date_format"), "");
    EXPECT_THAT(guess_import("id,sales\n1,2\n2,tbd\n3,5\n", "x.csv").missing, ElementsAre("tbd"));
}

TEST(ImportGuess, CurrenciesAreSeenAndTheirRatesAskedFor)
{
    EXPECT_EQ(key(guess_import("id,sales (USD)\n1,2\n2,3\n", "x.csv"), "currency"), "\"kUSD\"");
    EXPECT_EQ(key(guess_import("id,sales (USD)\n1,2\n2,3\n", "x.csv"), "currency_per_euro"), "1.0");
    EXPECT_EQ(key(guess_import("id,sales\n1,€2\n2,€3\n", "x.csv"), "currency"), "\"kEUR\"");
    const ImportGuess several = guess_import("id,sales,currency\n1,2,CHF\n2,3,EUR\n3,4,CHF\n", "x.csv");
    EXPECT_EQ(key(several, "currency"), "\"kCHF\"");
    EXPECT_THAT(several.rates, ElementsAre("EUR"));
    EXPECT_EQ(theirs(several, "currency"), "currency");
}

TEST(ImportGuess, WhatWouldStopEveryRunIsLeftOutAndSaid)
{
    const ImportGuess usable = guess_import("id,sales,potential,status\n1,20,90,customer\n2,,80,prospect\n", "x.csv");
    EXPECT_EQ(theirs(usable, "status"), "status");
    EXPECT_THAT(usable.notes, IsEmpty());
    EXPECT_THAT(usable.defaults, IsEmpty());
    const ImportGuess with_revenue = guess_import("id,sales,type\n1,20,Customer\n2,30,Prospect\n", "x.csv");
    EXPECT_EQ(theirs(with_revenue, "status"), "");
    EXPECT_THAT(with_revenue.notes, ElementsAre(HasSubstr("\"type\" is not used: its prospects have revenue or no "
                                                          "wallet (line 3)")));
    const ImportGuess with_gap = guess_import("id,sales (EUR)\n1,20000\n2,\n3,10000\n", "x.csv");
    ASSERT_EQ(with_gap.defaults.size(), 1U);
    EXPECT_EQ(with_gap.defaults[0].name, "revenue");
    EXPECT_EQ(with_gap.defaults[0].value, "10");
    EXPECT_EQ(with_gap.defaults[0].confidence, Confidence::doubtful);
    const ImportGuess with_word = guess_import("id,sales (EUR)\n1,20000\n2,n.d.\n3,10000\n4,n.d.\n5,3\n", "x.csv");
    EXPECT_THAT(with_word.missing, ElementsAre("n.d."));
    ASSERT_EQ(with_word.defaults.size(), 1U);
    EXPECT_EQ(theirs(guess_import("Postal code,Codice,sales\n1,a,2\n2,b,3\n", "x.csv"), "id"), "Codice");
}

TEST(ImportGuess, AFileThatIsNoTableIsAnError)
{
    EXPECT_THROW(static_cast<void>(guess_import("", "x.csv")), ScenarioError);
    EXPECT_THROW(static_cast<void>(guess_import("id,sales\n", "x.csv")), ScenarioError);
}

class ImportToml : public testing::ScenarioFiles {};

TEST_F(ImportToml, NamesFromTheFileAreDataWhateverIsInThem)
{
    const std::string csv = "\"id\"\"]\nx = 1 #\",\"sales\\u0041\tnet\",evil\na,10,1\nb,20,2\n";
    write("export \"x\".csv", csv);
    const ImportGuess guess = guess_import(csv, "x.csv");
    const Scenario scenario = read(starter_scenario(guess, "export \"x\".csv", first_day));
    ASSERT_EQ(scenario.experiment.accounts.size(), 2U);
    EXPECT_EQ(scenario.experiment.accounts[1].id, "b");
    EXPECT_DOUBLE_EQ(scenario.experiment.accounts[1].revenue, 20.0);
    EXPECT_EQ(toml_text("a\"b\\c\n\x7F"), "\"a\\\"b\\\\c\\u000A\\u007F\"");
}

TEST_F(ImportToml, AGuessedScenarioReadsWhatTheFileSays)
{
    const std::string csv = "Kunden-Nr.;Firma;Umsatz (EUR);Zufriedenheit;Vertragsende\r\n"
                            "K1;Muster A;1.250.000,50;4;31.12.2026\r\nK2;Muster B;80.000;tbd;30.6.2025\r\n"
                            "K3;Muster C;75.000;1;\r\n";
    write("crm.csv", csv);
    const Scenario scenario = read(starter_scenario(guess_import(csv, "crm.csv"), "crm.csv", first_day));
    const std::vector<Account>& accounts = scenario.experiment.accounts;
    ASSERT_EQ(accounts.size(), 3U);
    EXPECT_DOUBLE_EQ(accounts[0].revenue, 1250.0005);
    EXPECT_DOUBLE_EQ(accounts[0].satisfaction, 0.75);
    EXPECT_DOUBLE_EQ(accounts[0].next_renewal, 364.0 / 365.25);
    EXPECT_EQ(accounts[1].satisfaction, 0.53);
    EXPECT_EQ(accounts[1].name, "Muster B");
    for (const Alternative& alternative : scenario.experiment.alternatives) {
        EXPECT_EQ(alternative.key_accounts, 1);
    }
}

TEST_F(ImportToml, TheStarterReadsAndSaysThatItIsInvented)
{
    write("accounts.csv", starter_accounts());
    const Scenario scenario = read(starter_scenario());
    EXPECT_EQ(scenario.experiment.accounts.size(), 40U);
    EXPECT_EQ(scenario.experiment.alternatives.size(), 4U);
    for (const Account& account : scenario.experiment.accounts) {
        EXPECT_THAT(account.name, HasSubstr("Synthetic"));
    }
    // Every default that it shows can be uncommented.
    std::string text = starter_scenario();
    for (const std::string_view line : {"# seed = ", "# discount_rate = ", "# structure = ", "# cash_buffer = ",
                                        "# levers = ", "# attention = ", "# decimal = "}) {
        const std::size_t at = text.find(line);
        ASSERT_NE(at, std::string::npos) << line;
        text.erase(at, 2);
    }
    EXPECT_NO_THROW(static_cast<void>(read(text)));
}

TEST_F(ImportToml, TheReportShowsWhatWasReadAndWhatIsWrong)
{
    write("crm.csv", "id;Umsatz (EUR);Marge\nK1;100.000,5;20\nK2;abc1;30\nK3;90.000;40\n");
    const ImportReport report = check_import(folder_ / "crm.csv", std::nullopt, first_day);
    ASSERT_TRUE(report.file);
    EXPECT_EQ(report.file->rows, 3U);
    EXPECT_EQ(report.file->delimiter, "semicolon");
    EXPECT_EQ(report.file->decimal_mark, "comma");
    EXPECT_FALSE(report.is_usable());
    EXPECT_THAT(report.errors, Contains(HasSubstr("crm.csv:3: ")));
    const auto margin = std::ranges::find(report.file->columns, "gross_margin", &ImportedColumn::ours);
    ASSERT_NE(margin, report.file->columns.end());
    EXPECT_EQ(margin->filled, 3U);
    EXPECT_DOUBLE_EQ(*margin->least, 0.2);
    EXPECT_DOUBLE_EQ(*margin->median, 0.3);
    EXPECT_DOUBLE_EQ(*margin->greatest, 0.4);
    EXPECT_EQ(margin->unit, "percent");
}

TEST_F(ImportToml, AScenarioSaysHowToReadTheFile)
{
    write("other.csv", "key,sales\na,100\nb,200\n");
    write("scenario.toml", "[portfolio]\naccounts = \"none.csv\"\nscale = 0.001\n[portfolio.columns]\nid = \"key\"\n"
                           "revenue = \"sales\"\n");
    const ImportReport report = check_import(folder_ / "other.csv", folder_ / "scenario.toml", first_day);
    EXPECT_THAT(report.errors, IsEmpty());
    EXPECT_FALSE(report.guess);
    ASSERT_TRUE(report.file);
    EXPECT_DOUBLE_EQ(*report.file->columns.back().greatest, 0.2);
    EXPECT_THAT(check_import(folder_ / "gone.csv", folder_ / "scenario.toml", first_day).errors, Not(IsEmpty()));
}

} // namespace
} // namespace kamsim
