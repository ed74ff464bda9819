#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <hdf5.h>

namespace kamsim::test {

/// Reads a file through the C library of HDF5 alone, without any code of kamsim. What is not there throws
/// std::runtime_error.
class Hdf5Reader {
public:
    explicit Hdf5Reader(const std::filesystem::path& path);
    Hdf5Reader(const Hdf5Reader&) = delete;
    Hdf5Reader& operator=(const Hdf5Reader&) = delete;
    ~Hdf5Reader();

    /// Names of all variables in order of creation, those of a group as "group/name" in its place.
    [[nodiscard]] std::vector<std::string> variables() const;
    /// Names of a variable's attributes, but for those by which HDF5 marks dimension scales.
    [[nodiscard]] std::vector<std::string> attributes(const std::string& variable) const;
    /// Names of the root group's attributes, in order of creation.
    [[nodiscard]] std::vector<std::string> attributes() const;

    /// "float64", "float32", "int32", "int8", "int64", "text", "char", "dimension" (of netCDF, without values), or
    /// "other".
    [[nodiscard]] std::string type(const std::string& variable) const;
    [[nodiscard]] std::string attribute_type(const std::string& attribute) const;
    /// Name of the one dimension scale of each axis; of a dimension's own variable, its name.
    [[nodiscard]] std::vector<std::string> dimensions(const std::string& variable) const;
    [[nodiscard]] std::vector<hsize_t> shape(const std::string& variable) const;
    [[nodiscard]] bool has_attribute(const std::string& variable, const std::string& attribute) const;
    /// @param variable "/" for the root group
    [[nodiscard]] std::string text_attribute(const std::string& variable, const std::string& attribute) const;
    [[nodiscard]] double number_attribute(const std::string& variable, const std::string& attribute) const;
    [[nodiscard]] std::vector<double> numbers(const std::string& variable) const;
    [[nodiscard]] std::vector<std::string> texts(const std::string& variable) const;
    /// Texts that are kept as characters, [text][byte], without the NULs behind them.
    [[nodiscard]] std::vector<std::string> characters(const std::string& variable) const;
    /// Whether HDF5 wrote down when the object was made or changed. @param object "/" for the root group
    [[nodiscard]] bool has_times(const std::string& object) const;
    /// Filters of a variable in order, as HDF5 numbers them.
    [[nodiscard]] std::vector<H5Z_filter_t> filters(const std::string& variable) const;

private:
    hid_t file_;
};

} // namespace kamsim::test
