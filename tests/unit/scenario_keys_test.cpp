// The declarations of keys and the readers agree, both ways: every declared key is read, by its declared type and
// range, and a declared default is what stands in where the key is missing. A reader that asks for an undeclared key
// throws.

#include <map>
#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/results/resolved_parameters.hpp"
#include "kamsim/scenario/scenario_keys.hpp"
#include "unit/scenario_files.hpp"

namespace kamsim {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class ScenarioKeys : public testing::ScenarioFiles {
protected:
    /// A scenario that is complete and has the key in the section; an empty value leaves the key out.
    [[nodiscard]] static std::string with(const SectionDeclaration& section, const std::string& key,
                                          const std::string& value)
    {
        const std::string line = value.empty() ? "" : fmt::format("\"{}\" = {}\n", key, value);
        const std::string alternative = "[[alternatives]]\nname = \"a\"\n";
        const std::string structure = key == "structure" || key == "plan" ? "" : "structure = \"matrix\"\n";
        const std::string portfolio =
            key == "accounts" ? "[portfolio]\n" : "[portfolio]\naccounts = \"accounts.csv\"\n";
        const std::string defaults = key == "key_accounts" ? "[defaults]\n" : "[defaults]\nkey_accounts = 2\n";
        if (section.path.empty()) {
            return line + (key == "portfolio" ? "" : portfolio)
                   + (key == "defaults" ? "" : "[defaults]\nkey_accounts = 2\n");
        }
        if (section.path == "portfolio") {
            return "[defaults]\nkey_accounts = 2\n" + portfolio + line;
        }
        if (section.path == "defaults") {
            return portfolio + defaults + line;
        }
        const std::string head = portfolio + "[defaults]\nkey_accounts = 2\n";
        if (section.path == "alternatives") {
            return head + (key == "name" ? "[[alternatives]]\n" : alternative) + structure + line;
        }
        if (section.path == "levers") {
            return head + alternative + structure + "[alternatives.levers]\n" + line;
        }
        if (section.path == "plan") {
            const std::string other = key == "year" ? "structure = \"matrix\"" : "year = 0";
            return head + alternative + fmt::format("plan = [{{ {}, \"{}\" = {} }}]\n", other, key, value);
        }
        if (section.path == "attention_weights") {
            const std::string entry = value.empty() ? "" : fmt::format("\"{}\" = {}", key, value);
            const std::string account = key == "account" ? "" : "account = \"acme\"";
            return head + alternative + structure
                   + fmt::format("attention_weights = [{{ {}{}{} }}]\n", account,
                                 account.empty() || entry.empty() ? "" : ", ", entry);
        }
        if (section.path == "cross") {
            return head + "[cross]\n" + structure + line;
        }
        if (section.path == "structures.<name>") {
            return head + "[structures.mine]\n" + (key == "on" ? "" : "on = \"matrix\"\n") + line;
        }
        if (section.path == "today" && key != "structure") {
            return head + "[today]\nstructure = \"matrix\"\n" + line;
        }
        if (section.path == "precision") {
            return head + "[precision]\n" + (key == "value" ? "" : "value = 10\n") + line;
        }
        if (section.path.starts_with("uncertainty")) {
            return head + uncertain(section, key, value, line);
        }
        return head + fmt::format("[{}]\n", section.path) + line;
    }

