#pragma once

#include <string>
#include <vector>

#include "kamsim/report/report_source.hpp"
#include "support/hand_made_outcome.hpp"

namespace kamsim::test {

/// As if the designs had been read from a file.
[[nodiscard]] StoredResult stored_of(const HandMade& made);

/// The report of a result, without faults: a fault fails the test.
[[nodiscard]] Report written(const StoredResult& stored, const ReportStudies& studies = {},
                             const ReportOptions& options = {});

/// Every sentence of a section with this id, in order: of texts, cards, takeaways and notes.
[[nodiscard]] std::vector<Sentence> sentences_of(const Report& report, const std::string& section,
                                                 const std::string& id);
/// The first of them; an empty one where there is none.
[[nodiscard]] Sentence sentence_of(const Report& report, const std::string& section, const std::string& id);

/// A number that a sentence tells; NaN where it is missing.
[[nodiscard]] double told(const Sentence& sentence, const std::string& name);

/// @return nullptr where the report has no such figure
[[nodiscard]] const Figure* figure_of(const Report& report, const std::string& number);

/// A number of a table by its column's id; NaN where it is missing.
[[nodiscard]] double number_in(const ReportTable& table, std::size_t row, const std::string& column);
/// A text likewise.
[[nodiscard]] std::string text_in(const ReportTable& table, std::size_t row, const std::string& column);

} // namespace kamsim::test
