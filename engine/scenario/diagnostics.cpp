#include "scenario/diagnostics.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>

namespace kamsim {

namespace {

/// A text of more than `most` bytes keeps its first and last ones.
struct ClippedLength {
    std::size_t most = 0;
    std::size_t first = 0;
    std::size_t last = 0;
};

bool continues_character(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// Never cuts a character of several bytes in two.
std::string clipped(std::string_view text, const ClippedLength& length)
{
    if (text.size() <= length.most) {
        return std::string(text);
    }
    std::size_t first = length.first;
    while (first > 0 && continues_character(text[first])) {
        --first;
    }
    std::size_t last = text.size() - length.last;
    while (last < text.size() && continues_character(text[last])) {
        ++last;
    }
    return fmt::format("{}…{}", text.substr(0, first), text.substr(last));
}

/// What would move a terminal's cursor, change its colours or turn the direction of writing, as \u followed by its
/// number: C0 and C1 controls, DEL, and the controls of bidirectional text.
std::string escaped(std::string_view text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto after = [&](std::size_t k) {
            return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : static_cast<unsigned char>(0);
        };
        const bool turns_writing = byte == 0xE2
                                   && ((after(1) == 0x80 && after(2) >= 0xAA && after(2) <= 0xAE)
                                       || (after(1) == 0x81 && after(2) >= 0xA6 && after(2) <= 0xA9));
        if (byte < 0x20 || byte == 0x7F) {
            result += fmt::format("\\u{:04x}", byte);
        } else if (byte == 0xC2 && after(1) >= 0x80 && after(1) < 0xA0) {
            result += fmt::format("\\u{:04x}", after(1));
            i += 1;
        } else if (turns_writing) {
            result += fmt::format("\\u{:04x}", 0x2000 + (after(1) - 0x80) * 0x40 + (after(2) - 0x80));
            i += 2;
        } else {
            result += text[i];
        }
    }
    return result;
}

} // namespace

void Diagnostics::add(const SourcePosition& position, std::string_view message)
{
    SourcePosition place = position;
    if (place.file.empty()) {
        place.file = file_;
    }
    std::string text = fmt::format("{}: {}", escaped(to_string(place)), shown(message));
    errors_.push_back({std::move(place), std::move(text)});
}

void Diagnostics::add(const Diagnostics& more)
{
    errors_.insert(errors_.end(), more.errors_.begin(), more.errors_.end());
}

std::vector<std::string> Diagnostics::errors() const
{
    std::map<std::string_view, std::size_t> order;
    for (const Error& error : errors_) {
        order.emplace(error.position.file, order.size());
    }
    std::vector<const Error*> sorted;
    for (const Error& error : errors_) {
        sorted.push_back(&error);
    }
    const auto place = [&](const Error* error) {
        return std::tuple(order.at(error->position.file), error->position.line, error->position.column);
    };
    std::stable_sort(sorted.begin(), sorted.end(),
                     [&](const Error* left, const Error* right) { return place(left) < place(right); });
    std::vector<std::string> texts;
    for (const Error* error : sorted) {
        texts.push_back(error->text);
    }
    return texts;
}

std::string shown(std::string_view text)
{
    constexpr ClippedLength word_length{120, 80, 30};
    constexpr ClippedLength text_length{600, 300, 250};
    std::string line;
    const std::string one_line = escaped(text);
    for (std::string_view rest = one_line; !rest.empty();) {
        const std::size_t space = rest.find(' ');
        line += clipped(rest.substr(0, space), word_length);
        rest.remove_prefix(std::min(space, rest.size()));
        if (!rest.empty()) {
            line += ' ';
            rest.remove_prefix(1);
        }
    }
    return clipped(line, text_length);
}

std::string to_string(const SourcePosition& position)
{
    if (position.line == 0) {
        return position.file;
    }
    if (position.column == 0) {
        return fmt::format("{}:{}", position.file, position.line);
    }
    return fmt::format("{}:{}:{}", position.file, position.line, position.column);
}

} // namespace kamsim
