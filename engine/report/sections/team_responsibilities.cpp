// Section 16: who does what, and whether it is too much.

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "report/sections/answer_words.hpp"
#include "report/sections/design_structures.hpp"
#include "report/sections/manager_figures.hpp"
#include "report/sections/sections.hpp"
#include "report/sections/team_roles.hpp"

namespace kamsim::sections {

namespace {

using namespace answer;

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

bool has_team(const ReportSource& source)
{
    for (int design = 0; design < source.outcome().alternatives; ++design) {
        if (!is_without_programme(source.experiment(), design)) {
            return true;
        }
    }
    return false;
}

/// Mean maturity at the horizon of the programmes that stand then; NaN where none does.
double standing_maturity(const ReportSource& source, int design)
{
    const double on = last_mean(source.outcome(), design, Measure::programme_on);
    const double maturity = last_mean(source.outcome(), design, Measure::maturity);
    return on > 0.0 ? maturity / on : undefined;
}

ReportTable role_table(const ReportSource& source)
{
    ReportTable table{"roles",
                      "Coverage of the roles at key accounts",
                      {text_column("design", "Design"), text_column("role", "Role"),
                       share_column("at_start", "On the first day"), share_column("at_horizon", "At the horizon"),
                       share_column("mature", "Fully mature"), text_column("structure", "Structure at the horizon")},
                      {},
                      {}};
    for (int design = 0; design < source.outcome().alternatives; ++design) {
        if (is_without_programme(source.experiment(), design)) {
            continue;
        }
        const auto steps = structures_of(source.experiment(), design);
        const auto& first = source.experiment().structures.at(static_cast<std::size_t>(steps.front().structure));
        const auto& last = source.experiment().structures.at(static_cast<std::size_t>(steps.back().structure));
        const double maturity = standing_maturity(source, design);
        for (const auto& role : team_roles) {
            table.rows.push_back({source.design(design), std::string(role.title), cell(role_coverage(role, first, 0.0)),
                                  cell(role_coverage(role, last, maturity)), cell(role_coverage(role, last, 1.0)),
                                  last.name});
        }
    }
    return table;
}

/// Of the design that is told: the weakest and the strongest role.
Sentence role_sentence(const ReportSource& source, int design)
{
    const auto steps = structures_of(source.experiment(), design);
    const auto& last = source.experiment().structures.at(static_cast<std::size_t>(steps.back().structure));
    const double maturity = standing_maturity(source, design);
    if (!last.is_programme || std::isnan(maturity)) {
        return {
            "team.roles_none",
            fmt::format("At the horizon no programme of {} stands, so that no role is covered.", source.design(design)),
            {}};
    }
    const auto less = [&](const TeamRole& one, const TeamRole& other) {
        return role_coverage(one, last, maturity) < role_coverage(other, last, maturity);
    };
    const auto weakest = std::min_element(team_roles.begin(), team_roles.end(), less);
    const auto strongest = std::max_element(team_roles.begin(), team_roles.end(), less);
    const double low = role_coverage(*weakest, last, maturity);
    const double high = role_coverage(*strongest, last, maturity);
    if (low == high) {
        return {"team.roles_equal",
                fmt::format("At the horizon {} covers all six roles alike, at {} of what key accounts need.",
                            source.design(design), source.style.percent(high)),
                {value_of("coverage", high)}};
    }
    return {
        "team.roles",
        fmt::format("At the horizon {} covers the {} best, at {} of what key accounts need, and the {} worst, at {}.",
                    source.design(design), strongest->title, source.style.percent(high), weakest->title,
                    source.style.percent(low)),
        {value_of("best", high), value_of("worst", low)}};
}

Figure role_figure(const ReportSource& source, int told)
{
    Figure figure;
    figure.number = "16.1";
    figure.title = "Six roles and how far they are covered";
    figure.description = "A cell for each role and design with a programme: the share of what key accounts need of the "
                         "role that the team covers at the horizon.";
    figure.drawing = {DrawingKind::heatmap,
                      {{"x", "design"}, {"y", "role"}, {"value", "at_horizon"}},
                      {{"scale", std::string("sequential")}, {"low", 0.0}, {"high", 1.0}}};
    FigureVariant variant;
    variant.takeaway = {role_sentence(source, told)};
    variant.tables = {role_table(source)};
    variant.notes = {
        {"team.roles_note",
         "Coverage is the structure's share of each role, times 60 % on the first day and all of it at full "
         "maturity (model, equation 9). At the horizon: at the mean maturity of the programmes that still "
         "stand. The collaborator is told, and nothing else depends on it.",
         {}}};
    figure.variants = {std::move(variant)};
    return figure;
}

} // namespace

Section team_responsibilities(const ReportSource& source)
{
    Section section{16, "team", "Team responsibilities", "Who does what, and is that too much?", {}};
    if (!has_team(source)) {
        section.blocks.emplace_back(
            paragraph({{"team.none",
                        "No design has a programme, so that there is no team. A design with a structure "
                        "other than none brings this section.",
                        {}}}));
        return section;
    }
    int told = source.best();
    for (int design = 0; is_without_programme(source.experiment(), told); ++design) {
        told = design;
    }
    section.blocks.emplace_back(role_figure(source, told));
    TextBlock roles{"What the roles do", TextStyle::bullets, {}};
    for (const auto& role : team_roles) {
        roles.sentences.push_back({"team.role", fmt::format("The {} {}.", role.title, role.meaning), {}});
    }
    section.blocks.emplace_back(std::move(roles));
    section.blocks.emplace_back(hours_figure(source));
    section.blocks.emplace_back(overload_figure(source, told));
    if (source.outcome().managers > 0) {
        section.blocks.emplace_back(managers_figure(source));
    }
    return section;
}

} // namespace kamsim::sections
