#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kamsim {

/// What became of one column of an accounts file.
struct ImportedColumn {
    std::string ours;
    std::string theirs; ///< empty where a constant of the scenario stands for it
    std::string unit;   ///< of the file: "thousands", "percent", "dates", ...; empty for texts and flags
    std::size_t filled = 0;
    std::optional<double> least; ///< of numbers, in our units; empty where there is none
    std::optional<double> median;
    std::optional<double> greatest;
    std::string remark;
};

/// How an accounts file was read.
struct ImportedFile {
    std::string name;
    std::string encoding;
    std::string delimiter;
    std::string decimal_mark;
    std::size_t rows = 0;
    std::vector<ImportedColumn> columns; ///< those that were used
    std::vector<std::string> unused;     ///< names of the others
};

} // namespace kamsim
