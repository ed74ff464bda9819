// Section 8: which accounts deserve to be key accounts, by growth and by harmony.

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "kamsim/statistics/quantiles.hpp"
#include "report/sections/account_rows.hpp"
#include "report/sections/account_sentences.hpp"
#include "report/sections/sections.hpp"

namespace kamsim::sections {

namespace {

/// Weights on revenue, potential and harmony are tried in steps of 5 %: every mixture, each counted once.
constexpr int weight_steps = 20;
constexpr std::size_t criterion_count = 3;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// What an account would bring a year with every cell served as deep as its cells are now (docs/model.md, eq. 5), kEUR.
double potential_of(const Account& account)
{
    return account.wallet * depth(account);
}

double selection_lever(const ReportSource& source, int design)
{
    return source.experiment().alternatives[at(design)].levers[static_cast<std::size_t>(Lever::selection)];
}

/// The score of the model's own matrix (docs/model.md, section 4): share of revenue, share of potential, harmony, as
/// far as the selection is disciplined.
double model_score(const Account& account, double revenue_share, double potential_share, double discipline)
{
    return (1.0 - discipline) * revenue_share
           + discipline * 0.5 * (revenue_share + potential_share) * (0.6 + 0.8 * account.fit);
}

/// The customers of the first day as candidates.
struct Candidates {
    std::vector<int> accounts;                               ///< customers
    std::vector<double> room;                                ///< [account] what more it could bring a year, kEUR
    std::vector<double> score;                               ///< [account] of the model's matrix
    std::array<std::vector<double>, criterion_count> scaled; ///< [account] criteria from 0 (least) to 1 (greatest)

    Candidates(const ReportSource& source, int design) : accounts(customers_today(source))
    {
        const auto& given = source.experiment().accounts;
        double revenue = 0.0;
        double potential = 0.0;
        for (const int account : accounts) {
            revenue += given[at(account)].revenue;
            potential += potential_of(given[at(account)]);
        }
        const double discipline = selection_lever(source, design);
        room.resize(given.size());
        score.resize(given.size());
        std::array<std::vector<double>, criterion_count> raw;
        raw.fill(std::vector<double>(given.size()));
        for (const int account : accounts) {
            const auto& one = given[at(account)];
            room[at(account)] = potential_of(one) - one.revenue;
            score[at(account)] = model_score(one, revenue > 0.0 ? one.revenue / revenue : 0.0,
                                             potential > 0.0 ? potential_of(one) / potential : 0.0, discipline);
            raw[0][at(account)] = one.revenue;
            raw[1][at(account)] = potential_of(one);
            raw[2][at(account)] = one.fit;
        }
        for (std::size_t criterion = 0; criterion < criterion_count; ++criterion) {
            scaled[criterion] = between_least_and_greatest(raw[criterion]);
        }
    }

private:
    /// Where all are equal, one half.
    [[nodiscard]] std::vector<double> between_least_and_greatest(const std::vector<double>& values) const
    {
        double least = std::numeric_limits<double>::infinity();
        double greatest = -least;
        for (const int account : accounts) {
            least = std::min(least, values[at(account)]);
            greatest = std::max(greatest, values[at(account)]);
        }
        std::vector<double> result(values.size(), 0.5);
        for (const int account : accounts) {
            if (greatest > least) {
                result[at(account)] = (values[at(account)] - least) / (greatest - least);
            }
        }
        return result;
    }
};

/// Ranks of candidates with every mixture of weights.
struct Ranks {
    std::vector<std::vector<double>> of_account; ///< [account][mixture], from 1

