// Section 5: at which accounts the difference between two designs arises.

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "kamsim/decision/account_differences.hpp"
#include "report/account_rows_shown.hpp"
#include "report/sections/answer_words.hpp"
#include "report/sections/sections.hpp"

namespace kamsim::sections {

namespace {

using namespace answer;

constexpr std::size_t most_rows = 15; ///< accounts, or segments, of each pair

std::string accounts_words(const NumberStyle& style, int count)
{
    return count == 1 ? "1 account" : style.count(count) + " accounts";
}

/// The whole difference as the result has it, turned where the pair is kept the other way round.
DifferencePart total_of(const ReportSource& source, int design, int against)
{
    const auto& outcome = source.outcome();
    const auto found = find_pair(outcome.alternatives, outcome.baseline, design, against);
    if (!found) {
        return total_difference(outcome, design, against);
    }
    DifferencePart total = source.tables.total_differences.at(static_cast<std::size_t>(found->index));
    if (found->explained == PairSide::against) {
        total.mean = -total.mean;
        std::swap(total.interval.low, total.interval.high);
        total.interval.low = -total.interval.low;
        total.interval.high = -total.interval.high;
    }
    return total;
}

AccountDifferences differences_of(const ReportSource& source, int design, int against, DifferenceGrouping grouping)
{
    return account_differences(source.experiment(), source.outcome(), design, against, grouping,
                               total_of(source, design, against));
}

Sentence concentration(const ReportSource& source, const AccountDifferences& differences)
{
    const auto& style = source.style;
    const auto& total = differences.total;
    const auto& found = differences.concentration;
    if (total.mean == 0.0 && found.gaining + found.losing == 0) {
        return {
            "differences.none",
            fmt::format("{} and {} are worth the same at every account.", differences.alternative, differences.against),
            {},
            SentenceScope::whole_portfolio};
    }
    const bool is_open = !(total.interval.low > 0.0 || total.interval.high < 0.0);
    const auto settled = is_known(total.interval) && is_open ? "; not told from nothing" : "";
    auto text = fmt::format("{} is worth {} {} than {} ({}{}).", differences.alternative,
                            style.money(std::fabs(total.mean)), total.mean < 0.0 ? "less" : "more", differences.against,
                            mean_words(style, total.interval), settled);
    text += found.accounts_for_half == 0 ? " No number of accounts makes half of it: most belongs to no account."
                                         : fmt::format(" {} of {} {} half of it.", style.count(found.accounts_for_half),
                                                       accounts_words(style, differences.accounts),
                                                       found.accounts_for_half == 1 ? "makes" : "make");
    text += fmt::format(" Gains of {} at {} stand against losses of {} at {}; {} belong to no account.",
                        style.money(found.gains), accounts_words(style, found.gaining),
                        style.money(std::fabs(found.losses)), accounts_words(style, found.losing),
                        style.money(differences.unshared.mean));
    return {
        "differences.concentration",
        std::move(text),
        {value_of("difference", total.mean), value_of("low", total.interval.low), value_of("high", total.interval.high),
         value_of("accounts_for_half", static_cast<double>(found.accounts_for_half)), value_of("gains", found.gains),
         value_of("losses", found.losses), value_of("unshared", differences.unshared.mean)},
        SentenceScope::whole_portfolio};
}

MoneyScale scale_for(const ReportSource& source, const AccountDifferences& differences)
{
    std::vector<double> amounts;
    for (const auto& row : differences.rows) {
        amounts.insert(amounts.end(), {row.part.mean, row.part.interval.low, row.part.interval.high});
    }
    return scale_of(source, amounts);
}

/// Accounts in the portfolio by their id.
int account_of(const Experiment& experiment, const std::string& id)
{
    const auto& accounts = experiment.accounts;
    const auto found = std::find_if(accounts.begin(), accounts.end(), [&](const Account& one) { return one.id == id; });
    return found == accounts.end() ? -1 : static_cast<int>(found - accounts.begin());
}

/// Its name; where another account has the same one, with its id.
std::string label_of(const Experiment& experiment, const ShownRow& row)
{
    const auto same = std::count_if(experiment.accounts.begin(), experiment.accounts.end(),
                                    [&](const Account& one) { return one.name == row.label; });
    return same > 1 ? fmt::format("{} ({})", row.label, row.id) : row.label;
}

ReportTable account_rows(const ReportSource& source, const AccountDifferences& differences,
                         const std::vector<ShownRow>& rows)
{
    const auto scale = scale_for(source, differences);
    ReportTable table{"accounts",
                      fmt::format("{} against {}, by account", differences.alternative, differences.against),
                      {text_column("account", "Account"), text_column("segment", "Segment"),
                       money_column("difference", "Difference", scale),
                       money_column("low", "95 % of the mean, from", scale), money_column("high", "to", scale),
                       share_column("share", "Of the whole"),
                       share_column("kept", "Kept only under " + differences.alternative),
                       share_column("kept_other", "only under " + differences.against)},
                      {},
                      {}};
    for (const auto& row : rows) {
        if (row.kind != ShownKind::part) {
            continue;
        }
        table.rows.push_back({label_of(source.experiment(), row), row.segment, cell(row.part.mean),
                              cell(row.part.interval.low), cell(row.part.interval.high), cell(row.part.share),
                              row.kept ? cell(row.kept->alternative_only) : TableCell(),
                              row.kept ? cell(row.kept->against_only) : TableCell()});
        table.accounts.push_back(account_of(source.experiment(), row.id));
    }
    return table;
}

/// What is shown, what is not, and the whole: a sum that the reader can check.
ReportTable sum_table(const ReportSource& source, const AccountDifferences& differences,
                      const std::vector<ShownRow>& rows)
{
    double shown = 0.0;
    std::size_t count = 0;
    for (const auto& row : rows) {
        if (row.kind == ShownKind::part) {
            shown += row.part.mean;
            ++count;
        }
    }
    const auto scale = scale_of(source, {shown, differences.total.mean, differences.unshared.mean});
    ReportTable table{"sum",
                      "What it adds up to",
                      {text_column("part", "Part"), money_column("difference", "Difference", scale),
                       money_column("low", "95 % of the mean, from", scale), money_column("high", "to", scale)},
                      {},
                      {}};
    const auto kind = std::string(name(differences.grouping));
    table.rows.push_back({fmt::format("the {} {}s above", count, kind), cell(shown), TableCell(), TableCell()});
    for (const auto& row : rows) {
        if (row.kind != ShownKind::part) {
            const auto label = row.kind == ShownKind::unshared ? std::string("what no account shares")
                               : row.kind == ShownKind::total  ? std::string("the whole difference")
                                                               : row.label;
            table.rows.push_back(
                {label, cell(row.part.mean), cell(row.part.interval.low), cell(row.part.interval.high)});
        }
    }
    return table;
}

Sentence note(const ReportSource& source, const AccountDifferences& differences)
{
    const auto kind =
        differences.rows.empty() ? differences.total.interval.kind : differences.rows.front().part.interval.kind;
    return {
        "differences.note",
        fmt::format("Net present, with the programme's cost shared out; the largest {} first. Intervals: each row "
                    "alone, of the mean ({}, precision; {}). Kept only under one: share of futures in which one "
                    "design keeps the account to the horizon and the other does not. All rows are in kamsim export.",
                    most_rows, name(kind), sample_words(source)),
        {}};
}

FigureVariant account_variant(const ReportSource& source, std::size_t option)
{
    const auto [design, against] = source.pairs[option];
    const auto differences = differences_of(source, design, against, DifferenceGrouping::account);
    const auto rows = shown_rows(source.experiment(), differences, most_rows);
    FigureVariant variant;
    variant.option = option;
    variant.takeaway = {concentration(source, differences)};
    variant.tables = {account_rows(source, differences, rows), sum_table(source, differences, rows)};
    variant.notes = {note(source, differences)};
    return variant;
}

Sentence segment_sentence(const ReportSource& source, const AccountDifferences& differences)
{
    if (differences.rows.empty()) {
        return {"differences.segment_none", "There are no segments.", {}, SentenceScope::whole_portfolio};
    }
    const auto most = std::max_element(differences.rows.begin(), differences.rows.end(),
                                       [](const DifferenceRow& one, const DifferenceRow& other) {
                                           return std::fabs(one.part.mean) < std::fabs(other.part.mean);
                                       });
    if (most->part.mean == 0.0) {
        return {"differences.segment_same",
                "The two designs are worth the same in every segment.",
                {},
                SentenceScope::whole_portfolio};
    }
    if (differences.rows.size() == 1) {
        return {"differences.segment_one",
                fmt::format("All accounts are in one segment, {}; it brings {}.", most->label,
                            source.style.money_change(most->part.mean)),
                {value_of("difference", most->part.mean)},
                SentenceScope::whole_portfolio};
    }
    return {"differences.segment",
            fmt::format("Of {} segments {} differs most: {} is worth {} {} there.",
                        source.style.count(static_cast<double>(differences.rows.size())), most->label,
                        differences.alternative, source.style.money(std::fabs(most->part.mean)),
                        most->part.mean < 0.0 ? "less" : "more"),
            {value_of("segment", most->label), value_of("difference", most->part.mean)},
            SentenceScope::whole_portfolio};
}

FigureVariant segment_variant(const ReportSource& source, std::size_t option)
{
    const auto [design, against] = source.pairs[option];
    const auto differences = differences_of(source, design, against, DifferenceGrouping::segment);
    const auto rows = shown_rows(source.experiment(), differences, most_rows);
    const auto scale = scale_for(source, differences);
    ReportTable table{"segments",
                      fmt::format("{} against {}, by segment", differences.alternative, differences.against),
                      {text_column("segment", "Segment"), money_column("difference", "Difference", scale),
                       money_column("low", "95 % of the mean, from", scale), money_column("high", "to", scale),
                       share_column("share", "Of the whole")},
                      {},
                      {}};
    for (const auto& row : rows) {
        if (row.kind == ShownKind::part) {
            table.rows.push_back({row.label, cell(row.part.mean), cell(row.part.interval.low),
                                  cell(row.part.interval.high), cell(row.part.share)});
        }
    }
    FigureVariant variant;
    variant.option = option;
    variant.takeaway = {segment_sentence(source, differences)};
    variant.tables = {std::move(table), sum_table(source, differences, rows)};
    variant.notes = {{"differences.segment_note",
                      fmt::format("Net present. Intervals: each segment alone, of the mean ({}, precision).",
                                  name(differences.total.interval.kind)),
                      {}}};
    return variant;
}

Figure by_pair(const ReportSource& source, Figure figure, FigureVariant (*variant)(const ReportSource&, std::size_t))
{
    figure.choice = "pair";
    for (std::size_t option = 0; option < source.pairs.size(); ++option) {
        figure.variants.push_back(variant(source, option));
    }
    return figure;
}

} // namespace

Section differences_by_account(const ReportSource& source)
{
    Section section{5, "differences", "Which accounts make the difference", "Where does the difference arise?", {}};
    if (source.pairs.empty()) {
        section.blocks.emplace_back(
            paragraph({{"differences.alone",
                        "There is one design, so that there is no difference to share out. A second design "
                        "in the scenario brings this section.",
                        {}}}));
        return section;
    }
    Figure accounts;
    accounts.number = "5.1";
    accounts.title = "The difference by account";
    accounts.description =
        "The accounts at which two designs differ most: what the first is worth more there, with the "
        "interval of the mean.";
    accounts.drawing = {DrawingKind::intervals,
                        {{"label", "account"}, {"value", "difference"}, {"low", "low"}, {"high", "high"}},
                        {{"reference", 0.0}}};
    accounts.slide = OnSlide::yes;
    section.blocks.emplace_back(by_pair(source, std::move(accounts), account_variant));
    Figure segments;
    segments.number = "5.2";
    segments.title = "The difference by segment";
    segments.description = "What one design is worth more than another in each segment, with the interval of the mean.";
    segments.drawing = {DrawingKind::bars,
                        {{"label", "segment"}, {"value", "difference"}, {"low", "low"}, {"high", "high"}},
                        {{"horizontal", true}}};
    section.blocks.emplace_back(by_pair(source, std::move(segments), segment_variant));
    return section;
}

} // namespace kamsim::sections
