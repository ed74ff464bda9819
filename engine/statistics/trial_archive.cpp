#include "statistics/trial_archive.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace kamsim {

namespace {

/// The multiple that is nearest, as the number that its decimals mean.
double multiple_of(double step, double value)
{
    if (!(step > 0.0)) {
        return value;
    }
    return step < 1.0 ? std::round(value / step) / std::round(1.0 / step) : std::round(value / step) * step;
}

} // namespace

TrialArchive::TrialArchive(const SearchProblem& problem, const SearchRequest& request, std::int64_t most)
    : problem_(problem), request_(request), most_(most), limit_(most)
{}

SearchPoint TrialArchive::fitted(const SearchPoint& point) const
{
    SearchPoint fit = point;
    for (std::size_t k = 0; k < fit.size(); ++k) {
        const SearchVariable& variable = problem_.variables[k];
        const double value =
            variable.kind == VariableKind::real ? multiple_of(variable.step, fit[k]) : std::round(fit[k]);
        fit[k] = std::clamp(value, variable.low, variable.high) + 0.0; // no -0, which would be another key
    }
    return fit;
}

std::vector<std::size_t> TrialArchive::try_points(std::span<const SearchPoint> points)
{
    std::vector<std::size_t> places;
    std::vector<SearchPoint> fresh;
    bool is_complete = true;
    for (const SearchPoint& point : points) {
        SearchPoint fit = fitted(point);
        const auto next = trials_.size() + fresh.size();
        const auto known = places_.find(fit);
        if (known != places_.end()) {
            places.push_back(known->second);
        } else if (static_cast<std::int64_t>(next) < limit_) {
            places.push_back(next);
            places_.emplace(fit, next);
            fresh.push_back(std::move(fit));
        } else {
            is_complete = false;
        }
    }
    evaluate(std::move(fresh));
    if (!is_complete) {
        throw SearchEnded{};
    }
    return places;
}

void TrialArchive::evaluate(std::vector<SearchPoint> points)
{
    if (points.empty()) {
        return;
    }
    if (request_.goes_on && !request_.goes_on()) {
        was_interrupted_ = true;
        throw SearchEnded{};
    }
    auto outcomes = problem_.evaluate(points);
    const bool fits = outcomes.size() == points.size()
                      && std::all_of(outcomes.begin(), outcomes.end(), [this](const SearchOutcome& outcome) {
                             return outcome.objectives.size() == problem_.objectives;
                         });
    if (!fits) {
        throw std::invalid_argument("a search: the function gave other numbers of outcomes or objectives than asked");
    }
    for (std::size_t k = 0; k < points.size(); ++k) {
        trials_.push_back({std::move(points[k]), std::move(outcomes[k])});
    }
    if (request_.progress) {
        request_.progress(static_cast<std::int64_t>(trials_.size()), most_);
    }
}

} // namespace kamsim
