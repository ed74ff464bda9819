#include "kamsim/interruption.hpp"

#include <atomic>
#include <csignal>

#include <signal.h> // NOLINT(modernize-deprecated-headers): sigaction is POSIX, <csignal> need not have it

namespace kamsim::program {

namespace {

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
    set_handler(SIGINT, remember);
    set_handler(SIGTERM, remember);
}

Interruption::~Interruption()
{
    set_handler(SIGINT, SIG_DFL);
    set_handler(SIGTERM, SIG_DFL);
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
