#include "results/damaged_file.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "results/layout.hpp"

namespace kamsim {

namespace {

constexpr std::string_view give_a_result = "give a result file that kamsim run --out wrote";

[[noreturn]] void fail(const std::filesystem::path& path, std::string_view reason, std::string_view advice)
{
    throw UnreadableResult(fmt::format("cannot read {}: {}; {}", path.string(), reason, advice));
}

template <std::size_t count>
std::optional<std::array<char, count>> bytes_at(std::ifstream& file, std::uint64_t first)
{
    std::array<char, count> bytes{};
    file.clear();
    file.seekg(static_cast<std::streamoff>(first));
    if (!file.read(bytes.data(), bytes.size())) {
        return std::nullopt;
    }
    return bytes;
}

std::optional<HashRecord> record_at(std::ifstream& file, std::uint64_t first)
{
    const auto bytes = bytes_at<HashRecord::size>(file, first);
    return bytes ? decode_hash_record(*bytes) : std::nullopt;
}

/// First bytes of all places at which a file holds some text. Pieces overlap, so that none is missed.
std::vector<std::uint64_t> places_of(std::ifstream& file, std::string_view text)
{
    constexpr std::size_t piece_bytes = std::size_t{1} << 20;
    std::vector<std::uint64_t> places;
    std::string held;
    std::uint64_t held_first = 0;
    std::string piece(piece_bytes, '\0');
    file.clear();
    file.seekg(0);
    while (file) {
        file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        held.append(piece.data(), static_cast<std::size_t>(file.gcount()));
        for (auto at = held.find(text); at != std::string::npos; at = held.find(text, at + 1)) {
            places.push_back(held_first + at);
        }
        const auto dropped = held.size() - std::min(held.size(), text.size() - 1);
        held.erase(0, dropped);
        held_first += dropped;
    }
    return places;
}

struct FoundRecord {
    HashRecord record;
    std::uint64_t table_end = 0;
};

/// Where the table before a record ends: the record may be either of the two.
std::uint64_t table_end_before(std::ifstream& file, std::uint64_t place, const HashRecord& record,
                               std::uint64_t file_bytes)
{
    constexpr auto size = HashRecord::size;
    const bool is_in_first_place = place + 2 * size == record.file_bytes();
    const bool follows_another = place >= size && record_at(file, place - size).has_value();
    const bool ends_the_file = place + size == file_bytes && place >= size;
    return !is_in_first_place && (follows_another || ends_the_file) ? place - size : place;
}

/// One of the two records at the end of the file, else the last one anywhere in it.
std::optional<FoundRecord> find_record(std::ifstream& file, std::uint64_t file_bytes)
{
    std::vector<std::uint64_t> places;
    for (const auto from_end : {HashRecord::size, 2 * HashRecord::size}) {
        if (file_bytes >= from_end && record_at(file, file_bytes - from_end)) {
            places = {file_bytes - from_end};
            break;
        }
    }
    if (places.empty()) {
        places = places_of(file, {hash_record_magic.data(), hash_record_magic.size()});
    }
    std::reverse(places.begin(), places.end());
    for (const auto place : places) {
        if (const auto record = record_at(file, place)) {
            return FoundRecord{*record, table_end_before(file, place, *record, file_bytes)};
        }
    }
    return std::nullopt;
}

/// Damage of the two records themselves and of what follows them.
std::vector<DamagedPlace> damage_of_records(std::ifstream& file, std::uint64_t table_end, std::uint64_t file_bytes)
{
    std::vector<DamagedPlace> damage;
    const auto end = table_end + 2 * HashRecord::size;
    for (auto first = table_end; first < end && first + HashRecord::size <= file_bytes; first += HashRecord::size) {
        if (!record_at(file, first)) {
            damage.push_back({first, HashRecord::size, "the end of the table of hashes"});
        }
    }
    if (file_bytes > end) {
        damage.push_back({end, file_bytes - end, "bytes were added behind the end"});
    } else if (file_bytes < end) {
        damage.push_back({file_bytes, 0, fmt::format("cut short, {} bytes are missing", end - file_bytes)});
    }
    return damage;
}

/// Where an HDF5 file ends by its own account: bytes 28 to 35 of a superblock of version 2 or 3 (HDF5 file format
/// specification, section II.A).
std::uint64_t declared_end(const std::array<char, 48>& superblock)
{
    std::uint64_t end = 0;
    std::memcpy(&end, superblock.data() + 28, sizeof end);
    return end;
}

} // namespace

void require_file(const std::filesystem::path& path)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) {
        fail(path, "it is a folder", give_a_result);
    }
    if (!std::filesystem::exists(path, ignored)) {
        fail(path, "there is no such file", "check the name, or make it with kamsim run FILE --out RESULT.h5");
    }
    if (!std::ifstream(path)) {
        fail(path, "it may not be opened", "check who may read it");
    }
}

std::optional<HashTail> find_hash_tail(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    const std::uint64_t bytes = std::filesystem::file_size(path);
    const auto found = find_record(file, bytes);
    if (!found || found->record.table_bytes() > found->table_end) {
        return std::nullopt;
    }
    return HashTail{found->record, found->table_end - found->record.table_bytes(),
                    damage_of_records(file, found->table_end, bytes)};
}

DamagedPlace damage_without_hashes(const std::filesystem::path& path)
{
    static constexpr std::string_view signature = "\x89HDF\r\n\x1a\n";
    std::ifstream file(path, std::ios::binary);
    const std::uint64_t bytes = std::filesystem::file_size(path);
    const auto superblock = bytes_at<48>(file, 0);
    if (!superblock || !std::equal(signature.begin(), signature.end(), superblock->begin())) {
        fail(path, "it is no HDF5 file, so no result", give_a_result);
    }
    const bool is_version_2_or_3 = (*superblock)[8] == 2 || (*superblock)[8] == 3;
    const auto end = is_version_2_or_3 ? declared_end(*superblock) : bytes;
    if (end > bytes) {
        return {bytes, 0, fmt::format("cut short, at least {} bytes are missing", end - bytes)};
    }
    if (places_of(file, result_format_name).empty() && places_of(file, part_format_name).empty()) {
        fail(path, "it is an HDF5 file, but no result of kamsim", give_a_result);
    }
    // A program of HDF5 that opens a file for writing cuts off what stands behind the end of its own part.
    return {bytes, 0,
            end == bytes ? "the hashes of its blocks are missing: another program opened it for writing, or it was cut"
                         : "the hashes of its blocks are cut short or damaged beyond use"};
}

} // namespace kamsim
