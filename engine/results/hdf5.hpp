#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <hdf5.h>

namespace kamsim::hdf5 {

/// A call of HDF5, or of the system on a file of HDF5, failed: what was being done, and the innermost reason given.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Keeps HDF5 from printing its error stack while it lives; what went wrong is in the exceptions instead.
class QuietErrors {
public:
    QuietErrors();
    QuietErrors(const QuietErrors&) = delete;
    QuietErrors& operator=(const QuietErrors&) = delete;
    ~QuietErrors();

private:
    H5E_auto2_t handler_ = nullptr;
    void* handler_data_ = nullptr;
};

/// Owns one identifier and closes it.
class Handle {
public:
    using Close = herr_t (*)(hid_t);

    Handle() = default;
    /// @throws Error where `id` is negative: `action` failed
    Handle(hid_t id, Close close_function, std::string_view action);
    Handle(Handle&& other) noexcept;
    Handle& operator=(Handle&& other) noexcept;
    ~Handle();

    [[nodiscard]] hid_t id() const { return id_; }
    /// Closes now; never tried twice, since a second close of a failed file reports success.
    /// @throws Error where closing fails: buffered data may be lost
    void close(std::string_view action);

private:
    hid_t id_ = H5I_INVALID_HID;
    Close close_ = nullptr;
};

/// @throws Error where `status` is negative: `action` failed
void check(herr_t status, std::string_view action);

enum class Element : std::uint8_t { float64, int32, int8 };

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
    void add_variable(const std::string& name, const Shape& shape);
    /// @param values the whole variable, slowest dimension first
    void write(const std::string& name, std::span<const double> values);
    void write(const std::string& name, std::span<const std::int32_t> values);
    /// @param values the part of the variable from `offset` on that has `count` elements along each dimension
    void write(const std::string& name, std::span<const double> values, std::span<const hsize_t> offset,
               std::span<const hsize_t> count);

    [[nodiscard]] hsize_t length(const std::string& dimension) const;
    [[nodiscard]] std::size_t size(const std::string& variable) const;

    /// Closes all variables, then the file.
    void close();

private:
    [[nodiscard]] Handle create_dataset(const std::string& name, hid_t type, hid_t space, hid_t properties);
    [[nodiscard]] const Handle& dataset(const std::string& name) const;
    void create_text(const std::string& name, std::span<const std::string> texts);
    void make_scale(const std::string& name, hsize_t length);
    void attach_scales(const std::string& variable, std::span<const std::string> dimensions);

    Handle file_; // first, so that it is closed after the variables
    std::map<std::string, Handle> groups_;
    std::map<std::string, Handle> datasets_;
    std::map<std::string, hsize_t> lengths_; ///< of the dimensions
};

} // namespace kamsim::hdf5
