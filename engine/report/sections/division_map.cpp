// Section 15: where at the customer we are, and where we could be.

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "report/sections/account_rows.hpp"
#include "report/sections/account_sentences.hpp"
#include "report/sections/sections.hpp"

namespace kamsim::sections {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

// ---- cells by name

std::string status_word(CellStatus status)
{
    switch (status) {
    case CellStatus::none: return "none";
    case CellStatus::lead: return "lead";
    case CellStatus::sold: return "sold";
    }
    return "";
}

double status_strength(CellStatus status)
{
    return status == CellStatus::sold ? 1.0 : status == CellStatus::lead ? 0.5 : 0.0;
}

struct StatusCounts {
    int accounts = 0;
    int cells = 0;
    int leads = 0;
    int sold = 0;
};

Sentence status_sentence(const NumberStyle& style, const StatusCounts& found)
{
    if (found.cells == 0) {
        return say("divisions.unnamed", "No account names its divisions and offers; only their number is known. Figure "
                                        "15.1, the map of divisions and offers, needs a list of cells.");
    }
    return say_of_all("divisions.status",
                      fmt::format("{} named by division and offer at {}: {} sold, {} a lead, {} without either.",
                                  counted(style, found.cells, "cell") + (found.cells == 1 ? " is" : " are"),
                                  counted(style, found.accounts, "account"), style.count(found.sold),
                                  style.count(found.leads), style.count(found.cells - found.sold - found.leads)),
                      {{"cells", found.cells}, {"sold", found.sold}, {"leads", found.leads}});
}

Block status_figure(const ReportSource& source)
{
    constexpr std::size_t most_cells = 400;
    ReportTable table{"cells",
                      "Status of named cells",
                      {text_column("row", "Account and division"), text_column("offer", "Offer"),
                       number_column("strength", "Strength", 1), text_column("status", "Status today")},
                      {},
                      {}};
    StatusCounts counts;
    for (int account = 0; account < source.outcome().accounts; ++account) {
        const auto& cells = given_account(source, account).cell_list;
        counts.accounts += cells.empty() ? 0 : 1;
        for (const auto& one : cells) {
            ++counts.cells;
            counts.sold += one.status == CellStatus::sold ? 1 : 0;
            counts.leads += one.status == CellStatus::lead ? 1 : 0;
            if (table.rows.size() < most_cells) {
                table.rows.push_back({text_cell(account_name(source, account) + ": " + one.division),
                                      text_cell(one.offer), status_strength(one.status), status_word(one.status)});
                table.accounts.push_back(account);
            }
        }
    }
    if (counts.cells == 0) {
        return TextBlock{"", TextStyle::paragraph, {status_sentence(source.style, counts)}};
    }
    FigureVariant variant;
    variant.takeaway.push_back(status_sentence(source.style, counts));
    if (table.rows.size() < static_cast<std::size_t>(counts.cells)) {
        variant.notes.push_back(
            say("divisions.note_cut", fmt::format("Shown: the first {} cells.", source.style.count(most_cells))));
    }
    variant.notes.push_back(say("divisions.note_status", "Status as given. The simulation counts cells and does not "
                                                         "tell which one is won first."));
    variant.tables.push_back(std::move(table));
    return Figure{"15.1",
                  "Divisions and offers today",
                  "A row for each division of each account, a column for each offer: sold, a lead, or neither.",
                  {DrawingKind::heatmap,
                   {{"x", "offer"}, {"y", "row"}, {"value", "strength"}, {"text", "status"}},
                   {{"scale", TableCell(std::string("sequential"))}, {"low", 0.0}, {"high", 1.0}}},
                  "",
                  {std::move(variant)},
                  OnSlide::no};
}

// ---- expected penetration of every account

/// Share of all accounts' cells that is served, in the mean.
double penetration_in(const ReportSource& source, int design, int year)
{
    double live = 0.0;
    double cells = 0.0;
    for (int account = 0; account < source.outcome().accounts; ++account) {
        live += account_mean(source, design, AccountMeasure::cells_live, account, year);
        cells += given_account(source, account).cells;
    }
    return cells > 0.0 ? live / cells : undefined;
}

/// Today, after the first year, half-way and at the horizon.
std::vector<int> shown_years(const ReportSource& source)
{
    const std::set<int> years{0, std::min(1, last_year(source)), (last_year(source) + 1) / 2, last_year(source)};
    return {years.begin(), years.end()};
}

/// Revenue a year that cells which are not served today would bring, as deep as those that are.
double white_space(const Account& account)
{
    return account.wallet * depth(account) * std::max(0.0, 1.0 - account.live_cells / account.cells);
}

FigureVariant penetration_of(const ReportSource& source, int design)
{
    constexpr std::size_t most_rows = 30; // of several cells each
    std::vector<int> accounts;
    std::vector<double> space;
    for (int account = 0; account < source.outcome().accounts; ++account) {
        accounts.push_back(account);
        space.push_back(white_space(given_account(source, account)));
    }
    const auto shown = largest_of(accounts, space, most_rows);
    ReportTable table{"penetration",
                      "Share of cells served",
                      {text_column("account", "Account"), text_column("time", "Time"),
                       share_column("share", "Cells served, mean"), number_column("cells", "Cells served, mean", 1),
                       number_column("all_cells", "Cells in all", 0),
                       money_column("space", "White space today", scale_of(source, space))},
                      {},
                      {}};
    for (const int account : shown) {
        const auto& given = given_account(source, account);
        for (const int year : shown_years(source)) {
            const double live = account_mean(source, design, AccountMeasure::cells_live, account, year);
            table.rows.push_back(
                {text_cell(account_name(source, account)),
                 year == 0 ? "today" : fmt::format("after {}", source.style.years(time_of_year(source, year))),
                 cell(live / given.cells), cell(live), cell(given.cells),
                 year == 0 ? cell(space[static_cast<std::size_t>(account)]) : TableCell()});
            table.accounts.push_back(account);
        }
    }
    FigureVariant variant;
    variant.takeaway.push_back(
        penetration_sentence(source.style, source.design(design),
                             {penetration_in(source, design, 0), penetration_in(source, design, last_year(source)),
                              time_of_year(source, last_year(source))}));
    variant.tables.push_back(std::move(table));
    variant.notes.push_back(say("divisions.note_penetration",
                                "Cells are divisions times offers. Means over futures; futures in which an account is "
                                "no customer count as nothing served. White space: revenue a year that the cells not "
                                "served today would bring, as deep as those that are."));
    note_cut(variant, source, shown.size(), accounts.size(), "those with the largest white space");
    return variant;
}

Figure penetration_figure(const ReportSource& source)
{
    return {"15.2",
            "Penetration of the accounts",
            "A row for each account, a column for each time: the darker, the larger the share of its cells that is "
            "served in the mean.",
            {DrawingKind::heatmap,
             {{"x", "time"}, {"y", "account"}, {"value", "share"}, {"text", "share"}},
             {{"scale", TableCell(std::string("sequential"))}, {"low", 0.0}, {"high", 1.0}}},
            "design",
            for_each_design(source, [&](int design) { return penetration_of(source, design); }),
            OnSlide::no};
}

// ---- designs

Sentence space_sentence(const ReportSource& source)
{
    int most = 0;
    const auto served = [&](int design) { return last_mean(source.outcome(), design, Measure::cells_live); };
    for (int design = 1; design < source.outcome().alternatives; ++design) {
        most = served(design) > served(most) ? design : most;
    }
    const double space = last_mean(source.outcome(), most, Measure::white_space_value);
    return say_of_all(
        "divisions.designs",
        fmt::format("{} cells are served at the horizon under {}{}; what its customers still do not buy is "
                    "worth {} a year.",
                    source.style.count(served(most)), source.design(most),
                    source.outcome().alternatives > 1 ? ", the most of all designs" : "", source.style.money(space)),
        {{"cells", served(most)}, {"space", space}});
}

Figure designs_figure(const ReportSource& source)
{
    const auto& outcome = source.outcome();
    std::vector<double> amounts;
    for (int design = 0; design < outcome.alternatives; ++design) {
        amounts.push_back(measure_at(source, design, Measure::white_space_value, outcome.periods - 1).q95);
    }
    const auto scale = scale_of(source, amounts);
    ReportTable table{"designs",
                      "Cells served at the horizon",
                      {text_column("design", "Design"), number_column("live", "Cells served, mean", 0),
                       number_column("live_low", "5 % quantile", 0), number_column("live_high", "95 % quantile", 0),
                       share_column("penetration", "Of all accounts' cells"),
                       number_column("onboarding", "Cells in onboarding, mean", 1),
                       number_column("space_cells", "White space of customers, cells", 0),
                       money_column("space", "White space of customers a year", scale),
                       money_column("space_low", "5 % quantile", scale),
                       money_column("space_high", "95 % quantile", scale)},
                      {},
                      {}};
    for (int design = 0; design < outcome.alternatives; ++design) {
        const auto at_end = [&](Measure measure) -> const MeasureSummary& {
            return measure_at(source, design, measure, outcome.periods - 1);
        };
        const auto& live = at_end(Measure::cells_live);
        const auto& space = at_end(Measure::white_space_value);
        table.rows.push_back({source.design(design), cell(live.moments.mean), cell(live.q05), cell(live.q95),
                              cell(penetration_in(source, design, last_year(source))),
                              cell(at_end(Measure::cells_onboarding).moments.mean),
                              cell(at_end(Measure::white_space_cells).moments.mean), cell(space.moments.mean),
                              cell(space.q05), cell(space.q95)});
    }
    FigureVariant variant;
    variant.takeaway.push_back(space_sentence(source));
    variant.tables.push_back(std::move(table));
    variant.notes.push_back(note_on_futures(source));
    return {"15.3",
            "Penetration and white space under each design",
            "A row for each design: cells served at the horizon, in onboarding, and what the customers do not buy.",
            {},
            "",
            {std::move(variant)},
            OnSlide::no};
}

} // namespace

Section division_map(const ReportSource& source)
{
    return {15,
            "divisions",
            "Division map",
            "Where at the customer are we, and where could we be?",
            {status_figure(source), penetration_figure(source), designs_figure(source)}};
}

} // namespace kamsim::sections
