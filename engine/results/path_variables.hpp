#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kamsim/model/experiment.hpp"
#include "kamsim/simulation/paths.hpp"
#include "results/hdf5.hpp"

namespace kamsim {

/// The path of every account in every replication, in a result file: variables path_<quantity> over alternative,
/// replication, account and period (docs/formats/results.md).
class PathVariables {
public:
    /// Adds the variables, empty.
    /// @param file with the four dimensions in it; must outlive this object
    PathVariables(hdf5::File& file, const Experiment& experiment);

    /// Writes the next replications; suits PathOptions::sink.
    /// @throws hdf5::Error where the file cannot grow
    void append(const PathBlock& block);

private:
    hdf5::File& file_;
    std::vector<std::string> names_;
};

} // namespace kamsim
