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
    void add(const SourcePosition& position, std::string_view message);

    [[nodiscard]] bool empty() const { return errors_.empty(); }
    [[nodiscard]] const std::vector<std::string>& errors() const { return errors_; }

private:
    std::vector<std::string> errors_;
};

/// "file:line:column", without the parts that are not known.
[[nodiscard]] std::string to_string(const SourcePosition& position);

} // namespace kamsim
