#include "scenario/diagnostics.hpp"

#include <fmt/format.h>

namespace kamsim {

void Diagnostics::add(const SourcePosition& position, std::string_view message)
{
    errors_.push_back(fmt::format("{}: {}", to_string(position), message));
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
