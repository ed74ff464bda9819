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

/// Writes the result file of one run: HDF5 that is also valid netCDF-4 (docs/formats/results.md).
///
/// Made before the run, so that a folder that cannot be written to is reported before hours of work. The file grows
/// under a temporary name beside the final one and appears under the final name in `finish` alone, whole and on disk;
/// without `finish` nothing is left behind. Equal runs give equal bytes, however the replications came in batches.
class ResultWriter {
public:
    /// Opens the temporary file and writes provenance and coordinates.
    /// @throws ResultFileError where the folder is missing or not writable, or the final name belongs to a folder or to
    ///   a file that is not HDF5
    /// @throws std::invalid_argument where the experiment has more replications than a 32-bit coordinate can count
    ResultWriter(const std::filesystem::path& path, const Scenario& scenario);
    ResultWriter(const ResultWriter&) = delete;
    ResultWriter& operator=(const ResultWriter&) = delete;
    ~ResultWriter();

    /// Takes the ledgers of the next replications. Holds one chunk of each alternative.
    /// @throws std::invalid_argument where the records do not follow those before or have another shape
    /// @throws ResultFileError where the file cannot grow, for example on a full disk
    void append(std::int64_t first_replication, const ReplicationRecords& records);

    /// Writes the outcome and brings the file under its final name. The outcome of a run that ended early has fewer
    /// replications than the experiment asked for, as many as came; its file has the bytes of a run that asked for
    /// these.
    /// @param checks what was verified about the run, one short sentence each
    /// @param verdict the answer in words, as it was told
    /// @throws std::invalid_argument where the outcome does not belong to the experiment or to the batches
    /// @throws ResultFileError where a write fails; the final name is then as it was before
    void finish(const Outcome& outcome, const std::vector<std::string>& checks, const std::string& verdict);

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

} // namespace kamsim
