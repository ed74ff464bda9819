#pragma once

#include <cstdint>
#include <vector>

namespace kamsim {

/// Sobol points (direction numbers of Joe and Kuo 2008) with nested uniform scrambling (Owen 1995).
///
/// A coordinate is a pure function of (seed, index, dimension): each of its 32 bits is flipped or not by a draw that
/// depends on seed, dimension and the bits above it. Every coordinate alone is uniform, and the first 2^m points keep
/// what makes them better than random ones: in each dimension, every interval of width 2^-m holds exactly one. The
/// point with index 0 belongs to the sequence.
class ScrambledSobol {
public:
    static constexpr int most_dimensions = 3667;

    /// @throws std::invalid_argument where dimensions are not between 0 and most_dimensions
    ScrambledSobol(std::uint64_t seed, int dimensions);

    /// @param dimension from 0 on
    /// @return on (0, 1), the middle of a cell of width 2^-32
    [[nodiscard]] double coordinate(std::uint32_t index, int dimension) const;

    [[nodiscard]] int dimensions() const { return dimensions_; }

private:
    [[nodiscard]] std::uint32_t scrambled(std::uint32_t bits, int dimension) const;

    std::uint64_t seed_;
    int dimensions_;
    std::vector<std::uint32_t> directions_; ///< [dimension][bit of the index, lowest first]
};

} // namespace kamsim
