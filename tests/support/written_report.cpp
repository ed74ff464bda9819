#include "support/written_report.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace kamsim::test {

StoredResult stored_of(const HandMade& made)
{
    StoredResult stored;
    stored.scenario.experiment = made.experiment;
    for (auto& alternative :
         stored.scenario.experiment.alternatives) { // a file is only read where it passes validate()
        alternative.key_accounts = static_cast<int>(made.experiment.accounts.size());
    }
    stored.outcome = made.outcome;
    stored.verdict = "The run's own words.";
    stored.program_version = "1.2.3";
    stored.program_revision = "unknown";
    return stored;
}

Report written(const StoredResult& stored, const ReportStudies& studies, const ReportOptions& options)
{
    const TableSource tables(stored);
    auto report = write_report(tables, studies, {"result.h5", {}}, options);
    for (const auto& fault : faults_of(report)) {
        ADD_FAILURE() << fault;
    }
    return report;
}

namespace {

void collect(const Block& block, std::vector<Sentence>& found)
{
    if (const auto* text = std::get_if<TextBlock>(&block)) {
        found.insert(found.end(), text->sentences.begin(), text->sentences.end());
    } else if (const auto* cards = std::get_if<CardBlock>(&block)) {
        for (const auto& card : cards->cards) {
            found.push_back(card.detail);
        }
    } else {
        for (const auto& variant : std::get<Figure>(block).variants) {
            found.insert(found.end(), variant.takeaway.begin(), variant.takeaway.end());
            found.insert(found.end(), variant.notes.begin(), variant.notes.end());
        }
    }
}

const TableCell* cell_in(const ReportTable& table, std::size_t row, const std::string& column)
{
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i].id == column) {
            return &table.rows.at(row).at(i);
        }
    }
    ADD_FAILURE() << "table " << table.id << " has no column " << column;
    return nullptr;
}

} // namespace

std::vector<Sentence> sentences_of(const Report& report, const std::string& section, const std::string& id)
{
    std::vector<Sentence> found;
    for (const auto& one : report.sections) {
        if (one.id == section) {
            for (const auto& block : one.blocks) {
                collect(block, found);
            }
        }
    }
    std::erase_if(found, [&](const Sentence& sentence) { return sentence.id != id; });
    return found;
}

Sentence sentence_of(const Report& report, const std::string& section, const std::string& id)
{
    const auto found = sentences_of(report, section, id);
    return found.empty() ? Sentence{} : found.front();
}

double told(const Sentence& sentence, const std::string& name)
{
    for (const auto& value : sentence.values) {
        if (value.name == name && std::holds_alternative<double>(value.value)) {
            return std::get<double>(value.value);
        }
    }
    return std::numeric_limits<double>::quiet_NaN();
}

const Figure* figure_of(const Report& report, const std::string& number)
{
    for (const auto& section : report.sections) {
        for (const auto& block : section.blocks) {
            const auto* figure = std::get_if<Figure>(&block);
            if (figure != nullptr && figure->number == number) {
                return figure;
            }
        }
    }
    return nullptr;
}

double number_in(const ReportTable& table, std::size_t row, const std::string& column)
{
    const auto* cell = cell_in(table, row, column);
    return cell != nullptr && std::holds_alternative<double>(*cell) ? std::get<double>(*cell)
                                                                    : std::numeric_limits<double>::quiet_NaN();
}

std::string text_in(const ReportTable& table, std::size_t row, const std::string& column)
{
    const auto* cell = cell_in(table, row, column);
    return cell != nullptr && std::holds_alternative<std::string>(*cell) ? std::get<std::string>(*cell) : "";
}

} // namespace kamsim::test
