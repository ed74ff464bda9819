#pragma once

// A lane vector: as many replications as the widest double vector of the instruction set that this translation unit is
// compiled for. Private to the engine: it is compiled several times, each time in a namespace of its own
// (KAMSIM_KERNEL), so that the linker can never take code of one instruction set for another.

#include <cstdint>

#include <immintrin.h>

#ifndef KAMSIM_KERNEL
#define KAMSIM_KERNEL kernel_v2
#endif

namespace kamsim::KAMSIM_KERNEL {

#if defined(__AVX512F__)
inline constexpr int lane_width = 8;
#elif defined(__AVX2__)
inline constexpr int lane_width = 4;
#else
inline constexpr int lane_width = 2;
#endif

#define KAMSIM_INLINE [[gnu::always_inline]] inline

/// `lane_width` unsigned 64-bit integers.
struct __attribute__((may_alias)) Bits {
    using Native = std::uint64_t __attribute__((vector_size(8 * lane_width)));
    Native value;

    Bits() = default;
    KAMSIM_INLINE Bits(Native native) : value(native) {}
    KAMSIM_INLINE Bits(std::uint64_t scalar) : value(scalar - Native{}) {}
};

/// `lane_width` replications of one quantity.
struct __attribute__((may_alias)) Lane {
    using Native = double __attribute__((vector_size(8 * lane_width)));
    Native value;

    Lane() = default;
    KAMSIM_INLINE Lane(Native native) : value(native) {}
    KAMSIM_INLINE Lane(double scalar) : value(scalar - Native{}) {}

