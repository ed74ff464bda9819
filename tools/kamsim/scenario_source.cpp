#include "kamsim/scenario_source.hpp"

#include <array>
#include <fstream>
#include <utility>

#include <fmt/format.h>

#include "kamsim/command.hpp"
#include "kamsim/report/scenario_summary.hpp"
#include "kamsim/results/result_reader.hpp"
#include "kamsim/scenario/warnings.hpp"

namespace kamsim::program {

bool is_result_file(const std::filesystem::path& file)
{
    constexpr std::array<char, 8> signature{'\x89', 'H', 'D', 'F', '\r', '\n', '\x1a', '\n'};
    std::array<char, 8> begin{};
    std::ifstream in(file, std::ios::binary);
    return in.read(begin.data(), begin.size()) && begin == signature;
}

Scenario scenario_of(const std::filesystem::path& file, const std::vector<std::string>& overrides, Console& console)
{
    if (is_result_file(file)) {
        if (!overrides.empty()) {
            throw UsageError(fmt::format("--set {} has no effect on {}, a result whose scenario is settled; name the "
                                         "scenario file instead",
                                         overrides.front(), file.string()));
        }
        auto stored = read_result(file);
        console.detail(fmt::format("read {} (kamsim {})", file.string(), stored.program_version));
        return std::move(stored.scenario);
    }
    auto scenario = read_scenario(file, overrides);
    for (const auto& input : scenario.inputs) {
        console.detail(fmt::format("read {} (XXH3 {})", input.path, input.hash));
    }
    for (const auto& warning : warnings_of(scenario.experiment)) {
        console.warn(warning_text(warning));
    }
    return scenario;
}

} // namespace kamsim::program
