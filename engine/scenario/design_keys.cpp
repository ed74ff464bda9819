#include <algorithm>

#include "scenario/key_declarations.hpp"

namespace kamsim {

namespace {

constexpr NumberRange key_account_count{0.0, static_cast<double>(most_accounts), "a whole number, 0 or more"};

/// What [defaults] and an alternative share.
std::vector<KeyDeclaration> design_keys()
{
    return {
        whole_number_key("key_accounts", key_account_count, "15", "wanted number of key accounts"),
        {"levers",
         KeyType::number_or_table,
         "0.6",
         "how well the seven steps are done: `organisation`, `sponsorship`, `champion`, `selection`, `training`, "
         "`metrics`, `review`. A table changes those that it names",
         unit_interval,
         {},
         "levers"},
        number_key("investment_budget", non_negative_number, "share of first-year revenue by structure",
                   "money a year"),
        number_key("rescue_budget", non_negative_number, "share of first-year revenue by structure",
                   "money a year for accounts in danger"),
        word_key("selection", words_of(selection_policy_names), "\"score_matrix\"", "how key accounts are chosen"),
        word_key("attention", words_of(attention_policy_names), "\"revenue\"", "how time is shared between them"),
        {"attention_weights",
         KeyType::tables,
         "as the policy says",
         "accounts that get more or less of the time and of the investment than `attention` gives them",
         any_number,
         {},
         "attention_weights"},
        word_key("assignment", words_of(assignment_policy_names), "\"balanced\"", "who gets which manager"),
        word_key("hiring", words_of(hiring_policy_names), "\"external\"", "where managers come from"),
        word_key("rescue", words_of(rescue_policy_names), "\"reactive\"", "which endangered accounts are worked on"),
        word_key("contact_focus", words_of(contact_focus_names), "\"uniform\"",
                 "whom to see, where the stakeholders are known"),
        number_key("tender_lead", non_negative_number, "0", "quarters of early work before a tender"),
    };
}

SectionDeclaration alternatives()
{
    SectionDeclaration section{"alternatives",
                               "One programme design.",
                               {
                                   text_key("name", "required, differs", "of the design"),
                                   text_key("structure", "this or `plan`", "structure that stands from the first day"),
                                   {"plan",
                                    KeyType::tables,
                                    "this or `structure`",
                                    "steps in order of year; before the first one today's structure stands",
                                    any_number,
                                    {},
                                    "plan"},
                               }};
    std::ranges::copy(design_keys(), std::back_inserter(section.keys));
    return section;
}

SectionDeclaration plan()
{
    return {"plan",
            "One step of a structure plan.",
            {
                number_key("year", plan_year_range, "required", "from the first day, before the horizon"),
                text_key("structure", "required", "structure that stands from then on"),
            }};
}

SectionDeclaration levers()
{
    SectionDeclaration section{"levers", "How well each of the seven steps is done.", {}};
    for (const std::string_view lever : lever_names) {
        section.keys.push_back(
            number_key(std::string(lever), unit_interval, "that of the defaults", "0 not at all, 1 fully"));
    }
    return section;
}

SectionDeclaration attention_weights()
{
    return {
        "attention_weights",
        "One account whose share is changed. Its weight by the attention policy is multiplied, before the weights of "
        "all key accounts are brought to a sum of 1. `kamsim allocate` finds good ones.",
        {
            text_key("account", "required, differs", "id of the account"),
            number_key("hours", non_negative_number, "1", "factor where managers' and teams' hours are shared"),
            number_key("money", non_negative_number, "1", "factor where the investment budget is shared"),
        }};
}

/// What can be crossed: whatever is one value of a design.
SectionDeclaration cross()
{
    SectionDeclaration section{
        "cross", "Lists of values. Every combination of them is an alternative; the last key changes fastest.", {}};
    for (const KeyDeclaration& key : alternatives().keys) {
        if (key.type != KeyType::tables && key.name != "name") {
            section.keys.push_back(
                {key.name, KeyType::list, "not crossed", key.meaning, any_number, {}, "alternatives"});
        }
    }
    return section;
}

} // namespace

std::vector<SectionDeclaration> design_sections()
{
    return {{"defaults", "What all alternatives share.", design_keys()},
            alternatives(),
            attention_weights(),
            levers(),
            plan(),
            cross()};
}

} // namespace kamsim