    KAMSIM_INLINE Lane& operator+=(Lane other);
    KAMSIM_INLINE Lane& operator-=(Lane other);
    KAMSIM_INLINE Lane& operator*=(Lane other);
    [[nodiscard]] KAMSIM_INLINE double operator[](int lane) const { return value[lane]; }
};

/// One truth value for each replication.
struct Mask {
#if defined(__AVX512F__)
    using Native = __mmask8;
#else
    using Native = std::int64_t __attribute__((vector_size(8 * lane_width)));
#endif
    Native value;
};

// clang-format off
KAMSIM_INLINE Lane operator+(Lane a, Lane b) { return {a.value + b.value}; }
KAMSIM_INLINE Lane operator-(Lane a, Lane b) { return {a.value - b.value}; }
KAMSIM_INLINE Lane operator*(Lane a, Lane b) { return {a.value * b.value}; }
KAMSIM_INLINE Lane operator/(Lane a, Lane b) { return {a.value / b.value}; }
KAMSIM_INLINE Lane operator-(Lane a) { return {-a.value}; }
KAMSIM_INLINE Lane& Lane::operator+=(Lane other) { value += other.value; return *this; }
KAMSIM_INLINE Lane& Lane::operator-=(Lane other) { value -= other.value; return *this; }
KAMSIM_INLINE Lane& Lane::operator*=(Lane other) { value *= other.value; return *this; }

KAMSIM_INLINE Bits operator+(Bits a, Bits b) { return {a.value + b.value}; }
KAMSIM_INLINE Bits operator-(Bits a, Bits b) { return {a.value - b.value}; }
KAMSIM_INLINE Bits operator&(Bits a, Bits b) { return {a.value & b.value}; }
KAMSIM_INLINE Bits operator|(Bits a, Bits b) { return {a.value | b.value}; }
KAMSIM_INLINE Bits operator^(Bits a, Bits b) { return {a.value ^ b.value}; }
KAMSIM_INLINE Bits operator<<(Bits a, int shift) { return {a.value << shift}; }
KAMSIM_INLINE Bits operator>>(Bits a, int shift) { return {a.value >> shift}; }

KAMSIM_INLINE Bits bits_of(Lane a) { return {reinterpret_cast<Bits::Native>(a.value)}; }
KAMSIM_INLINE Lane lane_of(Bits a) { return {reinterpret_cast<Lane::Native>(a.value)}; }

#if defined(__AVX512F__)
KAMSIM_INLINE Mask operator<(Lane a, Lane b) { return {_mm512_cmp_pd_mask(a.value, b.value, _CMP_LT_OQ)}; }
KAMSIM_INLINE Mask operator<=(Lane a, Lane b) { return {_mm512_cmp_pd_mask(a.value, b.value, _CMP_LE_OQ)}; }
KAMSIM_INLINE Mask operator==(Lane a, Lane b) { return {_mm512_cmp_pd_mask(a.value, b.value, _CMP_EQ_OQ)}; }
KAMSIM_INLINE Mask operator&(Mask a, Mask b) { return {static_cast<__mmask8>(a.value & b.value)}; }
KAMSIM_INLINE Mask operator|(Mask a, Mask b) { return {static_cast<__mmask8>(a.value | b.value)}; }
KAMSIM_INLINE Mask operator!(Mask a) { return {static_cast<__mmask8>(~a.value)}; }
KAMSIM_INLINE bool any(Mask a) { return a.value != 0; }
KAMSIM_INLINE Lane select(Mask m, Lane yes, Lane no) { return {_mm512_mask_blend_pd(m.value, no.value, yes.value)}; }
KAMSIM_INLINE Lane min(Lane a, Lane b) { return {_mm512_min_pd(a.value, b.value)}; }
KAMSIM_INLINE Lane max(Lane a, Lane b) { return {_mm512_max_pd(a.value, b.value)}; }
KAMSIM_INLINE Lane sqrt(Lane a) { return {_mm512_sqrt_pd(a.value)}; }
KAMSIM_INLINE Bits multiply_low_words(Bits a, Bits b)
{
    return {reinterpret_cast<Bits::Native>(
        _mm512_mul_epu32(reinterpret_cast<__m512i>(a.value), reinterpret_cast<__m512i>(b.value)))};
}
#else
KAMSIM_INLINE Mask operator<(Lane a, Lane b) { return {a.value < b.value}; }
KAMSIM_INLINE Mask operator<=(Lane a, Lane b) { return {a.value <= b.value}; }
KAMSIM_INLINE Mask operator==(Lane a, Lane b) { return {a.value == b.value}; }
KAMSIM_INLINE Mask operator&(Mask a, Mask b) { return {a.value & b.value}; }
KAMSIM_INLINE Mask operator|(Mask a, Mask b) { return {a.value | b.value}; }
KAMSIM_INLINE Mask operator!(Mask a) { return {~a.value}; }
#if defined(__AVX2__)
KAMSIM_INLINE bool any(Mask a) { return _mm256_movemask_pd(reinterpret_cast<__m256d>(a.value)) != 0; }
KAMSIM_INLINE Lane select(Mask m, Lane yes, Lane no)
{
    return {_mm256_blendv_pd(no.value, yes.value, reinterpret_cast<__m256d>(m.value))};
}
KAMSIM_INLINE Lane min(Lane a, Lane b) { return {_mm256_min_pd(a.value, b.value)}; }
KAMSIM_INLINE Lane max(Lane a, Lane b) { return {_mm256_max_pd(a.value, b.value)}; }
KAMSIM_INLINE Lane sqrt(Lane a) { return {_mm256_sqrt_pd(a.value)}; }
KAMSIM_INLINE Bits multiply_low_words(Bits a, Bits b)
{
    return {reinterpret_cast<Bits::Native>(
        _mm256_mul_epu32(reinterpret_cast<__m256i>(a.value), reinterpret_cast<__m256i>(b.value)))};
}
#else
KAMSIM_INLINE bool any(Mask a) { return _mm_movemask_pd(reinterpret_cast<__m128d>(a.value)) != 0; }
KAMSIM_INLINE Lane select(Mask m, Lane yes, Lane no)
{
    const auto mask = reinterpret_cast<__m128d>(m.value);
    return {_mm_or_pd(_mm_and_pd(mask, yes.value), _mm_andnot_pd(mask, no.value))};
}
KAMSIM_INLINE Lane min(Lane a, Lane b) { return {_mm_min_pd(a.value, b.value)}; }
KAMSIM_INLINE Lane max(Lane a, Lane b) { return {_mm_max_pd(a.value, b.value)}; }
KAMSIM_INLINE Lane sqrt(Lane a) { return {_mm_sqrt_pd(a.value)}; }
KAMSIM_INLINE Bits multiply_low_words(Bits a, Bits b)
{
    return {reinterpret_cast<Bits::Native>(
        _mm_mul_epu32(reinterpret_cast<__m128i>(a.value), reinterpret_cast<__m128i>(b.value)))};
}
#endif
#endif

KAMSIM_INLINE Mask operator>(Lane a, Lane b) { return b < a; }
KAMSIM_INLINE Mask operator>=(Lane a, Lane b) { return b <= a; }
KAMSIM_INLINE Lane positive_part(Lane a) { return max(a, Lane(0.0)); }
KAMSIM_INLINE Lane unit_clamp(Lane a) { return min(max(a, Lane(0.0)), Lane(1.0)); }
KAMSIM_INLINE Lane indicator(Mask m) { return select(m, Lane(1.0), Lane(0.0)); }
KAMSIM_INLINE Mask is_set(Lane flag) { return flag > Lane(0.5); }
// clang-format on

} // namespace kamsim::KAMSIM_KERNEL
