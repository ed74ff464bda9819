#pragma once

#include <filesystem>

namespace kamsim {

/// A file that is written under a temporary name and takes the final name only when
/// it is complete and on disk. Destroyed without `commit`, it is removed.
class PendingFile {
public:
    /// Creates the empty temporary file.
    /// @param folder for it, on the file system of the final name; empty: the folder of the final name
    /// @throws ResultFileError where the folder is missing or not writable
    explicit PendingFile(std::filesystem::path final_path, const std::filesystem::path& folder = {});
    PendingFile(const PendingFile&) = delete;
    PendingFile& operator=(const PendingFile&) = delete;
    ~PendingFile();

    [[nodiscard]] const std::filesystem::path& temporary_path() const { return temporary_path_; }
    [[nodiscard]] const std::filesystem::path& final_path() const { return final_path_; }

    /// Flushes the closed temporary file to disk, renames it and flushes the folder.
    /// @throws ResultFileError where any step fails
    void commit();

    /// Likewise, under another name in the same folder.
    void commit_as(const std::filesystem::path& path);

private:
    std::filesystem::path final_path_;
    std::filesystem::path temporary_path_; ///< empty once committed
};

} // namespace kamsim
