#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kamsim/results/result_file_error.hpp"
#include "results/block_hashes.hpp"
#include "results/hdf5.hpp"
#include "results/shard_folder.hpp"
#include "support/small_run.hpp"

namespace kamsim {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

constexpr ShardRange all{0, 12};

ShardWords words()
{
    return {"points", "sweep", "kamsim sweep", "kamsim sweep --resume"};
}

/// A file that says what it is.
ShardFolder::Write holding(const std::string& text)
{
    return [text](const std::filesystem::path& path) {
        const hdf5::QuietErrors quiet;
        hdf5::File file(path);
        file.add_attribute("text", text);
        file.close();
        append_block_hashes(path, DamageNaming::by_bytes);
    };
}

void damage(const std::filesystem::path& path)
{
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(100);
    file.put('x');
}

std::string complaint(const std::function<void()>& step)
{
    try {
        step();
    } catch (const ResultFileError& error) {
        return error.what();
    }
    return "nothing";
}

class ShardFolders : public test::ResultFolder {
protected:
    [[nodiscard]] ShardFolder begin(FolderAccess access, const std::string& plan = "plan") const
    {
        return ShardFolder(path(), words(), holding(plan), access);
    }
    [[nodiscard]] ShardFolder go_on(FolderAccess access) const { return ShardFolder(path(), words(), access); }
    static void commit(ShardFolder& folder, ShardRange range, const std::string& text)
    {
        folder.commit(range, holding(text), "");
    }
    /// Writes the file of the work.
    [[nodiscard]] std::function<void()> write() const
    {
        return [this] { std::ofstream(path()) << "done"; };
    }
    [[nodiscard]] std::vector<std::string> names_in(const std::filesystem::path& folder) const
    {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            names.push_back(entry.path().filename());
        }
        return names;
    }
};

TEST_F(ShardFolders, WantedAloneKeepOthersOut)
{
    const auto alone = begin(FolderAccess::alone);
    EXPECT_THAT(complaint([&] { static_cast<void>(go_on(FolderAccess::together)); }), HasSubstr("another run is"));
    EXPECT_THAT(complaint([&] { static_cast<void>(begin(FolderAccess::together)); }), HasSubstr("another run is"));
}

TEST_F(ShardFolders, SharedKeepOutWhoWantsThemAlone)
{
    const auto one = begin(FolderAccess::together);
    const auto other = go_on(FolderAccess::together);
    EXPECT_THAT(complaint([&] { static_cast<void>(go_on(FolderAccess::alone)); }), HasSubstr("another run is"));
}

TEST_F(ShardFolders, LetOthersInWhenShared)
{
    auto first = begin(FolderAccess::alone);
    first.share();
    auto second = go_on(FolderAccess::together);
    commit(first, {0, 4}, "a");
    commit(second, {4, 12}, "b");
    EXPECT_THAT(first.missing(all), ElementsAre(ShardRange{4, 12}));
    first.refresh();
    EXPECT_THAT(first.missing(all), IsEmpty());
    EXPECT_THAT(first.ranges(), ElementsAre(ShardRange{0, 4}, ShardRange{4, 12}));
}

TEST_F(ShardFolders, BegunTwiceTogetherHaveOnePlan)
{
    auto first = begin(FolderAccess::together);
    commit(first, {0, 3}, "a");
    const auto second = begin(FolderAccess::together);
    EXPECT_EQ(first.plan_file(), second.plan_file());
    EXPECT_THAT(second.missing(all), ElementsAre(ShardRange{3, 12}));
    const auto other = begin(FolderAccess::together, "another plan"); // whose caller sees that it is not its own
    EXPECT_EQ(first.plan_file(), other.plan_file());
}

TEST_F(ShardFolders, WithTwoPlansAreRefused)
{
    {
        const auto first = begin(FolderAccess::alone);
    }
    holding("another")(path("run.h5.part/plan-0000000000000000.h5"));
    EXPECT_THAT(complaint([&] { static_cast<void>(go_on(FolderAccess::alone)); }), HasSubstr("holds 2 plans"));
    EXPECT_THAT(complaint([&] { static_cast<void>(begin(FolderAccess::together)); }), HasSubstr("holds 2 plans"));
}

