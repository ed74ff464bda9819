#include <array>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "kamsim/lanes/instruction_set.hpp"

namespace kamsim {
namespace {

constexpr std::array<InstructionSet, 3> levels{InstructionSet::x86_64_v2, InstructionSet::x86_64_v3,
                                               InstructionSet::x86_64_v4};

/// What the operating system says that the processor has.
std::set<std::string> processor_flags()
{
    std::ifstream file("/proc/cpuinfo");
    std::string line;
    while (std::getline(file, line)) {
        if (line.rfind("flags", 0) == 0) {
            std::istringstream words(line.substr(line.find(':') + 1));
            std::set<std::string> flags;
            for (std::string word; words >> word;) {
                flags.insert(word);
            }
            return flags;
        }
    }
    return {};
}

bool has_all(const std::set<std::string>& flags, std::initializer_list<const char*> wanted)
{
    for (const char* flag : wanted) {
        if (flags.count(flag) == 0) {
            return false;
        }
    }
    return true;
}

TEST(InstructionSet, HasTheNameOfItsLevel)
{
    EXPECT_EQ(name(InstructionSet::x86_64_v2), "x86-64-v2");
    EXPECT_EQ(name(InstructionSet::x86_64_v3), "x86-64-v3");
    EXPECT_EQ(name(InstructionSet::x86_64_v4), "x86-64-v4");
}

TEST(InstructionSet, IsSupportedWhereTheProcessorHasAllOfItsLevel)
{
    // The lists of the x86-64 psABI, as Linux spells them.
    const auto flags = processor_flags();
    ASSERT_FALSE(flags.empty());
    const bool v2 = has_all(flags, {"cx16", "lahf_lm", "popcnt", "sse4_1", "sse4_2", "ssse3"});
    const bool v3 = v2 && has_all(flags, {"avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe", "xsave"});
    const bool v4 = v3 && has_all(flags, {"avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"});
    EXPECT_EQ(is_supported(InstructionSet::x86_64_v2), v2);
    EXPECT_EQ(is_supported(InstructionSet::x86_64_v3), v3);
    EXPECT_EQ(is_supported(InstructionSet::x86_64_v4), v4);
}

TEST(InstructionSet, IncludesTheLevelsBelow)
{
    for (std::size_t level = 1; level < levels.size(); ++level) {
        EXPECT_TRUE(!is_supported(levels.at(level)) || is_supported(levels.at(level - 1))) << name(levels.at(level));
    }
}

TEST(InstructionSet, BestIsTheHighestSupported)
{
    const InstructionSet best = best_instruction_set();
    EXPECT_TRUE(is_supported(best));
    for (const InstructionSet set : levels) {
        EXPECT_TRUE(set <= best || !is_supported(set)) << name(set);
    }
}

} // namespace
} // namespace kamsim
