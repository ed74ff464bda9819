#pragma once

#include <filesystem>

namespace kamsim {

/// Keeps other processes out of a folder while it lives; the system lets go of it when the process ends, however.
class FolderLock {
public:
    /// @throws ResultFileError where another process has the folder, or the lock cannot be made
    /// @param result the file that the folder is for, which messages name
    FolderLock(const std::filesystem::path& folder, const std::filesystem::path& result);
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    ~FolderLock();

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
    int descriptor_;
};

} // namespace kamsim
