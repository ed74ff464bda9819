#include "results/folder_lock.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kamsim/results/result_file_error.hpp"

namespace kamsim {

namespace {

/// Bytes of the lock file that stand for a lock each; the file itself is empty.
constexpr off_t access_byte = 0;
constexpr off_t section_byte = 1;

struct flock lock_of(short type, off_t byte)
{
    struct flock lock {};
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    lock.l_start = byte;
    lock.l_len = 1;
    return lock;
}

/// @param command F_OFD_SETLK or, to wait, F_OFD_SETLKW
/// @return 0 or the error
int set_lock(int descriptor, int command, short type, off_t byte)
{
    auto lock = lock_of(type, byte);
    while (::fcntl(descriptor, command, &lock) != 0) {
        if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

[[noreturn]] void fail_to_lock(const std::filesystem::path& path, int error)
{
    throw ResultFileError(fmt::format("cannot lock {}: {}; choose a folder that you may write to, on a file system "
                                      "with locks",
                                      path.string(), std::generic_category().message(error)));
}

[[noreturn]] void tell_of_the_end(const std::filesystem::path& result)
{
    throw FinishedElsewhere(
        fmt::format("another run has just finished {}; look at it, then run again", result.string()));
}

/// For record locks a file must be open for writing, also on network file systems.
int open_lock(const std::filesystem::path& path, const std::filesystem::path& result)
{
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0 && errno == ENOENT) {
        tell_of_the_end(result);
    }
    if (descriptor < 0) {
        fail_to_lock(path, errno);
    }
    return descriptor;
}

} // namespace

FolderLock::FolderLock(const std::filesystem::path& folder, const std::filesystem::path& result, FolderAccess access)
    : path_(folder / "lock"), result_(result), descriptor_(open_lock(path_, result))
{
    const short type = access == FolderAccess::alone ? F_WRLCK : F_RDLCK;
    const int error = set_lock(descriptor_, F_OFD_SETLK, type, access_byte);
    if (error != 0) {
        ::close(descriptor_);
        if (error != EAGAIN && error != EACCES) {
            fail_to_lock(path_, error);
        }
        throw ResultFileError(
            fmt::format("another run is writing {}; wait for its end, or give another name", result.string()));
    }
    if (!is_in_place()) {
        ::close(descriptor_);
        tell_of_the_end(result);
    }
}

FolderLock::~FolderLock()
{
    let_go();
}

void FolderLock::let_go()
{
    if (descriptor_ >= 0) {
        ::close(descriptor_);
        descriptor_ = -1;
    }
}

bool FolderLock::is_in_place() const
{
    struct stat open {};
    struct stat named {};
    return ::fstat(descriptor_, &open) == 0 && ::stat(path_.c_str(), &named) == 0 && open.st_dev == named.st_dev
           && open.st_ino == named.st_ino;
}

void FolderLock::share()
{
    if (const int error = set_lock(descriptor_, F_OFD_SETLK, F_RDLCK, access_byte); error != 0) {
        fail_to_lock(path_, error);
    }
}

FolderLock::Section::Section(const FolderLock& lock, Turn turn) : lock_(lock)
{
    const short type = turn == Turn::one ? F_WRLCK : F_RDLCK;
    if (const int error = set_lock(lock.descriptor_, F_OFD_SETLKW, type, section_byte); error != 0) {
        fail_to_lock(lock.path_, error);
    }
}

FolderLock::Section::~Section()
{
    if (lock_.descriptor_ >= 0) {
        set_lock(lock_.descriptor_, F_OFD_SETLK, F_UNLCK, section_byte);
    }
}

FolderHolders FolderLock::holders(const std::filesystem::path& folder)
{
    const int descriptor = ::open((folder / "lock").c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return FolderHolders::nobody;
    }
    auto lock = lock_of(F_WRLCK, access_byte);
    const bool is_known = ::fcntl(descriptor, F_OFD_GETLK, &lock) == 0;
    ::close(descriptor);
    if (!is_known || lock.l_type == F_UNLCK) {
        return FolderHolders::nobody;
    }
    return lock.l_type == F_WRLCK ? FolderHolders::one : FolderHolders::several_may;
}

} // namespace kamsim