TEST_F(ShardFolders, KeepUnfinishedFilesOfOthers)
{
    {
        const auto begun = begin(FolderAccess::alone);
    }
    const auto unfinished = path("run.h5.part/.shard.elsewhere-1-0.part");
    std::ofstream(unfinished) << "half";
    {
        const auto together = go_on(FolderAccess::together);
        EXPECT_TRUE(std::filesystem::exists(unfinished));
    }
    const auto alone = go_on(FolderAccess::alone);
    EXPECT_FALSE(std::filesystem::exists(unfinished));
}

TEST_F(ShardFolders, HoldEqualShardsOnce)
{
    auto first = begin(FolderAccess::together);
    auto second = go_on(FolderAccess::together);
    commit(first, {0, 6}, "same");
    commit(second, {0, 6}, "same");
    first.refresh();
    EXPECT_THAT(first.shards(), SizeIs(1));
    EXPECT_THAT(names_in(first.path()), SizeIs(3)); // with the plan and the lock
}

TEST_F(ShardFolders, CountNoItemTwice)
{
    auto folder = begin(FolderAccess::alone);
    for (const ShardRange range : {ShardRange{5, 9}, ShardRange{0, 2}, ShardRange{0, 4}, ShardRange{3, 7}}) {
        commit(folder, range, std::to_string(range.end));
    }
    EXPECT_THAT(folder.ranges(), ElementsAre(ShardRange{0, 4}, ShardRange{5, 9}));
    EXPECT_THAT(folder.missing(all), ElementsAre(ShardRange{4, 5}, ShardRange{9, 12}));
    commit(folder, {4, 5}, "gap");
    commit(folder, {9, 12}, "end");
    EXPECT_THAT(folder.missing(all), IsEmpty());
}

TEST_F(ShardFolders, AreFinishedByOneOfAll)
{
    auto first = begin(FolderAccess::together);
    auto second = go_on(FolderAccess::together);
    commit(first, all, "a");
    int written = 0;
    const auto write_once = [&] {
        ++written;
        write()();
    };
    EXPECT_TRUE(first.finish(write_once));
    EXPECT_FALSE(second.finish(write_once));
    EXPECT_EQ(written, 1);
    EXPECT_THAT(names_in_folder(), ElementsAre("run.h5"));
}

TEST_F(ShardFolders, ThatWereFinishedTakeNothingMore)
{
    auto first = begin(FolderAccess::together);
    auto second = go_on(FolderAccess::together);
    commit(first, all, "a");
    ASSERT_TRUE(first.finish(write()));
    EXPECT_THROW(commit(second, {0, 1}, "late"), FinishedElsewhere);
    EXPECT_THROW(second.refresh(), FinishedElsewhere);
    // Nor does work that was begun anew in a folder of the same name.
    std::filesystem::remove(path());
    const auto anew = begin(FolderAccess::together, "another plan");
    EXPECT_THAT(complaint([&] { commit(second, {0, 1}, "late"); }), HasSubstr("was removed meanwhile"));
    EXPECT_THAT(names_in(anew.path()), SizeIs(2));
}

TEST_F(ShardFolders, ThatSomebodyRemovedSaySo)
{
    auto folder = begin(FolderAccess::together);
    std::filesystem::remove_all(folder.path());
    EXPECT_THAT(complaint([&] { commit(folder, {0, 1}, "a"); }), HasSubstr("was removed meanwhile"));
    EXPECT_THAT(complaint([&] { static_cast<void>(folder.finish(write())); }), HasSubstr("was removed meanwhile"));
}

TEST_F(ShardFolders, AreKeptWhereTheFileCannotBeWritten)
{
    auto folder = begin(FolderAccess::together);
    commit(folder, all, "a");
    EXPECT_THROW(static_cast<void>(folder.finish([] { throw ResultFileError("disk full"); })), ResultFileError);
    EXPECT_THAT(go_on(FolderAccess::together).missing(all), IsEmpty());
    EXPECT_TRUE(folder.finish(write()));
}

