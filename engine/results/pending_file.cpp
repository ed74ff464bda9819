#include "results/pending_file.hpp"

#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "kamsim/results/result_file_error.hpp"

namespace kamsim {

namespace {

[[noreturn]] void fail(const std::filesystem::path& path, std::string_view reason, std::string_view advice)
{
    throw ResultFileError(fmt::format("cannot write {}: {}; {}", path.string(), reason, advice));
}

std::string system_message(int error)
{
    return std::generic_category().message(error);
}

std::filesystem::path folder_of(const std::filesystem::path& path)
{
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

std::string host_name()
{
    std::string name(256, '\0');
    if (::gethostname(name.data(), name.size() - 1) != 0) {
        return "host";
    }
    name.resize(name.find('\0'));
    return name;
}

/// Creates a file that did not exist. Processes of several machines may write into one folder.
std::filesystem::path create_temporary(const std::filesystem::path& path, const std::filesystem::path& folder)
{
    constexpr int most_attempts = 1000;
    const auto host = host_name();
    for (int attempt = 0; attempt < most_attempts; ++attempt) {
        const auto name = fmt::format(".{}.{}-{}-{}.part", path.filename().string(), host, ::getpid(), attempt);
        auto candidate = folder / name;
        const int descriptor = ::open(candidate.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor >= 0) {
            ::close(descriptor);
            return candidate;
        }
        if (errno != EEXIST) {
            fail(path, fmt::format("folder {}: {}", folder.string(), system_message(errno)),
                 "choose a folder that you may write to");
        }
    }
    fail(path, "its folder is full of unfinished files", fmt::format("remove .{}.*.part", path.filename().string()));
}

/// Waits until a file or a folder is on disk.
void flush_to_disk(const std::filesystem::path& what, const std::filesystem::path& final_path)
{
    const int descriptor = ::open(what.c_str(), O_RDONLY | O_CLOEXEC);
    const bool flushed = descriptor >= 0 && ::fsync(descriptor) == 0;
    const int error = errno;
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    // Some file systems cannot flush a folder and say EINVAL; the file itself is flushed all the same.
    if (!flushed && error != EINVAL) {
        fail(final_path, fmt::format("flushing {} to disk: {}", what.string(), system_message(error)),
             "check the disk and run again");
    }
}

} // namespace

PendingFile::PendingFile(std::filesystem::path final_path, const std::filesystem::path& folder)
    : final_path_(std::move(final_path))
{
    if (!std::filesystem::is_directory(folder_of(final_path_))) {
        fail(final_path_, fmt::format("folder {} does not exist", folder_of(final_path_).string()),
             "create it, or choose another");
    }
    temporary_path_ = create_temporary(final_path_, folder.empty() ? folder_of(final_path_) : folder);
}

PendingFile::~PendingFile()
{
    if (!temporary_path_.empty()) {
        std::error_code ignored;
        std::filesystem::remove(temporary_path_, ignored);
    }
}

void PendingFile::commit()
{
    commit_as(final_path_);
}

void PendingFile::commit_as(const std::filesystem::path& path)
{
    final_path_ = path;
    flush_to_disk(temporary_path_, final_path_);
    std::error_code error;
    std::filesystem::rename(temporary_path_, final_path_, error);
    if (error) {
        fail(final_path_, fmt::format("renaming the finished file: {}", error.message()),
             "check the folder and run again");
    }
    temporary_path_.clear();
    flush_to_disk(folder_of(final_path_), final_path_);
}

} // namespace kamsim
