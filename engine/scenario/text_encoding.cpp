#include "scenario/text_encoding.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>

#include <fmt/format.h>
#include <iconv.h>

#include "scenario/utf8.hpp"

namespace kamsim {

namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

bool has_utf16_mark(std::string_view bytes)
{
    return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

/// The C library's converter, closed with its owner.
class Converter {
public:
    explicit Converter(const char* from) : handle_(iconv_open("UTF-8", from))
    {
        // The C library marks failure by the pointer -1.
        if (reinterpret_cast<std::intptr_t>(handle_) == -1) {
            throw std::runtime_error(fmt::format("this system cannot read {}; save the file as UTF-8", from));
        }
    }
    ~Converter() { iconv_close(handle_); }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    [[nodiscard]] std::string convert(std::string bytes, std::string_view name) const
    {
        std::string text;
        std::array<char, 4096> buffer{};
        char* from = bytes.data();
        std::size_t left = bytes.size();
        while (left > 0) {
            char* to = buffer.data();
            std::size_t room = buffer.size();
            const std::size_t result = iconv(handle_, &from, &left, &to, &room);
            const int failure = errno;
            text.append(buffer.data(), buffer.size() - room);
            if (result == static_cast<std::size_t>(-1) && failure != E2BIG) {
                const auto read = bytes.end() - static_cast<std::ptrdiff_t>(left);
                throw std::runtime_error(
                    fmt::format("line {} is not {}", 1 + std::count(bytes.begin(), read, '\n'), name));
            }
        }
        return text;
    }

private:
    iconv_t handle_;
};

const char* converter_name(std::string_view bytes, TextEncoding encoding)
{
    switch (encoding) {
    case TextEncoding::windows_1252: return "WINDOWS-1252";
    case TextEncoding::iso_8859_1: return "ISO-8859-1";
    case TextEncoding::utf_16: break;
    case TextEncoding::utf_8: return "UTF-8";
    }
    // Without a mark the order of bytes shows in where the zeros of plain letters are.
    const bool big_end_first = bytes.starts_with("\xFE\xFF") || (!bytes.empty() && bytes.front() == '\0');
    return big_end_first ? "UTF-16BE" : "UTF-16LE";
}

} // namespace

std::string to_utf8(std::string_view bytes, TextEncoding encoding)
{
    std::string text(bytes);
    if (encoding != TextEncoding::utf_8) {
        text = Converter(converter_name(bytes, encoding)).convert(text, name_in(text_encoding_names, encoding));
    }
    return text.starts_with(utf8_mark) ? text.substr(utf8_mark.size()) : text;
}

TextEncoding probable_encoding(std::string_view bytes)
{
    if (has_utf16_mark(bytes) || bytes.find('\0') != std::string_view::npos) {
        return TextEncoding::utf_16;
    }
    return is_valid_utf8(bytes) ? TextEncoding::utf_8 : TextEncoding::windows_1252;
}

} // namespace kamsim
