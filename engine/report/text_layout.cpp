#include "report/text_layout.hpp"

#include <algorithm>

namespace kamsim {

namespace {

bool starts_character(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

std::string spaces_up_to(std::string_view text, std::size_t width)
{
    const auto taken = display_width(text);
    return std::string(taken < width ? width - taken : 0, ' ');
}

} // namespace

std::size_t display_width(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_character));
}

std::string left_aligned(std::string_view text, std::size_t width)
{
    return std::string(text) + spaces_up_to(text, width);
}

std::string right_aligned(std::string_view text, std::size_t width)
{
    return spaces_up_to(text, width) + std::string(text);
}

std::string clipped(std::string_view text, std::size_t width)
{
    if (display_width(text) <= width) {
        return std::string(text);
    }
    std::size_t characters = 0;
    std::size_t end = 0;
    for (; end < text.size(); ++end) {
        if (starts_character(text[end])) {
            ++characters;
        }
        if (characters == width) {
            break;
        }
    }
    return std::string(text.substr(0, end)) + "…";
}

std::string wrapped(std::string_view text, std::size_t width, std::string_view indent)
{
    std::string lines;
    std::string line(indent);
    bool is_empty = true;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        const auto word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (word.empty()) {
            continue;
        }
        if (!is_empty && display_width(line) + 1 + display_width(word) > width) {
            lines += line + "\n";
            line = indent;
            is_empty = true;
        }
        line += (is_empty ? "" : " ") + std::string(word);
        is_empty = false;
    }
    return is_empty ? lines : lines + line + "\n";
}

std::string emphasised(std::string_view text, Emphasis emphasis, Colour colour)
{
    if (colour == Colour::plain) {
        return std::string(text);
    }
    std::string_view start = "\x1b[1m";
    if (emphasis == Emphasis::good) {
        start = "\x1b[32m";
    } else if (emphasis == Emphasis::bad) {
        start = "\x1b[31m";
    }
    return std::string(start) + std::string(text) + "\x1b[0m";
}

} // namespace kamsim
