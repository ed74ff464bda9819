#include "support/reference_draws.hpp"

#include <cmath>

#include <boost/math/distributions/normal.hpp>

namespace kamsim::reference {

namespace {

struct Product {
    std::uint32_t high;
    std::uint32_t low;
};

Product multiply(std::uint32_t a, std::uint32_t b)
{
    const std::uint64_t product = std::uint64_t{a} * std::uint64_t{b};
    return {static_cast<std::uint32_t>(product >> 32U), static_cast<std::uint32_t>(product & 0xFFFFFFFFU)};
}

} // namespace

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key)
{
    for (int round = 0; round < 10; ++round) {
        const Product first = multiply(0xD2511F53U, counter[0]);
        const Product second = multiply(0xCD9E8D57U, counter[2]);
        counter = {second.high ^ counter[1] ^ key[0], second.low, first.high ^ counter[3] ^ key[1], first.low};
        key[0] += 0x9E3779B9U;
        key[1] += 0xBB67AE85U;
    }
    return counter;
}

std::uint32_t Luck::word(std::uint64_t entity, std::uint32_t period, Purpose purpose) const
{
    const auto low = [](std::uint64_t value) { return static_cast<std::uint32_t>(value & 0xFFFFFFFFU); };
    const auto high = [](std::uint64_t value) { return static_cast<std::uint32_t>(value >> 32U); };
    const auto words =
        philox({low(entity), high(entity), replication_, (period << 8U) | purpose.group}, {low(seed_), high(seed_)});
    return words.at(purpose.word);
}

double Luck::uniform(std::uint64_t entity, std::uint32_t period, Purpose purpose) const
{
    return (static_cast<double>(word(entity, period, purpose)) + 0.5) * std::ldexp(1.0, -32);
}

double Luck::normal(std::uint64_t entity, std::uint32_t period, Purpose purpose) const
{
    return boost::math::quantile(boost::math::normal_distribution<double>{}, uniform(entity, period, purpose));
}

int poisson_count(double uniform, double mean)
{
    double probability = std::exp(-mean);
    double distribution = probability;
    int count = 0;
    for (int k = 0; k < 8; ++k) {
        if (uniform > distribution) {
            ++count;
        }
        probability *= mean / (k + 1);
        distribution += probability;
    }
    return count;
}

} // namespace kamsim::reference
