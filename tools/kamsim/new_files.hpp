#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace kamsim::program {

/// A file as one in the folder names it, so that the two can be moved together.
[[nodiscard]] std::string name_from(const std::filesystem::path& folder, const std::filesystem::path& file);

/// Writes new files into a folder, all of them or none. The folder is made where it is missing.
/// @param files names and texts
/// @throws UsageError where one of the files is there already, or the folder is a file
/// @throws std::runtime_error where one cannot be written; what was made is gone then
void write_new_files(const std::filesystem::path& folder,
                     const std::vector<std::pair<std::string, std::string>>& files);

} // namespace kamsim::program
