#pragma once

#include <array>
#include <string_view>

#include "kamsim/model/account.hpp"
#include "kamsim/model/alternative.hpp"
#include "kamsim/model/experiment.hpp"
#include "kamsim/model/programme.hpp"

namespace kamsim {

/// A value of an enumeration and the word that stands for it in scenarios, tables and result files.
template <class Enum>
struct NamedValue {
    std::string_view name;
    Enum value;
};

inline constexpr std::array<NamedValue<SelectionPolicy>, 5> selection_policy_names{{
    {"score_matrix", SelectionPolicy::score_matrix},
    {"revenue", SelectionPolicy::revenue},
    {"potential", SelectionPolicy::potential},
    {"eight_factor", SelectionPolicy::eight_factor},
    {"manual", SelectionPolicy::manual},
}};

inline constexpr std::array<NamedValue<AttentionPolicy>, 6> attention_policy_names{{
    {"revenue", AttentionPolicy::revenue},
    {"equal", AttentionPolicy::equal},
    {"abc", AttentionPolicy::abc},
    {"at_risk", AttentionPolicy::at_risk},
    {"growth", AttentionPolicy::growth},
    {"lifetime_value", AttentionPolicy::lifetime_value},
}};

/// Families of distributions, in the order of Distribution's alternatives.
enum class DistributionFamily : std::uint8_t {
    normal,
    lognormal,
    uniform,
    triangular,
    pert,
    beta,
    discrete,
    quantiles
};

inline constexpr std::array<NamedValue<DistributionFamily>, 8> distribution_family_names{{
    {"normal", DistributionFamily::normal},
    {"lognormal", DistributionFamily::lognormal},
    {"uniform", DistributionFamily::uniform},
    {"triangular", DistributionFamily::triangular},
    {"pert", DistributionFamily::pert},
    {"beta", DistributionFamily::beta},
    {"discrete", DistributionFamily::discrete},
    {"quantiles", DistributionFamily::quantiles},
}};

inline constexpr std::array<NamedValue<WorldDesign>, 3> world_design_names{{
    {"sobol", WorldDesign::sobol},
    {"latin_hypercube", WorldDesign::latin_hypercube},
    {"random", WorldDesign::random},
}};

inline constexpr std::array<NamedValue<UncertainApplication>, 3> application_names{{
    {"value", UncertainApplication::value},
    {"factor", UncertainApplication::factor},
    {"addend", UncertainApplication::addend},
}};

inline constexpr std::array<NamedValue<AssignmentPolicy>, 2> assignment_policy_names{{
    {"balanced", AssignmentPolicy::balanced},
    {"matched", AssignmentPolicy::matched},
}};

inline constexpr std::array<NamedValue<HiringPolicy>, 4> hiring_policy_names{{
    {"external", HiringPolicy::external},
    {"best_seller", HiringPolicy::best_seller},
    {"specialist", HiringPolicy::specialist},
    {"project_manager", HiringPolicy::project_manager},
}};

inline constexpr std::array<NamedValue<RescuePolicy>, 4> rescue_policy_names{{
    {"reactive", RescuePolicy::reactive},
    {"none", RescuePolicy::none},
    {"value_at_risk", RescuePolicy::value_at_risk},
    {"proactive", RescuePolicy::proactive},
}};

inline constexpr std::array<NamedValue<ContactFocus>, 4> contact_focus_names{{
    {"uniform", ContactFocus::uniform},
    {"most_powerful", ContactFocus::most_powerful},
    {"highest_leverage", ContactFocus::highest_leverage},
    {"power_times_doubt", ContactFocus::power_times_doubt},
}};

inline constexpr std::array<NamedValue<Booking>, 3> booking_names{{
    {"middle", Booking::middle},
    {"start", Booking::start},
    {"end", Booking::end},
}};

inline constexpr std::array<NamedValue<AccountStatus>, 2> account_status_names{{
    {"customer", AccountStatus::customer},
    {"prospect", AccountStatus::prospect},
}};

inline constexpr std::array<NamedValue<CellStatus>, 3> cell_status_names{{
    {"none", CellStatus::none},
    {"lead", CellStatus::lead},
    {"sold", CellStatus::sold},
}};

/// In the order of `Lever` and of Alternative::levers.
inline constexpr std::array<std::string_view, lever_count> lever_names{
    "organisation", "sponsorship", "champion", "selection", "training", "metrics", "review",
};

/// The word for a value; every value of the enumerations above has one.
template <class Enum, std::size_t count>
[[nodiscard]] constexpr std::string_view name_in(const std::array<NamedValue<Enum>, count>& names, Enum value)
{
    for (const NamedValue<Enum>& named : names) {
        if (named.value == value) {
            return named.name;
        }
    }
    return {};
}

} // namespace kamsim
