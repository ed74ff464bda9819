#pragma once

namespace kamsim {

/// Studies for the sections that say what the answer rests on.
struct KnowledgeStudies {};

} // namespace kamsim
