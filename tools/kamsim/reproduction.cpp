#include "kamsim/reproduction.hpp"

#include <string_view>

namespace kamsim::program {

std::string shell_word(const std::string& word)
{
    constexpr std::string_view harmless = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=:,./@%";
    if (!word.empty() && word.find_first_not_of(harmless) == std::string::npos) {
        return word;
    }
    std::string quoted = "'";
    for (const char sign : word) {
        quoted += sign == '\'' ? std::string("'\\''") : std::string(1, sign);
    }
    return quoted + "'";
}

std::string run_again(const StoredResult& stored, const std::string& file)
{
    std::string run = "kamsim run " + shell_word(stored.scenario.inputs.front().path);
    for (const auto& override : stored.scenario.overrides) {
        run += " --set " + shell_word(override);
    }
    return run + " --out " + shell_word(file);
}

} // namespace kamsim::program
