#include "kamsim/results/file_verification.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <xxhash.h>

#include "results/block_hashes.hpp"
#include "results/damaged_file.hpp"
#include "results/storage_map.hpp"

namespace kamsim {

namespace {

constexpr std::uint64_t blocks_at_once = 256;
constexpr std::string_view table_name = "the table of hashes";

/// XXH3 taken piece by piece.
class RunningHash {
public:
    enum class Width : std::uint8_t { bits_64, bits_128 };

    explicit RunningHash(Width width) : state_(XXH3_createState(), XXH3_freeState), width_(width)
    {
        width == Width::bits_64 ? XXH3_64bits_reset(state_.get()) : XXH3_128bits_reset(state_.get());
    }
    void update(const void* bytes, std::size_t count)
    {
        width_ == Width::bits_64 ? XXH3_64bits_update(state_.get(), bytes, count)
                                 : XXH3_128bits_update(state_.get(), bytes, count);
    }
    [[nodiscard]] std::uint64_t number() const { return XXH3_64bits_digest(state_.get()); }
    [[nodiscard]] std::string hexadecimal() const
    {
        const auto hash = XXH3_128bits_digest(state_.get());
        return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
    }

private:
    std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state_;
    Width width_;
};

/// Numbers of blocks, the second not included.
using BlockRange = std::pair<std::uint64_t, std::uint64_t>;

void add_block(std::vector<BlockRange>& ranges, std::uint64_t block)
{
    if (!ranges.empty() && ranges.back().second == block) {
        ++ranges.back().second;
    } else {
        ranges.emplace_back(block, block + 1);
    }
}

/// One file against its hashes.
class Comparison {
public:
    Comparison(const std::filesystem::path& path, HashTail tail)
        : content_(path, std::ios::binary), table_(path, std::ios::binary), tail_(std::move(tail)),
          record_(tail_.record), bytes_(std::filesystem::file_size(path))
    {}

    [[nodiscard]] FileVerification result();

private:
    void compare_all();
    void compare_blocks(std::uint64_t first, std::span<const char> piece);
    void compare_block(std::uint64_t block, std::span<const char> bytes);
    void add_differing_blocks();
    void add_table_entries();
    void add_difference_of_size();
    [[nodiscard]] std::vector<StoredExtent> intact_map();

