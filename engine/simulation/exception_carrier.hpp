#pragma once

#include <exception>

namespace kamsim {

/// Carries the first exception of a parallel loop out of it.
class ExceptionCarrier {
public:
    template <class Work>
    void run(Work&& work) noexcept
    {
        try {
            work();
        } catch (...) {
#pragma omp critical(kamsim_exception)
            if (!caught_) {
                caught_ = std::current_exception();
            }
        }
    }
    void rethrow() const
    {
        if (caught_) {
            std::rethrow_exception(caught_);
        }
    }

private:
    std::exception_ptr caught_;
};

} // namespace kamsim
