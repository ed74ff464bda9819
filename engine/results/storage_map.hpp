#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kamsim {

/// A run of bytes of a file and what is kept in it.
struct StoredExtent {
    std::uint64_t first = 0;
    std::uint64_t bytes = 0;
    std::string what; ///< "/ledger[alternative 0, replication 0 to 4095, line 0 to 12]"

    [[nodiscard]] std::uint64_t end() const { return first + bytes; }
};

/// What stands where in a closed HDF5 file, in ascending order: chunks, contiguous variables, the heaps of their texts,
/// the heads of objects and the long texts among the attributes of the root group. Other metadata, such as indexes, are
/// in no extent.
/// @throws hdf5::Error where HDF5 or the system cannot read the file
[[nodiscard]] std::vector<StoredExtent> map_storage(const std::filesystem::path& path);

/// One line an extent: first byte, number of bytes, what.
[[nodiscard]] std::string storage_map_text(const std::vector<StoredExtent>& extents);

/// Extents of lines that storage_map_text wrote; other lines are passed over.
[[nodiscard]] std::vector<StoredExtent> read_storage_map(std::string_view text);

/// Names what is kept in some bytes, a few things at most.
/// @param extents in ascending order; what lies between them is HDF5's metadata
[[nodiscard]] std::string what_stands_in(const std::vector<StoredExtent>& extents, std::uint64_t first,
                                         std::uint64_t end);

} // namespace kamsim
