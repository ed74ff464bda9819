#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kamsim {

/// Where something stands in an input. Line 0: no line (a whole file, or a `--set`); column 0: no column.
struct SourcePosition {
    std::string file;
    std::size_t line = 0;
    std::size_t column = 0;
};

/// Collects all that is wrong with a scenario, so that an analyst can correct it in one go.
class Diagnostics {
public:
    /// @param file where errors stand that have no place of their own
    explicit Diagnostics(std::string file = {}) : file_(std::move(file)) {}

    /// Control characters are escaped and long values clipped: a message stays one line that a terminal can show.
    void add(const SourcePosition& position, std::string_view message);
    void add(const Diagnostics& more);

    [[nodiscard]] bool empty() const { return errors_.empty(); }
    [[nodiscard]] std::size_t size() const { return errors_.size(); }
    /// In the order of their places; files in the order in which an error was first found in them.
    [[nodiscard]] std::vector<std::string> errors() const;

private:
    struct Error {
        SourcePosition position;
        std::string text;
    };

    std::string file_;
    std::vector<Error> errors_;
};

/// The text as one line for a terminal: control characters as \u00XX, words beyond 120 characters and texts beyond 600
/// without their middle.
[[nodiscard]] std::string shown(std::string_view text);

/// "file:line:column", without the parts that are not known.
[[nodiscard]] std::string to_string(const SourcePosition& position);

} // namespace kamsim