    /// One or two uncertain inputs, and the key where it belongs.
    [[nodiscard]] static std::string uncertain(const SectionDeclaration& section, const std::string& key,
                                               const std::string& value, const std::string& line)
    {
        const std::string growth = "\"accounts.growth\" = { distribution = \"normal\", mean = 0.03, sd = 0.01 }\n";
        const std::string discount = "discount_rate = { distribution = \"uniform\", low = 0.05, high = 0.15 }\n";
        if (section.path == "uncertainty") {
            return "[uncertainty]\n" + line + (key == "inputs" ? "" : "[uncertainty.inputs]\n" + growth);
        }
        if (section.path == "uncertainty.correlations") {
            return "[uncertainty.inputs]\n" + growth + discount + "[[uncertainty.correlations]]\n"
                   + (key == "inputs" ? "" : "inputs = [\"accounts.growth\", \"discount_rate\"]\n")
                   + (key == "rank" ? "" : "rank = 0.5\n") + line;
        }
        static const std::map<std::string, std::string> shapes{
            {"\"normal\"", "mean = 0.03\nsd = 0.01"},
            {"\"lognormal\"", "median = 0.03\nsd_log = 0.5"},
            {"\"uniform\"", "low = 0.01\nhigh = 0.02"},
            {"\"triangular\"", "low = 0.01\nmode = 0.02\nhigh = 0.03"},
            {"\"pert\"", "low = 0.01\nmode = 0.02\nhigh = 0.03"},
            {"\"beta\"", "alpha = 2\nbeta = 3"},
            {"\"discrete\"", "values = [0.01, 0.02]\nweights = [1, 2]"},
            {"\"quantiles\"", "values = [0.01, 0.02]\nprobabilities = [0.1, 0.9]"}};
        if (key == "distribution") {
            const auto shape = shapes.find(value);
            return "[uncertainty.inputs.\"accounts.growth\"]\n" + line
                   + (shape == shapes.end() ? "" : shape->second + "\n");
        }
        // A key of the shape may stand alone: its type is looked at first.
        const bool is_of_shape = section.find(key)->default_value.empty() && key != "minimum" && key != "maximum";
        return "[uncertainty.inputs.\"accounts.growth\"]\ndistribution = \"normal\"\n"
               + (is_of_shape ? "" : shapes.at("\"normal\"") + "\n") + line;
    }
};

/// A value of a type that the key does not take.
std::string wrong_value(const KeyDeclaration& key)
{
    switch (key.type) {
    case KeyType::text:
    case KeyType::text_or_table:
    case KeyType::word:
    case KeyType::truth: return "12.5";
    case KeyType::constant: return "[1]";
    default: return "\"wrong\"";
    }
}

TEST_F(ScenarioKeys, EveryDeclaredKeyIsReadAsItsType)
{
    for (const SectionDeclaration& section : scenario_sections()) {
        for (const KeyDeclaration& key : section.keys) {
            EXPECT_THAT(errors_of(with(section, key.name, wrong_value(key))),
                        Contains(HasSubstr(fmt::format("{}\" takes ", key.name))))
                << section.path << " " << key.name;
        }
    }
}

std::string number_text(const KeyDeclaration& key, double number)
{
    return key.type == KeyType::whole_number ? fmt::format("{:.0f}", number) : fmt::format("{:e}", number);
}

TEST_F(ScenarioKeys, EveryNumberIsRefusedJustOutsideOfItsDeclaredRange)
{
    for (const SectionDeclaration& section : scenario_sections()) {
        for (const KeyDeclaration& key : section.keys) {
            if (key.type != KeyType::number && key.type != KeyType::whole_number
                && key.type != KeyType::number_or_table) {
                continue;
            }
            std::vector<double> outside;
            if (key.range.least > -largest_number) {
                outside.push_back(key.range.least < 1.0 && key.range.least > 0.0 ? 0.0 : key.range.least - 1.0);
            }
            if (key.range.greatest < 9e18) {
                outside.push_back(key.range.greatest + 1.0);
            }
            for (const double number : outside) {
                EXPECT_THAT(errors_of(with(section, key.name, number_text(key, number))),
                            Contains(HasSubstr(fmt::format("{}\" is ", key.name))))
                    << section.path << " " << key.name << " " << number;
            }
        }
    }
}

TEST_F(ScenarioKeys, ADeclaredDefaultIsWhatStandsInForAMissingKey)
{
    int written = 0;
    for (const SectionDeclaration& section : scenario_sections()) {
        for (const KeyDeclaration& key : section.keys) {
            if (!is_default_a_value(key) || key.name == "key_accounts") {
                continue;
            }
            const auto resolved = [&](const std::string& value) {
                return resolved_parameters_json(read(with(section, key.name, value)).experiment);
            };
            EXPECT_TRUE(resolved(key.default_value) == resolved("")) << section.path << " " << key.name;
            ++written;
        }
    }
    EXPECT_GT(written, 100);
}

TEST_F(ScenarioKeys, EveryWordOfAKeyIsAccepted)
{
    for (const SectionDeclaration& section : scenario_sections()) {
        for (const KeyDeclaration& key : section.keys) {
            for (const std::string& word : key.words) {
                // A word that describes a file may not suit the one of this test, but it is known.
                EXPECT_THAT(errors_of(with(section, key.name, "\"" + word + "\"")),
                            Not(Contains(HasSubstr("is no value of"))))
                    << section.path << " " << key.name << " " << word;
            }
        }
    }
}

TEST_F(ScenarioKeys, NoKeyIsDeclaredTwiceAndEveryOneSaysWhatItMeans)
{
    std::set<std::string> paths;
    for (const SectionDeclaration& section : scenario_sections()) {
        EXPECT_TRUE(paths.insert(section.path).second) << section.path;
        std::set<std::string> names;
        for (const KeyDeclaration& key : section.keys) {
            EXPECT_TRUE(names.insert(key.name).second) << section.path << " " << key.name;
            EXPECT_FALSE(key.meaning.empty()) << section.path << " " << key.name;
            if (!key.section.empty()) {
                EXPECT_NO_THROW(static_cast<void>(scenario_section(key.section))) << key.section;
            }
        }
    }
    EXPECT_THROW(static_cast<void>(scenario_section("nowhere")), std::logic_error);
}

} // namespace
} // namespace kamsim
