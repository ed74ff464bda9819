#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "kamsim/model/catalogue.hpp"

namespace kamsim {
namespace {

constexpr BuiltInStructure built_in_structures[] = {BuiltInStructure::none, BuiltInStructure::early_stage,
                                                    BuiltInStructure::matrix, BuiltInStructure::centralized};

TEST(Catalogue, DeclaresEveryParameterExactlyOnce)
{
    ModelParameters parameters{};
    std::set<std::string> paths;
    std::set<const double*> members;
    for (const ModelEntry& entry : model_catalogue()) {
        EXPECT_TRUE(paths.insert(entry.path).second) << entry.path;
        EXPECT_TRUE(members.insert(&entry.in(parameters)).second) << entry.path;
    }
    EXPECT_EQ(members.size(), sizeof(ModelParameters) / sizeof(double));
}

TEST(Catalogue, DeclaresEveryParameterOfAStructureExactlyOnce)
{
    const StructureParameters parameters{};
    std::set<std::string> names;
    std::set<const double*> members;
    for (const StructureEntry& entry : structure_catalogue()) {
        EXPECT_TRUE(names.insert(entry.name).second) << entry.name;
        EXPECT_TRUE(members.insert(&(parameters.*entry.member)).second) << entry.name;
    }
    EXPECT_EQ(members.size(), sizeof(StructureParameters) / sizeof(double));
}

TEST(Catalogue, DefaultsLieInsideRangeAndDomain)
{
    for (const ModelEntry& entry : model_catalogue()) {
        EXPECT_LE(entry.low, entry.default_value) << entry.path;
        EXPECT_GE(entry.high, entry.default_value) << entry.path;
        EXPECT_LT(entry.low, entry.high) << entry.path;
        EXPECT_TRUE(is_in_domain(entry.low, entry.domain)) << entry.path;
        EXPECT_TRUE(is_in_domain(entry.high, entry.domain)) << entry.path;
    }
    for (const StructureEntry& entry : structure_catalogue()) {
        for (std::size_t column = 0; column < entry.defaults.size(); ++column) {
            EXPECT_LE(entry.low[column], entry.defaults[column]) << entry.name << " " << column;
            EXPECT_GE(entry.high[column], entry.defaults[column]) << entry.name << " " << column;
            EXPECT_TRUE(is_in_domain(entry.low[column], entry.domain)) << entry.name << " " << column;
            EXPECT_TRUE(is_in_domain(entry.high[column], entry.domain)) << entry.name << " " << column;
        }
        EXPECT_EQ(entry.low[0], entry.high[0]) << entry.name << ": none has nothing to be uncertain about";
    }
}

TEST(Catalogue, RatesMayBeSwitchedOff)
{
    for (const ModelEntry& entry : model_catalogue()) {
        if (entry.unit == Unit::per_year || entry.unit == Unit::money || entry.unit == Unit::money_per_year) {
            EXPECT_TRUE(is_in_domain(0.0, entry.domain)) << entry.path;
        }
    }
}

TEST(Catalogue, SaysWhatEachParameterMeansAndWhereItComesFrom)
{
    for (const ModelEntry& entry : model_catalogue()) {
        EXPECT_GT(entry.meaning.size(), 20U) << entry.path;
        EXPECT_FALSE(entry.source.empty()) << entry.path;
        EXPECT_FALSE(name(entry.unit).empty()) << entry.path;
        EXPECT_FALSE(name(entry.grade).empty()) << entry.path;
        EXPECT_FALSE(describe(entry.domain).empty()) << entry.path;
        if (entry.source.starts_with("judgement")) {
            EXPECT_EQ(entry.grade, Grade::assumption) << entry.path;
        }
    }
    for (const StructureEntry& entry : structure_catalogue()) {
        EXPECT_GT(entry.meaning.size(), 20U) << entry.name;
        EXPECT_FALSE(entry.source.empty()) << entry.name;
    }
}

TEST(Catalogue, FindsEntriesByPath)
{
    const ModelEntry* save = find_model_entry("retention.save");
    ASSERT_NE(save, nullptr);
    ModelParameters parameters = default_parameters();
    save->in(parameters) = 0.125;
    EXPECT_EQ(parameters.retention.save, 0.125);
    EXPECT_EQ(save->value_in(parameters), 0.125);
    EXPECT_EQ(find_model_entry("retention.saves"), nullptr);
    EXPECT_EQ(find_model_entry("save"), nullptr);

    const StructureEntry* setup = find_structure_entry("setup");
    ASSERT_NE(setup, nullptr);
    EXPECT_EQ(setup->member, &StructureParameters::setup);
    EXPECT_EQ(find_structure_entry("structures.matrix.setup"), nullptr);
}

/// The defaults of docs/model.md, section 8, written down a second time.
TEST(Catalogue, HasTheDocumentedDefaults)
{
    // clang-format off
    const std::map<std::string, double> documented{
        {"effort.manager_face_share", 0.4}, {"effort.team_face_share", 0.2}, {"effort.half_saturation_hours", 15},
        {"effort.base_effort", 0.15}, {"effort.money_scale", 0.008}, {"programme.carry", 0.75},
        {"development.plan_rate", 1.0}, {"development.plan_decay", 0.5}, {"development.edge_gain", 0.30},
        {"development.expectation_rise", 0.055}, {"development.edge_limit", 0.25}, {"development.edge_fade", 0.5},
        {"development.satisfaction_rate", 1.4}, {"development.satisfaction_base", 0.57},
        {"development.satisfaction_own", 0.5}, {"development.satisfaction_mean", 0.53},
        {"development.satisfaction_effort", 0.22}, {"development.satisfaction_maturity", 0.28},
        {"development.satisfaction_demanding", 0.08}, {"development.satisfaction_noise", 0.12},
        {"development.failure_rate", 0.30}, {"development.failure_satisfaction", 0.20},
        {"development.failure_relationship", 0.06}, {"development.failure_recovery", 0.6},
        {"development.relationship_rate", 0.8}, {"development.relationship_base", 0.43},
        {"development.relationship_own", 0.5}, {"development.relationship_mean", 0.40},
        {"development.relationship_effort", 0.30}, {"development.relationship_maturity", 0.20},
        {"development.relationship_plan", 0.08}, {"development.relationship_competition", 0.14},
        {"development.relationship_money", 0.10}, {"development.relationship_noise", 0.10},
        {"development.relationship_partner", 0.05}, {"development.relationship_no_metrics", 0.04},
        {"development.champion_exit", 0.18}, {"development.champion_loss", 0.20},
        {"managers.skill_sd", 0.35}, {"managers.ramp", 0.6}, {"managers.newcomer_proficiency", 0.35},
        {"managers.standing_proficiency", 0.8}, {"managers.replacement_cost", 115}, {"managers.star_loss", 150},
        {"managers.best_seller_skill", -0.05}, {"managers.specialist_skill", 0.05},
        {"managers.project_manager_skill", 0.05},
        {"expansion.opportunity_rate", 1.5}, {"expansion.opportunity_base", 1.30}, {"expansion.opportunity_plan", 0.25},
        {"expansion.opportunity_innovator_role", 0.45}, {"expansion.opportunity_money", 0.90},
        {"expansion.opportunity_metrics", 0.15}, {"expansion.innovator_boost", 1.5},
        {"expansion.ordinary_global_latency", 3}, {"expansion.close_base", -0.90},
        {"expansion.close_relationship", 2.2}, {"expansion.close_specialist", 0.5}, {"expansion.close_skill", 0.5},
        {"expansion.close_technical_role", 0.6}, {"expansion.close_competition", 1.0},
        {"expansion.onboarding_rate", 2.0}, {"expansion.cell_loss_rate", 0.022},
        {"expansion.cell_loss_satisfaction", 2.5}, {"expansion.cell_loss_relationship", 1.5},
        {"retention.leaving_base", -2.20}, {"retention.satisfaction", 1.7}, {"retention.high_satisfaction", 2.5},
        {"retention.relationship", 1.8}, {"retention.competition", 1.0}, {"retention.sponsorship", 0.35},
        {"retention.save", 0.8}, {"retention.rescue_cost", 0.03}, {"retention.first_contract", 0.6},
        {"retention.tender", 0.9}, {"retention.market", 6.0}, {"retention.frailty_sd", 0.7},
        {"retention.poaching_rate", 0.012}, {"retention.poaching_relationship", 3}, {"retention.observation_sd", 0.9},
        {"retention.observation_maturity", 0.6}, {"retention.endangerment_threshold", 0.25},
        {"acquisition.pursuit_rate", 0.7}, {"acquisition.win_base", -2.35}, {"acquisition.win_reference", 0.8},
        {"acquisition.win_specialist", 0.3}, {"acquisition.win_competition", 0.8}, {"acquisition.win_back", 0.4},
        {"acquisition.initial_reference", 0.5}, {"acquisition.reference_rate", 0.5},
        {"acquisition.initial_relationship", 0.40}, {"acquisition.initial_satisfaction", 0.55},
        {"ledger.revenue_pay_discount", 0.02}, {"ledger.concentration_discount", 0.10},
        {"ledger.concentration_threshold", 0.10}, {"ledger.stranded_decay", 1.5}, {"ledger.training_pay", 0.15},
        {"ledger.commission_low", 0.15}, {"ledger.commission_middle", 0.10}, {"ledger.commission_high", 0.05},
        {"ledger.commission_tier_1", 200}, {"ledger.commission_tier_2", 2000}, {"ledger.severance", 0.5},
        {"market.reversion", 0.5}, {"market.volatility", 0.02}, {"market.wallet_correlation", 0.3},
        {"review.creep", 1.0}, {"review.demotion", 0.09}, {"review.incumbency", 0.2}, {"review.noise", 0.25},
        {"programme.abandon", 0.30}, {"programme.expert_speed", 0.1},
        {"programme.speed_organisation", 0.10}, {"programme.speed_sponsorship", 0.15},
        {"programme.speed_champion", 0.10}, {"programme.speed_selection", 0.10}, {"programme.speed_training", 0.10},
        {"programme.speed_metrics", 0.10}, {"programme.speed_review", 0.05},
        {"programme.cost_organisation", 150}, {"programme.cost_sponsorship", 60}, {"programme.cost_champion", 150},
        {"programme.cost_selection", 20}, {"programme.cost_training", 30}, {"programme.cost_metrics", 20},
        {"programme.cost_review", 40}};
    // clang-format on
    const ModelParameters parameters = default_parameters();
    for (const ModelEntry& entry : model_catalogue()) {
        ASSERT_TRUE(documented.contains(entry.path)) << entry.path;
        EXPECT_EQ(entry.value_in(parameters), documented.at(entry.path)) << entry.path;
    }
    EXPECT_EQ(documented.size(), model_catalogue().size());
}

/// The table of structures of docs/model.md, section 8, written down a second time.
TEST(Catalogue, HasTheDocumentedStructures)
{
    // clang-format off
    const std::map<std::string, BuiltInValues> documented{
        {"setup", {0, 25, 300, 1100}}, {"fixed_cost", {0, 40, 180, 420}}, {"lever_scale", {0, 0.1, 1, 1.3}},
        {"manager_cost", {0, 60, 155, 190}}, {"manager_time", {0, 0.4, 1, 1}}, {"team_fte", {0, 0, 0.6, 2.0}},
        {"fte_cost", {95, 95, 95, 95}}, {"load", {1, 8, 3, 1.5}}, {"overhead", {0, 0.15, 0.35, 0.25}},
        {"specialist", {0, 0.35, 0.75, 0.85}}, {"authority", {0, 0.25, 0.50, 0.85}},
        {"latency_local", {1, 1, 1.3, 1.5}}, {"latency_global", {3, 2.5, 1.6, 1.0}},
        {"maturity_ceiling", {0, 0.35, 0.85, 1.0}}, {"maturity_midpoint", {1, 1.0, 3.2, 3.8}},
        {"maturity_scale", {1, 0.6, 0.9, 1.0}}, {"concession", {0, 0.006, 0.012, 0.018}},
        {"recovery", {0, 0.005, 0.030, 0.040}}, {"strand", {0, 0.02, 0.08, 0.12}},
        {"cost_to_serve_change", {0, 0, -0.10, -0.12}}, {"cost_to_serve_rise", {0, 0, 0.08, 0.08}},
        {"manager_exit", {0, 0.22, 0.14, 0.11}}, {"exit_loss", {0, 0.30, 0.18, 0.15}},
        {"rebuild_rate", {0, 0.28, 0.21, 0.17}}, {"rebuild_cost", {0, 0.5, 0.7, 1.0}},
        {"rebuild_retained", {0, 0.6, 0.5, 0.4}}, {"contact", {0.20, 0.30, 0.65, 0.75}},
        {"role_technical_expert", {0, 0.70, 0.85, 0.92}}, {"role_relationship_lead", {0, 0.75, 0.85, 0.90}},
        {"role_collaborator", {0, 0.45, 0.75, 0.88}}, {"role_project_manager", {0, 0.25, 0.65, 0.85}},
        {"role_innovator", {0, 0.20, 0.55, 0.80}}, {"role_results_driver", {0, 0.30, 0.60, 0.85}},
        {"investment_share", {0, 0.001, 0.004, 0.004}}, {"rescue_share", {0, 0.0005, 0.0015, 0.0015}}};
    // clang-format on
    for (const BuiltInStructure which : built_in_structures) {
        const Structure structure = built_in_structure(which);
        EXPECT_EQ(structure.name, name(which));
        EXPECT_EQ(structure.is_programme, which != BuiltInStructure::none);
        for (const StructureEntry& entry : structure_catalogue()) {
            ASSERT_TRUE(documented.contains(entry.name)) << entry.name;
            EXPECT_EQ(structure.parameters.*entry.member, documented.at(entry.name)[static_cast<std::size_t>(which)])
                << structure.name << " " << entry.name;
        }
    }
    EXPECT_EQ(documented.size(), structure_catalogue().size());
}

TEST(Catalogue, DomainsHaveTheirEdges)
{
    EXPECT_TRUE(is_in_domain(-5.0, Domain::any));
    EXPECT_TRUE(is_in_domain(0.0, Domain::non_negative));
    EXPECT_FALSE(is_in_domain(-1e-12, Domain::non_negative));
    EXPECT_TRUE(is_in_domain(1e-12, Domain::positive));
    EXPECT_FALSE(is_in_domain(0.0, Domain::positive));
    EXPECT_TRUE(is_in_domain(0.0, Domain::unit_interval));
    EXPECT_TRUE(is_in_domain(1.0, Domain::unit_interval));
    EXPECT_FALSE(is_in_domain(1.0 + 1e-12, Domain::unit_interval));
    for (const Domain domain : {Domain::any, Domain::non_negative, Domain::positive, Domain::unit_interval}) {
        EXPECT_FALSE(is_in_domain(std::numeric_limits<double>::infinity(), domain));
        EXPECT_FALSE(is_in_domain(std::nan(""), domain));
    }
}

} // namespace
} // namespace kamsim
