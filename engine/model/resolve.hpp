#pragma once

#include <vector>

#include "model/resolved.hpp"

namespace kamsim {

/// Most managers that any alternative has at any time.
[[nodiscard]] int largest_manager_count(const Experiment& experiment);

/// Owns the numbers behind a ResolvedView.
class ResolvedExperiment {
public:
    /// @param experiment must be valid (see validate) and outlive this object. What is uncertain in it is taken as
    /// given:
    ///   see Worlds
    /// @param manager_rows managers to keep room for, where another world has more of them
    explicit ResolvedExperiment(const Experiment& experiment, int manager_rows = 0);
    ResolvedExperiment(const ResolvedExperiment&) = delete;
    ResolvedExperiment& operator=(const ResolvedExperiment&) = delete;

    [[nodiscard]] const ResolvedView& view() const { return view_; }

private:
    void resolve_accounts();
    void resolve_standing_managers();
    void resolve_alternative(const Alternative& alternative);
    [[nodiscard]] std::vector<PeriodPlan> plan_periods(const Alternative& alternative) const;

    const Experiment& experiment_;
    std::vector<ResolvedAccount> accounts_;
    std::vector<std::uint64_t> segment_entities_;
    std::vector<ResolvedAlternative> alternatives_;
    std::vector<std::vector<PeriodPlan>> periods_;
    std::vector<std::vector<double>> contact_gains_;
    std::vector<std::vector<AccountAttention>> account_attentions_;
    std::vector<double> standing_proficiencies_;
    ResolvedView view_{};
};

} // namespace kamsim
