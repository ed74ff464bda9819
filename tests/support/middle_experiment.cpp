#include "support/middle_experiment.hpp"

#include "kamsim/model/catalogue.hpp"
#include "kamsim/scenario/synthetic_portfolio.hpp"

namespace kamsim {
namespace {

constexpr int none = static_cast<int>(BuiltInStructure::none);
constexpr int early_stage = static_cast<int>(BuiltInStructure::early_stage);
constexpr int matrix = static_cast<int>(BuiltInStructure::matrix);
constexpr int centralized = static_cast<int>(BuiltInStructure::centralized);

std::vector<Alternative> alternatives()
{
    std::vector<Alternative> result(4);
    result[0].name = "none";
    result[0].plan = {{0.0, none}};

    result[1].name = "early stage";
    result[1].plan = {{0.0, early_stage}};
    result[1].selection = SelectionPolicy::eight_factor;
    result[1].assignment = AssignmentPolicy::matched;
    result[1].attention = AttentionPolicy::at_risk;
    result[1].rescue = RescuePolicy::value_at_risk;
    result[1].hiring = HiringPolicy::best_seller;

    result[2].name = "growing";
    result[2].plan = {{0.0, matrix}, {3.0, centralized}};
    result[2].attention = AttentionPolicy::lifetime_value;
    result[2].rescue = RescuePolicy::proactive;
    result[2].levers = {0.8, 0.7, 0.9, 0.3, 0.5, 0.2, 1.0};

    result[3].name = "given up";
    result[3].plan = {{0.5, matrix}, {4.25, none}};
    result[3].selection = SelectionPolicy::potential;
    result[3].attention = AttentionPolicy::abc;
    result[3].key_accounts = 25;
    return result;
}

} // namespace

Experiment middle_experiment()
{
    Experiment experiment;
    experiment.title = "middle";
    experiment.seed = 77;
    experiment.replications = 300;
    experiment.periods = 28;
    experiment.parameters = default_parameters();
    experiment.accounts = draw_synthetic_portfolio({.accounts = 200, .prospects = 20, .revenue = 150'000.0, .seed = 3});
    for (int index = 0; index < built_in_structure_count; ++index) {
        experiment.structures.push_back(built_in_structure(static_cast<BuiltInStructure>(index)));
    }
    experiment.alternatives = alternatives();
    return experiment;
}

} // namespace kamsim
