#include "kamsim/random/scrambled_sobol.hpp"

#include <array>
#include <stdexcept>
#include <string>

#include <boost/random/sobol.hpp>

#include "kamsim/random/draws.hpp"

namespace kamsim {

namespace {

constexpr int bits_per_coordinate = 32;

using SobolEngine = boost::random::sobol_engine<std::uint32_t, bits_per_coordinate>;

/// The engine goes through the points in the order of the Gray code, so that its point 2^(k+1) - 1 is the direction
/// number k alone. It leaves out point 0; after seed(n) the next one is point n + 1.
std::vector<std::uint32_t> direction_numbers(int dimensions)
{
    const auto count = static_cast<std::size_t>(dimensions);
    std::vector<std::uint32_t> directions(count * bits_per_coordinate);
    if (dimensions == 0) {
        return directions;
    }
    SobolEngine engine(count);
    for (std::size_t bit = 0; bit < bits_per_coordinate; ++bit) {
        engine.seed(static_cast<std::uint32_t>((std::uint64_t{2} << bit) - 2));
        for (std::size_t dimension = 0; dimension < count; ++dimension) {
            directions[dimension * bits_per_coordinate + bit] = engine();
        }
    }
    return directions;
}

} // namespace

ScrambledSobol::ScrambledSobol(std::uint64_t seed, int dimensions) : seed_(seed), dimensions_(dimensions)
{
    if (dimensions < 0 || dimensions > most_dimensions) {
        throw std::invalid_argument("Sobol points of " + std::to_string(dimensions) + " dimensions: there are at most "
                                    + std::to_string(most_dimensions)
                                    + "; take Latin hypercube or random points beyond that");
    }
    directions_ = direction_numbers(dimensions);
}

double ScrambledSobol::coordinate(std::uint32_t index, int dimension) const
{
    const std::size_t first = static_cast<std::size_t>(dimension) * bits_per_coordinate;
    std::uint32_t bits = 0;
    for (std::size_t bit = 0; index != 0; ++bit, index >>= 1) {
        bits ^= (index & 1U) != 0 ? directions_[first + bit] : 0U;
    }
    return uniform_of(scrambled(bits, dimension));
}

std::uint32_t ScrambledSobol::scrambled(std::uint32_t bits, int dimension) const
{
    const std::array<std::uint32_t, 2> key{static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32)};
    constexpr std::uint32_t last_word = (once << 8) | group_of(Purpose::world_scramble);
    std::uint32_t result = 0;
    for (std::uint32_t depth = 0; depth < bits_per_coordinate; ++depth) {
        // Two shifts: one by 32 would be undefined.
        const std::uint32_t above = (bits >> 1) >> (bits_per_coordinate - 1 - depth);
        const auto words = philox4x32_10({above, depth, static_cast<std::uint32_t>(dimension), last_word}, key);
        const std::uint32_t bit = (bits >> (bits_per_coordinate - 1 - depth)) & 1U;
        result = (result << 1) | (bit ^ (words[0] >> 31));
    }
    return result;
}

} // namespace kamsim
