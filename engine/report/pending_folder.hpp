#pragma once

#include <filesystem>

namespace kamsim {

/// A folder that is filled under a temporary name beside its final name and takes the final name only when it is
/// complete and on disk. Destroyed without `commit`, it is removed.
class PendingFolder {
public:
    /// Creates the empty temporary folder.
    /// @throws ResultFileError where the folder around it is missing or not writable
    explicit PendingFolder(const std::filesystem::path& final_path);
    PendingFolder(const PendingFolder&) = delete;
    PendingFolder& operator=(const PendingFolder&) = delete;
    ~PendingFolder();

    [[nodiscard]] const std::filesystem::path& temporary_path() const { return temporary_path_; }

    /// Gives the folder its final name; a folder that has it is exchanged for this one and removed. The files in it are
    /// on disk already.
    /// @throws ResultFileError where it cannot; the final name is then as it was before
    void commit();

private:
    std::filesystem::path final_path_;
    std::filesystem::path temporary_path_;
};

} // namespace kamsim
