#include "report/checked_file.hpp"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "kamsim/results/result_file_error.hpp"

namespace kamsim {

CheckedFile::CheckedFile(const std::filesystem::path& path, std::string final_name)
    : final_name_(std::move(final_name)), file_(std::fopen(path.c_str(), "wb"))
{
    if (!file_) {
        fail();
    }
}

void CheckedFile::write(std::string_view text)
{
    if (std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size()) {
        fail();
    }
}

void CheckedFile::close()
{
    if (std::fflush(file_.get()) != 0 || ::fsync(::fileno(file_.get())) != 0) {
        fail();
    }
    if (std::fclose(file_.release()) != 0) {
        fail();
    }
}

void CheckedFile::fail() const
{
    throw ResultFileError(fmt::format("cannot write {}: {}; check the free space of the disk and export again",
                                      final_name_, std::generic_category().message(errno)));
}

} // namespace kamsim
