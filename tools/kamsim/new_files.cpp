#include "kamsim/new_files.hpp"

#include <fstream>
#include <stdexcept>

#include <fmt/format.h>
#include <unistd.h>

#include "kamsim/command.hpp"

namespace kamsim::program {

namespace {

/// Everything that was made, taken away again unless it is kept.
class Made {
public:
    Made() = default;
    Made(const Made&) = delete;
    Made& operator=(const Made&) = delete;
    ~Made()
    {
        std::error_code ignored;
        for (auto path = paths_.rbegin(); path != paths_.rend(); ++path) {
            std::filesystem::remove(*path, ignored); // a folder only where it is empty
        }
    }
    void add(const std::filesystem::path& path) { paths_.push_back(path); }
    void keep() { paths_.clear(); }

private:
    std::vector<std::filesystem::path> paths_;
};

void check_folder(const std::filesystem::path& folder, const std::vector<std::pair<std::string, std::string>>& files)
{
    if (std::filesystem::exists(folder) && !std::filesystem::is_directory(folder)) {
        throw UsageError(fmt::format("{} is a file; name a folder", folder.string()));
    }
    for (const auto& [name, text] : files) {
        if (std::filesystem::exists(std::filesystem::symlink_status(folder / name))) {
            throw UsageError(fmt::format("{} is there already and is not overwritten; name another folder",
                                         (folder / name).string()));
        }
    }
}

void make_folders(const std::filesystem::path& folder, Made& made)
{
    if (folder.empty() || std::filesystem::exists(folder)) {
        return;
    }
    make_folders(folder.parent_path(), made);
    std::error_code error;
    if (!std::filesystem::create_directory(folder, error) && error) {
        throw std::runtime_error(fmt::format("cannot make the folder {}: {}", folder.string(), error.message()));
    }
    made.add(folder);
}

void write_part(const std::filesystem::path& part, const std::string& text, Made& made)
{
    made.add(part);
    std::ofstream stream(part, std::ios::binary);
    stream << text;
    stream.close();
    if (!stream) {
        throw std::runtime_error(fmt::format("cannot write into {}; check the permissions and the free space of the "
                                             "disk",
                                             part.parent_path().string()));
    }
}

} // namespace

std::string name_from(const std::filesystem::path& folder, const std::filesystem::path& file)
{
    const auto whole = [](const std::filesystem::path& path) {
        return std::filesystem::weakly_canonical(std::filesystem::absolute(path));
    };
    return whole(file).lexically_relative(whole(folder)).generic_string();
}

void write_new_files(const std::filesystem::path& folder, const std::vector<std::pair<std::string, std::string>>& files)
{
    check_folder(folder, files);
    Made made;
    make_folders(folder, made);
    Made parts;
    const auto part_of = [&](const std::string& name) { return folder / fmt::format(".{}.{}.part", name, ::getpid()); };
    for (const auto& [name, text] : files) {
        write_part(part_of(name), text, parts);
    }
    for (const auto& [name, text] : files) {
        std::filesystem::rename(part_of(name), folder / name);
        made.add(folder / name);
    }
    made.keep();
    parts.keep();
}

} // namespace kamsim::program
