#include "scenario/input_files.hpp"

#include <fstream>
#include <iterator>

#include <fmt/format.h>
#include <xxhash.h>

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
    std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (!file || file.bad()) {
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
