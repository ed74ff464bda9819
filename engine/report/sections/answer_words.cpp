#include "report/sections/answer_words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace kamsim::sections::answer {

std::string joined(const std::vector<std::string>& parts)
{
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        text += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
    }
    return text;
}

SentenceValue value_of(std::string name, double value)
{
    return {std::move(name), cell(value)};
}

SentenceValue value_of(std::string name, std::string text)
{
    return {std::move(name), TableCell(std::move(text))};
}

bool is_known(const Interval& interval)
{
    return std::isfinite(interval.low) && std::isfinite(interval.high);
}

std::string mean_words(const NumberStyle& style, const Interval& interval)
{
    if (!is_known(interval)) {
        return "one future: no interval";
    }
    return fmt::format("{} interval of the mean {}, {}", style.percent(interval.level),
                       style.money_range(interval.low, interval.high), name(interval.kind));
}

std::string precision_words(const NumberStyle& style, const FutureSummary& summary)
{
    if (!is_known(summary.interval)) {
        return mean_words(style, summary.interval);
    }
    return fmt::format("{}; 5-95 % of futures {}", mean_words(style, summary.interval),
                       style.money_range(summary.quantiles.q05, summary.quantiles.q95));
}

std::string share_words(const NumberStyle& style, const Interval& interval)
{
    if (!is_known(interval)) {
        return "one future: no interval";
    }
    return fmt::format("{} interval {}, {}", style.percent(interval.level),
                       style.percent_range(interval.low, interval.high), name(interval.kind));
}

std::string time_words(const NumberStyle& style, double years)
{
    return style.plain(years) + (years == 1.0 ? " year" : " years");
}

std::string baseline_words(const ReportSource& source)
{
    const auto& name = source.design(source.baseline());
    if (!is_without_programme(source.experiment(), source.baseline())) {
        return name;
    }
    return name == "none" ? "no programme" : name + " (no programme)";
}

const AlternativeResult& result_of(const ReportSource& source, int alternative)
{
    return source.comparison().alternatives.at(static_cast<std::size_t>(alternative));
}

const AlternativeDetails& details_of(const ReportSource& source, int alternative)
{
    return source.details.alternatives.at(static_cast<std::size_t>(alternative));
}

double end_of(const Outcome& outcome, int period)
{
    return static_cast<double>(period + 1) / outcome.periods_per_year;
}

std::int64_t group_size(const Outcome& outcome)
{
    return outcome.worlds > 1 ? outcome.futures_per_world : 1;
}

std::string sample_words(const ReportSource& source)
{
    const auto& comparison = source.comparison();
    const auto count = [&](std::int64_t number) { return source.style.count(static_cast<double>(number)); };
    if (comparison.worlds > 1) {
        return fmt::format("{} worlds of {} {}", count(comparison.worlds), count(comparison.futures_per_world),
                           comparison.futures_per_world == 1 ? "future" : "futures");
    }
    return count(comparison.replications) + (comparison.replications == 1 ? " future" : " futures");
}

std::string spread_words(const ReportSource& source)
{
    return source.comparison().worlds > 1 ? "luck and what is not known" : "luck";
}

MoneyScale scale_of(const ReportSource& source, const std::vector<double>& amounts)
{
    double largest = 0.0;
    for (const double amount : amounts) {
        largest = std::isfinite(amount) ? std::max(largest, std::fabs(amount)) : largest;
    }
    return source.style.money_scale(largest);
}

Sentence without_studies(std::string id, std::string_view what)
{
    return {std::move(id),
            fmt::format("This report was written without simulating anything again, so {}. kamsim report without "
                        "--quick has it.",
                        what),
            {}};
}

TextBlock paragraph(std::vector<Sentence> sentences, std::string heading)
{
    return {std::move(heading), TextStyle::paragraph, std::move(sentences)};
}

} // namespace kamsim::sections::answer
