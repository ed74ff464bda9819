#pragma once

#include <stdexcept>
#include <string_view>

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

} // namespace kamsim::hdf5
