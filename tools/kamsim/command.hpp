#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace kamsim::program {

/// What the program tells the shell. An interrupted run ends with 128 + the number of the signal, as shells do.
inline constexpr int exit_done = 0;
inline constexpr int exit_failed = 1;
inline constexpr int exit_bad_input = 2;

/// The command line makes no sense; the message says what to write instead. Ends the program with `exit_bad_input`.
class UsageError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A subcommand of the program.
struct Command {
    std::string_view name;
    std::string_view summary; ///< one line, for the list of commands
    /// @param arguments what stands after the name of the command
    /// @return the exit code
    int (*run)(const std::vector<std::string>& arguments);
};

/// All subcommands in the order of the help.
[[nodiscard]] std::span<const Command> commands();

} // namespace kamsim::program
