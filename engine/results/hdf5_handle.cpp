#include "results/hdf5_handle.hpp"

#include <string>
#include <utility>

#include <fmt/format.h>

namespace kamsim::hdf5 {

namespace {

herr_t keep_innermost(unsigned, const H5E_error2_t* error, void* text)
{
    if (error->desc != nullptr) {
        *static_cast<std::string*>(text) = error->desc;
    }
    return 0;
}

/// "file write failed: time = ..., error message = 'No space left on device', ..." without times, addresses and
/// offsets.
std::string without_details(const std::string& reason)
{
    static constexpr std::string_view before_message = "error message = '";
    const auto details = reason.find(": time = ");
    const auto message = reason.find(before_message);
    if (details == std::string::npos || message == std::string::npos) {
        return reason;
    }
    const auto start = message + before_message.size();
    return reason.substr(0, details) + ": " + reason.substr(start, reason.find('\'', start) - start);
}

std::string innermost_reason()
{
    std::string reason = "HDF5 gives no reason";
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_DOWNWARD, keep_innermost, &reason);
    return without_details(reason);
}

} // namespace

QuietErrors::QuietErrors()
{
    // A file whose closing failed, as on a full disk, keeps its identifier in HDF5 1.10 although its memory is freed.
    // What HDF5 does at the end of the process would follow it there and crash; nothing is left for it to do, since
    // every identifier of ours is closed by its handle. Without effect where HDF5 is in use already.
    H5dont_atexit();
    H5Eget_auto2(H5E_DEFAULT, &handler_, &handler_data_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

QuietErrors::~QuietErrors()
{
    H5Eset_auto2(H5E_DEFAULT, handler_, handler_data_);
}

void check(herr_t status, std::string_view action)
{
    if (status < 0) {
        throw Error(fmt::format("{}: {}", action, innermost_reason()));
    }
}

Handle::Handle(hid_t id, Close close_function, std::string_view action) : id_(id), close_(close_function)
{
    if (id < 0) {
        throw Error(fmt::format("{}: {}", action, innermost_reason()));
    }
}

Handle::Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)), close_(other.close_)
{}

Handle& Handle::operator=(Handle&& other) noexcept
{
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
}

Handle::~Handle()
{
    if (id_ >= 0) {
        close_(id_);
    }
}

void Handle::close(std::string_view action)
{
    if (id_ >= 0) {
        check(close_(std::exchange(id_, H5I_INVALID_HID)), action);
    }
}

} // namespace kamsim::hdf5