    explicit Ranks(const Candidates& candidates) : of_account(candidates.score.size())
    {
        std::vector<double> score(candidates.score.size());
        for (int revenue = 0; revenue <= weight_steps; ++revenue) {
            for (int potential = 0; revenue + potential <= weight_steps; ++potential) {
                const std::array<int, criterion_count> weights{revenue, potential, weight_steps - revenue - potential};
                for (const int account : candidates.accounts) {
                    score[at(account)] = 0.0;
                    for (std::size_t criterion = 0; criterion < criterion_count; ++criterion) {
                        score[at(account)] += weights[criterion] * candidates.scaled[criterion][at(account)];
                    }
                }
                const auto order = largest_of(candidates.accounts, score, candidates.accounts.size());
                for (std::size_t rank = 0; rank < order.size(); ++rank) {
                    of_account[at(order[rank])].push_back(static_cast<double>(rank + 1));
                }
            }
        }
    }

    /// Share of the mixtures with which the account is among the first `wanted`.
    [[nodiscard]] double share_within(int account, int wanted) const
    {
        const auto& ranks = of_account[at(account)];
        const auto within =
            std::count_if(ranks.begin(), ranks.end(), [&](double rank) { return rank <= static_cast<double>(wanted); });
        return static_cast<double>(within) / static_cast<double>(ranks.size());
    }
};

int wanted_accounts(const ReportSource& source, int design)
{
    return is_without_programme(source.experiment(), design)
               ? 0
               : source.experiment().alternatives[at(design)].key_accounts;
}

RankingLead lead_of(const ReportSource& source, int design, const Candidates& candidates, const Ranks& ranks)
{
    RankingLead lead;
    lead.accounts = static_cast<int>(candidates.accounts.size());
    if (lead.accounts == 0) {
        return lead;
    }
    const int first = largest_of(candidates.accounts, candidates.score, 1).front();
    lead.first = account_name(source, first);
    lead.share_first = ranks.share_within(first, 1);
    lead.wanted = wanted_accounts(source, design);
    for (const int account : candidates.accounts) {
        const double share = ranks.share_within(account, lead.wanted);
        lead.always += share >= 1.0 ? 1 : 0;
        lead.sometimes += share > 0.0 ? 1 : 0;
    }
    return lead;
}

Sentence note_on_score(const ReportSource& source, int design)
{
    const double discipline = selection_lever(source, design);
    return say("scoring.note_score",
               fmt::format("Growth: what more the customer would bring a year with everything served that could be. "
                           "Harmony: how well strategy, culture, vision and organisation fit, as judged. The matrix "
                           "is cut at the means of all customers. Score: {} the "
                           "share of revenue plus {} the mean of the shares of revenue and potential, times 0.6 to 1.4 "
                           "by harmony; the weights come from the discipline of the selection under {}.",
                           source.style.percent(1.0 - discipline), source.style.percent(discipline),
                           source.design(design)),
               {{"discipline", discipline}});
}

/// A design that does not choose by the matrix is told apart.
void note_policy(const ReportSource& source, int design, FigureVariant& variant)
{
    const auto policy = source.experiment().alternatives[at(design)].selection;
    if (policy == SelectionPolicy::score_matrix) {
        return;
    }
    const char* words = policy == SelectionPolicy::revenue        ? "revenue alone"
                        : policy == SelectionPolicy::potential    ? "potential alone"
                        : policy == SelectionPolicy::eight_factor ? "eight factors"
                                                                  : "name: those that are key accounts today";
    variant.notes.push_back(
        say("scoring.note_policy", fmt::format("{} does not choose by this score but by {}; its chances of key status "
                                               "follow from that.",
                                               source.design(design), words)));
}

FigureVariant matrix_of(const ReportSource& source, const Ranks& ranks, int design)
{
    const Candidates candidates(source, design);
    const auto scale = scale_of(source, candidates.room);
    std::vector<double> revenue;
    for (const auto& account : source.experiment().accounts) {
        revenue.push_back(account.revenue);
    }
    const auto revenue_scale = scale_of(source, revenue);
    ReportTable table{"ranking",
                      "Ranking of the customers",
                      {number_column("rank", "Rank", 0), text_column("account", "Customer"),
                       money_column("growth", "Growth: room a year", scale), number_column("harmony", "Harmony", 2),
                       money_column("revenue", "Revenue a year", revenue_scale),
                       number_column("score", "Score (first = 100)", 0), text_column("status", "Under the design"),
                       share_column("key", "Chance of key status in year 1"),
                       number_column("hours", "Hours implied", 1, "h a month")},
                      {},
                      {}};
    const auto shown = largest_of(candidates.accounts, candidates.score);
    const double best = shown.empty() ? 1.0 : candidates.score[at(shown.front())];
    for (const int account : shown) {
        const auto& given = given_account(source, account);
        const double key = account_mean(source, design, AccountMeasure::key, account, std::min(1, last_year(source)));
        table.rows.push_back(
            {static_cast<std::int64_t>(table.rows.size() + 1), text_cell(account_name(source, account)),
             cell(candidates.room[at(account)]), cell(given.fit), cell(given.revenue),
             cell(best > 0.0 ? 100.0 * candidates.score[at(account)] / best : std::numeric_limits<double>::quiet_NaN()),
             key >= 0.5  ? "mostly key"
             : key > 0.0 ? "sometimes key"
                         : "not key",
             cell(key), cell(source.experiment().parameters.effort.half_saturation_hours * given.cells / 12.0)});
        table.accounts.push_back(account);
    }
    FigureVariant variant;
    variant.takeaway.push_back(ranking_sentence(source.style, lead_of(source, design, candidates, ranks)));
    variant.tables.push_back(std::move(table));
    variant.notes.push_back(note_on_score(source, design));
    note_policy(source, design, variant);
    variant.notes.push_back(say("scoring.note_hours",
                                "Hours implied: with so many a month the care of the account has half of its full "
                                "effect. Chance of key status: share of futures at the end of year 1."));
    note_cut(variant, source, shown.size(), candidates.accounts.size(), "those with the highest score");
    return variant;
}

/// Means over the customers of the first day: where the matrix is cut.
struct Middle {
    double growth = std::numeric_limits<double>::quiet_NaN();
    double harmony = std::numeric_limits<double>::quiet_NaN();

