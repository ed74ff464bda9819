#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "kamsim/results/result_file_error.hpp"

namespace kamsim {

/// Bytes of a file that are not as they were written.
struct DamagedPlace {
    std::uint64_t first = 0; ///< number of the first byte, from 0 on
    std::uint64_t bytes = 0; ///< 0: bytes are missing here
    std::string what;        ///< what is kept there, in words
};

struct FileVerification {
    std::uint64_t bytes = 0;
    std::uint64_t blocks = 0;         ///< that were compared with their hashes
    std::string hash;                 ///< XXH3 of 128 bits of the whole file, hexadecimal (`xxhsum -H2`)
    std::vector<DamagedPlace> damage; ///< in ascending order, neighbours joined; empty: every byte is as written
};

/// Compares a result file with the hashes that it carries. Reads it once, with little memory, and asks nothing of HDF5,
/// which a damaged file could lead astray.
/// @throws UnreadableResult where there is no such file, or it was never a result
[[nodiscard]] FileVerification verify_file(const std::filesystem::path& path);

/// "bytes 8,192 to 12,287: /value[alternative 0, replication 0 to 4095]".
[[nodiscard]] std::string damage_text(const DamagedPlace& place);

} // namespace kamsim
