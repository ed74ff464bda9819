#include <array>

#include <fmt/format.h>

#include "report/sections/knowledge_words.hpp"
#include "report/sections/sections.hpp"
#include "report/verdict_grade.hpp"

namespace kamsim::sections {

namespace {

/// Prose of the report; docs/model.md says the same at length.
constexpr std::array how_it_works{
    "kamsim follows each account and prospect, each key account manager and the programme itself from period to "
    "period: "
    "satisfaction and relationship, opportunities and cells won and lost, renewals and losses, exits of managers, the "
    "maturing and rebuilding of the programme, and the money of all of them in a ledger whose lines add up to the "
    "value.",
    "A design is a plan of structures with levers, staffing, budgets and policies. It changes effort, access, "
    "authority, "
    "speed, prices and cost; these change the accounts, and the accounts change the money. Value is the net present "
    "value "
    "of all that over the horizon.",
    "Every design meets the same futures: each random draw is a function of the seed, the replication, the account or "
    "manager, the period and the purpose, never of the design. So a difference between two designs is due to the "
    "designs "
    "and is known much better than either value.",
    "What is not known can be given as distributions; then each world is one draw of all of them, and several futures "
    "are "
    "simulated in each world. The spread between worlds is what better data could reduce, the spread within them is "
    "luck.",
};

constexpr std::array limits{
    "Competitors and customers do not react to the design; prices are not negotiated by game.",
    "Personal traits of people at the customer are left out, and so is any influence on tenders but early, lawful "
    "work.",
    "Capacity of production and delivery has no limit; accounts do not merge, and touch one another only through "
    "segment "
    "markets, reference, shares of attention and shared budgets.",
    "Winning new customers costs nothing: prospects are pursued with the same effort under every design.",
    "Policies such as the focus of contact and early work before tenders are free, so they can only help.",
    "Taxes, working capital and currencies are left out.",
    "A period's money is booked at its final state; longer periods are coarser. Compare designs at one length of "
    "period.",
    "Levers say how well the organisation does a step. Money alone does not buy that.",
    "Many parameters are judgement (section 21). The model says what follows from them, not that they are true.",
};

constexpr std::array intervals{
    "An interval of a mean says how well the mean is known from these futures. More futures narrow it.",
    "A range of futures, 5 to 95 %, says how outcomes spread by luck. More futures do not narrow it.",
    "A range over worlds says what is not known. Better data narrow it.",
    "An interval of a difference is paired: future by future on the same luck. Two overlapping intervals of values say "
    "nothing about the difference; look at its own.",
    "Simultaneous intervals hold all together with the level that is named.",
};

constexpr std::array verdicts{
    "Recommended is the design with the highest mean value; among equals the baseline, then the first.",
    "It is told apart from a rival where the simultaneous 95 % interval of its lead excludes 0, and from all where "
    "that "
    "holds of every rival.",
    "An expected loss says what a wrong choice costs on average: small where designs are nearly equal, even if the "
    "best "
    "one is uncertain.",
    "An input changes the answer where another design's mean takes over, all others as given and on the same luck.",
};

struct Disagreement {
    const char* question;
    const char* one_side;
    const char* other_side;
    const char* handling;
};

/// As docs/evidence.md, section 5.
constexpr std::array disagreements{
    Disagreement{"Does a programme raise margins?", "3 to 5 points more [BCG], 10 % more gross margin [KO1]",
                 "5 to 9 % lower margins [PN1], lower prices [Y1]", "concession and recovery are two parameters"},
    Disagreement{"Is concentration bad?", "efficiency [PA1], later positive [IR1]",
                 "3.35 and 9.4 % less [SB1], negative [HU1]",
                 "price pressure above a threshold, and ruin; ledger.concentration_discount changes the sign"},
    Disagreement{"Does formal process help?", "45 against 25 % (001-29)", "null or negative [W2, W3]",
                 "plans and reviews work only as far as they are done"},
    Disagreement{"How many hours are enough?", "60 to 80 a year [PN1]",
                 "2 to 8 a month for each of 5 to 10 relationships [S4]", "wide range of effort.half_saturation_hours"},
    Disagreement{"Do programmes succeed?", "ratios above 3 [R2], 15 to 30 % more [Y1]",
                 "a third is happy [Y1], 58 % miss goals [G1], 79 to 84 % rebuild [G3, G4]",
                 "one model has to show both"},
    Disagreement{"What does a lost champion cost?", "3.2 times the losses for a quarter [UI1]",
                 "51 to 65 % leave [ST1]", "the second is impossible with ordinary losses and is left out"},
    Disagreement{"Do key accounts close at 60 to 70 %?", "repeated everywhere (001-02)",
                 "one textbook rule [M1]; proposals win at 40 to 47 % [R3]", "wide range"},
};

template <std::size_t Size>
TextBlock bullets(std::string heading, const std::string& id, const std::array<const char*, Size>& texts)
{
    TextBlock block{std::move(heading), TextStyle::bullets, {}};
    for (const char* text : texts) {
        block.sentences.push_back({id, text, {}});
    }
    return block;
}

Figure disagreement_figure()
{
    ReportTable table{"disagreements",
                      "Where sources disagree",
                      {text_column("question", "Question"), text_column("one_side", "One side"),
                       text_column("other_side", "Other side"), text_column("handling", "In the model")},
                      {},
                      {}};
    for (const auto& one : disagreements) {
        table.rows.push_back({std::string(one.question), std::string(one.one_side), std::string(one.other_side),
                              std::string(one.handling)});
    }
    return {"22.1",
            "Where the evidence disagrees",
            "Questions on which published figures contradict one another, and what the model does about each.",
            {},
            "",
            {{0,
              {{"method.disagreements",
                fmt::format("On {} questions published figures contradict one another. Where your own data speak, put "
                            "them in place of the default.",
                            disagreements.size()),
                {}}},
              {std::move(table)},
              {{"method.sources", "Letters in brackets name sources of docs/evidence.md, numbers its rows.", {}}}}},
            OnSlide::no};
}

class Checklist {
public:
    explicit Checklist(const ReportSource& source) : source_(source)
    {
        table_ = {"checklist",
                  "What a reader needs to judge a simulation",
                  {text_column("item", "Item"), text_column("answer", "Here")},
                  {},
                  {}};
    }

