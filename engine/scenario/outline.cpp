#include "kamsim/scenario/outline.hpp"

#include <algorithm>
#include <numeric>

#include "kamsim/model/programme.hpp"
#include "model/resolve.hpp"

namespace kamsim {

namespace {

constexpr double working_hours_a_month = 150.0;
constexpr double reference_cells = 12.0;

/// Cells of the customers of the first day, the largest customer first.
std::vector<double> cells_by_revenue(const Experiment& experiment)
{
    std::vector<const Account*> customers;
    for (const Account& account : experiment.accounts) {
        if (account.status == AccountStatus::customer) {
            customers.push_back(&account);
        }
    }
    std::stable_sort(customers.begin(), customers.end(),
                     [](const Account* left, const Account* right) { return left->revenue > right->revenue; });
    std::vector<double> cells;
    for (const Account* customer : customers) {
        cells.push_back(customer->cells);
    }
    return cells;
}

const std::string& name_of(const StructureParameters* parameters, const Experiment& experiment)
{
    const auto found = std::find_if(experiment.structures.begin(), experiment.structures.end(),
                                    [&](const Structure& structure) { return &structure.parameters == parameters; });
    return found->name;
}

void add_programme(DesignStep& step, const PeriodPlan& plan, const Alternative& alternative,
                   const std::vector<double>& cells, const Experiment& experiment)
{
    const StructureParameters& structure = *plan.structure;
    const EffortParameters& effort = experiment.parameters.effort;
    const auto count = std::min(static_cast<std::size_t>(alternative.key_accounts), cells.size());
    const auto key_accounts = static_cast<double>(count);
    step.key_accounts = static_cast<int>(count);
    step.managers = plan.managers;
    step.hours_given =
        working_hours_a_month
        * (plan.managers * structure.manager_time * effort.manager_face_share * (1.0 - structure.overhead)
           + key_accounts * structure.team_fte * effort.team_face_share);
    step.hours_wanted = effort.half_saturation_hours / reference_cells
                        * std::accumulate(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(count), 0.0);
    const double training = alternative.levers[static_cast<std::size_t>(Lever::training)];
    step.people = plan.managers * structure.manager_cost * (1.0 + experiment.parameters.ledger.training_pay * training)
                  + key_accounts * structure.team_fte * structure.fte_cost;
    step.setup = plan.is_switch ? structure.setup : 0.0;
    step.fixed = structure.fixed_cost + plan.lever_cost;
    step.investment = plan.investment;
    step.rescue = plan.rescue;
}

} // namespace

std::vector<DesignOutline> outline_designs(const Experiment& experiment)
{
    const ResolvedExperiment resolved(experiment);
    const std::vector<double> cells = cells_by_revenue(experiment);
    std::vector<DesignOutline> outlines;
    for (std::size_t a = 0; a < experiment.alternatives.size(); ++a) {
        const Alternative& alternative = experiment.alternatives[a];
        DesignOutline outline{alternative.name, {}};
        for (int period = 0; period < experiment.periods; ++period) {
            const PeriodPlan& plan = resolved.view().alternatives[a].periods[period];
            if (period > 0 && !plan.is_switch) {
                continue;
            }
            DesignStep step;
            step.year = static_cast<double>(period) / experiment.periods_per_year;
            step.structure = name_of(plan.structure, experiment);
            step.is_programme = plan.is_programme > 0.0;
            step.is_switch = plan.is_switch;
            if (step.is_programme) {
                add_programme(step, plan, alternative, cells, experiment);
            }
            outline.steps.push_back(std::move(step));
        }
        outlines.push_back(std::move(outline));
    }
    return outlines;
}

} // namespace kamsim
