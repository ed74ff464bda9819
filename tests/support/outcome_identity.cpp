#include "support/outcome_identity.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

namespace kamsim {
namespace {

// Compared by bytes, so there must be no padding.
static_assert(sizeof(Moments) == 3 * sizeof(double));
static_assert(sizeof(DifferenceSummary) == 2 * sizeof(Moments));
static_assert(sizeof(MeasureSummary) == 2 * sizeof(Moments) + 6 * sizeof(double));

template <class Element>
bool same_bytes(const Element* a, const Element* b, std::size_t count)
{
    return count == 0 || std::memcmp(a, b, count * sizeof(Element)) == 0;
}

template <class Element>
bool same_bytes(const std::vector<Element>& a, const std::vector<Element>& b)
{
    return a.size() == b.size() && same_bytes(a.data(), b.data(), a.size());
}

bool same_pairs(const Outcome& a, const Outcome& b)
{
    return a.pairs == b.pairs && a.segments == b.segments && same_bytes(a.ledger_difference, b.ledger_difference)
           && same_bytes(a.measure_difference, b.measure_difference)
           && same_bytes(a.account_difference, b.account_difference)
           && same_bytes(a.segment_difference, b.segment_difference)
           && same_bytes(a.holder_difference, b.holder_difference)
           && same_bytes(a.unshared_difference, b.unshared_difference)
           && same_bytes(a.account_kept_only, b.account_kept_only);
}

/// Calls `visit` with the name and both sides of every array but the managers'; stops where it returns false.
template <class Visit>
std::string first_refused(const Outcome& a, const Outcome& b, Visit visit)
{
    std::string refused;
    const auto look = [&](const char* name, const auto& of_a, const auto& of_b) {
        if (refused.empty() && !visit(of_a, of_b)) {
            refused = name;
        }
    };
    look("value", a.value, b.value);
    look("programme_spending", a.programme_spending, b.programme_spending);
    look("payback_years", a.payback_years, b.payback_years);
    look("programme_survives", a.programme_survives, b.programme_survives);
    look("world_ledger", a.world_ledger, b.world_ledger);
    look("ledger", a.ledger, b.ledger);
    look("residual_mean", a.residual_mean, b.residual_mean);
    look("measures", a.measures, b.measures);
    look("account_means", a.account_means, b.account_means);
    look("account_value", a.account_value, b.account_value);
    look("account_losses", a.account_losses, b.account_losses);
    look("pareto_curve", a.pareto_curve, b.pareto_curve);
    look("whale_curve", a.whale_curve, b.whale_curve);
    return refused;
}

std::string different_dimension(const Outcome& a, const Outcome& b)
{
    if (a.replications != b.replications) {
        return "replications";
    }
    if (a.worlds != b.worlds || a.world_inputs.size() != b.world_inputs.size()
        || !same_bytes(a.world_inputs.data(), b.world_inputs.data(), a.world_inputs.size())) {
        return "worlds";
    }
    if (a.periods != b.periods || a.periods_per_year != b.periods_per_year || a.years != b.years) {
        return "periods";
    }
    return a.accounts == b.accounts ? "" : "accounts";
}

/// Managers that both outcomes have.
bool same_managers(const Outcome& a, int alternative_a, const Outcome& b, int alternative_b, int years)
{
    for (int measure = 0; measure < manager_measure_count; ++measure) {
        for (int manager = 0; manager < std::min(a.managers, b.managers); ++manager) {
            const auto which = static_cast<ManagerMeasure>(measure);
            if (!same_bytes(&a.manager_means[a.manager_index(alternative_a, which, manager, 0)],
                            &b.manager_means[b.manager_index(alternative_b, which, manager, 0)],
                            static_cast<std::size_t>(years))) {
                return false;
            }
        }
    }
    return true;
}

std::string measure_name(int measure)
{
    return std::string("measure ") + measure_catalogue()[static_cast<std::size_t>(measure)].name;
}

} // namespace

std::string first_difference(const Outcome& a, const Outcome& b)
{
    if (a.alternatives != b.alternatives) {
        return "alternatives";
    }
    if (a.managers != b.managers || a.baseline != b.baseline) {
        return "managers or baseline";
    }
    if (!same_pairs(a, b)) {
        return "differences of pairs";
    }
    for (int alternative = 0; alternative < a.alternatives; ++alternative) {
        const std::string difference = first_difference(a, alternative, b, alternative);
        if (!difference.empty()) {
            return difference + " of alternative " + std::to_string(alternative);
        }
    }
    return "";
}

std::string first_difference(const Outcome& a, int alternative_a, const Outcome& b, int alternative_b)
{
    std::string difference = different_dimension(a, b);
    if (!difference.empty()) {
        return difference;
    }
    // The alternative is every array's slowest dimension.
    difference = first_refused(a, b, [&](const auto& of_a, const auto& of_b) {
        const std::size_t slice = of_a.size() / static_cast<std::size_t>(a.alternatives);
        return slice == of_b.size() / static_cast<std::size_t>(b.alternatives)
               && same_bytes(of_a.data() + slice * static_cast<std::size_t>(alternative_a),
                             of_b.data() + slice * static_cast<std::size_t>(alternative_b), slice);
    });
    if (difference.empty() && !same_managers(a, alternative_a, b, alternative_b, a.years)) {
        difference = "manager_means";
    }
    return difference;
}

std::string first_difference_until(const Outcome& a, const Outcome& b, int alternative, int periods)
{
    for (int measure = 0; measure < measure_count; ++measure) {
        for (int period = 0; period < periods; ++period) {
            const auto which = static_cast<Measure>(measure);
            if (!same_bits(a.measures[a.measure_index(alternative, which, period)],
                           b.measures[b.measure_index(alternative, which, period)])) {
                return measure_name(measure) + " in period " + std::to_string(period);
            }
        }
    }
    const int years = 1 + periods / a.periods_per_year;
    for (int account = 0; account < a.accounts; ++account) {
        for (int measure = 0; measure < account_measure_count; ++measure) {
            const auto which = static_cast<AccountMeasure>(measure);
            if (!same_bytes(&a.account_means[a.account_index(alternative, which, account, 0)],
                            &b.account_means[b.account_index(alternative, which, account, 0)],
                            static_cast<std::size_t>(years))) {
                return std::string(account_measure_catalogue()[static_cast<std::size_t>(measure)].name) + " of account "
                       + std::to_string(account);
            }
        }
    }
    const auto points = static_cast<std::size_t>(years) * curve_points;
    if (!same_bytes(&a.pareto_curve[a.curve_index(alternative, 0, 0)],
                    &b.pareto_curve[b.curve_index(alternative, 0, 0)], points)) {
        return "pareto_curve";
    }
    if (!same_bytes(&a.whale_curve[a.curve_index(alternative, 0, 0)], &b.whale_curve[b.curve_index(alternative, 0, 0)],
                    points)) {
        return "whale_curve";
    }
    return same_managers(a, alternative, b, alternative, years) ? "" : "manager_means";
}

bool same_bits(const MeasureSummary& a, const MeasureSummary& b)
{
    return same_bytes(&a, &b, 1);
}

bool same_bits(double a, double b)
{
    return same_bytes(&a, &b, 1);
}

} // namespace kamsim