    ReportTable table()
    {
        objectives();
        logic();
        data();
        experimentation();
        access();
        return std::move(table_);
    }

private:
    void add(const char* item, std::string answer) { table_.rows.push_back({std::string(item), std::move(answer)}); }
    [[nodiscard]] std::string count(double number, const char* noun) const
    {
        return counted(number, noun, source_.style);
    }

    void objectives()
    {
        std::vector<std::string> designs;
        for (const auto& alternative : source_.comparison().alternatives) {
            designs.push_back(alternative.name);
        }
        add("Objective", "To compare programme designs for key accounts: " + listed(designs) + "; baseline "
                             + source_.design(source_.baseline()) + ".");
        add("Outputs", fmt::format("Net present value over {} at a discount rate of {}, its ledger, and measures of "
                                   "accounts, managers and programme.",
                                   source_.style.years(source_.comparison().years),
                                   source_.style.percent(source_.experiment().discount_rate, 1)));
        add("Experimentation", "All designs in the same worlds and on the same luck.");
    }

    void logic()
    {
        add("Overview of the logic", "docs/model.md, every equation numbered; a period in its order in section 4.");
        add("Scenario logic", "Structure plan, levers, staffing, budgets and policies of each design.");
        add("Components", fmt::format("{}, customers and prospects; {} at most; segments; the programme.",
                                      count(static_cast<double>(source_.experiment().accounts.size()), "account"),
                                      count(source_.outcome().managers, "manager")));
    }