    explicit Middle(const ReportSource& source)
    {
        const auto customers = customers_today(source);
        double room = 0.0;
        double fit = 0.0;
        for (const int account : customers) {
            const auto& given = given_account(source, account);
            room += potential_of(given) - given.revenue;
            fit += given.fit;
        }
        if (!customers.empty()) {
            growth = room / static_cast<double>(customers.size());
            harmony = fit / static_cast<double>(customers.size());
        }
    }
};

Figure matrix_figure(const ReportSource& source, const Ranks& ranks)
{
    const Middle middle(source);
    return {"8.1",
            "Growth and harmony of the customers",
            "A point for each customer: to the right what more it could bring, upwards how well it fits, as large as "
            "its revenue, coloured by whether it is a key account under the design.",
            {DrawingKind::bubbles,
             {{"label", "account"}, {"x", "growth"}, {"y", "harmony"}, {"size", "revenue"}, {"series", "status"}},
             {{"x_split", cell(middle.growth)},
              {"y_split", cell(middle.harmony)},
              {"north_west", TableCell(std::string("Keep warm"))},
              {"north_east", TableCell(std::string("Key accounts"))},
              {"south_west", TableCell(std::string("Serve by routine"))},
              {"south_east", TableCell(std::string("Work on harmony"))}}},
            "design",
            for_each_design(source, [&](int design) { return matrix_of(source, ranks, design); }),
            OnSlide::yes};
}

Sentence stability_sentence(const ReportSource& source, const Candidates& candidates, const Ranks& ranks,
                            const std::vector<int>& shown)
{
    if (shown.size() < 2) {
        return ranking_sentence(source.style, {static_cast<int>(shown.size()),
                                               shown.empty() ? "" : account_name(source, shown.front()), 1.0, 0, 0, 0});
    }
    const auto width = [&](int account) {
        const auto quantiles = sample_quantiles(ranks.of_account[at(account)], std::array{0.05, 0.95});
        return quantiles[1] - quantiles[0];
    };
    const int widest = *std::max_element(shown.begin(), shown.end(), [&](int a, int b) { return width(a) < width(b); });
    const auto quantiles = sample_quantiles(ranks.of_account[at(widest)], std::array{0.05, 0.95});
    if (width(widest) == 0.0) {
        return say("scoring.stable", "The ranking is the same whatever the weights.");
    }
    return say_of_all("scoring.stability",
                      fmt::format("The rank of {} hangs most on the weights: from {} to {} of {}.",
                                  account_name(source, widest), source.style.count(quantiles[0]),
                                  source.style.count(quantiles[1]),
                                  source.style.count(static_cast<double>(candidates.accounts.size()))),
                      {{"low", quantiles[0]}, {"high", quantiles[1]}});
}

FigureVariant stability_of(const ReportSource& source, const Ranks& ranks, int design)
{
    constexpr std::size_t most_rows = 25;
    const Candidates candidates(source, design);
    const int wanted = wanted_accounts(source, design);
    ReportTable table{"stability",
                      "Ranks with other weights",
                      {text_column("account", "Customer"), number_column("median", "Rank, median over weights", 0),
                       number_column("low", "5 % quantile", 0), number_column("high", "95 % quantile", 0),
                       number_column("rank", "Rank by the score", 0), share_column("within", "Weights that choose it")},
                      {},
                      {}};
    const auto shown = largest_of(candidates.accounts, candidates.score, most_rows);
    for (const int account : shown) {
        const auto quantiles = sample_quantiles(ranks.of_account[at(account)], std::array{0.5, 0.05, 0.95});
        table.rows.push_back({text_cell(account_name(source, account)), cell(quantiles[0]), cell(quantiles[1]),
                              cell(quantiles[2]), static_cast<std::int64_t>(table.rows.size() + 1),
                              wanted > 0 ? cell(ranks.share_within(account, wanted)) : TableCell()});
        table.accounts.push_back(account);
    }
    FigureVariant variant;
    variant.takeaway.push_back(stability_sentence(source, candidates, ranks, shown));
    variant.tables.push_back(std::move(table));
    const int mixtures = (weight_steps + 1) * (weight_steps + 2) / 2;
    variant.notes.push_back(
        say("scoring.note_weights",
            fmt::format("Ranges over weights, not over futures: revenue, potential and harmony, "
                        "each from 0 for the least customer to 1 for the greatest, are mixed in "
                        "all {} ways that steps of 5 % allow. \"Weights that choose it\": the share "
                        "of them with which the customer is among the {} first.",
                        mixtures, wanted),
            {{"mixtures", mixtures}, {"wanted", wanted}}));
    note_cut(variant, source, shown.size(), candidates.accounts.size(), "those with the highest score");
    return variant;
}

Figure stability_figure(const ReportSource& source, const Ranks& ranks)
{
    return {
        "8.2",
        "How stable the ranking is",
        "A row for each of the highest ranked customers: its median rank over all weights, and the range of nine in "
        "ten of them.",
        {DrawingKind::intervals, {{"label", "account"}, {"value", "median"}, {"low", "low"}, {"high", "high"}}, {}},
        "design",
        for_each_design(source, [&](int design) { return stability_of(source, ranks, design); }),
        OnSlide::no};
}

} // namespace

Section scoring_matrix(const ReportSource& source)
{
    const Ranks ranks(Candidates(source, source.best())); // the criteria are those of the first day under every design
    return {8,
            "scoring",
            "Scoring matrix",
            "Which accounts deserve to be key accounts?",
            {matrix_figure(source, ranks), stability_figure(source, ranks)}};
}

} // namespace kamsim::sections
