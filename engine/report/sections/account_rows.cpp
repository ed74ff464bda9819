#include "report/sections/account_rows.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace kamsim::sections {

Sentence say(std::string id, std::string text, const std::vector<std::pair<std::string, double>>& values,
             SentenceScope scope)
{
    Sentence sentence{std::move(id), std::move(text), {}, scope};
    for (const auto& [name, value] : values) {
        sentence.values.push_back({name, cell(value)});
    }
    return sentence;
}

Sentence say_of_all(std::string id, std::string text, const std::vector<std::pair<std::string, double>>& values)
{
    return say(std::move(id), std::move(text), values, SentenceScope::whole_portfolio);
}

TableCell text_cell(std::string text)
{
    return text.empty() ? TableCell() : TableCell(std::move(text));
}

const Account& given_account(const ReportSource& source, int account)
{
    return source.experiment().accounts[static_cast<std::size_t>(account)];
}

std::string account_name(const ReportSource& source, int account)
{
    const auto& given = given_account(source, account);
    return given.name.empty() ? given.id : given.name;
}

double account_mean(const ReportSource& source, int design, AccountMeasure measure, int account, int year)
{
    return source.outcome().account_means[source.outcome().account_index(design, measure, account, year)];
}

std::vector<double> account_means(const ReportSource& source, int design, AccountMeasure measure, int year)
{
    std::vector<double> means;
    for (int account = 0; account < source.outcome().accounts; ++account) {
        means.push_back(account_mean(source, design, measure, account, year));
    }
    return means;
}

bool is_customer_today(const ReportSource& source, int account)
{
    return given_account(source, account).status == AccountStatus::customer;
}

std::vector<int> customers_today(const ReportSource& source)
{
    std::vector<int> customers;
    for (int account = 0; account < source.outcome().accounts; ++account) {
        if (is_customer_today(source, account)) {
            customers.push_back(account);
        }
    }
    return customers;
}

int last_year(const ReportSource& source)
{
    return source.outcome().years - 1;
}

int period_of_year(const ReportSource& source, int year)
{
    return std::min(year * source.outcome().periods_per_year, source.outcome().periods) - 1;
}

double time_of_year(const ReportSource& source, int year)
{
    return static_cast<double>(period_of_year(source, year) + 1) / source.outcome().periods_per_year;
}

ReportColumn year_column(const ReportSource& source)
{
    const bool is_whole = source.outcome().periods % source.outcome().periods_per_year == 0;
    return number_column("year", "Years from the first day", is_whole ? 0 : 2);
}

const MeasureSummary& measure_at(const ReportSource& source, int design, Measure measure, int period)
{
    return source.outcome().measures[source.outcome().measure_index(design, measure, period)];
}

const MeasureSummary& measure_in(const ReportSource& source, int design, Measure measure, int year)
{
    return measure_at(source, design, measure, period_of_year(source, year));
}

std::vector<int> largest_of(std::vector<int> accounts, const std::vector<double>& number, std::size_t most)
{
    const auto size = [&](int account) {
        const double value = number[static_cast<std::size_t>(account)];
        return std::isnan(value) ? -std::numeric_limits<double>::infinity() : value;
    };
    std::stable_sort(accounts.begin(), accounts.end(), [&](int a, int b) { return size(a) > size(b); });
    accounts.resize(std::min(accounts.size(), most));
    return accounts;
}

MoneyScale scale_of(const ReportSource& source, const std::vector<double>& amounts)
{
    double largest = 0.0;
    for (const double amount : amounts) {
        largest = std::fmax(largest, std::fabs(amount));
    }
    return source.style.money_scale(largest);
}

std::vector<FigureVariant> for_each_design(const ReportSource& source,
                                           const std::function<FigureVariant(int design)>& variant)
{
    std::vector<FigureVariant> variants;
    for (int design = 0; design < source.outcome().alternatives; ++design) {
        variants.push_back(variant(design));
        variants.back().option = static_cast<std::size_t>(design);
    }
    return variants;
}

std::string count_text(const NumberStyle& style, double count)
{
    constexpr std::array words{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};
    const bool is_small = count >= 0.0 && count < 9.5 && count == std::floor(count);
    return is_small ? words.at(static_cast<std::size_t>(count)) : style.count(count);
}

std::string counted(const NumberStyle& style, double count, const std::string& noun)
{
    return fmt::format("{} {}{}", style.count(count), noun, count == 1.0 ? "" : "s");
}

Sentence note_on_futures(const ReportSource& source)
{
    return say("accounts.note_futures",
               source.outcome().worlds > 1
                   ? "Bands hold nine in ten futures, from the 5 % to the 95 % quantile: luck, and what is not known. "
                     "Lines are means."
                   : "Bands hold nine in ten futures, from the 5 % to the 95 % quantile: luck, not precision. Lines "
                     "are means.");
}

Sentence note_on_study(const ReportSource& source)
{
    const auto& paths = source.studies.paths;
    if (!paths) {
        return say("accounts.note_no_study", "What needs accounts followed through single futures is missing in a "
                                             "quick report; a report without --quick has it.");
    }
    return say("accounts.note_study",
               fmt::format("Followed through the first {} futures{}. Bands hold nine in ten of them.",
                           source.style.count(static_cast<double>(paths->futures)),
                           paths->worlds > 1
                               ? fmt::format(" in {} worlds", source.style.count(static_cast<double>(paths->worlds)))
                               : ""),
               {{"futures", static_cast<double>(paths->futures)}, {"worlds", static_cast<double>(paths->worlds)}});
}

TextBlock without_study(const std::string& number, const std::string& title)
{
    return {"",
            TextStyle::paragraph,
            {say("accounts.no_figure", fmt::format("Figure {}, {}, needs accounts followed through single futures. A "
                                                   "report without --quick has it.",
                                                   number, title))}};
}

void note_cut(FigureVariant& variant, const ReportSource& source, std::size_t shown, std::size_t all,
              const std::string& order)
{
    if (shown < all) {
        variant.notes.push_back(say("accounts.note_cut",
                                    fmt::format("Shown: {} of {} accounts, {}. kamsim export has all of them.",
                                                source.style.count(static_cast<double>(shown)),
                                                source.style.count(static_cast<double>(all)), order),
                                    {{"shown", static_cast<double>(shown)}, {"all", static_cast<double>(all)}}));
    }
}

} // namespace kamsim::sections
