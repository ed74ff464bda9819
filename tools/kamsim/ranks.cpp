#include "kamsim/ranks.hpp"

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <streambuf>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <omp.h>
#include <unistd.h>

#include "kamsim/failure.hpp"

namespace kamsim::program {

namespace {

/// Takes everything and keeps nothing.
class Silence : public std::streambuf {
protected:
    int_type overflow(int_type character) override { return traits_type::not_eof(character); }
};

/// Whole lines, each with the same beginning: lines of several processes come out side by side.
class PrefixedLines : public std::streambuf {
public:
    PrefixedLines(std::streambuf& target, std::string prefix) : target_(target), prefix_(std::move(prefix)) {}
    PrefixedLines(const PrefixedLines&) = delete;
    PrefixedLines& operator=(const PrefixedLines&) = delete;
    ~PrefixedLines() override { end_line(); }

protected:
    int_type overflow(int_type character) override
    {
        line_ += traits_type::to_char_type(character);
        if (character == '\n') {
            end_line();
        }
        return character;
    }

private:
    void end_line()
    {
        if (!line_.empty()) {
            const auto text = prefix_ + line_;
            target_.sputn(text.data(), static_cast<std::streamsize>(text.size()));
            target_.pubsync();
            line_.clear();
        }
    }

    std::streambuf& target_;
    std::string prefix_;
    std::string line_;
};

} // namespace

/// What a rank other than the first is heard with, while it lives.
class Ranks::Voice {
public:
    explicit Voice(int rank)
        : error_(*std::cerr.rdbuf(), fmt::format("rank {}: ", rank)), old_output_(std::cout.rdbuf(&output_)),
          old_error_(std::cerr.rdbuf(&error_))
    {}
    Voice(const Voice&) = delete;
    Voice& operator=(const Voice&) = delete;
    ~Voice()
    {
        std::cout.rdbuf(old_output_);
        std::cerr.rdbuf(old_error_);
    }

private:
    Silence output_;
    PrefixedLines error_;
    std::streambuf* old_output_;
    std::streambuf* old_error_;
};

Ranks::Ranks()
{
    if (!is_first()) {
        voice_ = std::make_unique<Voice>(rank());
    }
}

Ranks::~Ranks() = default;

int Ranks::threads(int asked) const
{
    const bool is_settled = asked > 0 || std::getenv("OMP_NUM_THREADS") != nullptr; // NOLINT(concurrency-mt-unsafe)
    if (is_settled || !are_several()) {
        return asked;
    }
    const auto processors = static_cast<int>(::sysconf(_SC_NPROCESSORS_ONLN));
    return std::max(1, std::min(omp_get_max_threads(), processors / job_.count_here()));
}

int Ranks::begin()
{
    has_begun_ = true;
    return greatest(0);
}

int Ranks::run(const std::function<int()>& work)
{
    if (!are_several()) {
        return work();
    }
    try {
        return greatest(work());
    } catch (...) {
        const auto failure = std::current_exception();
        if (!has_begun_ && is_first()) {
            return greatest(greatest(tell_failure(failure)));
        }
        const int code_of_first = has_begun_ ? 0 : begin();
        if (code_of_first != 0) {
            return greatest(code_of_first); // which said why
        }
        const int code = tell_failure(failure);
        voice_.reset();
        job_.end(code);
    }
}

} // namespace kamsim::program
