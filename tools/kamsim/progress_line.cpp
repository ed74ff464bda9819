#include "kamsim/progress_line.hpp"

#include <iostream>

#include <fmt/format.h>

#include "kamsim/decision/money_text.hpp"
#include "kamsim/report/duration_text.hpp"

namespace kamsim::program {

namespace {

constexpr auto pause = std::chrono::milliseconds(100); ///< between two texts, so that showing costs nothing
constexpr auto wipe = "\r\x1b[K";

} // namespace

std::string progress_text(std::int64_t done, std::int64_t all, double seconds)
{
    auto text = fmt::format("{} of {} replications", grouped(static_cast<double>(done), 0),
                            grouped(static_cast<double>(all), 0));
    if (done <= 0 || seconds <= 0.0) {
        return text;
    }
    const double rate = static_cast<double>(done) / seconds;
    return fmt::format("{}, {} a second, about {} left", text, grouped(rate, 0),
                       duration_text(static_cast<double>(all - done) / rate));
}

ProgressLine::ProgressLine(Progress progress) : progress_(progress)
{}

ProgressLine::~ProgressLine()
{
    if (is_written_) {
        std::cerr << wipe << std::flush;
    }
}

bool ProgressLine::is_due()
{
    const auto now = Clock::now();
    if (progress_ == Progress::hidden || now - last_shown_ < pause) {
        return false;
    }
    last_shown_ = now;
    is_written_ = true;
    return true;
}

void ProgressLine::show(std::int64_t done, std::int64_t all)
{
    if (is_due()) {
        std::cerr << wipe << progress_text(done, all, std::chrono::duration<double>(last_shown_ - start_).count())
                  << std::flush;
    }
}

void ProgressLine::show(std::string_view work, std::int64_t done, std::int64_t all)
{
    if (is_due()) {
        const double share = all > 0 ? static_cast<double>(done) / static_cast<double>(all) : 0.0;
        std::cerr << wipe << fmt::format("{}: {:.0f} %", work, 100.0 * share) << std::flush;
    }
}

} // namespace kamsim::program
