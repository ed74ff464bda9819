#include "results/folder_lock.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kamsim/results/result_file_error.hpp"

namespace kamsim {

namespace {

[[noreturn]] void fail_to_lock(const std::filesystem::path& path, int error)
{
    throw ResultFileError(fmt::format("cannot lock {}: {}; choose a folder that you may write to", path.string(),
                                      std::generic_category().message(error)));
}

/// Whether the path still names the file that is open: a run that ends removes its folder.
bool is_at(int descriptor, const std::filesystem::path& path)
{
    struct stat open {};
    struct stat named {};
    return ::fstat(descriptor, &open) == 0 && ::stat(path.c_str(), &named) == 0 && open.st_dev == named.st_dev
           && open.st_ino == named.st_ino;
}

} // namespace

FolderLock::FolderLock(const std::filesystem::path& folder, const std::filesystem::path& result)
    : path_(folder / "lock"), descriptor_(::open(path_.c_str(), O_RDONLY | O_CREAT | O_CLOEXEC, 0666))
{
    if (descriptor_ < 0) {
        fail_to_lock(path_, errno);
    }
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
        const int error = errno;
        ::close(descriptor_);
        if (error != EWOULDBLOCK) {
            fail_to_lock(path_, error);
        }
        throw ResultFileError(
            fmt::format("another run is writing {}; wait for its end, or give another name", result.string()));
    }
    if (!is_at(descriptor_, path_)) {
        ::close(descriptor_);
        throw ResultFileError(
            fmt::format("another run has just finished {}; look at it, then run again", result.string()));
    }
}

FolderLock::~FolderLock()
{
    ::close(descriptor_);
}

} // namespace kamsim
