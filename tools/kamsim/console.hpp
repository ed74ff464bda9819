#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kamsim::program {

enum class Loudness : std::uint8_t { quiet, normal, verbose };

struct ConsoleOptions {
    Loudness loudness = Loudness::normal;
    std::optional<std::filesystem::path> log;
};

/// Of several processes that do one thing together, one tells and logs what is done.
enum class ConsoleVoice : std::uint8_t { leading, assisting };

/// What a command tells beside its answer: warnings, details and progress on the standard error, and all of it with
/// times in a log file. The answer itself goes to the standard output and is not the console's business.
class Console {
public:
    /// @param words the command line, for the log
    /// @throws UsageError where the file is there and no log
    /// @throws std::runtime_error where it cannot be opened
    Console(const ConsoleOptions& options, std::string_view words);

    [[nodiscard]] bool is_quiet() const { return loudness_ == Loudness::quiet; }
    /// Whether progress is worth showing: somebody reads the standard error and did not ask for quiet.
    [[nodiscard]] bool shows_progress() const;

    /// Begins a log `FILE.log` beside a file that is written, unless the command line named a log.
    /// @throws as the constructor does
    void log_beside(const std::filesystem::path& file);

    /// Shown but with --quiet.
    void warn(std::string_view text);
    /// Shown with --verbose.
    void detail(std::string_view text);
    /// Goes to the log file only: what changes from run to run, such as times and the machine.
    void record(std::string_view text);

    /// Runs the work and records how it ended; an exception is recorded and passed on.
    int logged(const std::function<int()>& work);

private:
    using Clock = std::chrono::steady_clock;

    void open_log(const std::filesystem::path& name);
    [[nodiscard]] double seconds() const;

    Loudness loudness_;
    std::string words_; ///< the command line
    std::filesystem::path log_name_;
    std::ofstream log_;
    Clock::time_point start_ = Clock::now();
};

/// Writes text to the standard output.
void print(std::string_view text);

/// The command line as one text, words with spaces in quotes.
[[nodiscard]] std::string command_words(std::string_view command, const std::vector<std::string>& arguments);

} // namespace kamsim::program
