// Elementary functions written once over `Real` and `Word`; included inside a namespace that defines both, by
// elementary.hpp for lanes and by scalar_math.hpp for one double. Bits are the same on every processor: only +, -, *, /,
// sqrt and integer operations occur, all exactly rounded, and nothing is contracted.
//
// Errors were measured over 10^7 points against long double (tests/unit/elementary_test.cpp holds them):
//   exp        relative error below 4e-16 for |x| <= 700; arguments are clamped to +-708
//   log        absolute error below 2 units in the last place for normal positive numbers
//   logistic   relative error below 1e-15 for |x| <= 700
//   normal_of  absolute error below 1e-9 (in fact below 1e-14) on (2^-33, 1 - 2^-33), strictly monotone

KAMSIM_INLINE Real exp(Real x)
{
    const Real clamped = min(max(x, Real(-708.0)), Real(708.0));
    // Adding 1.5 * 2^52 rounds to the nearest integer and leaves it in the low bits.
    const Real shifted = clamped * Real(1.4426950408889634) + Real(0x1.8p52);
    const Real n = shifted - Real(0x1.8p52);
    const Real r = (clamped - n * Real(0x1.62e42fee00000p-1)) - n * Real(0x1.a39ef35793c76p-33);
    // Taylor series to r^13; |r| <= 0.3466, so the rest is below 5e-18.
    Real p = Real(1.0 / 6227020800.0);
    p = p * r + Real(1.0 / 479001600.0);
    p = p * r + Real(1.0 / 39916800.0);
    p = p * r + Real(1.0 / 3628800.0);
    p = p * r + Real(1.0 / 362880.0);
    p = p * r + Real(1.0 / 40320.0);
    p = p * r + Real(1.0 / 5040.0);
    p = p * r + Real(1.0 / 720.0);
    p = p * r + Real(1.0 / 120.0);
    p = p * r + Real(1.0 / 24.0);
    p = p * r + Real(1.0 / 6.0);
    p = p * r + Real(0.5);
    p = p * r * r + r + Real(1.0);
    const Word exponent = (bits_of(shifted) + Word(1023)) << 52;
    return p * lane_of(exponent);
}

/// Natural logarithm of a normal positive number.
KAMSIM_INLINE Real log(Real x)
{
    // Split into 2^e * m with m in [sqrt(1/2), sqrt(2)).
    const Word shifted = bits_of(x) + Word(0x3FF0000000000000 - 0x3FE6A09E00000000);
    const Real e = lane_of((shifted >> 52) | Word(0x4330000000000000)) - Real(0x1p52 + 1023.0);
    const Real m = lane_of((shifted & Word(0x000FFFFFFFFFFFFF)) + Word(0x3FE6A09E00000000));
    // log m = 2 atanh(s) with s = (m-1)/(m+1), |s| <= 0.172; the series to s^21 leaves less than 1e-18.
    const Real f = m - Real(1.0);
    const Real s = f / (m + Real(1.0));
    const Real z = s * s;
    Real p = Real(2.0 / 21.0);
    p = p * z + Real(2.0 / 19.0);
    p = p * z + Real(2.0 / 17.0);
    p = p * z + Real(2.0 / 15.0);
    p = p * z + Real(2.0 / 13.0);
    p = p * z + Real(2.0 / 11.0);
    p = p * z + Real(2.0 / 9.0);
    p = p * z + Real(2.0 / 7.0);
    p = p * z + Real(2.0 / 5.0);
    p = p * z + Real(2.0 / 3.0);
    // 2s = f - s*f keeps the leading term exact.
    const Real tail = s * (p * z - f);
    return e * Real(0x1.62e42fee00000p-1) + (f + (tail + e * Real(0x1.a39ef35793c76p-33)));
}

KAMSIM_INLINE Real logistic(Real x)
{
    return Real(1.0) / (Real(1.0) + exp(-x));
}

/// log(1 + e^x) for |x| <= 700: minus the logarithm of one minus the logistic function.
KAMSIM_INLINE Real softplus(Real x)
{
    return log(Real(1.0) + exp(x));
}

/// Standard normal by inverse CDF: the two rational approximations of AS 241 (Wichura 1988) that cover (2^-33, 1-2^-33).
KAMSIM_INLINE Real normal_of(Real uniform)
{
    const Real q = uniform - Real(0.5);
    const Real r = Real(0.180625) - q * q;
    Real above = Real(2509.0809287301226727);
    above = above * r + Real(33430.575583588128105);
    above = above * r + Real(67265.770927008700853);
    above = above * r + Real(45921.953931549871457);
    above = above * r + Real(13731.693765509461125);
    above = above * r + Real(1971.5909503065514427);
    above = above * r + Real(133.14166789178437745);
    above = above * r + Real(3.3871328727963666080);
    Real below = Real(5226.4952788528545610);
    below = below * r + Real(28729.085735721942674);
    below = below * r + Real(39307.895800092710610);
    below = below * r + Real(21213.794301586595867);
    below = below * r + Real(5394.1960214247511077);
    below = below * r + Real(687.18700749205790830);
    below = below * r + Real(42.313330701600911252);
    below = below * r + Real(1.0);
    const Real centre = q * above / below;

    const Real distance = min(uniform, Real(1.0) - uniform);
    const Real t = sqrt(-log(distance)) - Real(1.6);
    above = Real(7.74545014278341407640e-4);
    above = above * t + Real(2.27238449892691845833e-2);
    above = above * t + Real(2.41780725177450611770e-1);
    above = above * t + Real(1.27045825245236838258);
    above = above * t + Real(3.64784832476320460504);
    above = above * t + Real(5.76949722146069140550);
    above = above * t + Real(4.63033784615654529590);
    above = above * t + Real(1.42343711074968357734);
    below = Real(1.05075007164441684324e-9);
    below = below * t + Real(5.47593808499534494600e-4);
    below = below * t + Real(1.51986665636164571966e-2);
    below = below * t + Real(1.48103976427480074590e-1);
    below = below * t + Real(6.89767334985100004550e-1);
    below = below * t + Real(1.67638483018380384940);
    below = below * t + Real(2.05319162663775882187);
    below = below * t + Real(1.0);
    const Real tail = above / below;
    return select(r < Real(0.0), select(q < Real(0.0), -tail, tail), centre);
}
