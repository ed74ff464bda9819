#pragma once

#include <cstdint>
#include <string_view>

namespace kamsim {

/// Levels of the x86-64 psABI that the kernel is compiled for. Results do not depend on the level, bit for bit.
enum class InstructionSet : std::uint8_t { x86_64_v2, x86_64_v3, x86_64_v4 };

[[nodiscard]] std::string_view name(InstructionSet set);

/// The best level that this processor and operating system support.
/// @throws std::runtime_error on a processor below x86-64-v2.
[[nodiscard]] InstructionSet best_instruction_set();

[[nodiscard]] bool is_supported(InstructionSet set);

} // namespace kamsim
