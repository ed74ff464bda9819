#include "kamsim/statistics/looks.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace kamsim {

std::vector<std::int64_t> look_sizes(std::int64_t first, std::int64_t most, std::int64_t step)
{
    if (first < 1 || step < 1) {
        throw std::invalid_argument("look_sizes: a first look at " + std::to_string(first) + " in steps of "
                                    + std::to_string(step) + "; both are 1 or more");
    }
    const auto in_steps = [&](std::int64_t size) { return (size + step - 1) / step; };
    std::int64_t size = in_steps(first);
    const std::int64_t last = std::max(size, most / step);
    std::vector<std::int64_t> sizes;
    while (size < last) {
        sizes.push_back(size * step);
        size += (size + 1) / 2;
    }
    sizes.push_back(last * step);
    return sizes;
}

} // namespace kamsim
