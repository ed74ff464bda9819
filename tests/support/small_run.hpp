#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "kamsim/results/result_writer.hpp"

namespace kamsim::test {

/// An empty folder of its own for each test.
class ResultFolder : public testing::Test {
protected:
    ResultFolder()
        : folder_(std::filesystem::path(testing::TempDir())
                  / (std::string("kamsim_results_") + testing::UnitTest::GetInstance()->current_test_info()->name()
                     + "_" + std::to_string(::getpid()))) // runs of the tests side by side share the folder around it
    {
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
    }
    ~ResultFolder() override { std::filesystem::remove_all(folder_); }

    [[nodiscard]] std::filesystem::path path(const std::string& name = "run.h5") const { return folder_ / name; }

    [[nodiscard]] std::vector<std::string> names_in_folder() const
    {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
            names.push_back(entry.path().filename());
        }
        return names;
    }

private:
    std::filesystem::path folder_;
};

/// The ledger of replications `first` ... `first + count - 1` of the small outcome.
[[nodiscard]] std::vector<double> ledger_of(int alternatives, std::int64_t first, std::int64_t count);

/// Sums that fit no outcome: what the file keeps of them is not looked at.
[[nodiscard]] PartSums small_sums();

/// Appends these replications of the small outcome.
void append(ResultWriter& writer, std::int64_t first, std::int64_t count);

struct SmallRun {
    std::int64_t replications = 5;
    std::int64_t batch = 5;
    int managers = 2;
};

/// Writes the small outcome, batch by batch.
void write(const std::filesystem::path& path, const SmallRun& run = {});

/// The bytes of a file.
[[nodiscard]] std::string content(const std::filesystem::path& path);

} // namespace kamsim::test
