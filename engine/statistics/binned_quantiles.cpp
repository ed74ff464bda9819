#include "kamsim/statistics/binned_quantiles.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

namespace kamsim {

namespace {

constexpr int linear_bins = 256;
constexpr int interior_bins = linear_bins - 2;

// Money: 28 octaves of eight bins on either side of zero, and one open bin beyond.
constexpr double smallest_magnitude = 0x1p-16;
constexpr int octaves = 28;
constexpr int bins_per_octave = 8;
constexpr int dropped_mantissa_bits = 52 - 3;
constexpr int open_magnitude = octaves * bins_per_octave + 1; ///< number of the open bin, counted from the zero bin
constexpr int zero_bin = open_magnitude;
constexpr std::uint64_t first_magnitude_bits =
    std::bit_cast<std::uint64_t>(smallest_magnitude) >> dropped_mantissa_bits;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// 0 for the zero bin, then 1, 2, ... outwards.
int magnitude_of(double ratio)
{
    if (!(ratio >= smallest_magnitude)) {
        return 0;
    }
    const auto bits = std::bit_cast<std::uint64_t>(ratio) >> dropped_mantissa_bits;
    return static_cast<int>(std::min<std::uint64_t>(bits - first_magnitude_bits + 1, open_magnitude));
}

/// Lower edge of |x| / scale of a magnitude, 1 or more.
double magnitude_edge(int magnitude)
{
    const auto number = first_magnitude_bits + static_cast<std::uint64_t>(magnitude - 1);
    return std::bit_cast<double>(number << dropped_mantissa_bits);
}

int unit_interval_bin(double value)
{
    if (!(value > 0.0)) {
        return 0;
    }
    return value >= 1.0 ? linear_bins - 1 : 1 + std::min(static_cast<int>(value * interior_bins), interior_bins - 1);
}

int count_bin(double value, double width)
{
    const double position = value / width + 0.5;
    if (!(position > 0.0)) {
        return 0;
    }
    return position >= linear_bins - 1 ? linear_bins - 1 : static_cast<int>(position);
}

int money_bin(double value, double scale)
{
    const int magnitude = magnitude_of(std::fabs(value) / scale);
    return value < 0.0 ? zero_bin - magnitude : zero_bin + magnitude;
}

/// Numbers every value with what `bin` gives.
template <class Bin>
void number_by(Bin bin, std::span<const double> values, std::span<std::uint16_t> numbers)
{
    for (std::size_t k = 0; k < values.size(); ++k) {
        numbers[k] = std::isnan(values[k]) ? no_bin : static_cast<std::uint16_t>(bin(values[k]));
    }
}

double require_positive(double value, const char* what)
{
    if (!(value > 0.0) || value == infinity) {
        throw std::invalid_argument(std::string("bins: ") + what + " is " + std::to_string(value)
                                    + "; give a positive number");
    }
    return value;
}

} // namespace

BinLayout BinLayout::unit_interval()
{
    return {Kind::unit_interval, linear_bins, 1.0 / interior_bins};
}

BinLayout BinLayout::counts(double upper)
{
    constexpr double last = linear_bins - 1;
    require_positive(upper, "the largest count");
    // A whole number of bins per unit puts every whole number in the middle of a bin.
    const double width = upper <= last ? 1.0 / std::floor(last / upper) : upper / last;
    return {Kind::counts, linear_bins, width};
}

BinLayout BinLayout::symmetric_logarithmic(double scale)
{
    return {Kind::symmetric_logarithmic, 2 * open_magnitude + 1, require_positive(scale, "the scale of money")};
}

int BinLayout::bin_of(double value) const
{
    switch (kind_) {
    case Kind::unit_interval: return unit_interval_bin(value);
    case Kind::counts: return count_bin(value, width_);
    case Kind::symmetric_logarithmic: return money_bin(value, width_);
    }
    return 0;
}

double BinLayout::lower_edge(int bin) const
{
    switch (kind_) {
    case Kind::unit_interval: return bin == 0 ? 0.0 : std::min(1.0, static_cast<double>(bin - 1) / interior_bins);
    case Kind::counts: return (static_cast<double>(bin) - 0.5) * width_;
    case Kind::symmetric_logarithmic:
        if (bin <= zero_bin) {
            return bin == 0 ? -infinity : -width_ * magnitude_edge(zero_bin - bin + 1);
        }
        return width_ * magnitude_edge(bin - zero_bin);
    }
    return 0.0;
}

double BinLayout::upper_edge(int bin) const
{
    if (bin == bin_count_ - 1) {
        return kind_ == Kind::unit_interval ? 1.0 : infinity;
    }
    return lower_edge(bin + 1);
}

bool BinLayout::is_centred(int bin) const
{
    return kind_ == Kind::counts || (kind_ == Kind::symmetric_logarithmic && bin == zero_bin);
}

void number_bins(const BinLayout& layout, std::span<const double> values, std::span<std::uint16_t> numbers)
{
    // The kind is looked up once, not for each value: this runs for every measure in every period.
    switch (layout.kind_) {
    case BinLayout::Kind::unit_interval:
        number_by([](double value) { return unit_interval_bin(value); }, values, numbers);
        return;
    case BinLayout::Kind::counts:
        number_by([width = layout.width_](double value) { return count_bin(value, width); }, values, numbers);
        return;
    case BinLayout::Kind::symmetric_logarithmic:
        number_by([scale = layout.width_](double value) { return money_bin(value, scale); }, values, numbers);
        return;
    }
}

void count_bins(std::span<const std::uint16_t> numbers, std::span<std::uint32_t> counts)
{
    for (const std::uint16_t number : numbers) {
        if (number != no_bin) {
            ++counts[number];
        }
    }
}

namespace {

/// The value of one rank (0 is the smallest) and its error.
BinnedQuantile ranked_value(const BinLayout& layout, std::span<const std::uint32_t> counts, double rank)
{
    double below = 0.0;
    std::size_t bin = 0;
    while (bin + 1 < counts.size() && below + counts[bin] <= rank) {
        below += counts[bin];
        ++bin;
    }
    const double low = layout.lower_edge(static_cast<int>(bin));
    const double high = layout.upper_edge(static_cast<int>(bin));
    if (low == -infinity || high == infinity) {
        return {low == -infinity ? high : low, infinity};
    }
    if (layout.is_centred(static_cast<int>(bin))) {
        return {low + 0.5 * (high - low), 0.5 * (high - low)};
    }
    const double part = (rank - below + 0.5) / counts[bin];
    return {low + part * (high - low), std::max(part, 1.0 - part) * (high - low)};
}

} // namespace

BinnedQuantile binned_quantile(const BinLayout& layout, std::span<const std::uint32_t> counts, double probability)
{
    if (counts.size() != static_cast<std::size_t>(layout.bin_count())) {
        throw std::invalid_argument("binned_quantile: " + std::to_string(counts.size()) + " counts for "
                                    + std::to_string(layout.bin_count()) + " bins; give one count for each bin");
    }
    if (!(probability >= 0.0 && probability <= 1.0)) {
        throw std::invalid_argument("binned_quantile: probability " + std::to_string(probability)
                                    + " is not between 0 and 1");
    }
    double all = 0.0;
    for (const auto count : counts) {
        all += count;
    }
    if (all == 0.0) {
        const double none = std::numeric_limits<double>::quiet_NaN();
        return {none, none};
    }
    const double position = probability * (all - 1.0);
    const double rank = std::floor(position);
    const double part = position - rank;
    const auto lower = ranked_value(layout, counts, rank);
    if (part == 0.0) {
        return lower;
    }
    const auto upper = ranked_value(layout, counts, rank + 1.0);
    return {lower.value + part * (upper.value - lower.value), (1.0 - part) * lower.error + part * upper.error};
}

} // namespace kamsim
