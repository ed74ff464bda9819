// Elementary functions written once over `Real` and `Word`; included inside a namespace that defines both, by
// elementary.hpp for lanes and by scalar_math.hpp for one double. Bits are the same on every processor: only +, -, *,
// /, sqrt and integer operations occur, all exactly rounded, and nothing is contracted.
//
// Errors were measured over 10^7 points against long double; tests/unit/elementary_test.cpp and normal_test.cpp hold
// them:
//   exp        relative error below 4e-16 for |x| <= 700; arguments are clamped to +-708
//   log        error below 2 units in the last place of the result for normal positive numbers
//   logistic   relative error below 1e-15 for |x| <= 700
//   softplus   error below 4e-16 of the result or of 1, whichever is larger, for |x| <= 700
//   normal_of  absolute error below 1e-14 on [2^-33, 1 - 2^-33]; symmetric to the last bit, and strictly monotone over
//              the uniforms of all 2^32 words

KAMSIM_INLINE Real exp(Real x)
{
    const Real clamped = min(max(x, Real(-708.0)), Real(708.0));
    // Adding 1.5 * 2^52 rounds to the nearest integer and leaves it in the low bits.
    const Real shifted = clamped * Real(1.4426950408889634) + Real(0x1.8p52);
    const Real n = shifted - Real(0x1.8p52);
    const Real r = (clamped - n * Real(0x1.62e42fee00000p-1)) - n * Real(0x1.a39ef35793c76p-33);
    // Taylor series to r^13; |r| <= 0.3466, so the rest is below 5e-18. Estrin's scheme keeps the chain of dependent
    // operations short.
    const Real r2 = r * r;
    const Real r4 = r2 * r2;
    const Real p2 = Real(0.5) + Real(1.0 / 6.0) * r;
    const Real p4 = Real(1.0 / 24.0) + Real(1.0 / 120.0) * r;
    const Real p6 = Real(1.0 / 720.0) + Real(1.0 / 5040.0) * r;
    const Real p8 = Real(1.0 / 40320.0) + Real(1.0 / 362880.0) * r;
    const Real p10 = Real(1.0 / 3628800.0) + Real(1.0 / 39916800.0) * r;
    const Real p12 = Real(1.0 / 479001600.0) + Real(1.0 / 6227020800.0) * r;
    const Real low = p2 + p4 * r2;
    const Real middle = p6 + p8 * r2;
    const Real high = p10 + p12 * r2;
    const Real p = (((low + middle * r4) + high * (r4 * r4)) * r2 + r) + Real(1.0);
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
    const Real z2 = z * z;
    const Real z4 = z2 * z2;
    const Real p0 = Real(2.0 / 3.0) + Real(2.0 / 5.0) * z;
    const Real p2 = Real(2.0 / 7.0) + Real(2.0 / 9.0) * z;
    const Real p4 = Real(2.0 / 11.0) + Real(2.0 / 13.0) * z;
    const Real p6 = Real(2.0 / 15.0) + Real(2.0 / 17.0) * z;
    const Real p8 = Real(2.0 / 19.0) + Real(2.0 / 21.0) * z;
    const Real p = ((p0 + p2 * z2) + (p4 + p6 * z2) * z4) + p8 * (z4 * z4);
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

/// c[0] + c[1] x + ... + c[7] x^7 by Estrin's scheme.
KAMSIM_INLINE Real polynomial(const double (&c)[8], Real x)
{
    const Real x2 = x * x;
    const Real low = (Real(c[0]) + Real(c[1]) * x) + (Real(c[2]) + Real(c[3]) * x) * x2;
    const Real high = (Real(c[4]) + Real(c[5]) * x) + (Real(c[6]) + Real(c[7]) * x) * x2;
    return low + high * (x2 * x2);
}

/// Standard normal by inverse CDF: the two rational approximations of AS 241 (Wichura 1988) that cover (2^-33,
/// 1-2^-33).
KAMSIM_INLINE Real normal_of(Real uniform)
{
    constexpr double centre_above[8] = {3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427,
                                        13731.693765509461125, 45921.953931549871457, 67265.770927008700853,
                                        33430.575583588128105, 2509.0809287301226727};
    constexpr double centre_below[8] = {1.0,
                                        42.313330701600911252,
                                        687.18700749205790830,
                                        5394.1960214247511077,
                                        21213.794301586595867,
                                        39307.895800092710610,
                                        28729.085735721942674,
                                        5226.4952788528545610};
    constexpr double tail_above[8] = {1.42343711074968357734,    4.63033784615654529590,   5.76949722146069140550,
                                      3.64784832476320460504,    1.27045825245236838258,   2.41780725177450611770e-1,
                                      2.27238449892691845833e-2, 7.74545014278341407640e-4};
    constexpr double tail_below[8] = {1.0,
                                      2.05319162663775882187,
                                      1.67638483018380384940,
                                      6.89767334985100004550e-1,
                                      1.48103976427480074590e-1,
                                      1.51986665636164571966e-2,
                                      5.47593808499534494600e-4,
                                      1.05075007164441684324e-9};
    const Real q = uniform - Real(0.5);
    const Real r = Real(0.180625) - q * q;
    const Real centre = q * polynomial(centre_above, r) / polynomial(centre_below, r);
    const Real distance = min(uniform, Real(1.0) - uniform);
    const Real t = sqrt(-log(distance)) - Real(1.6);
    const Real tail = polynomial(tail_above, t) / polynomial(tail_below, t);
    return select(r < Real(0.0), select(q < Real(0.0), -tail, tail), centre);
}
