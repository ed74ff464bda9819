#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "support/reference_future.hpp"

namespace kamsim::reference {

namespace {

using Matrix = std::vector<std::vector<double>>;

std::size_t position(const std::vector<Stakeholder>& people, const std::string& person)
{
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (people[i].person == person) {
            return i;
        }
    }
    throw std::invalid_argument("stakeholder map: nobody is called \"" + person + "\"");
}

/// Row i: what i takes over from whom; a person without lines keeps to himself.
Matrix influence_weights(const std::vector<Stakeholder>& people)
{
    const std::size_t size = people.size();
    Matrix weights(size, std::vector<double>(size, 0.0));
    for (std::size_t i = 0; i < size; ++i) {
        if (!people[i].reports_to.empty()) {
            const std::size_t superior = position(people, people[i].reports_to);
            weights[i][superior] += 1.0;
            weights[superior][i] += 0.5;
        }
        for (const Stakeholder::Influence& line : people[i].influenced_by) {
            weights[i][position(people, line.person)] += line.weight;
        }
    }
    for (std::size_t i = 0; i < size; ++i) {
        double sum = 0.0;
        for (const double weight : weights[i]) {
            sum += weight;
        }
        if (sum == 0.0) {
            weights[i][i] = sum = 1.0;
        }
        for (double& weight : weights[i]) {
            weight /= sum;
        }
    }
    return weights;
}

/// Solves a x = b by elimination with row pivots.
std::vector<double> solve(Matrix a, std::vector<double> b)
{
    const std::size_t size = b.size();
    for (std::size_t column = 0; column < size; ++column) {
        std::size_t pivot = column;
        for (std::size_t row = column + 1; row < size; ++row) {
            if (std::abs(a[row][column]) > std::abs(a[pivot][column])) {
                pivot = row;
            }
        }
        std::swap(a[column], a[pivot]);
        std::swap(b[column], b[pivot]);
        for (std::size_t row = 0; row < size; ++row) {
            const double factor = row == column ? 0.0 : a[row][column] / a[column][column];
            for (std::size_t k = column; k < size; ++k) {
                a[row][k] -= factor * a[column][k];
            }
            b[row] -= factor * b[column];
        }
    }
    for (std::size_t row = 0; row < size; ++row) {
        b[row] /= a[row][row];
    }
    return b;
}

/// Leverage of each person: the row vector pi (I - lambda W)^-1, times access.
std::vector<double> leverages(const std::vector<Stakeholder>& people)
{
    constexpr double lambda = 0.7;
    const Matrix weights = influence_weights(people);
    const std::size_t size = people.size();
    Matrix transposed(size, std::vector<double>(size, 0.0));
    std::vector<double> power(size, 0.0);
    double power_sum = 0.0;
    for (std::size_t i = 0; i < size; ++i) {
        power_sum += people[i].power;
        for (std::size_t j = 0; j < size; ++j) {
            transposed[i][j] = (i == j ? 1.0 : 0.0) - lambda * weights[j][i];
        }
    }
    for (std::size_t i = 0; i < size; ++i) {
        power[i] = people[i].power / power_sum;
    }
    std::vector<double> result = solve(transposed, power);
    for (std::size_t i = 0; i < size; ++i) {
        result[i] *= people[i].access;
    }
    return result;
}

} // namespace

double gain_of_contacts(const std::vector<Stakeholder>& people, ContactFocus focus)
{
    if (people.empty()) {
        return 1.0;
    }
    const std::vector<double> leverage = leverages(people);
    std::vector<double> weight(people.size(), 0.0);
    std::size_t best = 0;
    for (std::size_t i = 0; i < people.size(); ++i) {
        const bool by_power = focus == ContactFocus::most_powerful;
        const bool better = by_power ? people[i].power > people[best].power : leverage[i] > leverage[best];
        best = better ? i : best;
        weight[i] = focus == ContactFocus::uniform ? 1.0
                    : focus == ContactFocus::power_times_doubt
                        ? people[i].power * (1.0 - people[i].attitude) * people[i].access
                        : 0.0;
    }
    if (focus == ContactFocus::most_powerful || focus == ContactFocus::highest_leverage) {
        weight[best] = 1.0;
    }
    double weights = 0.0;
    double focused = 0.0;
    double mean = 0.0;
    for (std::size_t i = 0; i < people.size(); ++i) {
        weights += weight[i];
        focused += weight[i] * leverage[i];
        mean += leverage[i] / static_cast<double>(people.size());
    }
    if (weights == 0.0 || mean == 0.0) {
        return 1.0;
    }
    return std::min(2.0, focused / weights / mean);
}

} // namespace kamsim::reference
