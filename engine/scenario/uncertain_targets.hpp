#pragma once

#include <optional>
#include <string>
#include <vector>

#include <toml++/toml.h>

#include "kamsim/model/experiment.hpp"
#include "kamsim/model/number_range.hpp"

namespace kamsim {

/// A range of the catalogue, and the value that it holds unless the scenario says otherwise.
struct EvidenceRange {
    double low = 0.0;
    double mode = 0.0;
    double high = 0.0;
};

/// What a path of [uncertainty.inputs] means.
struct UncertainPlace {
    UncertainTarget target{};
    std::size_t entry = 0;
    std::vector<int> structures;
    NumberRange range;                     ///< of the values that it takes
    std::optional<EvidenceRange> evidence; ///< of parameters whose range is not a point
};

/// Finds what may be uncertain in a scenario.
class UncertainPlaces {
public:
    /// @param document the whole scenario: what it sets itself, the catalogue no longer decides
    UncertainPlaces(const toml::table& document, double currency_per_euro, const Experiment& experiment)
        : document_(document), currency_per_euro_(currency_per_euro), experiment_(experiment)
    {}

    /// A parameter of a structure reaches the structures on top of it that do not set it themselves.
    [[nodiscard]] std::optional<UncertainPlace> find(const std::string& path) const;

    /// All paths that `find` knows.
    [[nodiscard]] std::vector<std::string> known_paths() const;

    /// What the catalogue gives a range for and the scenario does not set: of the model, and of the structures that
    /// stand today or in an alternative.
    [[nodiscard]] std::vector<UncertainInput> evidence_inputs() const;

private:
    [[nodiscard]] std::optional<UncertainPlace> find_in_structure(const std::string& path) const;
    [[nodiscard]] std::optional<UncertainPlace> find_column(const std::string& name) const;
    [[nodiscard]] std::optional<EvidenceRange> range_of_entry(double low, double mode, double high, Unit unit) const;
    [[nodiscard]] bool sets_parameter(const std::string& path) const;
    [[nodiscard]] bool sets_in_structure(std::size_t structure, const std::string& parameter) const;
    [[nodiscard]] std::size_t built_in_below(std::size_t structure) const;
    [[nodiscard]] std::vector<bool> structures_in_use() const;
    [[nodiscard]] UncertainPlace place_in_structure(std::size_t structure, std::size_t entry) const;
    void add_structure_inputs(std::size_t built_in, std::vector<UncertainInput>& inputs) const;

    const toml::table& document_;
    double currency_per_euro_;
    const Experiment& experiment_;
};

/// An input that follows a range of the catalogue (docs/model.md, eq. 80).
[[nodiscard]] UncertainInput input_from_evidence(const std::string& path, const UncertainPlace& place);

} // namespace kamsim
