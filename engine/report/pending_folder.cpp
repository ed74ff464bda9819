#include "report/pending_folder.hpp"

#include <cerrno>
#include <cstdio>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kamsim/results/result_file_error.hpp"

namespace kamsim {

namespace {

[[noreturn]] void fail(const std::filesystem::path& path, std::string_view what, int error)
{
    throw ResultFileError(fmt::format("cannot write {}: {}: {}; check the folder around it and export again",
                                      path.string(), what, std::generic_category().message(error)));
}

void flush_to_disk(const std::filesystem::path& folder, const std::filesystem::path& final_path)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool flushed = descriptor >= 0 && ::fsync(descriptor) == 0;
    const int error = errno;
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    // Some file systems cannot flush a folder and say EINVAL; its files are flushed all the same.
    if (!flushed && error != EINVAL) {
        fail(final_path, "flushing to disk", error);
    }
}

} // namespace

PendingFolder::PendingFolder(const std::filesystem::path& final_path)
    : // A link to a folder stays a link, and a slash at the end names the same folder.
      final_path_(std::filesystem::weakly_canonical(std::filesystem::absolute(final_path)))
{
    if (!final_path_.has_filename()) {
        final_path_ = final_path_.parent_path();
    }
    constexpr int most_attempts = 1000;
    for (int attempt = 0; attempt < most_attempts; ++attempt) {
        temporary_path_ = final_path_.parent_path()
                          / fmt::format(".{}.{}-{}.part", final_path_.filename().string(), ::getpid(), attempt);
        if (::mkdir(temporary_path_.c_str(), 0777) == 0) {
            return;
        }
        if (errno != EEXIST) {
            break;
        }
    }
    fail(final_path, fmt::format("making a folder in {}", final_path_.parent_path().string()), errno);
}

PendingFolder::~PendingFolder()
{
    if (!temporary_path_.empty()) {
        std::error_code ignored;
        std::filesystem::remove_all(temporary_path_, ignored);
    }
}

void PendingFolder::commit()
{
    flush_to_disk(temporary_path_, final_path_);
    const bool is_named = ::rename(temporary_path_.c_str(), final_path_.c_str()) == 0; // an empty folder gives way
    const bool is_taken = !is_named && (errno == ENOTEMPTY || errno == EEXIST);
    constexpr auto exchange = RENAME_EXCHANGE;
    if (!is_named
        && (!is_taken
            || ::renameat2(AT_FDCWD, temporary_path_.c_str(), AT_FDCWD, final_path_.c_str(), exchange) != 0)) {
        fail(final_path_, "giving the finished folder its name", errno);
    }
    if (is_named) {
        temporary_path_.clear();
    }
    flush_to_disk(final_path_.parent_path(), final_path_);
    // After an exchange the temporary name is that of the earlier folder, which goes with this object.
}

} // namespace kamsim
