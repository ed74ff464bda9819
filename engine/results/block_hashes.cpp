#include "results/block_hashes.hpp"

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <xxhash.h>

#include "results/hdf5.hpp"
#include "results/storage_map.hpp"

namespace kamsim {

namespace {

static_assert(std::endian::native == std::endian::little, "records and tables are little-endian");

constexpr std::string_view appending = "adding the hashes of its blocks";
constexpr std::size_t hash_offset = HashRecord::size - sizeof(std::uint64_t);

[[noreturn]] void fail()
{
    throw hdf5::Error(fmt::format("{}: {}", appending, std::generic_category().message(errno)));
}

void append(const std::filesystem::path& path, std::string_view bytes)
{
    errno = 0;
    std::ofstream file(path, std::ios::binary | std::ios::app);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) {
        fail();
    }
}

std::vector<std::uint64_t> hashes_of_blocks(const std::filesystem::path& path, std::uint64_t content_bytes)
{
    constexpr std::uint64_t bytes_at_once = 256 * hash_block_bytes;
    std::vector<std::uint64_t> hashes;
    std::vector<char> buffer(bytes_at_once);
    std::ifstream file(path, std::ios::binary);
    for (std::uint64_t first = 0; first < content_bytes; first += bytes_at_once) {
        const auto bytes = std::min(bytes_at_once, content_bytes - first);
        errno = 0;
        if (!file.read(buffer.data(), static_cast<std::streamsize>(bytes))) {
            fail();
        }
        for (std::uint64_t block = 0; block < bytes; block += hash_block_bytes) {
            const auto length = std::min(hash_block_bytes, bytes - block);
            hashes.push_back(block_hash(std::span(buffer).subspan(block, length)));
        }
    }
    return hashes;
}

} // namespace

std::uint64_t block_hash(std::span<const char> block)
{
    return XXH3_64bits(block.data(), block.size());
}

std::array<char, HashRecord::size> encode(const HashRecord& record)
{
    static_assert(hash_record_magic.size() + 5 * sizeof(std::uint64_t) == HashRecord::size);
    std::array<char, HashRecord::size> bytes{};
    const std::array<std::uint64_t, 4> numbers{record.hdf5_bytes, record.content_bytes, record.block_bytes,
                                               record.table_hash};
    std::memcpy(bytes.data(), hash_record_magic.data(), hash_record_magic.size());
    std::memcpy(bytes.data() + hash_record_magic.size(), numbers.data(), sizeof numbers);
    const auto own_hash = block_hash(std::span(bytes).first(hash_offset));
    std::memcpy(bytes.data() + hash_offset, &own_hash, sizeof own_hash);
    return bytes;
}

std::optional<HashRecord> decode_hash_record(std::span<const char, HashRecord::size> bytes)
{
    std::array<std::uint64_t, 5> numbers{};
    std::memcpy(numbers.data(), bytes.data() + hash_record_magic.size(), sizeof numbers);
    if (!std::equal(hash_record_magic.begin(), hash_record_magic.end(), bytes.begin())
        || numbers.back() != block_hash(bytes.first(hash_offset)) || numbers[2] == 0) {
        return std::nullopt;
    }
    return HashRecord{numbers[0], numbers[1], numbers[2], numbers[3]};
}

void append_block_hashes(const std::filesystem::path& path, DamageNaming naming)
{
    HashRecord record;
    record.block_bytes = hash_block_bytes;
    record.hdf5_bytes = std::filesystem::file_size(path);
    if (naming == DamageNaming::by_content) {
        append(path, storage_map_text(map_storage(path)));
    }
    record.content_bytes = std::filesystem::file_size(path);
    const auto hashes = hashes_of_blocks(path, record.content_bytes);
    std::string tail(hashes.size() * sizeof(std::uint64_t), '\0');
    std::memcpy(tail.data(), hashes.data(), tail.size());
    record.table_hash = block_hash(tail);
    const auto encoded = encode(record);
    for (int copy = 0; copy < 2; ++copy) {
        tail.append(encoded.data(), encoded.size());
    }
    append(path, tail);
}

} // namespace kamsim
