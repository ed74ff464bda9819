#include <algorithm>
#include <cmath>
#include <functional>

#include <fmt/format.h>

#include "report/sections/decision_words.hpp"
#include "report/sections/knowledge_words.hpp"
#include "report/sections/sections.hpp"

namespace kamsim::sections {

namespace {

constexpr double influence_as_given = 1.0;

ReportTable people_table(const MappedAccount& mapped)
{
    ReportTable table{"people",
                      "People who decide",
                      {text_column("person", "Person"), text_column("role", "Role"),
                       text_column("reports_to", "Reports to"), number_column("power", "Power", 0),
                       number_column("attitude", "Own attitude", 2),
                       number_column("settled", "Attitude as it settles", 2), share_column("access", "Access"),
                       truth_column("contact", "Our contact"), truth_column("first", "Win first")},
                      {},
                      {}};
    const auto& people = mapped.account.stakeholders;
    for (std::size_t k = 0; k < people.size(); ++k) {
        const auto& person = people[k];
        const bool is_first = mapped.advice.first.person && static_cast<std::size_t>(*mapped.advice.first.person) == k;
        table.rows.push_back(
            {person.person, person.role, person.reports_to.empty() ? TableCell() : TableCell(person.reports_to),
             cell(person.power), cell(person.attitude), cell(mapped.map.people[k].equilibrium_attitude),
             cell(person.access), person.contact, is_first});
        table.accounts.push_back(mapped.advice.account);
    }
    return table;
}

ReportTable influence_table(const MappedAccount& mapped)
{
    ReportTable table{"influence",
                      "Lines of influence beside the hierarchy",
                      {text_column("from", "From"), text_column("to", "To"), number_column("weight", "Weight", 1)},
                      {},
                      {}};
    for (const auto& person : mapped.account.stakeholders) {
        for (const auto& line : person.influenced_by) {
            table.rows.push_back({line.person, person.person, cell(line.weight)});
            table.accounts.push_back(mapped.advice.account);
        }
    }
    return table;
}

ReportTable gains_table(const MappedAccount& mapped)
{
    ReportTable table{"people",
                      "People in the order in which to win them",
                      {text_column("person", "Person"), text_column("role", "Role"), number_column("power", "Power", 0),
                       number_column("attitude", "Own attitude", 2), share_column("access", "Access"),
                       number_column("support_change", "Change of support if won", 3),
                       number_column("expected_gain", "Expected gain", 3)},
                      {},
                      {}};
    for (const auto k : order_of_people(mapped)) {
        const auto& person = mapped.account.stakeholders[k];
        const auto& result = mapped.map.people[k];
        table.rows.push_back({person.person, person.role, cell(person.power), cell(person.attitude),
                              cell(person.access), cell(result.support_if_won), cell(result.expected_gain)});
        table.accounts.push_back(mapped.advice.account);
    }
    return table;
}

ReportTable influence_scale_table(const MappedAccount& mapped)
{
    ReportTable table{"weights",
                      "Support by the weight of the lines of influence",
                      {number_column("scale", "Factor on the weights", 1), text_column("state", "State"),
                       number_column("support", "Support", 2), text_column("person", "Person to win")},
                      {},
                      {}};
    for (const bool is_won : {false, true}) {
        for (std::size_t k = 0; k < influence_scales.size(); ++k) {
            const auto& there = mapped.advice.by_influence_scale[k];
            const auto person =
                there.person ? TableCell(mapped.account.stakeholders[static_cast<std::size_t>(*there.person)].person)
                             : TableCell();
            table.rows.push_back({cell(influence_scales[k]),
                                  std::string(is_won ? "with the person won" : "as people stand"),
                                  cell(there.support + (is_won ? there.support_change : 0.0)), person});
            table.accounts.push_back(mapped.advice.account);
        }
    }
    return table;
}

ReportTable value_table(const ReportSource& source, const MappedAccount& mapped)
{
    double largest = 0.0;
    for (const auto& one : source.studies.knowledge.winning->people) {
        largest = std::max({largest, std::fabs(one.mean), std::fabs(one.interval.low), std::fabs(one.interval.high)});
    }
    const auto scale = source.style.money_scale(largest);
    ReportTable table{"values",
                      "Value of winning each person",
                      {text_column("person", "Person"), text_column("role", "Role"),
                       number_column("relationship_change", "Change of relationship", 3),
                       money_column("value", "Value of winning", scale), money_column("low", "From", scale),
                       money_column("high", "To", scale), text_column("interval", "Interval")},
                      {},
                      {}};
    for (const auto k : order_of_people(mapped)) {
        const auto& person = mapped.account.stakeholders[k];
        if (const auto* value = value_of(source, mapped.advice.account, static_cast<int>(k))) {
            table.rows.push_back({person.person, person.role, cell(value->relationship_change), cell(value->mean),
                                  cell(value->interval.low), cell(value->interval.high),
                                  std::string(name(value->interval.kind))});
            table.accounts.push_back(mapped.advice.account);
        }
    }
    return table;
}

using VariantMaker = std::function<FigureVariant(const MappedAccount&)>;

Figure figure_of(std::string number, std::string title, std::string description, Drawing drawing,
                 const std::vector<MappedAccount>& accounts, const VariantMaker& variant)
{
    Figure figure{std::move(number), std::move(title), std::move(description), std::move(drawing), "account", {},
                  OnSlide::no};
    for (const auto& mapped : accounts) {
        figure.variants.push_back(variant(mapped));
    }
    return figure;
}

Figure overview(const ReportSource& source, const std::vector<MappedAccount>& accounts)
{
    ReportTable table{
        "accounts",
        "Whom to see first at each account",
        {text_column("account", "Account"), text_column("person", "Person to win first"), text_column("role", "Role"),
         number_column("support", "Support", 2), number_column("support_if_won", "Support if won", 2),
         share_column("access", "Access"), share_column("renewal", "Renewal a year", 1),
         share_column("renewal_if_won", "Renewal if won", 1), truth_column("holds", "Whatever the weights")},
        {},
        {}};
    std::size_t to_win = 0;
    for (const auto& mapped : accounts) {
        const auto& advice = mapped.advice;
        const bool has_first = advice.first.person.has_value();
        to_win += has_first ? 1 : 0;
        const auto missing = std::nan("");
        table.rows.push_back({account_name(mapped.account), has_first ? TableCell(advice.first_name) : TableCell(),
                              has_first ? TableCell(advice.first_role) : TableCell(), cell(advice.first.support),
                              cell(has_first ? advice.first.support + advice.first.support_change : missing),
                              cell(has_first ? advice.access : missing), cell(advice.yearly_renewal.value_or(missing)),
                              cell(advice.yearly_renewal_if_won.value_or(missing)), advice.holds_for_all_scales});
        table.accounts.push_back(advice.account);
    }
    const auto all = static_cast<double>(accounts.size());
    Sentence takeaway{
        "decision.accounts",
        fmt::format("{} {} a map of the people who decide; at {} of them somebody who can be reached is "
                    "left to win.",
                    counted(all, "account", source.style), accounts.size() == 1 ? "has" : "have",
                    source.style.count(static_cast<double>(to_win))),
        {{"accounts", static_cast<std::int64_t>(accounts.size())}, {"with_person", static_cast<std::int64_t>(to_win)}},
        SentenceScope::whole_portfolio};
    return {"11.1",
            "Whom to see first",
            "For each account with a map: the next person to win, and what winning them changes on the first day.",
            {},
            "",
            {{0, {std::move(takeaway)}, {std::move(table)}, {}}},
            OnSlide::no};
}

Figure map_figure(const ReportSource& source, const std::vector<MappedAccount>& accounts)
{
    const Sentence how{
        "decision.map_note",
        "Attitudes go from -1, against us, to 1, for us. Each person keeps part of an attitude and takes "
        "part from superiors, subordinates and whoever else influences them; support is where that "
        "settles, weighed by power (docs/model.md, section 5).",
        {}};
    return figure_of(
        "11.2", "Map of the people who decide",
        "The reporting tree: size for power, colour and sign for attitude, a mark for our contacts, dashed "
        "lines for influence beside the hierarchy, a ring around the next person to win.",
        {DrawingKind::decision_map,
         {{"id", "person"},
          {"name", "person"},
          {"role", "role"},
          {"reports_to", "reports_to"},
          {"power", "power"},
          {"attitude", "attitude"},
          {"contact", "contact"},
          {"first", "first"}},
         {}},
        accounts, [&](const MappedAccount& mapped) {
            return FigureVariant{
                mapped.option, takeaway_of(source, mapped), {people_table(mapped), influence_table(mapped)}, {how}};
        });
}

Figure gains_figure(const ReportSource& source, const std::vector<MappedAccount>& accounts)
{
    return figure_of(
        "11.3", "Next people to win",
        "A bar for each person: the change of support if the person is won, times how far they can be "
        "reached.",
        {DrawingKind::bars, {{"label", "person"}, {"value", "expected_gain"}}, {{"horizontal", true}}}, accounts,
        [&](const MappedAccount& mapped) {
            return FigureVariant{mapped.option, {gains_sentence(mapped, source.style)}, {gains_table(mapped)}, {}};
        });
}

Figure value_figure(const ReportSource& source, const std::vector<MappedAccount>& accounts)
{
    return figure_of("11.4", "Value of winning a person",
                     "A dot for each person with the interval of the mean: what winning them is worth under the "
                     "recommended design.",
                     {DrawingKind::intervals,
                      {{"label", "person"}, {"value", "value"}, {"low", "low"}, {"high", "high"}},
                      {{"reference", 0.0}}},
                     accounts, [&](const MappedAccount& mapped) {
                         return FigureVariant{mapped.option,
                                              value_takeaway(source, mapped),
                                              {value_table(source, mapped)},
                                              {value_note(source)}};
                     });
}

Figure influence_figure(const ReportSource& source, const std::vector<MappedAccount>& accounts)
{
    return figure_of("11.5", "How far the lines of influence matter",
                     "Support over a factor on the weights of all lines beside the hierarchy, as people stand and with "
                     "the best person of each weight won.",
                     {DrawingKind::lines,
                      {{"x", "scale"}, {"y", "support"}, {"series", "state"}},
                      {{"reference_x", influence_as_given}}},
                     accounts, [&](const MappedAccount& mapped) {
                         return FigureVariant{mapped.option,
                                              {influence_sentence(mapped, source.style)},
                                              {influence_scale_table(mapped)},
                                              {}};
                     });
}

TextBlock without_maps()
{
    return paragraph(
        {"decision.no_maps",
         "No account of this result has a map of the people who decide. A CSV file that the scenario names "
         "as stakeholders in its [portfolio] brings one: account, person, role, power, attitude, who "
         "reports to whom and who influences whom.",
         {}});
}

} // namespace

Section decision_process(const ReportSource& source)
{
    Section section{11, "decision-process", "Decision process", "Whom to win at the customer?", {}};
    const auto advice = advise_on_stakeholders(source.experiment());
    std::vector<MappedAccount> accounts;
    for (const int account : mapped_accounts(source.experiment())) {
        const auto& own = *std::find_if(advice.begin(), advice.end(),
                                        [&](const StakeholderAdvice& one) { return one.account == account; });
        const auto& inputs = source.experiment().accounts[static_cast<std::size_t>(account)];
        accounts.push_back({accounts.size(), inputs, own, solve_stakeholder_map(inputs.stakeholders)});
    }
    if (accounts.empty()) {
        section.blocks.emplace_back(without_maps());
        return section;
    }
    section.blocks.emplace_back(overview(source, accounts));
    section.blocks.emplace_back(map_figure(source, accounts));
    section.blocks.emplace_back(gains_figure(source, accounts));
    if (source.studies.knowledge.winning) {
        section.blocks.emplace_back(value_figure(source, accounts));
    } else {
        section.blocks.emplace_back(not_simulated("decision.no_study", "What winning a person is worth in money"));
    }
    section.blocks.emplace_back(influence_figure(source, accounts));
    return section;
}

} // namespace kamsim::sections
