#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kamsim/report/document.hpp"
#include "kamsim/report/report_source.hpp"
#include "kamsim/statistics/intervals.hpp"

/// What the sections that give the answer say alike.
namespace kamsim::sections::answer {

/// Names of a list: "a", "a and b", "a, b and c".
[[nodiscard]] std::string joined(const std::vector<std::string>& parts);

/// A number of a sentence; what is not a number is missing.
[[nodiscard]] SentenceValue value_of(std::string name, double value);
[[nodiscard]] SentenceValue value_of(std::string name, std::string text);

/// Both ends are numbers.
[[nodiscard]] bool is_known(const Interval& interval);

/// "95 % interval of the mean EUR 24.5 to 27.6 M, Student t", or that one future gives none.
[[nodiscard]] std::string mean_words(const NumberStyle& style, const Interval& interval);
/// The same and the spread of futures: "...; 5-95 % of futures EUR -9.0 to 71.0 M".
[[nodiscard]] std::string precision_words(const NumberStyle& style, const FutureSummary& summary);
/// "95 % interval 65 % to 66 %, Wilson"
[[nodiscard]] std::string share_words(const NumberStyle& style, const Interval& interval);

/// "2.25 years", "1 year": as exactly as periods end.
[[nodiscard]] std::string time_words(const NumberStyle& style, double years);

/// Name of the baseline, and that it is no programme where it is none.
[[nodiscard]] std::string baseline_words(const ReportSource& source);

[[nodiscard]] const AlternativeResult& result_of(const ReportSource& source, int alternative);
[[nodiscard]] const AlternativeDetails& details_of(const ReportSource& source, int alternative);

/// End of a period in years from the first day.
[[nodiscard]] double end_of(const Outcome& outcome, int period);

/// Futures that are not independent of each other: those of a world.
[[nodiscard]] std::int64_t group_size(const Outcome& outcome);

/// How many units the intervals of means stand on: "10,000 futures", "64 worlds of 64 futures".
[[nodiscard]] std::string sample_words(const ReportSource& source);

/// What futures differ by: "luck" or, where inputs are uncertain, "luck and what is not known".
[[nodiscard]] std::string spread_words(const ReportSource& source);

/// A table's amounts have one unit.
[[nodiscard]] MoneyScale scale_of(const ReportSource& source, const std::vector<double>& amounts);

/// For a section, or a part of one, that needs what was not simulated again.
[[nodiscard]] Sentence without_studies(std::string id, std::string_view what);

/// A block of one paragraph.
[[nodiscard]] TextBlock paragraph(std::vector<Sentence> sentences, std::string heading = "");

} // namespace kamsim::sections::answer
