#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace kamsim::program {

enum class Progress : std::uint8_t { hidden, shown };

/// Text of a progress line: how far, how fast, how long still.
[[nodiscard]] std::string progress_text(std::int64_t done, std::int64_t all, double seconds);

/// One line on the standard error that is written over as the run goes on and wiped at its end.
class ProgressLine {
public:
    explicit ProgressLine(Progress progress);
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    ~ProgressLine();

    void show(std::int64_t done, std::int64_t all);
    /// Of one of several works: its name, and how far it is.
    void show(std::string_view work, std::int64_t done, std::int64_t all);

private:
    using Clock = std::chrono::steady_clock;

    [[nodiscard]] bool is_due();

    Progress progress_;
    Clock::time_point start_ = Clock::now();
    Clock::time_point last_shown_ = start_;
    bool is_written_ = false;
};

} // namespace kamsim::program
