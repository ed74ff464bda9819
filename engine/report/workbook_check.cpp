#include "report/workbook_check.hpp"

#include <array>
#include <memory>
#include <string_view>
#include <type_traits>

#include <expat.h>
#include <fmt/format.h>
#include <minizip/unzip.h>

#include "kamsim/results/result_file_error.hpp"

namespace kamsim::workbook {

namespace {

struct CloseArchive {
    void operator()(void* archive) const { unzClose(archive); }
};
using Archive = std::unique_ptr<void, CloseArchive>;

struct FreeParser {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};
using Parser = std::unique_ptr<std::remove_pointer_t<XML_Parser>, FreeParser>;

/// The part that the archive stands at.
bool is_whole_part(void* archive)
{
    if (unzOpenCurrentFile(archive) != UNZ_OK) {
        return false;
    }
    const Parser parser(XML_ParserCreate(nullptr));
    std::array<char, 65536> buffer{};
    for (;;) {
        const int count = unzReadCurrentFile(archive, buffer.data(), static_cast<unsigned>(buffer.size()));
        if (count < 0 || XML_Parse(parser.get(), buffer.data(), count, count == 0 ? 1 : 0) != XML_STATUS_OK) {
            unzCloseCurrentFile(archive);
            return false;
        }
        if (count == 0) {
            return unzCloseCurrentFile(archive) == UNZ_OK; // compares the check sum
        }
    }
}

bool is_whole(const std::filesystem::path& file)
{
    const Archive archive(unzOpen64(file.c_str()));
    if (!archive) {
        return false;
    }
    int found = unzGoToFirstFile(archive.get());
    while (found == UNZ_OK) {
        if (!is_whole_part(archive.get())) {
            return false;
        }
        found = unzGoToNextFile(archive.get());
    }
    return found == UNZ_END_OF_LIST_OF_FILE;
}

} // namespace

void require_whole(const std::filesystem::path& file, const std::string& final_name)
{
    if (!is_whole(file)) {
        throw ResultFileError(fmt::format(
            "cannot write {}: the disk did not take all of it; check its free space and export again", final_name));
    }
}

std::string author_of(const std::filesystem::path& file)
{
    constexpr std::size_t longest_properties = 65536;
    constexpr std::string_view begin = "<dc:creator>";
    constexpr int with_case = 1;
    const Archive archive(unzOpen64(file.c_str()));
    if (!archive || unzLocateFile(archive.get(), "docProps/core.xml", with_case) != UNZ_OK
        || unzOpenCurrentFile(archive.get()) != UNZ_OK) {
        return "";
    }
    std::string properties(longest_properties, '\0');
    const int count = unzReadCurrentFile(archive.get(), properties.data(), static_cast<unsigned>(properties.size()));
    unzCloseCurrentFile(archive.get());
    properties.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    const auto found = properties.find(begin);
    if (found == std::string::npos) {
        return "";
    }
    const auto start = found + begin.size();
    return properties.substr(start, properties.find('<', start) - start);
}

} // namespace kamsim::workbook
