#include <csignal>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "kamsim/results/result_writer.hpp"
#include "support/hdf5_reader.hpp"
#include "support/small_outcome.hpp"
#include "support/small_run.hpp"

namespace kamsim {

namespace {

using test::append;
using test::content;
using test::Hdf5Reader;
using test::ledger_of;
using test::write;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

using ResultWriting = test::ResultFolder;

/// Lets files grow to `bytes` only, as a full disk would, while it lives.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        handler_ = std::signal(SIGXFSZ, SIG_IGN); // the write then fails instead
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;
    ~FileSizeLimit()
    {
        setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }

private:
    rlimit before_{};
    void (*handler_)(int) = nullptr;
};

} // namespace

TEST_F(ResultWriting, EqualRunsGiveEqualBytes)
{
    write(path("first.h5"));
    write(path("second.h5"));
    EXPECT_TRUE(content(path("first.h5")) == content(path("second.h5")));
    EXPECT_GT(content(path("first.h5")).size(), 10'000U);
}

TEST_F(ResultWriting, BytesDoNotDependOnTheBatches)
{
    constexpr std::int64_t replications = 9'000; // more than two chunks of the ledger
    write(path("whole.h5"), {replications, replications});
    write(path("odd.h5"), {replications, 1'001});
    EXPECT_TRUE(content(path("whole.h5")) == content(path("odd.h5")));
    EXPECT_EQ(Hdf5Reader(path("odd.h5")).numbers("ledger"), ledger_of(2, 0, replications));
}

TEST_F(ResultWriting, AppearsUnderItsNameOnlyWhenFinished)
{
    const auto scenario = test::small_scenario(5);
    {
        ResultWriter writer(path(), scenario);
        append(writer, 0, 5);
        EXPECT_FALSE(std::filesystem::exists(path()));
        EXPECT_EQ(names_in_folder().size(), 1U);
    }
    EXPECT_THAT(names_in_folder(), IsEmpty());
    write(path());
    EXPECT_THAT(names_in_folder(), ElementsAre("run.h5"));
}

TEST_F(ResultWriting, AnUnfinishedRunLeavesTheFileBefore)
{
    write(path());
    const auto before = content(path());
    {
        ResultWriter writer(path(), test::small_scenario(7));
        append(writer, 0, 3);
    }
    EXPECT_TRUE(content(path()) == before);
    EXPECT_THAT(names_in_folder(), ElementsAre("run.h5"));
}

TEST_F(ResultWriting, RefusesAFolderThatIsMissingOrCannotBeWrittenTo)
{
    const auto scenario = test::small_scenario(5);
    const auto message = [&](const std::filesystem::path& where) -> std::string {
        try {
            const ResultWriter writer(where, scenario);
        } catch (const ResultFileError& error) {
            return error.what();
        }
        return "";
    };
    EXPECT_THAT(message(path("missing/run.h5")), testing::AllOf(HasSubstr("missing"), HasSubstr("does not exist")));
    EXPECT_THAT(message("/proc/run.h5"), HasSubstr("cannot write /proc/run.h5"));
    EXPECT_THAT(message(path("")), HasSubstr("names a folder"));
    EXPECT_THAT(message(path("").parent_path()), HasSubstr("names a folder"));
    EXPECT_THAT(names_in_folder(), IsEmpty());
}

TEST_F(ResultWriting, RefusesToReplaceAnotherFile)
{
    std::ofstream(path("accounts.csv")) << "id,revenue\n";
    EXPECT_THROW(write(path("accounts.csv")), ResultFileError);
    EXPECT_EQ(content(path("accounts.csv")), "id,revenue\n");
    EXPECT_THAT(names_in_folder(), ElementsAre("accounts.csv"));
}

TEST_F(ResultWriting, AFullDiskIsAnErrorAndLeavesNothing)
{
    testing::internal::CaptureStderr();
    {
        const FileSizeLimit limit(16'384);
        EXPECT_THROW(write(path(), {20'000, 20'000}), ResultFileError);
    }
    EXPECT_THAT(names_in_folder(), IsEmpty());
    write(path());
    EXPECT_THAT(names_in_folder(), ElementsAre("run.h5"));
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "") << "the library never prints";
}

TEST_F(ResultWriting, RefusesBatchesThatDoNotFollow)
{
    ResultWriter writer(path(), test::small_scenario(5));
    EXPECT_THROW(append(writer, 1, 2), std::invalid_argument);
    EXPECT_THROW(append(writer, 0, 6), std::invalid_argument);
    ReplicationRecords of_one_alternative;
    of_one_alternative.replications = 2;
    of_one_alternative.ledger = ledger_of(1, 0, 2);
    EXPECT_THROW(writer.append(0, of_one_alternative), std::invalid_argument);
    append(writer, 0, 2);
    EXPECT_THROW(append(writer, 0, 2), std::invalid_argument);
    append(writer, 2, 3);
}

TEST_F(ResultWriting, RefusesAnOutcomeOfAnotherShape)
{
    const auto scenario = test::small_scenario(5);
    const auto whole = test::small_outcome(scenario, 2);
    const auto finish = [&](const Outcome& outcome, std::int64_t appended) {
        ResultWriter writer(path(), scenario);
        append(writer, 0, appended);
        writer.finish(outcome, test::small_sums(), {}, "");
    };
    EXPECT_THROW(finish(whole, 4), std::invalid_argument);
    EXPECT_THROW(finish(test::small_outcome(test::small_scenario(4), 2), 5), std::invalid_argument);
    auto shortened = whole;
    shortened.whale_curve.pop_back();
    EXPECT_THROW(finish(shortened, 5), std::invalid_argument);
    EXPECT_THAT(names_in_folder(), IsEmpty());
}

} // namespace kamsim
