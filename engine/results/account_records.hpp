#pragma once

#include <cstdint>
#include <vector>

#include "kamsim/model/experiment.hpp"
#include "kamsim/simulation/sample_part.hpp"
#include "results/hdf5.hpp"
#include "results/layout.hpp"
#include "results/stored_file.hpp"

namespace kamsim {

/// What a file keeps of each account in each replication: one variable for each AccountDetail, in its order.
[[nodiscard]] const std::vector<VariableDeclaration>& account_record_declarations();

/// Adds these variables, empty.
/// @param chunk_replications replications of one alternative in a chunk; 0: chosen by hdf5::File
void add_account_records(hdf5::File& file, const Experiment& experiment, std::int64_t chunk_replications,
                         unsigned deflate_level);

/// @param offset place of the first of these replications in the file
/// @param accounts [alternative][replication][account][AccountDetail] of the experiment's alternatives and accounts
void write_account_records(hdf5::File& file, const Experiment& experiment, std::int64_t offset,
                           std::int64_t replications, const std::vector<double>& accounts);

/// What a file holds of each replication beside its ledger.
[[nodiscard]] RecordedDetail detail_of(const StoredFile& file);

/// [alternative][replication][account][AccountDetail] of these replications of a file that holds them.
/// @param offset place of the first replication in the file
[[nodiscard]] std::vector<double> read_account_records(const StoredFile& file, std::int64_t offset,
                                                       std::int64_t replications);

/// Writes replications as they come in chunks, so that the bytes of the file do not depend on how they came.
class AccountRecordsWriter {
public:
    /// Adds the variables to the file.
    /// @param file,experiment must outlive this object
    AccountRecordsWriter(hdf5::File& file, const Experiment& experiment);

    /// Takes the next replications, and writes the chunks that they fill.
    /// @throws std::invalid_argument where they have another shape than the experiment
    void append(const ReplicationRecords& records);

    /// Writes what fills no chunk. To be called once, at the end.
    void flush();

private:
    hdf5::File& file_;
    const Experiment& experiment_;
    std::size_t per_replication_;
    std::int64_t chunk_replications_;
    std::int64_t written_ = 0;
    std::vector<std::vector<double>> held_; ///< [alternative][replication of the chunk, account, AccountDetail]
};

} // namespace kamsim