    void data()
    {
        const auto& scenario = source_.stored().scenario;
        add("Data sources", fmt::format("{} with their hashes in section 23; parameters with source and grade in "
                                        "section 21.",
                                        count(static_cast<double>(scenario.inputs.size()), "input file")));
        add("Preprocessing", fmt::format("{} for missing columns of accounts (section 21).",
                                         count(static_cast<double>(scenario.assumptions.size()), "default")));
        const auto& uncertainty = source_.experiment().uncertainty;
        add("Uncertain inputs",
            uncertainty.inputs.empty()
                ? std::string("None in the scenario; studies take the ranges of the evidence.")
                : fmt::format("{} in {}.", count(static_cast<double>(uncertainty.inputs.size()), "input"),
                              count(static_cast<double>(source_.outcome().worlds), "world")));
    }

    void experimentation()
    {
        const auto& experiment = source_.experiment();
        add("Initialisation",
            fmt::format("Accounts as given on the first day; structure of today: {}. No warm-up: the "
                        "first day is the day of the decision.",
                        experiment.structures[static_cast<std::size_t>(experiment.today.structure)].name));
        add("Run length", fmt::format("{} periods, {} a year.", experiment.periods, experiment.periods_per_year));
        add("Replications",
            source_.outcome().worlds > 1
                ? fmt::format("{}, {} in each of {}.",
                              count(static_cast<double>(source_.outcome().replications), "future"),
                              source_.style.count(static_cast<double>(source_.outcome().futures_per_world)),
                              count(static_cast<double>(source_.outcome().worlds), "world"))
                : fmt::format("{}.", count(static_cast<double>(source_.outcome().replications), "future")));
        add("Random numbers",
            fmt::format("Philox4x32-10, counter-based, seed {}; common to all designs.", experiment.seed));
        add("Estimation", "Paired differences; each interval is told with its kind. Sections 1 and 23.");
    }

    void access()
    {
        add("Software",
            fmt::format("kamsim {} ({}), C++20, open source. Results do not depend on threads, ranks or the "
                        "instruction set.",
                        source_.stored().program_version, source_.stored().program_revision));
        add("Access", "Section 23 has the commands, the inputs' hashes and how to cite.");
    }

    const ReportSource& source_;
    ReportTable table_;
};

Figure checklist_figure(const ReportSource& source)
{
    return {
        "22.2",
        "Checklist of the simulation study",
        "The items by which a simulation study can be judged and repeated, filled from this result.",
        {},
        "",
        {{0,
          {{"method.checklist",
            "This is what a reader needs to judge and to repeat the study, after the STRESS guidelines for reporting "
            "simulations.",
            {}}},
          {Checklist(source).table()},
          {{"method.stress",
            "Monks, Currie, Onggo, Robinson, Kunc and Taylor: Strengthening the reporting of empirical simulation "
            "studies, Journal of Simulation 13(1), 2019.",
            {}}}}},
        OnSlide::no};
}

} // namespace

Section method_and_limits(const ReportSource& source)
{
    Section section{22, "method", "Method and limits", "How was this calculated, and what does it leave out?", {}};
    TextBlock how{"How the model works", TextStyle::paragraph, {}};
    for (const char* text : how_it_works) {
        how.sentences.push_back({"method.how", text, {}});
    }
    section.blocks.emplace_back(std::move(how));
    section.blocks.emplace_back(bullets("What it leaves out", "method.limit", limits));
    section.blocks.emplace_back(bullets("How to read an interval", "method.interval", intervals));
    auto rules = bullets("Rules of the verdict", "method.verdict", verdicts);
    rules.sentences.push_back({"method.grade", grade_rule(source.comparison(), source.style), {}});
    section.blocks.emplace_back(std::move(rules));
    section.blocks.emplace_back(disagreement_figure());
    section.blocks.emplace_back(checklist_figure(source));
    return section;
}

} // namespace kamsim::sections
