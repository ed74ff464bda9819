#pragma once

#include <cstdint>
#include <string>

#include "kamsim/scenario/read_scenario.hpp"
#include "results/stored_file.hpp"

namespace kamsim {

/// What a file says about the run that it is of.
struct Provenance {
    Scenario scenario; ///< as the run had it, bit for bit; the path of the scenario file is without its folder
    std::string program_version;
    std::string program_revision;
};

/// Writes what a run is of: the attributes of the root, and coordinates with the accounts.
/// @param format what the file is: result or part
void write_provenance(hdf5::File& file, const Scenario& scenario, const char* format);

/// Reads it back, bit for bit.
/// @throws hdf5::Error, std::logic_error or a JSON error where something is missing or contradicts itself
[[nodiscard]] Provenance read_provenance(const StoredFile& file);

/// What is different between two runs such that parts of both cannot be parts of one sample, in words; empty where
/// nothing is. The number of replications may differ, unless what is drawn depends on it.
[[nodiscard]] std::string why_no_sample(const Provenance& a, const Provenance& b);

} // namespace kamsim
