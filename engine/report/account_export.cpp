#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kamsim/decision/comparison.hpp"
#include "kamsim/report/account_table.hpp"
#include "report/account_rows_shown.hpp"
#include "report/csv_text.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json; // NaN is written as null

std::string csv_row(const ShownRow& row, const AccountDifferences& differences)
{
    const auto& part = row.part;
    auto text = fmt::format("{},{},{},{},{},{}", csv_text_cell(differences.alternative),
                            csv_text_cell(differences.against), csv_text_cell(kind_text(row, differences.grouping)),
                            csv_text_cell(row.id), csv_text_cell(row.label), csv_text_cell(row.segment));
    for (const double number : {part.mean, part.standard_error, part.interval.low, part.interval.high}) {
        text += "," + csv_number_cell(number);
    }
    text += "," + csv_text_cell(name(part.interval.kind)) + "," + csv_number_cell(part.share);
    return text
           + (row.kept ? fmt::format(",{},{}\n", csv_number_cell(row.kept->alternative_only),
                                     csv_number_cell(row.kept->against_only))
                       : ",,\n");
}

Json row_json(const ShownRow& row, DifferenceGrouping grouping)
{
    const auto& part = row.part;
    Json json{{"kind", kind_text(row, grouping)}, {"name", row.label}};
    if (!row.id.empty()) {
        json["id"] = row.id;
    }
    if (grouping == DifferenceGrouping::account && row.kind == ShownKind::part) {
        json["segment"] = row.segment;
    }
    json["difference"] = part.mean;
    json["standard_error"] = part.standard_error;
    json["interval"] = {part.interval.low, part.interval.high};
    json["interval_kind"] = name(part.interval.kind);
    json["share"] = part.share;
    if (row.kept) {
        json["kept_by_alternative_only"] = row.kept->alternative_only;
        json["kept_by_against_only"] = row.kept->against_only;
    }
    return json;
}

} // namespace

std::string account_csv(const Experiment& experiment, const AccountDifferences& differences, std::size_t top)
{
    auto text = fmt::format("alternative,against,kind,id,name,segment,difference_{0},standard_error_{0},"
                            "interval_low_{0},interval_high_{0},interval_kind,share,kept_by_alternative_only,"
                            "kept_by_against_only\n",
                            experiment.currency);
    for (const auto& row : shown_rows(experiment, differences, top)) {
        text += csv_row(row, differences);
    }
    return text;
}

std::string account_json(const Experiment& experiment, const Outcome& outcome, const AccountDifferences& differences,
                         std::size_t top)
{
    Json rows = Json::array();
    for (const auto& row : shown_rows(experiment, differences, top)) {
        rows.push_back(row_json(row, differences.grouping));
    }
    const auto& concentration = differences.concentration;
    const Json document{{"title", experiment.title},
                        {"alternative", differences.alternative},
                        {"against", differences.against},
                        {"by", name(differences.grouping)},
                        {"unit", experiment.currency},
                        {"replications", outcome.replications},
                        {"interval_level", comparison_level},
                        {"sentence", concentration_sentence(differences)},
                        {"concentration",
                         {{"accounts", differences.accounts},
                          {"accounts_for_half", concentration.accounts_for_half},
                          {"gaining_accounts", concentration.gaining},
                          {"losing_accounts", concentration.losing},
                          {"gains", concentration.gains},
                          {"losses", concentration.losses}}},
                        {"rows", std::move(rows)}};
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace kamsim
