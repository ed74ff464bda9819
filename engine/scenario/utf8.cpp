#include "scenario/utf8.hpp"

#include <algorithm>
#include <cstddef>

namespace kamsim {

namespace {

/// Bounds of the second byte of a sequence, and how many bytes follow the first one.
struct SequenceForm {
    std::size_t following = 0;
    unsigned char second_least = 0x80;
    unsigned char second_greatest = 0xBF;
    bool is_valid = true;
};

SequenceForm form_of(unsigned char first)
{
    if (first < 0x80) {
        return {0};
    }
    if (first >= 0xC2 && first <= 0xDF) {
        return {1};
    }
    if (first >= 0xE0 && first <= 0xEF) {
        const unsigned char least = first == 0xE0 ? 0xA0 : 0x80;
        const unsigned char greatest = first == 0xED ? 0x9F : 0xBF;
        return {2, least, greatest};
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const unsigned char least = first == 0xF0 ? 0x90 : 0x80;
        const unsigned char greatest = first == 0xF4 ? 0x8F : 0xBF;
        return {3, least, greatest};
    }
    return {0, 0x80, 0xBF, false};
}

} // namespace

bool is_valid_utf8(std::string_view bytes)
{
    for (std::size_t i = 0; i < bytes.size();) {
        const SequenceForm form = form_of(static_cast<unsigned char>(bytes[i]));
        if (!form.is_valid || i + form.following >= bytes.size()) {
            return false;
        }
        for (std::size_t k = 1; k <= form.following; ++k) {
            const auto byte = static_cast<unsigned char>(bytes[i + k]);
            const unsigned char least = k == 1 ? form.second_least : 0x80;
            const unsigned char greatest = k == 1 ? form.second_greatest : 0xBF;
            if (byte < least || byte > greatest) {
                return false;
            }
        }
        i += 1 + form.following;
    }
    return true;
}

std::size_t first_line_that_is_not_utf8(std::string_view bytes)
{
    for (std::size_t line = 1; !bytes.empty(); ++line) {
        const std::size_t length = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
        if (!is_valid_utf8(bytes.substr(0, length))) {
            return line;
        }
        bytes.remove_prefix(length);
    }
    return 0;
}

} // namespace kamsim
