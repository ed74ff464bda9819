#include "kamsim/scenario/starter.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "kamsim/scenario/scenario_keys.hpp"
#include "kamsim/scenario/synthetic_portfolio.hpp"

namespace kamsim {

namespace {

constexpr int starter_account_count = 40;

/// One key account for this many accounts, at most as many as the format's default.
constexpr std::size_t accounts_per_key_account = 10;
constexpr std::size_t most_key_accounts = 15;

std::size_t fitting_key_accounts(std::size_t accounts)
{
    return std::clamp<std::size_t>(accounts / accounts_per_key_account, 1, most_key_accounts);
}

/// What stands before the first full stop, semicolon or parenthesis: comments are no place for details.
std::string_view first_clause(std::string_view meaning)
{
    return meaning.substr(0, std::min({meaning.find("; "), meaning.find(". "), meaning.find(" (")}));
}

/// The keys of a section whose default is a value, each as a comment that can be uncommented and changed.
std::string defaults_of(std::string_view path, std::string_view left_out = "")
{
    std::string text;
    for (const KeyDeclaration& key : scenario_section(path).keys) {
        if (is_default_a_value(key) && key.name != left_out) {
            text += fmt::format("{:<34} # {}\n", fmt::format("# {} = {}", key.name, key.default_value),
                                first_clause(key.meaning));
        }
    }
    return text;
}

std::string scenario_with(std::string_view title, const std::string& portfolio, std::size_t accounts)
{
    std::string text =
        fmt::format("# A scenario of kamsim. Run it with: kamsim run scenario.toml\n"
                    "# docs/formats/scenario.md lists every key. A line that starts with # is a comment; "
                    "those with\n# a key show its default.\n\n"
                    "title = {}\n\n[simulation]\n",
                    toml_text(title));
    // Two keys for one thing would contradict each other as soon as one of them is changed.
    text += defaults_of("simulation", "periods_per_year") + "\n" + portfolio;
    text += "\n[today]                            # what stands before the first day\n" + defaults_of("today");
    text += "\n[firm]                             # for the risk of ruin\n" + defaults_of("firm");
    text += "\n[parameters]                       # any of docs/formats/parameters.md, for example:\n"
            "# \"retention.save\" = 0.8\n";
    text +=
        "\n# [uncertainty.inputs]             # what is not known exactly; docs/guide/uncertainty.md\n"
        "# retention.leaving_base = \"evidence\" # by the range of docs/formats/parameters.md\n"
        "# accounts.wallet = { distribution = \"lognormal\", q05 = 0.6, q95 = 1.7, as = \"factor\", each = true }\n";
    text += "\n# [structures.my_matrix]           # a structure of your own, on top of a built-in one\n"
            "# on = \"matrix\"\n# setup = 350\n";
    text += fmt::format("\n[defaults]                         # what all alternatives share\n{:<34} # a tenth of the "
                        "accounts, at most {}; yours may differ\n",
                        fmt::format("key_accounts = {}", fitting_key_accounts(accounts)), most_key_accounts);
    text += defaults_of("defaults", "key_accounts");
    text += "\n# The designs that are compared.\n";
    for (const std::string_view structure : {"none", "early_stage", "matrix", "centralized"}) {
        text += fmt::format("[[alternatives]]\nname = \"{0}\"\nstructure = \"{0}\"\n\n", structure);
    }
    text.pop_back();
    return text;
}

} // namespace

std::string starter_scenario()
{
    return scenario_with("A first scenario",
                         "[portfolio]\n"
                         "accounts = \"accounts.csv\"           # invented accounts; replace them by your own\n"
                             + defaults_of("portfolio"),
                         starter_account_count);
}

std::string starter_accounts()
{
    SyntheticPortfolioDesign design;
    design.accounts = starter_account_count;
    design.prospects = 4;
    design.revenue = 60'000.0;
    return accounts_csv(draw_synthetic_portfolio(design));
}

std::string starter_scenario(const ImportGuess& guess, std::string_view accounts, std::chrono::year_month_day first_day)
{
    return scenario_with("Our accounts",
                         "# How to read the file was guessed. Lines with CHECK are doubtful: look at them first.\n"
                             + portfolio_toml(guess, accounts, first_day),
                         guess.rows);
}

} // namespace kamsim
