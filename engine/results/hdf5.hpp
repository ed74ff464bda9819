#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <hdf5.h>

#include "results/hdf5_handle.hpp"

namespace kamsim::hdf5 {

enum class Element : std::uint8_t { float64, float32, int32, int8 };

/// A numeric variable over named dimensions; every dimension must be in the file before.
struct Shape {
    Element element = Element::float64;
    std::vector<std::string> dimensions;
    std::vector<hsize_t> chunk; ///< empty: chosen here
    unsigned deflate_level = 4; ///< 0: not compressed
};

/// A new HDF5 file that netCDF-4 readers understand: links and attributes in order of creation, a dimension scale on
/// each axis, no times. All members throw Error where HDF5 refuses.
class File {
public:
    /// Truncates the file at `path`, which must exist.
    explicit File(const std::filesystem::path& path);

    void add_attribute(std::string_view name, std::string_view text);
    void add_attribute(std::string_view name, std::int64_t number);
    void add_attribute(std::string_view name, double number);
    void add_attribute(const std::string& variable, std::string_view name, std::string_view text);
    void add_attribute(const std::string& variable, std::string_view name, std::span<const std::int8_t> numbers);

    /// Adds a dimension with its coordinate variable of the same name.
    void add_dimension(const std::string& name, std::span<const std::string> labels);
    void add_dimension(const std::string& name, std::span<const std::int32_t> values);
    void add_dimension(const std::string& name, std::span<const double> values);

    /// Adds a dimension that has no coordinates.
    void add_bare_dimension(const std::string& name, hsize_t length);

    /// Adds a group; members are then named "group/member".
    void add_group(const std::string& name);

    void add_text(const std::string& name, const std::string& dimension, std::span<const std::string> texts);
    /// Adds texts as an array of characters, [dimension][length of the longest], filled up with NUL, for readers that
    /// know no texts of variable length. The second dimension is added too and has no variable.
    void add_characters(const std::string& name, const std::string& dimension, const std::string& length_dimension,
                        std::span<const std::string> texts);
    void add_variable(const std::string& name, const Shape& shape);
    /// @param values the whole variable, slowest dimension first
    void write(const std::string& name, std::span<const double> values);
    void write(const std::string& name, std::span<const std::int32_t> values);
    /// @param values the part of the variable from `offset` on that has `count` elements along each dimension
    void write(const std::string& name, std::span<const double> values, std::span<const hsize_t> offset,
               std::span<const hsize_t> count);
    void write(const std::string& name, std::span<const float> values, std::span<const hsize_t> offset,
               std::span<const hsize_t> count);

    [[nodiscard]] hsize_t length(const std::string& dimension) const;
    [[nodiscard]] std::size_t size(const std::string& variable) const;

    /// Closes all variables, then the file.
    void close();

private:
    [[nodiscard]] Handle create_dataset(const std::string& name, hid_t type, hid_t space, hid_t properties);
    [[nodiscard]] const Handle& dataset(const std::string& name) const;
    void create_text(const std::string& name, std::span<const std::string> texts);
    void write_part(const std::string& name, hid_t memory_type, const void* values, std::span<const hsize_t> offset,
                    std::span<const hsize_t> count);
    void make_scale(const std::string& name, hsize_t length);
    void attach_scales(const std::string& variable, std::span<const std::string> dimensions);

    Handle file_; // first, so that it is closed after the variables
    std::map<std::string, Handle> groups_;
    std::map<std::string, Handle> datasets_;
    std::map<std::string, hsize_t> lengths_; ///< of the dimensions
};

} // namespace kamsim::hdf5
