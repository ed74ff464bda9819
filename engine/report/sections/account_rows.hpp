#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "kamsim/report/report_source.hpp"

namespace kamsim::sections {

// What the sections on accounts share: reading the result by account, choosing the accounts that are shown, and making
// sentences and tables.

/// Tables of accounts have at most so many rows; the largest matter most, and every account is in `kamsim export`.
inline constexpr std::size_t most_rows_of_accounts = 40;

/// @param values by name, as they were calculated; NaN becomes missing
[[nodiscard]] Sentence say(std::string id, std::string text,
                           const std::vector<std::pair<std::string, double>>& values = {},
                           SentenceScope scope = SentenceScope::always);
/// A sentence that holds of all accounts together only.
[[nodiscard]] Sentence say_of_all(std::string id, std::string text,
                                  const std::vector<std::pair<std::string, double>>& values = {});

[[nodiscard]] TableCell text_cell(std::string text);

/// The name, or the id where there is none.
[[nodiscard]] std::string account_name(const ReportSource& source, int account);
[[nodiscard]] const Account& given_account(const ReportSource& source, int account);

/// Mean over futures of a measure of an account on the first day (year 0) or at the end of a year.
[[nodiscard]] double account_mean(const ReportSource& source, int design, AccountMeasure measure, int account,
                                  int year);
/// Of every account.
[[nodiscard]] std::vector<double> account_means(const ReportSource& source, int design, AccountMeasure measure,
                                                int year);
/// Whether it is a customer on the first day.
[[nodiscard]] bool is_customer_today(const ReportSource& source, int account);
[[nodiscard]] std::vector<int> customers_today(const ReportSource& source);

/// The recorded years: 0 is the first day, the last one the horizon.
[[nodiscard]] int last_year(const ReportSource& source);
/// When a recorded year is, in years from the first day; a broken last one is not whole.
[[nodiscard]] double time_of_year(const ReportSource& source, int year);
/// Of such times; with decimals only where the last year is broken.
[[nodiscard]] ReportColumn year_column(const ReportSource& source);
/// The last period of a recorded year after the first day.
[[nodiscard]] int period_of_year(const ReportSource& source, int year);
[[nodiscard]] const MeasureSummary& measure_at(const ReportSource& source, int design, Measure measure, int period);
/// In the last period of the recorded year.
[[nodiscard]] const MeasureSummary& measure_in(const ReportSource& source, int design, Measure measure, int year);

/// The largest of `accounts` by a number of each account, ties in the order of the file, at most `most` of them; what
/// is not a number comes last.
[[nodiscard]] std::vector<int> largest_of(std::vector<int> accounts, const std::vector<double>& number,
                                          std::size_t most = most_rows_of_accounts);

[[nodiscard]] MoneyScale scale_of(const ReportSource& source, const std::vector<double>& amounts);

/// A variant for each design.
[[nodiscard]] std::vector<FigureVariant> for_each_design(const ReportSource& source,
                                                         const std::function<FigureVariant(int design)>& variant);

/// "three", from ten on in figures.
[[nodiscard]] std::string count_text(const NumberStyle& style, double count);
/// "1 account", "2 accounts"
[[nodiscard]] std::string counted(const NumberStyle& style, double count, const std::string& noun);

/// How bands of futures are to be read.
[[nodiscard]] Sentence note_on_futures(const ReportSource& source);
/// What bands of the study rest on, or how to get it.
[[nodiscard]] Sentence note_on_study(const ReportSource& source);
/// In the place of a figure that needs the study: which one, and how to get it.
[[nodiscard]] TextBlock without_study(const std::string& number, const std::string& title);
/// That a table is cut; only where it is.
void note_cut(FigureVariant& variant, const ReportSource& source, std::size_t shown, std::size_t all,
              const std::string& order);

} // namespace kamsim::sections
