#include "kamsim/console.hpp"

#include <algorithm>
#include <ctime>
#include <exception>
#include <iostream>
#include <stdexcept>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include "kamsim/command.hpp"
#include "kamsim/terminal.hpp"
#include "kamsim/version.hpp"

namespace kamsim::program {

namespace {

std::string host_name()
{
    std::string name(256, '\0');
    if (::gethostname(name.data(), name.size() - 1) != 0) {
        return "an unnamed host";
    }
    name.resize(name.find('\0'));
    return name;
}

/// Whether lines may be added to the file: there is none, it is empty, or it starts with the time of a log's line.
bool may_become_log(const std::filesystem::path& path)
{
    std::ifstream file(path);
    std::string line;
    if (!file || !std::getline(file, line)) {
        return true;
    }
    constexpr std::string_view pattern = "0000-00-00T00:00:00Z kamsim ";
    return line.size() >= pattern.size()
           && std::equal(pattern.begin(), pattern.end(), line.begin(),
                         [](char p, char c) { return p == '0' ? c >= '0' && c <= '9' : p == c; });
}

} // namespace

Console::Console(const ConsoleOptions& options, std::string_view words) : loudness_(options.loudness), words_(words)
{
    if (options.log) {
        open_log(*options.log);
    }
}

void Console::log_beside(const std::filesystem::path& file)
{
    if (!log_.is_open()) {
        open_log(file.string() + ".log");
    }
}

void Console::open_log(const std::filesystem::path& name)
{
    log_name_ = name;
    if (!may_become_log(log_name_)) {
        throw UsageError(fmt::format("{} exists and is no log of kamsim; nothing was added to it. Give --log another "
                                     "name",
                                     log_name_.string()));
    }
    log_.open(log_name_, std::ios::app);
    if (!log_) {
        throw std::runtime_error(
            fmt::format("cannot write the log file {}; check the folder and its permissions", log_name_.string()));
    }
    record(fmt::format("kamsim {} ({}) on {}: {}", version(), revision(), host_name(), words_));
}

bool Console::shows_progress() const
{
    return loudness_ != Loudness::quiet && is_terminal(Stream::error);
}

void Console::warn(std::string_view text)
{
    if (loudness_ != Loudness::quiet) {
        std::cerr << text << "\n";
    }
    record(text);
}

void Console::detail(std::string_view text)
{
    if (loudness_ == Loudness::verbose) {
        std::cerr << text << "\n";
    }
    record(text);
}

void Console::record(std::string_view text)
{
    if (log_.is_open()) {
        log_ << fmt::format("{:%Y-%m-%dT%H:%M:%SZ} {}\n", fmt::gmtime(std::time(nullptr)), text) << std::flush;
    }
}

int Console::logged(const std::function<int()>& work)
{
    int exit_code = 0;
    try {
        exit_code = work();
    } catch (const std::exception& error) {
        record(fmt::format("failed after {:.3f} s: {}", seconds(), error.what()));
        throw;
    }
    record(fmt::format("ended with exit code {} after {:.3f} s", exit_code, seconds()));
    if (log_.is_open() && !log_) {
        throw std::runtime_error(
            fmt::format("the log file {} could not be written; check the disk that it goes to", log_name_.string()));
    }
    return exit_code;
}

double Console::seconds() const
{
    return std::chrono::duration<double>(Clock::now() - start_).count();
}

void print(std::string_view text)
{
    std::cout << text;
}

std::string command_words(std::string_view command, const std::vector<std::string>& arguments)
{
    std::string words(command);
    for (const auto& argument : arguments) {
        const bool is_plain = !argument.empty() && argument.find_first_of(" \t\n'\"\\$") == std::string::npos;
        words += is_plain ? " " + argument : fmt::format(" '{}'", argument);
    }
    return words;
}

} // namespace kamsim::program
