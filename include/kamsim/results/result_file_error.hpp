#pragma once

#include <stdexcept>

namespace kamsim {

/// A result file could not be written or read; the message names the file, the cause and what to do.
class ResultFileError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The work was finished by another process that shares it; nothing is lost, and there is nothing left to do.
class FinishedElsewhere : public ResultFileError {
public:
    using ResultFileError::ResultFileError;
};

/// A file that was given as a result cannot be read as one.
class UnreadableResult : public ResultFileError {
public:
    using ResultFileError::ResultFileError;
};

} // namespace kamsim
