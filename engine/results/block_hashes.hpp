#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>

namespace kamsim {

/// What stands at the end of a result file, twice: how to read the table of hashes before it
/// (docs/formats/results.md, "Block hashes").
struct HashRecord {
    std::uint64_t hdf5_bytes = 0;    ///< the HDF5 file, from the first byte on
    std::uint64_t content_bytes = 0; ///< the HDF5 file and the map of it: all that is hashed in blocks
    std::uint64_t block_bytes = 0;   ///< of every block but the last
    std::uint64_t table_hash = 0;    ///< XXH3 of the table

    /// The magic text, the four numbers and the XXH3 of all that, little-endian.
    static constexpr std::size_t size = 64;

    [[nodiscard]] std::uint64_t blocks() const { return (content_bytes + block_bytes - 1) / block_bytes; }
    [[nodiscard]] std::uint64_t table_bytes() const { return blocks() * sizeof(std::uint64_t); }
    /// Of the file as it was written.
    [[nodiscard]] std::uint64_t file_bytes() const { return content_bytes + table_bytes() + 2 * size; }
};

inline constexpr std::uint64_t hash_block_bytes = 4096;

/// The first bytes of a record, by which one can be looked for.
inline constexpr std::array<char, 24> hash_record_magic{"kamsim block hashes 1\r\n"};

[[nodiscard]] std::array<char, HashRecord::size> encode(const HashRecord& record);

/// Nothing where the bytes are no record or a damaged one.
[[nodiscard]] std::optional<HashRecord> decode_hash_record(std::span<const char, HashRecord::size> bytes);

[[nodiscard]] std::uint64_t block_hash(std::span<const char> block);

/// Whether a damaged place is to be named by what is kept there, which takes a map of the file, or by its bytes alone.
enum class DamageNaming : std::uint8_t { by_content, by_bytes };

/// Appends to a complete, closed HDF5 file what verify_file needs: a map of what stands where, a table with the hash of
/// every block, and how to read them. Readers of HDF5 pass over what stands behind its end.
/// @throws hdf5::Error where the file cannot be read or cannot grow
void append_block_hashes(const std::filesystem::path& path, DamageNaming naming = DamageNaming::by_content);

} // namespace kamsim
