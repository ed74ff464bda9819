#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace kamsim {

/// A file that is written from start to end, every call checked.
class CheckedFile {
public:
    /// @param path is created or emptied
    /// @param final_name for messages: what the user named
    /// @throws ResultFileError where it cannot be opened
    CheckedFile(const std::filesystem::path& path, std::string final_name);

    /// @throws ResultFileError where the disk does not take it
    void write(std::string_view text);

    /// Hands the rest to the disk and waits until it is there.
    /// @throws ResultFileError likewise
    void close();

private:
    struct Closing {
        void operator()(std::FILE* file) const { std::fclose(file); } // only after a failure: close() releases it
    };

    [[noreturn]] void fail() const;

    std::string final_name_;
    std::unique_ptr<std::FILE, Closing> file_;
};

} // namespace kamsim
