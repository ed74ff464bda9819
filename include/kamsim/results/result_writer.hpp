#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "kamsim/results/result_file_error.hpp"
#include "kamsim/scenario/read_scenario.hpp"
#include "kamsim/simulation/outcome.hpp"
#include "kamsim/simulation/sample_part.hpp"

namespace kamsim {

/// A result takes the place of an older result only: a slip of the pen must not cost the accounts.
/// @throws ResultFileError where the name belongs to a folder or to a file that is not HDF5
void require_replaceable(const std::filesystem::path& path);

/// Writes the result file of one run: HDF5 that is also valid netCDF-4 (docs/formats/results.md).
///
/// The file grows
/// under a temporary name beside the final one and appears under the final name in `finish` alone, whole and on disk;
/// without `finish` nothing is left behind. Equal runs give equal bytes, however the replications came in batches.
class ResultWriter {
public:
    /// Opens the temporary file and writes provenance and coordinates.
    /// @param detail what the records hold of each replication, and the file is to keep
    /// @throws ResultFileError where the folder is missing or not writable, or the final name belongs to a folder or to
    ///   a file that is not HDF5
    /// @throws std::invalid_argument where the experiment has more replications than a 32-bit coordinate can count
    /// @param temporary_folder for the file until it has its final name; empty: the folder of that
    ResultWriter(const std::filesystem::path& path, const Scenario& scenario,
                 RecordedDetail detail = RecordedDetail::ledgers, const std::filesystem::path& temporary_folder = {});
    ResultWriter(const ResultWriter&) = delete;
    ResultWriter& operator=(const ResultWriter&) = delete;
    ~ResultWriter();

    /// Takes the ledgers of the next replications. Holds one chunk of each alternative.
    /// @throws std::invalid_argument where the records do not follow those before or have another shape
    /// @throws ResultFileError where the file cannot grow, for example on a full disk
    void append(std::int64_t first_replication, const ReplicationRecords& records);

    /// Writes the outcome and brings the file under its final name.
    /// @param sums those that the outcome was made of, so that more replications can be added to the file
    /// @param checks what was verified about the run, one short sentence each
    /// @param verdict the answer in words, as it was told
    /// @throws std::invalid_argument where the outcome does not belong to the experiment or to the records
    /// @throws ResultFileError where a write fails; the final name is then as it was before
    void finish(const Outcome& outcome, const PartSums& sums, const std::vector<std::string>& checks,
                const std::string& verdict);

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

} // namespace kamsim
