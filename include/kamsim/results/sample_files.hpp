#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "kamsim/results/result_file_error.hpp"
#include "kamsim/results/run_plan.hpp"
#include "kamsim/scenario/read_scenario.hpp"
#include "kamsim/simulation/outcome.hpp"
#include "kamsim/simulation/sample_part.hpp"

namespace kamsim {

/// Files that hold the parts of one sample: shards of a run, parts that were simulated elsewhere, results. Put together
/// they give the outcome and the file of a single run, bit for bit.
class SampleFiles {
public:
    /// Verifies the files and puts them in the order of their replications.
    /// @param files results, part files or folders of runs; at least one
    /// @throws UnreadableResult where one is damaged, or none of these
    /// @throws ResultFileError where they are not of one sample, with the reason; where replications stand in two of
    ///   them or lack between two
    explicit SampleFiles(const std::vector<std::filesystem::path>& files);
    SampleFiles(SampleFiles&&) noexcept;
    SampleFiles& operator=(SampleFiles&&) noexcept;
    ~SampleFiles();

    /// Of all files together; replications are as many as the longest run among them asked for, until `shorten`.
    [[nodiscard]] const Scenario& scenario() const;
    [[nodiscard]] LeafRange leaves() const;
    /// Whether the files hold the sample from the first replication to the last one asked for.
    [[nodiscard]] bool are_whole() const;
    /// Which replications lack, in words; empty where none does.
    [[nodiscard]] std::string what_lacks() const;
    /// Takes the sample as one that asked for no more than is there.
    /// @throws ResultFileError where that is no sample: it does not begin with the first replication, or it has one
    ///   world only of several
    void shorten();

    /// The outcome of the whole sample, and the sums that it was made of.
    struct Merged {
        Outcome outcome;
        PartSums sums;
    };
    /// @throws ResultFileError where the sample is not whole
    [[nodiscard]] Merged merge() const;

    /// Writes the result file.
    /// @param temporary_folder for the file until it has its final name; empty: the folder of that
    /// @throws ResultFileError where it cannot be written
    void write_result(const std::filesystem::path& path, const Merged& merged, const std::vector<std::string>& checks,
                      const std::string& verdict, const std::filesystem::path& temporary_folder = {}) const;

    /// Writes one part file in place of them all.
    /// @param temporary_folder likewise
    /// @throws ResultFileError where it cannot be written
    void write_part(const std::filesystem::path& path, const std::filesystem::path& temporary_folder = {}) const;

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

} // namespace kamsim
