#include <algorithm>
#include <cmath>
#include <span>

#include <fmt/format.h>

#include "kamsim/decision/knowledge.hpp"
#include "kamsim/statistics/paired.hpp"
#include "report/sections/knowledge_words.hpp"
#include "report/sections/sections.hpp"

namespace kamsim::sections {

namespace {

constexpr std::size_t most_points = 60;
constexpr std::size_t batches = 10;

/// What is followed as futures come in: the difference of the best design to the baseline or, where that is the best,
/// to the next one; with one design its value. One number for each independent unit.
struct Followed {
    std::string words; ///< "the lead of matrix over none"
    std::vector<double> units;
    std::int64_t futures_per_unit = 1;
    IntervalKind kind = IntervalKind::student_t;

    [[nodiscard]] double futures(std::size_t count) const
    {
        return static_cast<double>(count) * static_cast<double>(futures_per_unit);
    }
};

std::span<const double> values_of(const Outcome& outcome, int design)
{
    return std::span(outcome.value)
        .subspan(outcome.value_index(design, 0), static_cast<std::size_t>(outcome.replications));
}

Followed followed(const ReportSource& source)
{
    const auto& outcome = source.outcome();
    const int of = source.best();
    const auto against = of == source.baseline() ? best_other_than(outcome, of) : std::optional(source.baseline());
    const auto own = values_of(outcome, of);
    Followed result;
    if (against) {
        result.words = fmt::format("the lead of {} over {}", source.design(of), source.design(*against));
        result.units = paired_differences(own, values_of(outcome, *against));
    } else {
        result.words = "the value of " + source.design(of);
        result.units.assign(own.begin(), own.end());
    }
    if (outcome.worlds > 1) {
        result.units = world_means(result.units, outcome.futures_per_world);
        result.futures_per_unit = outcome.futures_per_world;
        result.kind = IntervalKind::student_t_over_worlds;
    }
    return result;
}

struct RunningMean {
    double futures = 0.0;
    double mean = 0.0;
    Interval interval; ///< NaN below two units
};

/// At most `most_points` looks, evenly spread, the last one at all units.
std::vector<RunningMean> running_means(const Followed& followed)
{
    const std::size_t all = followed.units.size();
    const std::size_t points = std::min(most_points, all);
    std::vector<RunningMean> means;
    Moments moments;
    std::size_t taken = 0;
    for (std::size_t point = 1; point <= points; ++point) {
        const std::size_t end = all * point / points;
        for (; taken < end; ++taken) {
            moments.add(followed.units[taken]);
        }
        auto interval = t_interval(moments, comparison_level);
        interval.kind = followed.kind;
        means.push_back({followed.futures(taken), moments.mean, interval});
    }
    return means;
}

double largest_size(const std::vector<RunningMean>& means)
{
    double largest = 0.0;
    for (const auto& one : means) {
        largest = std::max(largest, std::fabs(one.mean));
    }
    return largest;
}

Sentence convergence_sentence(const ReportSource& source, const Followed& followed,
                              const std::vector<RunningMean>& means)
{
    const auto& style = source.style;
    const auto& last = means.back();
    if (!std::isfinite(last.interval.low)) {
        return {"provenance.one_unit",
                fmt::format("There is a single {}, so nothing can be said about how well a mean is known.",
                            followed.futures_per_unit > 1 ? "world" : "future"),
                {{"mean", cell(last.mean)}}};
    }
    const auto& half = means[means.size() / 2 - (means.size() > 1 ? 1 : 0)];
    const double moved = last.mean - half.mean;
    const double half_width = 0.5 * (half.interval.high - half.interval.low);
    const std::vector<SentenceValue> values{{"mean", cell(last.mean)},
                                            {"low", cell(last.interval.low)},
                                            {"high", cell(last.interval.high)},
                                            {"mean_before", cell(half.mean)},
                                            {"moved", cell(moved)}};
    if (last.interval.low == last.interval.high) {
        return {"provenance.no_spread",
                fmt::format("The figure followed, {}, is the same in every future: {}.", followed.words,
                            style.money(last.mean)),
                values};
    }
    const bool is_steady = std::isfinite(half_width) && std::fabs(moved) <= half_width;
    return {
        "provenance.convergence",
        fmt::format("After {} futures {} is known to be {} ({}). Since {} futures it has moved by {}, {} the interval "
                    "of that time.",
                    style.count(last.futures), followed.words, style.money(last.mean),
                    money_interval_text(last.interval, style), style.count(half.futures), style.money_change(moved),
                    is_steady ? "within" : "outside of"),
        values};
}

Figure convergence_figure(const ReportSource& source, const Followed& followed)
{
    const auto means = running_means(followed);
    const auto scale = source.style.money_scale(largest_size(means));
    ReportTable table{"means",
                      "Running mean of " + followed.words,
                      {number_column("futures", "Futures", 0), money_column("mean", "Mean", scale),
                       money_column("low", "From", scale), money_column("high", "To", scale)},
                      {},
                      {}};
    for (const auto& one : means) {
        table.rows.push_back({cell(one.futures), cell(one.mean), cell(one.interval.low), cell(one.interval.high)});
    }
    return {
        "23.1",
        "Convergence",
        "The mean of " + followed.words
            + " over the first futures, with its 95 % band: how the answer settled as the "
              "sample grew.",
        {DrawingKind::lines, {{"x", "futures"}, {"y", "mean"}, {"low", "low"}, {"high", "high"}}, {}},
        "",
        {{0,
          {convergence_sentence(source, followed, means)},
          {std::move(table)},
          {{"provenance.convergence_note",
            fmt::format("95 % band of the mean at each look ({}): how well it is known, not how futures spread. Looks "
                        "are not independent of one another.",
                        name(followed.kind)),
            {}}}}},
        OnSlide::no};
}

std::vector<RunningMean> batch_means(const Followed& followed)
{
    const std::size_t all = followed.units.size();
    const std::size_t count = std::min(batches, all / 2);
    std::vector<RunningMean> means;
    for (std::size_t batch = 0; batch < count; ++batch) {
        const std::size_t begin = all * batch / count;
        const std::size_t end = all * (batch + 1) / count;
        const auto moments = sample_moments(std::span(followed.units).subspan(begin, end - begin));
        auto interval = t_interval(moments, comparison_level);
        interval.kind = followed.kind;
        means.push_back({followed.futures(end - begin), moments.mean, interval});
    }
    return means;
}

Figure batch_figure(const ReportSource& source, const Followed& followed, const std::vector<RunningMean>& means)
{
    const double all = sample_moments(followed.units).mean;
    const auto scale = source.style.money_scale(largest_size(means));
    ReportTable table{"batches",
                      "Means of batches",
                      {text_column("batch", "Batch"), number_column("futures", "Futures", 0),
                       money_column("mean", "Mean", scale), money_column("low", "From", scale),
                       money_column("high", "To", scale)},
                      {},
                      {}};
    std::int64_t holding = 0;
    for (std::size_t k = 0; k < means.size(); ++k) {
        const auto& one = means[k];
        holding += one.interval.low <= all && all <= one.interval.high ? 1 : 0;
        table.rows.push_back({fmt::format("{}", k + 1), cell(one.futures), cell(one.mean), cell(one.interval.low),
                              cell(one.interval.high)});
    }
    const auto [least, greatest] =
        std::minmax_element(means.begin(), means.end(),
                            [](const RunningMean& one, const RunningMean& other) { return one.mean < other.mean; });
    return {"23.2",
            "Batches",
            "The futures in batches, one after another: the mean of each with its interval, beside the mean of all.",
            {DrawingKind::intervals,
             {{"label", "batch"}, {"value", "mean"}, {"low", "low"}, {"high", "high"}},
             {{"reference", cell(all)}}},
            "",
            {{0,
              {{"provenance.batches",
                fmt::format("In {} batches the mean goes from {} to {}; the intervals of {} hold the mean of all, {}.",
                            means.size(), source.style.money(least->mean), source.style.money(greatest->mean), holding,
                            source.style.money(all)),
                {{"batches", static_cast<std::int64_t>(means.size())},
                 {"holding", holding},
                 {"least", cell(least->mean)},
                 {"greatest", cell(greatest->mean)}}}},
              {std::move(table)},
              {{"provenance.batch_note",
                fmt::format("95 %, {}, of each batch alone: one in twenty such intervals misses by chance.",
                            name(followed.kind)),
                {}}}}},
            OnSlide::no};
}

TextBlock checks(const ReportSource& source)
{
    TextBlock block{"Checks of this result", TextStyle::bullets, {}};
    for (const auto& check : source.stored().checks) {
        block.sentences.push_back({"provenance.check", check, {}});
    }
    if (block.sentences.empty()) {
        block.sentences.push_back({"provenance.no_checks", "The result file names no checks.", {}});
    }
    return block;
}

TextBlock program_checks()
{
    TextBlock block{"Checks of the program", TextStyle::bullets, {}};
    for (const char* text : {"A second implementation, written from the equations alone, simulates the same futures; "
                             "values and ledger lines "
                             "agree in every future.",
                             "Each mechanism has a test against an equation, a quadrature or an exact number, and a "
                             "planted fault of 1 % is "
                             "noticed.",
                             "Threads, batches, instruction sets, the order of designs, added accounts and longer "
                             "horizons change no number "
                             "that they should not."}) {
        block.sentences.push_back({"provenance.program", text, {}});
    }
    block.sentences.push_back({"provenance.findings", "docs/validation.md holds what was found.", {}});
    return block;
}

Figure origin_figure(const ReportSource& source)
{
    const auto& stored = source.stored();
    const auto& outcome = source.outcome();
    ReportTable table{"provenance",
                      "Where the numbers come from",
                      {text_column("item", "Item"), text_column("value", "Value")},
                      {},
                      {}};
    const auto add = [&](const char* item, std::string value) {
        table.rows.push_back({std::string(item), std::move(value)});
    };
    add("Result file", source.origin.file);
    add("Program", fmt::format("kamsim {}", stored.program_version));
    add("Revision", stored.program_revision);
    add("Seed", fmt::format("{}", source.experiment().seed));
    add("Futures", source.style.count(static_cast<double>(outcome.replications)));
    add("Worlds", source.style.count(static_cast<double>(outcome.worlds)));
    for (const auto& input : stored.scenario.inputs) {
        add("Input (XXH3, 128 bits)", fmt::format("{}: {}", input.path, input.hash));
    }
    for (const auto& override_text : stored.scenario.overrides) {
        add("Override", override_text);
    }
    const auto inputs = static_cast<double>(stored.scenario.inputs.size());
    Sentence takeaway{
        "provenance.origin",
        fmt::format("The result was simulated by kamsim {} from {} with {}.", stored.program_version,
                    counted(inputs, "input file", source.style),
                    stored.scenario.overrides.empty()
                        ? std::string("no override")
                        : counted(static_cast<double>(stored.scenario.overrides.size()), "override", source.style)),
        {{"inputs", static_cast<std::int64_t>(stored.scenario.inputs.size())},
         {"overrides", static_cast<std::int64_t>(stored.scenario.overrides.size())}}};
    return {"23.3",     "Provenance", "The program, its revision, the seed and every input file with its hash.",
            {},         "",           {{0, {std::move(takeaway)}, {std::move(table)}, {}}},
            OnSlide::no};
}

TextBlock commands(const ReportSource& source)
{
    TextBlock block{"How to make it again", TextStyle::commands, {}};
    for (const auto& command : source.origin.commands) {
        block.sentences.push_back({"provenance.command", command, {}});
    }
    return block;
}

/// Braces and backslashes have a meaning in BibTeX.
std::string bibtex_escaped(const std::string& text)
{
    std::string safe;
    for (const char sign : text) {
        switch (sign) {
        case '{': safe += "\\{"; break;
        case '}': safe += "\\}"; break;
        case '\\': safe += "\\textbackslash{}"; break;
        case '&':
        case '%':
        case '$':
        case '#':
        case '_': safe += std::string("\\") + sign; break;
        case '\n': safe += ' '; break;
        default: safe += sign;
        }
    }
    return safe;
}

void add_citation(const ReportSource& source, Section& section)
{
    const auto& stored = source.stored();
    section.blocks.emplace_back(TextBlock{
        "How to cite",
        TextStyle::paragraph,
        {{"provenance.citation",
          fmt::format("{}. Report of a simulation with kamsim {} (revision {}), seed {}, {} futures.",
                      source.experiment().title, stored.program_version, stored.program_revision,
                      source.experiment().seed, source.style.count(static_cast<double>(source.outcome().replications))),
          {}}}});
    TextBlock bibtex{"", TextStyle::commands, {}};
    for (const auto& line :
         {std::string("@misc{kamsim-report,"),
          fmt::format("  title = {{{}}},", bibtex_escaped(source.experiment().title)),
          fmt::format("  howpublished = {{Report of a simulation with kamsim {}}},",
                      bibtex_escaped(stored.program_version)),
          fmt::format("  note = {{Revision {}, seed {}, {} futures}}", bibtex_escaped(stored.program_revision),
                      source.experiment().seed, source.outcome().replications),
          std::string("}")}) {
        bibtex.sentences.push_back({"provenance.bibtex", line, {}});
    }
    section.blocks.emplace_back(std::move(bibtex));
}

} // namespace

Section validation_and_provenance(const ReportSource& source)
{
    Section section{23,
                    "provenance",
                    "Validation and provenance",
                    "Why can these numbers be trusted, and how are they made again?",
                    {}};
    const auto subject = followed(source);
    section.blocks.emplace_back(convergence_figure(source, subject));
    const auto batched = batch_means(subject);
    if (batched.size() > 1) {
        section.blocks.emplace_back(batch_figure(source, subject, batched));
    }
    section.blocks.emplace_back(checks(source));
    section.blocks.emplace_back(program_checks());
    section.blocks.emplace_back(origin_figure(source));
    if (!source.origin.commands.empty()) {
        section.blocks.emplace_back(commands(source));
    }
    add_citation(source, section);
    return section;
}

} // namespace kamsim::sections
