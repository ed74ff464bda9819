#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/results/file_verification.hpp"
#include "kamsim/results/study_folder.hpp"
#include "support/small_run.hpp"

namespace kamsim {
namespace {

StudyIdentity identity()
{
    return {"ten points", 10, 3, {"none", "matrix"}, {"one", "other"}};
}

/// Numbers that tell where they belong.
StudyValues values(PointRange points)
{
    StudyValues values;
    values.first_point = points.first;
    values.points = points.end - points.first;
    values.futures = 3;
    values.alternatives = 2;
    for (std::int64_t point = points.first; point < points.end; ++point) {
        for (int place = 0; place < 6; ++place) {
            values.value.push_back(static_cast<double>(10 * point + place));
        }
    }
    return values;
}

std::vector<double> coordinates(std::int64_t point)
{
    return {static_cast<double>(point), 0.5};
}

class StudyFolderTest : public test::ResultFolder {};

std::vector<std::pair<std::int64_t, std::int64_t>> ends(const std::vector<PointRange>& ranges)
{
    std::vector<std::pair<std::int64_t, std::int64_t>> pairs;
    for (const PointRange& range : ranges) {
        pairs.emplace_back(range.first, range.end);
    }
    return pairs;
}

using Ends = std::vector<std::pair<std::int64_t, std::int64_t>>;

TEST_F(StudyFolderTest, GoesOnWithWhatIsKept)
{
    {
        StudyFolder folder(path(), identity(), StudyStart::anew);
        EXPECT_EQ(ends(folder.missing()), (Ends{{0, 10}}));
        folder.commit(values({3, 5}));
        EXPECT_TRUE(StudyFolder::is_begun(path()));
    }
    StudyFolder folder(path(), identity(), StudyStart::go_on);
    EXPECT_EQ(ends(folder.missing()), (Ends{{0, 3}, {5, 10}}));
    folder.commit(values({5, 10}));
    folder.commit(values({0, 3}));
    EXPECT_TRUE(folder.missing().empty());
    folder.finish(coordinates);
    EXPECT_FALSE(StudyFolder::is_begun(path()));
    EXPECT_EQ(names_in_folder(), std::vector<std::string>{"run.h5"});
    EXPECT_EQ(read_study(path(), identity()).value, values({0, 10}).value);
    EXPECT_TRUE(verify_file(path()).damage.empty());
}

TEST_F(StudyFolderTest, LeavesTheSameFileHoweverItWasCut)
{
    const auto written = [&](const std::string& name, const std::vector<PointRange>& parts) {
        StudyFolder folder(path(name), identity(), StudyStart::anew);
        for (const PointRange& part : parts) {
            folder.commit(values(part));
        }
        folder.finish(coordinates);
        return test::content(path(name));
    };
    EXPECT_EQ(written("one.h5", {{0, 10}}), written("many.h5", {{0, 1}, {1, 7}, {7, 10}}));
}

TEST_F(StudyFolderTest, PutsDamagedShardsAside)
{
    {
        StudyFolder folder(path(), identity(), StudyStart::anew);
        folder.commit(values({0, 4}));
        folder.commit(values({4, 10}));
    }
    for (const auto& entry : std::filesystem::directory_iterator(path().string() + ".part")) {
        if (entry.path().filename().string().starts_with("points-0000000004")) {
            std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
            file.seekp(2000);
            file.put('x');
        }
    }
    const StudyFolder folder(path(), identity(), StudyStart::go_on);
    EXPECT_EQ(folder.damaged().size(), 1U);
    EXPECT_EQ(ends(folder.missing()), (Ends{{4, 10}}));
}

TEST_F(StudyFolderTest, RefusesAnotherStudy)
{
    {
        StudyFolder folder(path(), identity(), StudyStart::anew);
        EXPECT_THROW(StudyFolder(path(), identity(), StudyStart::go_on), ResultFileError); // this process has it
    }
    EXPECT_THROW(StudyFolder(path(), identity(), StudyStart::anew), ResultFileError);
    auto other = identity();
    other.description = "ten other points";
    EXPECT_THROW(StudyFolder(path(), other, StudyStart::go_on), ResultFileError);
    EXPECT_THROW(StudyFolder(path("none.h5"), identity(), StudyStart::go_on), ResultFileError);
    EXPECT_THROW(static_cast<void>(read_study(path("none.h5"), identity())), UnreadableResult);
}

} // namespace
} // namespace kamsim
