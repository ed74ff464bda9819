#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "kamsim/scenario/read_scenario.hpp"

namespace kamsim::testing {

/// A folder of its own for each test, with the files of a scenario; gone with the test.
class ScenarioFiles : public ::testing::Test {
protected:
    ScenarioFiles()
    {
        const ::testing::TestInfo& test = *::testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::path(::testing::TempDir())
                  / (std::string("kamsim_") + test.test_suite_name() + "_" + test.name() + "_"
                     + std::to_string(::getpid())); // runs of the tests side by side share the folder around it
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
        write("accounts.csv", "id,revenue\nacme,1000\nbolt,500\ncity,250\n");
    }
    ~ScenarioFiles() override
    {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    void write(std::string_view name, std::string_view bytes) const
    {
        std::ofstream(folder_ / name, std::ios::binary) << bytes;
    }
    [[nodiscard]] std::string path(std::string_view name) const { return (folder_ / name).string(); }

    /// Reads `text` as a scenario.
    [[nodiscard]] Scenario read(std::string_view text, const std::vector<std::string>& overrides = {}) const
    {
        write("scenario.toml", text);
        return read_scenario(folder_ / "scenario.toml", overrides);
    }
    /// Reads a scenario that is complete but for `more`, which starts on line 5, in [portfolio].
    [[nodiscard]] Scenario read_with(std::string_view more, const std::vector<std::string>& overrides = {}) const
    {
        return read(complete(more), overrides);
    }
    [[nodiscard]] static std::string complete(std::string_view more)
    {
        return "[defaults]\nkey_accounts = 2\n[portfolio]\naccounts = \"accounts.csv\"\n" + std::string(more);
    }

    /// All errors of `text`, without the folder in front of the files' names; empty where it reads.
    [[nodiscard]] std::vector<std::string> errors_of(std::string_view text,
                                                     const std::vector<std::string>& overrides = {}) const
    {
        try {
            static_cast<void>(read(text, overrides));
        } catch (const ScenarioError& failure) {
            std::vector<std::string> errors = failure.errors();
            for (std::string& error : errors) {
                const std::string prefix = folder_.string() + "/";
                for (std::size_t at = error.find(prefix); at != std::string::npos; at = error.find(prefix)) {
                    error.erase(at, prefix.size());
                }
            }
            return errors;
        }
        return {};
    }
    [[nodiscard]] std::vector<std::string> errors_with(std::string_view more,
                                                       const std::vector<std::string>& overrides = {}) const
    {
        return errors_of(complete(more), overrides);
    }

    std::filesystem::path folder_;
};

} // namespace kamsim::testing
