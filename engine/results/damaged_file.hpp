#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "kamsim/results/file_verification.hpp"
#include "results/block_hashes.hpp"

namespace kamsim {

/// Where the hashes of a file stand, and what of the place itself is damaged.
struct HashTail {
    HashRecord record;
    std::uint64_t table_first = 0; ///< the content should end here
    std::vector<DamagedPlace> damage;
};

/// @throws UnreadableResult where there is no such file, it is a folder or may not be opened
void require_file(const std::filesystem::path& path);

/// Looks for one of the two records at the end of the file, and where neither is there, anywhere in it: bytes may have
/// been appended or cut off.
/// @return nothing where there is none, or the table that it tells of has no room before it
[[nodiscard]] std::optional<HashTail> find_hash_tail(const std::filesystem::path& path);

/// What can be said of a file without hashes.
/// @throws UnreadableResult where it was never a result
[[nodiscard]] DamagedPlace damage_without_hashes(const std::filesystem::path& path);

} // namespace kamsim
