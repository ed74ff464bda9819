#include "kamsim/random/latin_hypercube.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>

#include "kamsim/random/draws.hpp"

namespace kamsim {

std::vector<double> latin_hypercube_column(std::uint64_t seed, std::int64_t points, int dimension)
{
    if (points < 1 || points > std::numeric_limits<std::uint32_t>::max()) {
        throw std::invalid_argument("a Latin hypercube of " + std::to_string(points) + " points: give 1 to 4294967295");
    }
    const auto entity = static_cast<std::uint64_t>(dimension);
    std::vector<std::pair<double, std::uint32_t>> order(static_cast<std::size_t>(points));
    for (std::uint32_t point = 0; point < order.size(); ++point) {
        order[point] = {draw(seed, point, entity, once, Purpose::world_order), point};
    }
    std::sort(order.begin(), order.end());
    const auto strata = static_cast<double>(points);
    std::vector<double> column(order.size());
    for (std::size_t stratum = 0; stratum < order.size(); ++stratum) {
        const std::uint32_t point = order[stratum].second;
        const double place = draw(seed, point, entity, once, Purpose::world_place);
        // With very many strata, rounding must not lift a point into the next one.
        const double end = std::nextafter(static_cast<double>(stratum + 1) / strata, 0.0);
        column[point] = std::min((static_cast<double>(stratum) + place) / strata, end);
    }
    return column;
}

} // namespace kamsim
