#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kamsim/model/experiment.hpp"
#include "kamsim/report/document.hpp"
#include "kamsim/report/report_source.hpp"

namespace kamsim::sections {

// Words that the sections on knowledge share.

/// An input as a report tells it.
struct InputWords {
    std::string path;  ///< as in a scenario
    std::string label; ///< "leaving base (retention)"
    std::string meaning;
    std::string source;
    std::optional<Grade> grade; ///< of the evidence; empty: the scenario's own figure
    Unit unit = Unit::dimensionless;
    UncertainApplication application = UncertainApplication::value;
};

/// @param uncertainty in which the input may be named, which says whether its numbers are factors
[[nodiscard]] InputWords words_of_input(const Uncertainty& uncertainty, const std::string& path);

/// "leaving base (retention)" of "retention.leaving_base".
[[nodiscard]] std::string label_of_input(const std::string& path);

/// A number of the input: with its unit, "1.2 times what is given", "+0.1 to what is given"; "as given" of NaN.
[[nodiscard]] std::string value_text(const InputWords& input, double value, const NumberStyle& style);

/// What the axis of an input is titled with, and a number on it: "hours per month" and "8"; "" and "8 %".
[[nodiscard]] std::string axis_unit(const InputWords& input, const NumberStyle& style);
[[nodiscard]] std::string axis_text(const InputWords& input, double value, const NumberStyle& style);

/// What is not known: as the scenario says or, where it says nothing, by the ranges of the evidence.
[[nodiscard]] Uncertainty uncertainty_of(const Experiment& experiment);

/// "95 % interval EUR 1.2 to 3.4 M, Student t"
[[nodiscard]] std::string money_interval_text(const Interval& interval, const NumberStyle& style);

/// What a section says whose numbers are simulated anew.
/// @param what "How far each input moves the answer"
[[nodiscard]] TextBlock not_simulated(std::string id, const std::string& what);

/// The same of what needs worlds or, where there are none, those of the evidence.
[[nodiscard]] TextBlock without_certificate(const ReportSource& source, std::string id, const std::string& what);

[[nodiscard]] TextBlock paragraph(Sentence sentence);

/// "a, b and c"
[[nodiscard]] std::string listed(const std::vector<std::string>& items);

/// "1 future", "2,048 futures"
[[nodiscard]] std::string counted(double count, const std::string& noun, const NumberStyle& style);

/// Accounts with a map of their people, the options of the choice "account": at most `most_mapped_accounts`, those with
/// the largest revenue, in the order of the experiment.
inline constexpr std::size_t most_mapped_accounts = 40;
[[nodiscard]] std::vector<int> mapped_accounts(const Experiment& experiment);

[[nodiscard]] const std::string& account_name(const Account& account);

} // namespace kamsim::sections
