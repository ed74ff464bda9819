#include "kamsim/lanes/instruction_set.hpp"

#include <array>
#include <stdexcept>

namespace kamsim {

std::string_view name(InstructionSet set)
{
    static constexpr std::array<std::string_view, 3> names{"x86-64-v2", "x86-64-v3", "x86-64-v4"};
    return names.at(static_cast<std::size_t>(set));
}

bool is_supported(InstructionSet set)
{
    __builtin_cpu_init();
#if defined(__GNUC__) && !defined(__clang__)
    switch (set) {
    case InstructionSet::x86_64_v4: return __builtin_cpu_supports("x86-64-v4") != 0;
    case InstructionSet::x86_64_v3: return __builtin_cpu_supports("x86-64-v3") != 0;
    case InstructionSet::x86_64_v2: return __builtin_cpu_supports("x86-64-v2") != 0;
    }
    return false;
#else
    // Clang 14 does not know the levels by name; these are their features that it knows.
    const bool v2 = __builtin_cpu_supports("sse4.2") != 0 && __builtin_cpu_supports("popcnt") != 0;
    const bool v3 = v2 && __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0
                    && __builtin_cpu_supports("bmi2") != 0;
    const bool v4 = v3 && __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0
                    && __builtin_cpu_supports("avx512cd") != 0 && __builtin_cpu_supports("avx512dq") != 0
                    && __builtin_cpu_supports("avx512vl") != 0;
    switch (set) {
    case InstructionSet::x86_64_v4: return v4;
    case InstructionSet::x86_64_v3: return v3;
    case InstructionSet::x86_64_v2: return v2;
    }
    return false;
#endif
}

InstructionSet best_instruction_set()
{
    for (const auto set : {InstructionSet::x86_64_v4, InstructionSet::x86_64_v3, InstructionSet::x86_64_v2}) {
        if (is_supported(set)) {
            return set;
        }
    }
    throw std::runtime_error("this processor is below x86-64-v2 (SSE 4.2), the least that kamsim runs on");
}

} // namespace kamsim
