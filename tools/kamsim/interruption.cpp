#include "kamsim/interruption.hpp"

#include <array>
#include <atomic>
#include <csignal>

#include <signal.h> // NOLINT(modernize-deprecated-headers): sigaction is POSIX, <csignal> need not have it

namespace kamsim::program {

namespace {

/// SIGUSR1 is what mpirun hands on to all processes without killing them soon after, and what batch systems can send
/// some time before the end.
constexpr std::array wishes_to_stop{SIGINT, SIGTERM, SIGUSR1};

/// A signal handler may touch nothing that locks. Several threads ask for it.
std::atomic<int> received_signal{0};
static_assert(std::atomic<int>::is_always_lock_free);

void remember(int signal)
{
    received_signal = signal;
}

void set_handler(int signal, void (*handler)(int))
{
    struct sigaction action {};
    action.sa_handler = handler;
    action.sa_flags = static_cast<int>(SA_RESETHAND) | SA_RESTART;
    ::sigaction(signal, &action, nullptr);
}

} // namespace

Interruption::Interruption()
{
    received_signal = 0;
    for (const int signal : wishes_to_stop) {
        set_handler(signal, remember);
    }
}

Interruption::~Interruption()
{
    for (const int signal : wishes_to_stop) {
        set_handler(signal, SIG_DFL);
    }
}

bool Interruption::is_requested() const
{
    return received_signal != 0;
}

int Interruption::exit_code() const
{
    constexpr int first_signal_code = 128;
    return first_signal_code + received_signal;
}

} // namespace kamsim::program
