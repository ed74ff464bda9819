#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "kamsim/results/run_plan.hpp"
#include "kamsim/simulation/sample_part.hpp"
#include "results/hdf5.hpp"
#include "results/stored_file.hpp"
#include "results/stored_scenario.hpp"

namespace kamsim {

/// Writes the group that lets more replications be merged with those of a file.
void write_sums(hdf5::File& file, const PartSums& sums, unsigned deflate_level);

using TakeRecords = std::function<void(std::int64_t first_replication, const ReplicationRecords&)>;

/// What a part file holds. Without replications it holds the plan of a run alone.
struct PartContent {
    std::int64_t first_replication = 0;
    std::int64_t replications = 0;
    PartSums sums;
    std::function<void(const TakeRecords&)> records; ///< hands on all records, in order
};

/// Writes a file that holds a part of a sample, with all that tells what it is a part of. Not compressed: it is read
/// once.
/// @param path of an empty file
/// @throws hdf5::Error where it cannot be written
void write_part_file(const std::filesystem::path& path, const Scenario& scenario, const RunPlan& plan,
                     const PartContent& content);

/// The plan of a part file.
[[nodiscard]] RunPlan read_plan(const StoredFile& file);

/// Sums that a part file or a result holds.
[[nodiscard]] PartSums read_sums(const StoredFile& file);

/// Hands on the records of all replications of a part file or a result, some at a time, in order.
/// @param end replications from this one on are left out
void read_records(const StoredFile& file, std::int64_t end, const TakeRecords& take);

} // namespace kamsim
