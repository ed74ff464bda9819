#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "kamsim/model/experiment.hpp"
#include "kamsim/scenario/precision_contract.hpp"

namespace kamsim {

/// A file that a scenario was read from, with the hash that lets a result be traced to it.
struct InputFile {
    std::string path; ///< as written in the scenario, or as given on the command line
    std::string hash; ///< XXH3, 128 bits, hexadecimal
};

/// A scenario file, byte for byte.
struct ScenarioText {
    std::string path; ///< as written in the scenario that extends it
    std::string text;
};

/// What reading a scenario brings: the resolved experiment, and what a result needs to prove where it came from.
struct Scenario {
    Experiment experiment;
    std::string text;                     ///< of the scenario file, byte for byte
    std::vector<ScenarioText> bases;      ///< the scenario that it extends, then that one's base, and so on
    std::vector<InputFile> inputs;        ///< the scenario, its bases, then the files that they name
    std::vector<std::string> overrides;   ///< the --set path=value that were applied, in order
    std::vector<std::string> assumptions; ///< one sentence for each default that stands in for missing columns
    /// What a run is to go on for; empty where the scenario asks for nothing, and where it was read from a file that a
    /// run has written.
    std::optional<PrecisionContract> precision;
};

/// Everything that is wrong with a scenario, one line for each error: file:line:column: what, why, what to do.
class ScenarioError : public std::runtime_error {
public:
    explicit ScenarioError(std::vector<std::string> errors);
    [[nodiscard]] const std::vector<std::string>& errors() const { return errors_; }

private:
    std::vector<std::string> errors_;
};

/// Reads a scenario (docs/formats/scenario.md) and the CSV files that it names, relative to its folder.
/// @param overrides `path=value` pairs with a key of the scenario or a path of the catalogue, applied after reading
/// @throws ScenarioError with all errors found; a syntax error stops at the first
[[nodiscard]] Scenario read_scenario(const std::filesystem::path& file, const std::vector<std::string>& overrides = {});

} // namespace kamsim
