#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <utime.h>

#include "kamsim/report/status_text.hpp"
#include "kamsim/results/study_folder.hpp"
#include "kamsim/results/work_status.hpp"
#include "support/small_run.hpp"

namespace kamsim {
namespace {

using testing::HasSubstr;
using testing::Not;

/// A study of ten points, cut into shards of these.
class WorkStatusTest : public test::ResultFolder {
protected:
    [[nodiscard]] StudyFolder begin() const
    {
        return StudyFolder(path(), {"ten points", 10, 2, {"none"}, {"one"}}, StudyStart::anew);
    }
    static void commit(StudyFolder& folder, PointRange points)
    {
        StudyValues values;
        values.first_point = points.first;
        values.points = points.end - points.first;
        values.futures = 2;
        values.alternatives = 1;
        values.value.assign(static_cast<std::size_t>(2 * values.points), 1.0);
        folder.commit(values);
    }
    /// Makes the shard that begins with this point so many seconds old.
    void make_older(const std::string& first_point, int seconds) const
    {
        for (const auto& entry : std::filesystem::directory_iterator(path("run.h5.part"))) {
            if (entry.path().filename().string().starts_with("points-000000000" + first_point)) {
                const std::time_t then = std::time(nullptr) - seconds;
                const utimbuf times{then, then};
                ASSERT_EQ(::utime(entry.path().c_str(), &times), 0);
            }
        }
    }
};

TEST_F(WorkStatusTest, OfUnfinishedWork)
{
    auto folder = begin();
    commit(folder, {0, 2});
    commit(folder, {4, 7});
    make_older("0", 30);
    make_older("4", 20);
    const auto status = work_status(path());
    EXPECT_EQ(status.kind, WorkKind::study);
    EXPECT_FALSE(status.is_finished);
    EXPECT_EQ(status.done, 5.0);
    EXPECT_EQ(status.all, 10.0);
    EXPECT_EQ(status.shards, 2);
    EXPECT_GT(status.bytes, 0);
    EXPECT_EQ(status.holders, FolderHolders::one);
    EXPECT_NEAR(status.idle_seconds.value(), 20.0, 2.0);
    EXPECT_DOUBLE_EQ(status.rate.value(), 0.3); // three points in ten seconds
    EXPECT_NEAR(status.seconds_left.value(), 5.0 / 0.3, 1e-9);
    EXPECT_EQ(work_status(path("run.h5.part")).done, 5.0);
    EXPECT_EQ(work_status(path().string() + ".part/").done, 5.0);
}

TEST_F(WorkStatusTest, CountsTheRateSinceWorkWentOn)
{
    auto folder = begin();
    commit(folder, {0, 2});
    commit(folder, {2, 4});
    commit(folder, {4, 5});
    make_older("0", 7200);
    make_older("2", 100);
    make_older("4", 90);
    EXPECT_DOUBLE_EQ(work_status(path()).rate.value(), 0.1);
}

TEST_F(WorkStatusTest, TellsNoTimeWhereNobodyWorks)
{
    {
        auto folder = begin();
        commit(folder, {0, 2});
        commit(folder, {2, 4});
        make_older("0", 10);
    }
    const auto status = work_status(path());
    EXPECT_EQ(status.holders, FolderHolders::nobody);
    EXPECT_TRUE(status.rate);
    EXPECT_FALSE(status.seconds_left);
    EXPECT_THAT(status_text(status, "run.h5"), HasSubstr("nobody works on it"));
    EXPECT_THAT(status_text(status, "run.h5"), Not(HasSubstr(" left")));
    EXPECT_TRUE(nlohmann::json::parse(status_json(status)).at("seconds_left").is_null());
}

TEST_F(WorkStatusTest, CountsDamagedShards)
{
    auto folder = begin();
    commit(folder, {0, 2});
    std::ofstream(path("run.h5.part/points-0000000004-0000000006-00.h5.damaged")) << "x";
    const auto status = work_status(path());
    EXPECT_EQ(status.damaged, 1);
    EXPECT_EQ(status.shards, 1);
    EXPECT_THAT(status_text(status, "run.h5"), HasSubstr("1 shard put aside"));
}

TEST_F(WorkStatusTest, ChangesNothing)
{
    auto folder = begin();
    commit(folder, {0, 10});
    std::ofstream(path("run.h5.part/.shard.elsewhere-1-0.part")) << "half";
    static_cast<void>(work_status(path()));
    EXPECT_TRUE(std::filesystem::exists(path("run.h5.part/.shard.elsewhere-1-0.part")));
    EXPECT_TRUE(folder.missing().empty());
    folder.finish([](std::int64_t) { return std::vector<double>{0.0}; });
    const auto status = work_status(path());
    EXPECT_TRUE(status.is_finished);
    EXPECT_EQ(status.done, 10.0);
    EXPECT_THAT(status_text(status, "run.h5"), HasSubstr("run.h5: a finished study"));
}

TEST_F(WorkStatusTest, RefusesWhatIsNoWork)
{
    EXPECT_THROW(static_cast<void>(work_status(path("none.h5"))), UnreadableResult);
    std::ofstream(path("text.h5")) << "no result";
    EXPECT_THROW(static_cast<void>(work_status(path("text.h5"))), UnreadableResult);
}

TEST(StatusText, NamesWhatIsLeft)
{
    WorkStatus status;
    status.kind = WorkKind::sweep;
    status.done = 1250.5;
    status.all = 5000.0;
    status.holders = FolderHolders::several_may;
    status.shards = 50;
    status.bytes = 2'500'000;
    status.failed = 3;
    status.idle_seconds = 4.0;
    status.rate = 12.5;
    status.seconds_left = 300.0;
    EXPECT_EQ(status_text(status, "sweep.h5"), "sweep.h5: an unfinished sweep; processes that share it work on it\n"
                                               "  done         1,250 of 5,000 points (25 %), in 50 shards of 2.5 MB\n"
                                               "  last shard   4 s ago\n"
                                               "  rate         12 points a second, about 5 min 0 s left\n"
                                               "  failed       3 points\n");
}

} // namespace
} // namespace kamsim
