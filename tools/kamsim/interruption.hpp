#pragma once

namespace kamsim::program {

/// Turns the first SIGINT, SIGTERM or SIGUSR1 into a wish to stop while it lives; a second one ends the program at
/// once.
class Interruption {
public:
    Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;
    ~Interruption();

    [[nodiscard]] bool is_requested() const;
    /// 128 + the number of the signal that came.
    [[nodiscard]] int exit_code() const;
};

} // namespace kamsim::program
