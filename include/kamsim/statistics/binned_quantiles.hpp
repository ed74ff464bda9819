#pragma once

#include <cstdint>
#include <span>

namespace kamsim {

/// Fixed bins for quantiles by integer counts: neither the order of the values nor how the work was split can matter.
///
/// Bins are numbered from 0 in ascending order of value. A bin holds `lower_edge <= x < upper_edge`; a bin whose edges
/// coincide holds that value alone.
class BinLayout {
public:
    /// 256 bins over [0, 1]: the first holds 0 (and below) alone, the last 1 (and above) alone, 254 of equal width
    /// between.
    [[nodiscard]] static BinLayout unit_interval();

    /// 256 bins from 0 to at least `upper`; the last one is open, the first one takes what is negative. Where `upper`
    /// is at most 255, every whole number is the middle of a bin of its own.
    /// @throws std::invalid_argument where `upper` is not a positive number
    [[nodiscard]] static BinLayout counts(double upper);

    /// 451 bins for money of both signs: one around zero (below scale * 2^-16), eight in each factor of two up to
    /// scale * 2^12, and an open one at either end. The exponent and the top bits of |x| / scale number them.
    /// @throws std::invalid_argument where `scale` is not a positive number
    [[nodiscard]] static BinLayout symmetric_logarithmic(double scale);

    [[nodiscard]] int bin_count() const { return bin_count_; }

    /// @param value any number, infinities included
    /// @return some bin for NaN, which belongs in none
    [[nodiscard]] int bin_of(double value) const;

    [[nodiscard]] double lower_edge(int bin) const; ///< -infinity for an open end
    [[nodiscard]] double upper_edge(int bin) const; ///< infinity for an open end

    /// Whether the bin stands for its middle (whole numbers, zero) rather than for values spread over its width.
    [[nodiscard]] bool is_centred(int bin) const;

private:
    friend void number_bins(const BinLayout& layout, std::span<const double> values, std::span<std::uint16_t> numbers);

    enum class Kind : std::uint8_t { unit_interval, counts, symmetric_logarithmic };

    BinLayout(Kind kind, int bin_count, double width) : kind_(kind), bin_count_(bin_count), width_(width) {}

    Kind kind_;
    int bin_count_;
    double width_; ///< of a bin; for symmetric_logarithmic the scale
};

/// Stands for a value that is not a number and belongs in no bin.
inline constexpr std::uint16_t no_bin = 0xFFFF;

/// Numbers of the bins of many values.
/// @param numbers one for each value; no_bin where it is not a number
void number_bins(const BinLayout& layout, std::span<const double> values, std::span<std::uint16_t> numbers);

/// Adds what number_bins gave to counts, one for each bin; no_bin is left out.
void count_bins(std::span<const std::uint16_t> numbers, std::span<std::uint32_t> counts);

struct BinnedQuantile {
    double value = 0.0;
    double error =
        0.0; ///< bound of the distance to the sample quantile of the values themselves; infinite in an open bin
};

/// Sample quantile of type 7 of counted values, each taken as spread evenly over its bin (or as the middle of a centred
/// bin). An open bin stands for its finite edge.
/// @param counts one for each bin
/// @param probability between 0 and 1
/// @return NaN for value and error where nothing was counted
/// @throws std::invalid_argument where the sizes or the probability do not fit
[[nodiscard]] BinnedQuantile binned_quantile(const BinLayout& layout, std::span<const std::uint32_t> counts,
                                             double probability);

} // namespace kamsim
