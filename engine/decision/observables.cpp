#include "decision/observables.hpp"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "kamsim/decision/money_text.hpp"

namespace kamsim {

namespace {

/// How a measure becomes a yearly figure: its mean over the times at which it is taken, what that lacks to 1, or that
/// of a year where it is a flow of each period.
enum class Yearly : std::uint8_t { mean, complement, flow };

struct ObservedMeasure {
    ObservableDeclaration declaration;
    Measure measure;
    Yearly yearly;
};

constexpr std::array observed{
    ObservedMeasure{
        {Observable::key_loss, "yearly loss of key accounts", true}, Measure::key_logo_retention, Yearly::complement},
    ObservedMeasure{{Observable::key_gross_retention, "gross revenue retention of key accounts", true},
                    Measure::key_gross_revenue_retention,
                    Yearly::mean},
    ObservedMeasure{{Observable::key_net_retention, "net revenue retention of key accounts", true},
                    Measure::key_net_revenue_retention,
                    Yearly::mean},
    ObservedMeasure{{Observable::other_loss, "yearly loss of other customers", true},
                    Measure::other_logo_retention,
                    Yearly::complement},
    ObservedMeasure{
        {Observable::key_close_rate, "close rate at key accounts", true}, Measure::key_close_rate, Yearly::mean},
    ObservedMeasure{
        {Observable::other_close_rate, "close rate at other customers", true}, Measure::other_close_rate, Yearly::mean},
    ObservedMeasure{{Observable::opportunities, "opportunities a year", false}, Measure::opportunities, Yearly::flow},
    ObservedMeasure{{Observable::accounts_won, "accounts won a year", false}, Measure::accounts_won, Yearly::flow},
    ObservedMeasure{
        {Observable::key_satisfaction, "satisfaction of key accounts", true}, Measure::key_satisfaction, Yearly::mean},
    ObservedMeasure{{Observable::key_relationship, "relationship with key accounts", true},
                    Measure::key_relationship,
                    Yearly::mean},
    ObservedMeasure{
        {Observable::manager_exits, "managers leaving a year", false}, Measure::manager_exits, Yearly::flow},
    ObservedMeasure{{Observable::maturity, "maturity of the programme", true}, Measure::maturity, Yearly::mean},
    ObservedMeasure{
        {Observable::programme_cost, "programme cost a year (k)", false}, Measure::programme_cost, Yearly::flow},
};

} // namespace

const ObservableDeclaration& declaration_of(Observable observable)
{
    return observed.at(static_cast<std::size_t>(observable)).declaration;
}

std::vector<Measure> observed_measures()
{
    std::vector<Measure> measures;
    for (const ObservedMeasure& one : observed) {
        measures.push_back(one.measure);
    }
    return measures;
}

std::vector<double> observables_at(const Experiment& experiment, const StudyValues& values, std::int64_t point,
                                   int alternative)
{
    std::vector<double> result;
    for (std::size_t k = 0; k < observed.size(); ++k) {
        double sum = 0.0;
        double count = 0.0;
        for (int period = 0; period < values.periods; ++period) {
            const double mean =
                values.measure_means[values.measure_index(point, alternative, static_cast<int>(k), period)];
            if (!std::isnan(mean)) {
                sum += mean;
                count += 1.0;
            }
        }
        const double mean = sum / count;
        switch (observed[k].yearly) {
        case Yearly::mean: result.push_back(mean); break;
        case Yearly::complement: result.push_back(1.0 - mean); break;
        case Yearly::flow: result.push_back(mean * experiment.periods_per_year); break;
        }
    }
    return result;
}

} // namespace kamsim
