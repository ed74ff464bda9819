#pragma once

#include <stdexcept>

namespace kamsim {

/// A result file could not be written; the message names the file, the cause and what to do.
class ResultFileError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

} // namespace kamsim
