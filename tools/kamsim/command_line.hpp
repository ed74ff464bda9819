#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/program_options/variables_map.hpp>

#include "kamsim/console.hpp"

namespace kamsim::program {

/// An option of a subcommand.
struct OptionDeclaration {
    std::string_view name;       ///< without the dashes
    std::string_view value_name; ///< "FILE", "N"; empty for an option that takes no value
    std::string_view meaning;    ///< one line of the help
    enum class Use : std::uint8_t { once, repeated } use = Use::once;
};

/// What a subcommand takes; its help is written from it.
struct CommandDeclaration {
    std::string_view name;
    std::string_view argument;      ///< "FILE"; empty where there is none
    std::string_view argument_noun; ///< "scenario": for messages
    int least_arguments = 1;
    int most_arguments = 1;
    std::string_view purpose; ///< some lines that end with a line feed
    std::vector<OptionDeclaration> options;
    std::vector<std::string_view> examples; ///< without "kamsim"
    std::string_view closing;               ///< what stands below the examples; may be empty
};

/// One command line, parsed by a declaration. Every subcommand also takes --quiet, --verbose, --log FILE and --help; a
/// declaration that names one of them says what it means there.
class CommandLine {
public:
    /// @param arguments what stands after the name of the command
    /// @throws UsageError where an option is unknown or lacks its value, or where arguments are missing or too many;
    ///   not where the help is asked for
    CommandLine(const CommandDeclaration& declaration, const std::vector<std::string>& arguments);

    [[nodiscard]] bool asks_for_help() const { return has("help"); }
    [[nodiscard]] bool has(std::string_view option) const;
    [[nodiscard]] std::optional<std::string> text(std::string_view option) const;
    /// Of a repeated option, in the order given.
    [[nodiscard]] std::vector<std::string> texts(std::string_view option) const;
    /// Parts of a text between commas.
    [[nodiscard]] std::vector<std::string> list(std::string_view option) const;
    /// @throws UsageError where it is no whole number within the bounds
    [[nodiscard]] std::optional<std::int64_t> whole_number(std::string_view option, std::int64_t least,
                                                           std::int64_t most) const;
    /// @throws UsageError where it is no number of seconds, 0 or more
    [[nodiscard]] std::optional<double> seconds(std::string_view option) const;
    /// Index of the word that the option names.
    /// @throws UsageError where it names another one
    [[nodiscard]] std::optional<std::size_t> choice(std::string_view option,
                                                    const std::vector<std::string>& words) const;
    [[nodiscard]] const std::vector<std::string>& arguments() const { return arguments_; }
    [[nodiscard]] ConsoleOptions console() const;

    /// Ends with the command's help as a way out.
    [[noreturn]] void refuse(std::string_view message) const;

private:
    void check_arguments() const;

    const CommandDeclaration* declaration_;
    boost::program_options::variables_map values_;
    std::vector<std::string> arguments_;
};

/// The help of a command: usage, purpose, options, examples.
[[nodiscard]] std::string help_text(const CommandDeclaration& declaration);

/// Parses, prints the help or runs the work with a console that logs how it ends.
/// @param work takes the command line and the console, and returns the exit code
/// @param voice of the console
/// @return the exit code
template <class Work>
[[nodiscard]] int run_command(const CommandDeclaration& declaration, const std::vector<std::string>& arguments,
                              Work&& work, ConsoleVoice voice = ConsoleVoice::leading)
{
    const CommandLine line(declaration, arguments);
    if (line.asks_for_help()) {
        print(help_text(declaration));
        return 0;
    }
    const auto options = voice == ConsoleVoice::leading ? line.console() : ConsoleOptions{Loudness::quiet, {}};
    Console console(options, command_words(declaration.name, arguments));
    return console.logged([&] { return work(line, console); });
}

} // namespace kamsim::program
