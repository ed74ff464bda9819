#include "kamsim/browser_print.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kamsim/command.hpp"
#include "kamsim/report/report_files.hpp"

extern char** environ; // NOLINT(readability-redundant-declaration): POSIX leaves it to the program

namespace kamsim::program {

namespace {

constexpr std::array chromium_names{"chromium", "chromium-browser", "google-chrome-stable", "google-chrome",
                                    "chromium-headless-shell"};
constexpr auto longest_print = std::chrono::minutes(2);

bool is_program(const std::filesystem::path& file)
{
    return std::filesystem::is_regular_file(file) && ::access(file.c_str(), X_OK) == 0;
}

std::optional<std::filesystem::path> on_search_path(const std::string& name)
{
    const char* path = std::getenv("PATH"); // NOLINT(concurrency-mt-unsafe): nothing sets it
    std::stringstream folders(path == nullptr ? "" : path);
    std::string folder;
    while (std::getline(folders, folder, ':')) {
        const auto candidate = std::filesystem::path(folder.empty() ? "." : folder) / name;
        if (is_program(candidate)) {
            return candidate;
        }
    }
    return std::nullopt;
}

/// A folder for one print, removed at the end.
class PrintFolder {
public:
    PrintFolder()
    {
        auto name = (std::filesystem::temp_directory_path() / "kamsim-print-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error(fmt::format("cannot make a folder in {}: {}",
                                                 std::filesystem::temp_directory_path().string(),
                                                 std::generic_category().message(errno)));
        }
        path_ = name;
    }
    PrintFolder(const PrintFolder&) = delete;
    PrintFolder& operator=(const PrintFolder&) = delete;
    ~PrintFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

std::vector<std::string> print_arguments(const std::filesystem::path& browser, const std::filesystem::path& folder)
{
    std::vector<std::string> arguments{browser.string(),
                                       "--headless",
                                       "--disable-gpu",
                                       "--disable-extensions",
                                       "--disable-background-networking",
                                       "--disable-component-update",
                                       "--disable-sync",
                                       "--disable-dev-shm-usage",
                                       "--host-resolver-rules=MAP * ~NOTFOUND",
                                       "--no-first-run",
                                       "--no-default-browser-check",
                                       "--no-pdf-header-footer",
                                       "--export-tagged-pdf",
                                       "--generate-pdf-document-outline",
                                       "--user-data-dir=" + (folder / "profile").string(),
                                       "--print-to-pdf=" + (folder / "report.pdf").string(),
                                       "file://" + (folder / "report.html").string()};
    if (::geteuid() == 0) {
        arguments.insert(arguments.end() - 1, "--no-sandbox"); // it refuses root with one; the page is our own
    }
    return arguments;
}

/// A program in a group of its own, so that what it starts ends with it.
class Child {
public:
    Child(std::vector<std::string> arguments, const std::filesystem::path& log)
    {
        std::vector<char*> words;
        for (auto& argument : arguments) {
            words.push_back(argument.data());
        }
        words.push_back(nullptr);
        posix_spawn_file_actions_t files{};
        posix_spawn_file_actions_init(&files);
        posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
        posix_spawnattr_t attributes{};
        posix_spawnattr_init(&attributes);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
        const int error = ::posix_spawn(&process_, words.front(), &files, &attributes, words.data(), environ);
        posix_spawnattr_destroy(&attributes);
        posix_spawn_file_actions_destroy(&files);
        if (error != 0) {
            throw std::runtime_error(
                fmt::format("cannot start {}: {}", arguments.front(), std::generic_category().message(error)));
        }
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child()
    {
        if (!has_ended_) {
            ::kill(-process_, SIGKILL);
            ::waitpid(process_, &status_, 0);
        }
    }

    [[nodiscard]] bool has_ended()
    {
        has_ended_ = has_ended_ || ::waitpid(process_, &status_, WNOHANG) != 0;
        return has_ended_;
    }
    [[nodiscard]] bool has_succeeded() const { return WIFEXITED(status_) && WEXITSTATUS(status_) == 0; }

private:
    ::pid_t process_ = 0;
    int status_ = 0;
    bool has_ended_ = false;
};

std::string content_of(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// The page with the size of its paper, which no option of the browser sets.
std::string sized_page(std::string_view page, Paper paper)
{
    constexpr std::string_view end_of_head = "</head>";
    std::string sized(page);
    const auto place = std::min(sized.find(end_of_head), sized.size());
    sized.insert(place, fmt::format("<style>@page {{ size: {}; }}</style>\n", paper == Paper::a4 ? "A4" : "letter"));
    return sized;
}

/// The digits of the times at which a PDF was made, in their places.
void fix_times(std::string& pdf)
{
    constexpr std::string_view fixed = "20000101000000";
    for (const std::string_view key : {"/CreationDate (D:", "/ModDate (D:"}) {
        for (auto found = pdf.find(key); found != std::string::npos; found = pdf.find(key, found + key.size())) {
            if (found + key.size() + fixed.size() <= pdf.size()) {
                pdf.replace(found + key.size(), fixed.size(), fixed);
            }
        }
    }
}

std::string whole_pdf(const std::filesystem::path& file, const std::filesystem::path& browser, const std::string& said)
{
    auto pdf = content_of(file);
    const auto end = pdf.rfind("%%EOF");
    if (!pdf.starts_with("%PDF-") || end == std::string::npos || pdf.size() - end > 16) {
        throw std::runtime_error(fmt::format("{} printed no PDF; it said: {}", browser.string(), said.substr(0, 1000)));
    }
    fix_times(pdf);
    if (pdf.back() != '\n') {
        pdf += '\n';
    }
    return pdf + std::string(pdf_mark);
}

} // namespace

std::filesystem::path find_browser(const std::optional<std::string>& named)
{
    if (named) {
        const auto found =
            named->find('/') == std::string::npos ? on_search_path(*named) : std::filesystem::path(*named);
        if (found && is_program(*found)) {
            return *found;
        }
        throw UsageError(fmt::format("--browser {}: there is no such program", *named));
    }
    for (const auto* name : chromium_names) {
        if (const auto found = on_search_path(name)) {
            return *found;
        }
    }
    throw UsageError("--pdf prints with Chromium or Chrome, and none is installed. Install one (Debian, Ubuntu: apt "
                     "install chromium), name one with --browser PATH, or open the page (--out FILE) in a browser and "
                     "print it there");
}

std::optional<std::string> printed_page(const std::filesystem::path& browser, std::string_view page, Paper paper,
                                        const std::function<bool()>& goes_on)
{
    constexpr auto pause = std::chrono::milliseconds(20);
    const PrintFolder folder;
    write_text(folder.path() / "report.html", sized_page(page, paper), folder.path() / "report.html");
    const auto log = folder.path() / "log";
    const auto start = std::chrono::steady_clock::now();
    Child child(print_arguments(browser, folder.path()), log);
    while (!child.has_ended()) {
        if (!goes_on()) {
            return std::nullopt;
        }
        if (std::chrono::steady_clock::now() - start > longest_print) {
            throw std::runtime_error(fmt::format("{} did not print the report within two minutes", browser.string()));
        }
        std::this_thread::sleep_for(pause);
    }
    if (!child.has_succeeded()) {
        throw std::runtime_error(
            fmt::format("{} did not print the report; it said: {}", browser.string(), content_of(log).substr(0, 1000)));
    }
    return whole_pdf(folder.path() / "report.pdf", browser, content_of(log));
}

} // namespace kamsim::program
