#include "scenario/input_files.hpp"

#include <fstream>
#include <vector>

#include <fmt/format.h>
#include <xxhash.h>

#include "kamsim/scenario/limits.hpp"

namespace kamsim {

std::string read_file(const std::filesystem::path& path)
{
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status)) {
        throw std::runtime_error("there is no such file");
    }
    if (std::filesystem::is_directory(status)) {
        throw std::runtime_error("it is a folder, not a file");
    }
    std::ifstream file(path, std::ios::binary);
    std::string bytes;
    std::vector<char> chunk(std::size_t{1} << 16);
    while (file) {
        file.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
        bytes.append(chunk.data(), static_cast<std::size_t>(file.gcount()));
        if (static_cast<std::int64_t>(bytes.size()) > largest_input_file) {
            throw std::runtime_error(
                fmt::format("it is larger than {} MiB, too large for a scenario or a table of accounts",
                            largest_input_file / (1024 * 1024)));
        }
    }
    if (!file.eof()) {
        throw std::runtime_error("it cannot be read; check the permissions");
    }
    return bytes;
}

std::string content_hash(std::string_view bytes)
{
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.data(), bytes.size()));
    std::string hexadecimal;
    for (const unsigned char byte : canonical.digest) {
        hexadecimal += fmt::format("{:02x}", byte);
    }
    return hexadecimal;
}

} // namespace kamsim
