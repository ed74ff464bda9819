#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hdf5.h>
#include <xxhash.h>

#include "kamsim/results/file_verification.hpp"
#include "kamsim/results/result_reader.hpp"
#include "results/block_hashes.hpp"
#include "results/storage_map.hpp"
#include "support/small_run.hpp"

namespace kamsim {

namespace {

using test::content;
using test::write;
using testing::HasSubstr;
using testing::IsEmpty;

class BlockHashes : public test::ResultFolder {
protected:
    BlockHashes()
    {
        write(path());
        good_ = content(path());
        std::string encoded = good_.substr(good_.size() - HashRecord::size);
        record_ = decode_hash_record(std::span<const char, HashRecord::size>(encoded.data(), HashRecord::size)).value();
    }

    void put(const std::string& bytes) const { std::ofstream(path(), std::ios::binary) << bytes; }

    /// Verifies these bytes as a file.
    [[nodiscard]] FileVerification verify(const std::string& bytes) const
    {
        put(bytes);
        return verify_file(path());
    }

    [[nodiscard]] std::string flipped(std::uint64_t place, unsigned change = 1) const
    {
        auto bytes = good_;
        bytes[place] = static_cast<char>(static_cast<unsigned char>(bytes[place]) ^ change);
        return bytes;
    }

    std::string good_;
    HashRecord record_;
};

/// Whether a damaged place holds the byte; one that names missing bytes holds all from it on.
bool holds(const std::vector<DamagedPlace>& damage, std::uint64_t byte)
{
    return std::any_of(damage.begin(), damage.end(), [&](const DamagedPlace& place) {
        return place.first <= byte && byte < place.first + place.bytes;
    });
}

std::string what(const FileVerification& verification)
{
    std::string all;
    for (const auto& place : verification.damage) {
        all += place.what + "\n";
    }
    return all;
}

bool is_refused(const std::filesystem::path& path)
{
    try {
        static_cast<void>(read_result(path));
    } catch (const UnreadableResult&) {
        return true;
    }
    return false;
}

} // namespace

TEST_F(BlockHashes, FindsAGoodFileGood)
{
    const auto verification = verify_file(path());
    EXPECT_THAT(verification.damage, IsEmpty());
    EXPECT_EQ(verification.bytes, good_.size());
    EXPECT_EQ(verification.bytes, record_.file_bytes());
    EXPECT_EQ(verification.blocks, (record_.content_bytes + 4095) / 4096);
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits(good_.data(), good_.size()));
    std::string hexadecimal;
    for (const unsigned char byte : canonical.digest) {
        constexpr auto digits = "0123456789abcdef";
        hexadecimal += {digits[byte >> 4U], digits[byte & 15U]};
    }
    EXPECT_EQ(verification.hash, hexadecimal);
    const auto identity = identify_result(path());
    EXPECT_EQ(identity.format_version, 4);
    EXPECT_EQ(identity.replications, 5);
}

// No flip may be missed, and the place that is named must hold it. False alarms or misses: a hash of 64 bits.
TEST_F(BlockHashes, FindsAThousandFlippedBytesAndSaysWhere)
{
    std::mt19937_64 generator(20260101);
    const std::vector<std::pair<std::uint64_t, std::uint64_t>> regions{
        {0, 48}, // the superblock
        {0, record_.hdf5_bytes},
        {record_.hdf5_bytes, record_.content_bytes},
        {record_.content_bytes, good_.size() - 2 * HashRecord::size},
        {good_.size() - 2 * HashRecord::size, good_.size()},
    };
    for (int flip = 0; flip < 1000; ++flip) {
        const auto [first, end] = regions[flip < 600 ? 1 : static_cast<std::size_t>(flip) % regions.size()];
        const auto place = std::uniform_int_distribution<std::uint64_t>(first, end - 1)(generator);
        const auto change = std::uniform_int_distribution<unsigned>(1, 255)(generator);
        const auto verification = verify(flipped(place, change));
        ASSERT_EQ(verification.damage.size(), 1U) << place;
        ASSERT_TRUE(holds(verification.damage, place)) << place << ": " << damage_text(verification.damage[0]);
        ASSERT_FALSE(verification.damage[0].what.empty()) << place;
        ASSERT_LE(verification.damage[0].bytes, record_.block_bytes) << place;
        if (flip % 10 == 0) {
            ASSERT_TRUE(is_refused(path())) << place;
        }
    }
    EXPECT_THAT(verify(good_).damage, IsEmpty());
}

