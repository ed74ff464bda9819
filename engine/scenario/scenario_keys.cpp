#include "kamsim/scenario/scenario_keys.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "scenario/key_declarations.hpp"

namespace kamsim {

namespace {

constexpr double largest_whole_number = static_cast<double>(std::numeric_limits<std::int64_t>::max());

SectionDeclaration document()
{
    return {
        "",
        "Top level",
        {
            text_key("title", "empty", "stands over reports"),
            text_key("baseline", "the alternative `none`, else the first",
                     "name of the alternative that the others are compared with"),
            text_key("extends", "",
                     "a scenario that this one changes, relative to this file; see [below](#one-scenario-on-another)"),
            texts_key("only_alternatives", "all", "names of the alternatives that are kept; the others are left out"),
            table_key("simulation", "simulation", "horizon, luck and booking"),
            table_key("portfolio", "portfolio", "the accounts and their currency"),
            table_key("today", "today", "what stands before the first day"),
            table_key("firm", "firm", "the firm around the programme"),
            table_key("parameters", "parameters", "changes of the model's parameters"),
            {"structures",
             KeyType::named_tables,
             "the four built-in structures",
             "changes of built-in structures, and new ones",
             any_number,
             {},
             "structures.<name>"},
            table_key("defaults", "defaults", "what all alternatives share"),
            {"alternatives",
             KeyType::tables,
             "the four built-in structures",
             "the programme designs",
             any_number,
             {},
             "alternatives"},
            table_key("cross", "cross", "lists of values of which every combination is an alternative"),
            {"uncertainty",
             KeyType::word_or_table,
             "nothing is uncertain",
             "what is not known exactly; `\"evidence\"` takes the catalogue's ranges",
             any_number,
             {"evidence"},
             "uncertainty"},
            table_key("precision", "precision", "how precise the answer has to be"),
        }};
}

SectionDeclaration simulation()
{
    return {
        "simulation",
        "Horizon, luck and booking.",
        {
            whole_number_key("seed", {0.0, largest_whole_number, "a whole number, 0 or more"}, "1",
                             "another seed, another set of futures; 0 is a seed like others"),
            whole_number_key("replications", whole_from_one(most_replications), "10000", "futures of each alternative"),
            number_key("years", horizon_range, "7", "horizon; rounded to whole periods"),
            word_key("period", {"year", "quarter", "month"}, "\"quarter\"", "length of a period"),
            whole_number_key("periods_per_year", whole_from_one(most_periods_per_year), "4",
                             "another length of a period, in place of `period`"),
            number_key("discount_rate", discount_range, "0.1", "per year"),
            word_key("booking", words_of(booking_names), "\"middle\"",
                     "when in a period its money flows (docs/model.md, eq. 4)"),
            truth_key("first_period_at_risk", "true",
                      "false: no account can be lost in the first period, as some published answers have it"),
            truth_key("residual", "false",
                      "true: the value beyond the horizon counts; it is always reported as a measure"),
        }};
}

SectionDeclaration today()
{
    return {"today",
            "What stands before the first day. A structure that stands already is not charged its setup.",
            {
                text_key("structure", "\"none\"", "name of a structure"),
                number_key("programme_age", non_negative_number, "0", "years"),
                number_key("manager_proficiency", unit_interval, "the catalogue's `managers.standing_proficiency`",
                           "of the managers who stand"),
            }};
}

SectionDeclaration firm()
{
    return {
        "firm",
        "The firm around the programme.",
        {
            number_key("cash_buffer", any_number, "0", "money on the first day"),
            number_key("yearly_overheads", non_negative_number, "0", "money a year that the portfolio must earn first"),
        }};
}

std::vector<SectionDeclaration> build_sections()
{
    std::vector<SectionDeclaration> sections{document(), simulation()};
    const auto append = [&](std::vector<SectionDeclaration> more) {
        std::move(more.begin(), more.end(), std::back_inserter(sections));
    };
    append(portfolio_sections());
    sections.push_back(today());
    sections.push_back(firm());
    append(catalogue_sections());
    append(design_sections());
    append(uncertainty_sections());
    append(precision_sections());
    return sections;
}

} // namespace

const KeyDeclaration* SectionDeclaration::find(std::string_view name) const
{
    const auto found = std::ranges::find(keys, name, &KeyDeclaration::name);
    return found == keys.end() ? nullptr : &*found;
}

const std::vector<SectionDeclaration>& scenario_sections()
{
    static const std::vector<SectionDeclaration> sections = build_sections();
    return sections;
}

const SectionDeclaration& scenario_section(std::string_view path)
{
    for (const auto* sections : {&scenario_sections(), &experiment_file_sections()}) {
        const auto found = std::ranges::find(*sections, path, &SectionDeclaration::path);
        if (found != sections->end()) {
            return *found;
        }
    }
    throw std::logic_error(fmt::format("no section \"{}\" is declared", path));
}

bool is_default_a_value(const KeyDeclaration& key)
{
    return nlohmann::json::accept(key.default_value);
}

} // namespace kamsim