    std::ifstream content_;
    std::ifstream table_;
    HashTail tail_;
    HashRecord record_;
    std::uint64_t bytes_;
    std::vector<BlockRange> differing_;
    RunningHash whole_{RunningHash::Width::bits_128};
    RunningHash table_as_read_{RunningHash::Width::bits_64};
    RunningHash table_as_computed_{RunningHash::Width::bits_64};
    std::vector<DamagedPlace> damage_;
};

void Comparison::compare_block(std::uint64_t block, std::span<const char> bytes)
{
    std::uint64_t stored = 0;
    std::array<char, sizeof stored> read{};
    table_.read(read.data(), read.size());
    std::memcpy(&stored, read.data(), sizeof stored);
    const auto computed = block_hash(bytes);
    table_as_read_.update(&stored, sizeof stored);
    table_as_computed_.update(&computed, sizeof computed);
    if (stored != computed) {
        add_block(differing_, block);
    }
}

void Comparison::compare_blocks(std::uint64_t first, std::span<const char> piece)
{
    const auto end = std::min(record_.content_bytes, tail_.table_first);
    for (std::uint64_t at = 0; at < piece.size() && first + at < end; at += record_.block_bytes) {
        const auto length = std::min({record_.block_bytes, piece.size() - at, end - first - at});
        compare_block((first + at) / record_.block_bytes, piece.subspan(at, length));
    }
}

void Comparison::compare_all()
{
    table_.seekg(static_cast<std::streamoff>(tail_.table_first));
    std::vector<char> buffer(blocks_at_once * record_.block_bytes);
    for (std::uint64_t first = 0; first < bytes_; first += buffer.size()) {
        const auto length = std::min<std::uint64_t>(buffer.size(), bytes_ - first);
        if (!content_.read(buffer.data(), static_cast<std::streamsize>(length))) {
            throw UnreadableResult(fmt::format("the file cannot be read from byte {} on; check the disk", first));
        }
        whole_.update(buffer.data(), length);
        compare_blocks(first, std::span(buffer).first(length));
    }
    // Where bytes are missing, blocks are: they differ from what was written.
    for (auto block = (tail_.table_first + record_.block_bytes - 1) / record_.block_bytes; block < record_.blocks();
         ++block) {
        compare_block(block, {});
    }
}

/// What the map says, without the lines that reach into blocks that differ.
std::vector<StoredExtent> Comparison::intact_map()
{
    if (record_.content_bytes > tail_.table_first || record_.hdf5_bytes > record_.content_bytes) {
        return {};
    }
    std::string text(record_.content_bytes - record_.hdf5_bytes, '\0');
    content_.clear();
    content_.seekg(static_cast<std::streamoff>(record_.hdf5_bytes));
    content_.read(text.data(), static_cast<std::streamsize>(text.size()));
    const auto place = [&](std::uint64_t block) {
        const auto byte = block * record_.block_bytes;
        return std::clamp(byte, record_.hdf5_bytes, record_.content_bytes) - record_.hdf5_bytes;
    };
    for (const auto& [first_block, end_block] : differing_) {
        const auto first = place(first_block);
        const auto end = place(end_block);
        if (first == end) {
            continue;
        }
        const auto line_before = first == 0 ? std::string::npos : text.rfind('\n', first - 1);
        const auto from = line_before == std::string::npos ? 0 : line_before + 1;
        const auto to = std::min(text.find('\n', end), text.size());
        std::fill(text.begin() + static_cast<std::ptrdiff_t>(from), text.begin() + static_cast<std::ptrdiff_t>(to),
                  '\n');
    }
    return read_storage_map(text);
}

void Comparison::add_differing_blocks()
{
    auto extents = intact_map();
    extents.push_back({record_.hdf5_bytes, record_.content_bytes - record_.hdf5_bytes, "the map of the file"});
    for (const auto& [first_block, end_block] : differing_) {
        const auto first = first_block * record_.block_bytes;
        const auto end = std::min({end_block * record_.block_bytes, record_.content_bytes, tail_.table_first});
        if (first < end) {
            damage_.push_back({first, end - first, what_stands_in(extents, first, end)});
        }
    }
}

void Comparison::add_table_entries()
{
    constexpr auto entry_bytes = sizeof(std::uint64_t);
    for (const auto& [first_block, end_block] : differing_) {
        damage_.push_back({tail_.table_first + first_block * entry_bytes, (end_block - first_block) * entry_bytes,
                           std::string(table_name)});
    }
}

void Comparison::add_difference_of_size()
{
    if (tail_.table_first > record_.content_bytes) {
        const auto added = tail_.table_first - record_.content_bytes;
        damage_.push_back({record_.content_bytes, added,
                           fmt::format("bytes were added here or before this place, {} in all", added)});
    } else if (tail_.table_first < record_.content_bytes) {
        damage_.push_back({tail_.table_first, 0,
                           fmt::format("bytes are missing here or before this place, {} in all",
                                       record_.content_bytes - tail_.table_first)});
    }
}

/// A wrong entry of the table and a wrong block look alike. Which of them is damaged is told by the hash of the table,
/// which the entries that were read or those of the blocks themselves give.
FileVerification Comparison::result()
{
    compare_all();
    if (table_as_computed_.number() != record_.table_hash) {
        add_differing_blocks();
    }
    if (table_as_read_.number() != record_.table_hash) {
        add_table_entries();
    }
    add_difference_of_size();
    damage_.insert(damage_.end(), tail_.damage.begin(), tail_.damage.end());
    std::stable_sort(damage_.begin(), damage_.end(),
                     [](const auto& left, const auto& right) { return left.first < right.first; });
    return {bytes_, record_.blocks(), whole_.hexadecimal(), std::move(damage_)};
}

} // namespace

FileVerification verify_file(const std::filesystem::path& path)
{
    require_file(path);
    if (auto tail = find_hash_tail(path)) {
        return Comparison(path, std::move(*tail)).result();
    }
    return {std::filesystem::file_size(path), 0, "", {damage_without_hashes(path)}};
}

std::string damage_text(const DamagedPlace& place)
{
    if (place.bytes == 0) {
        return fmt::format("at byte {}: {}", place.first, place.what);
    }
    return fmt::format("bytes {} to {}: {}", place.first, place.first + place.bytes - 1, place.what);
}

} // namespace kamsim
