// Writes the accounts of an invented portfolio as CSV to standard output; scenarios/data/README.md says how each
// shipped one was drawn.

#include <charconv>
#include <cstdio>
#include <exception>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "kamsim/scenario/synthetic_portfolio.hpp"

namespace {

constexpr const char* usage = "usage: draw_portfolio [--accounts 200] [--prospects 0] [--revenue 150000] [--seed 1]\n"
                              "  --accounts   number of accounts, prospects included\n"
                              "  --prospects  number of prospects among them\n"
                              "  --revenue    yearly revenue of all customers, in thousands\n"
                              "  --seed       another seed draws another portfolio\n";

template <class Number>
Number parse(std::string_view option, std::string_view text)
{
    Number number{};
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || rest != text.data() + text.size()) {
        throw std::invalid_argument(std::string(option) + " takes a number, not \"" + std::string(text) + "\"");
    }
    return number;
}

kamsim::SyntheticPortfolioDesign parse_design(std::span<char*> arguments)
{
    kamsim::SyntheticPortfolioDesign design;
    for (std::size_t i = 0; i < arguments.size(); i += 2) {
        const std::string_view option = arguments[i];
        if (i + 1 == arguments.size()) {
            throw std::invalid_argument("no value for \"" + std::string(option) + "\"");
        }
        const std::string_view value = arguments[i + 1];
        if (option == "--accounts") {
            design.accounts = parse<int>(option, value);
        } else if (option == "--prospects") {
            design.prospects = parse<int>(option, value);
        } else if (option == "--revenue") {
            design.revenue = parse<double>(option, value);
        } else if (option == "--seed") {
            design.seed = parse<std::uint64_t>(option, value);
        } else {
            throw std::invalid_argument("unknown option \"" + std::string(option) + "\"");
        }
    }
    return design;
}

} // namespace

int main(int argument_count, char** arguments)
{
    const std::span<char*> given(arguments + 1, static_cast<std::size_t>(argument_count - 1));
    if (!given.empty() && (std::string_view(given[0]) == "--help" || std::string_view(given[0]) == "-h")) {
        std::fputs(usage, stdout);
        return 0;
    }
    try {
        std::fputs(kamsim::accounts_csv(kamsim::draw_synthetic_portfolio(parse_design(given))).c_str(), stdout);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "draw_portfolio: %s\n%s", failure.what(), usage);
        return 2;
    }
    return 0;
}
