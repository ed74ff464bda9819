#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "results/hdf5.hpp"

namespace kamsim::hdf5 {

/// An HDF5 file that is read: variables (of groups as "group/member") and attributes of the root group. All members
/// throw Error where HDF5 refuses or what is asked for is of another kind.
class InputFile {
public:
    explicit InputFile(const std::filesystem::path& path);

    [[nodiscard]] bool has_attribute(const std::string& name) const;
    [[nodiscard]] std::string text_attribute(const std::string& name) const;
    [[nodiscard]] std::int64_t whole_attribute(const std::string& name) const;

    [[nodiscard]] bool has_variable(const std::string& name) const;
    /// Lengths of the dimensions of a variable, slowest first.
    [[nodiscard]] std::vector<hsize_t> shape(const std::string& variable) const;
    /// A variable of one dimension.
    [[nodiscard]] std::vector<std::string> texts(const std::string& variable) const;
    /// A whole variable, slowest dimension first.
    [[nodiscard]] std::vector<double> numbers(const std::string& variable) const;
    /// The part of a variable from `offset` on that has `count` elements along each dimension.
    [[nodiscard]] std::vector<double> numbers(const std::string& variable, std::span<const hsize_t> offset,
                                              std::span<const hsize_t> count) const;
    /// A whole variable of whole numbers below 2^32.
    [[nodiscard]] std::vector<std::uint32_t> counts(const std::string& variable) const;

private:
    [[nodiscard]] Handle open_attribute(const std::string& name) const;
    [[nodiscard]] Handle open_variable(const std::string& name) const;

    Handle file_;
};

} // namespace kamsim::hdf5