TEST_F(BlockHashes, NamesWhatIsDamaged)
{
    const auto extents = map_storage(path());
    std::vector<std::string> named;
    for (const auto& extent : extents) {
        if (extent.what == "/measure_mean[alternative 0 to 1, measure 0 to 92, period 0 to 5]"
            || extent.what == "the texts of /account_name" || extent.what == "/account"
            || extent.what == "the head of /ledger_mean" || extent.what == "the attribute resolved_parameters") {
            EXPECT_THAT(what(verify(flipped(extent.first + extent.bytes / 2))), HasSubstr(extent.what));
            named.push_back(extent.what);
        }
    }
    EXPECT_EQ(named.size(), 5U) << testing::PrintToString(named);
    EXPECT_THAT(what(verify(flipped(record_.hdf5_bytes + 100))), HasSubstr("the map of the file"));
    EXPECT_THAT(what(verify(flipped(record_.content_bytes + 20))), HasSubstr("the table of hashes"));
    EXPECT_THAT(what(verify(flipped(good_.size() - 1))), HasSubstr("the end of the table of hashes"));
}

TEST_F(BlockHashes, JoinsNeighboursAndKeepsOthersApart)
{
    auto bytes = good_;
    for (const std::uint64_t place : {4096U, 8192U + 4095U, 5U * 4096U}) {
        bytes[place] = static_cast<char>(bytes[place] ^ 1);
    }
    const auto damage = verify(bytes).damage;
    ASSERT_EQ(damage.size(), 2U);
    EXPECT_EQ(damage[0].first, 4096U);
    EXPECT_EQ(damage[0].bytes, 8192U);
    EXPECT_EQ(damage[1].first, 5U * 4096U);
    EXPECT_EQ(damage[1].bytes, 4096U);
    EXPECT_THAT(damage_text(damage[1]), testing::StartsWith("bytes 20480 to 24575: "));
}

TEST_F(BlockHashes, TellsADamagedTableFromADamagedBlockWhereBothAre)
{
    auto bytes = flipped(3 * 4096 + 7);
    const auto entry = record_.content_bytes + 10 * 8;
    bytes[entry] = static_cast<char>(bytes[entry] ^ 1);
    const auto damage = verify(bytes).damage;
    EXPECT_TRUE(holds(damage, 3 * 4096 + 7));
    EXPECT_TRUE(holds(damage, entry));
}

TEST_F(BlockHashes, FindsEveryLengthThatAFileIsCutTo)
{
    std::mt19937_64 generator(7);
    std::vector<std::uint64_t> lengths{
        8, 47, 48, 600, record_.hdf5_bytes - 1, record_.hdf5_bytes, record_.hdf5_bytes + 1, record_.content_bytes};
    for (std::uint64_t missing = 1; missing <= 3 * HashRecord::size; ++missing) {
        lengths.push_back(good_.size() - missing);
    }
    for (int k = 0; k < 200; ++k) {
        lengths.push_back(std::uniform_int_distribution<std::uint64_t>(48, good_.size() - 1)(generator));
    }
    for (const auto length : lengths) {
        put(good_.substr(0, length));
        ASSERT_TRUE(is_refused(path())) << length;
        if (length < 48) {
            EXPECT_THROW(static_cast<void>(verify_file(path())), UnreadableResult) << length; // nothing of it is left
            continue;
        }
        const auto damage = verify_file(path()).damage;
        ASSERT_EQ(damage.size(), 1U) << length;
        EXPECT_EQ(damage[0].first, length);
        EXPECT_EQ(damage[0].bytes, 0U);
    }
    EXPECT_THAT(verify(good_.substr(0, good_.size() - 30)).damage[0].what, HasSubstr("30 bytes are missing"));
    EXPECT_THAT(verify(good_.substr(0, good_.size() - 64)).damage[0].what, HasSubstr("64 bytes are missing"));
}

