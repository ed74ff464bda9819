#pragma once

#include <cstdint>
#include <filesystem>

#include "kamsim/results/folder_access.hpp"

namespace kamsim {

/// Keeps other processes out of a folder while it lives, or lets in those that come together; the system lets go of it
/// when the process ends, however. Locks are those of open files (F_OFD_SETLK), which network file systems know, too.
class FolderLock {
public:
    /// @param result the file that the folder is for, which messages name
    /// @throws FinishedElsewhere where the folder goes away while it is entered
    /// @throws ResultFileError where another process has the folder, or the lock cannot be made
    FolderLock(const std::filesystem::path& folder, const std::filesystem::path& result, FolderAccess access);
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    ~FolderLock();

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// Whether the folder is still the one that was entered: who finishes the work removes it.
    [[nodiscard]] bool is_in_place() const;
    /// Lets others in, from now on.
    void share();
    /// Ends the lock before its time.
    void let_go();

    /// What one process in the folder does alone while others wait, or what several may do at once while none does
    /// such a thing.
    enum class Turn : std::uint8_t { one, several };
    /// Waits for its turn and has it while it lives.
    class Section {
    public:
        /// @throws ResultFileError where the lock fails
        Section(const FolderLock& lock, Turn turn);
        Section(const Section&) = delete;
        Section& operator=(const Section&) = delete;
        ~Section();

    private:
        const FolderLock& lock_;
    };

    /// Who has a folder, without touching it.
    [[nodiscard]] static FolderHolders holders(const std::filesystem::path& folder);

private:
    std::filesystem::path path_;
    std::filesystem::path result_;
    int descriptor_;
};

} // namespace kamsim
