#pragma once

#include <optional>

#include "kamsim/decision/certificate.hpp"

namespace kamsim {

/// Studies for the sections that give the answer.
struct AnswerStudies {
    std::optional<Certificate> certificate; ///< empty with one design, too
};

} // namespace kamsim