TEST_F(BlockHashes, FindsBytesThatWereAddedOrTakenOut)
{
    std::mt19937_64 generator(11);
    for (int k = 0; k < 100; ++k) {
        const auto place = std::uniform_int_distribution<std::uint64_t>(0, record_.content_bytes - 1)(generator);
        auto longer = good_;
        longer.insert(place, 1, static_cast<char>(good_[place] ^ 0x55));
        EXPECT_TRUE(holds(verify(longer).damage, place)) << place;
        auto shorter = good_;
        const auto taken = std::min<std::uint64_t>(1 + place % 10000, record_.content_bytes - place);
        shorter.erase(place, taken);
        const auto damage = verify(shorter).damage;
        ASSERT_FALSE(damage.empty()) << place;
        // Up to the first damaged place, the file is as it was; after it, the first difference is soon to come.
        const auto equal = static_cast<std::uint64_t>(std::mismatch(shorter.begin(), shorter.end(), good_.begin()).first
                                                      - shorter.begin());
        EXPECT_LE(damage.front().first, equal) << place;
        EXPECT_LE(equal, damage.front().first + record_.block_bytes) << place;
        EXPECT_THAT(damage.back().what, HasSubstr(std::to_string(taken) + " in all")) << place;
    }
    for (const std::size_t added : {1U, 63U, 64U, 65U, 5000U, 2000000U}) {
        const auto damage = verify(good_ + std::string(added, 'x')).damage;
        ASSERT_EQ(damage.size(), 1U) << added;
        EXPECT_EQ(damage[0].first, good_.size());
        EXPECT_EQ(damage[0].bytes, added);
    }
    const auto twice = verify(good_ + good_).damage; // two results one after the other
    ASSERT_EQ(twice.size(), 1U);
    EXPECT_EQ(twice[0].bytes, good_.size());
}

TEST_F(BlockHashes, NoticesThatAnotherProgramWroteIntoTheFile)
{
    const hid_t file = H5Fopen(path().c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    const hid_t attribute = H5Aopen(file, "replications", H5P_DEFAULT);
    const std::int64_t number = 6;
    EXPECT_GE(H5Awrite(attribute, H5T_NATIVE_INT64, &number), 0);
    H5Aclose(attribute);
    ASSERT_GE(H5Fclose(file), 0);
    EXPECT_FALSE(verify_file(path()).damage.empty());
    EXPECT_TRUE(is_refused(path()));
}

TEST_F(BlockHashes, RefusesWhatWasNeverAResult)
{
    EXPECT_THROW(static_cast<void>(verify_file(path("missing.h5"))), UnreadableResult);
    EXPECT_THROW(static_cast<void>(verify_file(path("").parent_path())), UnreadableResult);
    std::ofstream(path("accounts.csv")) << "id,revenue\n" << std::string(500, 'x');
    EXPECT_THROW(static_cast<void>(verify_file(path("accounts.csv"))), UnreadableResult);
    std::ofstream(path("empty.h5")).close();
    EXPECT_THROW(static_cast<void>(verify_file(path("empty.h5"))), UnreadableResult);
    H5Fclose(H5Fcreate(path("other.h5").c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT));
    EXPECT_THROW(static_cast<void>(verify_file(path("other.h5"))), UnreadableResult);
}

TEST(StorageMap, CoversTheChunksOfAVariableThatHasSeveral)
{
    const auto file_path = std::filesystem::path(testing::TempDir()) / "kamsim_storage_map.h5";
    const hid_t file = H5Fcreate(file_path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    const hsize_t lengths[2] = {3, 10};
    const hsize_t chunk[2] = {1, 4};
    const hid_t space = H5Screate_simple(2, lengths, nullptr);
    const hid_t properties = H5Pcreate(H5P_DATASET_CREATE);
    H5Pset_chunk(properties, 2, chunk);
    H5Pset_alloc_time(properties, H5D_ALLOC_TIME_EARLY);
    H5Dclose(H5Dcreate2(file, "numbers", H5T_NATIVE_INT32, space, H5P_DEFAULT, properties, H5P_DEFAULT));
    H5Pclose(properties);
    H5Sclose(space);
    H5Fclose(file);
    std::vector<std::string> found;
    for (const auto& extent : map_storage(file_path)) {
        if (extent.bytes == 16) {
            found.push_back(extent.what);
        }
    }
    std::filesystem::remove(file_path);
    EXPECT_EQ(found.size(), 9U);
    EXPECT_THAT(found, testing::Contains("/numbers[axis 0 2, axis 1 8 to 9]"));
    EXPECT_THAT(found, testing::Contains("/numbers[axis 0 0, axis 1 0 to 3]"));
}

} // namespace kamsim
