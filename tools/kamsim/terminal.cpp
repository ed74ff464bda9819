#include "kamsim/terminal.hpp"

#include <cstdlib>
#include <string_view>

#include <unistd.h>

#include "kamsim/launched_job.hpp"

namespace kamsim::program {

namespace {

std::string_view environment(const char* name)
{
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view() : std::string_view(value);
}

} // namespace

bool is_terminal(Stream stream)
{
    // Launchers read what their processes write through terminals of their own, wherever it then goes.
    return !launch_of_this_process() && ::isatty(stream == Stream::output ? STDOUT_FILENO : STDERR_FILENO) == 1;
}

Colour output_colour()
{
    const bool is_wanted = environment("NO_COLOR").empty() && environment("TERM") != "dumb";
    return is_wanted && is_terminal(Stream::output) ? Colour::coloured : Colour::plain;
}

} // namespace kamsim::program
