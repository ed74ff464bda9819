// A result whose values this program does not find again must not be told.

#include <array>
#include <cstdio>
#include <string>

#include <gtest/gtest.h>
#include <sys/wait.h>

#include "support/small_run.hpp"

namespace kamsim::test {
namespace {

struct Ended {
    int code = -1;
    std::string words; ///< of both streams
};

Ended run_program(const std::string& arguments)
{
    std::FILE* const pipe = ::popen((std::string(KAMSIM_PROGRAM) + " " + arguments + " 2>&1").c_str(), "r");
    Ended ended;
    std::array<char, 256> buffer{};
    while (pipe != nullptr && std::fgets(buffer.data(), static_cast<int>(buffer.size()), pipe) != nullptr) {
        ended.words += buffer.data();
    }
    const int status = pipe == nullptr ? -1 : ::pclose(pipe);
    ended.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return ended;
}

using ReplayProgram = ResultFolder;

TEST_F(ReplayProgram, RefusesAFileWhoseValuesItDoesNotFind)
{
    write(path()); // an outcome that was never simulated
    const Ended ended = run_program("replay " + path().string() + " --replication 2");
    EXPECT_EQ(ended.code, 1);
    EXPECT_NE(ended.words.find("and this program do not belong together: replication 2 of "), std::string::npos)
        << ended.words;
    EXPECT_EQ(ended.words.find("Future"), std::string::npos);
}

} // namespace
} // namespace kamsim::test
