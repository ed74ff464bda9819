#include "support/lane_probe.hpp"

namespace kamsim {

LaneProbe lane_probe(InstructionSet set)
{
    switch (set) {
    case InstructionSet::x86_64_v4: return kernel_v4::lane_probe();
    case InstructionSet::x86_64_v3: return kernel_v3::lane_probe();
    case InstructionSet::x86_64_v2: break;
    }
    return kernel_v2::lane_probe();
}

std::vector<InstructionSet> supported_instruction_sets()
{
    std::vector<InstructionSet> supported;
    for (const auto set : {InstructionSet::x86_64_v2, InstructionSet::x86_64_v3, InstructionSet::x86_64_v4}) {
        if (is_supported(set)) {
            supported.push_back(set);
        }
    }
    return supported;
}

} // namespace kamsim
