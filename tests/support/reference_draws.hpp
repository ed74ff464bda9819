#pragma once

#include <array>
#include <cstdint>

namespace kamsim::reference {

/// Philox4x32-10 of one counter, written from Salmon, Moraes, Dror, Shaw (2011), without a look at the engine's lanes.
[[nodiscard]] std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                                  std::array<std::uint32_t, 2> key);

/// Where a purpose finds its word: the block (group) of four words, and the word in it (docs/model.md, eq. 75).
struct Purpose {
    std::uint32_t group;
    std::uint32_t word;
};

inline constexpr Purpose demand_noise{0, 0};
inline constexpr Purpose relationship_noise{0, 1};
inline constexpr Purpose satisfaction_noise{0, 2};
inline constexpr Purpose observation_noise{0, 3};
inline constexpr Purpose service_failure{1, 0};
inline constexpr Purpose won_cells{1, 1};
inline constexpr Purpose lost_cells{1, 2};
inline constexpr Purpose renewal{1, 3};
inline constexpr Purpose champion_exit{2, 0};
inline constexpr Purpose review_noise{2, 1};
inline constexpr Purpose frailty{3, 0};
inline constexpr Purpose observation_bias{3, 1};
inline constexpr Purpose manager_exit{8, 0};
inline constexpr Purpose manager_new_skill{8, 1};
inline constexpr Purpose manager_skill{9, 0};
inline constexpr Purpose segment_market{16, 0};
inline constexpr Purpose programme_rebuild{24, 0};
inline constexpr Purpose programme_abandon{24, 1};

/// Period of what is drawn once in a replication.
inline constexpr std::uint32_t once = 0xFFFFFFU;

/// All luck of one replication; a draw depends on its arguments alone.
class Luck {
public:
    Luck(std::uint64_t seed, std::uint32_t replication) : seed_(seed), replication_(replication) {}

    [[nodiscard]] std::uint32_t word(std::uint64_t entity, std::uint32_t period, Purpose purpose) const;
    /// (word + 1/2) / 2^32, strictly between 0 and 1.
    [[nodiscard]] double uniform(std::uint64_t entity, std::uint32_t period, Purpose purpose) const;
    /// Inverse of the normal distribution at the uniform.
    [[nodiscard]] double normal(std::uint64_t entity, std::uint32_t period, Purpose purpose) const;

private:
    std::uint64_t seed_;
    std::uint32_t replication_;
};

/// Count of a Poisson variable by inverse distribution of one uniform, at most 8.
[[nodiscard]] int poisson_count(double uniform, double mean);

} // namespace kamsim::reference