TEST_F(ShardFolders, AreNotFinishedWithADamagedShard)
{
    auto first = begin(FolderAccess::together);
    commit(first, {0, 5}, "a");
    commit(first, {5, 12}, "b");
    damage(first.shards().back());
    auto second = go_on(FolderAccess::together); // trusts names
    EXPECT_THAT(second.missing(all), IsEmpty());
    EXPECT_THAT(complaint([&] { static_cast<void>(second.finish(write())); }), HasSubstr("was damaged"));
    EXPECT_THAT(second.missing(all), ElementsAre(ShardRange{5, 12}));
    EXPECT_THAT(second.damaged(), SizeIs(1));
    EXPECT_FALSE(std::filesystem::exists(path()));
    EXPECT_THAT(go_on(FolderAccess::together).missing(all), ElementsAre(ShardRange{5, 12}));
}

TEST_F(ShardFolders, OfTwoThatPutADamagedShardAsideNeitherFails)
{
    auto first = begin(FolderAccess::together);
    commit(first, all, "a");
    damage(first.shards().front());
    auto second = go_on(FolderAccess::together);
    std::filesystem::remove(second.shards().front()); // as if the first one had just moved it
    EXPECT_THAT(complaint([&] { static_cast<void>(second.finish(write())); }), Not(HasSubstr("cannot")));
}

/// What each of several processes does at once: begin or join, do the share, bring all to the end.
void work_together(const std::filesystem::path& file, int process, int processes)
{
    std::optional<ShardFolder> folder;
    folder.emplace(file, words(), holding("plan"), FolderAccess::together);
    for (const ShardRange missing : folder->missing(all)) {
        for (auto item = missing.first; item < missing.end; ++item) {
            if (item % processes == process) {
                folder->commit({item, item + 1}, holding(std::to_string(item)), "");
            }
        }
    }
    folder->refresh();
    if (folder->missing(all).empty()) {
        folder->finish([&] { std::ofstream(file, std::ios::app) << "done"; });
    }
}

TEST_F(ShardFolders, AreBroughtToTheirEndByProcessesAtOnce)
{
    constexpr int processes = 4;
    for (int round = 0; round < 5; ++round) {
        std::vector<pid_t> children;
        for (int process = 0; process < processes; ++process) {
            const pid_t child = ::fork();
            ASSERT_GE(child, 0);
            if (child == 0) {
                int status = 0;
                try {
                    work_together(path(), process, processes);
                } catch (const FinishedElsewhere&) {
                    // by another one
                } catch (const std::exception& error) {
                    std::cerr << error.what() << "\n";
                    status = 1;
                }
                ::_exit(status);
            }
            children.push_back(child);
        }
        for (const pid_t child : children) {
            int status = 0;
            ASSERT_EQ(::waitpid(child, &status, 0), child);
            EXPECT_EQ(status, 0);
        }
        EXPECT_THAT(names_in_folder(), ElementsAre("run.h5"));
        EXPECT_EQ(test::content(path()), "done");
        std::filesystem::remove(path());
    }
}

TEST_F(ShardFolders, TellWhoHasThem)
{
    EXPECT_EQ(FolderLock::holders(path("run.h5.part")), FolderHolders::nobody);
    {
        auto folder = begin(FolderAccess::alone);
        EXPECT_EQ(FolderLock::holders(folder.path()), FolderHolders::one);
        folder.share();
        EXPECT_EQ(FolderLock::holders(folder.path()), FolderHolders::several_may);
    }
    EXPECT_EQ(FolderLock::holders(path("run.h5.part")), FolderHolders::nobody);
    EXPECT_THAT(names_in(path("run.h5.part")), UnorderedElementsAre("lock", testing::StartsWith("plan-")));
}

} // namespace
} // namespace kamsim
